"""All that the store knows of a day or a span of days, for its digest: one reading transaction, no verdicts."""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.analyse.denials import denied_stretches
from pipeline.analyse.lexicon import vocabulary_of
from pipeline.domain.articles import State
from pipeline.domain.bounds import Calendar
from pipeline.domain.digests import NO_BACKGROUND, Background, Candidate, DayRecord, Funnel, TopicLabel
from pipeline.domain.pictures import NOTHING, Pictured
from pipeline.domain.queries import Filters, SavedSearch
from pipeline.domain.records import TopicTag
from pipeline.domain.topics import Kind, Level, Vocabulary, name_in
from pipeline.flows.pictures import dots_of, is_a_spot, pictured
from pipeline.flows.services import Services
from pipeline.report.digest import build
from pipeline.report.records import json_pieces
from storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a digest is to be of: a day, or the days from `first` to it; in a language; narrowed by a search, if any."""

    day: date
    language: str
    first: date | None = None
    search: SavedSearch | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is the digest of a day, which has editions."""
        return self.first is None and self.search is None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The record of a digest; and the groups of its window, with their funnel, as if nothing had been dropped."""

    record: DayRecord
    every: tuple[Candidate, ...]
    funnel: Funnel


def gather(services: Services, wanted: Wanted) -> Gathered:
    """The record of a digest, and what it would show if nothing had been reviewed."""
    settings = services.settings
    zone = ZoneInfo(settings.timezone)
    begins = datetime.combine(wanted.first or wanted.day, time.min, zone).astimezone(UTC)
    ends = datetime.combine(wanted.day + timedelta(days=1), time.min, zone).astimezone(UTC)
    with services.store.reading() as view:
        since, until = _window(view, wanted, begins, ends, services.clock.now())
        every = _with_denials(view.days.candidates(since, until, with_dropped=True))
        seen = sum(one.listed.state is not State.DROPPED for one in every)
        if wanted.search:
            now = min(services.clock.now(), until - timedelta(seconds=1))
            every = _narrowed(view, every, wanted.search, Calendar(now, zone), since, until)
        shown = [one for one in every if one.listed.state is not State.DROPPED]
        vocabulary = _vocabulary(view)
        record = DayRecord(
            day=wanted.day.isoformat(),
            language=wanted.language,
            timezone=settings.timezone,
            since=since,
            until=until,
            lexicon=view.lexicons.current() or "",
            topics=tuple(TopicLabel(one.key, one.label_en, one.label_fr) for one in vocabulary.topics),
            candidates=tuple(shown),
            watch=tuple(view.days.watch(since, until)),
            funnel=replace(view.days.funnel(since, until, seen), unmatched=seen - len(shown)),
            places=tuple((place.key, name_in(wanted.language, place)) for place in vocabulary.places),
            spots=frozenset(place.key for place in vocabulary.places if is_a_spot(place)),
            actors=tuple((actor.key, name_in(wanted.language, actor)) for actor in vocabulary.actors),
            pictured=_pictured(view, wanted, shown, vocabulary, zone),
            background=_background(view, wanted, since, until, shown),
            first_day=wanted.first.isoformat() if wanted.first else "",
            search=wanted.search.name if wanted.search else "",
        )
        return Gathered(record, tuple(every), view.days.funnel(since, until, len(every), with_dropped=True))


def _as_judged(candidate: Candidate) -> Candidate:
    """A candidate with the topics that the lists find in it, whatever an analyst gave or took."""
    found = Counter(mention.key for mention in candidate.mentions if mention.kind is Kind.TOPIC)
    topics = tuple(TopicTag(key, Level.REPORTED, float(count), count) for key, count in sorted(found.items()))
    return replace(candidate, listed=replace(candidate.listed, topics=topics))


def _background(
    view: Transaction, wanted: Wanted, since: datetime | None, until: datetime, shown: Sequence[Candidate]
) -> Background:
    """What is known beside the window; of a search only what is about its stories."""
    first = view.editions.first()
    found = view.days.background(since, until, shown, covered=first.written_at if first else None)
    stories = {one.listed.article.story for one in shown} if wanted.search else None
    return Background(
        earlier=tuple(_of_stories(_with_denials(found.earlier), stories)),
        late=() if wanted.search else found.late,
        revised=tuple(one for one in found.revised if stories is None or one.candidate.listed.article.story in stories),
        first_named=() if wanted.search else found.first_named,
    )


def _of_stories(candidates: Sequence[Candidate], stories: Collection[int] | None) -> list[Candidate]:
    return [one for one in candidates if stories is None or one.listed.article.story in stories]


def _pictured(
    view: Transaction, wanted: Wanted, shown: Sequence[Candidate], vocabulary: Vocabulary, zone: ZoneInfo
) -> Pictured:
    """The pictures of a digest; the four weeks belong to a day as a whole, and to no span or search."""
    if not wanted.is_plain:
        return Pictured(dots_of(shown, {place.key: place for place in vocabulary.places}, wanted.language))
    return pictured(view, shown, vocabulary, wanted.language, wanted.day, zone)


def as_of(record: DayRecord, moment: datetime) -> DayRecord:
    """A record without the articles that were stored after a moment."""
    return replace(
        record,
        candidates=tuple(
            replace(one, copies=tuple(copy for copy in one.copies if copy.article.first_seen <= moment))
            for one in record.candidates
            if (one.stored_at or one.listed.article.first_seen) <= moment
        ),
    )


def content_of(gathered: Gathered) -> str:
    """A hash of what a digest says of its day: neither a review nor what is known beside it makes an edition."""
    said = hashlib.sha256()
    for piece in json_pieces(build(_unreviewed(gathered), 0)):
        said.update(piece.encode("utf-8"))
    return said.hexdigest()


def _unreviewed(gathered: Gathered) -> DayRecord:
    """The record of a day alone, as it would be if nothing had been reviewed."""
    return replace(
        gathered.record,
        candidates=tuple(_as_judged(one) for one in gathered.every),
        funnel=gathered.funnel,
        pictured=NOTHING,
        background=NO_BACKGROUND,
    )


def _window(
    view: Transaction, wanted: Wanted, begins: datetime, ends: datetime, now: datetime
) -> tuple[datetime | None, datetime]:
    """From when to when; the very first edition of a day covers what was stored when it was first written."""
    if wanted.first is not None:
        return begins, ends
    first = view.editions.first()
    if first is None:
        return None, max(ends, now + timedelta(seconds=1))
    return (None, first.until) if first.day == wanted.day.isoformat() else (begins, ends)


def _with_denials(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those marked whose titles deny something."""
    return [
        replace(one, denies=True) if denied_stretches(one.listed.article.title, one.listed.article.language) else one
        for one in candidates
    ]


def _narrowed(
    view: Transaction, candidates: Sequence[Candidate], search: SavedSearch, calendar: Calendar,
    since: datetime | None, until: datetime,
) -> list[Candidate]:  # fmt: skip
    """The candidates of stories of which an article, or a copy of it, matches a saved search.

    Whole stories, for how many speak for one is counted over all its articles.
    """
    filters = Filters(since=since, until=until, everything=True, limit=None)
    matching = set(view.listings.matching(search.query, filters, calendar))
    stories = {
        one.listed.article.story
        for one in candidates
        if not matching.isdisjoint({one.listed.article.id, *(copy.article.id for copy in one.copies)})
    }
    return _of_stories(candidates, stories)


def _vocabulary(view: Transaction) -> Vocabulary:
    version = view.lexicons.current()
    return Vocabulary((), (), ()) if version is None else vocabulary_of(view.lexicons.source(version))
