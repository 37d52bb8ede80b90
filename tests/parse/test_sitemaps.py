import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.domain.errors import ParseError
from pipeline.domain.feeds import ParsedFeed, SitemapPart
from pipeline.parse.feeds import MAX_BYTES, read_feed
from pipeline.parse.sitemaps import MOST_LOCS, MOST_PARTS
from tests.parse.golden import NOW, expected, iso, pairs

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
SITE = "https://courrier.example"


def url(path: str, inside: str = "") -> str:
    return f"<url><loc>{SITE}{path}</loc>{inside}</url>"


def urlset(*urls: str) -> str:
    return f'<?xml version="1.0"?><urlset {SPACE}>{"".join(urls)}</urlset>'


def index(*locs: str) -> str:
    return f"<sitemapindex {SPACE}>{''.join(f'<sitemap><loc>{loc}</loc></sitemap>' for loc in locs)}</sitemapindex>"


def read(body: str | bytes, *, limit: int = 500) -> ParsedFeed:
    return read_feed(
        body.encode() if isinstance(body, str) else body,
        url=f"{SITE}/sitemap.xml",
        content_type="text/xml",
        timezone="Africa/Niamey",
        now=NOW,
        limit=limit,
    )


def addresses(feed: ParsedFeed) -> list[str]:
    return [(entry.url or "").removeprefix(SITE) for entry in feed.entries]


@pytest.mark.parametrize("path", pairs("sitemaps"), ids=lambda path: path.stem)
def test_a_golden_sitemap_is_read_as_expected(path: Path) -> None:
    feed, truth = read(path.read_bytes()), expected(path)
    entries = [
        {"url": one.url, "title": one.title, "published": iso(one.published), "categories": list(one.categories)}
        for one in feed.entries
    ]
    assert entries == truth["entries"]
    assert [[part.url, iso(part.modified)] for part in feed.parts] == truth["parts"]
    assert (feed.kind, feed.salvaged) == (truth["kind"], truth["salvaged"])


@pytest.mark.parametrize(
    "root", ["urlset", f"urlset {SPACE}", "n:urlset", 'urlset xmlns="urn:other"', "URLSET", "urlset\n"]
)
def test_a_sitemap_is_known_by_its_root_in_any_namespace(root: str) -> None:
    name = root.split(maxsplit=1)[0]
    assert addresses(read(f"<{root}>{url('/un-deux-trois')}</{name}>")) == ["/un-deux-trois"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_sitemap_is_read_in_every_form_of_unicode(codec: str) -> None:
    title = "<news:news><news:title>مالي</news:title></news:news>"
    assert read(urlset(url("/a-1", title)).encode(codec)).entries[0].title == "مالي"


def test_a_feed_that_speaks_of_sitemaps_stays_a_feed() -> None:
    assert read("<rss><channel><item><title><![CDATA[<urlset>]]> ici</title></item></channel></rss>").kind == "rss"


def test_a_page_that_shows_a_sitemap_is_no_sitemap() -> None:
    with pytest.raises(ParseError, match="HTML"):
        read(f"<!DOCTYPE html><body><pre>{urlset(url('/a-1'))}</pre></body>")


@pytest.mark.parametrize("empty", [urlset(), "<urlset/>", "<urlset />", "<sitemapindex></sitemapindex>"])
def test_an_empty_sitemap_is_a_feed_without_entries(empty: str) -> None:
    feed = read(empty)
    assert (feed.entries, feed.parts, feed.salvaged) == ((), (), False)


def test_a_packed_sitemap_is_unpacked() -> None:
    assert addresses(read(gzip.compress(urlset(url("/a-1")).encode()))) == ["/a-1"]


def test_a_packed_sitemap_that_was_cut_off_keeps_what_came() -> None:
    body = urlset(*(url(f"/article-{n * 7919 % 10_007}") for n in range(2_000))).encode()
    feed = read(gzip.compress(body, mtime=0)[:-2_000])
    assert feed.salvaged
    assert addresses(feed)[:2] == ["/article-0", "/article-7919"]


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(b"<urlset>" + b" " * (MAX_BYTES + 1) + b"</urlset>", mtime=0),
        gzip.compress(gzip.compress(urlset(url("/a-1")).encode(), mtime=0), mtime=0),
        gzip.compress(b"", mtime=0),
        b"\x1f\x8b" + b"x" * 100,
        b"\x1f\x8b",
    ],
)
def test_packed_bombs_and_rubbish_are_parse_errors(body: bytes) -> None:
    with pytest.raises(ParseError):
        read(body)


