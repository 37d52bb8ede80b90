import json
import string
from datetime import UTC, datetime, timedelta
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.articles import Document, Rejected
from pipeline.domain.errors import ParseError
from pipeline.domain.feeds import ParsedFeed
from pipeline.parse.captions import is_caption
from pipeline.parse.characters import clean, lines, one_line
from pipeline.parse.charsets import decode
from pipeline.parse.dates import EARLIEST, MOST_AHEAD, read_date
from pipeline.parse.extract import extract_page
from pipeline.parse.feeds import read_feed
from pipeline.parse.html import plain
from pipeline.parse.jsonld import Described, describe
from pipeline.parse.plaintext import read_seed_document
from pipeline.parse.residue import is_residue

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
any_text = st.text(st.characters())
"""Surrogates and NULs are among them."""
TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<br>", "<a href=x>", "</a>", "<h1>", "</h1>", "<li>", "<ul>", "</ul>", "<table>",
    "<tr>", "<td>", "</table>", "<script>", "</script>", "<item>", "</item>", "<title>", "</title>", "<link>",
    "</link>", "<guid>", "</guid>", "<![CDATA[", "]]>", "<!--", "-->", "&", "&amp;", "&#xD800;", "&#1;", "<", ">",
    "<figure>", "<figcaption>", "</figure>", "<time datetime=2025-11-18>", "<meta property=og:title content=x>", "\0",
    "\ufffe",
)  # fmt: skip
KEYS = (
    "@type", "@graph", "@id", "name", "author", "headline", "datePublished", "hasPart", "items", "id", "url", "title",
    "version", "authors", "tags", "isAccessibleForFree",
)  # fmt: skip
markup = st.lists(st.one_of(st.sampled_from(TAGS), any_text), max_size=40).map("".join)
printable = st.text(string.ascii_letters + string.digits + "éàçôÉœ’ɗƙمالي٣", min_size=1, max_size=40)
"""No pairs that look like UTF-8 read as latin-1 are among them: feedparser mends those."""
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=20,
)


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def storable(text: str) -> bool:
    return "\0" not in text and text.encode("utf-8").decode("utf-8") == text


def read_page(body: bytes) -> Document | Rejected:
    return extract_page(body, url="https://x.example/a", content_type="text/html", timezone="Africa/Niamey", now=NOW)


def feed_or_error(body: bytes) -> ParsedFeed | ParseError:
    try:
        return read_feed(body, url="https://x.example/feed", content_type="", timezone="Africa/Niamey", now=NOW)
    except ParseError as error:
        return error


def check_document(read: Document | Rejected) -> None:
    if isinstance(read, Document):
        assert all(map(storable, (read.title, read.text, read.site, read.credit, *read.captions, *read.authors)))
        assert read.text
        assert read.published is None or EARLIEST <= read.published <= NOW + MOST_AHEAD


@settings(deadline=None)
@given(any_text)
def test_clean_text_can_be_stored_and_is_clean(text: str) -> None:
    cleaned = clean(text)
    assert storable(cleaned)
    assert clean(cleaned) == cleaned


@settings(deadline=None)
@given(any_text)
def test_lines_hold_every_word_of_the_text(text: str) -> None:
    assert " ".join(lines(text)).split() == clean(text).split()


@settings(deadline=None)
@given(st.binary(), any_text)
def test_any_bytes_can_be_decoded(body: bytes, content_type: str) -> None:
    assert "\0" not in decode(body, content_type)


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_unicode_comes_back_as_it_was(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).lstrip("\ufeff") == text.lstrip("\ufeff")


@settings(deadline=None)
@given(any_text)
def test_any_text_is_a_plausible_date_or_none(text: str) -> None:
    read = read_date(text, timezone="Africa/Niamey", now=NOW)
    assert read is None or EARLIEST <= read <= NOW + MOST_AHEAD


@settings(deadline=None)
@given(st.text("0123456789٠١٢٣٤٥٦٧٨٩-/:. +TZhàمص janviernovembreنوفمبر,"))
def test_what_looks_like_a_date_raises_nothing(text: str) -> None:
    read_date(text, timezone="Africa/Niamey", now=NOW)


