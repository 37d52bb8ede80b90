"""What each day brought, for trends: counts that neither late backfills nor undated articles distort. Reads only."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from pipeline.domain.articles import DateSource, State
from pipeline.domain.feeds import FeedStatus
from pipeline.domain.topics import Kind, Level
from storage.polling_tables import polls
from storage.schema import articles, facets, groups, reviews, tags

READ_AS_NEWS = timedelta(days=3)
"""An article stored later than this after the day of its publication was no news of that day when it came."""
_DATED = (DateSource.DECLARED, DateSource.FEED)
_ANSWERED = (FeedStatus.OK, FeedStatus.NOT_MODIFIED, FeedStatus.UNCHANGED, FeedStatus.MOVED)


class Trends:
    """Groups by the moment of their origin."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def topics(self, days: Sequence[datetime]) -> dict[str, tuple[int, ...]]:
        """On how many groups of each day each topic was reported; `days` are where they begin, and where the last ends.

        Topics without any are left out.
        """
        current = and_(tags.c.article == articles.c.id, tags.c.number == articles.c.version)
        query = select(tags.c.topic).join(articles, current).where(tags.c.level == Level.REPORTED)
        return self._counted(query, tags.c.topic, days)

    def countries(self, days: Sequence[datetime]) -> dict[str, tuple[int, ...]]:
        """How many groups of each day concern each country most; `days` as above."""
        query = select(facets.c.key).join(articles, articles.c.id == facets.c.article)
        return self._counted(query.where(facets.c.kind == Kind.COUNTRY, facets.c.rank == 0), facets.c.key, days)

    def was_seen(self, since: datetime, until: datetime) -> bool:
        """Whether any feed answered in a span of time."""
        query = select(polls.c.id).where(polls.c.at >= since, polls.c.at < until, polls.c.status.in_(_ANSWERED))
        return self._connection.execute(query.limit(1)).first() is not None

    def _counted(
        self, query: Select[Any], key: ColumnElement[str], days: Sequence[datetime]
    ) -> dict[str, tuple[int, ...]]:
        dropped = select(reviews.c.article).where(reviews.c.state == State.DROPPED)
        counts = [
            func.count().filter(
                articles.c.moment >= begins, articles.c.moment < ends, articles.c.first_seen < ends + READ_AS_NEWS
            )
            for begins, ends in pairwise(days)
        ]
        rows = self._connection.execute(
            query.add_columns(*counts)
            .join(groups, and_(groups.c.id == articles.c.group, groups.c.origin == articles.c.id))
            .where(
                articles.c.relevant,
                articles.c.moment >= days[0],
                articles.c.moment < days[-1],
                articles.c.date_source.in_(_DATED),
                articles.c.id.not_in(dropped),
            )
            .group_by(key)
        )
        found = {row[0]: tuple(row[1:]) for row in rows}
        return {key: counts for key, counts in found.items() if any(counts)}
