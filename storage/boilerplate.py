"""What recurs in the reports of an outlet: worked out once for each of its weeks, so that it never changes again."""

from array import array
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.dialects import insert_missing
from storage.schema import articles, boilerplate, versions


class Boilerplate:
    """Hashes of paragraphs, by source and week."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, source: str, week: int) -> frozenset[int] | None:
        """The hashes for the reports of a week; None where they were not worked out yet."""
        query = select(boilerplate.c.hashes).where(boilerplate.c.source == source, boilerplate.c.week == week)
        packed = self._connection.scalar(query)
        return None if packed is None else frozenset(array("Q", packed))

    def put(self, source: str, week: int, hashes: Collection[int]) -> None:
        """Write down the hashes for a week; those that stand there already stay."""
        row = {"source": source, "week": week, "hashes": array("Q", sorted(hashes)).tobytes()}
        insert_missing(self._connection, boilerplate, [row])

    def forget(self, before: int) -> None:
        """Drop what was worked out for the weeks before this one."""
        self._connection.execute(delete(boilerplate).where(boilerplate.c.week < before))

    def texts(self, source: str, since: datetime, until: datetime, limit: int) -> list[tuple[int, str]]:
        """The group and the whole text of the latest articles of a source in a span of time."""
        current = (versions.c.article == articles.c.id) & (versions.c.number == articles.c.version)
        query = (
            select(articles.c.group, versions.c.text)
            .join(versions, current)
            .where(articles.c.source == source, articles.c.moment >= since, articles.c.moment < until)
            .order_by(articles.c.moment.desc(), articles.c.url_key)
        )
        return [(group, text) for group, text in self._connection.execute(query.limit(limit))]
