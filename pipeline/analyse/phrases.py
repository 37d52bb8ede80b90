"""The phrases and names of a text: runs of words that nothing breaks, and that begin and end in words of substance."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.analyse.sentences import sentence_starts
from pipeline.analyse.stopwords import ARTICLES, LINKS, TITLES, fits_anywhere, is_grammar
from pipeline.domain.articles import Document
from pipeline.domain.folding import Folded, Token, fold, tokens

LONGEST = 5
"""Words of the longest phrase."""
_LONGEST_NAME = 8
"""Words of the longest name: Economic Community of West African States has six."""
_HEADING = 12
"""Words of the longest heading."""
_TITLED = 0.6
"""Where so many of the words have a capital letter, capitals tell no names."""
_INSIDE = re.compile(r" |-|'")
"""What may stand between two words of a phrase, folded."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed document with the name of its file, without its ending, and its language."""

    name: str
    language: str
    document: Document


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a seed document; `block` numbers its line in the document."""

    seed: Seed
    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as words. `gaps[n]`: what stands between word n and the next, empty where that breaks a phrase.

    `dull[n]`: whether word n fits into any text.
    """

    sentence: Sentence
    folded: Folded
    words: tuple[Token, ...]
    gaps: tuple[str, ...]
    dull: tuple[bool, ...]
    heading: bool

    def cut(self, first: int, last: int) -> tuple[int, int]:
        """Where the words `first` to `last` stand in the sentence."""
        return self.folded.span(self.words[first].start, self.words[last].end)

    def is_capital(self, at: int) -> bool:
        """Whether word number `at` begins with a capital letter."""
        return self.folded.original[self.folded.offsets[self.words[at].start]].isupper()

    def follower(self, last: int) -> str:
        """The word that a phrase ending at word `last` might go on with, empty where it cannot."""
        if last == len(self.gaps) or not self.gaps[last] or self.dull[last + 1]:
            return ""
        return self.words[last + 1].text


class Span(NamedTuple):
    """The words `first` to `last` of a line, and whether they are a name that stands by itself."""

    first: int
    last: int
    name: bool


def lines_of(seed: Seed) -> Iterator[Line]:
    """The sentences of the title, the text and the captions of a seed document, in order, as words."""
    for sentence in _sentences(seed):
        folded = fold(sentence.text)
        words = tuple(tokens(folded))
        between = (folded.text[one.end : other.start] for one, other in pairwise(words))
        gaps = tuple(gap if _INSIDE.fullmatch(gap) else "" for gap in between)
        dull = tuple(fits_anywhere(word.text) for word in words)
        headed = len(words) <= _HEADING and sentence.text[-1].isalnum()
        yield Line(sentence, folded, words, gaps, dull, headed or sentence.text == seed.document.title)


def _sentences(seed: Seed) -> Iterator[Sentence]:
    block = 0
    for field in (seed.document.title, seed.document.text, *seed.document.captions):
        for start, end in pairwise((*sentence_starts(field), len(field))):
            text = field[start:end].strip()
            if text:
                yield Sentence(seed, block, text)
            block += "\n" in field[start:end]
        block += 1


def proper_words(lines: Iterable[Line]) -> frozenset[str]:
    """The words written with a capital letter more often than not, where no sentence begins."""
    balance: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        capitals = [line.is_capital(at) for at in range(len(line.words))]
        if len(capitals) > 3 and sum(capitals) > _TITLED * len(capitals):
            continue
        for word, capital in zip(line.words[1:], capitals[1:], strict=True):
            balance[word.text] += 1 if capital else -1
    return frozenset(word for word, more in balance.items() if more > 0)


def phrases_of(line: Line, proper: frozenset[str]) -> Iterator[Span]:
    """The phrases and names of a sentence, those inside longer ones too; `proper` words with a capital make names."""
    named = [_is_named(line, at, proper) for at in range(len(line.words))]
    edge = [name or not dull for name, dull in zip(named, line.dull, strict=True)]
    for first in range(len(line.words)):
        if not edge[first] or (first and line.gaps[first - 1] == "-") or _goes_back(line, first, named):
            continue
        name = True
        for last in _reach(line, first, named):
            name = name and (named[last] or line.words[last].text in LINKS)
            titled = name and first < last and line.words[first].text in TITLES
            if edge[last] and not titled and (name or last - first < LONGEST) and not _is_cut(line, last, named):
                yield Span(first, last, name)


def _is_named(line: Line, at: int, proper: frozenset[str]) -> bool:
    word = line.words[at]
    if word.text not in proper or len(word.text) < 2 or not line.is_capital(at):
        return False
    return not is_grammar(word.text) or line.folded.original[slice(*line.cut(at, at))].isupper()


def _reach(line: Line, first: int, named: Sequence[bool]) -> Iterator[int]:
    """The words at which a phrase beginning at `first` may end; an article inside it follows another small word."""
    for last in range(first, min(first + _LONGEST_NAME, len(line.words))):
        word = line.words[last].text
        if last > first and not line.gaps[last - 1]:
            return
        if word in ARTICLES and line.words[last - 1].text not in LINKS:
            return
        if not named[last] and line.dull[last] and word not in LINKS:
            return
        yield last


def _goes_back(line: Line, first: int, named: Sequence[bool]) -> bool:
    """Whether word `first` is part of a name that begins before it: State of "Islamic State"."""
    at = first - 1
    if not named[first] or at < 0 or line.words[at].text in TITLES or not line.gaps[at]:
        return False
    while at > 0 and line.words[at].text in LINKS and line.gaps[at - 1]:
        at -= 1
    return named[at]


def _is_cut(line: Line, last: int, named: Sequence[bool]) -> bool:
    """Whether a phrase that ends at word `last` cuts a compound, a name, or a name off its noun: French of its army."""
    if line.gaps[last : last + 1] == ("-",):
        return True
    return named[last] and bool(line.follower(last) or _goes_on(line, last, named))


def _goes_on(line: Line, last: int, named: Sequence[bool]) -> bool:
    """Whether a name stands after word `last`, joined to it, with or without small words between."""
    at = last
    while at < len(line.gaps) and line.gaps[at]:
        at += 1
        if line.words[at].text not in LINKS:
            return named[at]
    return False
