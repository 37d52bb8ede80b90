"""Links: the addresses to fetch, and what became of them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, update

from pipeline.domain.cadence import LONGEST_FAILING
from pipeline.domain.hosts import Fate, Link, NewLink, Why
from storage.dialects import insert_missing, row_of
from storage.schema import aliases, articles, links, tombstones


class Links:
    """The addresses to fetch: one row an article address, never two."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Sequence[NewLink], now: datetime) -> dict[str, int]:
        """Add the links not known yet; return the ids of all of them by url_key.

        An address whose article is stored already is settled at once, and one that was forgotten is given up.
        """
        if not new:
            return {}
        keys = [link.url_key for link in new]
        before = self._ids(keys)
        self._reopen([link.url_key for link in new if link.fate is Fate.WAITING and link.url_key in before], now)
        insert_missing(
            self._connection,
            links,
            [{**row_of(link), "first_seen": now} for link in new if link.url_key not in before],
        )
        added = [key for key in keys if key not in before]
        self._settle_known(added)
        self._settle_forgotten(added)
        return before | self._ids(added)

    def get(self, link: int) -> Link:
        """One link by its id."""
        return _link(self._connection.execute(select(links).where(links.c.id == link)).one())

    def due(
        self, host: str, now: datetime, limit: int, *, of: Collection[str] | None = None, lowest: int | None = None
    ) -> list[Link]:
        """The links at a host that are due, of a priority and above, by priority, then longest overdue first."""
        query = select(links).where(links.c.host == host, links.c.fate == Fate.WAITING, links.c.due_at <= now)
        if of is not None:
            query = query.where(links.c.source.in_(of))
        if lowest is not None:
            query = query.where(links.c.priority >= lowest)
        ordered = query.order_by(links.c.priority.desc(), links.c.due_at, links.c.id).limit(limit)
        return [_link(row) for row in self._connection.execute(ordered)]

    def any_astray(self, now: datetime) -> bool:
        """Whether a link waits for longer than any rule makes it wait: the clock jumped when that was written."""
        return self._connection.scalar(select(links.c.id).where(_astray(now)).limit(1)) is not None

    def recall_astray(self, now: datetime) -> None:
        """Let those links be fetched now."""
        self._connection.execute(update(links).where(_astray(now)).values(due_at=now))

    def settle(self, link: int, fate: Fate, *, reason: str = "", article: int | None = None) -> None:
        """Say what became of a link."""
        values: dict[str, Any] = {"fate": fate, "reason": reason, "attempts": 0}
        if article is not None:
            values["article"] = article
        self._connection.execute(update(links).where(links.c.id == link).values(**values))

    def send_on(self, link: int, url: str, host: str, due_at: datetime, *, hops: int) -> None:
        """Fetch a link at another address, from the first try on; it stays the same link, known by its first one."""
        values = {"url": url, "host": host, "due_at": due_at, "attempts": 0, "hops": hops, "reason": "redirected"}
        self._connection.execute(update(links).where(links.c.id == link).values(**values))

    def postpone(self, link: int, due_at: datetime, *, attempts: int, reason: str) -> None:
        """Try a link again later."""
        self._connection.execute(
            update(links).where(links.c.id == link).values(due_at=due_at, attempts=attempts, reason=reason)
        )

    def counts(self) -> dict[tuple[Fate, str], int]:
        """How many links met which fate for which reason."""
        query = select(links.c.fate, links.c.reason, func.count()).group_by(links.c.fate, links.c.reason)
        return {(Fate(fate), reason): number for fate, reason, number in self._connection.execute(query)}

    def counts_between(self, since: datetime | None, until: datetime) -> dict[Fate, int]:
        """How many of the links first seen in a span of time met which fate."""
        query = select(links.c.fate, func.count()).where(links.c.first_seen < until).group_by(links.c.fate)
        rows = self._connection.execute(query if since is None else query.where(links.c.first_seen >= since))
        return {Fate(fate): number for fate, number in rows}

    def _ids(self, keys: Sequence[str]) -> dict[str, int]:
        rows = self._connection.execute(select(links.c.url_key, links.c.id).where(links.c.url_key.in_(keys)))
        return {key: id_ for key, id_ in rows}

    def reopen(self, ids: Collection[int], now: datetime) -> None:
        """Let links that a gate kept out be fetched after all."""
        if ids:
            kept_out = update(links).where(links.c.id.in_(ids), links.c.fate == Fate.OFF_TOPIC)
            self._connection.execute(kept_out.values(fate=Fate.WAITING, due_at=now))

    def _reopen(self, keys: Sequence[str], now: datetime) -> None:
        """Let what one feed gave off topic be fetched when a feed without a gate gives it too."""
        if keys:
            off_topic = update(links).where(links.c.url_key.in_(keys), links.c.fate == Fate.OFF_TOPIC)
            self._connection.execute(off_topic.values(fate=Fate.WAITING, due_at=now))

    def _settle_known(self, keys: Sequence[str]) -> None:
        own = select(articles.c.url_key, articles.c.id).where(articles.c.url_key.in_(keys))
        other = select(aliases.c.url_key, aliases.c.article).where(aliases.c.url_key.in_(keys))
        stored = {key: article for key, article in self._connection.execute(own.union_all(other))}
        for key, article in stored.items():
            known = update(links).where(links.c.url_key == key)
            self._connection.execute(known.values(fate=Fate.ARTICLE, reason="known", article=article))

    def _settle_forgotten(self, keys: Sequence[str]) -> None:
        forgotten = list(self._connection.scalars(select(tombstones.c.url_key).where(tombstones.c.url_key.in_(keys))))
        if forgotten:
            given_up = update(links).where(links.c.url_key.in_(forgotten))
            self._connection.execute(given_up.values(fate=Fate.GIVEN_UP, reason="forgotten"))


def _astray(now: datetime) -> ColumnElement[bool]:
    return and_(links.c.fate == Fate.WAITING, links.c.due_at > now + LONGEST_FAILING)


def _link(row: Row[Any]) -> Link:
    values = {name: row._mapping[name] for name in Link.__dataclass_fields__}
    return Link(**{**values, "why": Why(row.why), "fate": Fate(row.fate)})
