"""Pages, the documents in them, and the articles an analyst reviews."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Basis(StrEnum):
    """Where the text of a document comes from."""

    PAGE = "page"
    FEED = "feed"
    SEED = "seed"


class DateSource(StrEnum):
    """Who gave the date of publication."""

    DECLARED = "declared"
    FEED = "feed"
    SEARCHED = "searched"
    NONE = "none"


class Reason(StrEnum):
    """Why a page gave no document."""

    EMPTY = "empty"
    WRONG_TYPE = "wrong_type"
    TOO_BIG = "too_big"
    TOO_SHORT = "too_short"
    NOT_ARTICLE = "not_article"
    PAYWALL = "paywall"
    CHALLENGE = "challenge"
    CONSENT_WALL = "consent_wall"
    SCRIPT_SHELL = "script_shell"
    SOFT_404 = "soft_404"
    REDIRECTED_HOME = "redirected_home"
    FORWARDED = "forwarded"
    OTHER_PAGE = "other_page"
    UNREADABLE = "unreadable"


class State(StrEnum):
    """The analyst's word on an article."""

    NEW = "new"
    KEPT = "kept"
    DROPPED = "dropped"
    FLAGGED = "flagged"


class RelationKind(StrEnum):
    """What a later article is to an earlier one; `apart`: nothing, as an analyst said for good."""

    EXACT = "exact"
    COPY = "copy"
    UPDATE = "update"
    CONTAINS = "contains"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Page:
    """One response. `headers` are those that matter, with lower-case names; `moved` means: only permanent redirects."""

    url: str
    url_final: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    fetched_at: datetime
    sha256: str
    moved: bool = False

    def header(self, name: str) -> str:
        """The value of a header, empty where it was not sent."""
        return dict(self.headers).get(name.lower(), "")


@dataclass(frozen=True, slots=True)
class NotModified:
    """The answer that nothing changed since the validators we sent."""

    url: str
    url_final: str
    headers: tuple[tuple[str, str], ...]
    fetched_at: datetime
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The text of an article and what it says of itself. Paragraphs of `text` are separated by a blank line.

    `partial` marks a text that is known to be less than the article, `live` one that is written on as things happen.
    """

    basis: Basis
    title: str
    text: str
    captions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    credit: str = ""
    published: datetime | None = None
    date_source: DateSource = DateSource.NONE
    site: str = ""
    language: str = ""
    canonical: str = ""
    partial: bool = False
    live: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a page gave no document: a normal answer, counted and kept with the link."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What finds copies: an exact hash of the normalised words and a sample of hashed word 4-shingles.

    `exact` is 32 hex digits; `sketch` holds sorted 62-bit numbers; `words` counts normalised words.
    """

    exact: str
    sketch: tuple[int, ...]
    words: int
    normaliser: int


def without_lines(text: str, numbers: Iterable[int]) -> str:
    """A text without the lines of these numbers, counted from 0."""
    gone = frozenset(numbers)
    return "\n".join(line for at, line in enumerate(text.split("\n")) if at not in gone) if gone else text


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on a pair, a pure function of two texts; `kind` is None where they are not related.

    `contained_later` is the share of the later text's word 5-shingles found in the earlier one, `contained_earlier` the
    reverse; kept and changed count the figures in equal surroundings; `evidence` shows changed figures and names.
    """

    kind: RelationKind | None
    contained_later: float
    contained_earlier: float
    shared: int
    kept: int = 0
    changed: int = 0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A stored link of two articles: `later` is a copy, update ... of `earlier`; made by the machine or an analyst."""

    later: int
    earlier: int
    kind: RelationKind
    contained_later: float
    contained_earlier: float
    kept: int
    changed: int
    evidence: tuple[str, ...]
    decided_by: str = "machine"


@dataclass(frozen=True, slots=True)
class Review:
    """The analyst's word on an article; never overwritten by the machine."""

    article: int
    state: State
    note: str
    by: str
    at: datetime
    topics_added: tuple[str, ...] = ()
    topics_removed: tuple[str, ...] = ()

    def corrected(self, topics: Iterable[str]) -> tuple[str, ...]:
        """The topics of the article as the analyst has them: without those taken away, then those added."""
        kept = tuple(topic for topic in topics if topic not in self.topics_removed)
        return (*kept, *(topic for topic in self.topics_added if topic not in kept))
