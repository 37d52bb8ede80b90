"""Articles as a feed that any reader can follow: Atom 1.0 (RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1).

A feed carries headlines, short extracts and links, never whole texts. Its bytes depend on what is in it alone.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any
from xml.etree import ElementTree

from pipeline.report.visible import direction, is_link, language_tag, one_line, stored_address

LONGEST_EXTRACT = 240
"""Characters of a text that a feed shows at most; of a short text it shows no more than half."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed in which nothing stands yet was updated: a date must be there."""
_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class OutFeed:
    """A feed that we write; `store` is the identity of the store, and with the key that of the feed."""

    store: str
    key: str
    title: str
    subtitle: str
    language: str


@dataclass(frozen=True, slots=True)
class Category:
    """A topic of an item: its key, and its name in the language of the feed."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class OutItem:
    """An article in a feed; `updated` is when its newest version was stored, `extract` a part of its text."""

    article: int
    url: str
    title: str
    outlet: str
    extract: str
    language: str
    published: datetime | None
    updated: datetime
    categories: tuple[Category, ...] = ()


def extract_of(text: str) -> str:
    """The beginning of a text, cut between words: never the whole."""
    flat = one_line(text)
    most = min(LONGEST_EXTRACT, len(flat) // 2)
    kept = flat[: most + 1].rpartition(" ")[0]
    return f"{kept} …" if kept else ""


def feed_id(feed: OutFeed) -> str:
    """The identity of a feed for ever: a tag URI (RFC 4151) under a name that nobody can register (RFC 2606)."""
    return f"{_tag(feed.store)}feed/{feed.key}"


def item_id(feed: OutFeed, item: OutItem) -> str:
    """The identity of an article for ever: the same in every feed of a store, whatever becomes of text and address."""
    return f"{_tag(feed.store)}article/{item.article}"


def to_atom(feed: OutFeed, items: Sequence[OutItem]) -> str:
    """The feed as an Atom document; all text in it is escaped."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, **_language(feed.language)})
    _add(root, "id", feed_id(feed))
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _moment(_updated(items)))
    _add(root, "generator", "sahel-monitor")
    for item in items:
        root.append(_entry(feed, item))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def to_json_feed(feed: OutFeed, items: Sequence[OutItem]) -> str:
    """The feed as a JSON Feed, always with the same keys in the same order; what is not known is left out."""
    record = {
        "version": _JSON_FEED,
        "title": one_line(feed.title),
        "description": one_line(feed.subtitle),
        **_known({"language": language_tag(feed.language)}),
        "items": [_item(feed, item) for item in items],
    }
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _entry(feed: OutFeed, item: OutItem) -> ElementTree.Element:
    entry = ElementTree.Element("entry", _language(item.language))
    _add(entry, "id", item_id(feed, item))
    _add(entry, "title", item.title)
    _add(entry, "updated", _moment(item.updated))
    if item.published:
        _add(entry, "published", _moment(item.published))
    _add(ElementTree.SubElement(entry, "author"), "name", item.outlet)
    address = _address(item)
    if address:
        ElementTree.SubElement(entry, "link", rel="alternate", href=address)
    for category in item.categories:
        ElementTree.SubElement(entry, "category", term=one_line(category.key), label=one_line(category.label))
    # An entry that links to nothing must have content (RFC 4287, 4.1.2); the extract is all that we give.
    _add(entry, "summary" if address else "content", _paragraph(item), type="html")
    return entry


def _item(feed: OutFeed, item: OutItem) -> dict[str, Any]:
    known = {
        "url": _address(item),
        "date_published": _moment(item.published) if item.published else "",
        "language": language_tag(item.language),
    }
    return {
        "id": item_id(feed, item),
        **_known(known),
        "title": one_line(item.title),
        "summary": one_line(item.extract),
        "content_html": _paragraph(item),
        "date_modified": _moment(item.updated),
        "authors": [{"name": one_line(item.outlet)}],
        "tags": [one_line(category.label) for category in item.categories],
    }


def _paragraph(item: OutItem) -> str:
    """The extract as HTML that tells its language and which way it runs."""
    language = language_tag(item.language)
    told = f' lang="{language}"' if language else ""
    return f'<p{told} dir="{direction(item.language)}">{escape(one_line(item.extract))}</p>'


def _add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = one_line(text)


def _language(language: str) -> dict[str, str]:
    return _known({"xml:lang": language_tag(language)})


def _known(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _address(item: OutItem) -> str:
    address = stored_address(item.url)
    return address if is_link(address) else ""


def _updated(items: Sequence[OutItem]) -> datetime:
    return max((item.updated for item in items), default=NEVER)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _tag(store: str) -> str:
    return f"tag:{store}.sahel-monitor.invalid,2026:"
