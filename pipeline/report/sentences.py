"""The sentences of a text, and the one that is quoted from it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain, islice

LONGEST_WORDS = 40
"""A longer sentence is quoted only where there is no shorter one, and is then cut."""

LONGEST_CHARACTERS = 400
"""The same limit for texts whose words are not set apart."""

FEWEST_WORDS = 5
"""Shorter ones are headings, bylines and exclamations."""

OPENING = 6
"""So many of the first sentences are held against one another: news says early what it is about."""

TELLS, NAMES, LATER, LONG = 4, 2, 2, 3
"""What a sentence of the opening gains by telling of the topic or a toll, and by naming a place or an actor; what it
loses for each sentence before it, and for being too long. Chosen by reading the digests of real news."""

Span = tuple[int, int]

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_END = re.compile("(?<![.!?…؟۔])[.!?…؟۔]++(?:[ \u00a0\u202f]?»|[”\"’')\\]])*+(?=\\s|$)")
_CLOSED = re.compile(_END.pattern + r"\Z")
_ABBREVIATIONS = frozenset(
    {
        "adj", "al", "art", "av", "brig", "cap", "capt", "cdt", "cf", "col", "cpt", "dr", "env", "fig", "gal", "gen",
        "gén", "hon", "jr", "lt", "lte", "ltd", "maj", "me", "mgr", "min", "mlle", "mm", "mme", "mr", "mrs", "ms",
        "no", "pp", "pr", "prof", "rev", "sec", "sgt", "sr", "st", "ste", "vol", "vs",
    }
)  # fmt: skip


class _Worth(Enum):
    """How well a sentence may be quoted, the best first."""

    EVIDENCE = auto()
    REAL = auto()
    ANY = auto()


_IN_ORDER = tuple((worth, fits) for worth in _Worth for fits in (True, False))
"""Sentences by what they are worth and whether they are short enough, the best first."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that stand in a text one after the other; `cut` tells that their sentence goes on."""

    text: str
    cut: bool


def sentences(text: str) -> Iterator[Span]:
    """The spans of the sentences, in order and without white space around them; none goes over the end of a line."""
    for line in _LINE.finditer(text):
        begun = line.start()
        for end in chain(_ends(text, line.start(), line.end()), (line.end(),)):
            piece = text[begun:end]
            if stripped := piece.strip():
                start = begun + len(piece) - len(piece.lstrip())
                yield start, start + len(stripped)
            begun = end


def quotation(text: str, title: str, telling: Sequence[Span], naming: Sequence[Span] = ()) -> Quotation:
    """The sentence of the opening that says most of what the text is about; the title is not quoted again.

    `telling` are spans of topics and tolls, `naming` those of places and actors. Where the opening has none of them, it
    is the first sentence that tells, else the first real one. What is too long is cut at a word.
    """
    said, evidence = title.split(), sorted(telling)
    real = (span for span in sentences(text) if _is_real(text[slice(*span)]) and text[slice(*span)].split() != said)
    chosen = _of_opening(text, list(islice(real, OPENING)), evidence, sorted(naming))
    return _within_limits(text[slice(*(chosen or _chosen(text, said, evidence)))])


def _of_opening(text: str, opening: Sequence[Span], telling: Sequence[Span], naming: Sequence[Span]) -> Span | None:
    """The sentence of the opening that says most, early and briefly; None where none tells or names anything."""
    worth = {
        span: TELLS * tells + NAMES * names - LATER * place - LONG * (not _fits(text[slice(*span)]))
        for place, span in enumerate(opening)
        if (tells := _holds(span, telling)) | (names := _holds(span, naming))
    }
    return max(worth, key=lambda span: worth[span], default=None)


def _chosen(text: str, title: Sequence[str], evidence: Sequence[Span]) -> Span:
    """The span to quote; nothing is read behind a sentence that no other can outdo."""
    best = _Worth.EVIDENCE if evidence else _Worth.REAL
    found: dict[tuple[_Worth, bool], Span] = {}
    for span in sentences(text):
        sentence = text[slice(*span)]
        if sentence.split() == title:
            continue
        worth, fits = _worth(sentence, span, evidence), _fits(sentence)
        if worth is best and fits:
            return span
        found.setdefault((worth, fits), span)
    return next((found[kind] for kind in _IN_ORDER if kind in found), (0, 0))


def _worth(sentence: str, span: Span, evidence: Sequence[Span]) -> _Worth:
    if not _is_real(sentence):
        return _Worth.ANY
    return _Worth.EVIDENCE if _holds(span, evidence) else _Worth.REAL


def _ends(text: str, start: int, stop: int) -> Iterator[int]:
    """Where a sentence ends inside a line: a final sign that no small letter follows and that closes no short form."""
    for match in _END.finditer(text, start, stop):
        following = text[match.end() : match.end() + 2].strip()
        if not following[:1].islower() and not _is_short_form(text, start, match):
            yield match.end()


def _is_short_form(text: str, start: int, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return False
    words = text[max(start, end.start() - 20) : end.start()].split()
    word = words[-1].lstrip("«“\"'’([") if words else ""
    return (len(word) == 1 and word.isupper()) or "." in word or word.casefold() in _ABBREVIATIONS


def _is_real(sentence: str) -> bool:
    return len(sentence.split()) >= FEWEST_WORDS and _CLOSED.search(sentence) is not None


def _fits(sentence: str) -> bool:
    return len(sentence) <= LONGEST_CHARACTERS and len(sentence.split()) <= LONGEST_WORDS


def _holds(span: Span, evidence: Sequence[Span]) -> bool:
    """Whether a piece of evidence stands whole in a span; the evidence is sorted."""
    start, end = span
    at = bisect_left(evidence, (start, start))
    return at < len(evidence) and evidence[at][1] <= end


def _within_limits(sentence: str) -> Quotation:
    if _fits(sentence):
        return Quotation(sentence, False)
    words = list(re.finditer(r"\S+", sentence[: LONGEST_CHARACTERS + 1]))[: LONGEST_WORDS + 1]
    whole = [word.end() for word in words[:LONGEST_WORDS] if word.end() <= LONGEST_CHARACTERS]
    end = whole[-1] if whole else LONGEST_CHARACTERS
    return Quotation(sentence[:end].rstrip(), True)
