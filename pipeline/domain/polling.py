"""What a poll means for its feed: pure rules from what was known and what came back to what is known now."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.domain.cadence import (
    SHORTEST,
    first_rate,
    next_interval,
    next_peaks,
    next_poll,
    next_poll_after,
    next_rate,
)
from pipeline.domain.errors import Busy, Denied, Failure, FetchError, Gone, ParseError
from pipeline.domain.feeds import FeedState, FeedStatus

FULL_POLL_EVERY = timedelta(hours=24)
"""Some servers answer 304 for ever: once a day a feed is asked without validators."""

USUAL_WINDOW = 10
"""How many entries a feed is taken to show while that is not known."""
MOVE_POLLS = 3
MOVE_AFTER = timedelta(hours=24)
"""A redirect for good is believed after so many polls over so long a time."""

OFFLINE_WINDOW = timedelta(minutes=15)
OFFLINE_FEEDS = 3
OFFLINE_PAUSE = timedelta(minutes=10)


_MAX_AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Answer:
    """A poll that worked, in figures. `dates` are those of the entries; `ttl` is the publisher's hint in minutes.

    `moved_to` is the address that the feed was redirected to for good, if it was. `marks` are those of the items, where
    they were read; `whole` says that all were, not only those that had changed.
    """

    status: FeedStatus
    address: str
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    full: bool = True
    entries: int = 0
    new: int = 0
    dates: tuple[datetime, ...] = ()
    ttl: float | None = None
    moved_to: str = ""
    marks: bytes | None = None
    whole: bool = False


def hint_of(cache_control: str, ttl: float | None) -> float | None:
    """How long a feed need not be asked again as its publisher says, minutes: in the feed or with the answer."""
    said = cache_control.lower()
    found = None if "no-cache" in said or "no-store" in said else _MAX_AGE.search(said)
    return max(filter(None, (ttl, int(found[1]) / 60 if found else None)), default=None)


def asks_in_full(state: FeedState, now: datetime) -> bool:
    """Whether the next poll must send no validators."""
    return state.last_full is None or now - state.last_full >= FULL_POLL_EVERY


def known_marks(state: FeedState, now: datetime) -> bytes:
    """The marks of the items that need not be read again; none once a day, when all are read."""
    is_fresh = state.last_whole is not None and now - state.last_whole < FULL_POLL_EVERY
    return state.marks if is_fresh else b""


def overlap_of(answer: Answer) -> float | None:
    """The share of a feed's entries that were known before; None where the feed showed none."""
    return None if answer.entries == 0 else (answer.entries - answer.new) / answer.entries


def has_gap(state: FeedState, answer: Answer) -> bool:
    """Whether entries may have scrolled off unseen: a feed polled before shows none that we know."""
    return state.last_new is not None and answer.entries > 1 and answer.new == answer.entries


def after_move(state: FeedState, moved_to: str, now: datetime) -> FeedState:
    """What is known of where a feed has moved to; the address changes when several polls over a day agree."""
    if not moved_to or moved_to == state.address:
        return replace(state, moved_to="", moved_times=0, moved_since=None)
    same = moved_to == state.moved_to and state.moved_since is not None
    times, since = (state.moved_times + 1, state.moved_since) if same else (1, now)
    proven = since is not None and times >= MOVE_POLLS and now - since >= MOVE_AFTER
    if proven:
        return replace(state, address=moved_to, moved_to="", moved_times=0, moved_since=None, etag="", last_modified="")
    return replace(state, moved_to=moved_to, moved_times=times, moved_since=since)


def after_answer(state: FeedState, answer: Answer, now: datetime, chance: float) -> FeedState:
    """What is known of a feed after a poll that worked."""
    gap = has_gap(state, answer)
    rate, peaks = _pace(state, answer, gap, now)
    window = answer.entries or state.window
    hint = answer.ttl if answer.entries else state.hint
    interval = next_interval(
        rate, peaks, now, entries=window or USUAL_WINDOW, hint=hint, gap=gap, previous=state.interval
    )
    known = replace(
        state,
        address=answer.address,
        next_poll=next_poll(interval, now, chance),
        etag=answer.etag,
        last_modified=answer.last_modified,
        body_hash=answer.body_hash or state.body_hash,
        interval=interval,
        failures=0.0,
        failing_since=None,
        status=answer.status,
        error=None,
        error_detail="",
        last_polled=now,
        last_success=now,
        last_new=now if answer.new else state.last_new,
        last_full=now if answer.full else state.last_full,
        rate=rate,
        overlap=overlap_of(answer),
        gap=gap,
        window=window,
        hint=hint,
        newest=_newest(state, answer),
        peaks=peaks,
        marks=state.marks if answer.marks is None else answer.marks,
        last_whole=now if answer.whole else state.last_whole,
    )
    return after_move(known, answer.moved_to, now)


