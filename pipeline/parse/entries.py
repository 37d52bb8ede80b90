"""Items of feeds, of whatever format, made into entries: plain text, absolute links, own dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.feeds import Entry
from pipeline.domain.urls import clean_url, url_key
from pipeline.parse.bylines import agency_of, read_byline
from pipeline.parse.characters import one_line
from pipeline.parse.dates import EARLIEST, read_date
from pipeline.parse.html import plain, plain_line
from pipeline.parse.residue import is_residue

TEXT_LIMIT = 500_000
"""Longest text of one item that is read, characters."""
MOST_NAMES, MOST_TEXTS = 50, 5
"""How many names and bodies of one item are read."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its format gave it: markup and all; candidates stand in the order in which they are believed."""

    guid: str = ""
    links: tuple[str, ...] = ()
    title: str = ""
    summary: str = ""
    texts: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    source: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to read the items of a feed: its address, the outlet's time zone, and now."""

    url: str
    timezone: str
    now: datetime


def read_entries(items: Iterable[Item], reading: Reading, limit: int) -> tuple[Entry, ...]:
    """The entries of a feed in the order of the document: each once, and of many the `limit` newest."""
    entries = {(entry.guid, entry.url, entry.title): entry for entry in (_entry(item, reading) for item in items)}
    return _newest(tuple(entries.values()), limit)


def address(link: str, base: str) -> str | None:
    """The absolute http(s) address that a link in a feed means, or None; one that `url_key` takes.

    Halves of characters, which JSON can hold, are dropped: no request, key or table takes them.
    """
    joined = clean_url(link.encode("utf-8", "ignore").decode(), base=base)
    return joined if joined is None or joined == link else clean_url(joined)


def older_page(links: Iterable[str], url: str) -> str:
    """The first of these links that is an address and not that of the feed itself; empty where none is."""
    own = url_key(url) if clean_url(url) else ""
    return next((older for link in links if link and (older := address(link, url)) and url_key(older) != own), "")


def _entry(item: Item, reading: Reading) -> Entry:
    dates = (read_date(said, timezone=reading.timezone, now=reading.now) for said in item.dates)
    summary = _text(item.summary)
    content = max((_text(text) for text in item.texts[:MOST_TEXTS] if text != item.summary), key=len, default="")
    byline = read_byline(map(plain_line, item.authors[:MOST_NAMES]))
    source = plain_line(item.source, 200)
    return Entry(
        guid=one_line(item.guid),
        url=next((url for link in item.links if (url := address(link, reading.url))), None),
        title=plain_line(item.title),
        summary=summary,
        content=content if len(content) > len(summary) else "",
        published=next(filter(None, dates), None),
        published_said=one_line(next(iter(item.dates), ""), 200),
        authors=byline.authors,
        credit=agency_of(source) or source or byline.credit,
        categories=tuple(dict.fromkeys(filter(None, (plain_line(name, 200) for name in item.categories[:MOST_NAMES])))),
    )


def _text(markup: str) -> str:
    paragraphs = plain(markup[:TEXT_LIMIT]).split("\n\n")
    return "\n\n".join(paragraph for paragraph in paragraphs if not is_residue(paragraph))


def _newest(entries: tuple[Entry, ...], limit: int) -> tuple[Entry, ...]:
    """Of too many entries the newest; where most have no date, the first, since feeds begin with what is new."""
    if len(entries) <= limit:
        return entries
    if 2 * sum(entry.published is not None for entry in entries) < len(entries):
        return entries[:limit]
    ranked = sorted(range(len(entries)), key=lambda place: entries[place].published or EARLIEST, reverse=True)
    return tuple(entries[place] for place in sorted(ranked[:limit]))
