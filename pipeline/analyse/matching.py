"""Finding the terms of a lexicon in a text: whole words only, with exact spans in the original.

The folded words of the text are looked up one by one in the dictionary of first words; only where a first word is met
are the words after it compared, and only where a term is found are offsets into the original computed.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pipeline.analyse.lexicon import Entry, Lexicon, Pattern
from pipeline.analyse.wordforms import ARTICLE, CLITIC_STARTS, PLURAL_ENDINGS, singular, without_clitics
from pipeline.domain.folding import Folded, fold
from pipeline.domain.topics import Kind, Mention, Strength, Term

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.!?;:,()\[\]{}|«»“”\"…،؛؟۔•]|\n\s*\n")
"""What may not stand between two words of one term: the end of a sentence, clause or paragraph."""

_KIN = {"pcm": "en"}
"""Languages that are read with the terms of another: Nigerian Pidgin with those of English."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the term of the list it was found by."""

    mention: Mention
    term: Term


@dataclass(frozen=True, slots=True)
class _Match:
    """A pattern met at words `first` to `last` of a text, `cut` letters into its first word."""

    pattern: Pattern
    first: int
    last: int
    cut: int


class _Reading:
    """A text made ready for looking up; what only some texts need is computed when first asked for."""

    def __init__(self, text: str) -> None:
        self.folded: Folded = fold(text)
        self.words: list[str] = _WORD.findall(self.folded.text)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self.folded.text)]

    def span(self, match: _Match) -> tuple[int, int]:
        """Where a match stands in the original text."""
        return self.folded.span(self._spans[match.first][0] + match.cut, self._spans[match.last][1])

    def letters(self, at: int) -> str:
        """Word number `at` as the original writes it, composed."""
        return unicodedata.normalize("NFC", self.folded.original[slice(*self.folded.span(*self._spans[at]))])

    def is_broken(self, first: int, last: int) -> bool:
        """Whether a sentence, clause or paragraph ends between two words."""
        return any(
            _BREAK.search(self.folded.original, self.folded.offsets[end - 1] + 1, self.folded.offsets[start])
            for (_, end), (start, _) in zip(self._spans[first:last], self._spans[first + 1 : last + 1], strict=True)
        )


def find_mentions(lexicon: Lexicon, field: str, text: str, language: str) -> tuple[Found, ...]:
    """All mentions of topics, places and actors in one field of a document, in the order of the text.

    `language` is that of the text; where it is none of the lexicon's, terms of every language are looked for.
    Among overlapping terms of one key the longest wins; an occurrence inside an exclusion of its key does not count.
    """
    reading = _Reading(text)
    language = _KIN.get(language, language)
    spoken = language if language in lexicon.languages else ""
    counted = [match for match in _matches(lexicon, reading) if _counts(match.pattern, spoken)]
    found = (_found(reading, field, match) for match in _longest(_not_excluded(counted), spoken))
    return tuple(sorted(found, key=lambda one: _place_in_text(one.mention)))


def _place_in_text(mention: Mention) -> tuple[int, int, Kind, str]:
    return mention.start, mention.end, mention.kind, mention.key


def _found(reading: _Reading, field: str, match: _Match) -> Found:
    start, end = reading.span(match)
    surface = reading.folded.original[start:end]
    pattern = match.pattern
    return Found(Mention(field, start, end, surface, pattern.term.surface, pattern.kind, pattern.key), pattern.term)


def _counts(pattern: Pattern, spoken: str) -> bool:
    """Whether a term may be met in a text of this language; an empty language is one we have no terms for."""
    return pattern.anywhere or not spoken or pattern.term.language == spoken


def _matches(lexicon: Lexicon, reading: _Reading) -> Iterator[_Match]:
    """Every place of the text at which a pattern stands."""
    entries = lexicon.entries
    for at, word in enumerate(reading.words):
        if word in entries:
            yield from _standing(entries[word], reading, at)
        if word[-1] in PLURAL_ENDINGS:
            one = singular(word)
            if one != word and one in entries:
                yield from _standing(entries[one], reading, at)
        elif word[0] in CLITIC_STARTS:
            for bare in without_clitics(word):
                if bare.word in entries:
                    standing = _standing(entries[bare.word], reading, at, bare.cut)
                    yield from (match for match in standing if not (bare.article and match.pattern.name))


def _standing(entry: Entry, reading: _Reading, at: int, cut: int = 0) -> Iterator[_Match]:
    """The patterns of an entry that stand at word number `at`, its first word."""
    for pattern in entry.alone:
        if not pattern.written or _is_written(pattern, reading, at, at):
            yield _Match(pattern, at, at, cut)
    if entry.followed and at + 1 < len(reading.words):
        for second in _forms(reading.words[at + 1]):
            for pattern in entry.followed.get(second, ()):
                last = at + len(pattern.words) - 1
                if _is_whole(pattern, reading, at, last):
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
