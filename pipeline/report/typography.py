"""How numbers, dates and quotations are written in the two languages of the digest."""

import re
from datetime import date, datetime, tzinfo

THIN = "\u202f"
"""The narrow no-break space of French typography."""

HARD = "\u00a0"
"""The no-break space."""

_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."),
}
_FULL_MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
}
_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
_UNIVERSAL = {"en": "UTC", "fr": "TU"}
_QUOTES = {"en": ("“", "”"), "fr": (f"«{THIN}", f"{THIN}»")}
_BEFORE_SIGN = re.compile(r" (?=[;:!?»%])|(?<=«) ")


def number(language: str, value: int) -> str:
    """A whole number with its thousands set apart: 1,200 in English, 1 200 in French."""
    grouped = f"{value:,}"
    return grouped.replace(",", THIN) if language == "fr" else grouped


def french_spaces(text: str) -> str:
    """A French text with narrow no-break spaces where its signs ask for them."""
    return _BEFORE_SIGN.sub(THIN, text).replace("n° ", f"n°{HARD}")


def quotes(language: str) -> tuple[str, str]:
    """The opening and the closing quotation mark, with their spaces."""
    return _QUOTES[language]


def quoted(language: str, text: str) -> str:
    """A text in quotation marks."""
    opening, closing = quotes(language)
    return f"{opening}{text}{closing}"


def full_date(language: str, day: date) -> str:
    """A day with its weekday: Saturday 21 November 2026, samedi 21 novembre 2026."""
    month = _FULL_MONTHS[language][day.month - 1]
    return f"{_WEEKDAYS[language][day.weekday()]} {_day_number(language, day)} {month} {day.year}"


def short_date(language: str, day: date) -> str:
    """A day without its year: 21 Nov, in French 21 nov."""
    return f"{_day_number(language, day)} {_MONTHS[language][day.month - 1]}"


def moment(language: str, at: datetime, zone: tzinfo) -> str:
    """A time to the minute, with its zone: 21 Nov 2026, 06:00 UTC, in French 21 nov. 2026, 06 h 00 TU."""
    local = at.astimezone(zone)
    month = _MONTHS[language][local.month - 1]
    clock = (":" if language == "en" else f"{HARD}h{HARD}").join((f"{local.hour:02}", f"{local.minute:02}"))
    return f"{_day_number(language, local)} {month} {local.year}, {clock}{HARD}{_zone_name(language, local)}"


def _day_number(language: str, day: date) -> str:
    return "1er" if language == "fr" and day.day == 1 else str(day.day)


def _zone_name(language: str, local: datetime) -> str:
    """Universal time, with its offset where there is one: UTC, UTC+1, UTC-3:30."""
    offset = local.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    if not minutes:
        return _UNIVERSAL[language]
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "-"
    return f"{_UNIVERSAL[language]}{sign}{hours}" + (f":{rest:02}" if rest else "")
