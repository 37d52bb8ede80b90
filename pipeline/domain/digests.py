"""The daily digest: what goes into it, as the store has it, and what it says, before it becomes text."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.errors import Failure
from pipeline.domain.feeds import FeedStatus, Source
from pipeline.domain.pictures import NOTHING, Pictured
from pipeline.domain.records import Article, Listed
from pipeline.domain.stories import Incident
from pipeline.domain.topics import Kind, Mention


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a group other than the one that stands for it: one outlet's copy."""

    article: Article
    source: Source | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One group of copies that the digest may show: the article that stands for it, and its copies.

    `mentions`, of topics, and of names where a text begins, and `incidents` are those of the current version; `agency`
    is the family of the agency it credits, if any. `updates` is the earlier article that this one brings up to date,
    with the figures and names that changed; `developing_since` is when its story began, if that was before the window;
    `denies`: its title denies what others report; `withdrawn` is when its page was found to be gone,
    `stored_at` when its first version was stored: a little after it was seen.
    """

    listed: Listed
    source: Source | None
    copies: tuple[Member, ...]
    mentions: tuple[Mention, ...]
    incidents: tuple[Incident, ...]
    agency: str = ""
    updates: int | None = None
    changed: tuple[str, ...] = ()
    developing_since: datetime | None = None
    denies: bool = False
    withdrawn: datetime | None = None
    stored_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """An article whose title or tolls changed in the window, after it was published; `candidate` is as it is now."""

    candidate: Candidate
    title: str
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class Background:
    """What a digest knows beside the groups of its window.

    `earlier` are groups of the days just before it: of stories that go on in it, and those that tell tolls. `late` are
    dated before the window and were stored in it; `revised` changed in it; `first_named` are places and actors, by kind
    and key, that no article before it names, each with an article that does. All candidates among them are without
    their words and verdicts: text, topics, places, mentions.
    """

    earlier: tuple[Candidate, ...] = ()
    late: tuple[Candidate, ...] = ()
    revised: tuple[Revision, ...] = ()
    first_named: tuple[tuple[Kind, str, int], ...] = ()


NO_BACKGROUND = Background()


@dataclass(frozen=True, slots=True)
class SourceWatch:
    """How one enabled source did in the window: whether any poll worked, how many failed, and how the last one did.

    `gaps` counts the times when entries may have been missed between two polls and were not found since.
    """

    source: Source
    polls: int
    answered: bool
    failure: Failure | None
    detail: str
    last_success: datetime | None
    last_status: FeedStatus | None = None
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class Funnel:
    """What became of what was seen in the window, from entries to what is shown; each number counts data once.

    Entries and links are counted by when they were seen, articles by their date: `elsewhere` were stored in the window
    but belong to another day, `read_later` belong to the day but were stored in another; `stories` are the different
    happenings among those shown, `unmatched` those that the search of the digest leaves out.
    """

    entries: int
    on_topic: int
    links_waiting: int
    links_rejected: int
    links_given_up: int
    articles: int
    not_relevant: int
    dropped: int
    copies: int
    shown: int
    elsewhere: int = 0
    read_later: int = 0
    stories: int = 0
    unmatched: int = 0


@dataclass(frozen=True, slots=True)
class TopicLabel:
    """How a topic is called in the two languages of the digest."""

    key: str
    label_en: str
    label_fr: str


@dataclass(frozen=True, slots=True)
class DayRecord:
    """All that the store knows of a day. `since` is None for the first digest of a store: it covers all that is stored.

    Times are UTC; `timezone` is the zone that days are counted in; `places` are names by the keys of the gazetteer, and
    `actors` those of the lists; `spots` are the keys of those places that are a point on a map. `first_day` is empty
    for a single day; `search` names the saved search that narrows it; `added_after` is when the edition before was
    written, if there was one.
    """

    day: str
    language: str
    timezone: str
    since: datetime | None
    until: datetime
    lexicon: str
    topics: tuple[TopicLabel, ...]
    candidates: tuple[Candidate, ...]
    watch: tuple[SourceWatch, ...]
    funnel: Funnel
    pictured: Pictured = NOTHING
    places: tuple[tuple[str, str], ...] = ()
    spots: frozenset[str] = frozenset()
    actors: tuple[tuple[str, str], ...] = ()
    background: Background = NO_BACKGROUND
    first_day: str = ""
    search: str = ""
    added_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in words beside an item, such as [Single source]; `key` is the same in all languages."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an update says anew: words of its own text, and the figure or name that stood there before, folded.

    Where the words were not found in the text, `words` holds both, folded, and `before` is empty.
    """

    words: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the digest. `headline` and `extract` stand word for word in the article; `evidence` are its words.

    `extract_cut` tells that the sentence goes on; `url` is a web address, a seed document's own name, or empty;
    `published` is for people and `published_at` is ISO 8601 in UTC, empty where the article has no date; `topics` are
    reported and `mentioned` only named; `same_story` are the other items on the same happening, with their outlets;
    `outlets` and `families` count who speaks for it by the one counting rule; `changed` is what an update says anew.
    Where it leads a story, `gist` tells where and when what happened, `reports` are the other items on it; `status` is
    new, changed or developing; `order` says why it stands where it does, the weightiest reason first.
    """

    article: int
    group: int
    story: int
    headline: str
    language: str
    extract: str
    extract_cut: bool
    url: str
    outlet: str
    ownership: str
    published: str
    published_at: str
    date_source: str
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    mentioned: tuple[str, ...]
    evidence: tuple[tuple[str, tuple[str, ...]], ...]
    figures: tuple[str, ...]
    copies: tuple[str, ...]
    same_story: tuple[tuple[int, str], ...]
    marks: tuple[Mark, ...]
    outlets: int = 1
    families: int = 0
    changed: tuple[Change, ...] = ()
    genre: str = "news"
    reports: tuple["Item", ...] = ()
    status: str = "new"
    order: tuple[str, ...] = ()
    gist: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the digest: `items` shown in full, then `also` in a line each, then `rest`, which is left folded.

    Without any, `note` says why.
    """

    key: str
    title: str
    note: str
    items: tuple[Item, ...]
    also: tuple[Item, ...]
    rest: tuple[Item, ...] = ()

    @property
    def shown(self) -> tuple[Item, ...]:
        """All its items."""
        return (*self.items, *self.also, *self.rest)