def test_a_sitemap_that_was_cut_off_keeps_its_whole_addresses() -> None:
    whole = urlset(url("/a-1"), url("/a-2", "<lastmod>2025-11-18</lastmod>"), url("/a-3"))
    feed = read(whole[: whole.index("18</lastmod>")])
    assert (addresses(feed), feed.salvaged) == (["/a-1", "/a-2"], True)
    assert feed.entries[1].published is None


def test_half_an_address_is_not_kept() -> None:
    whole = urlset(url("/a-1"), url("/a-2"))
    assert addresses(read(whole[: whole.index("2</loc>")])) == ["/a-1"]


def test_an_index_that_was_cut_off_keeps_its_whole_addresses() -> None:
    whole = index(f"{SITE}/1.xml", f"{SITE}/2.xml")
    feed = read(whole[: whole.index("2.xml")])
    assert (feed.parts, feed.salvaged) == ((SitemapPart(f"{SITE}/1.xml"),), True)


@pytest.mark.parametrize(
    "broken",
    [
        f"<url><loc>{SITE}/half<lastmod>2025-11-18</lastmod></url>",
        "<url><loc></loc></url>",
        "<url></loc></news></url>",
        "<url><a><b><c></url>",
        "< <<>> & ]]>",
        f"<!-- {url('/never-shown-1')} -->",
        "<url><loc>javascript:alert(1)</loc></url>",
        "<url><loc>https://name:word@courrier.example/a-9</loc></url>",
        f"<url><loc>{SITE}/{'a-1' * 5_000}</loc></url>",
    ],
)
def test_what_is_broken_does_not_harm_its_neighbours(broken: str) -> None:
    assert addresses(read(urlset(url("/a-1"), broken, url("/a-2")))) == ["/a-1", "/a-2"]


def test_an_address_with_a_bare_ampersand_stays_whole() -> None:
    assert addresses(read(urlset(url("/lire?id=1&copy=2&amp;lang=fr")))) == ["/lire?id=1&copy=2&lang=fr"]


def test_the_addresses_of_pictures_and_translations_are_not_those_of_articles() -> None:
    inside = (
        f"<image:image><image:loc>{SITE}/p-1</image:loc></image:image>"
        f'<xhtml:link rel="alternate" hreflang="ar" href="{SITE}/ar/a-1"/>'
        f"<video:video><video:title>Vu d’en haut</video:title></video:video>"
    )
    one = read(urlset(f"<url>{inside}<loc>{SITE}/a-1</loc></url>")).entries
    assert [(entry.url, entry.title) for entry in one] == [(f"{SITE}/a-1", "")]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/index.php",
        "/fr",
        "/politique/",
        "/afrique/mali",
        "/contact.html",
        "/mentions-legales",
        "/category/afrique-de-l-ouest",
        "/fr/tag/g5-sahel",
        "/author/aicha-walet-2",
        "/catégories/les-régions-du-nord",
        "/rubrique/vie-des-regions",
        "/actualites-du-jour/page/12",
        "/2025/11/18/",
        "/communique-numero-12.pdf",
        "/wp-content/uploads/2025/11/photo-1.jpg",
        "/post-sitemap2.xml",
        "/spip.php?rubrique12",
        "/?cat=4",
        "/index.php?option=com_content&amp;view=category&amp;id=9",
    ],
)
def test_what_is_clearly_no_article_is_left_out(path: str) -> None:
    assert addresses(read(urlset(url(path), url("/a-1")))) == ["/a-1"]


@pytest.mark.parametrize(
    "path",
    [
        "/spip.php?article123",
        "/?p=4512",
        "/2025/11/18/le-pont-est-rouvert/",
        "/20251118-le-pont",
        "/politique/le-pont-est-rouvert.html",
        "/reouverture-pont",
        "/node/2231",
        "/12345",
        "/a/XkQzWvT",
        "/rubrique/mali/le-pont-est-rouvert",
        "/index.php?option=com_content&amp;view=article&amp;id=9",
        "/إعادة-فتح-الجسر",
    ],
)
def test_what_may_be_an_article_is_kept(path: str) -> None:
    assert addresses(read(urlset(url(path)))) == [path.replace("&amp;", "&")]


