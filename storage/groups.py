"""Groups of copies, stories, the relations they rest on, and the days that must be grouped again."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, text, update

from pipeline.domain.articles import Relation, RelationKind
from pipeline.domain.feeds import Ownership
from storage.dialects import insert_missing, is_sqlite, row_of, upsert
from storage.polling_tables import sources
from storage.schema import articles, dirty_days, groups, relations, stories

_JUDGING_LOCK = 5_417_204_002
MACHINE = "machine"


class Groups:
    """What belongs together. Groups are derived from relations and can be made again at any time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self) -> None:
        """Let nobody else judge until this transaction ends (SQLite: it holds the write lock already)."""
        if not is_sqlite(self._connection):
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _JUDGING_LOCK})

    def new_group(self) -> int:
        """Make an empty group."""
        added: int = self._connection.execute(insert(groups).values(origin=None).returning(groups.c.id)).scalar_one()
        return added

    def new_story(self) -> int:
        """Make an empty story."""
        added: int = self._connection.execute(insert(stories).values(leading=None).returning(stories.c.id)).scalar_one()
        return added

    def lead(self, article: int, *, group: int | None = None, story: int | None = None) -> None:
        """Let an article stand for a group or story of which it is the only member."""
        for table, key, column in ((groups, group, "origin"), (stories, story, "leading")):
            if key is not None:
                self._connection.execute(update(table).where(table.c.id == key).values({column: article}))

    def first_member(self, group: int) -> int | None:
        """The canonically first article of a group."""
        return self._first(articles.c.group == group)

    def first_of_story(self, story: int) -> int | None:
        """The canonically first article of a story."""
        return self._first(articles.c.story == story)

    def settle(self, touched_groups: Iterable[int], touched_stories: Iterable[int]) -> None:
        """Find the origin of each group (agency first, else earliest) and the leading article of each story again."""
        agency = (sources.c.ownership == Ownership.AGENCY).is_(True)
        for group in set(touched_groups):
            origin = self._first(articles.c.group == group, agency.desc())
            self._put_or_drop(groups, group, "origin", origin)
        for story in set(touched_stories):
            leading = self._first(articles.c.story == story)
            self._put_or_drop(stories, story, "leading", leading)

    def put_relations(self, found: Iterable[Relation]) -> None:
        """Store relations; one that an analyst decided stays as it is."""
        for relation in found:
            decided = self._connection.scalar(
                select(relations.c.decided_by).where(
                    relations.c.later == relation.later, relations.c.earlier == relation.earlier
                )
            )
            if decided in {None, MACHINE}:
                upsert(self._connection, relations, {**row_of(relation), "evidence": list(relation.evidence)})

    def part(self, article: int, others: Collection[int], by: str) -> None:
        """Say for good, in an analyst's name, that an article is nothing of these others."""
        query = select(articles.c.id).where(articles.c.id.in_({article, *others}))
        ordered = list(self._connection.scalars(query.order_by(articles.c.moment, articles.c.url_key)))
        at = ordered.index(article)
        pairs = [(article, other) for other in ordered[:at]] + [(other, article) for other in ordered[at + 1 :]]
        for later, earlier in pairs:
            apart = Relation(later, earlier, RelationKind.APART, 0.0, 0.0, 0, 0, (), by)
            upsert(self._connection, relations, {**row_of(apart), "evidence": []})

    def rejoin(self, article: int) -> list[int]:
        """Take back what analysts said an article is nothing of; return those articles."""
        others = self.apart_from(article)
        apart = or_(relations.c.later == article, relations.c.earlier == article)
        self._connection.execute(delete(relations).where(apart, relations.c.kind == RelationKind.APART))
        return sorted(others)

    def apart_from(self, article: int) -> set[int]:
        """The articles of which an analyst said that this one is nothing of them."""
        found = (one for one in self.relations_of(article) if one.kind is RelationKind.APART)
        return {one.earlier if one.later == article else one.later for one in found}

    def drop_relations(self, article: int) -> None:
        """Take back what the machine said of an article and an earlier one, before it is judged again."""
        self._connection.execute(
            delete(relations).where(relations.c.later == article, relations.c.decided_by == MACHINE)
        )

    def relations_of(self, article: int) -> list[Relation]:
        """All relations of an article, either way."""
        query = select(relations).where(or_(relations.c.later == article, relations.c.earlier == article))
        return [relation_of(row) for row in self._connection.execute(query.order_by(relations.c.later))]

    def mark_dirty(self, moments: Iterable[datetime]) -> None:
        """Remember that the articles of these days must be grouped again."""
        insert_missing(self._connection, dirty_days, [{"day": moment.date().isoformat()} for moment in moments])

    def oldest_dirty_day(self, after: date | None = None) -> date | None:
        """The first day that must be grouped again."""
        query = select(func.min(dirty_days.c.day))
        found = self._connection.scalar(query if after is None else query.where(dirty_days.c.day > after.isoformat()))
        return None if found is None else date.fromisoformat(found)

    def mark_clean(self, day: date) -> None:
        """Say that a day is grouped."""
        self._connection.execute(delete(dirty_days).where(dirty_days.c.day == day.isoformat()))

    def _first(self, which: Any, *order: Any) -> int | None:
        query = select(articles.c.id).outerjoin(sources, sources.c.key == articles.c.source).where(which)
        return self._connection.scalar(query.order_by(*order, articles.c.moment, articles.c.url_key).limit(1))

    def _put_or_drop(self, table: Any, key: int, column: str, article: int | None) -> None:
        which = table.c.id == key
        if article is None:
            self._connection.execute(delete(table).where(which))
        else:
            self._connection.execute(update(table).where(which).values({column: article}))


def relation_of(row: Row[Any]) -> Relation:
    """A relation from a row of its table."""
    values = {name: row._mapping[name] for name in Relation.__dataclass_fields__}
    return Relation(**{**values, "kind": RelationKind(row.kind), "evidence": tuple(row.evidence)})
