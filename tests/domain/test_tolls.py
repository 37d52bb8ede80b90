"""Figures of one happening held side by side."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.stories import Cause, Claimant, Harm, Incident, Side
from pipeline.domain.tolls import (
    Standing,
    Told,
    contradictions,
    latest_by_origin,
    main_figures,
    origin_of,
    standing,
    updates,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def told(least: int, most: int | None, claimant: Claimant = Claimant.OUTLET, outlet: str = "a", hours: int = 0) -> Told:
    incident = Incident(Harm.KILLED, least, most, "text", 0, 2, "12", claimant=claimant)
    return Told(incident, outlet, NOON + timedelta(hours=hours))


ARMY = told(20, 20, Claimant.ARMY)

figures = st.builds(
    lambda least, more, claimant, outlet, hours: told(least, None if more is None else least + more, claimant, outlet,
                                                      hours),
    st.integers(1, 50), st.none() | st.integers(0, 20), st.sampled_from(Claimant), st.sampled_from("abc"),
    st.integers(0, 9),
)  # fmt: skip


def test_exact_figures_of_two_origins_contradict() -> None:
    assert standing(ARMY, told(34, 34, Claimant.LOCAL)) is Standing.CONTRADICT


def test_figures_of_two_places_are_apart_and_no_update() -> None:
    kaya, diapaga = (
        replace(one, incident=replace(one.incident, place=place, precision=1))
        for one, place in ((told(23, 23), "kaya"), (told(45, 45, hours=3), "diapaga"))
    )
    assert standing(kaya, diapaga) is Standing.APART
    assert updates([kaya, diapaga]) == []
    near = replace(diapaga, incident=replace(diapaga.incident, precision=2))
    assert updates([kaya, near]) == [(kaya, near)]


def test_an_article_is_about_the_figure_of_its_title_else_about_the_largest() -> None:
    old, new = told(19, 19).incident, told(28, 28).incident
    assert main_figures([replace(new, field="title"), replace(old, start=90, least=40)])[0].least == 28
    assert main_figures([old, replace(new, start=90)]) == [replace(new, start=90)]


def test_at_least_twenty_and_thirty_four_agree() -> None:
    assert standing(told(20, None, Claimant.ARMY), told(34, 34, Claimant.LOCAL)) is Standing.AGREE


def test_ranges_that_touch_agree() -> None:
    assert standing(told(10, 15), told(15, 20, outlet="b")) is Standing.AGREE


def test_another_figure_of_the_same_origin_is_an_update() -> None:
    assert standing(ARMY, told(26, 26, Claimant.ARMY, "b", 5)) is Standing.UPDATE


def test_two_outlets_that_name_nobody_contradict() -> None:
    assert standing(told(12, 12), told(20, 20, outlet="b")) is Standing.CONTRADICT


def test_witnesses_of_one_outlet_are_not_those_of_another() -> None:
    witnesses = [told(12, 12, Claimant.WITNESS, outlet) for outlet in "ab"]
    assert origin_of(witnesses[0]) != origin_of(witnesses[1])


def test_an_armed_group_is_one_origin_in_all_outlets() -> None:
    claims = [
        replace(one, incident=replace(one.incident, claimed_by="jnim"))
        for one in (told(12, 12, Claimant.GROUP, "a"), told(20, 20, Claimant.GROUP, "b"))
    ]
    assert standing(*claims) is Standing.UPDATE


@pytest.mark.parametrize(
    "other",
    [
        replace(ARMY.incident, harm=Harm.INJURED, least=34, most=34),
        replace(ARMY.incident, harm=Harm.NEUTRALISED, least=34, most=34),
        replace(ARMY.incident, side=Side.FIGHTERS, least=34, most=34),
        replace(ARMY.incident, cause=Cause.ACCIDENT, least=34, most=34),
        replace(ARMY.incident, day=date(2026, 11, 10), least=34, most=34),
    ],
)
def test_figures_that_count_other_people_stand_apart(other: Incident) -> None:
    soldiers = replace(ARMY.incident, side=Side.FORCES, day=date(2026, 11, 16))
    assert standing(Told(soldiers, "a", NOON), Told(other, "b", NOON)) is Standing.APART


def test_the_last_word_of_an_origin_stands() -> None:
    later = told(26, 26, Claimant.ARMY, "b", 5)
    assert list(latest_by_origin([later, ARMY]).values()) == [later]


def test_a_corrected_figure_contradicts_no_more() -> None:
    local, corrected = told(34, 34, Claimant.LOCAL), told(34, 34, Claimant.ARMY, "b", 5)
    assert contradictions([ARMY, local]) == [(ARMY, local)]
    assert contradictions([ARMY, local, corrected]) == []


def test_nothing_told_contradicts_nothing() -> None:
    assert contradictions([]) == []


@given(figures, figures)
def test_the_order_of_two_figures_does_not_matter(one: Told, other: Told) -> None:
    assert standing(one, other) is standing(other, one)


@given(figures)
def test_no_figure_contradicts_itself(one: Told) -> None:
    assert standing(one, one) is Standing.AGREE


@given(st.lists(figures, max_size=6))
def test_only_disjoint_figures_of_other_origins_are_named(several: list[Told]) -> None:
    for one, other in contradictions(several):
        assert origin_of(one) != origin_of(other)
        low, high = sorted((one.incident, other.incident), key=lambda incident: incident.least)
        assert low.most is not None
        assert low.most < high.least
