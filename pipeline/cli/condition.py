"""What `sahel status` shows: what is stored, what is due, what is wrong."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.cli.locking import process_at_work
from pipeline.cli.rendering import print_table, say, short_moment, when_due
from pipeline.config import Settings
from pipeline.domain.deliveries import DeliveryState
from pipeline.domain.errors import ConfigError
from pipeline.domain.feeds import FeedStatus, GapState, PolledFeed
from pipeline.domain.health import MEMORY, Arrivals, Condition, health_of
from pipeline.domain.hosts import Fate
from pipeline.flows.robots import closed_hosts
from storage.store import Store, Transaction

_BAD = frozenset({FeedStatus.ERROR, FeedStatus.GONE, FeedStatus.RETRY_LATER})
_MOST_SHOWN, _MOST_NAMED = 15, 5
_CLOSED = "hosts whose robots.txt cannot be had, so that no article is fetched there"
_WEEK = timedelta(days=7)
_FATES = {
    Fate.ARTICLE: "stored as articles",
    Fate.OFF_TOPIC: "left out by a feed's gate",
    Fate.WAITING: "waiting",
    Fate.REJECTED: "without an article",
    Fate.UNRESOLVED: "behind a redirector",
    Fate.GIVEN_UP: "given up",
}
"""What became of links, in words."""


@dataclass(frozen=True, slots=True)
class FailingFeed:
    """A feed that does not work, and why."""

    key: str
    status: str
    error: str
    detail: str
    since: datetime | None
    next_poll: datetime | None


@dataclass(frozen=True, slots=True)
class HomeCondition:
    """The state of a home in figures."""

    home: str
    database: str
    service: str
    articles: int
    relevant: int
    feeds: int
    enabled: int
    never_polled: int
    due: int
    visited: int
    last_poll: datetime | None
    links: dict[str, int]
    newest_digest: str
    free_mb: int
    failing: tuple[FailingFeed, ...]
    wrong: tuple[str, ...]


def condition_of(settings: Settings, store: Store, now: datetime) -> HomeCondition:
    """Read the state of a home."""
    process = process_at_work(settings.home)
    with store.reading() as view:
        feeds = view.feeds.all()
        enabled = [polled for polled in feeds if polled.feed.enabled]
        links: dict[str, int] = {}
        for (fate, _), number in view.links.counts().items():
            links[fate.value] = links.get(fate.value, 0) + number
        free = shutil.disk_usage(settings.home).free // 1_000_000
        failing = tuple(_failing(polled) for polled in enabled if polled.state.status in _BAD)
        arrivals = view.feeds.arrivals(now - MEMORY)
        gaps = view.gaps.counts(now - _WEEK)
        odd = (
            *_odd_feeds(enabled, arrivals, gaps, now),
            *_listed(_CLOSED, closed_hosts(view), ""),
            *_judged_by_others(view),
            *_not_delivered(view),
            *_faulty_searches(settings, view),
        )
        last = max((polled.state.last_polled for polled in feeds if polled.state.last_polled), default=None)
        return HomeCondition(
            home=str(settings.home),
            database=store.name,
            service=f"running, process {process}" if process else "not running",
            articles=view.articles.count(),
            relevant=view.articles.count(relevant=True),
            feeds=len(feeds),
            enabled=len(enabled),
            never_polled=sum(polled.state.status is FeedStatus.NEVER for polled in enabled),
            due=len(view.hosts.due(now, 10_000)),
            visited=view.hosts.visited(now),
            last_poll=last,
            links=links,
            newest_digest=view.editions.newest_day() or "",
            free_mb=free,
            failing=failing,
            wrong=(*_wrong(settings, free, len(failing), len(enabled), last, now, process), *odd),
        )


def print_condition(condition: HomeCondition, now: datetime) -> None:
    """Print the state of a home for people."""
    rows = [
        ("home", condition.home),
        ("database", condition.database),
        ("service", condition.service),
        ("articles", f"{condition.articles}, {condition.relevant} relevant"),
        ("feeds", f"{condition.feeds}, {condition.enabled} enabled, {condition.never_polled} never polled"),
        ("last poll", short_moment(condition.last_poll) or "none"),
        ("hosts", f"{condition.due} due, {condition.visited} being visited"),
        ("links", _fates(condition.links) or "none"),
        ("newest digest", condition.newest_digest or "none"),
        ("free space", f"{condition.free_mb} MB"),
    ]
    print_table(("", ""), rows, empty="")
    say("")
    for sentence in condition.wrong or ("nothing is wrong",):
        say(sentence)
    if condition.failing:
        say("")
        shown = [
            (one.key, one.status, one.error, one.detail, when_due(one.next_poll, now))
            for one in condition.failing[:_MOST_SHOWN]
        ]
        print_table(("feed", "status", "error", "detail", "next poll"), shown, empty="")
        if len(condition.failing) > _MOST_SHOWN:
            say(f"and {len(condition.failing) - _MOST_SHOWN} more (sahel feeds list)")


def _fates(links: Mapping[str, int]) -> str:
    return ", ".join(f"{links[fate.value]} {words}" for fate, words in _FATES.items() if fate.value in links)


def _failing(polled: PolledFeed) -> FailingFeed:
    state = polled.state
    return FailingFeed(
        polled.feed.key, state.status, state.error or "", state.error_detail, state.failing_since, state.next_poll
    )


def _odd_feeds(
    feeds: Sequence[PolledFeed],
    arrivals: Mapping[str, Arrivals],
    gaps: Mapping[tuple[str, GapState], int],
    now: datetime,
) -> Iterator[str]:
    """What is odd about feeds that answer, a sentence each kind."""
    conditions = {one.feed.key: health_of(one, arrivals.get(one.feed.key, ()), now).condition for one in feeds}
    of = {word: [key for key, condition in conditions.items() if condition is word] for word in Condition}
    lost = sorted({key for (key, state) in gaps if state in {GapState.LOST, GapState.BOUNDED}})
    unverified = sorted({one.source.key for one in feeds if not one.source.verify_tls})
    told = (
        ("silent although news was to be expected", of[Condition.SILENT]),
        ("answering with old entries only", of[Condition.STALE]),
        ("with entries that were lost, or may have been, this week", lost),
        ("moved for good, not proven yet", of[Condition.MOVED]),
        ("reached without checking their TLS certificates", unverified),
    )
    for words, keys in told:
        yield from _listed(words, keys, " (sahel feeds check)")


def _listed(words: str, names: Sequence[str], ending: str) -> Iterator[str]:
    """A sentence that names the first of them; none where there are none."""
    if names:
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        yield f"{words}: {', '.join(names[:_MOST_NAMED])}{more}{ending}"


def _judged_by_others(view: Transaction) -> Iterator[str]:
    lexicon = view.lexicons.current()
    number = view.articles.count_tagged_otherwise(lexicon) if lexicon else 0
    if number:
        yield f"{number} articles were judged by earlier lists of topics, places and actors (sahel retag)"


def _faulty_searches(settings: Settings, view: Transaction) -> Iterator[str]:
    """A fault in the saved searches: no alert and no feed of theirs is made."""
    from pipeline.flows.feeds_out import check_searches, topics_of
    from pipeline.lists import load_searches

    try:
        check_searches(view, load_searches(settings.seeds), topics_of(view))
    except ConfigError as error:
        yield f"saved searches: {error}"


def _not_delivered(view: Transaction) -> Iterator[str]:
    counts = view.deliveries.counts()
    if unknown := counts.get(DeliveryState.UNKNOWN, 0):
        yield f"{unknown} deliveries were broken off, and may have arrived (sahel deliveries)"
    if failed := counts.get(DeliveryState.FAILED, 0):
        yield f"{failed} deliveries did not arrive (sahel deliveries)"
    if troubled := view.deliveries.refused():
        yield f"{len(troubled)} deliveries were refused and are tried again: {troubled[0]} (sahel deliveries)"


def _wrong(
    settings: Settings, free: int, failing: int, enabled: int, last: datetime | None, now: datetime, process: str
) -> list[str]:
    found = []
    if free < settings.min_free_mb:
        found.append(
            f"the disk is nearly full: {free} MB free, min_free_mb is {settings.min_free_mb}; pages are not kept"
        )
    if failing:
        found.append(f"{failing} of {enabled} enabled feeds failed at their last poll")
    if last is not None and now - last > timedelta(hours=2):
        why = "although the service is running" if process else "and `sahel run` is not running"
        found.append(f"nothing was polled since {short_moment(last)} UTC, {why}")
    if not settings.contact:
        found.append("no contact is set, so outlets cannot reach you (setting contact)")
    return found
