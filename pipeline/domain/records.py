"""What goes into the store and what comes out of it, beyond the words themselves."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.articles import (
    Basis,
    DateSource,
    Document,
    Fingerprint,
    Relation,
    RelationKind,
    Review,
    State,
    without_lines,
)
from pipeline.domain.corroboration import Witness
from pipeline.domain.stories import Incident
from pipeline.domain.topics import Level, Mention, Tagging


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that the pure stages say of one document: its verdicts, computed before the store is touched.

    `left_out` are the lines of the text that recur in its outlet: the fingerprint does not know them. `features` are
    what stories are told by, as JSON; empty where the text is not relevant.
    """

    document: Document
    tagging: Tagging
    incidents: tuple[Incident, ...]
    fingerprint: Fingerprint
    left_out: tuple[int, ...] = ()
    features: str = ""

    @property
    def own_text(self) -> str:
        """The text without what recurs in its outlet: what it is recognised by."""
        return without_lines(self.document.text, self.left_out)


@dataclass(frozen=True, slots=True)
class Untagged:
    """The current version of a stored article that the lexicon in use has not judged yet, with its outlet's zone."""

    article: int
    number: int
    title: str
    text: str
    language: str
    published: datetime | None = None
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """An article that an analyst decided on, with the topics and terms that fired in it."""

    review: Review
    language: str
    title: str
    text: str
    fired: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeptOut:
    """An entry that the gate of its feed kept out, with the link that waits for nothing."""

    id: int
    title: str
    text: str
    url: str
    link: int | None


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What is kept of a response beside its archived bytes; `archived` tells whether the bytes were kept."""

    url: str
    url_final: str
    status: int
    headers: tuple[tuple[str, str], ...]
    fetched_at: datetime
    sha256: str
    size: int
    archived: bool


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article before it is stored, with its first version."""

    url: str
    url_final: str
    url_key: str
    source: str
    first_seen: datetime
    analysis: Analysis
    page: PageRecord | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """What the analyst reviews, as stored; `moment` is when it was published, or first seen where that is unknown."""

    id: int
    url: str
    url_final: str
    url_key: str
    source: str
    first_seen: datetime
    published: datetime | None
    date_source: DateSource
    moment: datetime
    language: str
    title: str
    basis: Basis
    relevant: bool
    version: int
    group: int
    story: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A stored article that shares fingerprints, or the exact hash, with the one being judged."""

    id: int
    group: int
    story: int
    moment: datetime
    url_key: str
    words: int
    sketch: int
    shared: int


@dataclass(frozen=True, slots=True)
class StoryHolder:
    """A leading article that a text may share a story with; `features` are what it is compared by, as JSON.

    `size` and `outlets` count the texts, copies aside, and the outlets that its story has before the one that asks.
    """

    article: int
    story: int
    moment: datetime
    url_key: str
    source: str
    features: str
    size: int
    outlets: int


@dataclass(frozen=True, slots=True)
class StoryJoin:
    """Why an article is in a story though it shares no text with it: the article it is like, and what both name."""

    article: int
    other: int
    likeness: float
    names: tuple[str, ...]
    figures: tuple[int, ...]
    cross_language: bool


@dataclass(frozen=True, slots=True)
class StoryWord:
    """An analyst's word: an article belongs to the story of another one, or (None) to none but its own."""

    article: int
    other: int | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TopicTag:
    """A tag in a listing; `mentions` counts them."""

    topic: str
    level: Level
    score: float
    mentions: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a listing: an article with its current verdicts. `relation` says what it is within its group."""

    article: Article
    source_name: str
    text: str
    topics: tuple[TopicTag, ...]
    countries: tuple[str, ...]
    places: tuple[str, ...]
    actors: tuple[str, ...]
    relation: RelationKind | None
    state: State


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version of an article: its document, when it was stored and from which page."""

    article: int
    number: int
    document: Document
    lexicon: str
    stored_at: datetime
    page: PageRecord | None


@dataclass(frozen=True, slots=True)
class Linked:
    """A relation seen from one article: the other one and what it is."""

    relation: Relation
    other: Article
    other_source: str


@dataclass(frozen=True, slots=True)
class Member:
    """Another article of the same group; `relation` says what it is within it, None where it copies none."""

    id: int
    source: str
    title: str
    moment: datetime
    relation: RelationKind | None


@dataclass(frozen=True, slots=True)
class StoredTag:
    """A tag with the version of the lexicon that made it."""

    topic: str
    level: Level
    score: float
    rule: str
    lexicon: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """One article with all its evidence; `members` are the others of its group, in canonical order.

    `withdrawn` is when its page was found to be gone.
    """

    listed: Listed
    versions: tuple[StoredVersion, ...]
    tags: tuple[StoredTag, ...]
    mentions: tuple[Mention, ...]
    incidents: tuple[Incident, ...]
    links: tuple[Linked, ...]
    aliases: tuple[str, ...]
    review: Review | None
    members: tuple[Member, ...] = ()
    join: StoryJoin | None = None
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoryDossier:
    """A story with its articles in canonical order, why each joined, their tolls, who speaks, and analysts' words."""

    story: int
    members: tuple[Listed, ...]
    joins: dict[int, StoryJoin]
    incidents: dict[int, tuple[Incident, ...]]
    witnesses: tuple[Witness, ...]
    words: tuple[StoryWord, ...]


@dataclass(frozen=True, slots=True)
class Backfill:
    """Where a backfill stands: its cursor and counts are saved with what they count."""

    target: str
    cursor: str
    stored: int
    known: int
    failed: int
    finished: bool
    updated: datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the digest of a day; `since` is None where it covers all that is stored."""

    day: str
    language: str
    number: int
    since: datetime | None
    until: datetime
    content: str
    written_at: datetime
