"""Full-text search on PostgreSQL: a tsvector of the same folded words, with a GIN index."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, select, table, text

from pipeline.domain.querytree import And, Node, Not, Or, Phrase

LONGEST_WORD = 255
BETWEEN = "xbetweentitleandbodyx"
"""Stands between title and body, so that no phrase runs from one into the other."""
MOST_WORDS = 16_000
"""A tsvector keeps positions up to 16,383; later words are found by a query for one word, not in phrases."""


class PostgresSearch:
    """The index of the current texts; words reach the database folded and split."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, article: int, title: Sequence[str], body: Sequence[str]) -> None:
        """Index the folded words of an article."""
        self._connection.execute(
            text("INSERT INTO search (article, words) VALUES (:article, to_tsvector('simple', :words))"),
            {"article": article, "words": " ".join(_indexed([*title, BETWEEN, *body]))},
        )

    def take_out(self, article: int, title: Sequence[str], body: Sequence[str]) -> None:  # noqa: ARG002
        """Remove an article."""
        self._connection.execute(text("DELETE FROM search WHERE article = :article"), {"article": article})

    def clear(self) -> None:
        """Empty the index."""
        self._connection.execute(text("DELETE FROM search"))

    def matching(self, words: Node) -> Select[Any]:
        """Select the ids of the articles that match phrases, put together so that something is to be looked for."""
        match = text("words @@ to_tsquery('simple', :match)").bindparams(bindparam("match", _match(words), unique=True))
        return select(column("article")).select_from(table("search")).where(match)


def _indexed(words: Sequence[str]) -> list[str]:
    rest = sorted(set(words[MOST_WORDS:]))
    return [word[:LONGEST_WORD] for word in [*words[:MOST_WORDS], *rest]]


def _match(node: Node) -> str:
    """The text of a tsquery."""
    if isinstance(node, Phrase):
        return "(" + " <-> ".join(f"'{word[:LONGEST_WORD]}'" for word in node.words) + ")"
    if isinstance(node, Not):
        return f"!{_match(node.part)}"
    if isinstance(node, And | Or):
        return "(" + (" & " if isinstance(node, And) else " | ").join(map(_match, node.parts)) + ")"
    raise TypeError(f"not words to look for: {node}")
