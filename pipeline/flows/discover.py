"""Looking at an address before it is polled: whether it is a feed, and if not, which feeds its site has.

links that the page names -> addresses where feeds usually lie -> sitemaps that robots.txt names; each is tried.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from pipeline.config import Settings
from pipeline.domain.articles import NotModified, Page
from pipeline.domain.errors import ComputeError, FetchError, ParseError
from pipeline.domain.feeds import FeedLink, ParsedFeed
from pipeline.domain.urls import host_of
from pipeline.flows.clock import Clock
from pipeline.flows.services import Runner, user_agent
from pipeline.flows.stages import PRELOADED, feed_of_page, find_feed_links, find_sitemap_addresses, usual_feeds
from pipeline.net import robots
from pipeline.net.client import Client, Request, Transport, Wanted
from pipeline.net.guard import Guard
from pipeline.pool import Pool

MOST_TRIED = 20
"""How many addresses of a site are tried."""
_FAULTS = (FetchError, ParseError, ComputeError)


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that was looked at. `kind` is rss, atom, rdf, json, sitemap or sitemap_index."""

    url: str
    title: str
    kind: str
    entries: int
    newest: datetime | None


class Finder:
    """Looks at addresses, with the usual pause between two requests."""

    def __init__(self, client: Transport, pool: Runner, settings: Settings, stop: threading.Event) -> None:
        self._client = client
        self._pool = pool
        self._settings = settings
        self._stop = stop
        self._asked = False
        self.faults: list[str] = []
        """What was wrong with the addresses that were tried and gave no feed."""

    def look(self, url: str) -> tuple[Found | None, tuple[FeedLink, ...]]:
        """Look at one address: the feed it is, or else the feeds that the page there names.

        Raises FetchError, or ParseError where it is neither a feed nor a page that names any.
        """
        page = self._get(url, Wanted.FEED)
        try:
            return _found(url, self._pool.run(feed_of_page, page)), ()
        except ParseError:
            links: tuple[FeedLink, ...] = self._pool.run(find_feed_links, page)
            if not links:
                raise
            return None, links

    def discover(self, url: str) -> Iterator[Found]:
        """Find the feeds of the site at an address, the likeliest first; raises FetchError where it cannot be had."""
        links: tuple[FeedLink, ...] = ()
        try:
            found, links = self.look(url)
        except ParseError as fault:
            self.faults.append(str(fault))
            found = None
        if found is not None:
            yield found
            return
        seen: set[str] = set()
        for address in self._candidates(url, links):
            if len(seen) >= MOST_TRIED or self._stop.is_set():
                return
            if address not in seen:
                seen.add(address)
                yield from self._try(address)

    def _candidates(self, url: str, links: tuple[FeedLink, ...]) -> Iterator[str]:
        yield from (link.url for link in links)
        yield from usual_feeds(url)
        robots_address = urljoin(url, "/robots.txt")
        try:
            page = self._get(robots_address, Wanted.ROBOTS)
        except FetchError:
            return
        rules = robots.rules_of(page.body, page.header("content-type"))
        yield from self._pool.run(find_sitemap_addresses, rules, robots_address)

    def _try(self, address: str) -> Iterator[Found]:
        try:
            page = self._get(address, Wanted.FEED)
            yield _found(address, self._pool.run(feed_of_page, page))
        except _FAULTS as fault:
            self.faults.append(str(fault))

    def _get(self, url: str, wanted: Wanted) -> Page:
        if self._asked:
            self._stop.wait(self._settings.host_delay)
        self._asked = True
        answer = self._client.get(Request(url, wanted, proxy=self._settings.proxy))
        if isinstance(answer, NotModified):
            raise ParseError("304 unasked", subject=url)
        return answer


@contextmanager
def open_finder(settings: Settings, clock: Clock, stop: threading.Event) -> Iterator[Finder]:
    """Open the network and a process to read with; nothing is stored."""
    guard = Guard(settings.allow_networks, settings.allow_ports)
    client = Client(user_agent=user_agent(settings), guard=guard, deadline=settings.deadline, clock=clock.now)
    pool = Pool(1, preload=PRELOADED[:1])
    try:
        yield Finder(client, pool, settings, stop)
    finally:
        pool.close()
        client.close()


def best_of(links: tuple[FeedLink, ...], url: str) -> FeedLink | None:
    """The likeliest of the feeds that a page names: the first at its own host, else the first."""
    near = [link for link in links if host_of(link.url) == host_of(url)]
    return next(iter((*near, *links)), None)


def _found(url: str, parsed: ParsedFeed) -> Found:
    dates = [entry.published for entry in parsed.entries if entry.published is not None]
    return Found(url, parsed.title, parsed.kind, len(parsed.entries), max(dates, default=None))
