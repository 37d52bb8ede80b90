"""What a later text is to an earlier one: exact, copy, update, contains, or nothing. A pure verdict on a pair.

How much of each text is found in the other (word 5-shingles; small edits inside aligned passages are forgiven) says
whether the two are near. What stands in the same surroundings in both, figures and names, then tells a copy (all the
same) from an update (some changed) and from two bulletins made after one template (most changed).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, lru_cache
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from pipeline.analyse.fingerprint import LEAST_WORDS, Hashes, copy_words, exact_hash, join_digits, rolled, word_hashes
from pipeline.domain.articles import Comparison, RelationKind
from pipeline.domain.folding import folded_words

NEAR_WINDOW = timedelta(days=3)
"""How far apart two articles may be published to be copy, update or container of one another."""
EXACT_WINDOW = timedelta(days=30)
"""How far apart two articles with the same words may be published to be one group."""
SAME_WORDS = Comparison(RelationKind.EXACT, 1.0, 1.0, 0)
"""The verdict on two texts known by their exact hashes to have the same words."""

SHINGLE = 5
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
SAME_PLACE = 7
"""Equal words around two slots, both sides together and at least one on each, that put them in the same place."""
MOST_SLOTS = 300
"""No more figures, and no more names, of one text are looked at."""
MOST_EVIDENCE = 12

_PIECE = re.compile(r'[\w\u0300-\u036f\u064b-\u065f\u0670]+|[.!?…:;؟](?=[^\w\s]*\s)|[\n«»"“”]')
_DATELINE = re.compile(r"\A[^\n(]{0,40}\([^)\n]{2,30}\)\s*[-–—:]")
_FULL_STOP, _FIGURE, _NAME = ".", "#", "@"
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


@dataclass(frozen=True, eq=False)
class Prepared:
    """What is kept of a text to judge it: its shingles in order, the distinct ones sorted with their first places."""

    text: str = field(repr=False)
    exact: str
    words: int
    rolled: Hashes = field(repr=False)
    shingles: Hashes = field(repr=False)
    places: NDArray[np.int32] = field(repr=False)

    @cached_property
    def slots(self) -> Slots:
        """The figures and names of the text, found when they are first asked for."""
        return _find_slots(self.text)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts share: distinct shingles, and the covered share of each text."""

    shared: int
    later: float
    earlier: float


@dataclass(frozen=True, slots=True)
class Change:
    """Two different values in the same place of two texts; `before` and `after` are the words around it."""

    old: str
    new: str
    before: str
    after: str

    def __str__(self) -> str:
        return " ".join(f"{self.before} {self.old} -> {self.new} {self.after}".split())[:200]


@dataclass(frozen=True, slots=True)
class Diff:
    """The slots of one kind that stand in the same place of two texts: how many kept their value, which changed."""

    kept: int
    changes: tuple[Change, ...]

    @cached_property
    def changed(self) -> int:
        """How many distinct changes there are."""
        return len({(change.old, change.new) for change in self.changes})


@lru_cache(maxsize=1024)
def prepare(text: str) -> Prepared:
    """Prepare a text for comparisons; the last thousand are remembered."""
    words = copy_words(text)
    in_order = rolled(word_hashes(words), SHINGLE)
    shingles, places = np.unique(in_order, return_index=True)
    return Prepared(text, exact_hash(words), len(words), in_order, shingles, places.astype(np.int32))
