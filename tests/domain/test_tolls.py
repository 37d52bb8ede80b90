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
    current,
    latest_by_origin,
    live,
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


def earlier(least: int, most: int | None, *, outlet: str = "a", hours: int = 0) -> Told:
    """A figure that a report calls an earlier count."""
    one = told(least, most, outlet=outlet, hours=hours)
    return replace(one, incident=replace(one.incident, superseded=True, start=90, end=92))


def of(one: Told, side: Side) -> Told:
    return replace(one, incident=replace(one.incident, side=side))


def test_an_earlier_count_is_no_live_figure_and_contradicts_nothing() -> None:
    new, old = told(56, 56, outlet="b", hours=5), earlier(37, 37, outlet="b", hours=5)
    assert live([new, old]) == [new]
    assert list(latest_by_origin([new, old]).values()) == [new]
    assert contradictions([new, old]) == []
    assert main_figures([old.incident, new.incident]) == [new.incident]
    assert main_figures([old.incident]) == []


def test_what_one_report_calls_an_earlier_count_holds_no_more_for_all_who_told_it_before() -> None:
    others = [told(37, 37, outlet=outlet, hours=hours) for outlet, hours in (("c", 0), ("d", 4), ("e", 5))]
    new, old = told(56, 56, outlet="b", hours=5), earlier(37, 37, outlet="b", hours=5)
    assert live([*others, new, old]) == [new]
    assert contradictions([*others, new, old]) == []


def test_who_tells_the_old_number_later_may_contradict() -> None:
    late, new = told(37, 37, outlet="c", hours=6), told(56, 56, outlet="b", hours=5)
    assert contradictions([late, new, earlier(37, 37, outlet="b", hours=5)]) == [(new, late)]


def test_a_late_repeat_of_an_earlier_count_is_live_but_not_current() -> None:
    late, new, old = told(37, 37, outlet="c", hours=6), told(56, 56, outlet="b", hours=5), earlier(37, 37, hours=5)
    assert live([late, new, old]) == [late, new]
    assert current([late, new, old]) == [new]


def test_another_number_than_the_earlier_count_still_contradicts() -> None:
    other, new = told(40, 40, outlet="c"), told(56, 56, outlet="b", hours=5)
    assert contradictions([other, new, earlier(37, 37, outlet="b", hours=5)]) == [(other, new)]


def test_at_least_the_earlier_count_is_the_earlier_count() -> None:
    assert live([told(37, None, outlet="c"), earlier(37, 37, outlet="b", hours=5)]) == []


@pytest.mark.parametrize(
    "other",
    [
        replace(ARMY.incident, harm=Harm.INJURED),
        replace(ARMY.incident, side=Side.FIGHTERS),
        replace(ARMY.incident, place="kaya", precision=1),
    ],
)
def test_an_earlier_count_of_others_leaves_a_figure_as_it_is(other: Incident) -> None:
    past = earlier(20, 20, outlet="b", hours=5)
    soldiers = replace(past.incident, side=Side.FORCES, place="djibo", precision=1)
    one = Told(other, "a", NOON)
    assert live([one, replace(past, incident=soldiers)]) == [one]


def test_the_day_on_which_an_earlier_count_was_given_does_not_keep_it_alive() -> None:
    past = earlier(20, 20, outlet="b", hours=5)
    said = replace(past, incident=replace(past.incident, day=date(2026, 11, 18)))
    one = replace(ARMY, incident=replace(ARMY.incident, day=date(2026, 11, 17)))
    assert live([one, said]) == []


def test_a_figure_of_residents_is_brought_up_to_date_by_one_that_names_no_side() -> None:
    residents, all_ = of(told(37, 37), Side.CIVILIANS), told(56, 56, hours=5)
    assert updates([residents, all_]) == [(residents, all_)]
    assert updates([told(37, 37), of(all_, Side.CIVILIANS)]) == [(told(37, 37), of(all_, Side.CIVILIANS))]
    assert list(latest_by_origin([residents, all_]).values()) == [all_]


def test_a_third_figure_brings_the_second_up_to_date_and_not_the_first() -> None:
    first, second, third = (
        of(told(37, 37), Side.CIVILIANS),
        told(56, 56, hours=5),
        of(told(60, 60, hours=9), Side.FORCES),
    )
    unknown = told(60, 60, hours=9)
    assert updates([first, second, unknown]) == [(first, second), (second, unknown)]
    assert updates([first, second, third]) == [(first, second), (second, third)]


def test_a_part_of_a_toll_is_not_brought_up_to_date_by_the_whole() -> None:
    part, whole = of(told(12, 12), Side.CIVILIANS), told(30, 30, hours=5)
    still = of(told(12, 12, hours=5), Side.CIVILIANS)
    assert updates([part, whole, still]) == []
    assert updates([told(30, 30), of(told(12, 12, hours=5), Side.CIVILIANS)]) == []


def test_figures_of_two_sides_bring_nothing_up_to_date() -> None:
    assert updates([of(told(12, 12), Side.CIVILIANS), of(told(30, 30, hours=5), Side.FORCES)]) == []


def test_a_report_that_names_the_earlier_count_itself_is_an_update() -> None:
    new, old = told(56, 56, hours=5), earlier(37, 37, hours=5)
    assert updates([new, old]) == [(old, new)]
    assert updates([told(38, 38), new, old]) == [(told(38, 38), new)]


def test_an_update_is_told_once_by_each_outlet() -> None:
    new, old = told(56, 56, Claimant.ARMY, hours=5), earlier(37, 37, hours=5)
    again, same = told(56, 56, hours=9), earlier(37, 37, hours=9)
    assert updates([new, old, again, same]) == [(old, new)]


def test_an_old_number_told_late_brings_nothing_up_to_date() -> None:
    army, late = told(56, 56, Claimant.ARMY, "b", 5), told(37, 37, Claimant.ARMY, "c", 9)
    past = earlier(37, 37, outlet="b", hours=5)
    assert updates([army, past, late]) == [(past, army)]


def test_the_figure_that_title_and_text_share_is_the_one_an_article_is_about() -> None:
    small, large = replace(told(12, 12).incident, in_title=True), told(30, 30).incident
    assert main_figures([large, small]) == [small]


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


@given(st.lists(figures, max_size=6), st.sets(st.integers(0, 5)))
def test_what_is_live_is_no_earlier_count_and_what_no_later_report_says(several: list[Told], past: set[int]) -> None:
    marked = [
        replace(one, incident=replace(one.incident, superseded=number in past)) for number, one in enumerate(several)
    ]
    said = [one for one in marked if one.incident.superseded]
    held = live(marked)
    assert not any(one.incident.superseded for one in held)
    assert not any(
        (one.incident.least, one.incident.most) == (old.incident.least, old.incident.most) and one.at <= old.at
        for one in held
        for old in said
    )
    assert set(latest_by_origin(marked).values()) <= set(held)
