from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from pipeline.report import typography

AT = datetime(2026, 11, 21, 6, 5, tzinfo=UTC)


def plain(text: str) -> str:
    """The text with ordinary spaces, for comparison by eye."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_english_sets_thousands_apart_with_commas() -> None:
    assert typography.number("en", 1234567) == "1,234,567"


def test_french_sets_thousands_apart_with_narrow_spaces() -> None:
    assert typography.number("fr", 1200) == "1\u202f200"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Fenêtre : ici", "Fenêtre\u202f: ici"),
        ("vu ; lu", "vu\u202f; lu"),
        ("Quoi ?", "Quoi\u202f?"),
        ("« mot »", "«\u202fmot\u202f»"),
        ("12:30", "12:30"),
    ],
)
def test_french_signs_have_a_narrow_space_before_them(said: str, written: str) -> None:
    assert typography.french_spaces(said) == written


@pytest.mark.parametrize(
    ("language", "written"), [("en", "21 Nov 2026, 06:05 UTC"), ("fr", "21 nov. 2026, 06 h 05 TU")]
)
def test_a_moment_names_its_zone(language: str, written: str) -> None:
    assert plain(typography.moment(language, AT, UTC)) == written


def test_a_zone_without_offset_is_universal_time() -> None:
    assert plain(typography.moment("fr", AT, ZoneInfo("Africa/Bamako"))) == "21 nov. 2026, 06 h 05 TU"


def test_another_zone_is_told_by_its_offset_and_shifts_the_clock() -> None:
    assert plain(typography.moment("en", AT, ZoneInfo("Africa/Niamey"))) == "21 Nov 2026, 07:05 UTC+1"


def test_an_offset_west_of_half_an_hour_is_written_out() -> None:
    zone = timezone(-timedelta(hours=3, minutes=30))
    assert plain(typography.moment("fr", AT, zone)) == "21 nov. 2026, 02 h 35 TU-3:30"


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    first = date(2026, 11, 1)
    assert typography.full_date("fr", first) == "dimanche 1er novembre 2026"
    assert typography.full_date("en", first) == "Sunday 1 November 2026"


def test_quotation_marks_are_those_of_the_language() -> None:
    assert typography.quoted("en", "word") == "“word”"
    assert typography.quoted("fr", "mot") == "«\u202fmot\u202f»"
