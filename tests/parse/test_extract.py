import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.domain.articles import Basis, DateSource, Document, Reason, Rejected
from pipeline.parse.extract import extract_page
from pipeline.parse.html import MAX_BYTES, MAX_ELEMENTS
from tests.parse.golden import NOW, expected, iso, pairs

ROAD = (
    "Le gouverneur de la région a annoncé lundi que la route serait rouverte avant la fin de la semaine, après des "
    "travaux menés par le génie militaire."
)
CROWD = (
    "Les habitants attendent cette réouverture depuis le mois de mars, quand la crue a emporté le pont principal de la "
    "ville et coupé le marché en deux."
)
PRICES = (
    "Selon la mairie, le prix du sac de riz a augmenté de moitié depuis la coupure, et plusieurs familles ont quitté "
    "le quartier bas pour la rive droite du fleuve."
)
WORKS = (
    "Le chantier emploie deux cents jeunes de la commune, payés à la journée, et doit se poursuivre jusqu'au début de "
    "la saison des pluies si le gravier arrive à temps."
)
TITLE = "Mopti : la route rouvre"
FEED_DATE = datetime(2025, 11, 17, 10, tzinfo=UTC)
NAV = f"<nav><ul>{''.join(f'<li><a href=/{n}>Rubrique {n}</a></li>' for n in range(9))}</ul></nav>"


def page(body: str, *, title: str = TITLE, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><title>{title}</title>{head}</head><body>{body}</body></html>'.encode()
    )


def article(*paragraphs: str, title: str = TITLE) -> str:
    return f"{NAV}<article><h1>{title}</h1>{''.join(f'<p>{text}</p>' for text in paragraphs)}</article>"


