"""The figures of a text by which stories are told: 27 stands for itself, 20 days are not 20 months.

Durations and shares agree by chance far more often than what is counted, so they are compared with their units.
Days of a month, years, dates and times of day are no figures, and what is below ten stands everywhere.
"""

import re
from typing import NamedTuple

from pipeline.analyse.days import CALENDARS
from pipeline.analyse.fingerprint import join_digits

_LEAST = 10
_YEARS = range(1900, 2101)
_NUMBER = re.compile(r"(?<![\w.,])\d{2,9}(?![\w])")
_DATE = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|\b\d{1,2}[h:]\d{2}\b")
_AMBIGUOUS = frozenset({"may"})
"""A month that is a common word behind a figure: 20 may have died."""
_MONTHS = "|".join(sorted({name for one in CALENDARS.values() for name in one.months} - _AMBIGUOUS))
_UNIT_BEHIND = re.compile(
    rf" (?:of |ga (?:watan )?)?(?P<month>{_MONTHS})\b"
    r"|[ -]?(?:(?P<percent>%|٪|(?:pour cent|percent|per cent|في الميه|بالميه)\b)"
    r"|(?P<years>ans?|annees?|years?|سنه|سنوات|عاما?|اعوام)\b"
    r"|(?P<months>mois|months?|شهرا?|اشهر|شهور)\b"
    r"|(?P<weeks>semaines?|weeks?|اسبوعا?|اسابيع)\b"
    r"|(?P<days>jours?|days?|يوما?|ايام)\b"
    r"|(?P<hours>heures?|hours?|ساعه|ساعات)\b)"
)
"""French, English and Arabic have the unit behind its figure."""
_UNIT_BEFORE = re.compile(
    rf"\b(?:(?P<month>{_MONTHS})|(?P<percent>kashi|bisa dari)|(?P<years>shekar(?:a|u|un))|(?P<months>wat(?:a|anni))"
    r"|(?P<weeks>mak(?:o|onni))|(?P<days>kwan(?:a|aki))|(?P<hours>awa|awanni|sa'o'i)) $"
)
"""Hausa has it before, and English the month."""
_LONGEST = 12
"""Letters of a unit before a figure, at most."""


class Figures(NamedTuple):
    """The figures of a text in reading order: those that stand for themselves, and those with a unit, as `20 days`."""

    plain: tuple[int, ...]
    measures: tuple[str, ...]


def figures_in(folded: str) -> Figures:
    """The figures of a folded text, each once."""
    text = join_digits(_DATE.sub(" ", folded))
    plain: dict[int, None] = {}
    measures: dict[str, None] = {}
    for found in _NUMBER.finditer(text):
        number, unit = int(found.group()), _unit(text, *found.span())
        if unit and unit != "month" and number >= _LEAST:
            measures[f"{number} {unit}"] = None
        elif not unit and tells(number):
            plain[number] = None
    return Figures(tuple(plain), tuple(measures))


def tells(number: int) -> bool:
    """Whether a number is no year, and large enough not to stand everywhere."""
    return number >= _LEAST and number not in _YEARS


def _unit(text: str, start: int, end: int) -> str:
    """The unit of a figure, `month` for the day of one, empty for a figure that stands for itself."""
    unit = _UNIT_BEHIND.match(text, end) or _UNIT_BEFORE.search(text, max(0, start - _LONGEST), start)
    return (unit.lastgroup or "") if unit else ""
