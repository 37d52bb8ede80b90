"""How a feed is doing, judged by its own past."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pipeline.domain.errors import Failure
from pipeline.domain.feeds import Feed, FeedState, FeedStatus, Ownership, PolledFeed, Source
from pipeline.domain.health import Condition, by_weekday, expected_between, health_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
BAMAKO = ZoneInfo("Africa/Bamako")
SOURCE = Source("radio", "Radio", "https://radio.example/", "ML", ("ML",), ("fr",), Ownership.PRIVATE, "Africa/Bamako")
FEED = Feed("radio", "radio", ("https://radio.example/feed",))
HEALTHY = FeedState(
    "https://radio.example/feed",
    status=FeedStatus.OK,
    last_new=NOW - timedelta(hours=1),
    newest=NOW - timedelta(hours=1),
    rate=8 / 1440,
    interval=60.0,
)


def daily(
    number: int, *, days: int = 56, until: datetime = NOW, off: frozenset[int] = frozenset()
) -> list[tuple[datetime, int]]:
    """So many entries each day at noon but on some weekdays."""
    moments = [until - timedelta(days=days - day) for day in range(days)]
    return [(moment, number) for moment in moments if moment.weekday() not in off]


def condition(state: FeedState, arrivals: list[tuple[datetime, int]] | None = None, enabled: bool = True) -> Condition:
    polled = PolledFeed(replace(FEED, enabled=enabled), SOURCE, state)
    return health_of(polled, daily(8) if arrivals is None else arrivals, NOW).condition


def test_a_daily_feed_brings_the_same_each_weekday() -> None:
    assert by_weekday(daily(8), NOW, BAMAKO) == (8.0,) * 7


def test_the_weekend_of_a_feed_is_known() -> None:
    usual = by_weekday(daily(8, off=frozenset({5, 6})), NOW, BAMAKO)
    assert usual is not None
    assert usual[5:] == (0.0, 0.0)
    assert usual[0] == 8.0


def test_one_wild_day_does_not_change_what_is_usual() -> None:
    wild = [(at, 900 if number == 30 else new) for number, (at, new) in enumerate(daily(8))]
    assert by_weekday(wild, NOW, BAMAKO) == (8.0,) * 7


def test_little_is_known_of_a_young_feed() -> None:
    assert by_weekday(daily(8, days=5), NOW, BAMAKO) is None
    assert by_weekday([], NOW, BAMAKO) is None


def test_half_a_day_brings_half_of_what_is_usual() -> None:
    assert expected_between((8.0,) * 7, NOW, NOW + timedelta(hours=12), BAMAKO) == pytest.approx(4.0)


def test_a_silence_is_counted_by_the_weekdays_it_spans() -> None:
    weekend_off = (10.0, 10.0, 10.0, 10.0, 10.0, 0.0, 0.0)
    friday_noon_to_monday = expected_between(weekend_off, NOW, NOW + timedelta(days=2, hours=12), BAMAKO)
    assert friday_noon_to_monday == pytest.approx(5.0)


def test_a_daily_feed_that_brings_nothing_for_three_days_is_silent() -> None:
    quiet = NOW - timedelta(days=3)
    assert condition(replace(HEALTHY, last_new=quiet), daily(8, until=quiet)) is Condition.SILENT


def test_a_weekly_feed_may_be_quiet_for_days() -> None:
    weekly = [(NOW - timedelta(days=7 * week + 4), 5) for week in reversed(range(10))]
    assert condition(replace(HEALTHY, last_new=NOW - timedelta(days=4)), weekly) is Condition.OK


def test_a_quiet_weekend_is_not_odd_for_one_that_rests_then() -> None:
    friday, sunday = NOW, NOW + timedelta(days=2)
    arrivals = daily(8, off=frozenset({5, 6}))
    polled = PolledFeed(FEED, SOURCE, replace(HEALTHY, last_new=friday))
    assert health_of(polled, arrivals, sunday).condition is Condition.OK


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"status": FeedStatus.NEVER}, Condition.NEW),
        ({"status": FeedStatus.GONE}, Condition.GONE),
        ({"status": FeedStatus.ERROR, "error": Failure.BLOCKED_BY_SITE}, Condition.BLOCKED),
        ({"status": FeedStatus.ERROR, "error": Failure.TIMEOUT, "failures": 2.0}, Condition.FAILING),
        ({"status": FeedStatus.ERROR, "error": Failure.TIMEOUT, "failures": 40.0}, Condition.DORMANT),
        ({"status": FeedStatus.RETRY_LATER}, Condition.HELD),
        ({"newest": NOW - timedelta(days=60)}, Condition.STALE),
        ({"moved_to": "https://new.example/feed"}, Condition.MOVED),
        ({}, Condition.OK),
    ],
)
def test_each_condition_has_its_word(change: dict[str, object], expected: Condition) -> None:
    assert condition(replace(HEALTHY, **change)) is expected  # type: ignore[arg-type]


def test_a_feed_that_is_switched_off_is_nothing_else() -> None:
    assert condition(replace(HEALTHY, status=FeedStatus.ERROR), enabled=False) is Condition.OFF


def test_the_reason_names_what_is_wrong() -> None:
    state = replace(
        HEALTHY, status=FeedStatus.ERROR, error=Failure.STATUS, error_detail="status 500", failing_since=NOW
    )
    why = health_of(PolledFeed(FEED, SOURCE, state), daily(8), NOW).why
    assert "status 500" in why
    assert "2026-11-20" in why


def test_a_healthy_feed_tells_why_it_is_polled_when_it_is() -> None:
    why = health_of(PolledFeed(FEED, SOURCE, HEALTHY), daily(8), NOW).why
    assert why == "8.0 new a day, so asked every 60 min"
