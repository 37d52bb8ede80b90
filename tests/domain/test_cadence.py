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


def interval(
    rate: float,
    peaks: tuple[float, ...] = (),
    *,
    entries: int = 20,
    hint: float | None = None,
    gap: bool = False,
    previous: float = 0.0,
    now: datetime = NOW,
) -> float:
    return cadence.next_interval(rate, peaks, now, entries=entries, hint=hint, gap=gap, previous=previous)


def busy_at(*hours: int, rate: float = 0.5) -> tuple[float, ...]:
    return tuple(rate if hour in hours else 0.0 for hour in range(24))


def test_a_busy_feed_is_polled_often_and_a_dead_one_once_a_day() -> None:
    assert interval(1.0) == cadence.SHORTEST
    assert interval(0.0) == cadence.LONGEST


def test_an_entry_an_hour_means_a_poll_an_hour_and_four_times_as_many_twice_as_many_polls() -> None:
    assert interval(1 / 60) == pytest.approx(60)
    assert interval(4 / 60) == pytest.approx(30)
    assert interval(1 / 240) == pytest.approx(120)


def test_a_window_that_fills_soon_shortens_the_interval() -> None:
    assert interval(0.1, entries=100) == pytest.approx(60 / 6**0.5)
    assert interval(0.1, entries=5) == pytest.approx(cadence.ROOM * 5 / 0.1)


def test_the_hours_of_bursts_are_polled_often_and_the_others_seldom() -> None:
    noon = busy_at(12)
    assert interval(0.02, noon, entries=10, now=NOW) == cadence.SHORTEST
    assert interval(0.02, noon, entries=10, now=NOW + 3 * HOUR) > 60


def test_the_pause_before_an_hour_of_bursts_ends_soon_after_it_has_begun() -> None:
    before = interval(0.004, busy_at(12), entries=20, now=NOW - HOUR / 2)
    assert 30 < before <= 30 + cadence.ROOM * 20 / 0.5


def test_an_hour_in_which_nothing_ever_came_is_still_polled() -> None:
    assert interval(1 / 60, busy_at(12), entries=1000, now=NOW + 2 * HOUR) <= 60 / cadence.SLACK


def test_a_publishers_hint_slows_down_but_not_beyond_the_window() -> None:
    assert interval(1 / 30, entries=100, hint=120) == 120
    assert interval(1 / 30, entries=4, hint=120) == pytest.approx(cadence.ROOM * 4 * 30)
    assert interval(1 / 30, busy_at(13), entries=20, hint=120) < 120


def test_an_absurd_hint_is_capped() -> None:
    assert interval(1 / 30, entries=10_000, hint=99_999) == cadence.HINT_CAP


def test_a_gap_halves_the_interval() -> None:
    assert interval(1 / 600, gap=True, previous=100) == 50


def test_a_peak_is_kept_for_the_hour_in_which_it_came() -> None:
    peaks = cadence.next_peaks((0.0,) * 24, 0.0, 15, 30, NOW + HOUR / 2)
    assert peaks == busy_at(12)


def test_what_came_over_several_hours_is_spread_over_them() -> None:
    peaks = cadence.next_peaks((0.0,) * 24, 0.0, 30, 120, NOW + HOUR / 2)
    assert peaks == busy_at(10, 11, 12, rate=0.25)


def test_a_peak_fades_in_its_own_hour_only() -> None:
    peaks = busy_at(3, 12)
    for day in range(1, 8):
        peaks = cadence.next_peaks(peaks, 0.0, 0, 60, NOW + timedelta(days=day, hours=1))
    assert peaks[12] == pytest.approx(0.5 / 2.718, rel=0.01)
    assert peaks[3] == 0.5


def test_items_within_a_moment_make_no_endless_peak() -> None:
    assert max(cadence.next_peaks((0.0,) * 24, 0.0, 10, 0.1, NOW + HOUR / 2)) == 10 / cadence.SHORTEST


def test_a_day_without_polls_tells_nothing_of_the_hours() -> None:
    assert cadence.next_peaks(busy_at(12), 0.1, 50, 1440, NOW) == busy_at(12)


def test_peaks_begin_at_the_mean_rate() -> None:
    peaks = cadence.next_peaks((), 0.3, 0, 10, NOW + HOUR / 2)
    assert len(peaks) == 24
    assert peaks[5] == 0.3


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
