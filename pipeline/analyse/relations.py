"""What a later text is to an earlier one: exact, copy, update, contains, or nothing. A pure verdict on a pair.

How much of each text is found in the other (word 5-shingles; small edits inside aligned passages are forgiven) says
whether the two are near. What stands in the same surroundings in both, figures and names, then tells a copy (all the
same) from an update (some changed) and from two bulletins made after one template (most changed).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.analyse.fingerprint import LEAST_WORDS, Hashes, hash_words, rolled
from pipeline.domain.articles import Comparison, RelationKind
from pipeline.domain.folding import folded_words

NEAR_WINDOW = timedelta(days=3)
"""How far apart two articles may be published to be copy, update or container of one another."""
EXACT_WINDOW = timedelta(days=30)
"""How far apart two articles with the same words may be published to be one group."""
SAME_WORDS = Comparison(RelationKind.EXACT, 1.0, 1.0, 0)
"""The verdict on two texts known by their exact hashes to have the same words."""

SHINGLE = 5
LEAST_NEAR_WORDS = 25
"""A text of fewer words, but at least LEAST_WORDS, is a copy only of one that it stands whole in."""
NEAR = 0.50
"""The covered share of either text from which two texts are near."""
LEAST_SHARED = 6
WIDEST_EDIT = 12
"""So many shingles in a row may be missing inside a passage that runs on in both texts."""
SHIFT = 3
"""By so many words may the two texts differ in length across such an edit."""
PART = 0.20
PART_SHARED = 40
"""The share of either text, and the shingles, from which one text contains a part of the other."""

REACH = 8
"""How many words on each side of a figure or name are looked at."""
SAME_PLACE = 8
"""Equal words around two slots, both sides together and at least one on each, that put them in the same place."""
AGREEMENT = 4
"""So many equal words around is it worth that two slots agree. Any from 2 to 6 does as well on both sets tried."""
LEAST_SAME = 2
"""Equal words around two slots with the same value that make them one."""
MOST_SLOTS = 300
"""No more figures, and no more names, of one text are looked at."""
MOST_EVIDENCE, LONGEST_EVIDENCE = 12, 200

_PIECE = re.compile(r'[\w\u0300-\u036f\u064b-\u065f\u0670]{1,64}|[.!?…:;؟](?=[^\w\s]{0,3}\s)|[\n«»"“”]')
_CAPITALS = "A-Z\u00c0-\u00de\u0152\u0181\u018a\u0198\u01b3'’ -"
_DATELINE = re.compile(
    rf"^(?:\w+ )?[{_CAPITALS}]{{3,30}}(?:,[^\n(]{{1,20}})?\s{{0,3}}\([^)\n]{{2,30}}\)\s{{0,3}}[-–—:]", re.M
)
_EDGE, _FULL_STOP, _FIGURE, _NAME = "", ".", "#", "@"
_MARKS = frozenset({_EDGE, _FULL_STOP, _FIGURE, _NAME})
_DETOURS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 0), (0, 2), (2, 2))
"""How many words to leave out of either text where they part, to find them together again ("12", "au moins 12")."""
_NUMERALS = {
    word: str(number)
    for words in (
        "_ _ deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        "_ _ two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
        "_ _ biyu uku hudu biyar shida bakwai takwas tara goma",
        "_ _ اثنان ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره",
        "_ _ اثنين ثلاث اربع خمس ست سبع ثماني تسع عشر",
    )
    for number, word in enumerate(words.split())
    if word != "_"
}
"""Numbers that the press writes in words; one is left out, being an article or pronoun as well."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A run of figures or of capitalised words, and its place among the marked words."""

    place: int
    value: str


@dataclass(frozen=True, slots=True)
class Slots:
    """The words of a text with each figure and name replaced by a mark, and what stood there."""

    marked: tuple[str, ...]
    figures: tuple[Slot, ...]
    names: tuple[Slot, ...]
    plain: dict[int, bytes]
    """By the step (1: ahead, -1: behind) for each place how many of the next two words are plain ones: 0, 1 or 2."""

    def spelled(self, start: int, end: int) -> str:
        """The words of a stretch, with the values in place of the marks."""
        values = {slot.place: slot.value for slot in (*self.figures, *self.names) if start <= slot.place < end}
        words = (values.get(place, self.marked[place]) for place in range(max(start, 0), min(end, len(self.marked))))
        return " ".join(word for word in words if word not in {_EDGE, _FULL_STOP})


