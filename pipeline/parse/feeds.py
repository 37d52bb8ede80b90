"""Feeds of every kind to values: RSS, RDF and Atom through feedparser, JSON Feed and sitemaps through our own readers.

bytes -> characters -> repair (markup.py) -> feedparser, which sees well-formed UTF-8 -> items -> entries (entries.py)

What broken feeds need is done before feedparser sees them: its own way out, a parser that takes anything, loses text,
takes seconds for hostile input, and it reads no undeclared Arabic encodings.
"""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from math import isfinite
from typing import Any, TypeAlias

import feedparser

from pipeline.domain.errors import ParseError
from pipeline.domain.feeds import ParsedFeed
from pipeline.parse.characters import one_line
from pipeline.parse.charsets import decode
from pipeline.parse.entries import Item, Reading, address, older_page, read_entries
from pipeline.parse.html import plain_line, wrong_type
from pipeline.parse.jsonfeed import read_json_feed
from pipeline.parse.known import leave_out
from pipeline.parse.markup import Mended, Unreadable, mend
from pipeline.parse.sitemaps import is_sitemap, read_sitemap

MAX_BYTES = 10_000_000
"""Feeds longer than this are refused."""
DEFAULT_LIMIT = 500
"""Of more entries than this only the newest are kept."""
MOST_ELEMENTS = 100_000
"""How many elements of a feed feedparser is given, which takes some 30 to 60 microseconds for each."""

Fields: TypeAlias = dict[str, Any]
"""What feedparser gives for a feed or an entry. Read with dict.get: its own get answers for other fields, and warns."""

_PERIODS = {"hourly": 60.0, "daily": 1440.0, "weekly": 10080.0, "monthly": 43200.0, "yearly": 525600.0}
_KINDS = (("rss10", "rdf"), ("rss090", "rdf"), ("atom", "atom"))
_MARK = re.compile(r"<!\[CDATA\[.*?\]\]>|<(?=[A-Za-z])", re.S)
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What feedparser may stumble over in a feed that no repair makes readable."""


def read_feed(
    body: bytes,
    *,
    url: str,
    content_type: str,
    timezone: str,
    now: datetime,
    limit: int = DEFAULT_LIMIT,
    marks: bytes = b"",
) -> ParsedFeed:
    """Read a feed document; of more than `limit` entries the newest are kept.

    `url` is the address it came from, `timezone` that of the outlet. Items with one of these `marks`, which the reading
    before gave, did not change since: they are counted as known and not read again. Raises ParseError for what is no
    feed: empty, HTML, an attack, or nothing recognised in it.
    """
    body = _unpacked(body, url)
    if len(body) > MAX_BYTES:
        raise ParseError(f"a feed of more than {MAX_BYTES} bytes", subject=url)
    text = decode(body, content_type).strip()
    reading = Reading(url, timezone, now)
    try:
        if not text or wrong_type(body, ""):
            raise Unreadable(wrong_type(body, "") or "empty")
        if text[0] in "{[":
            return read_json_feed(text, reading, limit)
        if is_sitemap(text):
            return read_sitemap(text, reading, limit)
        return _read_changed(text, reading, limit, marks) or _read_xml(text, reading, limit)
    except Unreadable as error:
        raise ParseError(str(error), subject=url, sample=one_line(text[:300])) from None


def _unpacked(body: bytes, url: str) -> bytes:
    """A body out of its gzip, at most a little more than is read: `sitemap.xml.gz` may be packed for the way, too."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise ParseError("broken gzip", subject=url) from error


def _read_changed(text: str, reading: Reading, limit: int, marks: bytes) -> ParsedFeed | None:
    """A feed read without its known items; None where any of its items may have been missed that way."""
    cut = leave_out(text, marks)
    if not cut.known:
        return None
    try:
        feed = _read_xml(cut.text, reading, limit)
    except Unreadable:
        return None
    plain = feed.marks or not (cut.left or feed.entries or feed.salvaged)
    return replace(feed, known=cut.known, marks=cut.marks) if plain else None


