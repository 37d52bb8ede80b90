"""Full-text search on SQLite: an FTS5 table without content, over words folded and split in Python."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, literal_column, select, table, text

from pipeline.domain.queries import Query


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

    def matching(self, query: Query) -> Select[Any]:
        """Select the ids of the articles that match a query with at least one phrase."""
        wanted = " AND ".join(_phrase(phrase) for phrase in query.phrases)
        unwanted = "".join(f" NOT {_phrase(phrase)}" for phrase in query.without)
        return (
            select(literal_column("rowid"))
            .select_from(table("search"))
            .where(text("search MATCH :match").bindparams(match=f"({wanted}){unwanted}"))
        )


def _phrase(words: Sequence[str]) -> str:
    return '"' + " ".join(words) + '"'
