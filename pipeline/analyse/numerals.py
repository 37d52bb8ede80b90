"""Amounts as news writes them: digits, number words, dozens and scores, and the words that widen or bound them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.folding import Folded

_TOKEN = re.compile(r"\d{1,3}(?:[ .,'٬]\d{3})+(?!\d)|[وفبل](?=\d)|[^\W_]+")
"""Figures with their thousands, words, and the Arabic conjunctions that are written onto figures."""

_APART = re.compile(r"[^\s'\"«»“”-]")
_GROUPING = re.compile(r"[ .,'٬]")

_Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or figure of a folded text; `apart`: punctuation parts it from the word before."""

    text: str
    start: int
    end: int
    apart: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """At least `least`, at most `most` (None: not bounded), written from word `first` up to, not including, `after`.

    `plain` is the figure where it is nothing but a few digits in a row, which may then be a year. `in_words`: it is a
    set phrase that names no number (several, dozens).
    """

    least: int
    most: int | None
    first: int
    after: int
    plain: int | None = None
    in_words: bool = False


@dataclass(frozen=True)
class Numerals:
    """The words for amounts in one language, all folded.

    `values` are number words, `hundreds` and `thousands` multiply; `joins` may stand between number words; `groups`
    are set phrases with their least and most; `links` stand between a group and what is counted; `too_big` follow
    figures that are no counts of victims. The bounds are phrases before an amount, but for `at_least_behind`.
    """

    values: Mapping[str, int]
    hundreds: frozenset[str]
    thousands: frozenset[str]
    joins: frozenset[str]
    groups: Mapping[_Phrase, tuple[int, int | None]]
    links: frozenset[str]
    too_big: frozenset[str]
    at_least: frozenset[_Phrase]
    at_least_behind: frozenset[_Phrase]
    nearly: frozenset[_Phrase]
    about: frozenset[_Phrase]
    at_most: frozenset[_Phrase]
    ranges: Mapping[str, str]

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The words that an amount not written in digits may begin with: most words are none."""
        phrases = (*self.groups, *self.at_least, *self.nearly, *self.about, *self.at_most)
        single = (*self.values, *self.hundreds, *self.thousands, *self.ranges)
        return frozenset((*single, *(phrase[0] for phrase in phrases)))


def words_of(folded: Folded, start: int, end: int) -> list[Word]:
    """The words of a stretch of a folded text; figures with separated thousands are one word."""
    words: list[Word] = []
    for match in _TOKEN.finditer(folded.text, start, end):
        gap = folded.text[words[-1].end if words else start : match.start()]
        words.append(Word(match.group(), match.start(), match.end(), bool(_APART.search(gap))))
    return words


def amount_at(words: Sequence[Word], at: int, numerals: Numerals) -> Amount | None:
    """The amount that begins at word number `at`, with its bounds, if one does."""
    text = words[at].text
    if not text[0].isdecimal() and text not in numerals.beginnings:
        return None
    if text in numerals.ranges:
        return _range(words, at, numerals)
    for bounds, widen in (
        (numerals.at_least, _at_least),
        (numerals.nearly, _nearly),
        (numerals.about, _about),
        (numerals.at_most, _at_most),
    ):
        length = phrase_at(words, at, bounds)
        core = _core(words, at + length, numerals) if length else None
        if core:
            return Amount(*widen(core), first=at, after=core.after, in_words=core.in_words)
    return _core(words, at, numerals)


def phrase_at(words: Sequence[Word], at: int, phrases: frozenset[_Phrase] | Mapping[_Phrase, object]) -> int:
    """The number of words of the longest of some phrases that stands at word number `at`, or 0."""
    for length in (5, 4, 3, 2, 1):
        stretch = words[at : at + length]
        if len(stretch) == length and tuple(word.text for word in stretch) in phrases:
            return 0 if any(word.apart for word in stretch[1:]) else length
    return 0


def _at_least(core: Amount) -> tuple[int, int | None]:
    """More than a hundred or so is more than the round figure that the phrase stands for."""
    if core.most is None:
        return core.least, None
    middle = (core.least + core.most) // 2
    return (middle if middle - middle % 10 < core.least else middle - middle % 10), None


def _nearly(core: Amount) -> tuple[int, int | None]:
    return max(1, core.least * 9 // 10), core.most


def _about(core: Amount) -> tuple[int, int | None]:
    return max(1, core.least * 9 // 10), None if core.most is None else -(-core.most * 11 // 10)


def _at_most(core: Amount) -> tuple[int, int | None]:
    return 1, core.most


def _range(words: Sequence[Word], at: int, numerals: Numerals) -> Amount | None:
    """`between A and B`."""
    low = _core(words, at + 1, numerals)
    if not low or low.after >= len(words) or words[low.after].text != numerals.ranges[words[at].text]:
        return None
    high = _core(words, low.after + 1, numerals)
    return Amount(low.least, high.most, at, high.after) if high and (high.most or 0) > low.least else None


def _core(words: Sequence[Word], at: int, numerals: Numerals) -> Amount | None:
    """An amount without its bounds: a set phrase, a figure or number words; none where millions follow."""
    length = phrase_at(words, at, numerals.groups)
    if length:
        least, most = numerals.groups[tuple(word.text for word in words[at : at + length])]
        amount = Amount(least, most, at, at + length, in_words=least != most)
    else:
        figure = _figure(words, at, numerals)
        if figure is None:
            return None
        amount = figure
    after = _skip(words, amount.after, numerals.links) if length else amount.after
    if after < len(words) and words[after].text in numerals.too_big:
        return None
    return Amount(amount.least, amount.most, at, after, amount.plain, amount.in_words)


def _skip(words: Sequence[Word], at: int, links: frozenset[str]) -> int:
    return at + 1 if at < len(words) and words[at].text in links and not words[at].apart else at


def _figure(words: Sequence[Word], at: int, numerals: Numerals) -> Amount | None:
    """A figure in digits, or a number in words."""
    if at >= len(words):
        return None
    text = words[at].text
    if text[0].isdecimal():
        digits = _GROUPING.sub("", text)
        if not digits.isascii() or not digits.isdecimal() or len(digits) > 6:
            return None
        value, after = int(digits), at + 1
        plain = value if digits == text else None
        if after < len(words) and words[after].text in numerals.thousands:
            value, after, plain = value * 1000, after + 1, None
        return Amount(value, value, at, after, plain) if value else None
    return _in_words(words, at, numerals)


def _in_words(words: Sequence[Word], at: int, numerals: Numerals) -> Amount | None:
    """A number in words, read as long as the words go on making one."""
    total, part, after = 0, 0, at
    for number, text in _number_words(words, at, numerals):
        if text in numerals.thousands:
            total, part = total + max(1, part) * 1000, 0
        elif text in numerals.hundreds and part < 10:
            part = max(1, part) * 100
        elif text in numerals.values and _may_follow(part, numerals.values[text]):
            part = _joined(part, numerals.values[text])
        else:
            break
        after = number + 1
    value = total + part
    return Amount(value, value, at, after) if value else None


def _number_words(words: Sequence[Word], at: int, numerals: Numerals) -> Iterator[tuple[int, str]]:
    """Number words in a row with their places, without what joins them."""
    number_words = numerals.values.keys() | numerals.hundreds | numerals.thousands
    for number in range(at, len(words)):
        word = words[number]
        if number > at and word.apart:
            return
        if word.text in number_words:
            yield number, word.text
        elif number == at or word.text not in numerals.joins:
            return


def _may_follow(part: int, value: int) -> bool:
    """Whether a number word can go on with what was read: twenty one, soixante seize, quatre vingt, cent dix."""
    open_places = part % 100
    if part == 0 or open_places == 0:
        return True
    if value < 10:
        return open_places >= 10 and open_places % 10 == 0
    return (value < 20 and open_places in (60, 80)) or (value == 20 and part == 4)


def _joined(part: int, value: int) -> int:
    return 80 if part == 4 and value == 20 else part + value
