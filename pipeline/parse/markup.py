"""Repair of feeds that are not quite XML, on their characters, before a parser sees them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

DEEPEST = 3_000
"""Elements open at a time: feeds nest a dozen deep, but HTML in them leaves some open."""
MOST_BROKEN = 5_000
"""Opening brackets that begin no tag; beyond this a document is not worth a parser's time."""
JUNK = 20_000
"""How far into a document its root may begin, characters: plug-ins write warnings before it."""

_ROOT = re.compile(r"<(?P<name>(?:[a-z][\w.-]*:)?(?:rss|feed|rdf|channel|urlset|sitemapindex))(?=[\s>/])", re.I)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,8});|#(\d{1,8});|([A-Za-z][A-Za-z0-9]{1,31});)?|<(?![A-Za-z/!?])")
_TAG = re.compile(r"<(/?)[A-Za-z][^<>]*?(/?)>")
_ITEM_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.I)
_SECTION = re.compile(r"<!\[CDATA\[.*?\]\]>", re.S)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PLAIN_GUID = re.compile(r"<guid\b[^<>]*>(?!\s*(?:<!\[CDATA\[)?\s*https?://)", re.I)
_NO_LINK = '<guid isPermaLink="false">'
"""An identity that is no address is often not marked as such; feedparser would make a link of it."""
_EMPTY_LINK = re.compile(r"<link\s*/>|<link>\s*</link>", re.I)


class Unreadable(ValueError):
    """A document that is no feed; the message says what it is."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A document without junk around it, and whether its end had been cut off."""

    text: str
    cut_off: bool


def mend(text: str) -> Mended:
    """A feed as a parser can read it, from its root on; raises Unreadable for what is none, or is an attack."""
    root = _root(text)
    body, cut_off = _closed(text[root.start() :], root["name"])
    mended = "".join(_pieces(_CONTROLS.sub("", body)))
    _check_tags(mended)
    return Mended(_PLAIN_GUID.sub(_NO_LINK, _EMPTY_LINK.sub("", mended)), cut_off)


def _root(text: str) -> re.Match[str]:
    root, page = _ROOT.search(text, 0, JUNK), _PAGE.search(text, 0, JUNK)
    if page and (not root or page.start() < root.start()):
        raise Unreadable("an HTML page, not a feed")
    if not root:
        raise Unreadable("nothing that is known as a feed")
    if root["name"].lower() in {"urlset", "sitemapindex"}:
        raise Unreadable("a sitemap, not a feed")
    if "<!ENTITY" in text[: root.start()]:
        raise Unreadable("entity declarations, which no feed needs")
    return root


def _closed(text: str, name: str) -> tuple[str, bool]:
    """The document up to the end of its root; one that was cut off up to its last whole item, and then closed."""
    ends = [match.end() for match in re.finditer(rf"</{re.escape(name)}\s*>", text, re.I)]
    if ends:
        return text[: ends[-1]], False
    if re.match(r"<[^<>]*/>\s*$", text):
        return text, False
    items = [match.end() for match in _ITEM_END.finditer(text)]
    if not items:
        raise Unreadable("cut off before the end of its first item")
    in_channel = "<channel" in text[: items[0]] and name.lower() == "rss"
    return f"{text[: items[-1]]}{'</channel>' if in_channel else ''}</{name}>", True


def _pieces(text: str) -> Iterator[str]:
    """The document with its references mended outside of CDATA sections; one that never ends is taken as text."""
    place = 0
    while (start := text.find(_CDATA, place)) >= 0:
        end = text.find(_CDATA_END, start)
        if end < 0:
            break
        yield _REFERENCE.sub(_mended, text[place:start])
        yield text[start : end + len(_CDATA_END)]
        place = end + len(_CDATA_END)
    yield _REFERENCE.sub(_mended, text[place:].replace(_CDATA, ""))


def _mended(reference: re.Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    if hexadecimal or decimal:
        return _character(int(hexadecimal, 16) if hexadecimal else int(decimal))
    if name in _XML_NAMES:
        return reference.group()
    if name and f"{name};" in html5:
        return html5[f"{name};"].replace("&", "&amp;").replace("<", "&lt;")
    return "&lt;" if reference.group() == "<" else "&amp;" + reference.group()[1:]


def _character(code: int) -> str:
    """The reference to a character, or the replacement character where XML allows none."""
    allowed = code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return f"&#{code};" if allowed else "\ufffd"


def _check_tags(text: str) -> None:
    depth = tags = 0
    outside = _SECTION.sub("", text)
    for tag in _TAG.finditer(outside):
        tags += 1
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > DEEPEST:
            raise Unreadable("nested too deep")
    if outside.count("<") - tags > MOST_BROKEN:
        raise Unreadable("broken beyond repair")
