"""One folding for matching, for search and for queries: what differs only in writing becomes the same.

Case, accents, ligatures, Hausa hooks, apostrophes, dashes, invisible marks, Arabic letter forms, harakat, tatweel and
digits of other scripts are folded; an offset map leads each folded character back to the original text.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count, repeat

FOLD_VERSION = 1
"""Stored beside the search index; another version means that the index must be rebuilt."""

_SPECIAL = {
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ŋ": "n",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ی": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ھ": "ه",
    "ـ": "",
    "’": "'", "‘": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "＇": "'", "ʻ": "'",
    "\x91": "'", "\x92": "'", "\x96": "-", "\x97": "-",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
}  # fmt: skip
_DROPPED = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})
_TOKEN = re.compile(r"[^\W_]+")


class _FoldTable(dict[int, str]):
    """Fills itself with the folded form of each character that is met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character.isspace():
        return " "
    pieces = unicodedata.normalize("NFKD", character.casefold())
    if pieces == character:
        digit = unicodedata.digit(character, None)
        if digit is not None:
            return str(digit)
        return "" if unicodedata.category(character) in _DROPPED else character
    return "".join(_fold_character(piece) for piece in pieces)


_TABLE = _FoldTable()


@dataclass(frozen=True)
class Folded:
    """A folded text and the way back: folded character i came from the original character at offsets[i]."""

    original: str
    text: str

    @cached_property
    def offsets(self) -> Sequence[int]:
        """For each folded character the index of the original character it came from."""
        if all(len(_TABLE[ord(character)]) == 1 for character in set(self.original)):
            return range(len(self.original))
        widths = map(len, map(_TABLE.__getitem__, map(ord, self.original)))
        return tuple(chain.from_iterable(map(repeat, count(), widths)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a non-empty span of the folded text came from."""
        begun = self.offsets[start]
        ended = self.offsets[end - 1] + 1
        while ended < len(self.original) and unicodedata.category(self.original[ended]) == "Mn":
            ended += 1
        return begun, ended


def fold(text: str) -> Folded:
    """Fold a text; folding what was folded changes nothing."""
    return Folded(text, text.translate(_TABLE))


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word and where it stands in the folded text."""

    text: str
    start: int
    end: int


def tokens(folded: Folded) -> Iterator[Token]:
    """The words of a folded text in order: runs of letters and digits."""
    return (Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(folded.text))


def folded_words(text: str) -> list[str]:
    """The folded words of a text, as the search index and queries hold them."""
    return _TOKEN.findall(text.translate(_TABLE))
