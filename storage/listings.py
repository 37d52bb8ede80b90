"""What an analyst sees: listings by query and filters, and one article with all its evidence."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from sys import intern
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, or_, select

from pipeline.domain.articles import RelationKind, State
from pipeline.domain.bounds import Calendar
from pipeline.domain.errors import NotFound
from pipeline.domain.queries import Filters
from pipeline.domain.querytree import Query, asks_for_copies, speaks_of_relevance
from pipeline.domain.records import (
    Article,
    Dossier,
    Linked,
    Listed,
    Member,
    PageRecord,
    StoredTag,
    StoredVersion,
    StoryJoin,
    TopicTag,
)
from pipeline.domain.stories import Incident
from pipeline.domain.topics import Kind, Level, Mention
from storage.articles import article_of, document_of
from storage.conditions import Conditions, has_facet, has_state, stands_for_its_group
from storage.dialects import one_of
from storage.groups import relation_of
from storage.incidents import incident_of
from storage.polling_tables import sources
from storage.reviews import Reviews, corrections
from storage.revisions import Revisions
from storage.schema import (
    aliases,
    articles,
    facets,
    groups,
    incidents,
    mentions,
    pages,
    relations,
    reviews,
    story_joins,
    tags,
    versions,
)

_BATCH = 200
_BY_WEIGHT = list(RelationKind)
_COPIES = {RelationKind.EXACT, RelationKind.COPY}


class Listings:
    """Reads only; the newest first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, query: Query, filters: Filters, calendar: Calendar | None = None) -> Iterator[Listed]:
        """The articles that match, newest first, in batches behind the scenes; a query with times needs a calendar."""
        ids = self.matching(query, filters, calendar)
        for start in range(0, len(ids), _BATCH):
            yield from self.listed(ids[start : start + _BATCH])

    def matching(self, query: Query, filters: Filters, calendar: Calendar | None = None) -> list[int]:
        """The numbers of the articles that match, the newest first."""
        chosen = select(articles.c.id).order_by(articles.c.moment.desc(), articles.c.id.desc())
        if query.root is not None:
            chosen = chosen.where(Conditions(self._connection, calendar).on(query.root))
        for condition in (*_bounds(filters), *_defaults(query, filters)):
            chosen = chosen.where(condition)
        return list(self._connection.scalars(chosen.limit(filters.limit)))

    def listed(self, ids: Sequence[int]) -> list[Listed]:
        """These articles with their current verdicts, in the order of the ids."""
        rows = {row.id: row for row in self._connection.execute(self._with_text(ids)).all()}
        topics = self._topics(ids)
        keys = self._keys(ids)
        kinds = self._relation_kinds(ids)
        return [_listed(rows[id_], topics[id_], keys, _relation(rows[id_], kinds[id_])) for id_ in ids if id_ in rows]

    def dossier(self, article: int) -> Dossier:
        """One article with all its evidence; raises NotFound."""
        found = self.listed([article])
        if not found:
            raise NotFound("article", article)
        number = found[0].article.version
        return Dossier(
            listed=found[0],
            versions=tuple(self._versions(article)),
            tags=tuple(self._tags(article, number)),
            mentions=tuple(self.mentions_of([article])[article]),
            incidents=tuple(self.incidents_of([article])[article]),
            links=tuple(self._links(article)),
            aliases=tuple(self._connection.scalars(select(aliases.c.url_key).where(aliases.c.article == article))),
            review=Reviews(self._connection).get(article),
            members=tuple(self.members(article)),
            join=self._join(article),
            withdrawn=Revisions(self._connection).withdrawn([article]).get(article),
        )

    def _join(self, article: int) -> StoryJoin | None:
        row = self._connection.execute(select(story_joins).where(story_joins.c.article == article)).first()
        return None if row is None else join_of(row)

    def members(self, article: int) -> list[Member]:
        """The other articles of an article's group, in canonical order."""
        own = select(articles.c.group).where(articles.c.id == article).scalar_subquery()
        query = (
            select(articles, groups.c.origin)
            .outerjoin(groups, groups.c.id == articles.c.group)
            .where(articles.c.group == own, articles.c.id != article)
            .order_by(articles.c.moment, articles.c.url_key)
        )
        rows = self._connection.execute(query).all()
        kinds = self._relation_kinds([row.id for row in rows])
        return [Member(row.id, row.source, row.title, row.moment, _relation(row, kinds[row.id])) for row in rows]

    def has_key(self, kind: str, key: str) -> bool:
        """Whether any article bears this topic, place or actor, of whatever version of the lists."""
        query = select(facets.c.article).where(facets.c.kind == kind, facets.c.key == key)
        return self._connection.execute(query.limit(1)).first() is not None

    def stored_at(self, ids: Sequence[int]) -> dict[int, datetime]:
        """When the newest version of each of these articles was stored."""
        current = and_(articles.c.id == versions.c.article, articles.c.version == versions.c.number)
        query = select(versions.c.article, versions.c.stored_at).join(articles, current)
        rows = self._connection.execute(query.where(versions.c.article.in_(ids)))
        return {row.article: row.stored_at for row in rows}

    def mentions_of(self, ids: Sequence[int], *, names_before: int | None = None) -> dict[int, list[Mention]]:
        """The mentions in the current versions of articles, in the order they were found.

        Those of no topic can be left out from a character on.
        """
        current = and_(articles.c.id == mentions.c.article, articles.c.version == mentions.c.number)
        query = select(mentions).join(articles, current).where(one_of(self._connection, mentions.c.article, ids))
        if names_before is not None:
            query = query.where(or_(mentions.c.kind == Kind.TOPIC, mentions.c.start < names_before))
        found: dict[int, list[Mention]] = defaultdict(list)
        for row in self._connection.execute(query.order_by(mentions.c.article, mentions.c.ordinal)).all():
            # The same few words stand in all articles: for a month they would fill hundreds of megabytes.
            field, surface, term, key = map(intern, (row.field, row.surface, row.term, row.key))
            found[row.article].append(Mention(field, row.start, row.end, surface, term, Kind(row.kind), key))
        return found

    def incidents_of(self, ids: Sequence[int]) -> dict[int, list[Incident]]:
        """The incidents in the current versions of articles."""
        current = and_(articles.c.id == incidents.c.article, articles.c.version == incidents.c.number)
        query = select(incidents).join(articles, current).where(one_of(self._connection, incidents.c.article, ids))
        found: dict[int, list[Incident]] = defaultdict(list)
        for row in self._connection.execute(query.order_by(incidents.c.article, incidents.c.ordinal)):
            found[row.article].append(incident_of(row))
        return found

    def _with_text(self, ids: Sequence[int]) -> Select[Any]:
        current = and_(versions.c.article == articles.c.id, versions.c.number == articles.c.version)
        return (
            select(articles, versions.c.text, sources.c.name.label("source_name"), reviews.c.state, groups.c.origin)
            .join(versions, current)
            .outerjoin(sources, sources.c.key == articles.c.source)
            .outerjoin(reviews, reviews.c.article == articles.c.id)
            .outerjoin(groups, groups.c.id == articles.c.group)
            .where(one_of(self._connection, articles.c.id, ids))
        )

    def _topics(self, ids: Sequence[int]) -> dict[int, list[TopicTag]]:
        current = and_(articles.c.id == tags.c.article, articles.c.version == tags.c.number)
        query = (
            select(tags.c.article, tags.c.topic, tags.c.level, tags.c.score, tags.c.mentions)
            .join(articles, current)
            .where(one_of(self._connection, tags.c.article, ids))
            .order_by(tags.c.score.desc(), tags.c.topic)
        )
        found: dict[int, list[TopicTag]] = defaultdict(list)
        for article, topic, level, score, count in self._connection.execute(query).all():
            found[article].append(TopicTag(intern(topic), Level(level), score, count))
        for article, review in corrections(self._connection, ids).items():
            machine = {tag.topic: tag for tag in found[article]}
            topics = review.corrected(machine)
            found[article] = [machine.get(topic, TopicTag(topic, Level.REPORTED, 1.0, 0)) for topic in topics]
        return found

    def _keys(self, ids: Sequence[int]) -> dict[tuple[int, str], list[str]]:
        query = select(facets.c.article, facets.c.kind, facets.c.key).where(
            one_of(self._connection, facets.c.article, ids), facets.c.kind != Kind.TOPIC
        )
        found: dict[tuple[int, str], list[str]] = defaultdict(list)
        for article, kind, key in self._connection.execute(query.order_by(facets.c.rank)).all():
            found[article, kind].append(intern(key))
        return found

    def _relation_kinds(self, ids: Sequence[int]) -> dict[int, set[RelationKind]]:
        found: dict[int, set[RelationKind]] = defaultdict(set)
        query = select(relations.c.later, relations.c.kind).where(
            one_of(self._connection, relations.c.later, ids), relations.c.kind != RelationKind.APART
        )
        for later, kind in self._connection.execute(query):
            found[later].add(RelationKind(kind))
        return found

    def _versions(self, article: int) -> Iterator[StoredVersion]:
        kept = [column.label(f"page_{column.name}") for column in pages.c]
        query = select(versions, *kept).outerjoin(pages, pages.c.id == versions.c.page)
        rows = self._connection.execute(query.where(versions.c.article == article).order_by(versions.c.number))
        for row in rows:
            yield StoredVersion(article, row.number, document_of(row), row.lexicon, row.stored_at, _page(row))

    def _tags(self, article: int, number: int) -> Iterator[StoredTag]:
        query = select(tags).where(tags.c.article == article, tags.c.number == number)
        for row in self._connection.execute(query.order_by(tags.c.score.desc(), tags.c.topic)):
            yield StoredTag(row.topic, Level(row.level), row.score, row.rule, row.lexicon)

    def _links(self, article: int) -> Iterator[Linked]:
        others = or_(
            and_(relations.c.later == article, articles.c.id == relations.c.earlier),
            and_(relations.c.earlier == article, articles.c.id == relations.c.later),
        )
        query = (
            select(articles, relations, sources.c.name.label("source_name"))
            .join(relations, others)
            .outerjoin(sources, sources.c.key == articles.c.source)
            .order_by(articles.c.moment, articles.c.url_key)
        )
        for row in self._connection.execute(query):
            yield Linked(relation_of(row), article_of(row), row.source_name or row.source)


