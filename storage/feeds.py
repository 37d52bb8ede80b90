"""Sources and feeds, their polls, and the entries they gave."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, case, func, insert, or_, select, update

from pipeline.domain.cadence import LONGEST_FAILING, LONGEST_HEALTHY, LONGEST_PAUSE
from pipeline.domain.errors import Failure, NotFound
from pipeline.domain.feeds import (
    Certainty,
    Entry,
    Feed,
    FeedState,
    FeedStatus,
    Gate,
    GatedEntry,
    Ownership,
    Poll,
    PolledFeed,
    Source,
)
from pipeline.domain.records import KeptOut
from pipeline.domain.urls import host_of, url_key
from storage.dialects import insert_missing, row_of, upsert
from storage.hosts import pollable
from storage.polling_tables import feeds, hosts, polls, sources
from storage.schema import entries, links

_STATE = tuple(name for name in FeedState.__dataclass_fields__)
_ADD_POLL = insert(polls)
_SET_STATE = update(feeds).where(feeds.c.key == bindparam("of_feed"))


FAILED = frozenset({FeedStatus.ERROR, FeedStatus.GONE, FeedStatus.RETRY_LATER})
"""How a poll ends that did not answer."""


class Polls(NamedTuple):
    """Polls of one feed: how many there were, how many of them answered, and the last one."""

    number: int
    answered: int
    last: Poll


class Feeds:
    """What is polled. The lists load once into these tables; afterwards the tables win."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def load(self, new_sources: Iterable[Source], new_feeds: Iterable[Feed], first_poll: datetime) -> int:
        """Add the sources and feeds that are not known yet; return how many feeds were added.

        A feed that was disabled or removed here stays so; what the lists say of a source is brought up to date.
        """
        for source in new_sources:
            upsert(self._connection, sources, _source_row(source))
        known = set(self._connection.scalars(select(feeds.c.key)))
        added = [_feed_row(feed, first_poll) for feed in new_feeds if feed.key not in known]
        insert_missing(self._connection, feeds, added)
        return len(added)

    def add(self, source: Source, feed: Feed, first_poll: datetime) -> None:
        """Add one feed, or bring back one that was removed."""
        insert_missing(self._connection, sources, [_source_row(source)])
        upsert(self._connection, feeds, {**_feed_row(feed, first_poll), "removed": False})

    def all(self) -> list[PolledFeed]:
        """Every feed that was not removed, by key."""
        return self._polled(_feeds_and_sources().where(~feeds.c.removed).order_by(feeds.c.key))

    def get(self, key: str) -> PolledFeed:
        """One feed by its key; raises NotFound."""
        found = self._polled(_feeds_and_sources().where(feeds.c.key == key, ~feeds.c.removed))
        if not found:
            raise NotFound("feed", key)
        return found[0]

    def has(self, key: str) -> bool:
        """Whether there is a feed with this key that was not removed."""
        return self._connection.scalar(select(feeds.c.key).where(feeds.c.key == key, ~feeds.c.removed)) is not None

    def at_address(self, address: str) -> str | None:
        """The key of the feed that has this address, in whatever spelling: a candidate, the one in use, or the next."""
        return self.by_address().get(url_key(address))

    def by_address(self) -> dict[str, str]:
        """The keys of all feeds by the url_keys of the addresses they go by."""
        query = select(feeds.c.key, feeds.c.addresses, feeds.c.address, feeds.c.moved_to).where(~feeds.c.removed)
        return {
            url_key(address): key
            for key, addresses, used, moved_to in self._connection.execute(query)
            for address in (*addresses, used, moved_to)
            if address
        }

    def due(self, host: str, now: datetime, *, of: Collection[str] | None = None) -> list[PolledFeed]:
        """The feeds at a host that are due, longest overdue first."""
        query = _feeds_and_sources().where(feeds.c.host == host, pollable(), feeds.c.next_poll <= now)
        if of is not None:
            query = query.where(feeds.c.source.in_(of))
        return self._polled(query.order_by(feeds.c.next_poll, feeds.c.key))

    def bring_forward(self, now: datetime, *, keys: Collection[str] | None = None) -> None:
        """Make feeds due now; never those that are gone, or of a host that is to be left alone."""
        ahead = or_(feeds.c.next_poll.is_(None), feeds.c.next_poll > now)
        held = select(hosts.c.name).where(hosts.c.not_before > now)
        may_be_asked = and_(feeds.c.status != FeedStatus.GONE, feeds.c.host.not_in(held))
        change = update(feeds).where(pollable(), ahead, may_be_asked)
        if keys is not None:
            change = change.where(feeds.c.key.in_(keys))
        self._connection.execute(change.values(next_poll=now))

    def any_astray(self, now: datetime) -> bool:
        """Whether a next poll lies further ahead than any rule sets it: the clock jumped when it was written."""
        return self._connection.scalar(select(feeds.c.key).where(_astray(now)).limit(1)) is not None

    def recall_astray(self, now: datetime) -> None:
        """Make those feeds due now."""
        self._connection.execute(update(feeds).where(_astray(now)).values(next_poll=now))

    def set_enabled(self, key: str, enabled: bool, now: datetime) -> None:
        """Poll a feed, or no longer; one that is enabled again is due at once."""
        self.get(key)
        values: dict[str, Any] = {"enabled": enabled} | ({"next_poll": now} if enabled else {})
        self._connection.execute(update(feeds).where(feeds.c.key == key).values(**values))

    def remove(self, key: str) -> None:
        """Forget a feed but for its history; an upgrade of the lists does not bring it back."""
        self.get(key)
        self._connection.execute(update(feeds).where(feeds.c.key == key).values(removed=True, enabled=False))

    def record(self, poll: Poll, state: FeedState) -> None:
        """Write down a poll and what the feed is known as after it."""
        self._connection.execute(_ADD_POLL, row_of(poll))
        row = {name: getattr(state, name) for name in _STATE}
        self._connection.execute(_SET_STATE, {**row, "host": host_of(state.address), "of_feed": poll.feed})

    def known_names(self, feed: str, identities: Collection[str]) -> dict[str, tuple[str, str]]:
        """The guids and titles of those of these entries of a feed that were seen before, by their identity."""
        query = select(entries.c.identity, entries.c.guid, entries.c.title)
        rows = self._connection.execute(query.where(entries.c.feed == feed, entries.c.identity.in_(identities)))
        return {identity: (guid, title) for identity, guid, title in rows}

    def reword(self, feed: str, gated: GatedEntry) -> int | None:
        """Let an entry say what the feed says of it now; return the article that it led to, if it led to one."""
        known = entries.c.feed == feed, entries.c.identity == gated.identity
        said = {"title": gated.entry.title, "summary": gated.entry.summary, "content": gated.entry.content}
        self._connection.execute(update(entries).where(*known).values(**said))
        return self._connection.scalar(
            select(links.c.article).join(entries, entries.c.link == links.c.id).where(*known)
        )

    def known_before(self, feed: str, identities: Collection[str], moment: datetime) -> bool:
        """Whether one of these entries of a feed was seen at a moment or before."""
        query = select(entries.c.id).where(
            entries.c.feed == feed, entries.c.identity.in_(identities), entries.c.first_seen <= moment
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def add_entries(self, feed: str, new: Sequence[tuple[GatedEntry, int | None]], now: datetime) -> None:
        """Store entries as the feed said them, each with the id of its link where it has one."""
        insert_missing(self._connection, entries, [_entry_row(feed, gated, link, now) for gated, link in new])

    def off_topic(self, after: int, limit: int, since: datetime | None) -> list[KeptOut]:
        """The entries with a larger id that gates kept out, by id."""
        text = case((entries.c.summary != "", entries.c.summary), else_=entries.c.content)
        columns = entries.c.id, entries.c.title, text, func.coalesce(entries.c.url, ""), entries.c.link
        query = select(*columns).where(~entries.c.on_topic, entries.c.id > after)
        if since is not None:
            query = query.where(entries.c.first_seen >= since)
        return [KeptOut(*row) for row in self._connection.execute(query.order_by(entries.c.id).limit(limit))]

    def let_in(self, ids: Collection[int]) -> None:
        """Say that these entries are on topic after all."""
        if ids:
            self._connection.execute(update(entries).where(entries.c.id.in_(ids)).values(on_topic=True))

    def entry_of(self, link: int) -> Entry | None:
        """The first entry that led to a link."""
        row = self._connection.execute(select(entries).where(entries.c.link == link).order_by(entries.c.id)).first()
        return None if row is None else _entry(row)

    def entry_of_article(self, article: int) -> Entry | None:
        """The first entry that led to an article."""
        query = select(entries).join(links, links.c.id == entries.c.link).where(links.c.article == article)
        row = self._connection.execute(query.order_by(entries.c.id)).first()
        return None if row is None else _entry(row)

    def source(self, key: str) -> Source | None:
        """One source by its key."""
        row = self._connection.execute(select(sources).where(sources.c.key == key)).first()
        return None if row is None else _source(row)

    def sources(self) -> dict[str, Source]:
        """All sources by key."""
        return {row.key: _source(row) for row in self._connection.execute(select(sources))}

    def polls_between(self, since: datetime | None, until: datetime) -> list[Poll]:
        """The polls that ended in a span of time, oldest first."""
        query = select(polls).where(polls.c.at < until).order_by(polls.c.at, polls.c.id)
        rows = self._connection.execute(query if since is None else query.where(polls.c.at >= since))
        return [_poll(row) for row in rows]

    def polled_between(self, since: datetime | None, until: datetime) -> dict[str, Polls]:
        """How the polls of each feed went that ended in a span of time; feeds without any are left out."""
        inside = [polls.c.at < until] if since is None else [polls.c.at >= since, polls.c.at < until]
        counts = func.count().label("number"), func.count().filter(polls.c.status.not_in(FAILED)).label("answered")
        counted = (
            select(polls.c.feed, *counts, func.max(polls.c.at).label("last")).where(*inside).group_by(polls.c.feed)
        ).subquery()
        newest = and_(polls.c.feed == counted.c.feed, polls.c.at == counted.c.last)
        query = select(polls, counted.c.number, counted.c.answered).join(counted, newest).order_by(polls.c.id)
        return {row.feed: Polls(row.number, row.answered, _poll(row)) for row in self._connection.execute(query)}

    def newest_poll(self) -> int:
        """The number of the last poll; 0 where there was none."""
        return self._connection.scalar(select(func.max(polls.c.id))) or 0

    def reached_since(self, since: datetime) -> tuple[int, int]:
        """How many feeds answered at all since a moment, and how many could not be reached."""
        unreached = polls.c.error.in_([Failure.TRANSPORT, Failure.TIMEOUT])
        query = select(
            func.count(polls.c.feed.distinct()).filter(or_(polls.c.error.is_(None), ~unreached)),
            func.count(polls.c.feed.distinct()).filter(unreached),
        ).where(polls.c.at >= since)
        row = self._connection.execute(query).one()
        return row[0], row[1]

    def arrivals(self, since: datetime) -> dict[str, list[tuple[datetime, int]]]:
        """When each feed gave new entries since a moment, and how many, oldest first."""
        query = select(polls.c.feed, polls.c.at, polls.c.new).where(polls.c.at >= since, polls.c.new > 0)
        found: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
        for feed, at, new in self._connection.execute(query.order_by(polls.c.at, polls.c.id)):
            found[feed].append((at, new))
        return found

    def last_successes(self, until: datetime) -> dict[str, datetime]:
        """When each feed last answered as it should, before a moment."""
        good = [FeedStatus.OK, FeedStatus.NOT_MODIFIED, FeedStatus.UNCHANGED, FeedStatus.MOVED]
        query = select(polls.c.feed, func.max(polls.c.at)).where(polls.c.status.in_(good), polls.c.at < until)
        return {feed: at for feed, at in self._connection.execute(query.group_by(polls.c.feed))}

    def entry_counts(self, since: datetime | None, until: datetime) -> tuple[int, int]:
        """How many entries were first seen in a span of time, and how many of them passed their gate."""
        query = select(func.count(), func.count().filter(entries.c.on_topic)).where(entries.c.first_seen < until)
        row = self._connection.execute(query if since is None else query.where(entries.c.first_seen >= since)).one()
        return row[0], row[1]

    def _polled(self, query: Select[Any]) -> list[PolledFeed]:
        rows = self._connection.execute(query)
        return [PolledFeed(_feed(row), _source(row, "source_"), _state(row)) for row in rows]


def _astray(now: datetime) -> ColumnElement[bool]:
    healthy = and_(feeds.c.failures == 0, feeds.c.next_poll > now + LONGEST_HEALTHY)
    failing = and_(feeds.c.status != FeedStatus.GONE, feeds.c.next_poll > now + LONGEST_FAILING)
    return or_(healthy, failing, feeds.c.next_poll > now + LONGEST_PAUSE)


def _feeds_and_sources() -> Select[Any]:
    labelled = [column.label(f"source_{column.name}") for column in sources.c]
    return select(feeds, *labelled).join(sources, sources.c.key == feeds.c.source)


def _source_row(source: Source) -> dict[str, Any]:
    return {**row_of(source), "covers": list(source.covers), "languages": list(source.languages)}


def _source(row: Row[Any], prefix: str = "") -> Source:
    values = {name: row._mapping[prefix + name] for name in Source.__dataclass_fields__}
    lists = {name: tuple(values[name]) for name in ("covers", "languages")}
    return Source(**{**values, **lists, "ownership": Ownership(values["ownership"])})


def _feed_row(feed: Feed, first_poll: datetime) -> dict[str, Any]:
    row = {**row_of(feed), "addresses": list(feed.addresses), "address": feed.addresses[0]}
    return {**row, "host": host_of(feed.addresses[0]), "next_poll": first_poll}


def _feed(row: Row[Any]) -> Feed:
    return Feed(
        key=row.key,
        source=row.source,
        addresses=tuple(row.addresses),
        gate=Gate(row.gate),
        certainty=Certainty(row.certainty),
        enabled=row.enabled,
        folder=row.folder,
    )


def _state(row: Row[Any]) -> FeedState:
    values = {name: row._mapping[name] for name in _STATE}
    error = None if row.error is None else Failure(row.error)
    typed = {"status": FeedStatus(row.status), "error": error, "peaks": tuple(row.peaks), "marks": row.marks or b""}
    return FeedState(**{**values, **typed})


def _entry_row(feed: str, gated: GatedEntry, link: int | None, now: datetime) -> dict[str, Any]:
    row = {**row_of(gated.entry), "authors": list(gated.entry.authors), "categories": list(gated.entry.categories)}
    return {
        **row,
        "feed": feed,
        "identity": gated.identity,
        "link": link,
        "on_topic": gated.on_topic,
        "first_seen": now,
    }


def _entry(row: Row[Any]) -> Entry:
    values = {name: row._mapping[name] for name in Entry.__dataclass_fields__}
    return Entry(**{**values, "authors": tuple(row.authors), "categories": tuple(row.categories)})


def _poll(row: Row[Any]) -> Poll:
    values = {name: row._mapping[name] for name in Poll.__dataclass_fields__}
    error = None if row.error is None else Failure(row.error)
    return replace(Poll(**{**values, "error": error}), status=FeedStatus(row.status))
