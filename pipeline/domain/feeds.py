"""Outlets, the feeds we poll for them, and what the feeds said."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pipeline.domain.errors import Failure


class Ownership(StrEnum):
    """Who stands behind an outlet."""

    STATE = "state"
    PUBLIC = "public"
    PRIVATE = "private"
    PARTY = "party"
    NGO = "ngo"
    IGO = "igo"
    AGENCY = "agency"
    THINK_TANK = "think_tank"


class Gate(StrEnum):
    """Which entries of a feed are fetched: all, or only those whose title or summary names the Sahel."""

    NONE = "none"
    ANCHOR = "anchor"


class Certainty(StrEnum):
    """How sure the address of a feed is: checked live by others, on a public list, inferred, or seen failing."""

    MEASURED = "measured"
    SEEN = "seen"
    INFERRED = "inferred"
    FAILING = "failing"


class FeedStatus(StrEnum):
    """How the last poll of a feed ended."""

    NEVER = "never"
    OK = "ok"
    NOT_MODIFIED = "not_modified"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    GONE = "gone"
    RETRY_LATER = "retry_later"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet. `owner` counts for corroboration; empty where it is not known.

    `proxy` is the address of the proxy to reach it through, `verify_tls` whether its certificate must be valid.
    """

    key: str
    name: str
    home: str
    country: str
    covers: tuple[str, ...]
    languages: tuple[str, ...]
    ownership: Ownership
    timezone: str
    owner: str = ""
    notes: str = ""
    proxy: str = ""
    verify_tls: bool = True


@dataclass(frozen=True, slots=True)
class Feed:
    """One thing we poll for a source, with its candidate addresses in the order they are tried."""

    key: str
    source: str
    addresses: tuple[str, ...]
    gate: Gate = Gate.NONE
    certainty: Certainty = Certainty.SEEN
    enabled: bool = True
    folder: str = ""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What polling a feed has taught us. `rate` is new entries a minute; `interval` is in minutes.

    `moved_to` is where the last polls were redirected for good, how often in a row and since when. `window` is how many
    entries the feed shows, `hint` its publisher's wish in minutes, `newest` the date of its youngest entry. `peaks` is
    the highest rate of late for each of the 24 hours of the day in UTC; empty while nothing is known of them. `marks`
    are those of the items last read, and `last_whole` is when its items were last all read, known ones too.
    """

    address: str
    next_poll: datetime | None = None
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    interval: float = 0.0
    failures: float = 0.0
    failing_since: datetime | None = None
    status: FeedStatus = FeedStatus.NEVER
    error: Failure | None = None
    error_detail: str = ""
    last_polled: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    last_full: datetime | None = None
    rate: float | None = None
    overlap: float | None = None
    gap: bool = False
    moved_to: str = ""
    moved_times: int = 0
    moved_since: datetime | None = None
    window: int = 0
    hint: float | None = None
    newest: datetime | None = None
    peaks: tuple[float, ...] = ()
    marks: bytes = b""
    last_whole: datetime | None = None


class Way(StrEnum):
    """The ways to the older entries of a feed, in the order in which they are tried."""

    OLDER = "older"
    WORDPRESS = "wordpress"
    PAGED = "paged"
    SITEMAP = "sitemap"


class GapState(StrEnum):
    """Whether the entries that may have scrolled off unseen were found."""

    OPEN = "open"
    CLOSED = "closed"
    BOUNDED = "bounded"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Gap:
    """Entries of a feed that may have scrolled off between two polls, and how far their search has come.

    `since` and `until` are the polls before and after; `address` is the next page to fetch on this `way`.
    """

    feed: str
    since: datetime
    until: datetime
    host: str
    due_at: datetime
    way: Way
    address: str
    state: GapState = GapState.OPEN
    pages: int = 0
    found: int = 0
    attempts: int = 0
    reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class PolledFeed:
    """A feed with its source and what is known of it: all that a poll needs."""

    feed: Feed
    source: Source
    state: FeedState


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as the feed said it; `url` is absolute, or None where the feed gave no usable link."""

    guid: str
    url: str | None
    title: str
    summary: str = ""
    content: str = ""
    published: datetime | None = None
    published_said: str = ""
    authors: tuple[str, ...] = ()
    credit: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SitemapPart:
    """One sitemap that a sitemap index names, and when it last changed."""

    url: str
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a web page names as its own."""

    url: str
    title: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document read: its entries in document order and the publisher's hints. `ttl` is in minutes.

    `kind` is rss, atom, rdf, json, sitemap or sitemap_index; `older` is the address of the page with older entries
    (RFC 5005), `parts` are the sitemaps of an index, newest first. `known` is how many more entries it has that
    did not change since the reading before, by the `marks` of its items (parse.known); an irregular feed has none.
    """

    kind: str
    title: str
    entries: tuple[Entry, ...]
    home: str = ""
    language: str = ""
    ttl: float | None = None
    salvaged: bool = False
    older: str = ""
    parts: tuple[SitemapPart, ...] = ()
    known: int = 0
    marks: bytes = b""


@dataclass(frozen=True, slots=True)
class GatedEntry:
    """An entry with its identity inside its feed and whether it passed the gate."""

    entry: Entry
    identity: str
    url_key: str
    host: str
    on_topic: bool


@dataclass(frozen=True, slots=True)
class Poll:
    """The result of one call at a feed, kept as its history. `overlap` is the share of entries known before."""

    feed: str
    at: datetime
    status: FeedStatus
    error: Failure | None = None
    detail: str = ""
    http_status: int = 0
    entries: int = 0
    new: int = 0
    overlap: float | None = None
    gap: bool = False
    url_final: str = ""
    sample: str = field(default="", repr=False)
