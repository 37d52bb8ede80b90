"""The days of a chart: the last four weeks, and how they and their numbers are written."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from pipeline.domain.pictures import Series
from pipeline.report import typography

DAYS = 28

_SHORTENED = ((10**9, "G"), (10**6, "M"), (10**3, "k"))


def last_days(until: date) -> list[date]:
    """The days of a chart that ends with this one, oldest first."""
    return [until - timedelta(days=back) for back in reversed(range(DAYS))]


def aligned(series: Sequence[Series], days: Sequence[date]) -> list[Series]:
    """The series with a count for each of the days, the last with the last; days before the first are not seen."""
    return [Series(one.name, ((None,) * len(days) + one.counts)[-len(days) :]) for one in series]


def day_and_month(language: str, day: date) -> str:
    """A day without its weekday and year: 21 November."""
    _, number, month, _ = typography.full_date(language, day).split(" ")
    return f"{number} {month}"


def month_name(language: str, day: date) -> str:
    """The month of a day: November."""
    return typography.full_date(language, day).split(" ")[2]


def figure(language: str, value: float) -> str:
    """A number as the language writes it, with at most one decimal, and with none from a hundred on."""
    whole, tenth = divmod(round(value * 10), 10) if value < 100 else (round(value), 0)
    sign = "," if language == "fr" else "."
    return typography.number(language, whole) + (f"{sign}{tenth}" if tenth else "")


def short_figure(count: int) -> str:
    """A count in at most three characters: in whole thousands (12k), millions or milliards; >k is more than 99k."""
    for unit, sign in _SHORTENED:
        if count >= unit:
            return f"{count // unit}{sign}" if count < 100 * unit else f">{sign}"
    return str(count)


def unseen_runs(counts: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Where days that were not seen follow one another: the first of them, and how many."""
    for unseen, run in groupby(range(len(counts)), key=lambda at: counts[at] is None):
        if unseen:
            first, *rest = run
            yield first, len(rest) + 1
