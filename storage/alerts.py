"""Alerts: when each saved search looked last, what it found since, and what it has told of which story."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, func, select

from pipeline.domain.alerts import Alerted, Standing
from pipeline.domain.bounds import Calendar
from pipeline.domain.corroboration import corroboration
from pipeline.domain.querytree import FieldName, Query, fields
from pipeline.domain.topics import Level
from storage.conditions import Conditions, is_dropped
from storage.delivery_tables import alert_looks, alerted_stories
from storage.dialects import upsert
from storage.schema import articles, incidents, story_aliases, tags
from storage.stories import Stories

_BATCH = 500


class Alerts:
    """What saved searches know of stories, by the numbers that the stories have now."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last_look(self, search: str, query: str) -> datetime | None:
        """When a search looked last; None where it never did, or its query was another then."""
        looked = select(alert_looks.c.at).where(alert_looks.c.search == search, alert_looks.c.query == query)
        at: datetime | None = self._connection.scalar(looked)
        return at

    def note_look(self, search: str, query: str, at: datetime) -> None:
        """Write down that a search looked."""
        upsert(self._connection, alert_looks, {"search": search, "query": query, "at": at})

    def matching(self, query: Query, calendar: Calendar, since: datetime, stored_since: datetime | None) -> set[int]:
        """The stories of the relevant articles that match, dated since a moment and stored since another one.

        An article that only mentions a topic that the query asks for is none of them: a passing word is no news.
        """
        chosen = select(articles.c.story).where(articles.c.relevant, articles.c.moment >= since)
        if stored_since is not None:
            chosen = chosen.where(articles.c.first_seen >= stored_since)
        if query.root is not None:
            chosen = chosen.where(Conditions(self._connection, calendar).on(query.root))
        named = (field for field, wanted in fields(query) if wanted and field.name is FieldName.TOPIC)
        asked = {key for field in named for key in field.values}
        if asked:
            chosen = chosen.where(~_only_mentions(asked))
        return set(self._connection.scalars(chosen.distinct()))

    def known(self, search: str, since: datetime) -> dict[int, Alerted]:
        """What a search has noted of stories since a moment; of stories that became one, what is known of either."""
        number = func.coalesce(story_aliases.c.story, alerted_stories.c.story).label("now")
        query = (
            select(alerted_stories, number)
            .outerjoin(story_aliases, story_aliases.c.old == alerted_stories.c.story)
            .where(alerted_stories.c.search == search, alerted_stories.c.noted_at >= since)
            .order_by(alerted_stories.c.story)
        )
        found: dict[int, Alerted] = {}
        for row in self._connection.execute(query):
            one = Alerted(
                row.now, Standing(row.families, tuple((harm, least) for harm, least in row.tolls)), row.told_at
            )
            found[row.now] = _joined(found[row.now], one) if row.now in found else one
        return found

    def note(self, search: str, noted: Iterable[Alerted], now: datetime) -> None:
        """Write down what a search has told of stories, or that they wait."""
        for one in noted:
            row = {
                "search": search,
                "story": one.story,
                "families": one.standing.families,
                "tolls": [list(toll) for toll in one.standing.tolls],
                "told_at": one.told_at,
                "noted_at": now,
            }
            upsert(self._connection, alerted_stories, row)

    def forget(self, before: datetime) -> None:
        """Drop what was noted before a moment: those stories are watched no more."""
        self._connection.execute(delete(alerted_stories).where(alerted_stories.c.noted_at < before))

    def standings(self, wanted: Collection[int]) -> dict[int, Standing]:
        """How much is known of stories; those that are no more are left out."""
        listed = sorted(wanted)
        found: dict[int, Standing] = {}
        for start in range(0, len(listed), _BATCH):
            batch = listed[start : start + _BATCH]
            tolls = self._tolls(batch)
            for story, witnesses in Stories(self._connection).witnesses(batch, with_dropped=False).items():
                found[story] = Standing(len(corroboration(witnesses).families), tuple(tolls[story]))
        return found

    def _tolls(self, wanted: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
        """The highest lower bound of each harm that current versions of relevant articles tell."""
        current = (incidents.c.article == articles.c.id) & (incidents.c.number == articles.c.version)
        query = (
            select(articles.c.story, incidents.c.harm, func.max(incidents.c.least))
            .join(incidents, current)
            .where(articles.c.story.in_(wanted), articles.c.relevant, ~is_dropped(), ~incidents.c.superseded)
            .group_by(articles.c.story, incidents.c.harm)
            .order_by(articles.c.story, incidents.c.harm)
        )
        found: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for story, harm, least in self._connection.execute(query):
            found[story].append((harm, least))
        return found


def _only_mentions(topics: Collection[str]) -> ColumnElement[bool]:
    """Whether the current version of an article mentions one of these topics and reports on none of them."""
    found = exists().where(
        tags.c.article == articles.c.id, tags.c.number == articles.c.version, tags.c.topic.in_(topics)
    )
    return found & ~found.where(tags.c.level == Level.REPORTED)


def _joined(one: Alerted, other: Alerted) -> Alerted:
    """What is known of a story that two others became: it was told when either was."""
    told = max((at for at in (one.told_at, other.told_at) if at), default=None)
    return Alerted(one.story, one.standing.joined(other.standing), told)
