"""From the answer of a feed to its entries: also through a sitemap index, and through a page that names a feed."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from pipeline.domain.articles import NotModified, Page
from pipeline.domain.errors import ComputeError, FetchError, ParseError
from pipeline.domain.feeds import ParsedFeed, PolledFeed, SitemapPart
from pipeline.domain.polling import known_marks
from pipeline.domain.urls import host_of
from pipeline.flows.asking import Asker
from pipeline.flows.services import Services
from pipeline.flows.stages import FeedReading, find_feed_links, read_feed_page
from pipeline.net.client import Wanted

MOST_PARTS = 4
"""How many sitemaps of an index are fetched at one poll."""
MOST_LINKS = 2
"""How many feeds that a page names are tried."""
OVERLAP = timedelta(days=3)
"""How much older than the last poll a sitemap may be and still be read: dates are rough, and one may have failed."""
INDEX = "sitemap_index"


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What was read, and the page that the feed is known by from now on."""

    reading: FeedReading
    page: Page


def read_answer(services: Services, asker: Asker, polled: PolledFeed, page: Page) -> FeedAnswer:
    """Read what a feed's address answered; raises ParseError, ComputeError, or FetchError where all parts fail."""
    try:
        marks = known_marks(polled.state, page.fetched_at)
        reading = services.pool.run(read_feed_page, page, polled.source.timezone, polled.feed.gate, marks)
    except ParseError as error:
        return _named_by_page(services, asker, polled, page, error)
    if reading.parsed.kind == INDEX:
        reading = _Index(services, asker, polled).read(reading)
    return FeedAnswer(reading, page)


def _named_by_page(services: Services, asker: Asker, polled: PolledFeed, page: Page, error: ParseError) -> FeedAnswer:
    """Try the feeds that a page in place of a feed names; where none is one, the error stands."""
    host = host_of(page.url_final)
    links = services.pool.run(find_feed_links, page)
    for link in [link for link in links if host_of(link.url) == host][:MOST_LINKS]:
        try:
            answer = asker.get(polled.source, link.url, Wanted.FEED)
            if isinstance(answer, Page):
                reading = services.pool.run(read_feed_page, answer, polled.source.timezone, polled.feed.gate)
                return FeedAnswer(reading, answer)
        except (FetchError, ParseError, ComputeError):
            continue
    raise error


class _Index:
    """Reads the sitemaps that an index names: the newest first, a few of them, each once."""

    def __init__(self, services: Services, asker: Asker, polled: PolledFeed) -> None:
        self._services = services
        self._asker = asker
        self._polled = polled
        self._host = host_of(polled.state.address)
        self._seen = {polled.state.address}
        self._waiting: deque[SitemapPart] = deque()

    def read(self, index: FeedReading) -> FeedReading:
        """The entries of all parts in one; raises the error of the last part where none could be read."""
        self._take_up(index.parsed)
        found, error = index, None
        for _ in range(MOST_PARTS):
            if not self._waiting or self._asker.is_held:
                break
            try:
                reading = self._part(self._waiting.popleft())
            except (FetchError, ParseError) as fault:
                error = fault
                continue
            self._take_up(reading.parsed)
            found = _merged(found, reading)
        if error is not None and not found.entries:
            raise error
        return found

    def _part(self, part: SitemapPart) -> FeedReading:
        source = self._polled.source
        answer = self._asker.get(source, part.url, Wanted.FEED)
        if isinstance(answer, NotModified):
            raise ParseError("304 unasked", subject=part.url)
        return self._services.pool.run(read_feed_page, answer, source.timezone, self._polled.feed.gate)

    def _take_up(self, parsed: ParsedFeed) -> None:
        since = self._polled.state.last_success
        for part in _from_both_ends(parsed.parts):
            if part.url not in self._seen and _is_new(part, since) and host_of(part.url) == self._host:
                self._seen.add(part.url)
                self._waiting.append(part)


def _from_both_ends(parts: Sequence[SitemapPart]) -> list[SitemapPart]:
    """The parts by their dates; of those with the same, or none, first and last in turn: either may be the newest."""
    ordered: list[SitemapPart] = []
    for _, group in groupby(parts, key=lambda part: part.modified):
        waiting = deque(group)
        while waiting:
            ordered.append(waiting.popleft())
            if waiting:
                ordered.append(waiting.pop())
    return ordered


def _is_new(part: SitemapPart, since: datetime | None) -> bool:
    return part.modified is None or since is None or part.modified >= since - OVERLAP


def _merged(one: FeedReading, other: FeedReading) -> FeedReading:
    by_identity = {entry.identity: entry for entry in (*other.entries, *one.entries)}
    return replace(one, entries=tuple(by_identity.values()))
