"""Which figures of a text may tell one happening from another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.storyfigures import figures_in, tells
from pipeline.domain.folding import fold


def read(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    found = figures_in(fold(text).text)
    return found.plain, found.measures


@pytest.mark.parametrize("text", ["20 jours", "20 days", "20-day", "20 يوما", "kwana 20", "kwanaki 20"])
def test_a_duration_is_one_figure_in_all_languages(text: str) -> None:
    assert read(text) == ((), ("20 days",))


@pytest.mark.parametrize("text", ["76 %", "76%", "76 pour cent", "76 percent", "76 في المئة", "kashi 76"])
def test_a_share_is_one_figure_in_all_languages(text: str) -> None:
    assert read(text) == ((), ("76 percent",))


def test_twenty_days_are_no_twenty_months_and_neither_is_twenty() -> None:
    days, months, lorries = read("20 jours"), read("20 mois"), read("20 camions")
    assert len({days, months, lorries}) == 3
    assert lorries == ((20,), ())


def test_figures_come_each_once_in_reading_order() -> None:
    assert read("45 morts, 12 blessés, 45 maisons, 1 200 sacs") == ((45, 12, 1200), ())


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2026",
        "18h30",
        "en 2025",
        "le 20 mars",
        "20 March",
        "March 20, 2026",
        "ranar 20 ga watan Maris",
        "٢٠ مارس",
    ],
)
def test_dates_years_and_times_of_day_are_no_figures(text: str) -> None:
    assert read(text) == ((), ())


def test_may_is_no_month_behind_a_figure() -> None:
    assert read("At least 20 may have died.") == ((20,), ())


@given(st.text(max_size=300))
def test_whatever_the_text_plain_figures_tell_and_measures_have_a_unit(text: str) -> None:
    plain, measures = read(text)
    assert all(map(tells, plain))
    assert all(number.isdecimal() and unit for number, _, unit in (one.partition(" ") for one in measures))
