"""Which items of two sequences correspond."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.alignment import MOST_ROUNDS, SMALL, corresponding

SEQUENCES = st.lists(st.sampled_from("abcdefg"), max_size=80)


@given(SEQUENCES, SEQUENCES)
def test_corresponding_items_are_equal_and_in_order(before: list[str], after: list[str]) -> None:
    pairs = corresponding(before, after)
    assert all(before[here] == after[there] for here, there in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


@given(SEQUENCES, SEQUENCES)
def test_the_order_of_the_arguments_makes_no_difference(before: list[str], after: list[str]) -> None:
    assert corresponding(after, before) == [(there, here) for here, there in corresponding(before, after)]


@given(SEQUENCES)
def test_equal_sequences_correspond_wholly(items: list[str]) -> None:
    assert corresponding(items, list(items)) == [(place, place) for place in range(len(items))]


def test_an_item_put_in_moves_the_others() -> None:
    assert corresponding("abcd", "abXcd") == [(0, 0), (1, 1), (2, 3), (3, 4)]


def test_items_that_occur_once_hold_long_sequences_together() -> None:
    before = [f"word {number}" for number in range(1000)]
    after = ["new", *before[:500], "other", *before[503:], "end"]
    assert len(before) * len(after) > SMALL
    assert len(corresponding(before, after)) == 997


def test_of_two_blocks_that_changed_places_the_longer_stays() -> None:
    long, short = [f"l{number}" for number in range(90)], [f"s{number}" for number in range(30)]
    pairs = corresponding([*short, *long], [*long, *short])
    assert pairs == [(30 + place, place) for place in range(90)]


def test_long_sequences_without_anchors_correspond_at_their_ends_only() -> None:
    before, after = ["x", *"ab" * 200, "y"], ["x", *"ba" * 200, "y"]
    assert corresponding(before, after) == [(0, 0), (401, 401)]


def test_hostile_sequences_come_to_an_end() -> None:
    """Nested so that each round finds but one anchor, and of letters that all occur often; the suite has a timeout."""
    nested: list[str] = []
    for depth in range(MOST_ROUNDS * 40):
        nested = [*"ab" * 30, *nested, f"only {depth}", *nested[:50], *"ba" * 30]
    chance = random.Random(7)
    other = ["a" if chance.random() < 0.5 else item for item in nested]
    assert corresponding(nested, other)
    assert corresponding(chance.choices("ab", k=100_000), chance.choices("ab", k=100_000)) is not None
