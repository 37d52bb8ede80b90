"""What each day brought, for trends: counts that neither late backfills nor undated articles distort. Reads only."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from pipeline.domain.articles import DateSource, State
from pipeline.domain.feeds import FeedStatus
from pipeline.domain.topics import Kind, Level
from storage.polling_tables import polls
from storage.schema import articles, facets, groups, reviews, tags

READ_AS_NEWS = timedelta(days=3)
"""An article stored later than this after its publication was no news of its day when it came."""
_DATED = (DateSource.DECLARED, DateSource.FEED)
_ANSWERED = (FeedStatus.OK, FeedStatus.NOT_MODIFIED, FeedStatus.UNCHANGED, FeedStatus.MOVED)


class Trends:
    """Groups by the moment of their origin."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def topics(self, since: datetime, until: datetime) -> list[tuple[str, datetime]]:
        """The topics that relevant groups of a span of time report on, each with its moment."""
        current = and_(tags.c.article == articles.c.id, tags.c.number == articles.c.version)
        query = select(tags.c.topic, articles.c.moment, articles.c.first_seen).join(articles, current)
        return self._dated(query.where(tags.c.level == Level.REPORTED), since, until)

    def countries(self, since: datetime, until: datetime) -> list[tuple[str, datetime]]:
        """The country that each relevant group of a span of time concerns most, with its moment."""
        query = select(facets.c.key, articles.c.moment, articles.c.first_seen)
        joined = query.join(articles, articles.c.id == facets.c.article)
        return self._dated(joined.where(facets.c.kind == Kind.COUNTRY, facets.c.rank == 0), since, until)

    def was_seen(self, since: datetime, until: datetime) -> bool:
        """Whether any feed answered in a span of time."""
        query = select(polls.c.id).where(polls.c.at >= since, polls.c.at < until, polls.c.status.in_(_ANSWERED))
        return self._connection.execute(query.limit(1)).first() is not None

    def _dated(self, query: Select[Any], since: datetime, until: datetime) -> list[tuple[str, datetime]]:
        dropped = select(reviews.c.article).where(reviews.c.state == State.DROPPED)
        rows = self._connection.execute(
            query.join(groups, and_(groups.c.id == articles.c.group, groups.c.origin == articles.c.id)).where(
                articles.c.relevant,
                articles.c.moment >= since,
                articles.c.moment < until,
                articles.c.date_source.in_(_DATED),
                articles.c.id.not_in(dropped),
            )
        )
        return [(key, moment) for key, moment, seen in rows if seen - moment <= READ_AS_NEWS]
