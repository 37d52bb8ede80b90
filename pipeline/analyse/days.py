"""The day that a sentence gives for a happening, resolved against the day its article was published.

A weekday is the last one of that name; a day of a month without a year the last one of that date. The day on which
something was merely said (the army said on Monday), or written (BAMAKO, March 4 (AFP) -), is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.domain.folding import folded_words


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of one language: `relative` days ago, `weekdays` and `months` by number, and the patterns for them.

    `said` in front of a day, or behind it, makes it the day of a statement; `coming` behind or before one a day ahead.
    """

    relative: Mapping[str, int]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    pattern: re.Pattern[str]
    said: re.Pattern[str]
    said_behind: re.Pattern[str]
    coming: re.Pattern[str]
    before_last: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where the folded sentence gives it."""

    day: date
    start: int
    end: int


def _numbered(text: str, first: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(folded_words(text), first)}


def _calendar(
    relative: Mapping[str, int], weekdays: Mapping[str, int], months: Mapping[str, int], day: str, **patterns: str
) -> Calendar:
    """A calendar whose pattern names the groups relative, weekday, date, month and year; `day` has {months} in it."""

    def either(words: Mapping[str, int]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    dated = rf"(?:(?:{either(weekdays)}),? )?(?:{day.format(months=either(months))})"
    found = rf"(?P<relative>{either(relative)})|{dated}|(?P<weekday>{either(weekdays)})"
    compiled = {name: re.compile(pattern) for name, pattern in patterns.items()}
    return Calendar(relative, weekdays, months, re.compile(rf"\b(?:{found})\b"), **compiled)


_YEAR = r"(?:,? (?:de )?(?P<year>(?:19|20)\d\d))?"

_FRENCH = _calendar(
    {"aujourd'hui": 0, "ce matin": 0, "hier": 1, "la veille": 1, "avant-hier": 2},
    _numbered("lundi mardi mercredi jeudi vendredi samedi dimanche", 0),
    _numbered("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre", 1),
    r"(?P<date>\d{{1,2}})(?:er)? (?P<month>{months})" + _YEAR,
    said=(
        r"(?:annonc\w+|declar\w+|indiqu\w+|affirm\w+|precis\w+|publi\w+|diffus\w+|revendiqu\w+|fait savoir|dit"
        r"|rapport\w+"
        r"|communique|apprend|appris|assur\w+|confirm\w+)(?: (?:ce|le|dans la journee de|date de|date du|du))?[ ,]*$"
    ),
    said_behind=r"^[ ,]*(?:l'armee |le gouvernement |l'etat-major )?(?:a|ont) (?:annonc|declar|indiqu|affirm"
    r"|fait savoir)",
    coming=r"^ prochaine?\b",
    before_last=r"^ dernier\b",
)

_ENGLISH = _calendar(
    {"today": 0, "this morning": 0, "yesterday": 1, "last night": 1},
    _numbered("monday tuesday wednesday thursday friday saturday sunday", 0),
    _numbered("january february march april may june july august september october november december", 1)
    | _numbered("jan feb mar apr", 1) | _numbered("aug sep oct nov dec", 8) | {"sept": 9},
    r"(?:(?P<date>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{months})"
    r"|(?P<month2>{months}) (?P<date2>\d{{1,2}})(?:st|nd|rd|th)?)" + _YEAR,
    said=r"(?:said|says|announced|confirmed|told \w+|added|reported|statement|published|claimed"
    r"|released)(?: late)?(?: on)? $",
    said_behind=r"^ (?:statement|announcement|press)\b",
    coming=r"^ next\b",
    before_last=r"(?!)",
)  # fmt: skip

_ARABIC = _calendar(
    {"امس الاول": 2, "اول امس": 2, "اول من امس": 2, "امس": 1, "اليوم": 0},
    {"الاثنين": 0, "الثلاثاء": 1, "الاربعاء": 2, "الخميس": 3, "الجمعه": 4, "السبت": 5, "الاحد": 6},
    _numbered("يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر", 1)
    | {"جانفي": 1, "فيفري": 2, "افريل": 4, "ماي": 5, "جوان": 6, "جويليه": 7, "اوت": 8},
    r"(?P<date>\d{{1,2}}) (?P<month>{months})" + _YEAR,
    said=r"(?:قال|قالت|اعلن|اعلنت|اعلان|اكد|اكدت|ذكر|ذكرت|افاد|افادت|بيان)(?: يوم| مساء| صباح)? $",
    said_behind=r"(?!)",
    coming=r"^ (?:المقبل|القادم)",
    before_last=r"(?!)",
)

_HAUSA = _calendar(
    {"shekaranjiya": 2, "jiya": 1, "yau": 0},
    {"litinin": 0, "talata": 1, "laraba": 2, "alhamis": 3, "juma'a": 4, "jumma'a": 4, "asabar": 5, "lahadi": 6},
    _numbered("janairu fabrairu maris afrilu mayu yuni yuli agusta satumba oktoba nuwamba disamba", 1)
    | _numbered("janairun fabrairun maris afrilun mayun yunin yulin agustan satumban oktoban nuwamban disamban", 1),
    r"(?P<date>\d{{1,2}}) ga (?:watan )?(?P<month>{months})" + _YEAR,
    said=r"\b(?:sanar|bayyana|ce|fada|tabbatar|shaida|sanarwa)(?: a)?(?: ranar)? $",
    said_behind=r"(?!)",
    coming=r"^ (?:mai zuwa|mai kamawa)",
    before_last=r"(?!)",
)

CALENDARS: Mapping[str, Calendar] = {"fr": _FRENCH, "en": _ENGLISH, "pcm": _ENGLISH, "ar": _ARABIC, "ha": _HAUSA}
"""The words for days by language."""


_DATELINE = re.compile(
    r"^\W*(?:[^\W\d_]+[ ',،-]+){1,6}?(?:\([^()]{1,40}\)[ ,،]*)?(?P<date>[^()-]{4,40}?)[ ,،]*"
    r"(?:\([^()]{1,40}\) ?)?(?<=[ )])-+ ?"
)
"""A report's beginning where it gives a date: one to six words of a place, the date, an agency in brackets, a dash."""

