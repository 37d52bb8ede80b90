"""When to come back: to a feed, to an article, to a link that failed. Pure rules on what is known, now and chance.

The interval follows the rate of new entries and the hours at which they came, guarded by the window a feed shows, so
that nothing scrolls off unseen; the constants were chosen with benchmarks/cadence.py, on seeds other than those that
docs/benchmarks.md reports. `chance` is a number in [0, 1); hours are those of `now`, which is in UTC.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import exp, sqrt

from pipeline.domain.errors import Busy, FetchError, Gone, ParseError, Retry, Unreachable

SHORTEST, LONGEST = 10.0, 1440.0
"""Bounds of the interval between two polls of a healthy feed, minutes."""
HINT_CAP = 360.0
"""A publisher's ttl longer than this is not followed, minutes."""
MEMORY = 7 * 1440.0
"""How far back the rate of a feed remembers, minutes."""
PEAK_DAYS = 7.0
"""How many days the peak of an hour takes to fade to a third: what comes weekly is still expected."""
PEAK_SPAN = 720.0
"""What came in more minutes than these tells nothing of the hour at which it came."""
ROOM = 0.4
"""How much of the window may fill between two polls if each hour brings its peak again; the rest is for worse."""
SLACK = 0.25
"""The share of the mean rate that is expected of hours in which nothing ever came."""
SLOWEST = 1e-9
"""A rate that stands for none, entries a minute."""
DORMANT_FAILURES = 30.0
DORMANT_AFTER = timedelta(days=14)
DORMANT_PAUSE = timedelta(days=7)
GONE_PAUSE = timedelta(days=30)
RETRY_AFTER_CAP = timedelta(days=1)
LONGEST_HEALTHY = timedelta(minutes=1.1 * LONGEST)
LONGEST_FAILING = timedelta(days=8)
LONGEST_HOLD = RETRY_AFTER_CAP + timedelta(hours=2)
LONGEST_PAUSE = timedelta(days=31)
"""No rule sets a next poll (or holds a host) further ahead; what lies beyond was written by a clock that jumped."""
DENIED_PAUSES = (timedelta(hours=6), timedelta(hours=24), timedelta(days=7))
FAILED_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120, 360, 1440, 4320))
UNREACHED_TRIES = 9
"""How often more, every three days, a page is tried whose host is not reached: outlets are cut off for weeks."""
RECHECKS = (timedelta(hours=6), timedelta(hours=24), timedelta(days=7))
LIVE_RECHECKS = (timedelta(hours=1), timedelta(hours=2), timedelta(hours=4), *RECHECKS)
"""When after its publication an article's page is looked at again, and the page of one that is written on."""


def first_rate(dates: tuple[datetime, ...], now: datetime) -> float:
    """Entries a minute, guessed from the dates in the first document seen; at least one a week."""
    known = sorted(date for date in dates if date <= now)
    if len(known) < 2:
        return 1.0 / MEMORY
    span = (known[-1] - known[0]).total_seconds() / 60
    return max((len(known) - 1) / max(span, 60.0), 1.0 / MEMORY)


def next_rate(rate: float, new: int, minutes: float) -> float:
    """The rate of new entries a minute after `new` of them were first seen in the last `minutes`."""
    if minutes <= 0:
        return rate
    fade = exp(-minutes / MEMORY)
    return rate * fade + (1 - fade) * new / minutes


def next_peaks(peaks: Sequence[float], rate: float, new: int, minutes: float, now: datetime) -> tuple[float, ...]:
    """The highest rate of late for each hour of the day, after `new` entries were first seen in the last `minutes`."""
    if not 0 < minutes <= PEAK_SPAN:
        return tuple(peaks)
    known, seen = list(peaks or (rate,) * 24), new / max(minutes, SHORTEST)
    hour, part = now.hour, min(now.minute + now.second / 60, minutes)
    while minutes > 0:
        if part > 0:
            known[hour] = max(known[hour] * exp(-part / (60 * PEAK_DAYS)), seen)
        minutes -= part
        hour, part = (hour - 1) % 24, min(60.0, minutes)
    return tuple(known)


