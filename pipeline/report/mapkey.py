"""The key below the map: what its marks mean, what its numbers stand for, and what is not on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.domain.pictures import DotKind
from pipeline.report import svg, typography
from pipeline.report.catalogue import say
from pipeline.report.legend import GAP, LETTERS, Entry, flowed, paragraphs
from pipeline.report.lettering import LINE, fitted, width_of
from pipeline.report.mapmarks import Mark, draw

_COLUMNS = {svg.Breadth.WIDE: 3, svg.Breadth.NARROW: 2}
_SAMPLE = 4.5
"""The radius of a mark in the key, in pixels."""

_MOST_NAMED = 30
"""Places of a note; it is cut where its two lines end anyway."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What the map could not write beside its marks: `numbered` stand on it as numbers, `outside` are not on it."""

    numbered: tuple[tuple[int, str], ...]
    unplaced: tuple[str, ...]
    outside: tuple[str, ...]
    hidden: int


def key(
    marks: Sequence[Mark], notes: Notes, language: str, breadth: svg.Breadth, top: float
) -> tuple[list[str], float]:
    """The parts of the key that begins at a height, and the height where it ends."""
    samples, bottom = flowed(list(_entries(marks, language)), breadth, top + GAP)
    table, bottom = _table(notes.numbered, breadth, bottom)
    said, bottom = paragraphs(_sentences(marks, notes, language), breadth, bottom)
    return [*samples, *table, *said], bottom


def _entries(marks: Sequence[Mark], language: str) -> Iterator[Entry]:
    """Each look that occurs with its meaning, then some sizes."""
    for kind in DotKind:
        if any(mark.kind is kind for mark in marks):
            yield _entry(Mark(0, 0, _SAMPLE, 1, "", kind, False), say(language, f"map_{kind.value}"))
    if rough := next((mark for mark in marks if mark.rough), None):
        yield _entry(replace(rough, radius=_SAMPLE), say(language, "map_approximate"))
    if marks:
        yield Entry(say(language, "map_size"))
    for mark in _scale(marks):
        yield _entry(mark, typography.number(language, mark.size))


def _entry(mark: Mark, meaning: str) -> Entry:
    return Entry(meaning, 2 * mark.reach, 2 * mark.reach, partial(_sample, mark))


def _sample(mark: Mark, left: float, middle: float) -> str:
    return draw(replace(mark, x=left + mark.reach, y=middle))


def _scale(marks: Sequence[Mark]) -> list[Mark]:
    """The smallest, the middle and the largest mark, as circles, each size once."""
    chosen = {marks[at].size: marks[at] for at in (-1, len(marks) // 2, 0)} if marks else {}
    return [replace(mark, kind=DotKind.STORY, rough=False) for mark in chosen.values()]


def _table(numbered: Sequence[tuple[int, str]], breadth: svg.Breadth, top: float) -> tuple[list[str], float]:
    """What the numbers stand for, column by column."""
    size, columns = LETTERS[breadth], _COLUMNS[breadth]
    rows = -(-len(numbered) // columns)
    column = breadth / columns
    indent = width_of("00", size, bold=True) + GAP
    parts = []
    for place, (figure, label) in enumerate(numbered):
        x, y = place // rows * column, top + (place % rows) * size * LINE + size
        parts.append(svg.words(str(figure), x + indent - GAP, y, size, class_="key", anchor="end"))
        parts.append(svg.words(fitted(label, column - indent - GAP, size), x + indent, y, size))
    return parts, top + rows * size * LINE + (GAP if rows else 0)


def _sentences(marks: Sequence[Mark], notes: Notes, language: str) -> Iterator[str]:
    if not marks:
        yield say(language, "map_empty")
    if notes.hidden:
        yield say(language, "map_more", count=notes.hidden)
    if notes.unplaced:
        yield say(language, "map_unplaced", list=_listed(notes.unplaced))
    if notes.outside:
        yield say(language, "map_left_out", list=_listed(notes.outside))
    yield say(language, "map_credit")


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(labels[:_MOST_NAMED])) + (", …" if labels[_MOST_NAMED:] else "")
