"""What a few documents are about: phrases and names that may become terms, found without any list of topics.

sentences -> phrases (phrases.py) -> weighed -> the heaviest, spread over the sentences and over different words
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from pipeline.analyse.commonwords import COMMON_WORDS
from pipeline.analyse.phrases import Line, Seed, Sentence, lines_of, phrases_of, proper_words
from pipeline.analyse.stopwords import LINKS, forms
from pipeline.analyse.wordforms import singular

_WORDS_EACH, _LEAST, _MOST = 30, 5, 150
"""One phrase is kept for so many words of text, and at most one name; never fewer or more than these."""
_TRIED = 20
"""So many times the phrases to be kept are weighed against one another; those behind them are too light."""
_SHOWN = 50
"""Occurrences that are given with a candidate."""
_COMMON = 0.7
"""What an ordinary word of the news adds to the weight of a phrase, where a rare one adds 1."""
_BY_LENGTH = {1: 0.45, 2: 1.0, 3: 0.85, 4: 0.7}
_LONGER = 0.6
"""How likely a phrase of so many words of its own is a term: most terms of any trade are pairs."""
_HEADING = 1.5
"""A phrase of a title or heading says more of what a text is about."""
_ADJECTIVE = 0.4
_ADJECTIVES = ("al", "ic", "ive", "ous", "able", "ible", "ful", "less", "ique", "if", "el", "ary", "ed")
"""A phrase that ends in an adjective lacks its noun: in English; a French one may follow its noun."""
_UNFINISHED = 0.6
"""A phrase that always goes on with one and the same word is rather a part of a longer one."""
_NEAR, _ECHO = 0.8, 0.5
"""What is left of a weight for each phrase already kept from the same sentence, and with the same words."""
_BACKGROUND = frozenset(form for words in COMMON_WORDS.values() for word in words for form in (word, singular(word)))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a phrase stands: `sentence.text[start:end]`."""

    sentence: Sentence
    start: int
    end: int

    @property
    def surface(self) -> str:
        """The phrase as it is written here."""
        return self.sentence.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase by its folded words, singular, with the first of its occurrences; `count` is that of all."""

    words: tuple[str, ...]
    name: bool
    weight: float
    count: int
    documents: int
    occurrences: tuple[Occurrence, ...]

    @property
    def best(self) -> Occurrence:
        """The occurrence to show: the first, but rather one inside a sentence, where the case is the word's own."""
        return next((one for one in self.occurrences if one.start and not one.surface.isupper()), self.occurrences[0])


