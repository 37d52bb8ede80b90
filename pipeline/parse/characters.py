"""Text as it may be stored: composed, without control characters, invisible marks and halves of characters."""

import re
import unicodedata
from collections.abc import Iterable

TITLE_LIMIT = 1_000
"""Longest title, name or other single line that is kept, characters."""

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
"""A single space is left as it is: most are."""
_SENTENCE = re.compile(r".+?(?:[.!?؟…](?=\s|$)|$)", re.S)
_BETWEEN_ITEMS = re.compile(r"^(- .*)\n\n(?=- )", re.M)
_LINE_ENDS = "\x0b\x0c\r\u2028\u2029"
_FROM_CP1252 = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


def clean(text: str) -> str:
    """The text composed (NFC), with line ends as newlines and without what no reader sees and no database takes.

    Characters of the C1 range stand for what windows-1252 has in their place: they come from pages that say latin-1.
    """
    return unicodedata.normalize("NFC", _ODD.sub(_mended, text.replace("\r\n", "\n")))


def one_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """The clean text on one line, cut at `limit` characters."""
    return single_spaced(clean(text))[:limit].rstrip()


def lines(text: str) -> list[str]:
    """The lines of the clean text that are not blank, each with single spaces."""
    return [line for line in map(single_spaced, clean(text).split("\n")) if line]


def single_spaced(text: str) -> str:
    """The text with one space where white space stood; the no-break spaces of French typography stay."""
    return _SPACES.sub(" ", text).strip()


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs with a blank line between them; list items ("- ...") that follow one another stay together."""
    return _BETWEEN_ITEMS.sub(r"\1\n", "\n\n".join(paragraphs))


def first_sentence(text: str, limit: int = 120) -> str:
    """The first sentence of a text, cut at a word boundary where it is longer than `limit` characters."""
    sentence = _SENTENCE.match(one_line(text, 2_000))
    words = sentence.group() if sentence else ""
    if len(words) <= limit:
        return words
    cut = words[: limit - 1]
    return (cut.rpartition(" ")[0].rstrip(" ,;:-–—") or cut) + "…"


def _mended(odd: re.Match[str]) -> str:
    character = odd.group()
    return "\n" if character in _LINE_ENDS else _FROM_CP1252.get(character, "")
