"""Stories: what their articles are found by, why each joined, what analysts said, and how many speak for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, or_, select, update

from pipeline.domain.corroboration import Witness, agency_family, corroboration, credit_of
from pipeline.domain.errors import NotFound
from pipeline.domain.genres import genre_of
from pipeline.domain.records import StoryDossier, StoryHolder, StoryJoin, StoryWord
from pipeline.domain.stories import Claimant
from storage.conditions import is_dropped
from storage.dialects import insert_plain, one_of, row_of, upsert
from storage.feeds import Feeds
from storage.listings import Listings, join_of
from storage.schema import (
    articles,
    groups,
    incidents,
    stories,
    story_aliases,
    story_joins,
    story_terms,
    story_words,
    versions,
)

Order = tuple[datetime, str]
"""A place in canonical order: the moment and url_key of an article."""
_CURRENT = (versions.c.article == articles.c.id) & (versions.c.number == articles.c.version)


class Stories:
    """What is told of one happening. Stories are derived and can be made again; words of analysts stay."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def index(self, article: int, week: int, day: int, terms: Iterable[int]) -> None:
        """Let a leading article be found by these terms."""
        insert_plain(self._connection, story_terms, [(week, term, article, day) for term in terms])

    def drop_index(self, article: int, week: int, terms: Collection[int]) -> None:
        """Let an article be found by these terms no more."""
        which = (story_terms.c.week == week) & (story_terms.c.article == article)
        self._connection.execute(delete(story_terms).where(which, one_of(self._connection, story_terms.c.term, terms)))

    def counts(self, terms: Collection[int], weeks: Collection[int], days: range) -> dict[int, int]:
        """In how many articles of these days each term stands; terms that stand in none are left out."""
        query = select(story_terms.c.term, func.count()).where(
            story_terms.c.week.in_(weeks),
            one_of(self._connection, story_terms.c.term, terms),
            story_terms.c.day >= days.start,
            story_terms.c.day < days.stop,
        )
        return {term: count for term, count in self._connection.execute(query.group_by(story_terms.c.term))}

    def relevant(self, since: datetime, until: datetime) -> int:
        """How many relevant articles there are of a span of time."""
        span = articles.c.moment >= since, articles.c.moment < until
        query = select(func.count()).select_from(articles).where(articles.c.relevant, *span)
        return self._connection.scalar(query) or 0

    def holders(
        self, terms: Collection[int], weeks: Collection[int], since: datetime, until: datetime, before: Order
    ) -> list[StoryHolder]:
        """The leading articles of a span of time (both ends included) in which one of the terms stands.

        What their stories count ends `before` a place in canonical order, so that no later arrival changes it.
        """
        found = select(story_terms.c.article).where(
            story_terms.c.week.in_(weeks), one_of(self._connection, story_terms.c.term, terms)
        )
        query = (
            select(articles, versions.c.features)
            .join(versions, _CURRENT)
            .where(articles.c.id.in_(found), articles.c.moment >= since, articles.c.moment <= until)
            .order_by(articles.c.moment, articles.c.url_key)
        )
        rows = self._connection.execute(query).all()
        counts = self._counts_before({row.story for row in rows}, since, before)
        return [
            StoryHolder(
                row.id, row.story, row.moment, row.url_key, row.source, row.features, *counts.get(row.story, (1, 1))
            )
            for row in rows
        ]

    def _counts_before(self, wanted: Collection[int], since: datetime, before: Order) -> dict[int, tuple[int, int]]:
        """How many texts, copies not counted, and outlets each story has from a moment on and before a place."""
        moment, url_key = before
        here = or_(articles.c.moment < moment, (articles.c.moment == moment) & (articles.c.url_key < url_key))
        query = (
            select(articles.c.story, func.count(articles.c.group.distinct()), func.count(articles.c.source.distinct()))
            .where(one_of(self._connection, articles.c.story, wanted), articles.c.relevant, here)
            .where(articles.c.moment >= since)
            .group_by(articles.c.story)
        )
        return {story: (texts, outlets) for story, texts, outlets in self._connection.execute(query)}

    def features(self, article: int) -> str:
        """What the current version of an article is compared by; empty where it is not relevant."""
        query = select(versions.c.features).join(articles, _CURRENT).where(articles.c.id == article)
        return self._connection.scalar(query) or ""

    def put_join(self, join: StoryJoin) -> None:
        """Write down why an article is in its story."""
        row = {**row_of(join), "names": list(join.names), "figures": list(join.figures)}
        upsert(self._connection, story_joins, row)

    def drop_join(self, article: int) -> None:
        """Take back why an article was in its story."""
        self._connection.execute(delete(story_joins).where(story_joins.c.article == article))

    def joins(self, ids: Collection[int]) -> dict[int, StoryJoin]:
        """Why each of these articles joined its story; those that began one, or are copies, are left out."""
        rows = self._connection.execute(select(story_joins).where(story_joins.c.article.in_(ids)))
        return {row.article: join_of(row) for row in rows}

    def followers(self, article: int) -> list[datetime]:
        """The moments of the articles that joined a story by being like this one."""
        query = select(articles.c.moment).join(story_joins, story_joins.c.article == articles.c.id)
        return list(self._connection.scalars(query.where(story_joins.c.other == article)))

    def say(self, word: StoryWord) -> None:
        """Write down an analyst's word on where an article belongs; no machine undoes it."""
        upsert(self._connection, story_words, row_of(word))

    def unsay(self, article: int) -> bool:
        """Take an analyst's word on an article back; return whether there was one."""
        result = self._connection.execute(delete(story_words).where(story_words.c.article == article))
        return bool(result.rowcount)

    def word_on(self, article: int) -> StoryWord | None:
        """What an analyst said about where an article belongs."""
        row = self._connection.execute(select(story_words).where(story_words.c.article == article)).first()
        return None if row is None else StoryWord(**row._mapping)

    def words(self, ids: Collection[int]) -> list[StoryWord]:
        """What analysts said of any of these articles, on either side."""
        query = select(story_words).where(or_(story_words.c.article.in_(ids), story_words.c.other.in_(ids)))
        return [StoryWord(**row._mapping) for row in self._connection.execute(query.order_by(story_words.c.article))]

    def rename(self, old: int, new: int) -> None:
        """Let the number of a story that is no more lead to the one its first article went to."""
        self._connection.execute(update(story_aliases).where(story_aliases.c.story == old).values(story=new))
        upsert(self._connection, story_aliases, {"old": old, "story": new})

    def resolve(self, story: int) -> int:
        """The number of a story by now."""
        query = select(story_aliases.c.story).where(story_aliases.c.old == story)
        return self._connection.scalar(query) or story

    def members(self, story: int) -> list[int]:
        """The articles of a story in canonical order."""
        query = select(articles.c.id).where(articles.c.story == story)
        return list(self._connection.scalars(query.order_by(articles.c.moment, articles.c.url_key)))

    def dossier(self, story: int) -> StoryDossier:
        """A story with all its evidence, also by a number that it had once; raises NotFound."""
        number = self.resolve(story)
        ids = self.members(number)
        if not ids:
            raise NotFound("story", story)
        listings = Listings(self._connection)
        told = listings.incidents_of(ids)
        return StoryDossier(
            story=number,
            members=tuple(listings.listed(ids)),
            joins=self.joins(ids),
            incidents={article: tuple(found) for article, found in told.items()},
            witnesses=tuple(self.witnesses([number])[number]),
            words=tuple(self.words(ids)),
        )

    def count_again(self, touched: Iterable[int]) -> None:
        """Count how many speak for each of these stories: the one counting rule (domain/corroboration.py)."""
        for story, witnesses in self.witnesses(sorted(set(touched))).items():
            found = corroboration(witnesses)
            self._connection.execute(
                update(stories)
                .where(stories.c.id == story)
                .values(
                    articles=found.articles,
                    outlets=found.outlets,
                    families=len(found.families),
                    corroborated=found.corroborated,
                )
            )

    def witnesses(self, wanted: Sequence[int], *, with_dropped: bool = True) -> dict[int, list[Witness]]:
        """The articles of stories as far as corroboration goes; without those an analyst dropped, where asked."""
        query = (
            select(articles.c.id, articles.c.story, articles.c.source, articles.c.group, groups.c.origin)
            .add_columns(articles.c.url, versions.c.credit, versions.c.title)
            .join(versions, _CURRENT)
            .outerjoin(groups, groups.c.id == articles.c.group)
            .where(articles.c.story.in_(wanted))
        )
        if not with_dropped:
            query = query.where(~is_dropped())
        rows = self._connection.execute(query).all()
        claims = self._claims([row.id for row in rows])
        listed = Feeds(self._connection).sources()
        found: dict[int, list[Witness]] = defaultdict(list)
        for row in rows:
            source = listed.get(row.source)
            found[row.story].append(
                Witness(
                    article=row.id,
                    outlet=row.source,
                    owner=source.owner if source else "",
                    ownership=source.ownership if source else None,
                    group=row.group,
                    stands=row.origin == row.id,
                    agency=agency_family(credit_of(row.credit, source), listed.values()),
                    claims=tuple(claims.get(row.id, ())),
                    genre=genre_of(row.title, row.url, source.ownership if source else None),
                )
            )
        return found

    def _claims(self, ids: Sequence[int]) -> dict[int, list[tuple[Claimant, str]]]:
        """Who makes the claims of the tolls in the current versions of articles."""
        current = (incidents.c.article == articles.c.id) & (incidents.c.number == articles.c.version)
        query = select(incidents.c.article, incidents.c.claimant, incidents.c.claimed_by).join(articles, current)
        found: dict[int, list[tuple[Claimant, str]]] = defaultdict(list)
        for article, claimant, actor in self._connection.execute(
            query.where(incidents.c.article.in_(ids), ~incidents.c.superseded).distinct()
        ):
            found[article].append((Claimant(claimant), actor))
        return found
