"""Stored articles whose pages are to be looked at again."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from pipeline.domain.cadence import RECHECKS
from pipeline.domain.hosts import Recheck
from storage.dialects import row_of, upsert
from storage.schema import rechecks

_LONGEST = RECHECKS[-1] + timedelta(days=1)


class Rechecks:
    """When the page of an article is looked at next; an article that is looked at no more is not among them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, recheck: Recheck) -> None:
        """Write down when an article's page is looked at next."""
        upsert(self._connection, rechecks, row_of(recheck))

    def drop(self, article: int) -> None:
        """Look at an article's page no more."""
        self._connection.execute(delete(rechecks).where(rechecks.c.article == article))

    def due(self, host: str, now: datetime, limit: int, *, of: Collection[str] | None = None) -> list[Recheck]:
        """The articles whose pages at a host are due, longest overdue first."""
        query = select(rechecks).where(rechecks.c.host == host, rechecks.c.due_at <= now)
        if of is not None:
            query = query.where(rechecks.c.source.in_(of))
        ordered = query.order_by(rechecks.c.due_at, rechecks.c.article).limit(limit)
        return [_recheck(row) for row in self._connection.execute(ordered)]

    def of_article(self, article: int) -> Recheck | None:
        """When an article's page is looked at next; None where it is looked at no more."""
        row = self._connection.execute(select(rechecks).where(rechecks.c.article == article)).first()
        return None if row is None else _recheck(row)

    def recall_astray(self, now: datetime) -> None:
        """Let those be due now that wait for longer than any rule makes them wait: the clock jumped."""
        astray = rechecks.c.due_at > now + _LONGEST
        self._connection.execute(update(rechecks).where(astray).values(due_at=now))


def _recheck(row: Row[Any]) -> Recheck:
    return Recheck(**row._mapping)
