from datetime import UTC, datetime

import pytest

from pipeline.parse.html import parse
from pipeline.parse.metadata import Metadata, read_metadata
from tests.parse.golden import NOW


def read(head: str = "", body: str = "", *, lang: str = "", url: str = "https://www.courrier.example/a/b") -> Metadata:
    tree = parse(f"<html {lang and f'lang={lang}'}><head>{head}</head><body>{body}<p>x</p></body></html>")
    return read_metadata(tree, url=url, timezone="Africa/Niamey", now=NOW)


LINKED_DATE = '<script type="application/ld+json">{"@type":"Article","datePublished":"2025-11-18T09:00+01:00"}</script>'
SHOWN_DATE = '<time class="entry-date published">18/11/2025 09:00</time>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    "title",
    [
        "La route rouvre - Le Courrier",
        "La route rouvre | courrier.example",
        "Le Courrier | La route rouvre",
        "La route rouvre – LE COURRIER",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str) -> None:
    assert read(meta("og:title", title) + meta("og:site_name", "Le Courrier")).title == "La route rouvre"


def test_a_dash_inside_a_title_stays() -> None:
    assert read(meta("og:title", "Mali - Niger : la route rouvre")).title == "Mali - Niger : la route rouvre"


def test_the_heading_ends_a_title_that_was_cut_short() -> None:
    body = "<h1>La route de Mopti rouvre lundi aux camions</h1>"
    assert (
        read(meta("og:title", "La route de Mopti rouvre…"), body).title == "La route de Mopti rouvre lundi aux camions"
    )


def test_the_heading_is_the_title_where_none_is_declared() -> None:
    assert read(body="<h1>La <b>route</b> rouvre</h1>").title == "La route rouvre"


def test_the_logo_is_not_taken_for_a_heading() -> None:
    head = meta("og:site_name", "Le Courrier")
    assert read(head, "<h1>Le Courrier</h1><h1>La route rouvre</h1>").heading == "La route rouvre"


def test_the_site_is_named_by_the_end_of_the_window_title() -> None:
    assert read("<title>La route rouvre - Le Courrier du Fleuve</title>", "<h1>La route rouvre</h1>").site == (
        "Le Courrier du Fleuve"
    )


def test_a_site_named_in_front_of_the_title_is_told_apart() -> None:
    said = read("<title>Le Courrier : La route rouvre</title>", "<h2>Autre</h2><h2>La route rouvre</h2>")
    assert (said.title, said.site) == ("La route rouvre", "Le Courrier")


def test_a_heading_inside_the_article_is_not_its_title() -> None:
    body = "<h1>Le budget : à quoi il sert</h1><h2>à quoi il sert</h2>"
    assert read(meta("og:title", "Le budget : à quoi il sert"), body).title == "Le budget : à quoi il sert"


def test_quotation_marks_at_the_end_of_a_title_stay() -> None:
    assert read(meta("og:title", "Il publie « Douze lunes »")).title == "Il publie « Douze lunes »"


def test_a_site_without_a_name_is_its_host() -> None:
    assert read().site == "courrier.example"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (LINKED_DATE, ""),
        (meta("article:published_time", "2025-11-18T08:00:00Z"), ""),
        ('<meta name="DC.date.issued" content="2025-11-18 09:00">', ""),
        ("", '<time itemprop="datePublished" datetime="2025-11-18T08:00:00Z">hier</time>'),
        ("", f'<time class="updated" datetime="2025-11-19">x</time>{SHOWN_DATE}'),
        ("", '<time datetime="2025-11-18T08:00:00Z">hier</time>'),
        ("", '<span property="dc:date dc:created" content="2025-11-18T09:00:00+01:00">x</span>'),
        ("", '<abbr class="published" title="2025-11-18T08:00:00Z">mardi</abbr>'),
        ("", "<p>Publié le mardi 18 novembre 2025 à 9h00 par Aïcha</p>"),
        ("", "<div>نشر في 18 نوفمبر 2025 09:00</div>"),
        ("<title>La route</title>", "<h1>La route</h1><span class=info>18 novembre 2025 à 09h00</span>, Par Aïcha"),
        (
            "<title>Jarida : Kasuwa</title>",
            "<h2>Kasuwa</h2><p>An wallafa ranar 18 ga watan Nuwamba 2025 da karfe 09:00</p>",
        ),
    ],
)
def test_the_date_is_read_wherever_it_is_declared(head: str, body: str) -> None:
    assert read(head, body).published == datetime(2025, 11, 18, 8, tzinfo=UTC)


def test_a_date_in_the_first_sentence_declares_nothing() -> None:
    assert read(body="<h1>La route</h1><p>Le 22 mars 2012, des soldats ont pris le palais.</p>").published is None


def test_times_that_disagree_and_are_not_marked_declare_nothing() -> None:
    assert read(body='<time datetime="2025-11-18">a</time><time datetime="2025-11-19">b</time>').published is None


def test_a_date_in_a_script_declares_nothing() -> None:
    assert read(body='<script>var published = "2025-11-18"</script>').published is None


def test_the_visible_author_is_read_where_none_is_declared() -> None:
    assert read(body='<a rel="author" href="/x">Aïcha Walet</a>').authors == ("Aïcha Walet",)


def test_an_agency_among_the_authors_becomes_the_credit() -> None:
    said = read('<meta name="author" content="Aïcha Walet avec AFP">')
    assert (said.authors, said.credit) == (("Aïcha Walet",), "AFP")


@pytest.mark.parametrize(
    ("lang", "language"), [("fr-FR", "fr"), ("ar", "ar"), ("HA", "ha"), ("x-default", ""), ("", "")]
)
def test_the_declared_language_is_its_primary_tag(lang: str, language: str) -> None:
    assert read(lang=lang).language == language


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("/spip.php?article123", "https://www.courrier.example/spip.php?article123"),
        ("https://autre.example/x", "https://autre.example/x"),
        ("https://www.courrier.example/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_the_canonical_address_is_recorded_unless_it_is_a_front_page(href: str, canonical: str) -> None:
    assert read(f'<link rel="canonical" href="{href}">').canonical == canonical


@pytest.mark.parametrize(("tier", "free"), [("locked", False), ("free", True), ("metered", None)])
def test_the_tier_of_the_content_is_read(tier: str, free: bool | None) -> None:
    assert read(meta("article:content_tier", tier)).is_free is free


@pytest.mark.parametrize(
    ("head", "is_article"),
    [
        (meta("og:type", "article"), True),
        (meta("og:type", "website"), None),
        ('<script type="application/ld+json">{"@type":"CollectionPage"}</script>', False),
        ("", None),
    ],
)
def test_whether_a_page_calls_itself_an_article(head: str, is_article: bool | None) -> None:
    assert read(head).is_article is is_article


def test_the_text_in_json_ld_loses_its_markup() -> None:
    said = read(
        '<script type="application/ld+json">{"@type":"Article","articleBody":"<p>Un.</p><p>Deux.</p>"}</script>'
    )
    assert said.article_body == "Un.\n\nDeux."
