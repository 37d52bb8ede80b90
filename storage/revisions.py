"""What became of stored articles after they were published: pages that are gone, titles and tolls that changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import Connection, and_, delete, or_, select

from pipeline.domain.stories import Incident
from storage.dialects import upsert
from storage.incidents import incident_of
from storage.schema import articles, incidents, versions, withdrawals

REACH = timedelta(days=31)
"""Pages are looked at again for no longer than this."""
_BATCH = 200
"""SQLite takes expressions 1000 deep."""
Before = tuple[str, tuple[Incident, ...]]
"""The title and the tolls of an earlier version."""


class Revisions:
    """The pages that were found to be gone, and the versions that say something else than those before them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def withdraw(self, article: int, now: datetime) -> bool:
        """Write down that an article's page is gone; return whether it was not known."""
        if article in self.withdrawn([article]):
            return False
        upsert(self._connection, withdrawals, {"article": article, "at": now})
        return True

    def restore(self, article: int) -> None:
        """An article's page is there again."""
        self._connection.execute(delete(withdrawals).where(withdrawals.c.article == article))

    def withdrawn(self, ids: Collection[int]) -> dict[int, datetime]:
        """Since when the pages of these articles are gone; those that are there are left out."""
        rows = self._connection.execute(select(withdrawals).where(withdrawals.c.article.in_(ids)))
        return {row.article: row.at for row in rows}

    def withdrawn_between(self, since: datetime, until: datetime) -> list[int]:
        """The relevant articles whose pages were found to be gone in a span of time."""
        query = select(withdrawals.c.article).join(articles, articles.c.id == withdrawals.c.article)
        span = withdrawals.c.at >= since, withdrawals.c.at < until
        return list(self._connection.scalars(query.where(articles.c.relevant, *span).order_by(withdrawals.c.article)))

    def revised(self, since: datetime, until: datetime) -> dict[int, Before]:
        """The relevant articles that got a new version in a span of time, with what the one before the first said."""
        query = (
            select(versions.c.article, versions.c.number)
            .join(articles, articles.c.id == versions.c.article)
            .where(articles.c.relevant, articles.c.moment >= since - REACH, articles.c.moment < until)
            .where(versions.c.number > 1, versions.c.stored_at >= since, versions.c.stored_at < until)
            .order_by(versions.c.article, versions.c.number.desc())
        )
        before = {article: number - 1 for article, number in self._connection.execute(query)}
        return self._said_in(before.items())

    def _said_in(self, wanted: Iterable[tuple[int, int]]) -> dict[int, Before]:
        found: dict[int, Before] = {}
        remaining = iter(wanted)
        while batch := list(islice(remaining, _BATCH)):
            found |= self._said_in_batch(batch)
        return found

    def _said_in_batch(self, wanted: Sequence[tuple[int, int]]) -> dict[int, Before]:
        told: dict[int, list[Incident]] = defaultdict(list)
        which = or_(*(and_(incidents.c.article == one, incidents.c.number == number) for one, number in wanted))
        for row in self._connection.execute(select(incidents).where(which).order_by(incidents.c.ordinal)):
            told[row.article].append(incident_of(row))
        which = or_(*(and_(versions.c.article == one, versions.c.number == number) for one, number in wanted))
        titles = self._connection.execute(select(versions.c.article, versions.c.title).where(which))
        return {article: (title, tuple(told.get(article, ()))) for article, title in titles}
