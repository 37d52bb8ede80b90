"""Happenings: incidents as single articles report them, and stories that gather the articles about one happening."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Harm(StrEnum):
    """What was done to people."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"


@dataclass(frozen=True, slots=True)
class Incident:
    """A toll as one article reports it: at least `least` people, at most `most` (None: not bounded), and its words.

    `getattr(document, field)[start:end] == surface`; `place` is a key of the gazetteer, or empty.
    """

    harm: Harm
    least: int
    most: int | None
    field: str
    start: int
    end: int
    surface: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one happening, the leading one first."""

    id: int
    leading: int
    members: tuple[int, ...]
    first: datetime
    last: datetime
