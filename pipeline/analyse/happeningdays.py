"""The days that the first sentences of a text give for what happened, against the moment it was published.

Moments are kept in UTC, and what is written after nine in the evening may come from an outlet where the next day has
begun: a weekday that would be nearly a week ago is that next day then.
"""

import re
from collections.abc import Iterable
from datetime import MAXYEAR, date, datetime, timedelta

from pipeline.analyse.days import CALENDARS, Calendar, Day, days_in
from pipeline.domain.folding import fold

_EASTERNMOST = timedelta(hours=3)
"""The outlets that report on the Sahel write between UTC and so far east of it: Nouakchott to Moscow and Riyadh."""
_RECENT = timedelta(days=3)
"""A weekday further back may as well be a day ahead, and a date is that of something else."""
_SINCE = re.compile(r"\b(?:depuis|since|tun|منذ)(?: le| ranar| يوم)? $")
_DATELINE = re.compile(r"^[^\n]{0,80}?\([^)\n]{2,30}\)\s{0,3}[-–—:]")


def happening_days(sentences: Iterable[str], language: str, published: datetime | None) -> tuple[date, ...]:
    """The days that the first of some sentences that gives any gives; none in a language without a calendar.

    A night has two days. Where a text was sent from is left out with its date, for that is the day it was sent.
    """
    calendar = CALENDARS.get(language)
    if calendar is None or published is None:
        return ()
    for sentence in sentences:
        folded = fold(_DATELINE.sub("", sentence)).text
        days = _recent(folded, calendar, published)
        if days:
            return days
    return ()


def _recent(folded: str, calendar: Calendar, published: datetime) -> tuple[date, ...]:
    today = published.date()
    latest = (published + _EASTERNMOST).date() if published.year < MAXYEAR else today
    told = (one for one in days_in(folded, calendar, today) if _is_told(one, folded, calendar))
    found = (_as_meant(one.day, today, latest) for one in told)
    return tuple(dict.fromkeys(day for day in found if latest - day <= _RECENT))


def _is_told(said: Day, folded: str, calendar: Calendar) -> bool:
    """Whether a day is that of a happening: a time since then is longer, and `today` is often that of the reader."""
    today = calendar.relative.get(folded[said.start : said.end]) == 0
    return not today and not _SINCE.search(folded[: said.start])


def _as_meant(day: date, today: date, latest: date) -> date:
    return latest if latest > today and latest - day == timedelta(days=7) else day
