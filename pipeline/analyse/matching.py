"""Finding the terms of a lexicon in a text: whole words only, with exact spans in the original.

The folded words of the text are looked up one by one in the dictionary of first words; only where a first word is met
are the words after it compared, and only where a term is found are offsets into the original computed.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from pipeline.analyse.lexicon import Entry, Lexicon, Pattern
from pipeline.analyse.rawtext import entity_starts, without_transport_marks
from pipeline.analyse.wordforms import ARTICLE, CLITIC_STARTS, PLURAL_ENDINGS, singular, without_clitics
from pipeline.domain.folding import Folded, fold
from pipeline.domain.topics import Anchoring, Kind, Mention, Strength, Term

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.!?;:,()\[\]{}|«»“”\"…،؛؟۔•]|\n\s*\n")
"""What may not stand between two words of one term: the end of a sentence, clause or paragraph."""

_SENTENCE_END = re.compile(r"[.!?؟۔;؛][\"'»”’)\]]*\s|\n\s*\n")
"""What may not stand between the two words of a rule of nearness."""

_NEAR = 8
"""Words that may stand between two that count as near; chosen by hand, about a clause."""

_TOWNS = frozenset({"town", "village", "city", "capital", "camp", "suburb", "island", "mine"})
"""The kinds of places beside which an attack is one of the conflict; countries and regions say too little."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Marks inside a word that are no letters: soft hyphens, joiners, marks of direction."""

_KIN = {"pcm": "en"}
"""Languages that are read with the terms of another: Nigerian Pidgin with those of English."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the term of the list it was found by; a `loose` one reaches from one word to another near it."""

    mention: Mention
    term: Term
    loose: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    """A pattern met at words `first` to `last` of a text, `cut` letters into its first word."""

    pattern: Pattern
    first: int
    last: int
    cut: int
    loose: bool = False


