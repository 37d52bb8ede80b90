"""Bounds in time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pipeline.domain.bounds import Ago, Calendar, Day, DayBack, When, read_when

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-11-20", Day(date(2026, 11, 20))),
        ("today", DayBack(0)),
        ("Yesterday", DayBack(1)),
        ("24h", Ago(24)),
        ("7d", Ago(168)),
        ("2w", Ago(336)),
        ("P1W", Ago(168)),
        ("P1DT6H", Ago(30)),
        ("pt12h", Ago(12)),
    ],
)
def test_a_bound_is_read(text: str, when: When) -> None:
    assert read_when(text) == when


@pytest.mark.parametrize(
    "text",
    [
        "", "p", "pt", "p1wt", "7", "d", "-7d", "7 d", "2026", "2026-11", "2026-02-30", "20261120", "1899-12-31",
        "2200-01-01", "999999d", "tomorrow", "P1M", "٧d", "٢٠٢٦-١١-٢٠", "\x00",
    ],
)  # fmt: skip
def test_what_is_no_bound_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_when(text)


@pytest.mark.parametrize(("when", "text"), [(Ago(30), "30h"), (Ago(168), "7d"), (DayBack(1), "yesterday")])
def test_a_bound_is_written_in_its_shortest_form(when: When, text: str) -> None:
    assert str(when) == text


def test_a_day_begins_and_ends_in_its_zone() -> None:
    calendar = Calendar(NOON, ZoneInfo("Africa/Lagos"))
    day = Day(date(2026, 11, 19))
    assert calendar.begin(day) == datetime(2026, 11, 18, 23, tzinfo=UTC)
    assert calendar.end(day) == datetime(2026, 11, 19, 23, tzinfo=UTC)


def test_today_is_the_day_it_is_in_the_zone() -> None:
    late = Calendar(datetime(2026, 11, 20, 23, 30, tzinfo=UTC), ZoneInfo("Africa/Lagos"))
    assert late.begin(DayBack(0)) == datetime(2026, 11, 20, 23, tzinfo=UTC)
    assert late.begin(DayBack(1)) == datetime(2026, 11, 19, 23, tzinfo=UTC)


def test_a_day_on_which_clocks_change_has_its_own_length() -> None:
    calendar = Calendar(NOON, ZoneInfo("Europe/Paris"))
    day = Day(date(2026, 10, 25))
    assert (calendar.end(day) - calendar.begin(day)).total_seconds() == 25 * 3600


def test_a_span_is_counted_from_now_to_the_second() -> None:
    calendar = Calendar(NOON, ZoneInfo("Africa/Lagos"))
    assert calendar.begin(Ago(24)) == calendar.end(Ago(24)) == datetime(2026, 11, 19, 12, tzinfo=UTC)
