"""What analysts' decisions say about the topic list: terms that mislead, phrases that tell kept from dropped texts."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.analyse.phrases import Seed, lines_of, phrases_of, proper_words
from pipeline.analyse.wordforms import singular
from pipeline.domain.articles import Basis, DateSource, Document, State
from pipeline.domain.folding import folded_words
from pipeline.domain.records import ReviewedText
from pipeline.domain.topics import Vocabulary

_READ = 3000
"""Characters of each text that are read for candidate terms: its lead and what follows."""
_LONGEST = 3
"""Words of the longest candidate."""
_FEWEST = 3
"""Articles in which a candidate must stand."""
_MOSTLY = 0.5
_SURE = 1.96
"""Log odds over their standard error: chance alone passes it once in twenty times."""
_SHOWN = 30
"""Candidates shown of each side, the surest first."""


@dataclass(frozen=True, slots=True)
class TermRecord:
    """In how many reviewed articles a term spoke for its topic, and in how many of them it was wrong.

    Wrong: an analyst took the topic away (`corrected`), or dropped the article (`dropped`).
    """

    topic: str
    term: str
    articles: int
    corrected: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that stands in kept articles rather than in dropped ones, or the other way round.

    `sureness`: the log odds ratio over its standard error, positive for kept ones. `topics`: those it is a term of.
    """

    phrase: str
    language: str
    kept: int
    dropped: int
    sureness: float
    topics: tuple[str, ...]


_Words = tuple[str, ...]


def misleading_terms(reviewed: Iterable[ReviewedText]) -> tuple[TermRecord, ...]:
    """The terms whose tags analysts corrected, the most often first, then those mostly of dropped articles."""
    fired, corrected, dropped = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in reviewed:
        fired.update(one.fired)
        corrected.update(pair for pair in one.fired if pair[0] in one.review.topics_removed)
        if one.review.state is State.DROPPED:
            dropped.update(pair for pair in one.fired if pair[0] not in one.review.topics_removed)
    records = (TermRecord(*pair, fired[pair], corrected[pair], dropped[pair]) for pair in {*corrected, *dropped})
    wrong = [one for one in records if one.corrected or (one.dropped >= _FEWEST and _share_wrong(one) > _MOSTLY)]
    return tuple(sorted(wrong, key=lambda one: (-one.corrected, -_share_wrong(one), -one.dropped, one.topic, one.term)))


def _share_wrong(record: TermRecord) -> float:
    return (record.corrected + record.dropped) / record.articles


def separating_phrases(reviewed: Iterable[ReviewedText], vocabulary: Vocabulary) -> tuple[Candidate, ...]:
    """The phrases that tell kept from dropped articles of a language, kept ones first, the surest first.

    Counted by article and weighed by log odds with half an article added to each count (Haldane 1956); flagged and new
    articles count for neither side.
    """
    by_language: defaultdict[str, list[ReviewedText]] = defaultdict(list)
    for one in reviewed:
        if one.review.state in {State.KEPT, State.DROPPED}:
            by_language[one.language].append(one)
    topics = _topics_by_form(vocabulary)
    found = [
        candidate
        for language, texts in sorted(by_language.items())
        for candidate in _of_language(language, texts, topics)
    ]
    found.sort(key=lambda one: (one.sureness < 0, -abs(one.sureness), one.phrase))
    kept = [one for one in found if one.sureness > 0]
    return (*kept[:_SHOWN], *found[len(kept) :][:_SHOWN])


def _of_language(language: str, texts: Sequence[ReviewedText], topics: Mapping[_Words, list[str]]) -> list[Candidate]:
    counts = {State.KEPT: Counter[_Words](), State.DROPPED: Counter[_Words]()}
    surfaces: dict[_Words, str] = {}
    for one in texts:
        phrases = _phrases(one)
        counts[one.review.state].update(phrases.keys())
        surfaces |= phrases
    all_kept = sum(one.review.state is State.KEPT for one in texts)
    all_dropped = len(texts) - all_kept
    weighed = (
        Candidate(
            phrase=surfaces[words],
            language=language,
            kept=kept,
            dropped=dropped,
            sureness=_sureness(kept, all_kept, dropped, all_dropped),
            topics=tuple(topics.get(words, ())),
        )
        for words in surfaces
        if (kept := counts[State.KEPT][words]) + (dropped := counts[State.DROPPED][words]) >= _FEWEST
    )
    return _longest([one for one in weighed if abs(one.sureness) >= _SURE])


def _phrases(one: ReviewedText) -> dict[_Words, str]:
    """The phrases of a text by their words, each as it is written there."""
    document = Document(Basis.SEED, one.title, one.text[:_READ], published=None, date_source=DateSource.NONE)
    lines = list(lines_of(Seed("", one.language, document)))
    proper = proper_words(lines)
    return {
        _form(line.sentence.text[slice(*line.cut(first, last))]): line.sentence.text[slice(*line.cut(first, last))]
        for line in lines
        for first, last, _ in phrases_of(line, proper)
        if last - first < _LONGEST
    }


def _form(surface: str) -> _Words:
    return tuple(singular(word) for word in folded_words(surface))


def _sureness(kept: int, all_kept: int, dropped: int, all_dropped: int) -> float:
    cells = [count + 0.5 for count in (kept, all_kept - kept, dropped, all_dropped - dropped)]
    odds = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    return odds / math.sqrt(sum(1 / cell for cell in cells))


def _longest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that only ever stand inside a longer one."""
    counted = {(_form(one.phrase), one.kept, one.dropped) for one in candidates}
    inside = {
        (words[first:last], kept, dropped)
        for words, kept, dropped in counted
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
        if last - first < len(words)
    }
    return [one for one in candidates if (_form(one.phrase), one.kept, one.dropped) not in inside]


def _topics_by_form(vocabulary: Vocabulary) -> dict[_Words, list[str]]:
    found: defaultdict[_Words, list[str]] = defaultdict(list)
    for topic in vocabulary.topics:
        for form in dict.fromkeys(_form(term.surface) for term in topic.terms):
            found[form].append(topic.key)
    return found
