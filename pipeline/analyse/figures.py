"""Which figures of a text changed: each number, in digits or words, with the word that follows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.analyse.alignment import corresponding
from pipeline.analyse.casualties import CASUALTIES, Casualties
from pipeline.analyse.numerals import Numerals, Word, amount_at, words_of
from pipeline.domain.folding import fold

LONGEST = 80
"""So much of a figure and its word is shown, characters."""

_EDGE, _FIGURE = "", "#"
Key = tuple[int, int | None, str]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure before and after, with its word; empty where the text has, or had, no such figure."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Figure:
    """An amount as written, with its word; `key` tells it from others: least, most, and the word without plural."""

    key: Key
    surface: str

    @property
    def word(self) -> str:
        return self.key[2]


@dataclass(frozen=True, slots=True)
class _Marked:
    """The folded words of a passage, each figure replaced by a mark, and the figures by the place of their mark."""

    words: tuple[str, ...]
    figures: Mapping[int, _Figure]


@dataclass(frozen=True, slots=True)
class _Counting:
    """How a language writes amounts; `one` are the words before which "a" and "one" are a count."""

    numerals: Numerals
    one: frozenset[str]
    no_units: frozenset[str]


def figure_changes(
    passages: Iterable[tuple[str, str]], language_before: str, language_after: str
) -> tuple[FigureChange, ...]:
    """The figures that differ between two texts, given as passages that correspond; empty where one has none.

    First come those that have another value in the same surroundings, then those whose word occurs with one figure here
    and another there, then those that are only in the text before or only in the one after. Both texts are read in one
    language, that no figure is found on one side only because another language was recognised.
    """
    counting = _counting(language_before, language_after)
    marked = [(_mark(old, counting), _mark(new, counting)) for old, new in passages]
    in_place: dict[tuple[Key, Key], FigureChange] = {}
    for old, new in marked:
        for ours, theirs in _in_same_place(old, new):
            if _differ(ours, theirs):
                in_place.setdefault((ours.key, theirs.key), FigureChange(ours.surface, theirs.surface))
    gone = _all_figures(old for old, _ in marked)
    come = _all_figures(new for _, new in marked)
    settled = {key for keys in in_place for key in keys} | (gone.keys() & come.keys())
    return (*in_place.values(), *_by_word(_without(gone, settled), _without(come, settled)))


def _all_figures(passages: Iterable[_Marked]) -> dict[Key, _Figure]:
    found: dict[Key, _Figure] = {}
    for passage in passages:
        for figure in passage.figures.values():
            found.setdefault(figure.key, figure)
    return found


def _without(figures: Mapping[Key, _Figure], settled: Iterable[Key]) -> list[_Figure]:
    known = frozenset(settled)
    return [figure for key, figure in figures.items() if key not in known]


def _by_word(gone: Iterable[_Figure], come: Iterable[_Figure]) -> Iterator[FigureChange]:
    """Pair figures that have the same word, in their order; the others stand alone."""
    waiting: dict[str, list[_Figure]] = defaultdict(list)
    for figure in gone:
        waiting[figure.word].append(figure)
    added = []
    for figure in come:
        if figure.word and waiting[figure.word]:
            yield FigureChange(waiting[figure.word].pop(0).surface, figure.surface)
        else:
            added.append(FigureChange("", figure.surface))
    yield from (FigureChange(figure.surface, "") for figures in waiting.values() for figure in figures)
    yield from added


def _differ(ours: _Figure, theirs: _Figure) -> bool:
    """Whether value or word differ; that a word is missing on one side is no difference."""
    return ours.key[:2] != theirs.key[:2] or _other_words(ours, theirs)


def _other_words(ours: _Figure, theirs: _Figure) -> bool:
    return bool(ours.word and theirs.word and ours.word != theirs.word)


def _in_same_place(old: _Marked, new: _Marked) -> Iterator[tuple[_Figure, _Figure]]:
    """The figures that correspond and have equal words beside them.

    One side is enough ("a fait 12 morts", "fera 17 morts"); where both value and what is counted are others, the words
    before the figure and behind what is counted must be equal ("a fait 12 morts à Gao", "a fait 17 victimes à Gao").
    """
    if not old.figures or not new.figures:
        return
    pairs = corresponding(old.words, new.words)
    known = set(pairs)
    for here, there in pairs:
        if here not in old.figures:
            continue
        ours, theirs = old.figures[here], new.figures[there]
        before, behind, beyond = ((here + step, there + step) in known for step in (-1, 1, 2))
        others = _other_words(ours, theirs) and ours.key[:2] != theirs.key[:2]
        if (before and beyond) if others else (before or behind):
            yield ours, theirs


def _mark(text: str, counting: _Counting) -> _Marked:
    folded = fold(text)
    words = words_of(folded, 0, len(folded.text))
    marked, figures, at = [_EDGE], {}, 0
    while at < len(words):
        amount = amount_at(words, at, counting.numerals)
        word = _word_behind(words, amount.after, counting) if amount else ""
        if amount is None or (_is_one(words[at], amount.least, amount.most) and word not in counting.one):
            marked.append(words[at].text)
            at += 1
            continue
        last = amount.after if word else amount.after - 1
        start, end = folded.span(words[at].start, words[last].end)
        figures[len(marked)] = _Figure((amount.least, amount.most, word), text[start : min(end, start + LONGEST)])
        marked.append(_FIGURE)
        at = amount.after
    return _Marked(tuple(marked), figures)


def _word_behind(words: list[Word], at: int, counting: _Counting) -> str:
    """The word that says what is counted, without its plural s, empty where there is none."""
    if at >= len(words) or words[at].apart or words[at].text in counting.no_units:
        return ""
    return _singular(words[at].text)


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _is_one(word: Word, least: int, most: int | None) -> bool:
    return least == most == 1 and not word.text.isdecimal()


def _counting(*languages: str) -> _Counting:
    """How amounts are written in the one known language among these; in digits where there is none, or are several."""
    known = {language.partition("-")[0] for language in languages} & CASUALTIES.keys()
    casualties = CASUALTIES[known.pop()] if len(known) == 1 else None
    if casualties is None:
        return _Counting(_DIGITS, frozenset(), frozenset())
    numerals = casualties.numerals
    return _Counting(
        # Millions are no victims, but they are figures.
        replace(numerals, too_big=frozenset()),
        one=_counted_words(casualties),
        no_units=casualties.followers | casualties.ands | casualties.active | casualties.passive | numerals.links,
    )


def _counted_words(casualties: Casualties) -> frozenset[str]:
    states = (word for phrase in casualties.after if len(phrase) == 1 for word in phrase)
    return frozenset(map(_singular, (*casualties.victims, *states)))


_DIGITS = Numerals(
    values={}, hundreds=frozenset(), thousands=frozenset(), joins=frozenset(), groups={}, links=frozenset(),
    too_big=frozenset(), at_least=frozenset(), at_least_behind=frozenset(), nearly=frozenset(), about=frozenset(),
    at_most=frozenset(), ranges={},
)  # fmt: skip
