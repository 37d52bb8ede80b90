"""What each day brought, for trends: counts that neither late backfills nor undated articles distort. Reads only."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select

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
        return self._counted(query, tags.c.topic, articles.c.moment, days)

    def countries(self, days: Sequence[datetime], codes: Collection[str]) -> dict[str, tuple[int, ...]]:
        """How many groups of each day concern each of these countries most; `days` as above."""
        query = select(facets.c.key).join(articles, articles.c.id == facets.c.article)
        of_countries = query.where(facets.c.kind == Kind.COUNTRY, facets.c.rank == 0, facets.c.key.in_(codes))
        return self._counted(of_countries, facets.c.key, facets.c.moment, days)

    def was_seen(self, since: datetime, until: datetime) -> bool:
        """Whether any feed answered in a span of time."""
        query = select(polls.c.id).where(polls.c.at >= since, polls.c.at < until, polls.c.status.in_(_ANSWERED))
        return self._connection.execute(query.limit(1)).first() is not None

    def _counted(
        self, query: Select[Any], key: ColumnElement[str], moment: ColumnElement[datetime], days: Sequence[datetime]
    ) -> dict[str, tuple[int, ...]]:
        """The counts by key, a question for each day: one for all would weigh each row against all days."""
        counted = (
            query.add_columns(func.count())
            .join(groups, and_(groups.c.id == articles.c.group, groups.c.origin == articles.c.id))
            .where(
                articles.c.relevant,
                moment >= bindparam("begins"),
                moment < bindparam("ends"),
                articles.c.first_seen < bindparam("read_by"),
                articles.c.date_source.in_(_DATED),
                articles.c.id.not_in(select(reviews.c.article).where(reviews.c.state == State.DROPPED)),
            )
            .group_by(key)
        )
        spans = list(pairwise(days))
        found: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(spans))
        for place, (begins, ends) in enumerate(spans):
            span = {"begins": begins, "ends": ends, "read_by": ends + READ_AS_NEWS}
            for one, count in self._connection.execute(counted, span):
                found[one][place] = count
        return {one: tuple(counts) for one, counts in found.items()}
