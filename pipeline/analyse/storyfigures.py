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
_UNITS = {
    "percent": r"%|٪|pour cent\b|percent\b|per cent\b|في الميه\b|بالميه\b",
    "years": r"(?:ans?|annees?|years?|سنه|سنوات|عاما?|اعوام)\b",
    "months": r"(?:mois|months?|شهرا?|اشهر|شهور)\b",
    "weeks": r"(?:semaines?|weeks?|اسبوعا?|اسابيع)\b",
    "days": r"(?:jours?|days?|يوما?|ايام)\b",
    "hours": r"(?:heures?|hours?|ساعه|ساعات)\b",
}
"""Units behind their figure, in French, English and Arabic."""
_HAUSA_UNITS = {
    "percent": r"kashi|bisa dari",
    "years": r"shekar(?:a|u|un)",
    "months": r"wat(?:a|anni)",
    "weeks": r"mak(?:o|onni)",
    "days": r"kwan(?:a|aki)",
    "hours": r"(?:awa|awanni|sa'o'i)",
}
"""Units before their figure."""
_AMBIGUOUS = frozenset({"may"})
"""A month that is a common word behind a figure: 20 may have died."""
_MONTHS = "|".join(
    sorted({name for one in CALENDARS.values() for name in one.months} - _AMBIGUOUS, key=len, reverse=True)
)


def _named(units: dict[str, str]) -> str:
    return "|".join(f"(?P<{unit}>{pattern})" for unit, pattern in units.items())


_NUMBER = re.compile(r"(?<![\w.,])\d{2,9}(?![\w])")
_DATE = re.compile(
    r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|\b\d{1,2}[h:]\d{2}\b"
    rf"|\b\d{{1,2}}(?:er|st|nd|rd|th)? (?:of |ga (?:watan )?)?(?:{_MONTHS})\b"
    rf"|\b(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b"
)
_MEASURES = (
    re.compile(rf"(?<![\w.,])(?P<figure>\d{{2,9}})[ -]?(?:{_named(_UNITS)})"),
    re.compile(rf"\b(?:{_named(_HAUSA_UNITS)}) (?P<figure>\d{{2,9}})(?!\w)"),
)


class Figures(NamedTuple):
    """The figures of a text in reading order: those that stand for themselves, and those with a unit, as `20 days`."""

    plain: tuple[int, ...]
    measures: tuple[str, ...]


def figures_in(folded: str) -> Figures:
    """The figures of a folded text, each once."""
    text = join_digits(_DATE.sub(" ", folded))
    measures: list[str] = []
    for pattern in _MEASURES:
        measures += (f"{int(found['figure'])} {_unit(found)}" for found in pattern.finditer(text))
        text = pattern.sub(" ", text)
    plain = (int(found.group()) for found in _NUMBER.finditer(text))
    return Figures(tuple(dict.fromkeys(filter(tells, plain))), tuple(dict.fromkeys(measures)))


def tells(number: int) -> bool:
    """Whether a number is no year, and large enough not to stand everywhere."""
    return number >= _LEAST and number not in _YEARS


def _unit(found: re.Match[str]) -> str:
    return next(name for name, said in found.groupdict().items() if said and name != "figure")
