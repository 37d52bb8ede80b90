"""What the pictures of the digest show: plain values, before they are drawn."""

from dataclasses import dataclass
from enum import StrEnum


class DotKind(StrEnum):
    """What a dot on the map stands for; each kind has a shape and a colour of its own."""

    INCIDENT = "incident"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Dot:
    """Something that happened at a place. Latitude and longitude are in degrees, `size` counts articles.

    `precision` tells how well the place is known: 1 the place itself, 2 its surroundings, 3 its region, None not known.
    """

    latitude: float
    longitude: float
    label: str
    size: int
    kind: DotKind
    precision: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """How many articles a day there were on one topic or country, oldest first; None is a day that was not seen."""

    name: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Pictured:
    """All that the pictures of a digest show; four weeks are left out until enough days were seen."""

    dots: tuple[Dot, ...] = ()
    topics: tuple[Series, ...] = ()
    countries: tuple[Series, ...] = ()


NOTHING = Pictured()
"""No picture has anything to show."""