@dataclass(frozen=True, eq=False)
class Prepared:
    """What is kept of a text to judge it: its shingles in order, the distinct ones sorted with their first places."""

    joined: str = field(repr=False)
    exact: str
    words: int
    rolled: Hashes = field(repr=False)
    shingles: Hashes = field(repr=False)
    places: NDArray[np.int32] = field(repr=False)

    @cached_property
    def slots(self) -> Slots:
        """The figures and names of the text, found when they are first asked for."""
        return _find_slots(self.joined)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts share: distinct shingles; the share of each text found in the other; and that with edits."""

    shared: int
    contained_later: float
    contained_earlier: float
    covered: float


@dataclass(frozen=True, slots=True)
class SlotPair:
    """A slot of each text; `strength`: whether they agree, the equal words around, and those on the worse side."""

    our: Slot
    their: Slot
    strength: tuple[bool, int, int]


@dataclass(frozen=True, slots=True)
class Diff:
    """The slots of one kind that two texts have in the same place: how many agree, and the distinct changes."""

    kept: int = 0
    changes: tuple[str, ...] = ()

    @property
    def changed(self) -> int:
        """How many distinct changes there are."""
        return len(self.changes)


@lru_cache(maxsize=512)
def prepare(text: str) -> Prepared:
    """Prepare a text for comparisons; the last 512 are remembered."""
    words = hash_words(text)
    in_order = rolled(words.hashes, SHINGLE)
    shingles, places = np.unique(in_order, return_index=True)
    return Prepared(words.joined, words.exact, len(words), in_order, shingles, places.astype(np.int32))


def compare(later: Prepared, earlier: Prepared) -> Comparison:
    """Judge a pair of texts; `evidence` shows the figures and names that changed."""
    if later.words and later.exact == earlier.exact:
        return Comparison(RelationKind.EXACT, 1.0, 1.0, len(later.shingles))
    overlap = _overlap(later, earlier)
    if not _is_near(overlap, min(later.words, earlier.words)):
        return _comparison(RelationKind.CONTAINS if _is_part(overlap) else None, overlap, Diff(), Diff())
    figures = _diff(later.slots, earlier.slots, later.slots.figures, earlier.slots.figures)
    names = _diff(later.slots, earlier.slots, later.slots.names, earlier.slots.names)
    return _comparison(_kind_of_near(figures, names), overlap, figures, names)


def _comparison(kind: RelationKind | None, overlap: Overlap, figures: Diff, names: Diff) -> Comparison:
    return Comparison(
        kind=kind,
        contained_later=overlap.contained_later,
        contained_earlier=overlap.contained_earlier,
        shared=overlap.shared,
        kept=figures.kept,
        changed=figures.changed,
        evidence=(*figures.changes, *names.changes)[:MOST_EVIDENCE],
    )


def _overlap(later: Prepared, earlier: Prepared) -> Overlap:
    in_earlier, in_later = _places_in(earlier, later.rolled), _places_in(later, earlier.rolled)
    shared = int(np.count_nonzero(in_earlier[later.places] >= 0))
    return Overlap(
        shared=shared,
        contained_later=shared / max(len(later.shingles), 1),
        contained_earlier=shared / max(len(earlier.shingles), 1),
        covered=max(_covered(in_earlier), _covered(in_later)),
    )


def _places_in(text: Prepared, in_order: Hashes) -> NDArray[np.int32]:
    """For each of these shingles its first place in the text, or -1."""
    if not len(text.shingles):
        return np.full(len(in_order), -1, np.int32)
    at = np.minimum(np.searchsorted(text.shingles, in_order), len(text.shingles) - 1)
    return np.where(text.shingles[at] == in_order, text.places[at], np.int32(-1))


def _covered(places: NDArray[np.int32]) -> float:
    """The share of a text's shingles found in the other text, with those lost to small edits inside a passage.

    Between two shared shingles lies an edit where both texts run on for about as many words. Sentences taken from
    elsewhere, or left out, are no edit: there one text runs on and the other jumps.
    """
    here = np.flatnonzero(places >= 0)
    if not len(here):
        return 0.0
    steps, jumps = np.diff(here), np.diff(places[here])
    edited = (steps <= WIDEST_EDIT + 1) & (np.abs(jumps - steps) <= SHIFT)
    return (1 + int(np.where(edited, steps, 1).sum())) / len(places)


def _is_near(overlap: Overlap, fewer_words: int) -> bool:
    if fewer_words < LEAST_NEAR_WORDS:
        return fewer_words >= LEAST_WORDS and max(overlap.contained_later, overlap.contained_earlier) == 1.0
    return overlap.covered >= NEAR and overlap.shared >= LEAST_SHARED


def _is_part(overlap: Overlap) -> bool:
    return overlap.covered >= PART and overlap.shared >= PART_SHARED


def _kind_of_near(figures: Diff, names: Diff) -> RelationKind | None:
    """Copy where all is the same, update where figures changed; None where as much changed as was kept: a template."""
    kept, changed = figures.kept + names.kept, figures.changed + names.changed
    if changed >= 3 and changed >= kept:
        return None
    if figures.changed >= 4 and figures.changed >= figures.kept:
        return None
    if names.changed >= 2 and names.changed >= names.kept:
        return None
    if figures.changed:
        return RelationKind.UPDATE
    return None if names.changed and names.changed >= names.kept else RelationKind.COPY


def _find_slots(joined: str) -> Slots:
    """Mark runs of figures and of capitalised words.

    A capital says nothing at the start of a sentence, nor in a text written in capitals.
    """
    marked = [_EDGE, _FULL_STOP]
    found: dict[str, list[tuple[int, list[str]]]] = {_FIGURE: [], _NAME: []}
    pieces = _PIECE.findall(_DATELINE.sub("", unicodedata.normalize("NFC", joined)))
    read = list(map(_read, (*pieces, _FULL_STOP)))
    in_capitals = 2 * sum(mark == _NAME for _, mark in read) > len(read)
    for word, mark in read:
        if not mark or (mark == _NAME and (in_capitals or marked[-1] == _FULL_STOP)):
            marked.append(word)
        elif mark != marked[-1]:
            if mark in found:
                found[mark].append((len(marked), [word]))
            marked.append(mark)
        elif mark in found:
            found[mark][-1][1].append(word)
    figures, names = (
        tuple(Slot(place, " ".join(words)) for place, words in found[mark][:MOST_SLOTS]) for mark in (_FIGURE, _NAME)
    )
    marked.append(_EDGE)
    return Slots(tuple(marked), figures, names, {1: _plain_behind(marked[::-1])[::-1], -1: _plain_behind(marked)})


def _plain_behind(marked: Sequence[str]) -> bytes:
    found = bytearray()
    run = 0
    for word in marked:
        found.append(run)
        run = 0 if word in _MARKS else min(run + 1, 2)
    return bytes(found)


@lru_cache(maxsize=1 << 16)
def _read(piece: str) -> tuple[str, str]:
    """The folded word of a piece of text, and its mark (empty for a plain word)."""
    word = "".join(folded_words(piece))
    if not word:
        return _FULL_STOP, _FULL_STOP
    if word[0].isdigit():
        return word, _FIGURE
    if word in _NUMERALS:
        return _NUMERALS[word], _FIGURE
    return word, _NAME if piece[0].isupper() else ""


def _diff(later: Slots, earlier: Slots, ours: Sequence[Slot], theirs: Sequence[Slot]) -> Diff:
    """Pair the slots of two texts one to one, those with the most equal surroundings first.

    Agreeing speaks for a pair, but not against surroundings that are equal far around another: an update that names the
    former toll as well ("27 dead before") must not hide that its own toll is new.
    """
    kept, ours, theirs = _drop_equal(later, earlier, ours, theirs)
    pairs = sorted(_pairs(later, earlier, ours, theirs), key=_weight, reverse=True)
    paired_ours: set[int] = set()
    paired_theirs: set[int] = set()
    changes: dict[tuple[str, str], str] = {}
    for pair in pairs:
        if pair.our.place in paired_ours or pair.their.place in paired_theirs:
            continue
        paired_ours.add(pair.our.place)
        paired_theirs.add(pair.their.place)
        if pair.strength[0]:
            kept += 1
        else:
            changes.setdefault((pair.their.value, pair.our.value), _spelled_change(later, pair))
    return Diff(kept, tuple(changes.values()))


def _weight(pair: SlotPair) -> tuple[int, bool, int, int]:
    agree, around, _ = pair.strength
    return (around + AGREEMENT * agree, *pair.strength)


def _drop_equal(
    later: Slots, earlier: Slots, ours: Sequence[Slot], theirs: Sequence[Slot]
) -> tuple[int, list[Slot], list[Slot]]:
    """Count the slots with the same value between the same words, and return the others: a shortcut for most."""
    waiting = defaultdict(list)
    for slot in theirs:
        waiting[_between(earlier.marked, slot)].append(slot)
    rest = []
    for slot in ours:
        equal = waiting[_between(later.marked, slot)]
        if equal:
            equal.pop()
        else:
            rest.append(slot)
    return len(ours) - len(rest), rest, [slot for slots in waiting.values() for slot in slots]


def _between(marked: tuple[str, ...], slot: Slot) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    place = slot.place
    return marked[max(place - 2, 0) : place], slot.value, marked[place + 1 : place + 3]


def _pairs(later: Slots, earlier: Slots, ours: Sequence[Slot], theirs: Sequence[Slot]) -> Iterator[SlotPair]:
    """The pairs of slots that may stand in the same place."""
    for our in ours:
        left_word, right_word = later.marked[our.place - 1], later.marked[our.place + 1]
        for their in theirs:
            if left_word != earlier.marked[their.place - 1] and right_word != earlier.marked[their.place + 1]:
                continue
            left = _equal_words(later, our.place, earlier, their.place, -1)
            right = _equal_words(later, our.place, earlier, their.place, 1)
            agree = left + right >= LEAST_SAME and _agree(our.value, their.value)
            if agree or (left + right >= SAME_PLACE and min(left, right)):
                yield SlotPair(our, their, (agree, left + right, min(left, right)))


def _equal_words(one: Slots, here: int, other: Slots, there: int, step: int) -> int:
    """How many words, going out from two places, are equal; up to two plain words may be other, missing or added."""
    run = _equal_run(one.marked, here, other.marked, there, step)
    if run == REACH:
        return run
    here, there = here + run * step, there + run * step
    most_ours, most_theirs = one.plain[step][here], other.plain[step][there]
    best = run
    for ours, theirs in _DETOURS:
        if ours <= most_ours and theirs <= most_theirs:
            beyond = _equal_run(one.marked, here + ours * step, other.marked, there + theirs * step, step)
            best = max(best, run + beyond - 1) if beyond >= LEAST_SAME else best
    return min(best, REACH)


def _equal_run(one: Sequence[str], here: int, other: Sequence[str], there: int, step: int) -> int:
    """How many words, going out from two places, are equal; at most REACH."""
    most = min(REACH, len(one) - 1 - here, len(other) - 1 - there) if step > 0 else min(REACH, here, there)
    for count in range(most):
        here, there = here + step, there + step
        if one[here] != other[there]:
            return count
    return most


def _agree(one: str, other: str) -> bool:
    """Whether two values may mean the same: the words of one are in the other (a first name more, a year less)."""
    fewer, more = sorted((one.split(), other.split()), key=len)
    rest = iter(more)
    return all(word in rest for word in fewer)


def _spelled_change(later: Slots, pair: SlotPair) -> str:
    place = pair.our.place
    before, after = later.spelled(place - 3, place), later.spelled(place + 1, place + 4)
    return f"{before} {pair.their.value} -> {pair.our.value} {after}".strip()[:LONGEST_EVIDENCE]