def _read_xml(text: str, reading: Reading, limit: int) -> ParsedFeed:
    mended = _bounded(mend(text))
    parsed = _parsed(mended.text)
    feed, entries, version = parsed["feed"], parsed["entries"], _text(parsed, "version")
    home = _text(feed, "link")
    items = leave_out(text)
    plain = items.left == len(entries) <= limit and not mended.cut_off
    if not entries and not version:
        raise Unreadable("0 entries and no version")
    return ParsedFeed(
        kind=next((kind for start, kind in _KINDS if version.startswith(start)), "rss"),
        title=plain_line(_text(feed, "title")),
        entries=read_entries(map(_item, entries), reading, limit),
        home=(address(home, reading.url) if home else None) or "",
        language=_text(feed, "language").strip().lower().replace("_", "-").partition("-")[0][:3],
        ttl=_ttl(feed),
        salvaged=mended.cut_off,
        older=older_page(_older(feed), reading.url),
        marks=items.marks if plain else b"",
    )


def _bounded(mended: Mended) -> Mended:
    """A feed up to the last whole item in its first elements, as if the rest had been cut off."""
    elements = (mark for mark in _MARK.finditer(mended.text) if mark.group() == "<")
    beyond = next(islice(elements, MOST_ELEMENTS, None), None)
    return mended if beyond is None else mend(mended.text[: beyond.start()])


def _parsed(text: str) -> Fields:
    """What feedparser reads. Never hand it bytes or a string: it opens them as a path or an address."""
    headers = {"content-type": "application/xml; charset=utf-8"}
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        parsed: Fields = feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except _FAULTS as error:
        raise Unreadable(f"feedparser fails with {type(error).__name__}") from error
    return parsed


def _item(entry: Fields) -> Item:
    guid = _text(entry, "id")
    summary = _text(entry, "summary")
    bodies = [_text(content, "value") for content in dict.get(entry, "content") or ()]
    names = [_text(author, "name") for author in dict.get(entry, "authors") or ()]
    permalink = guid if dict.get(entry, "guidislink") and guid.startswith(("http://", "https://")) else ""
    return Item(
        guid=guid,
        links=tuple(filter(None, (_text(entry, "feedburner_origlink"), _text(entry, "link"), permalink))),
        title=_text(entry, "title"),
        summary=summary,
        texts=(*bodies, summary),
        dates=tuple(_dates(entry)),
        authors=tuple(filter(None, names)),
        source=_text(dict.get(entry, "source") or {}, "title"),
        categories=tuple(_text(tag, "term") for tag in dict.get(entry, "tags") or ()),
    )


def _dates(entry: Fields) -> Iterator[str]:
    """What the entry says of its dates, best first; then what feedparser understood of it, for forms that we do not."""
    names = ("published", "created", "updated")
    yield from filter(None, (_text(entry, name) for name in names))
    for name in names:
        moment = dict.get(entry, f"{name}_parsed")
        if moment:
            yield "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*moment[:6])


def _older(feed: Fields) -> Iterator[str]:
    """Where the feed says that its older entries are (RFC 5005): in an archive, else on its next page."""
    links = dict.get(feed, "links") or ()
    for relation in ("prev-archive", "next"):
        yield from (_text(link, "href") for link in links if relation in _text(link, "rel").lower().split())


def _ttl(feed: Fields) -> float | None:
    """How long the feed says that it need not be asked again, minutes."""
    period = _PERIODS.get(_text(feed, "sy_updateperiod").strip().lower())
    frequency = _number(_text(feed, "sy_updatefrequency")) or 1.0
    said = (_number(_text(feed, "ttl")), period / frequency if period else None)
    return max(filter(None, said), default=None)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) and number > 0 else None


def _text(fields: Fields, name: str) -> str:
    value = dict.get(fields, name)
    return value if isinstance(value, str) else ""
