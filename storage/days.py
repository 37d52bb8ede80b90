"""What the store knows of a span of days: the groups that may be shown, and what became of the rest. Reads only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from pipeline.domain.articles import RelationKind, State
from pipeline.domain.corroboration import agency_family, credit_of
from pipeline.domain.digests import NO_BACKGROUND, Background, Candidate, Funnel, Member, Revision, SourceWatch
from pipeline.domain.feeds import GapState, PolledFeed, Source
from pipeline.domain.hosts import Fate
from pipeline.domain.records import Article, Listed
from pipeline.domain.topics import Kind
from storage.articles import article_of
from storage.dialects import one_of
from storage.feeds import FAILED, Feeds, Polls
from storage.links import Links
from storage.listings import Listings
from storage.polling_tables import gaps
from storage.revisions import REACH, Revisions
from storage.schema import articles, facets, groups, incidents, relations, reviews, versions

BEFORE = timedelta(days=3)
"""So many days before the window claims still await confirmation, and stories are still counted."""
_BATCH = 500
_OPENING = 1_000
"""Characters: what a text names in them is needed to choose its quotation and its place on the map."""
_ROWS = 2000
"""Rows asked for at a time where there may be very many."""


class _Place(NamedTuple):
    """As much of an article as tells which group and day it belongs to."""

    id: int
    url_key: str
    group: int
    story: int
    moment: datetime
    first_seen: datetime
    relevant: bool


class Days:
    """A group belongs to the day of the article that stands for it: its origin, or else its earliest relevant one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def candidates(self, since: datetime | None, until: datetime, *, with_dropped: bool = False) -> list[Candidate]:
        """The relevant groups of a span of time, in canonical order; without those that an analyst dropped."""
        standing = {members[0].id: members for members in self._groups(since, until)}
        dropped = set() if with_dropped else self._dropped(standing)
        wanted = (one for first, one in standing.items() if first not in dropped)
        return self._all_candidates(wanted, since, in_full=True)

    def background(
        self, since: datetime | None, until: datetime, shown: Collection[Candidate], covered: datetime | None = None
    ) -> Background:
        """What is to be known beside the groups of a span of time; the very first digest has no background.

        `covered` is when the very first edition was written: what it covered did not come late after it.
        """
        if since is None:
            return NO_BACKGROUND
        return Background(
            earlier=tuple(self._earlier(since, {one.listed.article.story for one in shown})),
            late=tuple(self._late(since, until, max(since, covered or since))),
            revised=tuple(self._revised(since, until)),
            first_named=tuple(self._first_named(since, until)),
        )

    def _earlier(self, since: datetime, going_on: Collection[int]) -> list[Candidate]:
        """The groups of the days just before, of stories that go on and of those that tell tolls."""
        standing = {members[0].id: members for members in self._groups(since - BEFORE, since)}
        query = (
            select(incidents.c.article).where(one_of(self._connection, incidents.c.article, list(standing))).distinct()
        )
        dropped = self._dropped(standing)
        tolls = {standing[first][0].story for first in set(self._connection.scalars(query)) - dropped}
        wanted = (
            members
            for first, members in standing.items()
            if first not in dropped and members[0].story in {*going_on, *tolls}
        )
        return self._all_candidates(wanted, since - BEFORE)

    def _late(self, since: datetime, until: datetime, unseen: datetime) -> list[Candidate]:
        """The groups of the days before that were not stored before a moment."""
        stored = (
            articles.c.first_seen >= unseen,
            articles.c.first_seen < until,
            articles.c.moment >= since - REACH,
            articles.c.moment < since,
        )
        touched = select(articles.c.group).where(articles.c.relevant, *stored).distinct()
        late = [members for members in self._members(touched) if min(one.first_seen for one in members) >= unseen]
        dropped = self._dropped([members[0].id for members in late])
        return self._all_candidates(
            (one for one in late if since - REACH <= one[0].moment < since and one[0].id not in dropped), since
        )

    def _revised(self, since: datetime, until: datetime) -> list[Revision]:
        """The articles whose title or tolls changed, or whose pages were found gone, in a span of time."""
        revisions = Revisions(self._connection)
        before = revisions.revised(since, until)
        gone = revisions.withdrawn_between(since, until)
        ids = sorted({*before, *gone} - self._dropped({*before, *gone}))
        current = self._all_candidates(([one] for one in self._places(ids)), since)
        now = {one.listed.article.id: one for one in current}
        said = {article: (one.listed.article.title, one.incidents) for article, one in now.items()}
        return [
            Revision(now[article], *before.get(article, said[article]))
            for article in ids
            if article in gone or before[article] != said[article]
        ]

    def _first_named(self, since: datetime, until: datetime) -> list[tuple[Kind, str, int]]:
        """The places and actors that no stored article dated before names, with the first article that does."""
        here = facets.alias()
        dropped = select(reviews.c.article).where(reviews.c.state == State.DROPPED)
        earlier = select(facets.c.key).where(
            facets.c.kind == here.c.kind, facets.c.key == here.c.key, facets.c.moment < since
        )
        query = (
            select(here.c.kind, here.c.key, func.min(here.c.article))
            .join(articles, articles.c.id == here.c.article)
            .where(here.c.kind.in_((Kind.PLACE, Kind.ACTOR)), here.c.moment >= since, here.c.moment < until)
            .where(articles.c.relevant, ~earlier.exists(), articles.c.id.not_in(dropped))
            .group_by(here.c.kind, here.c.key)
            .order_by(here.c.kind, here.c.key)
        )
        return [(Kind(kind), key, article) for kind, key, article in self._connection.execute(query)]

    def _all_candidates(
        self, groups_: Iterable[Sequence[_Place]], since: datetime | None, *, in_full: bool = False
    ) -> list[Candidate]:
        """Candidates of groups in canonical order, read in batches; only those `in_full` with words and verdicts."""
        wanted = sorted(groups_, key=lambda members: (members[0].moment, members[0].url_key))
        sources = Feeds(self._connection).sources()
        found: list[Candidate] = []
        for start in range(0, len(wanted), _BATCH):
            found += self._candidates(wanted[start : start + _BATCH], since, sources, in_full=in_full)
        return found

    def _places(self, ids: Collection[int]) -> list[_Place]:
        query = select(*(articles.c[name] for name in _Place._fields))
        rows = self._connection.execute(query.where(one_of(self._connection, articles.c.id, ids)))
        return [_Place(*row) for row in rows]

    def _articles(self, ids: Collection[int]) -> dict[int, Article]:
        query = select(articles).where(one_of(self._connection, articles.c.id, ids))
        return {row.id: article_of(row) for row in self._connection.execute(query).all()}

    def _listed(self, ids: Sequence[int], sources: Mapping[str, Source], *, in_full: bool) -> dict[int, Listed]:
        """These articles as listings have them; what is only told of beside the window needs no words and verdicts."""
        if in_full:
            return {one.article.id: one for one in Listings(self._connection).listed(ids)}
        return {one.id: _outlined(one, sources.get(one.source)) for one in self._articles(ids).values()}

    def stored_after(self, moment: datetime, since: datetime | None, until: datetime) -> bool:
        """Whether a relevant article of a span of time was stored after a moment."""
        first = (versions.c.article == articles.c.id) & (versions.c.number == 1)
        late = (
            select(articles.c.id)
            .join(versions, first)
            .where(articles.c.relevant, versions.c.stored_at > moment, *_inside(since, until))
        )
        return self._connection.scalar(late.limit(1)) is not None

    def funnel(self, since: datetime | None, until: datetime, shown: int, *, with_dropped: bool = False) -> Funnel:
        """What became of all that was seen in a span of time; `with_dropped`: as if nothing had been dropped."""
        entries, on_topic = Feeds(self._connection).entry_counts(since, until)
        fates = Links(self._connection).counts_between(since, until)
        stored, relevant, dropped = self._article_counts(since, until)
        dropped = 0 if with_dropped else dropped
        elsewhere, read_later = self._of_other_days(since, until)
        return Funnel(
            entries=entries,
            on_topic=on_topic,
            links_waiting=fates.get(Fate.WAITING, 0),
            links_rejected=fates.get(Fate.REJECTED, 0),
            links_given_up=fates.get(Fate.GIVEN_UP, 0),
            articles=stored,
            not_relevant=stored - relevant,
            dropped=dropped,
            copies=relevant - dropped - shown,
            shown=shown,
            elsewhere=elsewhere,
            read_later=read_later,
        )

    def watch(self, since: datetime | None, until: datetime) -> list[SourceWatch]:
        """How each source that is polled did in a span of time."""
        feeds = Feeds(self._connection)
        polled = feeds.polled_between(since, until)
        successes = feeds.last_successes(until)
        by_source: dict[str, list[PolledFeed]] = defaultdict(list)
        for one in feeds.all():
            if one.feed.enabled:
                by_source[one.source.key].append(one)
        missed = self._missed(since, until)
        return [_watched(group, polled, successes, missed) for _, group in sorted(by_source.items())]

    def _missed(self, since: datetime | None, until: datetime) -> dict[str, int]:
        """How many gaps of each feed that ended in a span of time are not closed."""
        query = select(gaps.c.feed, func.count()).where(gaps.c.until < until, gaps.c.state != GapState.CLOSED)
        rows = self._connection.execute(
            (query if since is None else query.where(gaps.c.until >= since)).group_by(gaps.c.feed)
        )
        return {feed: count for feed, count in rows}

    def _groups(self, since: datetime | None, until: datetime) -> Iterator[list[_Place]]:
        """The members of each group, the one that stands for it first, where that one lies in the span."""
        touched = select(articles.c.group).where(articles.c.relevant, *_inside(since, until)).distinct()
        for found in self._members(touched):
            if (since is None or found[0].moment >= since) and found[0].moment < until:
                yield found

    def _members(self, touched: Select[tuple[int]]) -> Iterator[list[_Place]]:
        """The members of these groups, of each the one that stands for it first."""
        query = select(*(articles.c[name] for name in _Place._fields)).add_columns(groups.c.origin)
        rows = self._connection.execute(
            query.join(groups, groups.c.id == articles.c.group)
            .where(articles.c.group.in_(touched))
            .order_by(articles.c.moment, articles.c.url_key)
        )
        members: dict[int, list[_Place]] = defaultdict(list)
        origins: dict[int, int] = {}
        for *place, origin in chain.from_iterable(rows.partitions(_ROWS)):
            one = _Place(*place)
            members[one.group].append(one)
            origins[one.group] = origin
        for group, found in members.items():
            first = _standing(found, origins[group])
            yield [first, *(article for article in found if article.id != first.id)]

    def _candidates(
        self, shown: Sequence[Sequence[_Place]], since: datetime | None, sources: Mapping[str, Source], *, in_full: bool
    ) -> Iterator[Candidate]:
        listings = Listings(self._connection)
        ids = [members[0].id for members in shown]
        listed = self._listed(ids, sources, in_full=in_full)
        copies = self._articles([copy.id for members in shown for copy in members[1:]])
        mentions = listings.mentions_of(ids, names_before=_OPENING) if in_full else {}
        incidents = listings.incidents_of(ids)
        credits_ = self._credits(ids)
        updates = self._updates(ids)
        begun = self._begun({members[0].story for members in shown}, since)
        withdrawn = Revisions(self._connection).withdrawn(ids)
        stored = self._first_stored(ids)
        for first, *others in shown:
            source = sources.get(listed[first.id].article.source)
            updated, changed = updates.get(first.id, (None, ()))
            yield Candidate(
                listed=listed[first.id],
                source=source,
                copies=tuple(Member(copies[one.id], sources.get(copies[one.id].source)) for one in others),
                mentions=tuple(mentions.get(first.id, ())),
                incidents=tuple(incidents.get(first.id, ())),
                agency=agency_family(credit_of(credits_.get(first.id, ""), source), sources.values()),
                updates=updated,
                changed=changed,
                developing_since=begun.get(first.story),
                withdrawn=withdrawn.get(first.id),
                stored_at=stored.get(first.id),
            )

    def _first_stored(self, ids: Collection[int]) -> dict[int, datetime]:
        """When the first versions of articles were stored."""
        query = select(versions.c.article, versions.c.stored_at)
        rows = self._connection.execute(
            query.where(one_of(self._connection, versions.c.article, ids), versions.c.number == 1)
        )
        return {article: at for article, at in rows.all()}

    def _updates(self, ids: Collection[int]) -> dict[int, tuple[int, tuple[str, ...]]]:
        """Which earlier article each of these brings up to date, and what changed."""
        query = select(relations.c.later, relations.c.earlier, relations.c.evidence).where(
            one_of(self._connection, relations.c.later, ids), relations.c.kind == RelationKind.UPDATE
        )
        return {later: (earlier, tuple(evidence)) for later, earlier, evidence in self._connection.execute(query)}

    def _begun(self, stories: Collection[int], since: datetime | None) -> dict[int, datetime]:
        """When those of these stories began that began before a moment."""
        if since is None:
            return {}
        begun = select(articles.c.story, func.min(articles.c.moment)).where(
            one_of(self._connection, articles.c.story, stories), articles.c.moment < since, articles.c.relevant
        )
        return {story: moment for story, moment in self._connection.execute(begun.group_by(articles.c.story))}

    def _credits(self, ids: Collection[int]) -> dict[int, str]:
        """The agencies that articles credit in their current versions."""
        current = and_(versions.c.article == articles.c.id, versions.c.number == articles.c.version)
        query = select(articles.c.id, versions.c.credit).join(versions, current)
        rows = self._connection.execute(
            query.where(one_of(self._connection, articles.c.id, ids), versions.c.credit != "")
        )
        return {article: credit for article, credit in rows}

    def _dropped(self, ids: Collection[int]) -> set[int]:
        dropped = select(reviews.c.article).where(reviews.c.state == State.DROPPED)
        return set(self._connection.scalars(dropped)) & set(ids)

    def _article_counts(self, since: datetime | None, until: datetime) -> tuple[int, int, int]:
        marked = and_(reviews.c.article == articles.c.id, reviews.c.state == State.DROPPED)
        query = (
            select(
                func.count(),
                func.count().filter(articles.c.relevant),
                func.count().filter(articles.c.relevant, reviews.c.article.is_not(None)),
            )
            .select_from(articles)
            .outerjoin(reviews, marked)
        )
        row = self._connection.execute(query.where(*_inside(since, until))).one()
        return row[0], row[1], row[2]

    def _of_other_days(self, since: datetime | None, until: datetime) -> tuple[int, int]:
        """How many articles were stored in a span but are dated outside it, and the other way round."""
        dated = and_(*_inside(since, until))
        before = articles.c.first_seen < until
        stored = before if since is None else and_(before, articles.c.first_seen >= since)
        row = self._connection.execute(
            select(func.count().filter(stored, ~dated), func.count().filter(dated, ~stored)).select_from(articles)
        ).one()
        return row[0], row[1]


