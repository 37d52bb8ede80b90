from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom.clock import SimulatedClock

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def test_the_clock_stands_still_until_it_is_moved() -> None:
    clock = SimulatedClock(START)
    assert [clock.now(), clock.now()] == [START, START]


@given(st.lists(st.timedeltas(timedelta(days=-400), timedelta(days=400)), max_size=5))
def test_steps_add_up(steps: list[timedelta]) -> None:
    clock = SimulatedClock(START)
    for step in steps:
        clock.advance(step)
    assert clock.now() == START + sum(steps, timedelta())


def test_a_moment_of_another_zone_is_told_in_utc() -> None:
    clock = SimulatedClock(datetime(2026, 3, 2, 7, 0, tzinfo=timezone(timedelta(hours=1))))
    assert clock.now() == START
    assert clock.now().tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        SimulatedClock(datetime(2026, 3, 2))  # noqa: DTZ001


def test_a_running_clock_goes_on_and_ends_where_it_is_told() -> None:
    clock = SimulatedClock(START)
    clock.run(1e9, until=START + timedelta(hours=1))
    while clock.now() < START + timedelta(hours=1):
        pass
    assert clock.now() == START + timedelta(hours=1)


def test_a_clock_that_is_stopped_stays_where_it_was() -> None:
    clock = SimulatedClock(START)
    clock.run(1000.0)
    clock.run(0.0)
    stopped = clock.now()
    assert clock.now() == stopped >= START


def test_a_running_clock_goes_on_from_where_it_is_set() -> None:
    clock = SimulatedClock(START)
    clock.run(1.0)
    clock.set(START + timedelta(days=1))
    assert START + timedelta(days=1) <= clock.now() < START + timedelta(days=1, minutes=5)
