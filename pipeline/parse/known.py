"""Items of a feed that came before in the very same characters: known by a mark, and left out before parsing.

Most of a feed is what it was at the poll before, and parsing is the dearest part of a poll. Nothing is judged by its
place here: a document in which items and their ends do not stand one after another, plainly, is left as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

MARK = 8
"""Bytes of a mark."""
_NAMES = ("item", "entry")
_BASE = re.compile(r"xml:base\s*=\s*[\"'][^\"'<>]*")
_ITEM = re.compile(r"<(?:item|entry)[\s>]")
_SECTION = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.S)
_SECTIONS = (("<![CDATA[", "]]>"), ("<!--", "-->"))


@dataclass(frozen=True, slots=True)
class Cut:
    """A feed without the items that are known: how many these were, how many are left, and the marks of them all."""

    text: str
    known: int
    left: int
    marks: bytes


def leave_out(text: str, known: bytes = b"") -> Cut:
    """Leave out of a feed the items whose marks stand among `known`, which are marks one after another."""
    found = [places for name in _NAMES if (places := _places(text, name))]
    places = found[0] if len(found) == 1 and not _hides_items(text, found[0]) else []
    base = _BASE.search(text, 0, places[0][0]) if places else None
    marked = [(start, end, _mark(text[start:end], base.group() if base else "")) for start, end in places]
    earlier = {known[place : place + MARK] for place in range(0, len(known), MARK)}
    out = [(start, end) for start, end, mark in marked if mark in earlier]
    marks = dict.fromkeys(mark for _, _, mark in marked)
    return Cut("".join(_between(text, out)), len(earlier & marks.keys()), len(places) - len(out), b"".join(marks))


def _places(text: str, name: str) -> list[tuple[int, int]]:
    """Where the items of this name begin and end; nowhere if one of them does not end before the next begins."""
    found: list[tuple[int, int]] = []
    start = _tag(text, f"<{name}", 0)
    while start >= 0:
        following = _tag(text, f"<{name}", start + 1)
        closing = text.find(f"</{name}>", start, following if following >= 0 else len(text))
        end = closing + len(name) + 3
        if closing < 0 or any(text.count(one, start, end) != text.count(other, start, end) for one, other in _SECTIONS):
            return []
        found.append((start, end))
        start = following
    return found


def _tag(text: str, opening: str, place: int) -> int:
    """Where the next tag of this very name begins, -1 where there is none."""
    found = text.find(opening, place)
    while found >= 0 and text[found + len(opening) : found + len(opening) + 1] not in {">", " ", "\t", "\r", "\n"}:
        found = text.find(opening, found + 1)
    return found


def _hides_items(text: str, places: list[tuple[int, int]]) -> bool:
    """Whether a comment or section outside of the items holds what looks like one: it counts, and is none."""
    outside = "".join(_between(text, places))
    return any(_ITEM.search(section.group()) for section in _SECTION.finditer(outside)) or any(
        _ITEM.search(section.group()) for section in _SECTION.finditer(text) if section.group().startswith("<!--")
    )


def _mark(item: str, base: str) -> bytes:
    """The mark of an item; the same words mean other addresses where the feed gives links another base."""
    return blake2b(f"{base}\n{item}".encode("utf-8", "surrogatepass"), digest_size=MARK).digest()


def _between(text: str, out: list[tuple[int, int]]) -> Iterator[str]:
    place = 0
    for start, end in out:
        yield text[place:start]
        place = end
    yield text[place:]