def test_an_address_with_a_headline_is_an_article_whatever_it_looks_like() -> None:
    news = "<news:news><news:title>En direct</news:title></news:news>"
    assert addresses(read(urlset(url("/direct", news)))) == ["/direct"]


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2025-11-18", datetime(2025, 11, 18, tzinfo=UTC)),
        ("2025-11-18T09:30Z", datetime(2025, 11, 18, 9, 30, tzinfo=UTC)),
        ("2025-11-18T09:30:15+01:00", datetime(2025, 11, 18, 8, 30, 15, tzinfo=UTC)),
        ("2025-11-18T09:30:15.123-05:00", datetime(2025, 11, 18, 14, 30, 15, tzinfo=UTC)),
        ("2025-11-18 09:30:15", datetime(2025, 11, 18, 8, 30, 15, tzinfo=UTC)),
        ("Tue, 18 Nov 2025 09:30:00 GMT", datetime(2025, 11, 18, 9, 30, tzinfo=UTC)),
        ("2025-11", None),
        ("2025", None),
        ("2031-01-01", None),
        ("", None),
    ],
)
def test_dates_are_read_in_their_w3c_forms_and_in_others(said: str, moment: datetime | None) -> None:
    one = read(urlset(url("/a-1", f"<lastmod>{said}</lastmod>"))).entries[0]
    assert (one.published, one.published_said) == (moment, said)


def test_the_date_of_publication_is_believed_before_that_of_the_last_change() -> None:
    inside = (
        "<lastmod>2025-11-19</lastmod><news:news><news:publication_date>2025-11-18</news:publication_date></news:news>"
    )
    assert read(urlset(url("/a-1", inside))).entries[0].published == datetime(2025, 11, 18, tzinfo=UTC)


def test_of_too_many_addresses_the_newest_stay_in_their_order() -> None:
    days = [NOW - timedelta(days=days) for days in (9, 1, 8, 2)]
    urls = [url(f"/a-{n}", f"<lastmod>{day.date()}</lastmod>") for n, day in enumerate(days)]
    assert addresses(read(urlset(*urls), limit=2)) == ["/a-1", "/a-3"]


def test_markup_inside_of_a_headline_does_not_cut_it() -> None:
    news = "<news:news><news:title>Le <b>pont</b> est rouvert</news:title></news:news>"
    assert read(urlset(url("/a-1", news))).entries[0].title == "Le pont est rouvert"


def test_an_address_that_stands_there_twice_is_one_entry() -> None:
    assert addresses(read(urlset(url("/a-1"), url("/a-1")))) == ["/a-1"]


def test_addresses_beyond_those_of_the_protocol_are_not_read() -> None:
    late = url("/late-1", "<lastmod>2026-11-20</lastmod>")
    early = [url("/a-1", "<lastmod>2026-11-19</lastmod>")] * MOST_LOCS
    assert addresses(read(urlset(*early, late))) == ["/a-1"]


def test_of_too_many_sitemaps_the_first_are_kept_where_none_has_a_date() -> None:
    parts = read(index(*(f"{SITE}/{n}.xml" for n in range(MOST_PARTS + 9)))).parts
    assert [part.url for part in parts] == [f"{SITE}/{n}.xml" for n in range(MOST_PARTS)]


@pytest.mark.parametrize(
    "body",
    [
        "<urlset>",
        "<urlset><url><loc>",
        "<urlset>" + "<url><loc>" * 200_000,
        "<urlset>" + "<a>" * 100_000,
        "<sitemapindex><sitemap><loc>https://courrier.example/half",
        "<urlset><!-- <url><loc>https://courrier.example/a-1</loc></url></urlset",
        f'<!DOCTYPE urlset [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>{urlset(url("/a-1", "&b;"))}',
        f'<!DOCTYPE urlset [<!ENTITY f SYSTEM "file:///etc/passwd">]>{urlset(url("/&f;"))}',
    ],
)
def test_attacks_and_sitemaps_without_a_whole_address_are_parse_errors(body: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(body)
    assert caught.value.subject == f"{SITE}/sitemap.xml"


def test_an_entity_that_nobody_declared_stays_as_it_is() -> None:
    title = "<news:news><news:title>&xxe; fin</news:title></news:news>"
    assert read(urlset(url("/a-1", title))).entries[0].title == "&xxe; fin"


def test_elements_nested_too_deep_do_not_hide_what_follows() -> None:
    nested = "<a>" * 50_000 + "</a>" * 50_000
    assert addresses(read(urlset(f"<url>{nested}<loc>{SITE}/a-1</loc></url>", url("/a-2")))) == ["/a-1", "/a-2"]