class _Reading:
    """A text made ready for looking up; what only some texts need is computed when first asked for."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.folded: Folded = fold(without_transport_marks(text))
        self.words: list[str] = _WORD.findall(self.folded.text)

    @cached_property
    def _entity_starts(self) -> dict[int, int]:
        return entity_starts(self.original)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self.folded.text)]

    def span(self, match: _Match) -> tuple[int, int]:
        """Where a match stands in the original text."""
        start, end = self.folded.span(self._spans[match.first][0] + match.cut, self._spans[match.last][1])
        return self._entity_starts.get(start, start), end

    def letters(self, at: int) -> str:
        """Word number `at` as the original writes it, composed."""
        letters = self.folded.original[slice(*self.folded.span(*self._spans[at]))]
        return unicodedata.normalize("NFC", letters if letters.isascii() else _INVISIBLE.sub("", letters))

    def is_broken(self, first: int, last: int) -> bool:
        """Whether a sentence, clause or paragraph ends between two words."""
        return any(
            _BREAK.search(self.folded.original, self.folded.offsets[end - 1] + 1, self.folded.offsets[start])
            for (_, end), (start, _) in zip(self._spans[first:last], self._spans[first + 1 : last + 1], strict=True)
        )

    def is_one_sentence(self, first: int, last: int) -> bool:
        """Whether no sentence ends between two words; commas and other marks may stand there."""
        begin, end = self.folded.offsets[self._spans[first][1] - 1] + 1, self.folded.offsets[self._spans[last][0]]
        return not _SENTENCE_END.search(self.folded.original, begin, end)


def find_mentions(lexicon: Lexicon, field: str, text: str, language: str) -> tuple[Found, ...]:
    """All mentions of topics, places and actors in one field of a document, in the order of the text.

    `language` is that of the text; where it is none of the lexicon's, terms of every language are looked for.
    Among overlapping terms of one key the longest wins; an occurrence inside an exclusion of its key does not count.
    Two words near each other count where no more than generic terms of their topic stand in the same words.
    """
    reading = _Reading(text)
    language = _KIN.get(language, language)
    spoken = language if language in lexicon.languages else ""
    counted = list(_not_excluded(list(_matches(lexicon, reading, spoken))))
    whole = list(_longest((match for match in counted if not match.pattern.half), spoken))
    if pairs := list(_near_pairs(lexicon, reading, counted, whole)):
        loose = _not_said(pairs, whole)
        whole = [*_left_by(loose, whole), *loose]
    found = (_found(reading, field, match) for match in whole)
    return tuple(sorted(found, key=lambda one: _place_in_text(one.mention)))


def _place_in_text(mention: Mention) -> tuple[int, int, Kind, str]:
    return mention.start, mention.end, mention.kind, mention.key


def _found(reading: _Reading, field: str, match: _Match) -> Found:
    start, end = reading.span(match)
    pattern = match.pattern
    mention = Mention(field, start, end, reading.original[start:end], pattern.term.surface, pattern.kind, pattern.key)
    return Found(mention, pattern.term, match.loose)


def _counts(pattern: Pattern, spoken: str) -> bool:
    """Whether a term may be met in a text of this language; an empty language is one we have no terms for."""
    return pattern.anywhere or not spoken or pattern.term.language == spoken


def _matches(lexicon: Lexicon, reading: _Reading, spoken: str) -> Iterator[_Match]:
    """Every place of the text at which a pattern stands that may be met in its language."""
    entries = lexicon.entries
    for at, word in enumerate(reading.words):
        if word in entries:
            yield from _standing(entries[word], reading, spoken, at)
        if word[-1] in PLURAL_ENDINGS:
            one = singular(word)
            if one != word and one in entries:
                yield from _standing(entries[one], reading, spoken, at)
        elif word[0] in CLITIC_STARTS:
            for bare in without_clitics(word):
                if bare.word in entries:
                    standing = _standing(entries[bare.word], reading, spoken, at, bare.cut)
                    yield from (match for match in standing if not (bare.article and match.pattern.name))


def _standing(entry: Entry, reading: _Reading, spoken: str, at: int, cut: int = 0) -> Iterator[_Match]:
    """The patterns of an entry that stand at word number `at`, its first word."""
    for pattern in entry.alone:
        if _counts(pattern, spoken) and (not pattern.written or _is_written(pattern, reading, at, at)):
            yield _Match(pattern, at, at, cut)
    if entry.followed and at + 1 < len(reading.words):
        for second in _forms(reading.words[at + 1]):
            for pattern in entry.followed.get(second, ()):
                last = at + len(pattern.words) - 1
                if _counts(pattern, spoken) and _is_whole(pattern, reading, at, last):
                    yield _Match(pattern, at, last, cut)


def _forms(word: str) -> tuple[str, ...]:
    """The forms under which the list may hold a word of the text: as it is, and singular or without its article."""
    if word[-1] in PLURAL_ENDINGS:
        return word, singular(word)
    return (word, word.removeprefix(ARTICLE)) if word.startswith(ARTICLE) else (word,)


def _is_whole(pattern: Pattern, reading: _Reading, first: int, last: int) -> bool:
    """Whether all words of a pattern stand there, of which the first two are known to."""
    return (
        last < len(reading.words)
        and all(pattern.words[at - first] in _forms(reading.words[at]) for at in range(first + 2, last + 1))
        and (not pattern.written or _is_written(pattern, reading, first, last))
        and not reading.is_broken(first, last)
    )


def _is_written(pattern: Pattern, reading: _Reading, first: int, last: int) -> bool:
    return tuple(reading.letters(at) for at in range(first, last + 1)) in pattern.written


def _not_excluded(matches: list[_Match]) -> Iterator[_Match]:
    """The matches of terms that stand in no exclusion of their own key."""
    excluded: dict[tuple[Kind, str], list[tuple[int, int]]] = {}
    for match in matches:
        if match.pattern.excludes:
            excluded.setdefault((match.pattern.kind, match.pattern.key), []).append((match.first, match.last))
    walls = {key: _Walls(spans) for key, spans in excluded.items()}
    for match in matches:
        wall = walls.get((match.pattern.kind, match.pattern.key))
        if not match.pattern.excludes and not (wall and wall.holds(match.first, match.last)):
            yield match


class _Walls:
    """Where the exclusions of one key stand, sorted so that a look takes no longer in a text full of them."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._firsts = sorted(first for first, _ in spans)
        self._reach = list(accumulate((last for _, last in sorted(spans)), max))

    def holds(self, first: int, last: int) -> bool:
        """Whether one of the exclusions covers all of a match."""
        before = bisect_right(self._firsts, first)
        return before > 0 and self._reach[before - 1] >= last


