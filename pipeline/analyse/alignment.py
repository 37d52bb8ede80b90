"""Which items of two sequences correspond, in the same order, found in bounded time whatever they hold.

Equal ends first; then items that occur once in each sequence are anchors (patience diff, Bram Cohen); what lies between
anchors is aligned in the same way, and by difflib where it is small. The order of the arguments makes no difference.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

SMALL = 2500
"""Two stretches are given to difflib when their lengths multiply to so much at most: its cost grows with the cube."""
MOST_ROUNDS = 8
"""So deep anchors are looked for between anchors; beyond, what is left does not correspond."""

Pair = tuple[int, int]


def corresponding(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """The places of equal items of both sequences, rising in each."""
    one, other = tuple(before), tuple(after)
    if one <= other:
        return _align(one, other, MOST_ROUNDS)
    return [(here, there) for there, here in _align(other, one, MOST_ROUNDS)]


def _align(one: Sequence[str], other: Sequence[str], rounds: int) -> list[Pair]:
    head = _equal_at_start(one, other)
    tail = _equal_at_start(one[head:][::-1], other[head:][::-1])
    pairs = [(place, place) for place in range(head)]
    middle = _align_middle(one[head : len(one) - tail], other[head : len(other) - tail], rounds)
    pairs += [(head + here, head + there) for here, there in middle]
    pairs += [(len(one) - back, len(other) - back) for back in range(tail, 0, -1)]
    return pairs


def _equal_at_start(one: Sequence[str], other: Sequence[str]) -> int:
    length = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        length += 1
    return length


def _align_middle(one: Sequence[str], other: Sequence[str], rounds: int) -> list[Pair]:
    if not one or not other:
        return []
    if len(one) * len(other) <= SMALL:
        blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        return [(block.a + place, block.b + place) for block in blocks for place in range(block.size)]
    anchors = _rising(_unique_in_both(one, other))
    if not anchors or not rounds:
        return anchors
    pairs: list[Pair] = []
    for (here, there), (next_here, next_there) in pairwise([(-1, -1), *anchors, (len(one), len(other))]):
        between = _align(one[here + 1 : next_here], other[there + 1 : next_there], rounds - 1)
        pairs += [(here + 1 + ours, there + 1 + theirs) for ours, theirs in between]
        pairs.append((next_here, next_there))
    return pairs[:-1]


def _unique_in_both(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    often = Counter(other)
    places = {item: place for place, item in enumerate(other) if often[item] == 1}
    counts = Counter(one)
    return [(place, places[item]) for place, item in enumerate(one) if counts[item] == 1 and item in places]


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest part of these pairs, ordered by their first number, in which the second rises too."""
    lowest: list[int] = []  # of all rising runs of a length, the lowest end
    ends: list[int] = []  # and which pair that is
    earlier: list[int] = []
    for number, (_, there) in enumerate(pairs):
        length = bisect_left(lowest, there)
        earlier.append(ends[length - 1] if length else -1)
        lowest[length : length + 1] = [there]
        ends[length : length + 1] = [number]
    chosen: list[Pair] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = earlier[number]
    return chosen[::-1]
