"""Copies in a stream of texts: each is told what it is to the earlier ones, with the window as its only memory.

text -> fingerprint -> equal words of 30 days, or shared fingerprints of 3 days -> verdicts on pairs -> place
what is no copy -> names, figures, words -> leading texts of 3 days that share the rarest of them -> its story
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain

from pipeline.analyse.boilerplate import RecentParagraphs
from pipeline.analyse.fingerprint import sign
from pipeline.analyse.grouping import Candidate, Placement, earliest_equal, place, select, share_enough
from pipeline.analyse.lexicon import Lexicon
from pipeline.analyse.relations import EXACT_WINDOW, NEAR_WINDOW, SAME_WORDS, compare, prepare
from pipeline.analyse.stories import StoryLink, parts, tells_the_same
from pipeline.analyse.storystream import StoryStream
from pipeline.domain.articles import Fingerprint, RelationKind
from pipeline.domain.records import Neighbour

MOST_HOLDERS = 1000
"""Of the texts of one day that hold a fingerprint the latest so many are looked up: more than any wire copy has
outlets, and a bound for boilerplate."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the stream; `published` is None where it is not known, and in UTC where it names no time zone.

    Title, language and source (its outlet) are empty where they are not known.
    """

    id: str
    text: str = field(repr=False)
    published: datetime | None = None
    title: str = ""
    language: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text is: its group and story (the ids of their first texts) and its relation to an earlier text, if any.

    `containment` is the larger of the shares of the two texts found in the other; `link` says why a text that shares no
    words with it is in a story, with the id of the text it is most like.
    """

    id: str
    group: str
    relation: RelationKind | None
    of: str | None
    containment: float
    story: str
    link: tuple[str, StoryLink] | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text that was placed: its number in the stream, and the first texts of its group and story."""

    number: int
    id: str
    moment: datetime
    group: int
    group_id: str
    story: int
    story_id: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A text that can be found by its fingerprints, with what is needed to judge it."""

    seen: _Seen
    text: str
    words: int
    sketch: int


