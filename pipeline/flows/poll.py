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
from pipeline.domain.polling import (
    OFFLINE_WINDOW,
    Answer,
    after_answer,
    after_failure,
    after_failure_offline,
    asks_in_full,
    hint_of,
    is_offline,
    overlap_of,
)
from pipeline.domain.urls import host_of
from pipeline.flows.asking import Asker
from pipeline.flows.entries import add_entries, note_rewording, sort_entries
from pipeline.flows.feed_pages import INDEX, read_answer
from pipeline.flows.history import note_gap
from pipeline.flows.services import Services
from pipeline.flows.stages import FeedReading
from pipeline.net.client import Wanted
from pipeline.telemetry import get_log
from storage.store import Transaction

_SAMPLE = 500
log = get_log("poll")


def poll_feed(services: Services, asker: Asker, polled: PolledFeed) -> bool:
    """Poll a feed once and store what came; return whether the host may be asked for more now."""
    now = services.clock.now()
    try:
        answer = _ask(asker, polled, now)
        if isinstance(answer, NotModified):
            _store(services, polled, _not_modified(answer, polled.state), None, now)
        else:
            _take(services, asker, polled, answer, now)
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


def _ask(asker: Asker, polled: PolledFeed, now: datetime) -> Page | NotModified:
    state = polled.state
    if asks_in_full(state, now):
        return asker.get(polled.source, state.address, Wanted.FEED)
    validators = {"etag": state.etag, "last_modified": state.last_modified}
    return asker.get(polled.source, state.address, Wanted.FEED, **validators)


def _not_modified(answer: NotModified, state: FeedState) -> Answer:
    headers = dict(answer.headers)
    return Answer(
        status=FeedStatus.MOVED if answer.moved else FeedStatus.NOT_MODIFIED,
        address=state.address,
        etag=headers.get("etag", state.etag),
        last_modified=headers.get("last-modified", state.last_modified),
        full=False,
        moved_to=answer.url_final if answer.moved else "",
    )


def _take(services: Services, asker: Asker, polled: PolledFeed, page: Page, now: datetime) -> None:
    state = polled.state
    known_as = _known_as(page, state.address)
    if page.sha256 == state.body_hash and state.last_success:
        same = replace(known_as, status=FeedStatus.MOVED if page.moved else FeedStatus.UNCHANGED)
        _store(services, polled, same, None, now, page=page)
        return
    read = read_answer(services, asker, polled, page)
    if read.page is not page:
        known_as = _known_as(read.page, read.page.url)
    if read.reading.parsed.kind == INDEX:
        # The sitemaps it names may change while the index does not, so it is read in full each time.
        known_as = replace(known_as, etag="", last_modified="", body_hash="")
    _store(services, polled, known_as, read.reading, now, page=read.page)


def _known_as(page: Page, address: str) -> Answer:
    return Answer(
        status=FeedStatus.MOVED if page.moved else FeedStatus.OK,
        address=address,
        etag=page.header("etag"),
        last_modified=page.header("last-modified"),
        body_hash=page.sha256,
        ttl=hint_of(page.header("cache-control"), None),
        moved_to=page.url_final if page.moved else "",
    )


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
            found = sort_entries(tx, polled, reading.entries)
            new = found.new
            answer = _with_entries(answer, reading, new)
            add_entries(tx, polled, new, now)
            note_rewording(tx, polled, found.reworded, now)
        state = _ours_alone(tx, polled, after_answer(polled.state, answer, now, services.chance()))
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
        if state.gap and reading is not None:
            note_gap(tx, polled, reading.parsed.older, now)
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
            for host in {host_of(polled.state.address), host_of(error.subject or polled.state.address)}:
                tx.hosts.hold(host, now + hold)
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


def _ours_alone(tx: Transaction, polled: PolledFeed, state: FeedState) -> FeedState:
    """Keep the old address where the new one is that of another feed already."""
    other = tx.feeds.at_address(state.address) if state.address != polled.state.address else None
    return state if other in {None, polled.feed.key} else replace(state, address=polled.state.address)


def _with_entries(answer: Answer, reading: FeedReading, new: Sequence[GatedEntry]) -> Answer:
    dates = tuple(one.entry.published for one in reading.entries if one.entry.published is not None)
    ttl = max(filter(None, (answer.ttl, reading.parsed.ttl)), default=None)
    parsed = reading.parsed
    return replace(
        answer,
        entries=len(reading.entries) + parsed.known,
        new=len(new),
        dates=dates,
        ttl=ttl,
        marks=parsed.marks,
        whole=not parsed.known,
    )
