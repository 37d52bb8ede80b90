import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom.grammar import chance, choose, fill, say


def test_a_choice_is_one_of_its_alternatives() -> None:
    settled = {choose("[un|deux|trois] convois", random.Random(seed)) for seed in range(60)}
    assert settled == {"un convois", "deux convois", "trois convois"}


def test_an_empty_alternative_leaves_no_double_space() -> None:
    settled = {choose("il a [au moins|] dit [cela|].", random.Random(seed)) for seed in range(60)}
    assert settled == {"il a au moins dit cela.", "il a dit cela.", "il a au moins dit.", "il a dit."}


def test_french_keeps_its_space_before_a_colon() -> None:
    assert choose("Mali [x|x] : bilan", random.Random(1)) == "Mali x : bilan"


@given(st.integers(), st.integers(min_value=0, max_value=10**6), st.integers(min_value=0, max_value=10**6))
def test_no_fact_sways_a_choice(seed: int, one: int, other: int) -> None:
    template = "[a|b|c] {n} [d|e|f] {n} [g|h|i]"
    first = fill(choose(template, random.Random(seed)), {"n": f"<{one}>"})
    second = fill(choose(template, random.Random(seed)), {"n": f"<{other}>"})
    assert first.replace(f"<{one}>", "") == second.replace(f"<{other}>", "")


def test_a_sentence_begins_with_a_capital() -> None:
    assert say("{le_pays} attend", {"le_pays": "le Mali"}) == "Le Mali attend"


def test_a_capitalised_name_gives_the_fact_with_a_capital() -> None:
    assert fill("- {Le_pays}, {PAYS}", {"le_pays": "le Mali", "pays": "Mali"}) == "- Le Mali, MALI"


def test_a_fact_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{nobody}", {})


def test_the_same_parts_give_the_same_chance_and_others_another() -> None:
    assert chance(1, "a").random() == chance(1, "a").random() != chance(1, "b").random()