def _newest(state: FeedState, answer: Answer) -> datetime | None:
    """The date of the youngest entry; one that was not read again still counts."""
    earlier = () if answer.whole or state.newest is None else (state.newest,)
    return max((*answer.dates, *earlier), default=state.newest)


def _pace(state: FeedState, answer: Answer, gap: bool, now: datetime) -> tuple[float, tuple[float, ...]]:
    """The rate and the peaks after a poll; a gap, of whose entries only a window full was seen, lowers no rate."""
    if state.rate is None or state.last_success is None:
        return first_rate(answer.dates, now), ()
    minutes = (now - state.last_success).total_seconds() / 60
    rate = next_rate(state.rate, answer.new, minutes)
    peaks = next_peaks(state.peaks, state.rate, answer.new, minutes, now)
    return max(rate, state.rate) if gap else rate, peaks


def is_offline(reached: int, unreached: int) -> bool:
    """Whether it is our own network that is down: of the feeds polled of late none was reached and several were not."""
    return reached == 0 and unreached >= OFFLINE_FEEDS


def next_look(now: datetime, chance: float) -> datetime:
    """When to try again what our own network kept us from."""
    return now + OFFLINE_PAUSE * (0.5 + chance)


def after_failure_offline(state: FeedState, error: FetchError | ParseError, now: datetime, chance: float) -> FeedState:
    """What is known of a feed that was not reached because our own network is down: nothing that counts against it."""
    return replace(
        state,
        next_poll=next_look(now, chance),
        status=status_of(error),
        error=failure_of(error),
        error_detail=f"no network here: {error.message}",
        last_polled=now,
    )


def after_failure(
    state: FeedState, error: FetchError | ParseError, addresses: Collection[str], now: datetime, chance: float
) -> FeedState:
    """What is known of a feed after a poll that failed; a refused address makes way for the next candidate."""
    failures = state.failures + error.weight
    since = state.failing_since or now
    due = next_poll_after(
        error, failures=failures, failing_for=now - since, interval=state.interval, now=now, chance=chance
    )
    address = next_address(state.address, addresses) if _address_is_wrong(error) else state.address
    untried = address != state.address and failures < len(addresses) * error.weight
    return replace(
        state,
        address=address,
        next_poll=next_poll(SHORTEST, now, chance) if untried else due,
        etag="" if address != state.address else state.etag,
        last_modified="" if address != state.address else state.last_modified,
        failures=failures,
        failing_since=since,
        status=status_of(error),
        error=failure_of(error),
        error_detail=error.message,
        last_polled=now,
        gap=state.gap,
    )


def status_of(error: FetchError | ParseError) -> FeedStatus:
    """The word for a failed poll."""
    if isinstance(error, Gone) and error.status == 410:
        return FeedStatus.GONE
    if isinstance(error, Busy) and error.status in {429, 503}:
        return FeedStatus.RETRY_LATER
    return FeedStatus.ERROR


def failure_of(error: FetchError | ParseError) -> Failure | None:
    """What kind of failure it was; none where the status says it all."""
    return error.failure if status_of(error) is FeedStatus.ERROR else None


def next_address(current: str, addresses: Collection[str]) -> str:
    """The candidate after this one, or the first."""
    ordered = list(addresses)
    at = ordered.index(current) + 1 if current in ordered else 0
    return ordered[at % len(ordered)] if ordered else current


def _address_is_wrong(error: FetchError | ParseError) -> bool:
    if isinstance(error, Denied):
        return error.failure is not Failure.BLOCKED_BY_SITE
    return isinstance(error, ParseError | Gone) or getattr(error, "status", 0) == 404
