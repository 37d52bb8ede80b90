import gzip
import json
from datetime import UTC, datetime, timedelta
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.errors import ParseError
from pipeline.domain.feeds import ParsedFeed
from pipeline.domain.urls import url_key
from pipeline.parse.dates import EARLIEST, MOST_AHEAD
from pipeline.parse.discovery import MOST_LINKS, MOST_SITEMAPS, find_feeds, find_sitemaps, wordpress_api
from pipeline.parse.feeds import read_feed
from pipeline.parse.wordpress import read_posts

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://x.example/sitemap.xml"
any_text = st.text(st.characters())
"""Surrogates and NULs are among them."""
MARKS = (
    "<url>", "</url>", "<sitemap>", "</sitemap>", "<loc>", "</loc>", "<n:loc>", "</n:loc>", "<lastmod>", "</lastmod>",
    "<news:news>", "</news:news>", "<news:title>", "</news:title>", "<news:publication_date>", "<url/>", "<loc/>",
    "</news:publication_date>", "<news:keywords>", "</news:keywords>", "<image:image>", "</image:image>", "</urlset>",
    "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "&amp;", "&#xD800;", "&#0;", "&x;", "&", "<", ">", "<!ENTITY a 'b'>",
    "https://x.example/a-1", "https://x.example/b?c=1&d=2", "/", "//", "http://[", "2025-11-18", "2025-11-18T09:30Z",
)  # fmt: skip
PAGE = (
    "<a href=/feed>", "</a>", "<a href='", "'>", "/rss", "<link rel=alternate type=application/rss+xml href=", ">",
    "<base href=", "https://x.example/feed", "http://[::1/feed", "?page=backend",
    "<link rel='https://api.w.org/' href=", "title=Comments", "<div>", "</div>", "<!--", "&#xD800;",
    "\0", "//", "javascript:",
)  # fmt: skip
sitemap_text = st.lists(st.one_of(st.sampled_from(MARKS), any_text), max_size=60).map("".join)
page_text = st.lists(st.one_of(st.sampled_from(PAGE), any_text), max_size=40).map("".join)
roots = st.sampled_from(["urlset", "sitemapindex", "s:urlset", "s:sitemapindex"])
links = st.one_of(any_text, st.sampled_from(["https://x.example/1", "/2", "http://["]), st.just("a" * 7_995))
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | any_text,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["link", "title", "rendered", "date", "guid", "date_gmt"]), inner, max_size=6)
    ),
    max_leaves=20,
)


def packed(text: str, codec: str) -> bytes:
    body = text.encode("utf-8" if codec == "gzip" else codec, "surrogatepass")
    return gzip.compress(body) if codec == "gzip" else body


def feed_or_error(body: bytes) -> ParsedFeed | ParseError:
    try:
        return read_feed(body, url=URL, content_type="", timezone="Africa/Niamey", now=NOW, limit=50)
    except ParseError as error:
        return error


def check(feed: ParsedFeed | ParseError) -> None:
    """Every address has a key, every text can be stored, every date is plausible, nothing is without bounds."""
    if isinstance(feed, ParsedFeed):
        assert len(feed.entries) <= 50
        for entry in feed.entries:
            assert entry.url is None or url_key(entry.url)
            assert (entry.title + entry.published_said + "".join(entry.categories)).encode("utf-8").count(0) == 0
            assert entry.published is None or EARLIEST <= entry.published <= NOW + MOST_AHEAD
        assert all(url_key(part.url) and part.url != URL for part in feed.parts)
        assert not feed.older or url_key(feed.older) != url_key(URL)


@settings(deadline=None)
@given(sitemap_text, roots, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "gzip"]))
def test_any_sitemap_is_read_or_a_parse_error(inside: str, root: str, codec: str) -> None:
    check(feed_or_error(packed(f"<{root}>{inside}</{root}>", codec)))
    check(feed_or_error(packed(f"<{root}>{inside}", codec)))


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_after_the_sign_of_gzip_are_a_feed_or_a_parse_error(body: bytes) -> None:
    check(feed_or_error(b"\x1f\x8b" + body))
    check(feed_or_error(gzip.compress(body)))


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_in_a_sitemap_are_read_or_a_parse_error(body: bytes) -> None:
    check(feed_or_error(b"<urlset><url><loc>https://x.example/a-1</loc>" + body))


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**6),
            st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20),
            st.datetimes(EARLIEST.replace(tzinfo=None) + timedelta(days=1), NOW.replace(tzinfo=None)),
        ),
        max_size=8,
        unique_by=lambda item: item[0],
    ),
    st.integers(0, 400),
)
def test_a_sitemap_comes_through_and_a_cut_one_up_to_its_cut(items: list[tuple[int, str, datetime]], cut: int) -> None:
    urls = [
        f"<url><loc>https://x.example/a-{n}</loc><news:news><news:title>{escape(words)}</news:title>"
        f"<news:publication_date>{day:%Y-%m-%dT%H:%M:%SZ}</news:publication_date></news:news></url>"
        for n, words, day in ((n, words, day.replace(microsecond=0)) for n, words, day in items)
    ]
    whole = feed_or_error(f"<urlset>{''.join(urls)}</urlset>".encode())
    assert isinstance(whole, ParsedFeed)
    assert [entry.url for entry in whole.entries] == [f"https://x.example/a-{n}" for n, _, _ in items]
    assert [entry.published for entry in whole.entries] == [
        day.replace(microsecond=0, tzinfo=UTC) for _, _, day in items
    ]
    some = feed_or_error(f"<urlset>{''.join(urls)}"[: 8 + cut].encode())
    if isinstance(some, ParsedFeed):
        assert some.salvaged
        assert [entry.url for entry in some.entries] == [entry.url for entry in whole.entries][: len(some.entries)]


@settings(deadline=None)
@given(links, links)
def test_every_address_of_any_feed_has_a_key(link: str, older: str) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": link}], "next_url": older}
    check(feed_or_error(json.dumps(feed).encode()))
    atom = f'<link rel="next" href="{escape(older)}"/><entry><link href="{escape(link)}"/></entry>'
    body = f'<feed xmlns="http://www.w3.org/2005/Atom">{atom}</feed>'
    check(feed_or_error(body.encode("utf-8", "surrogatepass")))


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=2_000), page_text.map(lambda text: packed(text, "utf-8"))), any_text)
def test_any_page_names_a_bounded_number_of_feeds(body: bytes, content_type: str) -> None:
    found = find_feeds(body, url="https://x.example/", content_type=content_type)
    assert len(found) <= MOST_LINKS
    assert len({url_key(feed.url) for feed in found}) == len(found)
    api = wordpress_api(body, url="https://x.example/", content_type=content_type)
    assert api is None or url_key(api)


@settings(deadline=None)
@given(st.lists(st.one_of(any_text, st.sampled_from(["Sitemap:", "\n", "\r", " ", "#", "/a.xml"])), max_size=40))
def test_any_robots_txt_names_a_bounded_number_of_sitemaps(parts: list[str]) -> None:
    found = find_sitemaps("".join(parts), url="https://x.example/robots.txt")
    assert len(found) <= MOST_SITEMAPS
    assert all(map(url_key, found))


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=2_000), json_values.map(lambda value: json.dumps([value]).encode())))
def test_any_posts_are_entries_or_a_parse_error(body: bytes) -> None:
    try:
        posts = read_posts(body, url=URL, timezone="Africa/Niamey", now=NOW)
    except ParseError:
        return
    assert all(post.url is None or url_key(post.url) for post in posts)
