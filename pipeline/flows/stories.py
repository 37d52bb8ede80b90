"""The story of an article among the stored ones, inside the one write transaction; all verdicts are pure.

names, figures, words -> how common they were in the days before -> leading articles that hold the rarest -> a story
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from pipeline.analyse.fingerprint import week_of
from pipeline.analyse.stories import (
    GATE,
    Rarity,
    StoryLink,
    StoryMember,
    may_join,
    parts,
    place_in_story,
    rarest,
    tells_the_same,
)
from pipeline.analyse.storyfeatures import StoryFeatures, index_terms
from pipeline.domain.records import Article, StoryHolder, StoryJoin
from pipeline.flows.judge import Judgement
from storage.store import Transaction

WINDOW = timedelta(days=7)
"""How rare a name is, is counted over so many whole days before the day of an article: a window that is closed."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article as far as stories go; `article` is None before it is stored."""

    features: StoryFeatures
    moment: datetime
    url_key: str
    source: str
    article: int | None = None

    @property
    def week(self) -> int:
        """The week under which its terms are kept."""
        return week_of(self.moment)

    @property
    def day(self) -> int:
        """The day it is counted on, in UTC."""
        return self.moment.astimezone(UTC).date().toordinal()


@dataclass(frozen=True, slots=True)
class Sought:
    """The story an article joins, if any, and the moments of later articles that may have to be looked at again."""

    link: StoryLink | None
    later: tuple[datetime, ...]


def seek_story(tx: Transaction, told: Told) -> Sought:
    """Look for the story of an article among canonically earlier ones."""
    terms = index_terms(told.features)
    rarity = _rarity(tx, told, terms)
    holders = _holders(tx, told)
    here = (told.moment, told.url_key)
    earlier = [_member(one) for one in holders if (one.moment, one.url_key) < here]
    later = [one for one in holders if (one.moment, one.url_key) > here]
    link = place_in_story(told.features, told.moment, told.source, earlier, rarity)
    doubtful = (one.moment for one in later if _may_follow(told, one, rarity))
    return Sought(link, tuple(doubtful))


def told_of(tx: Transaction, article: Article) -> Told | None:
    """A stored article as far as stories go; None where it is not relevant."""
    said = tx.stories.features(article.id)
    if not said:
        return None
    return Told(StoryFeatures.from_json(said), article.moment, article.url_key, article.source, article.id)


def _may_follow(told: Told, later: StoryHolder, rarity: Rarity) -> bool:
    return may_join(told.features, StoryFeatures.from_json(later.features), later.moment - told.moment, rarity)


def story_by_text(tx: Transaction, told: Told | None, judgement: Judgement) -> int | None:
    """The story of the earlier article that this one shares its text with: as a copy, or as an update or a part.

    An update or a part may be the same form filled in again, not the same happening.
    """
    other = judgement.with_ if tells_the_same(judgement.placement) else None
    if other is None or judgement.placement.group is not None or told is None:
        return other.story if other else None
    theirs = told_of(tx, tx.articles.get(other.id))
    return None if theirs and parts(judgement.placement, told.features, theirs.features) else other.story


def join_of(article: int, link: StoryLink) -> StoryJoin:
    """What is written down of a link."""
    return StoryJoin(article, link.of, link.likeness, link.names, link.figures, link.cross_language)


def index_story(tx: Transaction, article: int, told: Told) -> None:
    """Let later articles find a leading one."""
    tx.stories.index(article, told.week, told.day, index_terms(told.features))


def drop_story_index(tx: Transaction, article: int, told: Told) -> None:
    """Let a copy, or a text that is no more, be found no longer."""
    tx.stories.drop_index(article, told.week, index_terms(told.features))


def _rarity(tx: Transaction, told: Told, terms: Iterable[int]) -> Rarity:
    until = datetime.combine(told.moment.astimezone(UTC).date(), time.min, UTC)
    since = until - WINDOW
    days = range(since.date().toordinal(), until.date().toordinal())
    weeks = range(week_of(since), week_of(until) + 1)
    return Rarity(tx.stories.relevant(since, until), tx.stories.counts(tuple(terms), weeks, days))


def _holders(tx: Transaction, told: Told) -> list[StoryHolder]:
    """The leading articles within the gate, earlier and later, that hold the rarest of its names and figures."""
    since, until = told.moment - GATE, told.moment + GATE
    weeks = range(week_of(since), week_of(until) + 1)
    days = range(since.date().toordinal(), until.date().toordinal() + 1)
    keys = rarest(told.features, tx.stories.counts(index_terms(told.features), weeks, days))
    found = tx.stories.holders(keys, weeks, since, until, (told.moment, told.url_key)) if keys else []
    return [one for one in found if one.article != told.article and one.features]


def _member(one: StoryHolder) -> StoryMember:
    features = StoryFeatures.from_json(one.features)
    return StoryMember(one.article, one.story, one.size, one.outlets, one.moment, one.source, features)
