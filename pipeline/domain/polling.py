"""What a poll means for its feed: pure rules from what was known and what came back to what is known now."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.domain.cadence import SHORTEST, first_rate, next_interval, next_poll, next_poll_after, next_rate
from pipeline.domain.errors import Busy, Denied, Failure, FetchError, Gone, ParseError
from pipeline.domain.feeds import FeedState, FeedStatus

FULL_POLL_EVERY = timedelta(hours=24)
"""Some servers answer 304 for ever: once a day a feed is asked without validators."""

OFFLINE_WINDOW = timedelta(minutes=15)
OFFLINE_FEEDS = 3
OFFLINE_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """A poll that worked, in figures. `dates` are those of the entries; `ttl` is the publisher's hint in minutes."""

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


def asks_in_full(state: FeedState, now: datetime) -> bool:
    """Whether the next poll must send no validators."""
    return state.last_full is None or now - state.last_full >= FULL_POLL_EVERY


def overlap_of(answer: Answer) -> float | None:
    """The share of a feed's entries that were known before; None where the feed showed none."""
    return None if answer.entries == 0 else (answer.entries - answer.new) / answer.entries


def has_gap(state: FeedState, answer: Answer) -> bool:
    """Whether entries may have scrolled off unseen: a feed polled before shows none that we know."""
    return state.last_new is not None and answer.entries > 1 and answer.new == answer.entries


def after_answer(state: FeedState, answer: Answer, now: datetime, chance: float) -> FeedState:
    """What is known of a feed after a poll that worked."""
    minutes = 0.0 if state.last_success is None else (now - state.last_success).total_seconds() / 60
    rate = first_rate(answer.dates, now) if state.rate is None else next_rate(state.rate, answer.new, minutes)
    gap = has_gap(state, answer)
    interval = next_interval(rate, entries=answer.entries or 10, hint=answer.ttl, gap=gap, previous=state.interval)
    return replace(
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
    )


def is_offline(reached: int, unreached: int) -> bool:
    """Whether it is our own network that is down: of the feeds polled of late none was reached and several were not."""
    return reached == 0 and unreached >= OFFLINE_FEEDS


def next_look(now: datetime, chance: float) -> datetime:
    """When to try again what our own network, or a missing robots.txt, kept us from."""
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
