"""Full-text search on SQLite: an FTS5 table without content, over words folded and split in Python."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, literal_column, select, table, text

from pipeline.domain.querytree import And, Node, Not, Or, Phrase


class SqliteSearch:
    """The index of the current texts. FTS5 sees single folded words only, so no typed character is an operator."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, article: int, title: Sequence[str], body: Sequence[str]) -> None:
        """Index the folded words of an article."""
        insert = "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)"
        self._connection.exec_driver_sql(insert, (article, " ".join(title), " ".join(body)))

    def take_out(self, article: int, title: Sequence[str], body: Sequence[str]) -> None:
        """Remove an article; the very words that were put in must be given."""
        delete = "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)"
        self._connection.exec_driver_sql(delete, (article, " ".join(title), " ".join(body)))

    def clear(self) -> None:
        """Empty the index."""
        self._connection.execute(text("INSERT INTO search (search) VALUES ('delete-all')"))

    def matching(self, words: Node) -> Select[Any]:
        """Select the ids of the articles that match phrases, put together so that something is to be looked for."""
        return (
            select(literal_column("rowid"))
            .select_from(table("search"))
            .where(text("search MATCH :match").bindparams(bindparam("match", _match(words), unique=True)))
        )


def _match(node: Node) -> str:
    """The expression of FTS5, where NOT stands between what is wanted and what is not, and binds closest."""
    if isinstance(node, Phrase):
        return '"' + " ".join(node.words) + '"'
    if isinstance(node, Or):
        return " OR ".join(map(_match, node.parts))
    if isinstance(node, And):
        wanted = " AND ".join(_bracketed(part) for part in node.parts if not isinstance(part, Not))
        unwanted = " OR ".join(_match(part.part) for part in node.parts if isinstance(part, Not))
        return f"({wanted}) NOT ({unwanted})" if unwanted else wanted
    raise TypeError(f"not words to look for: {node}")


def _bracketed(node: Node) -> str:
    return f"({_match(node)})" if isinstance(node, Or) else _match(node)