_BEFORE_DATE = frozenset(",،)")
"""What parts a place from the date behind it."""

_WRITTEN_BEFORE, _WRITTEN_AFTER = 7, 1
"""How many days before or after its publication, as a time zone has it, a report may be dated."""


def dateline_of(text: str, calendar: Calendar, published: date) -> Day | None:
    """The day that the dateline of a folded sentence gives, near that of publication, and where the dateline stands."""
    found = _DATELINE.match(text)
    match = calendar.pattern.search(text, *found.span("date")) if found else None
    if found is None or match is None or match.end() != found.end("date"):
        return None
    if text[: match.start()].rstrip()[-1:] not in _BEFORE_DATE or not _names_a_month(match):
        return None
    day = _nearest(match, calendar, published)
    if day is None or not -_WRITTEN_BEFORE <= (day - published).days <= _WRITTEN_AFTER:
        return None
    return Day(day, *found.span())


def _names_a_month(match: re.Match[str]) -> bool:
    return any(match.groupdict().get(name) for name in ("month", "month2"))


def _nearest(match: re.Match[str], calendar: Calendar, published: date) -> date | None:
    """The date of a match; without a year the one nearest to a day."""
    month, number, year = _dated(match, calendar)
    years = (published.year - 1, published.year, published.year + 1) if year is None else (year,)
    days = (_date(one, month, number) for one in years)
    return min((day for day in days if day is not None), key=lambda day: abs(day - published), default=None)


def days_in(text: str, calendar: Calendar, published: date) -> Iterator[Day]:
    """The days of happenings that a folded sentence gives, in their order; those not of the calendar are left out."""
    for match in calendar.pattern.finditer(text):
        before, behind = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
        if calendar.said.search(before) or calendar.said_behind.search(behind) or calendar.coming.search(behind):
            continue
        day = _resolved(match, calendar, published, earlier=bool(calendar.before_last.search(behind)))
        if day is not None and day <= published:
            yield Day(day, *match.span())


def _resolved(match: re.Match[str], calendar: Calendar, published: date, *, earlier: bool) -> date | None:
    said = {name: text for name, text in match.groupdict().items() if text is not None}
    if "relative" in said:
        return _ago(published, calendar.relative[said["relative"]])
    if "weekday" in said:
        ago = (published.weekday() - calendar.weekdays[said["weekday"]]) % 7
        return _ago(published, 7 if earlier and not ago else ago)
    month, number, year = _dated(match, calendar)
    if year is not None:
        return _date(year, month, number)
    day = _date(published.year, month, number)
    return day if day is None or day <= published else _date(published.year - 1, month, number)


def _dated(match: re.Match[str], calendar: Calendar) -> tuple[int, int, int | None]:
    """Month, day and year, if it says one, of a match that gives a date."""
    said = {name: text for name, text in match.groupdict().items() if text is not None}
    month, number = calendar.months[said.get("month") or said["month2"]], int(said.get("date") or said["date2"])
    return month, number, int(said["year"]) if "year" in said else None


def _ago(day: date, days: int) -> date | None:
    return day - timedelta(days) if day.toordinal() > days else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
