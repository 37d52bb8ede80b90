"""Hosts: which have work that is due, and who may knock there now."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    DateTime,
    Row,
    Select,
    and_,
    case,
    func,
    or_,
    select,
    union_all,
    update,
)

from pipeline.domain.cadence import LONGEST_HOLD
from pipeline.domain.feeds import GapState
from pipeline.domain.hosts import Fate, Host, Lease
from storage.dialects import insert_missing, is_sqlite
from storage.polling_tables import feeds, gaps, hosts
from storage.schema import links, rechecks


class Hosts:
    """The hosts and their leases. On PostgreSQL leases run by the database's clock, which all machines share."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due(self, now: datetime, limit: int, *, sources: Collection[str] | None = None) -> list[str]:
        """Names of hosts with work due that nobody visits and that may be knocked at, longest overdue first."""
        work = _work(sources).subquery()
        query = (
            select(work.c.host)
            .outerjoin(hosts, hosts.c.name == work.c.host)
            .where(work.c.due <= now, _may_knock(now), self._is_free(now))
            .group_by(work.c.host)
            .order_by(func.min(work.c.due), work.c.host)
            .limit(limit)
        )
        return list(self._connection.scalars(query))

    def next_due(self, now: datetime, *, sources: Collection[str] | None = None) -> datetime | None:
        """When the next work can begin at a host that nobody visits; `now` or earlier means at once, None never."""
        work = _work(sources).subquery()
        query = (
            select(work.c.due, hosts.c.not_before)
            .outerjoin(hosts, hosts.c.name == work.c.host)
            .where(self._is_free(now))
            .order_by(work.c.due)
        )
        moments = [max(due, held) if held else due for due, held in self._connection.execute(query)]
        return min(moments, default=None)

    def get(self, name: str) -> Host:
        """What is known of a host."""
        row = self._connection.execute(select(hosts).where(hosts.c.name == name)).first()
        return Host(name) if row is None else _host(row)

    def visited(self, now: datetime) -> int:
        """How many hosts are being visited now, by whomever."""
        return self._connection.scalar(select(func.count()).select_from(hosts).where(~self._is_free(now))) or 0

    def lease(self, name: str, owner: str, now: datetime, seconds: float) -> Lease | None:
        """Take the right to visit a host for so many seconds; None where another has it or it must be left alone."""
        insert_missing(self._connection, hosts, [{"name": name}])
        moment = self._lease_clock(now)
        until = moment + timedelta(seconds=seconds)
        changed = self._connection.execute(
            update(hosts)
            .where(hosts.c.name == name, self._is_free(now), _may_knock(now))
            .values(leased_by=owner, leased_until=until)
            .returning(*hosts.c)
        ).first()
        return None if changed is None else Lease(_host(changed), owner, now + timedelta(seconds=seconds))

    def renew(self, lease: Lease, now: datetime, seconds: float) -> Lease | None:
        """Lengthen a lease that is still ours; None where it was lost (the machine slept, say)."""
        until = self._lease_clock(now) + timedelta(seconds=seconds)
        changed = self._connection.execute(
            update(hosts)
            .where(hosts.c.name == lease.host.name, hosts.c.leased_by == lease.owner, ~self._is_free(now))
            .values(leased_until=until)
            .returning(*hosts.c)
        ).first()
        return None if changed is None else Lease(_host(changed), lease.owner, now + timedelta(seconds=seconds))

    def release(self, lease: Lease, not_before: datetime) -> None:
        """Give a lease back and say when the host may be knocked at again; a later such time stays."""
        self._connection.execute(
            update(hosts)
            .where(hosts.c.name == lease.host.name, hosts.c.leased_by == lease.owner)
            .values(leased_by=None, leased_until=None, not_before=_later(hosts.c.not_before, not_before))
        )

    def hold(self, name: str, until: datetime) -> None:
        """Leave a whole host alone until a moment."""
        insert_missing(self._connection, hosts, [{"name": name}])
        self._connection.execute(
            update(hosts).where(hosts.c.name == name).values(not_before=_later(hosts.c.not_before, until))
        )

    def set_robots(self, name: str, rules: str, until: datetime, *, missing_since: datetime | None = None) -> None:
        """Keep the text of a host's robots.txt until a moment, and since when no newer one could be had."""
        insert_missing(self._connection, hosts, [{"name": name}])
        values = {"robots": rules, "robots_until": until, "robots_missing_since": missing_since}
        self._connection.execute(update(hosts).where(hosts.c.name == name).values(**values))

    def without_robots(self) -> list[Host]:
        """The hosts whose robots.txt cannot be had at present, by name."""
        query = select(hosts).where(hosts.c.robots_missing_since.is_not(None)).order_by(hosts.c.name)
        return [_host(row) for row in self._connection.execute(query)]

    def owners(self) -> list[str]:
        """Whoever has a lease written down, running out or not."""
        return list(
            self._connection.scalars(select(hosts.c.leased_by).where(hosts.c.leased_by.is_not(None)).distinct())
        )

    def free(self, owner: str, not_before: datetime) -> int:
        """Take back all leases of an owner that is known to be dead; return how many."""
        freed = self._connection.execute(
            update(hosts)
            .where(hosts.c.leased_by == owner)
            .values(leased_by=None, leased_until=None, not_before=_later(hosts.c.not_before, not_before))
        )
        return freed.rowcount

    def any_astray(self, now: datetime) -> bool:
        """Whether a host is held, leased or known for longer than any rule says: the clock jumped."""
        query = select(hosts.c.name).where(or_(*self._astray(now).values()))
        return self._connection.scalar(query.limit(1)) is not None

    def recall_astray(self, now: datetime) -> None:
        """Let those hosts be visited now, and their robots.txt be asked for again."""
        for name, is_astray in self._astray(now).items():
            self._connection.execute(update(hosts).where(is_astray).values({name: now}))

    def _astray(self, now: datetime) -> dict[str, ColumnElement[bool]]:
        found = {
            "not_before": hosts.c.not_before > now + LONGEST_HOLD,
            "robots_until": hosts.c.robots_until > now + LONGEST_HOLD,
        }
        if is_sqlite(self._connection):
            found["leased_until"] = hosts.c.leased_until > now + LONGEST_HOLD
        return found

    def _lease_clock(self, now: datetime) -> Any:
        return now if is_sqlite(self._connection) else func.clock_timestamp(type_=DateTime(timezone=True))

    def _is_free(self, now: datetime) -> ColumnElement[bool]:
        return or_(hosts.c.leased_until.is_(None), hosts.c.leased_until <= self._lease_clock(now))