def _longest(matches: Iterable[_Match], spoken: str) -> Iterator[_Match]:
    """The longest of overlapping matches of one key; of equals the strongest, then the first, then the text's own."""
    taken: set[tuple[Kind, str, int]] = set()
    for match in sorted(matches, key=lambda match: _worth(match, spoken)):
        words = {(match.pattern.kind, match.pattern.key, at) for at in range(match.first, match.last + 1)}
        if not words & taken:
            taken |= words
            yield match


def _worth(match: _Match, spoken: str) -> tuple[object, ...]:
    term = match.pattern.term
    strength = (term.strength is not Strength.STRONG, term.generic)
    return (
        match.first - match.last,
        strength,
        match.first,
        match.cut,
        term.language != spoken,
        term.language,
        term.surface,
    )


def _near_pairs(
    lexicon: Lexicon, reading: _Reading, counted: Iterable[_Match], whole: Iterable[_Match]
) -> Iterator[_Match]:
    """One match for each word of a rule of nearness that has its other word or a town near it, in one sentence."""
    halves = [match for match in counted if match.pattern.half]
    heads = [match for match in halves if not match.pattern.other]
    if not heads:
        return
    others: defaultdict[tuple[str, int], list[_Match]] = defaultdict(list)
    for match in halves:
        if match.pattern.other:
            others[match.pattern.key, match.pattern.half].append(match)
    towns = [match for match in whole if match.pattern.kind is Kind.PLACE and _is_town(lexicon, match.pattern.key)]
    for head in heads:
        near = _nearest(reading, head, others[head.pattern.key, head.pattern.half])
        if near is None and head.pattern.towns:
            near = _nearest(reading, head, towns)
        if near:
            yield _paired(head, near)


def _is_town(lexicon: Lexicon, key: str) -> bool:
    place = lexicon.places[key]
    return place.kind in _TOWNS and place.anchoring is not Anchoring.NONE


def _nearest(reading: _Reading, head: _Match, others: Sequence[_Match]) -> _Match | None:
    """The match nearest to a word, which stands in its sentence; before it or behind."""
    at = bisect_left(others, head.first, key=lambda other: other.first)
    near = [(_words_between(head, other), other.first, other) for other in others[max(0, at - 1) : at + 2]]
    for between, _, other in sorted(near, key=lambda one: one[:2]):
        one, two = sorted((head, other), key=lambda match: match.first)
        if 0 <= between <= _NEAR and reading.is_one_sentence(one.last, two.first):
            return other
    return None


def _words_between(one: _Match, other: _Match) -> int:
    """How many words stand between two matches; less than none where they overlap."""
    return max(one.first, other.first) - min(one.last, other.last) - 1


def _paired(head: _Match, near: _Match) -> _Match:
    one, two = sorted((head, near), key=lambda match: match.first)
    term = replace(head.pattern.term, surface=f"{one.pattern.term.surface} … {two.pattern.term.surface}")
    return _Match(replace(head.pattern, term=term), one.first, two.last, one.cut, loose=True)


def _not_said(pairs: Iterable[_Match], whole: Sequence[_Match]) -> list[_Match]:
    """The pairs that say more than the whole terms of their topic do in the same words, none overlapping another."""
    said = {(match.pattern.key, at) for match in whole if not match.pattern.term.generic for at in _stretch(match)}
    chosen: list[_Match] = []
    for pair in sorted(pairs, key=lambda pair: (pair.last - pair.first, pair.first)):
        words = {(pair.pattern.key, at) for at in _stretch(pair)}
        if not words & said:
            said |= words
            chosen.append(pair)
    return chosen


def _left_by(loose: Sequence[_Match], whole: Iterable[_Match]) -> Iterator[_Match]:
    """The whole terms without the generic ones of a topic that stand in one of its pairs."""
    taken = {(match.pattern.kind, match.pattern.key, at) for match in loose for at in _stretch(match)}
    for match in whole:
        if not any((match.pattern.kind, match.pattern.key, at) in taken for at in _stretch(match)):
            yield match


def _stretch(match: _Match) -> range:
    return range(match.first, match.last + 1)
