"""The analyst's word on articles, and the addresses that must never be fetched again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from pipeline.domain.articles import Review, State
from pipeline.domain.records import ReviewedText
from pipeline.domain.topics import Kind
from storage.dialects import insert_missing, one_of, row_of, upsert
from storage.schema import articles, facets, mentions, reviews, tags, tombstones, versions


class Reviews:
    """What people decided; no machine writes here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, review: Review) -> None:
        """Write down the analyst's word on an article, in place of an earlier one; its topics count at once."""
        lists = {"topics_added": list(review.topics_added), "topics_removed": list(review.topics_removed)}
        upsert(self._connection, reviews, {**row_of(review), **lists})
        correct_facets(self._connection, [review.article])

    def get(self, article: int) -> Review | None:
        """The analyst's word on an article, if there is one."""
        row = self._connection.execute(select(reviews).where(reviews.c.article == article)).first()
        return None if row is None else _review(row)

    def reviewed(self, limit: int) -> list[ReviewedText]:
        """The articles that an analyst has decided on, as they are now, those decided last first."""
        current = (versions.c.article == articles.c.id) & (versions.c.number == articles.c.version)
        query = (
            select(reviews, articles.c.language, versions.c.title, versions.c.text)
            .join(articles, articles.c.id == reviews.c.article)
            .join(versions, current)
            .order_by(reviews.c.at.desc(), reviews.c.article)
        )
        rows = self._connection.execute(query.limit(limit)).all()
        fired = self._fired([row.article for row in rows])
        return [
            ReviewedText(_review(row), row.language, row.title, row.text, tuple(fired.get(row.article, ())))
            for row in rows
        ]

    def _fired(self, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
        """The topics and terms that fired in the current versions of articles."""
        current = (mentions.c.article == articles.c.id) & (mentions.c.number == articles.c.version)
        query = select(mentions.c.article, mentions.c.key, mentions.c.term).join(articles, current).distinct()
        chosen = query.where(one_of(self._connection, mentions.c.article, ids), mentions.c.kind == Kind.TOPIC)
        found: dict[int, list[tuple[str, str]]] = {}
        for article, topic, term in self._connection.execute(chosen.order_by(mentions.c.key, mentions.c.term)):
            found.setdefault(article, []).append((topic, term))
        return found

    def forget(self, url_keys: Iterable[str], now: datetime, reason: str) -> None:
        """Leave a tombstone for each address."""
        rows = [{"url_key": key, "at": now, "reason": reason} for key in url_keys]
        insert_missing(self._connection, tombstones, rows)


def corrections(connection: Connection, ids: Sequence[int]) -> dict[int, Review]:
    """The analysts' word on those of these articles whose topics they corrected."""
    found = connection.execute(select(reviews).where(one_of(connection, reviews.c.article, ids)))
    return {row.article: _review(row) for row in found if row.topics_added or row.topics_removed}


def correct_facets(connection: Connection, ids: Sequence[int]) -> None:
    """Let articles be found by their topics as the analyst has them; those without a word of hers by their tags."""
    rows = connection.execute(select(reviews).where(one_of(connection, reviews.c.article, ids)))
    for review in map(_review, rows):
        of_article = articles.c.id == review.article
        current = (tags.c.article == articles.c.id) & (tags.c.number == articles.c.version)
        ordered = (
            select(tags.c.topic).join(articles, current).where(of_article).order_by(tags.c.score.desc(), tags.c.topic)
        )
        moment = connection.scalar(select(articles.c.moment).where(of_article))
        topics = review.corrected(connection.scalars(ordered))
        connection.execute(delete(facets).where(facets.c.article == review.article, facets.c.kind == Kind.TOPIC))
        own = {"kind": Kind.TOPIC, "article": review.article, "moment": moment}
        keyed = [own | {"key": topic, "rank": rank} for rank, topic in enumerate(topics)]
        if keyed:
            connection.execute(insert(facets), keyed)


def _review(row: Row[Any]) -> Review:
    values = {name: row._mapping[name] for name in Review.__dataclass_fields__}
    lists = {name: tuple(values[name]) for name in ("topics_added", "topics_removed")}
    return Review(**{**values, **lists, "state": State(row.state)})
