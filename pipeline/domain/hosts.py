"""Hosts we knock at and links we mean to fetch."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Why(StrEnum):
    """Why a link is fetched."""

    FEED = "feed"
    BACKFILL = "backfill"
    RECHECK = "recheck"


class Fate(StrEnum):
    """What became of a link."""

    WAITING = "waiting"
    ARTICLE = "article"
    REJECTED = "rejected"
    OFF_TOPIC = "off_topic"
    UNRESOLVED = "unresolved"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Host:
    """A name we knock at: not before when, how slowly, and who is visiting it now. `delay` is in seconds.

    `robots_missing_since` is set while its robots.txt cannot be had.
    """

    name: str
    not_before: datetime | None = None
    delay: float | None = None
    robots: str | None = None
    robots_until: datetime | None = None
    robots_missing_since: datetime | None = None
    leased_by: str | None = None
    leased_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to knock at a host until a moment; only its owner may write the host."""

    host: Host
    owner: str
    until: datetime


@dataclass(frozen=True, slots=True)
class NewLink:
    """An address to be fetched, before it is stored. A higher priority goes first."""

    url: str
    url_key: str
    host: str
    why: Why
    source: str
    due_at: datetime
    priority: int = 0
    fate: Fate = Fate.WAITING
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An address to fetch as stored; `attempts` counts failed tries, `hops` how often it was sent to another host."""

    id: int
    url: str
    url_key: str
    host: str
    why: Why
    source: str
    priority: int
    due_at: datetime
    attempts: int
    fate: Fate
    reason: str
    article: int | None
    hops: int = 0


@dataclass(frozen=True, slots=True)
class Recheck:
    """A stored article whose page is to be looked at again; `host` is the one that has the page."""

    article: int
    url: str
    host: str
    source: str
    due_at: datetime
