"""A query of the one language as conditions on articles: words through the search index, fields through the tables."""

from sqlalchemy import ColumnElement, Connection, and_, exists, not_, or_, select

from pipeline.domain.articles import State
from pipeline.domain.bounds import Calendar
from pipeline.domain.querytree import (
    And,
    Bound,
    BoundName,
    Field,
    FieldName,
    Node,
    Not,
    Or,
    Phrase,
    Trait,
    all_of,
    any_of,
)
from pipeline.domain.topics import Kind
from storage.polling_tables import sources
from storage.schema import articles, facets, groups, reviews, stories
from storage.search import Search

_FACETS = {
    FieldName.TOPIC: Kind.TOPIC,
    FieldName.COUNTRY: Kind.COUNTRY,
    FieldName.PLACE: Kind.PLACE,
    FieldName.ACTOR: Kind.ACTOR,
}

Condition = ColumnElement[bool]


class Conditions:
    """Conditions on the table of articles. Relative times are counted by the calendar."""

    def __init__(self, connection: Connection, calendar: Calendar | None) -> None:
        self._search = Search(connection)
        self._calendar = calendar

    def on(self, node: Node) -> Condition:
        """The condition that an article meets where it matches."""
        if _is_looked_up(node):
            return articles.c.id.in_(self._search.matching(node))
        if isinstance(node, And):
            return and_(*self._together(node))
        if isinstance(node, Or):
            return or_(*self._instead(node))
        if isinstance(node, Not):
            return not_(self.on(node.part))
        if isinstance(node, Bound):
            return self._in_time(node)
        if isinstance(node, Field):
            return _has_field(node)
        raise TypeError(f"not a part of a query: {node}")

    def _together(self, node: And) -> list[Condition]:
        """The conditions of all parts; the words among them go to the index in one question, which it answers best."""
        words = [part for part in node.parts if _is_looked_up(part if not isinstance(part, Not) else part.part)]
        if not any(not isinstance(part, Not) for part in words):
            words = []
        asked = [self.on(all_of(*words))] if words else []
        return asked + [self.on(part) for part in node.parts if part not in words]

    def _instead(self, node: Or) -> list[Condition]:
        words = [part for part in node.parts if _is_looked_up(part)]
        asked = [self.on(any_of(*words))] if words else []
        return asked + [self.on(part) for part in node.parts if part not in words]

    def _in_time(self, bound: Bound) -> Condition:
        if self._calendar is None:
            raise ValueError(f"{bound.name} needs a calendar")
        if bound.name is BoundName.SINCE:
            return articles.c.moment >= self._calendar.begin(bound.when)
        return articles.c.moment < self._calendar.end(bound.when)


def has_facet(kind: Kind, *keys: str) -> Condition:
    """Whether an article bears one of these topics, countries, places or actors."""
    return exists().where(facets.c.kind == kind, facets.c.key.in_(keys), facets.c.article == articles.c.id)


def has_state(state: State) -> Condition:
    """Whether an article is in a state of review; one without an analyst's word is new."""
    marked = exists().where(reviews.c.article == articles.c.id)
    return ~marked.where(reviews.c.state != State.NEW) if state is State.NEW else marked.where(reviews.c.state == state)


def stands_for_its_group() -> Condition:
    """Whether an article is the origin of its group; each other member is a copy."""
    return exists().where(groups.c.id == articles.c.group, groups.c.origin == articles.c.id)


def is_dropped() -> Condition:
    """Whether an analyst dropped an article."""
    return exists().where(reviews.c.article == articles.c.id, reviews.c.state == State.DROPPED)


def is_corroborated() -> Condition:
    """Whether the story of an article is corroborated, as it was last counted (domain/corroboration.py)."""
    return exists().where(stories.c.id == articles.c.story, stories.c.corroborated)


def _has_field(field: Field) -> Condition:
    if field.name in _FACETS:
        return has_facet(_FACETS[field.name], *field.values)
    if field.name is FieldName.STATE:
        return or_(*(has_state(State(value)) for value in field.values))
    if field.name is FieldName.IS:
        return or_(*(_has_trait(Trait(value)) for value in field.values))
    if field.name is FieldName.OWNER:
        return articles.c.source.in_(select(sources.c.key).where(sources.c.owner.in_(field.values)))
    return (articles.c.language if field.name is FieldName.LANG else articles.c.source).in_(field.values)


def _has_trait(trait: Trait) -> Condition:
    if trait is Trait.RELEVANT:
        return articles.c.relevant.is_(True)
    return is_corroborated() if trait is Trait.CORROBORATED else ~stands_for_its_group()


def _is_looked_up(node: Node) -> bool:
    """Whether the search index alone can answer: there are words only, and something is to be looked for."""
    if isinstance(node, And):
        wanted = [part for part in node.parts if not isinstance(part, Not)]
        inner = [part.part if isinstance(part, Not) else part for part in node.parts]
        return bool(wanted) and all(map(_is_looked_up, inner))
    return isinstance(node, Phrase) or (isinstance(node, Or) and all(map(_is_looked_up, node.parts)))
