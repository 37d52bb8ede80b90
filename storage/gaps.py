"""Gaps: where entries may have scrolled off unseen, and how far the search for them has come."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from pipeline.domain.cadence import LONGEST_FAILING
from pipeline.domain.feeds import Gap, GapState, Way
from storage.polling_tables import feeds, gaps


class Gaps:
    """The gaps of all feeds: open ones are work for a visit, the others are its memory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, gap: Gap) -> None:
        """Note a gap whose entries are to be looked for.

        One that is open already reaches further now, and its search begins anew: what scrolled off lies on pages that
        it has passed.
        """
        is_open = gaps.c.feed == gap.feed, gaps.c.state == GapState.OPEN
        anew = {name: getattr(gap, name) for name in ("until", "due_at", "way", "address", "attempts", "pages")}
        values = anew if gap.state is GapState.OPEN else {"until": gap.until}
        reached = self._connection.execute(update(gaps).where(*is_open).values(**values))
        if reached.rowcount == 0:
            self._connection.execute(insert(gaps).values(**_values(gap)))

    def due(self, host: str, now: datetime, *, of: Collection[str] | None = None) -> list[Gap]:
        """The open gaps whose next page is due at a host, oldest first."""
        query = (
            select(gaps)
            .join(feeds, feeds.c.key == gaps.c.feed)
            .where(
                gaps.c.host == host,
                gaps.c.state == GapState.OPEN,
                gaps.c.due_at <= now,
                feeds.c.enabled,
                ~feeds.c.removed,
            )
        )
        if of is not None:
            query = query.where(feeds.c.source.in_(of))
        return [_gap(row) for row in self._connection.execute(query.order_by(gaps.c.due_at, gaps.c.id))]

    def recall_astray(self, now: datetime) -> None:
        """Let searches go on now that wait for longer than any rule makes them wait: the clock jumped."""
        astray = gaps.c.state == GapState.OPEN, gaps.c.due_at > now + LONGEST_FAILING
        self._connection.execute(update(gaps).where(*astray).values(due_at=now))

    def put(self, gap: Gap) -> None:
        """Write down how far a search has come."""
        self._connection.execute(update(gaps).where(gaps.c.id == gap.id).values(**_values(gap)))

    def of_feed(self, feed: str, since: datetime) -> list[Gap]:
        """The gaps of a feed that were found since a moment, newest first."""
        query = select(gaps).where(gaps.c.feed == feed, gaps.c.until >= since)
        return [_gap(row) for row in self._connection.execute(query.order_by(gaps.c.until.desc(), gaps.c.id.desc()))]

    def counts(self, since: datetime) -> dict[tuple[str, GapState], int]:
        """How many gaps each feed had since a moment, by what became of them."""
        query = select(gaps.c.feed, gaps.c.state, func.count()).where(gaps.c.until >= since)
        rows = self._connection.execute(query.group_by(gaps.c.feed, gaps.c.state))
        return {(feed, GapState(state)): number for feed, state, number in rows}


def _values(gap: Gap) -> dict[str, Any]:
    return {field.name: getattr(gap, field.name) for field in fields(gap) if field.name != "id"}


def _gap(row: Row[Any]) -> Gap:
    return Gap(**{**row._mapping, "way": Way(row.way), "state": GapState(row.state)})