class _Day:
    """The texts of one day, by their fingerprints."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._holders: dict[int, tuple[int, ...]] = {}

    def add(self, seen: _Seen, text: str, fingerprint: Fingerprint) -> None:
        """Keep a text."""
        place = len(self._entries)
        self._entries.append(_Entry(seen, text, fingerprint.words, len(fingerprint.sketch)))
        alone = (place,)
        for number in fingerprint.sketch:
            holders = self._holders.get(number)
            self._holders[number] = alone if holders is None else (*holders[1 - MOST_HOLDERS :], place)

    def sharing(self, sketch: tuple[int, ...]) -> Iterator[tuple[_Entry, int]]:
        """The texts that share enough fingerprints, and how many."""
        known = self._holders.keys() & sketch
        shared = Counter(chain.from_iterable(map(self._holders.__getitem__, known)))
        for holder, count in shared.items():
            entry = self._entries[holder]
            if share_enough(count, len(sketch), entry.sketch):
                yield entry, count


class CopyStream:
    """Tells copies in texts that come in canonical order (published, id), one after the other.

    Texts are kept for 3 days, hashes of their words for 30. A text out of order is judged by those before it that are
    still kept. Several texts of one outlet may be copies of one another: they are versions, not confirmations. Without
    a lexicon a story is made of copies and updates alone.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._stories = StoryStream(lexicon) if lexicon else None
        self._paragraphs = RecentParagraphs()
        self._leading: dict[int, _Seen] = {}
        self._days: dict[int, _Day] = {}
        self._hashes: dict[int, dict[str, _Seen]] = {}
        self._now = _EPOCH
        self._count = 0

    def feed(self, text: Text) -> Verdict:
        """Judge a text by those before it, and remember it for those to come."""
        self._now = self._moment_of(text)
        self._forget()
        own = self._paragraphs.own_text(text.source, text.text) if text.source else text.text
        fingerprint = sign(own)
        equal = self._equal(fingerprint)
        if equal is None:
            placement, of = self._judged(own, fingerprint)
        else:
            placement, of = place([Candidate(equal.number, equal.group, equal.story, SAME_WORDS)]), equal
        seen = self._seen(text.id, placement, of)
        told: tuple[str, StoryLink] | None = None
        if self._stories is not None and placement.group is None:
            seen, told = self._in_story(self._stories, seen, text, of, placement)
        self._remember(seen, own, fingerprint)
        if text.source:
            self._paragraphs.remember(text.source, seen.group, text.text)
        return _verdict(seen, placement, of, told)

    def _in_story(
        self, stories: StoryStream, seen: _Seen, text: Text, of: _Seen | None, placement: Placement
    ) -> tuple[_Seen, tuple[str, StoryLink] | None]:
        """Find the story of a leading text that is no part or update of another, and keep its features for others.

        An update or a part may be the same form filled in again; a small part says nothing.
        """
        features = stories.read(text.title, text.text, text.language, seen.moment)
        theirs = stories.features(of.number) if of else None
        if of and (seen.story == seen.number or (theirs and parts(placement, features, theirs))):
            seen, of = replace(seen, story=seen.number, story_id=seen.id), None
        link = stories.place(features, seen.moment, text.source) if of is None else None
        told = None
        if link is not None:
            like = self._leading[link.of]
            seen, told = replace(seen, story=like.story, story_id=like.story_id), (like.id, link)
        stories.add(seen.number, seen.story, features, seen.moment, text.source)
        self._leading[seen.number] = seen
        return seen, told

    def _moment_of(self, text: Text) -> datetime:
        if text.published is None:
            return self._now
        return text.published if text.published.tzinfo else text.published.replace(tzinfo=UTC)

    def _forget(self) -> None:
        """Drop the days that lie outside the windows around the present text."""
        today = _day_of(self._now)
        self._days = {day: kept for day, kept in self._days.items() if abs(today - day) <= NEAR_WINDOW.days}
        self._hashes = {day: kept for day, kept in self._hashes.items() if abs(today - day) <= EXACT_WINDOW.days}
        if self._stories is not None and len(self._leading) > 2 * len(self._stories):
            self._leading = {number: seen for number, seen in self._leading.items() if number in self._stories}

    def _equal(self, fingerprint: Fingerprint) -> _Seen | None:
        """The earliest text with the same words; texts without a word are equal to none."""
        known = (day.get(fingerprint.exact) for day in self._hashes.values() if fingerprint.words)
        found = {seen.number: seen for seen in known if seen}
        neighbours = (_neighbour(seen) for seen in found.values())
        chosen = earliest_equal(neighbours, moment=self._now, url_key=_key(self._count))
        return None if chosen is None else found[chosen.id]

    def _judged(self, text: str, fingerprint: Fingerprint) -> tuple[Placement, _Seen | None]:
        """Compare with the texts that share most fingerprints."""
        found = {entry.seen.number: (entry, shared) for entry, shared in self._sharing(fingerprint.sketch)}
        neighbours = (_neighbour(entry.seen, entry.words, entry.sketch, shared) for entry, shared in found.values())
        chosen = select(neighbours, moment=self._now, url_key=_key(self._count), sketch=len(fingerprint.sketch))
        entries = [found[neighbour.id][0] for neighbour in chosen]
        placement = place([_candidate(text, entry) for entry in entries])
        return placement, next((entry.seen for entry in entries if entry.seen.number == placement.of), None)

    def _sharing(self, sketch: tuple[int, ...]) -> Iterator[tuple[_Entry, int]]:
        return (found for day in self._days.values() for found in day.sharing(sketch))

    def _seen(self, text_id: str, placement: Placement, of: _Seen | None) -> _Seen:
        number = self._count
        self._count += 1
        alone = _Seen(number, text_id, self._now, number, text_id, number, text_id)
        if of is None or not tells_the_same(placement):
            return alone
        linked = replace(alone, story=of.story, story_id=of.story_id)
        return linked if placement.group is None else replace(linked, group=of.group, group_id=of.group_id)

    def _remember(self, seen: _Seen, text: str, fingerprint: Fingerprint) -> None:
        day = _day_of(seen.moment)
        if fingerprint.words:
            self._hashes.setdefault(day, {}).setdefault(fingerprint.exact, seen)
        if fingerprint.sketch:
            self._days.setdefault(day, _Day()).add(seen, text, fingerprint)


def _day_of(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(days=1)


def _key(number: int) -> str:
    """A number as a key that sorts by it: in the stream the order of arrival takes the place of addresses."""
    return f"{number:020d}"


def _neighbour(seen: _Seen, words: int = 0, sketch: int = 0, shared: int = 0) -> Neighbour:
    return Neighbour(
        id=seen.number,
        group=seen.group,
        story=seen.story,
        moment=seen.moment,
        url_key=_key(seen.number),
        words=words,
        sketch=sketch,
        shared=shared,
    )


def _candidate(text: str, entry: _Entry) -> Candidate:
    seen = entry.seen
    return Candidate(seen.number, seen.group, seen.story, compare(prepare(text), prepare(entry.text)))


def _verdict(seen: _Seen, placement: Placement, of: _Seen | None, link: tuple[str, StoryLink] | None) -> Verdict:
    other = of.id if of else None
    return Verdict(seen.id, seen.group_id, placement.kind, other, placement.containment, seen.story_id, link)
