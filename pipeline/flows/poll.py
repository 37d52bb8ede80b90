"""Polling one feed.

conditional request -> Page | NotModified | FetchError -> (pool) read, gate -> what is known now -> ONE transaction:
the poll, the state of the feed, the entries not seen before, their links.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.domain.articles import NotModified, Page
from pipeline.domain.cadence import retry_after
from pipeline.domain.errors import ComputeError, FetchError, ParseError, PipelineError, Unreachable
from pipeline.domain.feeds import FeedState, FeedStatus, GatedEntry, Poll, PolledFeed
from pipeline.domain.hosts import Fate, NewLink, Why
from pipeline.domain.polling import (
    OFFLINE_WINDOW,
    Answer,
    after_answer,
    after_failure,
    after_failure_offline,
    asks_in_full,
    is_offline,
    overlap_of,
)
from pipeline.domain.urls import host_of
from pipeline.flows.services import Services
from pipeline.flows.stages import FeedReading, is_wrapper, read_feed_page
from pipeline.net.client import Request, Wanted
from pipeline.telemetry import get_log
from storage.store import Transaction

_SAMPLE = 500
log = get_log("poll")


def poll_feed(services: Services, polled: PolledFeed) -> bool:
    """Poll a feed once and store what came; return whether the host may be asked for more now."""
    now = services.clock.now()
    try:
        answer = services.client.get(_request(polled.state, now))
        if isinstance(answer, NotModified):
            _store(services, polled, _not_modified(answer, polled.state), None, now)
        else:
            _take(services, polled, answer, now)
    except (FetchError, ParseError) as error:
        return _store_failure(services, polled, error, now)
    except ComputeError as error:
        broken = ParseError(f"could not be read: {error.message}", subject=polled.state.address)
        return _store_failure(services, polled, broken, now)
    except PipelineError:
        raise
    except Exception as bug:
        # A fault of ours: the feed is polled again later and later, and the fault is shown to whoever runs this.
        _store_failure(services, polled, ParseError(f"a fault of this program: {bug!r}"), now)
        raise
    return True


def _request(state: FeedState, now: datetime) -> Request:
    if asks_in_full(state, now):
        return Request(state.address, Wanted.FEED)
    return Request(state.address, Wanted.FEED, etag=state.etag, last_modified=state.last_modified)


def _not_modified(answer: NotModified, state: FeedState) -> Answer:
    headers = dict(answer.headers)
    return Answer(
        status=FeedStatus.NOT_MODIFIED,
        address=state.address,
        etag=headers.get("etag", state.etag),
        last_modified=headers.get("last-modified", state.last_modified),
        full=False,
    )


def _take(services: Services, polled: PolledFeed, page: Page, now: datetime) -> None:
    known_as = Answer(
        status=FeedStatus.MOVED if page.moved else FeedStatus.OK,
        address=polled.state.address,
        etag=page.header("etag"),
        last_modified=page.header("last-modified"),
        body_hash=page.sha256,
    )
    if page.sha256 == polled.state.body_hash and polled.state.last_success:
        status = FeedStatus.MOVED if page.moved else FeedStatus.UNCHANGED
        _store(services, polled, replace(known_as, status=status), None, now, page=page)
        return
    reading = services.pool.run(read_feed_page, page, polled.source.timezone, polled.feed.gate)
    _store(services, polled, known_as, reading, now, page=page)


def _store(
    services: Services,
    polled: PolledFeed,
    answer: Answer,
    reading: FeedReading | None,
    now: datetime,
    page: Page | None = None,
) -> None:
    with services.store.writing() as tx:
        new: Sequence[GatedEntry] = ()
        if reading is not None:
            new = _unseen(tx, polled, reading)
            answer = _with_entries(answer, reading, new)
            _add(tx, polled, new, now)
        state = after_answer(polled.state, answer, now, services.chance())
        poll = Poll(
            feed=polled.feed.key,
            at=now,
            status=answer.status,
            http_status=page.status if page else 304,
            entries=answer.entries,
            new=answer.new,
            overlap=overlap_of(answer),
            gap=state.gap,
            url_final=page.url_final if page else "",
        )
        tx.feeds.record(poll, state)
    services.meters.count("poll", answer.status)
    services.meters.count("entry", "new", len(new))
    log.info("polled", feed=polled.feed.key, status=answer.status.value, entries=answer.entries, new=answer.new)


def _store_failure(services: Services, polled: PolledFeed, error: FetchError | ParseError, now: datetime) -> bool:
    chance = services.chance()
    state = _state_after(services, polled, error, now, chance)
    hold = retry_after(error, chance)
    poll = Poll(
        feed=polled.feed.key,
        at=now,
        status=state.status,
        error=state.error,
        detail=str(error)[:_SAMPLE],
        http_status=getattr(error, "status", 0),
        gap=state.gap,
        sample=getattr(error, "sample", "")[:_SAMPLE],
    )
    with services.store.writing() as tx:
        tx.feeds.record(poll, state)
        if hold is not None:
            tx.hosts.hold(host_of(polled.state.address), now + hold)
    services.meters.count("poll", state.status)
    told_before = (polled.state.status, polled.state.error) == (state.status, state.error)
    (log.debug if told_before else log.warning)(
        "poll_failed", feed=polled.feed.key, status=state.status.value, error=str(error)
    )
    return hold is None


def _state_after(
    services: Services, polled: PolledFeed, error: FetchError | ParseError, now: datetime, chance: float
) -> FeedState:
    if isinstance(error, Unreachable):
        with services.store.reading() as view:
            reached, unreached = view.feeds.reached_since(now - OFFLINE_WINDOW)
        if is_offline(reached, unreached):
            return after_failure_offline(polled.state, error, now, chance)
    return after_failure(polled.state, error, polled.feed.addresses, now, chance)


def _unseen(tx: Transaction, polled: PolledFeed, reading: FeedReading) -> list[GatedEntry]:
    known = tx.feeds.known_identities(polled.feed.key, [entry.identity for entry in reading.entries])
    return [entry for entry in reading.entries if entry.identity not in known]


def _with_entries(answer: Answer, reading: FeedReading, new: Sequence[GatedEntry]) -> Answer:
    dates = tuple(one.entry.published for one in reading.entries if one.entry.published is not None)
    return replace(answer, entries=len(reading.entries), new=len(new), dates=dates, ttl=reading.parsed.ttl)


def _add(tx: Transaction, polled: PolledFeed, new: Sequence[GatedEntry], now: datetime) -> None:
    links = tx.links.add([_link(entry, polled, now) for entry in new if entry.url_key], now)
    tx.feeds.add_entries(polled.feed.key, [(entry, links.get(entry.url_key)) for entry in new], now)


def _link(gated: GatedEntry, polled: PolledFeed, now: datetime) -> NewLink:
    url = gated.entry.url or ""
    fate = Fate.WAITING if gated.on_topic else Fate.OFF_TOPIC
    return NewLink(
        url=url,
        url_key=gated.url_key,
        host=gated.host,
        why=Why.FEED,
        source=polled.feed.source,
        due_at=now,
        priority=10,
        fate=Fate.UNRESOLVED if is_wrapper(url) else fate,
    )