def _inside(since: datetime | None, until: datetime) -> list[ColumnElement[bool]]:
    before = articles.c.moment < until
    return [before] if since is None else [articles.c.moment >= since, before]


def _outlined(article: Article, source: Source | None) -> Listed:
    """An article in a listing without its words and verdicts."""
    name = (source.name if source else "") or article.source
    return Listed(article, name, "", (), (), (), (), None, State.NEW)


def _standing(members: Sequence[_Place], origin: int | None) -> _Place:
    relevant = [article for article in members if article.relevant]
    return next((article for article in relevant if article.id == origin), relevant[0])


def _watched(
    group: list[PolledFeed], polled: Mapping[str, Polls], successes: dict[str, Any], missed: dict[str, int]
) -> SourceWatch:
    found = [polled[one.feed.key] for one in group if one.feed.key in polled]
    # Of polls that ended at once that of the feed named last counts.
    last = max(reversed(found), key=lambda polls: polls.last.at).last if found else None
    failed = last is not None and last.status in FAILED
    return SourceWatch(
        source=group[0].source,
        polls=sum(polls.number for polls in found),
        answered=any(polls.answered for polls in found),
        failure=last.error if last and failed else None,
        detail=last.detail if last and failed else "",
        last_success=max((successes[p.feed.key] for p in group if p.feed.key in successes), default=None),
        last_status=last.status if last else None,
        gaps=sum(missed.get(one.feed.key, 0) for one in group),
    )