class _Spot(NamedTuple):
    """An occurrence by the numbers of its line and of its words."""

    line: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase with all the spots it stands at."""

    words: tuple[str, ...]
    name: bool
    weight: float
    spots: Sequence[_Spot]


@dataclass(frozen=True, slots=True)
class _Text:
    """All lines, the words that make names in them, how often each word stands there, and which are common."""

    lines: Sequence[Line]
    proper: frozenset[str]
    often: Mapping[str, int]
    common: frozenset[str]


def find_candidates(seeds: Iterable[Seed]) -> tuple[Candidate, ...]:
    """The names, then the phrases that seed documents are about, the best first; the order of the seeds is nothing.

    The weight of a phrase follows how often it stands in the documents and in how many, how often its words do, and
    how rare they are in ordinary news. Each phrase that is kept makes those of the same sentence and the same words
    lighter, so that each statement of a text has its say (maximal marginal relevance, Carbonell and Goldstein 1998).
    """
    text = _text([line for seed in _in_order(seeds) for line in lines_of(seed)])
    most = max(_LEAST, min(_MOST, sum(text.often.values()) // _WORDS_EACH))
    weighed = sorted(_weighed(text), key=lambda phrase: (-phrase.weight, phrase.words))
    names = [phrase for phrase in weighed if phrase.name][:most]
    phrases = [phrase for phrase in weighed if not phrase.name][: most * _TRIED]
    return tuple(_candidate(phrase, text) for phrase in (*names, *_spread(phrases, most)))


def _in_order(seeds: Iterable[Seed]) -> list[Seed]:
    """The seed documents in an order of their own, each text once."""
    ordered = sorted(seeds, key=lambda seed: (seed.name, seed.document.title, seed.document.text, seed.language))
    texts = {(seed.document.title, seed.document.text, seed.document.captions): seed for seed in reversed(ordered)}
    return list(reversed(texts.values()))


def _text(lines: Sequence[Line]) -> _Text:
    proper = proper_words(lines)
    often = Counter(word.text if word.text in proper else singular(word.text) for line in lines for word in line.words)
    return _Text(lines, proper, often, frozenset(word for word in often if _is_common(word)))


def _is_common(word: str) -> bool:
    return any(form in _BACKGROUND for form in forms(word))


def _candidate(phrase: _Phrase, text: _Text) -> Candidate:
    shown = ((text.lines[spot.line], spot) for spot in phrase.spots[:_SHOWN])
    return Candidate(
        words=phrase.words,
        name=phrase.name,
        weight=phrase.weight,
        count=len(phrase.spots),
        documents=_documents(phrase.spots, text),
        occurrences=tuple(Occurrence(line.sentence, *line.cut(spot.first, spot.last)) for line, spot in shown),
    )


def _documents(spots: Iterable[_Spot], text: _Text) -> int:
    return len({id(text.lines[spot.line].sentence.seed) for spot in spots})


def _weighed(text: _Text) -> Iterator[_Phrase]:
    """All phrases of a text that weigh anything."""
    found: defaultdict[tuple[str, ...], list[_Spot]] = defaultdict(list)
    names: set[tuple[str, ...]] = set()
    for number, line in enumerate(text.lines):
        keys = [word.text if word.text in text.proper else singular(word.text) for word in line.words]
        for first, last, name in phrases_of(line, text.proper):
            words = tuple(keys[first : last + 1])
            found[words].append(_Spot(number, first, last))
            if name:
                names.add(words)
    for words, spots in found.items():
        name = words in names
        if not (name and _is_of_several(words, names)):
            weight = _weight(words, spots, text) * (1.0 if name else _promise(words, spots, text))
            if weight:
                yield _Phrase(words, name, weight, spots)


def _is_of_several(words: tuple[str, ...], names: set[tuple[str, ...]]) -> bool:
    """Whether a name is nothing but names that stand alone elsewhere: Assimi Goïta of Mali."""
    parts = [tuple(part) for link, part in groupby(words, LINKS.__contains__) if not link]
    return len(parts) > 1 and all(part in names for part in parts)


def _weight(words: tuple[str, ...], spots: Sequence[_Spot], text: _Text) -> float:
    own = _own(words)
    rarity = sum(_COMMON if word in text.common else 1.0 for word in own) / len(own)
    return rarity * (1 + math.log(len(spots)) / 2) * (1 + math.log(_documents(spots, text)) / 2)


def _promise(words: tuple[str, ...], spots: Sequence[_Spot], text: _Text) -> float:
    """How much a phrase that is no name promises to be a term, by its words and by what stands around it."""
    own, first = _own(words), text.lines[spots[0].line]
    if len(own) == 1 and (own[0] in text.common or own[0].endswith((*_ADJECTIVES, "ing"))):
        return 0.0
    promise = sum(1 + math.log(text.often[word]) for word in own) / len(own) * _BY_LENGTH.get(len(own), _LONGER)
    if first.sentence.seed.language == "en" and own[-1].endswith(_ADJECTIVES):
        promise *= _ADJECTIVE
    if first.follower(spots[0].last) and len({text.lines[spot.line].follower(spot.last) for spot in spots}) == 1:
        promise *= _UNFINISHED
    return promise * (_HEADING if any(text.lines[spot.line].heading for spot in spots) else 1)


def _own(words: Iterable[str]) -> list[str]:
    """The words of a phrase without the small ones between them."""
    return [word for word in words if word not in LINKS]


def _spread(phrases: Iterable[_Phrase], most: int) -> Iterator[_Phrase]:
    """The heaviest phrases, each weighed anew beside those kept before it.

    Weights only fall, so a phrase that still weighs as much as the next one did before is the heaviest of all.
    """
    kept: Counter[int | str] = Counter()
    taken: set[tuple[int, int]] = set()
    heap = [(-phrase.weight, number, phrase) for number, phrase in enumerate(phrases)]
    heapq.heapify(heap)
    while heap and most:
        claimed, number, phrase = heapq.heappop(heap)
        if _is_taken(phrase, taken):
            continue
        weight = -phrase.weight * _left(phrase, kept)
        if weight > claimed and heap and (weight, number) > heap[0][:2]:
            heapq.heappush(heap, (weight, number, phrase))
            continue
        most -= 1
        kept.update(_own(phrase.words))
        kept.update(spot.line for spot in phrase.spots)
        taken.update((spot.line, at) for spot in phrase.spots for at in range(spot.first, spot.last + 1))
        yield phrase


def _left(phrase: _Phrase, kept: Mapping[int | str, int]) -> float:
    """What is left of the weight of a phrase beside those kept from its sentences and with its words."""
    own = _own(phrase.words)
    near = min(kept[spot.line] for spot in phrase.spots)
    return math.pow(_NEAR, near) * math.pow(_ECHO, sum(kept[word] for word in own) / len(own))


def _is_taken(phrase: _Phrase, taken: set[tuple[int, int]]) -> bool:
    """Whether a phrase overlaps those kept before in more than half of its occurrences."""
    met = sum(any((spot.line, at) in taken for at in range(spot.first, spot.last + 1)) for spot in phrase.spots)
    return 2 * met > len(phrase.spots)