@settings(deadline=None)
@given(st.datetimes(EARLIEST.replace(tzinfo=None), NOW.replace(tzinfo=None)), st.integers(-12 * 60, 14 * 60))
def test_every_moment_is_read_back_from_its_iso_form(moment: datetime, offset: int) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    sign, minutes = "-" if offset < 0 else "+", abs(offset)
    local = moment + timedelta(minutes=offset)
    said = f"{local:%Y-%m-%dT%H:%M:%S}{sign}{minutes // 60:02}:{minutes % 60:02}"
    assert read_date(said, timezone="Africa/Niamey", now=NOW) == moment


@settings(deadline=None)
@given(st.dates(EARLIEST.date(), NOW.date()))
def test_every_day_is_read_back_from_its_french_form(day: datetime) -> None:
    read = read_date(f"le {day.day} {MONTHS[day.month - 1]} {day.year}", timezone="Africa/Niamey", now=NOW)
    assert read is not None
    assert (read.year, read.month, read.day) == (day.year, day.month, day.day)


@settings(deadline=None)
@given(markup)
def test_any_markup_becomes_plain_text(text: str) -> None:
    assert storable(plain(text))


@settings(deadline=None)
@given(any_text)
def test_any_line_is_judged(line: str) -> None:
    assert isinstance(is_residue(line), bool)
    assert isinstance(is_caption(line), bool)


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_feed_or_a_parse_error(body: bytes) -> None:
    assert isinstance(feed_or_error(body), ParsedFeed | ParseError)


@settings(deadline=None)
@given(st.lists(markup, max_size=5), st.sampled_from(["rss", "feed", "rdf:RDF"]))
def test_any_items_are_a_feed_or_a_parse_error(items: list[str], root: str) -> None:
    body = f"<{root}><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></{root}>"
    feed = feed_or_error(encoded(body))
    if isinstance(feed, ParsedFeed):
        assert all(storable(entry.title + entry.guid + entry.summary + entry.content) for entry in feed.entries)
        assert all(entry.url is None or entry.url.startswith(("http://", "https://")) for entry in feed.entries)


@settings(deadline=None)
@given(st.lists(printable, min_size=1, max_size=8, unique=True))
def test_plain_titles_come_through_a_feed_unchanged(titles: list[str]) -> None:
    items = "".join(f"<item><title>{escape(title)}</title></item>" for title in titles)
    feed = feed_or_error(encoded(f'<rss version="2.0"><channel>{items}</channel></rss>'))
    assert isinstance(feed, ParsedFeed)
    assert [entry.title for entry in feed.entries] == list(dict.fromkeys(map(one_line, titles)))


@settings(deadline=None)
@given(json_values)
def test_any_json_is_a_feed_or_a_parse_error(value: object) -> None:
    for feed in (value, {"version": "https://jsonfeed.org/version/1.1", "items": [value]}):
        assert isinstance(feed_or_error(json.dumps(feed).encode()), ParsedFeed | ParseError)


@settings(deadline=None)
@given(json_values)
def test_any_linked_data_is_described(value: object) -> None:
    assert isinstance(describe([json.dumps(value)]), Described)


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_document_or_a_reason(body: bytes) -> None:
    check_document(read_page(body))


@settings(deadline=None)
@given(markup, st.integers(0, 8))
def test_any_page_is_a_document_or_a_reason(inside: str, paragraphs: int) -> None:
    prose = "<p>Le gouverneur a annoncé lundi que la route serait rouverte avant la fin de la semaine.</p>" * paragraphs
    check_document(read_page(encoded(f"<html><body><article><h1>Titre</h1>{inside}{prose}</article></body></html>")))


@settings(deadline=None)
@given(
    st.one_of(st.binary(max_size=2_000), any_text.map(encoded)), st.sampled_from(["a.txt", "a.md", "a.html", "a", ""])
)
def test_any_file_is_a_document_or_a_reason(body: bytes, name: str) -> None:
    check_document(read_seed_document(body, name=name, now=NOW))


@settings(deadline=None)
@given(st.lists(st.text(string.ascii_letters, min_size=12, max_size=60), min_size=2, max_size=6))
def test_the_paragraphs_of_a_plain_text_come_through_in_their_order(words: list[str]) -> None:
    paragraphs = [f"{word} {'mot ' * 40}fin." for word in words]
    read = read_seed_document("\n\n".join(paragraphs).encode(), name="a.txt", now=NOW)
    assert isinstance(read, Document)
    assert read.text.split("\n\n") == paragraphs
