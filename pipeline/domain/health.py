"""How a feed is doing, judged by its own past: what it usually brings on each weekday, and whether its silence is odd.

Robust figures: a quiet or a wild week moves none of them much.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from math import ceil
from statistics import mean
from zoneinfo import ZoneInfo

from pipeline.domain.cadence import DORMANT_AFTER, DORMANT_FAILURES
from pipeline.domain.errors import Failure
from pipeline.domain.feeds import FeedState, FeedStatus, PolledFeed

MEMORY = timedelta(days=56)
"""How far back a feed's usual course is learnt: eight of each weekday."""
FEWEST_ARRIVALS = 10
"""Below so many arrivals nothing is known of what is usual."""
ODD_SILENCE = 4.6
"""So many entries should have come in an odd silence: that none comes by chance happens once in a hundred (e^-4.6)."""
LONG_QUIET = 1.5
"""How much longer than nine of ten of its pauses an odd silence lasts."""
STALE_AFTER = timedelta(days=30)
"""A feed that answers, but whose youngest entry is older than this, tells nothing new."""

Arrivals = Sequence[tuple[datetime, int]]
"""When a feed gave new entries, and how many, oldest first."""


class Condition(StrEnum):
    """How a feed is doing, in a word."""

    OFF = "off"
    NEW = "new"
    GONE = "gone"
    BLOCKED = "blocked"
    DORMANT = "dormant"
    HELD = "held"
    FAILING = "failing"
    SILENT = "silent"
    STALE = "stale"
    MOVED = "moved"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is doing. `by_weekday` is what it usually brings from Monday to Sunday, None while not known.

    `expected` is how many entries should have come since the last one; `quiet` the time since then.
    """

    condition: Condition
    why: str
    by_weekday: tuple[float, ...] | None
    expected: float | None
    quiet: timedelta | None


def health_of(polled: PolledFeed, arrivals: Arrivals, now: datetime) -> Health:
    """Judge a feed by what is known of it and by its arrivals within MEMORY."""
    zone = ZoneInfo(polled.source.timezone)
    usual = by_weekday(arrivals, now, zone)
    last = polled.state.last_new
    expected = expected_between(usual, last, now, zone) if usual and last else None
    quiet = now - last if last else None
    is_odd = expected is not None and quiet is not None and expected >= ODD_SILENCE and _is_long(quiet, arrivals)
    condition = _condition(polled, is_odd, now)
    return Health(condition, _why(polled, condition, quiet, expected, known=bool(usual)), usual, expected, quiet)


def by_weekday(arrivals: Arrivals, now: datetime, zone: ZoneInfo) -> tuple[float, ...] | None:
    """New entries on a usual Monday to Sunday: the mean of the weeks without the best and the worst of them.

    The first arrival is left out: it is the whole window of a feed seen for the first time.
    """
    if len(arrivals) < FEWEST_ARRIVALS:
        return None
    first = arrivals[0][0].astimezone(zone).date() + timedelta(days=1)
    days = [first + timedelta(days=number) for number in range((now.astimezone(zone).date() - first).days)]
    if len(days) < 7:
        return None
    counts = dict.fromkeys(days, 0)
    for at, new in arrivals[1:]:
        day = at.astimezone(zone).date()
        if day in counts:
            counts[day] += new
    return tuple(_trimmed_mean([counts[day] for day in days if day.weekday() == weekday]) for weekday in range(7))


def expected_between(usual: Sequence[float], since: datetime, until: datetime, zone: ZoneInfo) -> float:
    """How many entries usually come in a span of time."""
    total, begin = 0.0, since.astimezone(zone)
    end = min(until, since + MEMORY).astimezone(zone)
    while begin < end:
        midnight = datetime.combine(begin.date() + timedelta(days=1), time.min, zone)
        stop = min(midnight, end)
        total += usual[begin.weekday()] * (stop - begin).total_seconds() / 86_400
        begin = stop
    return total


def _trimmed_mean(counts: Sequence[int]) -> float:
    ordered = sorted(counts)
    return mean(ordered[1:-1] if len(ordered) > 3 else ordered) if ordered else 0.0


def _is_long(quiet: timedelta, arrivals: Arrivals) -> bool:
    moments = [at for at, _ in arrivals]
    pauses = sorted(later - earlier for earlier, later in pairwise(moments))
    return bool(pauses) and quiet > LONG_QUIET * pauses[ceil(0.9 * len(pauses)) - 1]


def _condition(polled: PolledFeed, is_odd: bool, now: datetime) -> Condition:
    state = polled.state
    failing_for = now - state.failing_since if state.failing_since else timedelta(0)
    stale = state.newest is not None and now - state.newest > STALE_AFTER
    checks = (
        (Condition.OFF, not polled.feed.enabled),
        (Condition.NEW, state.status is FeedStatus.NEVER),
        (Condition.GONE, state.status is FeedStatus.GONE),
        (Condition.BLOCKED, state.error in {Failure.BLOCKED, Failure.BLOCKED_BY_SITE, Failure.ROBOTS}),
        (Condition.DORMANT, state.failures > DORMANT_FAILURES or failing_for > DORMANT_AFTER),
        (Condition.HELD, state.status is FeedStatus.RETRY_LATER),
        (Condition.FAILING, state.status is FeedStatus.ERROR),
        (Condition.SILENT, is_odd),
        (Condition.STALE, stale),
        (Condition.MOVED, bool(state.moved_to)),
    )
    return next((condition for condition, holds in checks if holds), Condition.OK)


def _why(
    polled: PolledFeed, condition: Condition, quiet: timedelta | None, expected: float | None, *, known: bool
) -> str:
    """Why it is so, and why it is polled when it is, in a line."""
    state = polled.state
    daily = (state.rate or 0.0) * 1440
    said = {
        Condition.OFF: "switched off",
        Condition.NEW: "not polled yet",
        Condition.GONE: "taken down for good (410); looked at again each month",
        Condition.BLOCKED: f"{_blocker(state)}{state.error_detail}; tried again seldom",
        Condition.DORMANT: f"fails since {_day(state.failing_since)} ({state.error_detail}); tried once a week",
        Condition.HELD: f"the host asked to be left alone ({state.error_detail})",
        Condition.FAILING: f"fails since {_day(state.failing_since)} ({state.error_detail}); tried less and less often",
        Condition.SILENT: f"nothing new for {_span(quiet)}; {expected or 0:.0f} entries were to be expected",
        Condition.STALE: f"answers, but its youngest entry is of {_day(state.newest)}",
        Condition.MOVED: f"moved to {state.moved_to}; believed after several polls over a day",
    }
    pace = _span(timedelta(minutes=state.interval))
    usual = f"asked every {pace} to begin with" if not known else f"{daily:.1f} new a day, so asked every {pace}"
    return said.get(condition, f"a gap, so asked every {pace} now" if state.gap else usual)


def _blocker(state: FeedState) -> str:
    return "never asked by us: " if state.error is Failure.BLOCKED else ""


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "its first poll"


def _span(span: timedelta | None) -> str:
    minutes = (span or timedelta(0)).total_seconds() / 60
    if minutes < 120:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 72 * 60 else f"{minutes / 1440:.0f} days"
