"""The one query language: words, "phrases", fields; AND (implied), OR, NOT and parentheses.

query    = sequence { OR sequence }
sequence = operand { [AND] operand }
operand  = NOT operand | ( query ) | word | phrase | field:value,value
"""

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.articles import State
from pipeline.domain.errors import QueryError
from pipeline.domain.querytext import Sign, Token, tokens_of
from pipeline.domain.querytree import And, Leaf, Node, Not, Phrase, Query, all_of, any_of

MOST_NESTED = 16
"""How deep NOT and parentheses may stand in one another; the databases' own parsers end not far beyond."""
MOST_PARTS = 500
"""Words, phrases and fields of one query; SQLite takes expressions 1000 deep."""
_PART = "a word, a phrase or a field"


@dataclass(frozen=True, slots=True)
class Filters:
    """Bounds on a search; `everything` includes what is not relevant, and copies. Times are when it was published."""

    topic: str = ""
    country: str = ""
    place: str = ""
    actor: str = ""
    source: str = ""
    language: str = ""
    since: datetime | None = None
    until: datetime | None = None
    state: State | None = None
    everything: bool = False
    limit: int | None = 50


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name: whether articles that match it are worth an alert, whether it is written as a feed.

    `language` is that of the feed's labels, empty for that of the digest.
    """

    key: str
    name: str
    query: Query
    alert: bool = False
    feed: bool = True
    language: str = ""


def read_query(text: str) -> Query:
    """Read what a person typed; raises QueryError that points at the place where it cannot be read."""
    tokens = tokens_of(text)
    if not tokens:
        return Query()
    parts = [token for token in tokens if token.sign is Sign.LEAF]
    if len(parts) > MOST_PARTS:
        raise QueryError(f"no more than {MOST_PARTS} words are wanted", subject=text, at=parts[MOST_PARTS].at)
    reading = _Reading(text, tokens)
    root = reading.query(0)
    if reading.ahead is not None:
        raise QueryError(f"this parenthesis closes nothing; expected {_PART}", subject=text, at=reading.ahead.at)
    if all(_rules_out_words(part) for part in (root.parts if isinstance(root, And) else (root,))):
        raise QueryError(f"a query needs at least one word to look for; expected {_PART} without NOT", subject=text)
    return Query(root)


def _rules_out_words(node: Node) -> bool:
    return isinstance(node, Not) and isinstance(node.part, Phrase)


class _Reading:
    """The tokens of a query and how far they are read."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._next = 0

    @property
    def ahead(self) -> Token | None:
        """The token that is read next; None at the end."""
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def query(self, depth: int) -> Node:
        """Read sequences up to the end or a closing parenthesis."""
        parts = [self._sequence(depth)]
        while self._take(Sign.OR):
            parts.append(self._sequence(depth))
        return any_of(*parts)

    def _sequence(self, depth: int) -> Node:
        parts = [self._operand(depth)]
        while self._take(Sign.AND) or (self.ahead and self.ahead.sign in {Sign.LEAF, Sign.NOT, Sign.OPEN}):
            parts.append(self._operand(depth))
        return all_of(*parts)

    def _operand(self, depth: int) -> Node:
        token = self.ahead
        if depth > MOST_NESTED:
            raise QueryError(
                f"no more than {MOST_NESTED} levels of NOT and parentheses are wanted",
                subject=self._text,
                at=token.at if token else len(self._text),
            )
        if self._take(Sign.NOT):
            return Not(self._operand(depth + 1))
        if token and self._take(Sign.OPEN):
            return self._enclosed(token, depth + 1)
        return self._leaf()

    def _enclosed(self, opening: Token, depth: int) -> Node:
        inner = self.query(depth)
        if not self._take(Sign.CLOSE):
            raise QueryError("this parenthesis is left open; expected )", subject=self._text, at=opening.at)
        return inner

    def _leaf(self) -> Leaf:
        token = self.ahead
        if token is None or token.leaf is None:
            at = token.at if token else len(self._text)
            raise QueryError(f"something is missing; expected {_PART} here", subject=self._text, at=at)
        self._next += 1
        return token.leaf

    def _take(self, sign: Sign) -> bool:
        """Go on where the next token is this sign, and say whether it was."""
        taken = self.ahead is not None and self.ahead.sign is sign
        self._next += taken
        return taken