def _bounds(filters: Filters) -> Iterator[Any]:
    facet_filters = {
        Kind.TOPIC: filters.topic,
        Kind.COUNTRY: filters.country,
        Kind.PLACE: filters.place,
        Kind.ACTOR: filters.actor,
    }
    yield from (has_facet(kind, key) for kind, key in facet_filters.items() if key)
    if filters.source:
        yield articles.c.source == filters.source
    if filters.language:
        yield articles.c.language == filters.language
    if filters.since:
        yield articles.c.moment >= filters.since
    if filters.until:
        yield articles.c.moment < filters.until
    if filters.state:
        yield has_state(filters.state)


def _defaults(query: Query, filters: Filters) -> Iterator[Any]:
    """What holds unless all is asked for, or the query speaks of it itself."""
    if filters.everything:
        return
    if not speaks_of_relevance(query):
        yield articles.c.relevant
    # An outlet's own copy, or an article that an analyst marked, was asked for by name.
    if not (filters.source or filters.state or asks_for_copies(query)):
        yield stands_for_its_group()


def _listed(
    row: Row[Any], topics: list[TopicTag], keys: dict[tuple[int, str], list[str]], relation: RelationKind | None
) -> Listed:
    article: Article = article_of(row)
    return Listed(
        article=article,
        source_name=row.source_name or row.source,
        text=row.text,
        topics=tuple(topics),
        countries=tuple(keys[article.id, Kind.COUNTRY]),
        places=tuple(keys[article.id, Kind.PLACE]),
        actors=tuple(keys[article.id, Kind.ACTOR]),
        relation=relation,
        state=State(row.state) if row.state else State.NEW,
    )


def _relation(row: Row[Any], kinds: set[RelationKind]) -> RelationKind | None:
    """Say what an article is within its group: the origin of a group is a copy of nothing, whatever came first."""
    if row.origin == row.id:
        kinds = kinds - _COPIES
    return min(kinds, key=_BY_WEIGHT.index, default=None)


def _page(row: Row[Any]) -> PageRecord | None:
    if row.page_id is None:
        return None
    values = {name: row._mapping[f"page_{name}"] for name in PageRecord.__dataclass_fields__}
    return PageRecord(**{**values, "headers": tuple((name, value) for name, value in values["headers"])})


def join_of(row: Row[Any]) -> StoryJoin:
    """Why an article is in its story, from a row of the table."""
    values = {name: row._mapping[name] for name in StoryJoin.__dataclass_fields__}
    return StoryJoin(**{**values, "names": tuple(row.names), "figures": tuple(row.figures)})
