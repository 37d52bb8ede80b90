"""When to come back."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.domain import cadence
from pipeline.domain.errors import Busy, Denied, Gone, ParseError, Unreachable

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def minutes(moment: datetime) -> float:
    return (moment - NOW).total_seconds() / 60


def test_the_first_rate_is_read_from_the_dates_of_the_entries() -> None:
    dates = tuple(NOW - n * HOUR for n in range(11))
    assert cadence.first_rate(dates, NOW) == pytest.approx(1 / 60)


def test_an_undated_feed_is_taken_for_a_slow_one() -> None:
    assert cadence.first_rate((), NOW) == pytest.approx(1 / cadence.MEMORY)


def test_the_rate_follows_what_was_seen() -> None:
    busy = cadence.next_rate(0.01, 30, 60)
    quiet = cadence.next_rate(0.01, 0, 60)
    assert quiet < 0.01 < busy


def test_a_busy_feed_is_polled_often_and_a_quiet_one_seldom() -> None:
    busy = cadence.next_interval(1.0, entries=20, hint=None, gap=False, previous=0)
    quiet = cadence.next_interval(1 / 10_000, entries=20, hint=None, gap=False, previous=0)
    assert (busy, quiet) == (cadence.SHORTEST, cadence.LONGEST)


def test_a_publishers_hint_slows_down_but_not_beyond_the_window() -> None:
    rate = 1 / 30
    assert cadence.next_interval(rate, entries=100, hint=120, gap=False, previous=0) == 120
    assert cadence.next_interval(rate, entries=4, hint=120, gap=False, previous=0) == pytest.approx(60)


def test_an_absurd_hint_is_capped() -> None:
    assert cadence.next_interval(1 / 30, entries=10_000, hint=99_999, gap=False, previous=0) == cadence.HINT_CAP


def test_a_gap_halves_the_interval() -> None:
    assert cadence.next_interval(1 / 600, entries=20, hint=None, gap=True, previous=100) == 50


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
def test_jitter_is_a_tenth_either_way(chance: float) -> None:
    assert 90 <= minutes(cadence.next_poll(100, NOW, chance)) <= 110


def failed(error: Unreachable | Busy | Denied | Gone | ParseError, failures: float, *, days: int = 0) -> timedelta:
    due = cadence.next_poll_after(
        error, failures=failures, failing_for=timedelta(days=days), interval=60, now=NOW, chance=0.5
    )
    return due - NOW


def test_failures_lengthen_the_pause_up_to_a_day() -> None:
    pauses = [failed(ParseError("x"), failures) for failures in (0.5, 1.0, 2.0, 4.0, 20.0)]
    assert pauses == sorted(pauses)
    assert pauses[0] > HOUR
    assert pauses[-1] == timedelta(days=1)


def test_a_feed_that_failed_for_weeks_is_polled_weekly_and_never_given_up() -> None:
    assert failed(Unreachable("x"), 3, days=15) == cadence.DORMANT_PAUSE
    assert failed(Unreachable("x"), 31) == cadence.DORMANT_PAUSE


def test_a_feed_that_is_gone_is_looked_at_monthly() -> None:
    assert failed(Gone("x", status=410), 1) == cadence.GONE_PAUSE


def test_retry_after_is_honoured_up_to_a_day() -> None:
    assert failed(Busy("x", status=503, retry_after=7200), 0.5) == 2 * HOUR
    assert failed(Busy("x", status=503, retry_after=31_536_000), 0.5) == timedelta(days=1)


def test_a_short_retry_after_does_not_shorten_the_usual_pause() -> None:
    assert failed(Busy("x", status=503, retry_after=1), 0.5) > HOUR


def test_the_whole_host_waits_only_when_it_asked_or_was_overrun() -> None:
    assert cadence.retry_after(Busy("x", status=503, retry_after=60), 0.5) == timedelta(seconds=60)
    assert cadence.retry_after(Busy("x", status=500), 0.5) is None
    assert cadence.retry_after(Unreachable("x"), 0.5) is None
    overrun = cadence.retry_after(Busy("x", status=429), 0.0)
    assert overrun == timedelta(minutes=10)


def test_a_link_is_tried_again_later_and_later_then_given_up() -> None:
    tries = [cadence.next_try(Busy("x", status=500), attempts=n, now=NOW, chance=0.5) for n in range(1, 9)]
    given = [moment for moment in tries if moment]
    assert given == sorted(given)
    assert len(given) == len(cadence.FAILED_PAUSES)
    assert tries[-1] is None


def test_an_outlet_that_is_cut_off_for_a_month_loses_no_article() -> None:
    pauses = [cadence.next_try(Unreachable("x"), attempts=n, now=NOW, chance=0.0) for n in range(1, 20)]
    waited = sum((moment - NOW for moment in pauses if moment), timedelta(0))
    assert timedelta(days=26) < waited < timedelta(days=40)
    assert pauses[-1] is None


def test_a_refused_link_is_tried_thrice() -> None:
    pauses = [cadence.next_try(Denied("x", status=403), attempts=n, now=NOW, chance=0.5) for n in range(1, 5)]
    assert [moment and moment - NOW for moment in pauses] == [*cadence.DENIED_PAUSES, None]


def test_an_article_that_is_gone_is_given_up_at_once_and_a_404_after_a_second_look() -> None:
    assert cadence.next_try(Gone("x", status=410), attempts=1, now=NOW, chance=0.5) is None
    assert cadence.next_try(Gone("x", status=404), attempts=1, now=NOW, chance=0.5) == NOW + timedelta(hours=24)
    assert cadence.next_try(Gone("x", status=404), attempts=2, now=NOW, chance=0.5) is None


def test_a_fault_of_ours_sets_a_link_aside_in_the_end() -> None:
    last = len(cadence.FAILED_PAUSES) + 1
    assert cadence.next_try(ZeroDivisionError(), attempts=last, now=NOW, chance=0.5) is None


def test_an_article_is_looked_at_again_after_hours_a_day_and_a_week() -> None:
    published = NOW - HOUR
    first = cadence.next_recheck(published, NOW)
    assert first == published + 6 * HOUR
    assert cadence.next_recheck(published, published + 6 * HOUR) == published + 24 * HOUR
    assert cadence.next_recheck(published, published + timedelta(days=8)) is None
