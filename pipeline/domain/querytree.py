"""A query as a tree: what must be there, what must not, what may be instead; and its one canonical text."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.bounds import When

QUOTES = {"«": "»", "»": "«", "„": "“”", "“": "”", "”": "”", "‹": "›", "＂": "＂", '"': '"'}
"""Each mark that opens a quotation, with those that close it."""


class FieldName(StrEnum):
    """The fields of a query that take values."""

    TOPIC = "topic"
    COUNTRY = "country"
    PLACE = "place"
    ACTOR = "actor"
    SOURCE = "source"
    OWNER = "owner"
    LANG = "lang"
    STATE = "state"
    IS = "is"


class BoundName(StrEnum):
    """The fields of a query that take a time."""

    SINCE = "since"
    UNTIL = "until"


class Trait(StrEnum):
    """The values of the field `is`."""

    RELEVANT = "relevant"
    CORROBORATED = "corroborated"
    COPY = "copy"


FIELDS = (*FieldName, *BoundName)
"""The names of all fields."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of folded words that must stand together, in the title or in the text."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that must have one of these values."""

    name: FieldName
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on when an article was published; relative ones are counted from the moment of the search."""

    name: BoundName
    when: When


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """Two parts or more that must all be; none of them is an And."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Two parts or more of which one must be; none of them is an Or."""

    parts: tuple["Node", ...]


Leaf = Phrase | Field | Bound
Node = Leaf | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query read; without a root it asks for nothing in particular and finds everything."""

    root: Node | None = None

    def __str__(self) -> str:
        return "" if self.root is None else _text(self.root)


def all_of(*parts: Node) -> Node:
    """What is all of these; at least one is given."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(*parts: Node) -> Node:
    """What is one of these; at least one is given."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def leaves(query: Query) -> Iterator[tuple[Leaf, bool]]:
    """The words, fields and bounds of a query, each with whether it is asked for rather than ruled out."""
    return iter(()) if query.root is None else _leaves(query.root, True)


def fields(query: Query) -> Iterator[tuple[Field, bool]]:
    """The fields of a query that take values, each with whether it is asked for rather than ruled out."""
    return ((leaf, wanted) for leaf, wanted in leaves(query) if isinstance(leaf, Field))


def speaks_of_relevance(query: Query) -> bool:
    """Whether a query says itself what is to be with relevance."""
    return any(field.name is FieldName.IS and Trait.RELEVANT in field.values for field, _ in fields(query))


def asks_for_copies(query: Query) -> bool:
    """Whether a query speaks of copies, or asks for articles by outlet or mark, copies or not."""
    by_name = {FieldName.SOURCE, FieldName.OWNER, FieldName.STATE}
    return any(
        (field.name is FieldName.IS and Trait.COPY in field.values) or (wanted and field.name in by_name)
        for field, wanted in fields(query)
    )


def speaks_of_state(query: Query) -> bool:
    """Whether a query names a state of review."""
    return any(field.name is FieldName.STATE for field, _ in fields(query))


def _leaves(node: Node, wanted: bool) -> Iterator[tuple[Leaf, bool]]:
    if isinstance(node, Not):
        yield from _leaves(node.part, not wanted)
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from _leaves(part, wanted)
    else:
        yield node, wanted


def _text(node: Node) -> str:
    if isinstance(node, Phrase):
        return node.words[0] if len(node.words) == 1 else f'"{" ".join(node.words)}"'
    if isinstance(node, Field):
        return f"{node.name}:{','.join(map(_value, node.values))}"
    if isinstance(node, Bound):
        return f"{node.name}:{node.when}"
    if isinstance(node, Not):
        return f"-{_text(node.part)}" if isinstance(node.part, Leaf) else f"-({_text(node.part)})"
    if isinstance(node, And):
        return " ".join(f"({_text(part)})" if isinstance(part, Or) else _text(part) for part in node.parts)
    return " OR ".join(_text(part) for part in node.parts)


def _value(value: str) -> str:
    """A value as it may stand in a query: in quotation marks that do not occur in it where it needs some."""
    if all(one.isalnum() or one in "-_./" for one in value):
        return value
    opening = next(mark for mark in ('"', *QUOTES) if not set(QUOTES[mark]) & set(value))
    return f"{opening}{value}{QUOTES[opening][0]}"
