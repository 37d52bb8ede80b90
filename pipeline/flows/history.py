"""After a gap: the older pages of a feed are fetched until one overlaps with what was known, or the bound is met.

One page a step; what a page brings and how far the search has come are stored together, so it goes on after a stop.
"""

from dataclasses import replace
from datetime import datetime

from pipeline.domain.articles import Page
from pipeline.domain.cadence import next_try, retry_after
from pipeline.domain.errors import (
    BadProtocol,
    Busy,
    ComputeError,
    Failure,
    FetchError,
    ParseError,
    PipelineError,
    Unreachable,
)
from pipeline.domain.feeds import Gap, GapState, GatedEntry, PolledFeed, Way
from pipeline.domain.history import (
    REMEMBERED,
    ROUGHLY,
    UNSEARCHED,
    Found,
    after_dead_end,
    after_page,
    first_way,
    next_page,
    ways,
)
from pipeline.domain.urls import host_of
from pipeline.flows.asking import Asker
from pipeline.flows.entries import OLDER, add_entries, sort_entries
from pipeline.flows.robots import ensure_allowed, rules_of_host
from pipeline.flows.services import Services
from pipeline.flows.stages import FeedReading, find_sitemap_addresses, read_feed_page, read_posts_page
from pipeline.net import robots
from pipeline.net.client import Wanted
from pipeline.telemetry import get_log
from storage.store import Transaction

MOST_TRIES = 3
"""How often a page of history is asked for before another way is tried."""
MOST_SITEMAPS = 5
"""How many sitemaps wait at most to be read."""
_NO_SUCH_PAGE = frozenset({400, 404, 410})
log = get_log("history")


def note_gap(tx: Transaction, polled: PolledFeed, older: str, now: datetime) -> None:
    """Write down that entries may have been missed since the last poll, and where they are to be looked for."""
    since = polled.state.last_success or now
    near = older if older and host_of(older) == host_of(polled.state.address) else ""
    options = ways(polled.state.address, polled.feed.gate, near, since)
    first = first_way(options, tx.gaps.of_feed(polled.feed.key, now - REMEMBERED), now)
    way, address = first or (Way.PAGED, "")
    state, reason = (GapState.OPEN, "") if first else (GapState.LOST, UNSEARCHED)
    gap = Gap(polled.feed.key, since, now, host_of(polled.state.address), now, way, address, state, reason=reason)
    tx.gaps.open(gap)
    log.warning("gap", feed=polled.feed.key, since=since, way=way.value if first else "none")


def search_gap(services: Services, asker: Asker, gap: Gap) -> bool:
    """Fetch the next page of a search; return whether the host may be asked for more now."""
    now = services.clock.now()
    with services.store.reading() as view:
        polled = view.feeds.get(gap.feed)
    try:
        if gap.way is Way.SITEMAP and gap.address.endswith("/robots.txt"):
            _find_sitemaps(services, asker, polled, gap, now)
        else:
            _read_page(services, asker, polled, gap, now)
    except (FetchError, ParseError, ComputeError) as error:
        return _after_failure(services, polled, gap, error, now)
    return True


def _find_sitemaps(services: Services, asker: Asker, polled: PolledFeed, gap: Gap, now: datetime) -> None:
    rules = rules_of_host(services, asker, polled.source, gap.address)
    if rules == robots.NOTHING:
        raise Unreachable("robots.txt could not be had", subject=gap.address, failure=Failure.ROBOTS)
    named = services.pool.run(find_sitemap_addresses, rules, gap.address)
    near = [address for address in named if host_of(address) == gap.host]
    best_first = sorted(near, key=lambda address: "news" not in address.lower())
    if not best_first:
        raise ParseError("robots.txt names no sitemap", subject=gap.address)
    found = Found(0, 0, overlap=False, next_address="\n".join(best_first[:MOST_SITEMAPS]))
    with services.store.writing() as tx:
        tx.gaps.put(after_page(gap, found, now))


def _read_page(services: Services, asker: Asker, polled: PolledFeed, gap: Gap, now: datetime) -> None:
    address, _, waiting = gap.address.partition("\n")
    ensure_allowed(services, asker, polled.source, address)
    page = asker.get(polled.source, address, Wanted.FEED)
    if not isinstance(page, Page):
        raise ParseError("304 unasked", subject=address)
    read = read_posts_page if gap.way is Way.WORDPRESS else read_feed_page
    reading: FeedReading = services.pool.run(read, page, polled.source.timezone, polled.feed.gate)
    entries = [entry for entry in reading.entries if _is_of_gap(entry, gap)]
    with services.store.writing() as tx:
        new = sort_entries(tx, polled, entries).new
        overlap = gap.way is not Way.SITEMAP and tx.feeds.known_before(
            gap.feed, [entry.identity for entry in entries], gap.since
        )
        if not new and not overlap and not gap.found and gap.way in {Way.OLDER, Way.PAGED}:
            raise ParseError("the page before it again", subject=address)
        add_entries(tx, polled, new, now, OLDER)
        found = Found(len(reading.entries), len(new), overlap, _next_address(gap, reading, address, waiting))
        tx.gaps.put(reached := after_page(gap, found, now))
    services.meters.count("history", "page")
    log.info("history", feed=gap.feed, way=gap.way.value, new=len(new), state=reached.state.value)


def _is_of_gap(entry: GatedEntry, gap: Gap) -> bool:
    """Sitemaps hold a whole archive: of them only what is as young as the gap counts."""
    published = entry.entry.published
    return gap.way is not Way.SITEMAP or (published is not None and published >= gap.since - ROUGHLY)


def _next_address(gap: Gap, reading: FeedReading, address: str, waiting: str) -> str:
    if gap.way is Way.OLDER:
        older = reading.parsed.older
        return older if older and host_of(older) == gap.host else ""
    if gap.way is not Way.SITEMAP:
        return next_page(address)
    since = gap.since - ROUGHLY
    parts = [part.url for part in reading.parsed.parts if part.modified is not None and part.modified >= since]
    near = [url for url in parts if host_of(url) == gap.host and url != address]
    return "\n".join([*near, *waiting.split("\n")][:MOST_SITEMAPS]).strip()


def _after_failure(services: Services, polled: PolledFeed, gap: Gap, error: PipelineError, now: datetime) -> bool:
    chance = services.chance()
    hold = retry_after(error, chance)
    with services.store.writing() as tx:
        tx.gaps.put(_later_or_elsewhere(polled, gap, error, now, chance))
        if hold is not None:
            tx.hosts.hold(gap.host, now + hold)
    log.info("history_failed", feed=gap.feed, way=gap.way.value, error=str(error))
    return hold is None


def _later_or_elsewhere(polled: PolledFeed, gap: Gap, error: PipelineError, now: datetime, chance: float) -> Gap:
    passing = isinstance(error, Busy | Unreachable | BadProtocol) and getattr(error, "status", 0) not in _NO_SUCH_PAGE
    if passing and gap.attempts < MOST_TRIES:
        due = next_try(error, attempts=gap.attempts + 1, now=now, chance=chance) or now
        return replace(gap, attempts=gap.attempts + 1, due_at=due, reason=error.message)
    waiting = gap.address.partition("\n")[2]
    if gap.way is Way.SITEMAP and waiting:
        return replace(gap, address=waiting, attempts=0, due_at=now)
    options = ways(polled.state.address, polled.feed.gate, "", gap.since)
    return after_dead_end(gap, options, error.message, now)
