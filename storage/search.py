"""The search index in step with the articles, whatever the database."""

from typing import Any

from sqlalchemy import Connection, Select, select

from pipeline.domain.articles import Document
from pipeline.domain.folding import FOLD_VERSION, folded_words
from pipeline.domain.querytree import Node
from storage.articles import document_of
from storage.dialects import is_sqlite
from storage.lexicons import Lexicons
from storage.schema import articles, versions
from storage.search_postgres import PostgresSearch
from storage.search_sqlite import SqliteSearch

_FACT = "fold_version"


class Search:
    """Finds articles by their words."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = SqliteSearch(connection) if is_sqlite(connection) else PostgresSearch(connection)

    def put(self, article: int, document: Document, *, before: Document | None = None) -> None:
        """Index the current document of an article, in place of the one it had before."""
        if before is not None:
            self._index.take_out(article, folded_words(before.title), folded_words(before.text))
        self._index.put(article, folded_words(document.title), folded_words(document.text))

    def matching(self, words: Node) -> Select[Any]:
        """Select the ids of the articles that match phrases, put together so that something is to be looked for."""
        return self._index.matching(words)

    def is_current(self) -> bool:
        """Whether the index was made with this program's folding."""
        return Lexicons(self._connection).fact(_FACT) in {str(FOLD_VERSION), None}

    def rebuild(self) -> None:
        """Make the whole index anew."""
        self._index.clear()
        current = (versions.c.article == articles.c.id) & (versions.c.number == articles.c.version)
        query = select(versions).join(articles, current).execution_options(yield_per=200)
        for row in self._connection.execute(query):
            self.put(row.article, document_of(row))
        self.mark_current()

    def mark_current(self) -> None:
        """Write down the version of the folding the index is made with."""
        Lexicons(self._connection).set_fact(_FACT, str(FOLD_VERSION))
