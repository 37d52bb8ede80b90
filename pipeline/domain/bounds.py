"""Bounds in time as a query names them, and the moments that they mean once it is known what time it is."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

YEARS = range(1900, 2200)
"""Years whose days can be counted in every time zone."""

WANTED = "a day such as 2026-11-20, today, yesterday, or a span back from now such as 7d, 24h or P1W"

_NAMED_DAYS = {"today": 0, "yesterday": 1}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHORT = re.compile(r"(?P<number>\d{1,6})(?P<unit>[hdw])", re.ASCII)
_ISO = re.compile(r"p(?=.)(?:(?P<w>\d{1,6})w)?(?:(?P<d>\d{1,6})d)?(?:t(?P<h>\d{1,6})h)?", re.ASCII)
_HOURS = {"h": 1, "d": 24, "w": 7 * 24}
_MOST_HOURS = 100 * 366 * 24


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""

    day: date

    def __str__(self) -> str:
        return self.day.isoformat()


@dataclass(frozen=True, slots=True)
class DayBack:
    """Today (0) or yesterday (1)."""

    days: int

    def __str__(self) -> str:
        return list(_NAMED_DAYS)[self.days]


@dataclass(frozen=True, slots=True)
class Ago:
    """So many hours before now."""

    hours: int

    def __str__(self) -> str:
        return f"{self.hours}h" if self.hours % 24 else f"{self.hours // 24}d"


When = Day | DayBack | Ago


def read_when(text: str) -> When:
    """Read a bound; raises ValueError that says what is wrong with it."""
    lowered = text.lower()
    if lowered in _NAMED_DAYS:
        return DayBack(_NAMED_DAYS[lowered])
    if _DAY.fullmatch(lowered):
        return Day(_day(lowered))
    hours = _hours(lowered)
    if hours > _MOST_HOURS:
        raise ValueError("a span of no more than a hundred years is wanted")
    return Ago(hours)


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(f"a day from {YEARS[0]} to {YEARS[-1]} is wanted")
    return day


def _hours(text: str) -> int:
    short = _SHORT.fullmatch(text)
    if short:
        return int(short["number"]) * _HOURS[short["unit"]]
    iso = _ISO.fullmatch(text)
    if iso is None or not any(iso.groups()):
        raise ValueError("no such time")
    return sum(int(number) * _HOURS[unit] for unit, number in iso.groupdict().items() if number)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What time it is, and in which zone days are counted."""

    now: datetime
    zone: tzinfo = UTC

    def begin(self, when: When) -> datetime:
        """The first moment that is not before a bound."""
        return self.now - timedelta(hours=when.hours) if isinstance(when, Ago) else self._midnight(self._date(when))

    def end(self, when: When) -> datetime:
        """The first moment that is after a bound: a day counts to its end."""
        if isinstance(when, Ago):
            return self.begin(when)
        return self._midnight(self._date(when) + timedelta(days=1))

    def _date(self, when: Day | DayBack) -> date:
        if isinstance(when, Day):
            return when.day
        return self.now.astimezone(self.zone).date() - timedelta(days=when.days)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)