def linked_data(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def extract(
    body: bytes, *, url: str = "https://courrier.example/x", feed_date: datetime | None = None, feed_title: str = ""
) -> Document | Rejected:
    return extract_page(
        body,
        url=url,
        content_type="text/html",
        timezone="Africa/Bamako",
        now=NOW,
        feed_date=feed_date,
        feed_title=feed_title,
    )


def document(body: bytes, *, feed_date: datetime | None = None, feed_title: str = "") -> Document:
    read = extract(body, feed_date=feed_date, feed_title=feed_title)
    assert isinstance(read, Document)
    return read


def reason(body: bytes, *, url: str = "https://courrier.example/x") -> Reason:
    read = extract(body, url=url)
    assert isinstance(read, Rejected)
    return read.reason


@pytest.mark.parametrize("path", pairs("pages"), ids=lambda path: path.stem)
def test_a_golden_page_is_read_as_expected(path: Path) -> None:
    read = document(path.read_bytes())
    truth = expected(path)
    assert read.text.split("\n\n") == truth["text"]
    assert (read.title, list(read.captions), list(read.authors)) == (
        truth["title"],
        truth["captions"],
        truth["authors"],
    )
    assert (iso(read.published), read.date_source) == (truth["published"], truth["date_source"])
    assert (read.site, read.language, read.credit) == (truth["site"], truth["language"], truth["credit"])
    assert (read.canonical, read.basis, read.partial) == (truth["canonical"], Basis.PAGE, False)


def test_the_title_is_not_in_the_text() -> None:
    assert document(page(article(ROAD, CROWD))).text == f"{ROAD}\n\n{CROWD}"


def test_a_caption_without_any_mark_is_kept_apart() -> None:
    caption = "Des camions attendent devant le pont détruit (AFP)"
    read = document(page(article(ROAD, caption, CROWD)))
    assert read.captions == (caption,)
    assert caption not in read.text


def test_a_last_line_that_names_an_agency_is_its_credit_and_no_text() -> None:
    read = document(page(article(ROAD, CROWD, "Source : AMAP")))
    assert (read.credit, read.text) == ("AMAP", f"{ROAD}\n\n{CROWD}")


def test_a_declared_date_comes_before_that_of_the_feed() -> None:
    head = '<meta property="article:published_time" content="2025-11-18T09:00:00Z">'
    read = document(page(article(ROAD, CROWD), head=head), feed_date=FEED_DATE)
    assert (read.published, read.date_source) == (datetime(2025, 11, 18, 9, tzinfo=UTC), DateSource.DECLARED)


def test_the_moment_in_the_feed_comes_before_a_page_that_says_the_day_only() -> None:
    read = document(page(article("17 novembre 2025", ROAD, CROWD)), feed_date=FEED_DATE)
    assert (read.published, read.date_source) == (FEED_DATE, DateSource.FEED)


def test_another_day_in_the_page_comes_before_the_feed() -> None:
    read = document(page(article("12 novembre 2025", ROAD, CROWD)), feed_date=FEED_DATE)
    assert (read.published, read.date_source) == (datetime(2025, 11, 12, tzinfo=UTC), DateSource.DECLARED)


def test_the_date_of_the_feed_comes_before_one_that_is_searched() -> None:
    read = document(page(article(ROAD, CROWD)), feed_date=FEED_DATE)
    assert (read.published, read.date_source) == (FEED_DATE, DateSource.FEED)


def test_a_date_shown_above_the_text_is_read_and_is_no_text() -> None:
    read = document(page(article("18 novembre 2025", ROAD, CROWD)))
    assert (read.published, read.date_source) == (datetime(2025, 11, 18, tzinfo=UTC), DateSource.DECLARED)
    assert "novembre" not in read.text


def test_a_date_in_the_address_is_only_searched() -> None:
    read = extract(page(article(ROAD, CROWD)), url="https://courrier.example/2025/11/18/route")
    assert isinstance(read, Document)
    assert (read.published, read.date_source) == (datetime(2025, 11, 18, tzinfo=UTC), DateSource.SEARCHED)


def test_a_page_without_a_date_has_none() -> None:
    read = document(page(article(ROAD, CROWD)))
    assert (read.published, read.date_source) == (None, DateSource.NONE)


def test_the_title_of_the_feed_stands_in_for_a_missing_one() -> None:
    body = page(f"<article><p>{ROAD}</p><p>{CROWD}</p></article>", title="")
    assert document(body, feed_title="Le titre du fil").title == "Le titre du fil"


def test_the_first_sentence_stands_in_where_there_is_no_title_at_all() -> None:
    read = document(page(f"<article><p>Il pleut. {ROAD}</p><p>{CROWD}</p></article>", title=""))
    assert read.title == "Il pleut."


def test_a_charset_that_only_the_page_declares_is_used() -> None:
    head = '<meta charset="windows-1252">'
    read = document(
        page(article(ROAD, "« L’armée » – dit-on – a tout prévu pour la saison."), head=head).decode().encode("cp1252")
    )
    assert "« L’armée » – dit-on" in read.text


def test_the_text_in_json_ld_is_used_where_scripts_must_build_the_page() -> None:
    body = page(
        '<div id="root"></div>', head=linked_data(headline=TITLE, articleBody=f"{ROAD} {CROWD} {PRICES} {WORKS}")
    )
    assert document(body).text.startswith(ROAD)


def test_a_short_text_in_json_ld_does_not_replace_the_article() -> None:
    body = page(article(ROAD, CROWD, PRICES, WORKS), head=linked_data(headline=TITLE, articleBody=ROAD))
    assert document(body).text.endswith(WORKS)


def test_the_cookie_banner_of_an_article_does_not_hide_it() -> None:
    banner = "<div class=cookie>Nous utilisons des cookies. Accepter tous les cookies</div>"
    assert document(page(banner + article(ROAD, CROWD))).text == f"{ROAD}\n\n{CROWD}"


@pytest.mark.parametrize(
    "sentence",
    [
        "L'équipe a attendu trois jours avant de continuer vers Gao, où elle doit remettre des vivres à deux écoles.",
        "Il faudra des années pour accéder à l'intégralité du territoire, a reconnu le chef de la mission.",
        "L'accès interdit aux humanitaires depuis mars doit être rouvert, selon un décret publié mardi soir.",
        "Cet article de la loi n'est pas appliqué et la commune dit ne pas avoir de moyens pour le faire.",
    ],
)
def test_words_of_walls_in_a_short_article_do_not_make_it_one(sentence: str) -> None:
    read = document(page(article(ROAD, sentence)))
    assert (read.text, read.partial) == (f"{ROAD}\n\n{sentence}", False)


def test_an_article_beside_a_list_in_json_ld_is_read() -> None:
    head = '<script type="application/ld+json">{"@type": "ItemList", "itemListElement": []}</script>'
    assert document(page(article(ROAD, CROWD, PRICES), head=head)).text.endswith(PRICES)


def test_a_number_in_a_headline_is_no_missing_page() -> None:
    headline = "Niger : 404 soldats formés"
    assert document(page(article(ROAD, CROWD, title=headline), title=headline)).title == headline


def test_an_article_that_must_be_paid_for_is_partial() -> None:
    offer = "Il vous reste 72% de cet article à lire. La suite est réservée aux abonnés."
    read = document(page(article(ROAD, CROWD, PRICES, WORKS, offer)))
    assert read.partial
    assert "abonnés" not in read.text


def test_labels_of_other_articles_make_no_article_partial() -> None:
    related = '<div class="related"><h3><a href="/y">Un autre titre</a></h3><span>Réservé aux abonnés</span></div>'
    assert not document(page(article(ROAD, CROWD, PRICES) + related)).partial


def test_an_article_that_says_it_is_free_is_not_partial() -> None:
    body = page(article(ROAD, CROWD, PRICES), head=linked_data(headline=TITLE, isAccessibleForFree=True))
    assert not document(body).partial


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", Reason.EMPTY),
        (b" \n ", Reason.EMPTY),
        (page("", title=""), Reason.EMPTY),
        (b"%PDF-1.7", Reason.WRONG_TYPE),
        (b"\x89PNG\r\n\x1a\n", Reason.WRONG_TYPE),
        (b"\x1f\x8b\x08" + bytes(50), Reason.WRONG_TYPE),
        (ROAD.encode(), Reason.WRONG_TYPE),
        (b"<p>" + b"x" * MAX_BYTES, Reason.TOO_BIG),
        (b"<p>" + b"<b>x</b>" * MAX_ELEMENTS, Reason.TOO_BIG),
        (page(article("Le marché rouvre lundi.")), Reason.TOO_SHORT),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', Reason.NOT_ARTICLE),
    ],
    ids=["nothing", "blank", "empty page", "pdf", "png", "gzip", "text", "long", "many tags", "short", "feed"],
)
def test_what_is_no_page_with_an_article_is_rejected(body: bytes, why: Reason) -> None:
    assert reason(body) is why


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Just a moment...", "<p>Checking your browser before accessing example.org.</p>"),
        ("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1>"),
        ("Vérification de sécurité", "<p>Veuillez vérifier que vous n’êtes pas un robot.</p>"),
        ("Access Denied", "<h1>Access Denied</h1><p>Reference #18.2</p>"),
    ],
)
def test_challenges_are_known(title: str, body: str) -> None:
    assert reason(page(body, title=title)) is Reason.CHALLENGE


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Le respect de votre vie privée</h2><p>Nous et nos partenaires utilisons des cookies pour stocker des "
        "informations sur votre appareil et mesurer l’audience. Vous pouvez modifier vos choix à tout moment.</p>",
        "<h1>Before you continue</h1><p>We use cookies and data to deliver and maintain our services. If you choose to "
        "accept all, we will also use cookies to personalise ads.</p>",
    ],
)
def test_consent_walls_are_known(body: str) -> None:
    assert reason(page(body, title="Le Journal")) is Reason.CONSENT_WALL


