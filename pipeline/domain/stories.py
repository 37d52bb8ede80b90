"""Happenings: incidents as single articles report them, and stories that gather the articles about one happening."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Harm(StrEnum):
    """What was done to people; NEUTRALISED is an army's word for killed or captured, and never added to the killed."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    NEUTRALISED = "neutralised"


class Side(StrEnum):
    """Who was counted, as far as the words of the figure say."""

    CIVILIANS = "civilians"
    FORCES = "forces"
    FIGHTERS = "fighters"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """Whether words nearby lay a toll to an accident or to nature; only one that is UNSTATED may be an attack's."""

    UNSTATED = "unstated"
    ACCIDENT = "accident"
    DISASTER = "disaster"


class Claimant(StrEnum):
    """Who says so; OUTLET where the text names nobody."""

    OUTLET = "outlet"
    ARMY = "army"
    GOVERNMENT = "government"
    GROUP = "group"
    SECURITY = "security"
    WITNESS = "witness"
    LOCAL = "local"
    UN = "un"
    NGO = "ngo"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say a place, a day or a claimant, in the field of the figure: `field[start:end] == surface`."""

    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Incident:
    """A toll as one article reports it: at least `least` people, at most `most` (None: not bounded), and its words.

    `getattr(document, field)[start:end] == surface`; `place` is a key of the gazetteer, or empty. `precision` is 1 at
    the place itself, 2 near it or somewhere in a region, 3 somewhere in a country, 0 without a place. `day` is the day
    of the happening where its sentence says one. `attackers` and `victims` are keys of actors that the sentence puts on
    these sides; `claimed_by` is the actor that makes the claim where it is a listed one.

    `superseded`: the words call the figure an earlier count, which no longer holds. `told_in_words`: they name no
    number (several, dozens, une vingtaine), and the bounds are a reckoning of ours. `in_title`: the title gives the
    same figure as these words of the text.
    """

    harm: Harm
    least: int
    most: int | None
    field: str
    start: int
    end: int
    surface: str
    place: str = ""
    side: Side = Side.UNKNOWN
    cause: Cause = Cause.UNSTATED
    precision: int = 0
    place_words: Evidence | None = None
    day: date | None = None
    day_words: Evidence | None = None
    claimant: Claimant = Claimant.OUTLET
    claimed_by: str = ""
    claim_words: Evidence | None = None
    attackers: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    superseded: bool = False
    told_in_words: bool = False
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one happening, the leading one first."""

    id: int
    leading: int
    members: tuple[int, ...]
    first: datetime
    last: datetime
