"""Paragraphs that an outlet prints under one report after the other: no part of what a text is recognised by.

What extraction left of notices, appeals and standing explanations makes different reports of one outlet look alike. A
paragraph recurs where it stands in texts of several groups of the outlet; copies of one text are one group, so a text
that is published again and again does not come to recur itself.
"""

from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Hashable, Iterable
from hashlib import blake2b

from pipeline.domain.articles import without_lines
from pipeline.domain.folding import folded_words

GROUPS = 3
"""A paragraph recurs where it stands in texts of so many groups."""
TEXTS = 60
"""Texts of an outlet that are looked at."""
_LEAST_WORDS = 4
"""Shorter paragraphs are subheadings or dates, and weigh nothing."""
_MOST_LEFT_OUT = 0.5
"""Where more than this share of a text recurs, it is a form that is filled in, and nothing is left out."""
_OUTLETS = 2_000
"""Outlets that a memory keeps."""


def paragraph_hashes(text: str) -> list[int | None]:
    """A 64-bit hash of each line of a text by its folded words; None for lines too short to weigh."""
    return [_hash(line) for line in text.split("\n")]


def _hash(line: str) -> int | None:
    words = folded_words(line)
    if len(words) < _LEAST_WORDS:
        return None
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big")


def recurring(texts: Iterable[tuple[Hashable, str]]) -> frozenset[int]:
    """The hashes of the paragraphs that recur in texts of one outlet, each given with the group it is in."""
    groups: defaultdict[int, set[Hashable]] = defaultdict(set)
    for group, text in texts:
        for number in paragraph_hashes(text):
            if number is not None:
                groups[number].add(group)
    return frozenset(number for number, those in groups.items() if len(those) >= GROUPS)


def lines_left_out(text: str, known: frozenset[int]) -> tuple[int, ...]:
    """The numbers of the lines of a text that recur; none where more than half of its words would go."""
    if not known:
        return ()
    lines = text.split("\n")
    found = tuple(at for at, number in enumerate(paragraph_hashes(text)) if number in known)
    sizes = [len(line.split()) for line in lines]
    return found if sum(sizes[at] for at in found) <= _MOST_LEFT_OUT * sum(sizes) else ()


class RecentParagraphs:
    """The paragraphs of the last texts of each outlet of a stream; TEXTS and the outlets kept bound the memory."""

    def __init__(self) -> None:
        self._recent: OrderedDict[str, deque[tuple[Hashable, frozenset[int]]]] = OrderedDict()

    def own_text(self, outlet: str, text: str) -> str:
        """A text without what recurs in those remembered of its outlet."""
        counted: Counter[int] = Counter()
        by_group: defaultdict[Hashable, set[int]] = defaultdict(set)
        for group, hashes in self._recent.get(outlet, ()):
            by_group[group] |= hashes
        for paragraphs in by_group.values():
            counted.update(paragraphs)
        known = frozenset(number for number, groups in counted.items() if groups >= GROUPS)
        return without_lines(text, lines_left_out(text, known))

    def remember(self, outlet: str, group: Hashable, text: str) -> None:
        """Keep the paragraphs of a text that was placed in a group."""
        recent = self._recent.setdefault(outlet, deque(maxlen=TEXTS))
        self._recent.move_to_end(outlet)
        recent.append((group, frozenset(number for number in paragraph_hashes(text) if number is not None)))
        if len(self._recent) > _OUTLETS:
            self._recent.popitem(last=False)
