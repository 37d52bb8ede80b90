"""What changed from one version of an article to the next: headline, figures, paragraphs, what it says of itself."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Generic, TypeVar

from pipeline.analyse.alignment import Pair, corresponding
from pipeline.analyse.figures import FigureChange, figure_changes
from pipeline.domain.articles import Basis, Document
from pipeline.domain.folding import folded_words

SAME_PARAGRAPH = 0.5
"""The share of distinct words in common (Dice) from which a paragraph is another one changed."""
MOST_COMPARED = 5000
"""So many pairs of paragraphs between two unchanged ones are compared; of more, those at about the same height."""

_PIECE = re.compile(r" ?(?:\d{1,3}(?:[ .,]\d{3})+(?!\d)|[\w\u0300-\u036f\u064b-\u065f\u0670]+|[^\w\s])|\s")
"""A figure with its thousands, a word or a sign, with the space before it."""

T = TypeVar("T")


class Edit(StrEnum):
    """What became of a paragraph or of words."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """A value before and after."""

    before: T
    after: T


@dataclass(frozen=True, slots=True)
class Span:
    """Words that were kept, removed or added, with the space before them."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that was kept, changed, added or removed; white space is single spaces."""

    edit: Edit
    spans: tuple[Span, ...]

    @property
    def before(self) -> str:
        """The paragraph as it was; empty where it was added."""
        return "".join(span.text for span in self.spans if span.edit is not Edit.ADDED).strip()

    @property
    def after(self) -> str:
        """The paragraph as it is; empty where it was removed."""
        return "".join(span.text for span in self.spans if span.edit is not Edit.REMOVED).strip()


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two documents: None and empty where nothing does. `paragraphs` are all, in order."""

    title: Change[str] | None
    figures: tuple[FigureChange, ...]
    paragraphs: tuple[Paragraph, ...]
    authors: Change[tuple[str, ...]] | None
    credit: Change[str] | None
    published: Change[datetime | None] | None
    basis: Change[Basis] | None
    partial: Change[bool] | None

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        said = (self.title, self.authors, self.credit, self.published, self.basis, self.partial)
        return any(said) or self.count(Edit.KEPT) < len(self.paragraphs)

    def count(self, edit: Edit) -> int:
        """How many paragraphs were kept, changed, added or removed."""
        return sum(paragraph.edit is edit for paragraph in self.paragraphs)


def changes_between(before: Document, after: Document) -> Changes:
    """What an analyst would call changed; differences of white space alone are none."""
    title = Change(_flat(before.title), _flat(after.title))
    paragraphs = tuple(_paragraphs(_split(before.text), _split(after.text)))
    passages = [(title.before, title.after), *((one.before, one.after) for one in paragraphs)]
    return Changes(
        title=_unless_same(title.before, title.after),
        figures=figure_changes(passages, before.language, after.language),
        paragraphs=paragraphs,
        authors=_unless_same(before.authors, after.authors),
        credit=_unless_same(before.credit, after.credit),
        published=_unless_same(before.published, after.published),
        basis=_unless_same(before.basis, after.basis),
        partial=_unless_same(before.partial, after.partial),
    )


def _unless_same(before: T, after: T) -> Change[T] | None:
    return None if before == after else Change(before, after)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _split(text: str) -> list[str]:
    return [flat for paragraph in text.split("\n\n") if (flat := _flat(paragraph))]


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    """All paragraphs of both texts in order; between two unchanged ones those that were removed come first."""
    pairs = corresponding(before, after)
    for (here, there), (next_here, next_there) in pairwise([(-1, -1), *pairs, (len(before), len(after))]):
        yield from _between(before[here + 1 : next_here], after[there + 1 : next_there])
        if next_here < len(before):
            yield _whole(Edit.KEPT, before[next_here])


def _between(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    """Paragraphs none of which was kept: changed where they are alike."""
    pairs = _alike(before, after)
    for (here, there), (next_here, next_there) in pairwise([(-1, -1), *pairs, (len(before), len(after))]):
        yield from (_whole(Edit.REMOVED, paragraph) for paragraph in before[here + 1 : next_here])
        yield from (_whole(Edit.ADDED, paragraph) for paragraph in after[there + 1 : next_there])
        if next_here < len(before):
            yield Paragraph(Edit.CHANGED, tuple(_spans(before[next_here], after[next_there])))


def _whole(edit: Edit, paragraph: str) -> Paragraph:
    return Paragraph(edit, (Span(edit, paragraph),))


def _alike(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """The pairs of like paragraphs, in order, the most alike chosen first; the order of arguments is no matter."""
    if tuple(before) > tuple(after):
        return [(here, there) for there, here in _alike(after, before)]
    ours, theirs = [frozenset(folded_words(one)) for one in before], [frozenset(folded_words(one)) for one in after]
    candidates = [
        (likeness, -here, -there)
        for here, there in _near_places(len(ours), len(theirs))
        if (likeness := _likeness(ours[here], theirs[there])) >= SAME_PARAGRAPH
    ]
    chosen: list[Pair] = []
    for _, here, there in sorted(candidates, reverse=True):
        pair = (-here, -there)
        at = bisect_left(chosen, pair)
        if all(_in_order(*two) for two in pairwise([*chosen[max(at - 1, 0) : at], pair, *chosen[at : at + 1]])):
            chosen.insert(at, pair)
    return chosen


def _near_places(ours: int, theirs: int) -> Iterator[Pair]:
    """All pairs of places where they are few, else those at about the same height of their texts."""
    longer = max(ours, theirs)
    reach = longer * (MOST_COMPARED // (2 * longer or 1)) if ours * theirs > MOST_COMPARED else ours * theirs
    for here in range(ours):
        first, last = -((reach - here * theirs) // ours), (here * theirs + reach) // ours
        yield from ((here, there) for there in range(max(first, 0), min(last + 1, theirs)))


def _likeness(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return 2 * len(ours & theirs) / (len(ours) + len(theirs) or 1)


def _in_order(one: Pair, other: Pair) -> bool:
    return one[0] < other[0] and one[1] < other[1]


def _spans(before: str, after: str) -> Iterator[Span]:
    """The words of two paragraphs as kept, removed and added, those removed before those added."""
    old, new = _PIECE.findall(" " + before), _PIECE.findall(" " + after)
    pieces: list[tuple[Edit, str]] = []
    here = there = 0
    for next_here, next_there in [*corresponding(old, new), (len(old), len(new))]:
        pieces += [(Edit.REMOVED, piece) for piece in old[here:next_here]]
        pieces += [(Edit.ADDED, piece) for piece in new[there:next_there]]
        pieces += [(Edit.KEPT, piece) for piece in old[next_here : next_here + 1]]
        here, there = next_here + 1, next_there + 1
    for edit, run in groupby(pieces, key=lambda piece: piece[0]):
        yield Span(edit, "".join(text for _, text in run))
