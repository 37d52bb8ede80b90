from datetime import UTC, datetime, timedelta

import pytest

from pipeline.parse.dates import is_date_line, read_date
from tests.parse.golden import NOW

NIAMEY = "Africa/Niamey"
"""One hour ahead of UTC all year."""


def read(text: str, zone: str = NIAMEY) -> datetime | None:
    return read_date(text, timezone=zone, now=NOW)


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-21T08:30:00+01:00",
        "2025-11-21T07:30:00Z",
        "2025-11-21T07:30:00.123+0000",
        "2025-11-21 08:30:00",
        "2025/11/21 08:30",
        "Fri, 21 Nov 2025 08:30:00 +0100",
        "Fri, 21 Nov 2025 07:30:00 GMT",
        "Fri, 21 Nov 2025 08:30:00 WAT",
        "Fri, 21 Nov 2025 08:30:00",
        "ven. 21 novembre 2025 à 08h30",
        "Publié le vendredi 21 novembre 2025 à 8h30min",
        "November 21, 2025 8:30 am",
        "Nov. 21, 2025, 8:30 a.m.",
        "الجمعة 21 نوفمبر 2025 08:30",
        "٢١ تشرين الثاني ٢٠٢٥ ٠٨:٣٠",
        "21 نونبر 2025 - 08:30",
        "21/11/2025 08:30",
        "21.11.2025 08:30",
        "11/21/2025 - 08:30",
        "1763710200",
        "1763710200000",
    ],
)
def test_the_same_moment_is_read_from_every_form(text: str) -> None:
    assert read(text) == datetime(2025, 11, 21, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20 décembre 2025", (2025, 12, 20)),
        ("1er août 2025", (2025, 8, 1)),
        ("le 3 févr. 2024", (2024, 2, 3)),
        ("21 سبتمبر/أيلول 2025", (2025, 9, 21)),
        ("12 جويلية 2025", (2025, 7, 12)),
        ("29 ga watan Janairun 2025", (2025, 1, 29)),
        ("5 ga Yuli, 2025", (2025, 7, 5)),
        ("20251220", (2025, 12, 20)),
        ("14/05/2025", (2025, 5, 14)),
        ("04/05/2025", (2025, 5, 4)),
        ("21-Nov-25", (2025, 11, 21)),
    ],
)
def test_a_day_without_a_time_stays_that_day(text: str, day: tuple[int, int, int]) -> None:
    assert read(text) == datetime(*day, tzinfo=UTC)


def test_the_clock_of_the_outlet_counts_where_no_zone_is_said() -> None:
    assert read("2025-07-01 12:00", "Europe/Paris") == datetime(2025, 7, 1, 10, tzinfo=UTC)


def test_an_outlet_without_a_zone_is_on_utc() -> None:
    assert read("2025-07-01 12:00", "") == datetime(2025, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["le 5 mai 2025 à 8h30, cet après-midi", "5 mai 2025 à 8h30 est la date prévue"])
def test_words_that_look_like_zones_are_none(text: str) -> None:
    assert read(text) == datetime(2025, 5, 5, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(("text", "hour"), [("12:15 am", 0), ("12:15 pm", 12), ("10:15 مساءً", 22), ("10:15 صباحا", 10)])
def test_half_days_are_read(text: str, hour: int) -> None:
    assert read(f"5 mai 2025 {text}", "") == datetime(2025, 5, 5, hour, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "hier",
        "Thu, 32 Nov 2025",
        "2025-02-30",
        "99/99/2025",
        "0001-01-01",
        "1969-12-31",
        "9999999999999",
        "15 رمضان 1446",
    ],
)
def test_no_date_is_made_up(text: str) -> None:
    assert read(text) is None


def test_nothing_before_the_web_is_believed() -> None:
    assert read("1994-12-31T23:59:59Z") is None
    assert read("1995-01-01T00:00:00Z") == datetime(1995, 1, 1, tzinfo=UTC)


def test_a_day_ahead_is_believed_and_no_more() -> None:
    ahead = NOW + timedelta(hours=24)
    assert read(ahead.isoformat()) == ahead
    assert read((ahead + timedelta(seconds=1)).isoformat()) is None


@pytest.mark.parametrize(
    "line",
    [
        "18 novembre 2025",
        "سبت, 10/18/2025 - 21:41",
        "Bamako, le 20 novembre 2025",
        "Le 13/11/2025 à 17h40min",
        "2 mars 2026 à 08h36, Par Notre correspondant",
    ],
)
def test_a_line_that_only_says_a_date_is_seen(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Mali : trois soldats tués le 20 novembre 2025",
        "Attaque du 2 mars 2026 : le bilan",
        "Le 22 mars 2012, la ville tombe",
        "2025",
        "",
    ],
)
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    assert not is_date_line(line)
