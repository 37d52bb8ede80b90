"""JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Iterator
from typing import Any

from pipeline.domain.errors import ParseError
from pipeline.domain.feeds import ParsedFeed
from pipeline.parse.characters import one_line
from pipeline.parse.entries import Item, Reading, address, older_page, read_entries
from pipeline.parse.html import plain_line

_VERSION = "jsonfeed.org/version/"


def read_json_feed(text: str, reading: Reading, limit: int) -> ParsedFeed:
    """Read a JSON Feed; raises ParseError where the text is no JSON, is nested too deep, or is no feed."""
    feed = _load(text, reading.url)
    items = feed.get("items")
    if _VERSION not in _text(feed.get("version")) or not isinstance(items, list):
        raise ParseError("JSON, but no JSON Feed", subject=reading.url, sample=one_line(text[:300]))
    entries = read_entries((_item(item) for item in items if isinstance(item, dict)), reading, limit)
    home = _text(feed.get("home_page_url"))
    return ParsedFeed(
        kind="json",
        title=plain_line(_text(feed.get("title"))),
        entries=entries,
        home=(address(home, reading.url) if home else None) or "",
        language=_text(feed.get("language")).partition("-")[0].strip().lower()[:3],
        older=older_page([_text(feed.get("next_url"))], reading.url),
    )


def _load(text: str, url: str) -> dict[str, Any]:
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise ParseError("broken or too deep JSON", subject=url, sample=one_line(text[:300])) from error
    return feed if isinstance(feed, dict) else {}


def _item(item: dict[str, Any]) -> Item:
    summary = _text(item.get("summary"))
    texts = (_text(item.get("content_html")), _text(item.get("content_text")), summary)
    guid = _text(item.get("id"))
    return Item(
        guid=guid,
        links=tuple(filter(None, (_text(item.get("url")), _text(item.get("external_url")), _address(guid)))),
        title=_text(item.get("title")),
        summary=summary or texts[1] or texts[0],
        texts=texts,
        dates=tuple(filter(None, (_text(item.get("date_published")), _text(item.get("date_modified"))))),
        authors=tuple(_names(item)),
        categories=tuple(_texts(item.get("tags"))),
    )


def _names(item: dict[str, Any]) -> Iterator[str]:
    said = item.get("authors")
    for author in (item.get("author"), *(said if isinstance(said, list) else ())):
        name = _text(author.get("name")) if isinstance(author, dict) else _text(author)
        if name:
            yield name


def _texts(value: Any) -> Iterator[str]:
    return (text for item in (value if isinstance(value, list) else ()) if (text := _text(item)))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _address(guid: str) -> str:
    return guid if guid.startswith(("http://", "https://")) else ""