def next_interval(
    rate: float,
    peaks: Sequence[float],
    now: datetime,
    *,
    entries: int,
    hint: float | None,
    gap: bool,
    previous: float,
) -> float:
    """Minutes to the next poll: by the square root of the rate, but before the window can fill.

    One entry an hour means one poll an hour, four times as many entries twice as many polls. The mean delay of all
    entries is the sum of rate x interval / 2; for a given number of polls it is least where interval ~ 1 / sqrt(rate).
    """
    hours = [max(peak, SLOWEST) for peak in peaks or (rate,) * 24]
    mean = sum(hours) / 24
    expected = [max(rate, SLOWEST) * (SLACK + (1 - SLACK) * peak / mean) for peak in hours]
    wanted = _minutes_to(1.0, [sqrt(one / 60) for one in expected], now)
    guard = _minutes_to(ROOM * max(entries, 1), [max(peak, rate) for peak in hours], now)
    interval = max(min(max(wanted, min(hint or 0.0, HINT_CAP)), guard), SHORTEST)
    return min(interval, max(previous / 2, SHORTEST)) if gap else interval


def _minutes_to(amount: float, paces: Sequence[float], now: datetime) -> float:
    """When so much has come together, at a pace a minute for each hour of the day; LONGEST at most."""
    minutes, hour, part = 0.0, now.hour, 60.0 - now.minute
    while minutes < LONGEST:
        if paces[hour] * part >= amount:
            return min(minutes + amount / paces[hour], LONGEST)
        amount -= paces[hour] * part
        minutes, hour, part = minutes + part, (hour + 1) % 24, 60.0
    return LONGEST


def next_poll(interval: float, now: datetime, chance: float) -> datetime:
    """The time of the next poll: the interval with a tenth of jitter either way."""
    return now + timedelta(minutes=interval * (0.9 + 0.2 * chance))


def next_poll_after(
    error: FetchError | ParseError,
    *,
    failures: float,
    failing_for: timedelta,
    interval: float,
    now: datetime,
    chance: float,
) -> datetime:
    """The time of the next poll after a failure: the interval doubles with each weighted failure, up to a day.

    A feed that failed for weeks is polled weekly, one that was taken down (410) monthly; none is ever given up.
    """
    if isinstance(error, Gone):
        return now + GONE_PAUSE
    if failures > DORMANT_FAILURES or failing_for > DORMANT_AFTER:
        return now + DORMANT_PAUSE * (0.9 + 0.2 * chance)
    usual = next_poll(min(max(interval, SHORTEST) * 2.0 ** min(failures, 10.0), LONGEST), now, chance)
    asked = retry_after(error, chance)
    return usual if asked is None else max(now + asked, min(usual, now + RETRY_AFTER_CAP))


def retry_after(error: Exception, chance: float) -> timedelta | None:
    """How long the whole host must be left alone, where the answer said so or was 429; at most a day."""
    if not isinstance(error, Busy):
        return None
    spread = timedelta(minutes=60 * chance) if error.status == 429 else timedelta(0)
    if error.retry_after is None:
        return spread + timedelta(minutes=SHORTEST) if error.status == 429 else None
    return min(timedelta(seconds=error.retry_after), RETRY_AFTER_CAP) + spread


def next_try(error: Exception, *, attempts: int, now: datetime, chance: float) -> datetime | None:
    """When to fetch a link again after its failure number `attempts` (from 1); None means: give it up."""
    if isinstance(error, Gone):
        return now + DENIED_PAUSES[1] if attempts == 1 and error.status != 410 else None
    seldom = isinstance(error, FetchError) and error.retry is Retry.SELDOM
    pauses = DENIED_PAUSES if seldom else FAILED_PAUSES
    if attempts > len(pauses) + (UNREACHED_TRIES if isinstance(error, Unreachable) else 0):
        return None
    return now + pauses[min(attempts, len(pauses)) - 1] * (0.9 + 0.2 * chance)


def next_recheck(published: datetime, now: datetime, *, live: bool = False) -> datetime | None:
    """When a stored article's page is fetched again to see whether it changed; None after the last time."""
    pauses = LIVE_RECHECKS if live else RECHECKS
    return next((published + pause for pause in pauses if published + pause > now), None)
