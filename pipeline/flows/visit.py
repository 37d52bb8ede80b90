"""A visit: one worker's polite turn at one host.

lease the host -> its due feeds, links, gaps and rechecks, one request at a time and a pause between -> release the host
"""

import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from pipeline.domain.feeds import Gap, PolledFeed
from pipeline.domain.hosts import Lease, Link, Recheck
from pipeline.flows.asking import Asker
from pipeline.flows.entries import CURRENT
from pipeline.flows.history import search_gap
from pipeline.flows.ingest import fetch_link
from pipeline.flows.owners import is_dead, this_process
from pipeline.flows.poll import poll_feed
from pipeline.flows.recheck import recheck
from pipeline.flows.robots import delay_for
from pipeline.flows.services import Services
from pipeline.flows.space import ensure_room

SLICE = 60.0
"""How long one turn at a host lasts, seconds; what is left over is done at the next."""
LEASE = 300.0
"""How long a host is ours without a sign of life, seconds: a slice and more than one slow request."""
_LINKS_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Visited:
    """What a visit came to; not `begun` means that another holds the host, or that it must be left alone."""

    host: str
    begun: bool
    polled: int = 0
    fetched: int = 0


def visit(services: Services, host: str, stop: threading.Event, *, sources: Collection[str] | None = None) -> Visited:
    """Pay one visit to a host, until nothing is due there, the slice is over, or `stop` is set.

    `sources`: do only what is due for these. Raises StoreFull before anything is fetched where there is no room.
    """
    ensure_room(services)
    with services.store.writing() as tx:
        lease = tx.hosts.lease(host, this_process(), services.clock.now(), LEASE)
    if lease is None:
        return Visited(host, begun=False)
    turn = _Turn(services, lease, stop, sources)
    try:
        turn.take()
    finally:
        turn.end()
    services.meters.count("visit", "done")
    return Visited(host, True, turn.polled, turn.fetched)


def free_dead_leases(services: Services) -> int:
    """Take back the leases of processes of this machine that have ended; return how many."""
    with services.store.reading() as view:
        dead = [owner for owner in view.hosts.owners() if is_dead(owner)]
    if not dead:
        return 0
    with services.store.writing() as tx:
        pause = services.clock.now() + timedelta(seconds=services.settings.host_delay)
        return sum(tx.hosts.free(owner, pause) for owner in dead)


class _Turn:
    """The course of one visit."""

    def __init__(
        self, services: Services, lease: Lease, stop: threading.Event, sources: Collection[str] | None
    ) -> None:
        self._services = services
        self._lease = lease
        self._stop = stop
        self._sources = sources
        self._asker = Asker(services, delay_for(lease.host, services.settings.host_delay), stop)
        self._ends = monotonic() + SLICE
        self.polled = 0
        self.fetched = 0

    def take(self) -> None:
        """Do what is due, one thing after the other."""
        for work in self._due():
            if not self._may_go_on() or not self._do(work):
                return

    def end(self) -> None:
        """Give the host back, to be left alone for its pause."""
        pause = timedelta(seconds=self._asker.pause if self._asker.has_asked else 0.0)
        with self._services.store.writing() as tx:
            tx.hosts.release(self._lease, self._services.clock.now() + pause)

    def _due(self) -> Iterator[PolledFeed | Gap | Link | Recheck]:
        name, services = self._lease.host.name, self._services
        with services.store.reading() as view:
            feeds = view.feeds.due(name, services.clock.now(), of=self._sources)
        yield from feeds
        yield from self._links(lowest=CURRENT)
        while gap := self._gap():
            yield gap
        yield from self._links(lowest=None)
        yield from self._rechecks()

    def _links(self, lowest: int | None) -> Iterator[Link]:
        while True:
            now = self._services.clock.now()
            with self._services.store.reading() as view:
                links = view.links.due(self._lease.host.name, now, _LINKS_AT_ONCE, of=self._sources, lowest=lowest)
            if not links:
                return
            yield from links

    def _rechecks(self) -> Iterator[Recheck]:
        while True:
            now = self._services.clock.now()
            with self._services.store.reading() as view:
                due = view.rechecks.due(self._lease.host.name, now, _LINKS_AT_ONCE, of=self._sources)
            if not due:
                return
            yield from due

    def _gap(self) -> Gap | None:
        now = self._services.clock.now()
        with self._services.store.reading() as view:
            due = view.gaps.due(self._lease.host.name, now, of=self._sources)
        return next(iter(due), None)

    def _do(self, work: PolledFeed | Gap | Link | Recheck) -> bool:
        if isinstance(work, PolledFeed):
            self.polled += 1
            return poll_feed(self._services, self._asker, work)
        if isinstance(work, Gap):
            return search_gap(self._services, self._asker, work)
        if isinstance(work, Recheck):
            return recheck(self._services, self._asker, work)
        self.fetched += 1
        return fetch_link(self._services, self._asker, work)

    def _may_go_on(self) -> bool:
        """Say no when the slice is over, we are told to stop or to leave the host alone, or the lease was lost."""
        is_wanted = not self._stop.is_set() and not self._asker.is_held
        return is_wanted and monotonic() < self._ends and self._still_ours()

    def _still_ours(self) -> bool:
        now = self._services.clock.now()
        if (self._lease.until - now).total_seconds() > LEASE / 2:
            return True
        with self._services.store.writing() as tx:
            renewed = tx.hosts.renew(self._lease, now, LEASE)
        if renewed is None:
            return False
        self._lease = renewed
        return True
