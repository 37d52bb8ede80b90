"""The index that finds copies: rows (week, fingerprint, article), of which only recent weeks are touched."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, literal, select

from pipeline.domain.articles import Fingerprint
from pipeline.domain.records import Neighbour
from storage.dialects import insert_plain, one_of
from storage.schema import articles, fingerprints

_FIELDS = (
    articles.c.id,
    articles.c.group,
    articles.c.story,
    articles.c.moment,
    articles.c.url_key,
    articles.c.words,
    articles.c.sketch,
)


class Fingerprints:
    """Articles that may be copies of one another, by shared fingerprints or by equal words."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, article: int, week: int, fingerprint: Fingerprint) -> None:
        """Index the fingerprint of a new article in the week it was published."""
        insert_plain(self._connection, fingerprints, [(week, fp, article) for fp in fingerprint.sketch])

    def replace(self, article: int, week: int, before: Fingerprint, fingerprint: Fingerprint) -> None:
        """Index the fingerprint of a changed text in place of the one before, whose rows are found by their key."""
        rows = (fingerprints.c.week == week) & (fingerprints.c.article == article)
        self._connection.execute(delete(fingerprints).where(rows, fingerprints.c.fp.in_(before.sketch)))
        self.put(article, week, fingerprint)

    def near(
        self, fingerprint: Fingerprint, weeks: Collection[int], *, since: datetime, until: datetime, least: int
    ) -> list[Neighbour]:
        """The articles of a span of time (both ends included) that share at least so many fingerprints."""
        if not fingerprint.sketch:
            return []
        shared = (
            select(fingerprints.c.article, func.count().label("shared"))
            .where(fingerprints.c.week.in_(weeks), one_of(self._connection, fingerprints.c.fp, fingerprint.sketch))
            .group_by(fingerprints.c.article)
            .having(func.count() >= least)
            .subquery()
        )
        query = select(*_FIELDS, shared.c.shared).join(shared, shared.c.article == articles.c.id)
        found = self._connection.execute(query.where(articles.c.moment >= since, articles.c.moment <= until))
        return [_neighbour(row) for row in found]

    def same(self, exact: str, *, since: datetime, until: datetime) -> list[Neighbour]:
        """The articles of a span of time (both ends included) with the same words."""
        query = select(*_FIELDS, literal(0).label("shared")).where(
            articles.c.exact == exact, articles.c.moment >= since, articles.c.moment <= until
        )
        return [_neighbour(row) for row in self._connection.execute(query)]


def _neighbour(row: Any) -> Neighbour:
    return Neighbour(**row._mapping)