def _work(sources: Collection[str] | None) -> Any:
    polls = select(feeds.c.host, feeds.c.next_poll.label("due")).where(pollable())
    fetches = select(links.c.host, links.c.due_at.label("due")).where(links.c.fate == Fate.WAITING)
    searches = (
        select(gaps.c.host, gaps.c.due_at.label("due"))
        .join(feeds, feeds.c.key == gaps.c.feed)
        .where(gaps.c.state == GapState.OPEN, pollable())
    )
    looks = select(rechecks.c.host, rechecks.c.due_at.label("due"))
    return union_all(
        _of(sources, polls, feeds.c.source),
        _of(sources, searches, feeds.c.source),
        _of(sources, fetches, links.c.source),
        _of(sources, looks, rechecks.c.source),
    )


def _of(sources: Collection[str] | None, query: Select[Any], column: ColumnElement[str]) -> Select[Any]:
    return query if sources is None else query.where(column.in_(sources))


def pollable() -> ColumnElement[bool]:
    """Whether a feed is one that is polled at all."""
    return and_(feeds.c.enabled, ~feeds.c.removed)


def _may_knock(now: datetime) -> ColumnElement[bool]:
    return or_(hosts.c.not_before.is_(None), hosts.c.not_before <= now)


def _later(column: ColumnElement[datetime], moment: datetime) -> ColumnElement[datetime]:
    return case((column > moment, column), else_=moment)


def _host(row: Row[Any]) -> Host:
    return Host(**row._mapping)
