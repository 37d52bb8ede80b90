"""Facts about the store itself, and the versions of the lexicon with their full source."""

from datetime import datetime

from sqlalchemy import Connection, select

from pipeline.domain.errors import NotFound
from storage.dialects import insert_missing, upsert
from storage.schema import facts, lexicons

_CURRENT = "lexicon"


class Lexicons:
    """Every list of terms that ever made a tag, so that each tag can be explained and made again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def use(self, version: str, source: str, now: datetime) -> bool:
        """Make a version the current one; return whether it was another before."""
        row = {"version": version, "source": source, "first_used": now}
        insert_missing(self._connection, lexicons, [row])
        before = self.current()
        upsert(self._connection, facts, {"key": _CURRENT, "value": version})
        return before != version

    def current(self) -> str | None:
        """The version in use; None in a new store."""
        return self._connection.scalar(select(facts.c.value).where(facts.c.key == _CURRENT))

    def source(self, version: str) -> str:
        """The full source of a version; raises NotFound."""
        found: str | None = self._connection.scalar(select(lexicons.c.source).where(lexicons.c.version == version))
        if found is None:
            raise NotFound("lexicon", version)
        return found

    def fact(self, key: str) -> str | None:
        """A fact about the store: its id, the version of the folding its search index was made with."""
        return self._connection.scalar(select(facts.c.value).where(facts.c.key == key))

    def set_fact(self, key: str, value: str) -> None:
        """Write down a fact about the store."""
        upsert(self._connection, facts, {"key": key, "value": value})