@dataclass(frozen=True, slots=True)
class Line:
    """A line on one report: what is to be told of it in words of ours (`said`), and what it was and is (`before`).

    `kind` is the same in all languages. `headline` stands word for word in the article; so do `before` and `after`
    where `quoted`, otherwise they are figures.
    """

    kind: str
    said: str
    article: int
    story: int
    headline: str
    language: str
    outlet: str
    url: str
    before: str = ""
    after: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A part of the digest that is made of lines; without any, `note` says why."""

    key: str
    title: str
    note: str
    lines: tuple[Line, ...]


NO_LINES = Lines("", "", "", ())


@dataclass(frozen=True, slots=True)
class TollFigure:
    """A figure in a row of tolls: the harm by key and in words, who was hit in words or empty, and the range told.

    `least` and `most` bound it for programs; `most` is None where it is open.
    """

    key: str
    harm: str
    side: str
    told: str
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class TollRow:
    """What one claimant, or several alike, say of one happening at one place; day and place are empty where not told.

    `country` is the one that the report is about, by name, empty for none. `voices` are those who say so, in words.
    """

    day: str
    day_iso: str
    place: str
    precision: int
    figures: tuple[TollFigure, ...]
    voices: tuple[str, ...]
    articles: tuple[int, ...]
    marks: tuple[Mark, ...]
    country: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """One day's report, from which every form is rendered: the same items in the same order in all of them.

    `since` and `until` are ISO 8601 in UTC, `since` empty where all that is stored is covered; `state` says in words
    how much of what is watched was seen; `in_brief` points at items that stand in the sections, and `brief_note` says
    why there are none; `key` explains the marks. `follow_ups` and `awaiting` are about single reports; `reading` are
    analyses and opinions; `first_named` are names with the article that brought them; `added` are the items that the
    edition before did not have; `compiled_only`: it is of several days or of a search, and so no edition at all.
    """

    day: str
    language: str
    title: str
    window: str
    since: str
    until: str
    timezone: str
    state: Mark
    lexicon: str
    edition: int
    in_brief: tuple[Item, ...]
    brief_note: str
    sections: tuple[Section, ...]
    topics: tuple[tuple[str, str, int], ...]
    coverage: tuple[str, ...]
    silent: tuple[tuple[str, str], ...]
    funnel: Funnel
    key: tuple[str, ...]
    pictured: Pictured = NOTHING
    tolls: tuple[TollRow, ...] = ()
    follow_ups: Lines = NO_LINES
    awaiting: Lines = NO_LINES
    first_named: tuple[tuple[str, int], ...] = ()
    added: tuple[int, ...] = ()
    compiled_only: bool = False
