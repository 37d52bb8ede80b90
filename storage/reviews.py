"""The analyst's word on articles, and the addresses that must never be fetched again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from pipeline.domain.articles import Review, State
from storage.dialects import insert_missing, row_of, upsert
from storage.schema import reviews, tombstones


class Reviews:
    """What people decided; no machine writes here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, review: Review) -> None:
        """Write down the analyst's word on an article, in place of an earlier one."""
        lists = {"topics_added": list(review.topics_added), "topics_removed": list(review.topics_removed)}
        upsert(self._connection, reviews, {**row_of(review), **lists})

    def get(self, article: int) -> Review | None:
        """The analyst's word on an article, if there is one."""
        row = self._connection.execute(select(reviews).where(reviews.c.article == article)).first()
        if row is None:
            return None
        values = {name: row._mapping[name] for name in Review.__dataclass_fields__}
        lists = {name: tuple(values[name]) for name in ("topics_added", "topics_removed")}
        return Review(**{**values, **lists, "state": State(row.state)})

    def forget(self, url_keys: Iterable[str], now: datetime, reason: str) -> None:
        """Leave a tombstone for each address."""
        rows = [{"url_key": key, "at": now, "reason": reason} for key in url_keys]
        insert_missing(self._connection, tombstones, rows)