@pytest.mark.parametrize(
    "body",
    [
        page(article(ROAD, "La suite est réservée aux abonnés. Déjà abonné ? Connectez-vous pour lire cet article.")),
        page(article(ROAD, "Subscribe to continue reading this article.")),
        page(article(ROAD), head=linked_data(headline=TITLE, isAccessibleForFree="False")),
    ],
)
def test_pay_walls_with_too_short_a_lead_are_known(body: bytes) -> None:
    assert reason(body) is Reason.PAYWALL


@pytest.mark.parametrize(
    "body",
    [
        '<div id="root"></div><script src="/app.js"></script><noscript>You need to enable JavaScript.</noscript>',
        "<div id=__next></div><script>window.x = {}</script>",
        "<noscript>Veuillez activer JavaScript</noscript><div class=loading>Chargement</div>",
    ],
)
def test_shells_that_scripts_must_fill_are_known(body: str) -> None:
    assert reason(page(body, title="Le Journal")) is Reason.SCRIPT_SHELL


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Page non trouvée - Le Journal", "<h1>Erreur 404</h1><p>Elle a été déplacée.</p>"),
        ("Le Journal", f"<p>Désolé, la page demandée est introuvable.</p><p>{ROAD}</p>"),
        ("404 Not Found", "<h1>404 Not Found</h1>"),
        ("Oops!", "<p>That page can’t be found. Maybe try a search?</p>"),
        ("أخبار", "<h1>عذرا</h1><p>الصفحة التي تبحث عنها غير موجودة</p>"),
    ],
)
def test_missing_pages_that_answer_200_are_known(title: str, body: str) -> None:
    assert reason(page(NAV + body, title=title)) is Reason.SOFT_404


def test_a_front_page_is_no_article() -> None:
    assert reason(page(article(ROAD, CROWD, PRICES)), url="https://courrier.example/") is Reason.NOT_ARTICLE


def test_a_list_of_teasers_is_no_article() -> None:
    teaser = "<div><h2><a href=/{0}>Un titre long, le numéro {0}</a></h2><p>{1} C'est le numéro {0}.</p></div>"
    body = "".join(teaser.format(number, ROAD) for number in range(12))
    assert reason(page(f"{NAV}<h1>Politique</h1>{body}", title="Politique")) is Reason.NOT_ARTICLE


def test_a_page_of_links_is_no_article() -> None:
    links = "".join(f"<h2><a href=/{number}>Un titre assez long, le numéro {number}</a></h2>" for number in range(30))
    assert reason(page(f"<h1>Archives</h1>{links}", title="Archives")) is Reason.NOT_ARTICLE


def test_a_page_nested_too_deep_ends_in_a_value() -> None:
    assert isinstance(extract(page("<div>" * 100_000 + ROAD)), Rejected)


def test_script_in_the_text_stays_text_and_controls_vanish() -> None:
    read = document(page(article(ROAD, "Il écrit &lt;script&gt;alert(1)&lt;/script&gt; au tableau&#x202E;&#8203;.")))
    assert "Il écrit <script>alert(1)</script> au tableau." in read.text


def test_the_same_page_always_gives_the_same_document() -> None:
    body = page(article(ROAD, CROWD, PRICES, WORKS))
    first = document(body)
    assert all(document(body) == first for _ in range(5))
    assert replace(first) == first
