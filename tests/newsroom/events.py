"""Happenings: what takes place in the simulated days, with its place and its figures."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from tests.newsroom.grammar import chance
from tests.newsroom.lexis import table

EVENTS_A_DAY = 12
TOPICS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "attack": ("jihadist-insurgency",),
        "convoy": ("fuel-blockade",),
        "ecowas": ("ecowas-relations",),
        "aes": ("aes-confederation",),
        "mining": ("mining-sovereignty",),
        "russia": ("russia-partnership",),
        "court": ("justice-system",),
        "displacement": ("displacement",),
    }
)
"""The kinds of happenings and the topics that a report on one is certain to be about."""
UPDATED = frozenset({"attack", "convoy", "displacement"})
"""The kinds whose figures are corrected later."""
IN_THE_FIELD = UPDATED
"""The kinds that are reported from the place itself; all others from the capital."""
_COUNTRIES = ("ML", "ML", "NE", "BF", "BF", "NE", "ML", "BF")
_COMPANIES = ("Sahelor", "Tamgak Resources", "Birimia Gold", "Kandor Mining")
_MINES = ("Korodala", "Tamfaraba", "Sindorokolo", "Goulouré", "Banfakourou")


@dataclass(frozen=True, slots=True)
class Event:
    """One happening. `place` and `other` count within the places of the country; `revised` are later figures."""

    key: str
    kind: str
    at: datetime
    country: str
    place: int
    other: int
    port: int
    group: str
    company: str
    mine: str
    figures: Mapping[str, int] = field(repr=False, hash=False)
    revised: Mapping[str, int] | None = field(repr=False, hash=False)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that a report on it is certain to be about."""
        return TOPICS[self.kind]


def happenings(seed: int, start: datetime, days: int) -> tuple[Event, ...]:
    """All that happens from `start` on, in order of time; each day brings each kind and four more of the common."""
    return tuple(event for day in range(days) for event in _day(seed, start, day))


def _day(seed: int, start: datetime, day: int) -> list[Event]:
    rng = chance(seed, "day", day)
    kinds = [*TOPICS, "attack", "attack", "convoy", "displacement"][:EVENTS_A_DAY]
    minutes = sorted(rng.sample(range(1440), len(kinds)))
    rng.shuffle(kinds)
    return [
        _event(seed, f"d{day}e{number:02d}", kind, start + timedelta(days=day, minutes=minute))
        for number, (kind, minute) in enumerate(zip(kinds, minutes, strict=True))
    ]


def _event(seed: int, key: str, kind: str, at: datetime) -> Event:
    rng = chance(seed, "event", key)
    country = rng.choice(_COUNTRIES)
    place, other = rng.sample(range(len(table("places")["places"][country])), 2)
    figures = _figures(rng)
    return Event(
        key=key,
        kind=kind,
        at=at,
        country=country,
        place=place,
        other=other,
        port=rng.randrange(2),
        group="is" if country == "NE" else "jnim",
        company=rng.choice(_COMPANIES),
        mine=rng.choice(_MINES),
        figures=figures,
        revised=_revised(figures, rng) if kind in UPDATED else None,
    )


# The ranges are such that every language needs one form of the counted noun only (Arabic: 3-10, 11-99, hundreds).
_RANGES: Mapping[str, Callable[[random.Random], int]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("killed", "trucks", "vehicles"), lambda rng: rng.randint(11, 45)
        ),
        **dict.fromkeys(
            ("wounded", "fighters", "houses", "instructors", "delegates", "billions", "tents", "percent", "percent2"),
            lambda rng: rng.randint(20, 95),
        ),
        **dict.fromkeys(
            ("years", "accused", "days", "months", "points", "ministers"), lambda rng: rng.randint(11, 24)
        ),
        **dict.fromkeys(
            ("hours", "weeks", "tonnes", "planes", "sites", "litres", "battalions"), lambda rng: rng.randint(3, 9)
        ),
        **dict.fromkeys(("people", "workers", "traders"), lambda rng: 100 * rng.randint(21, 58)),
        **dict.fromkeys(("households",), lambda rng: 100 * rng.randint(3, 9)),
        **dict.fromkeys(("price",), lambda rng: 100 * rng.randint(11, 30)),
        **dict.fromkeys(("wheat",), lambda rng: 1000 * rng.randint(11, 40)),
    }
)  # fmt: skip


def _figures(rng: random.Random) -> Mapping[str, int]:
    return MappingProxyType({name: draw(rng) for name, draw in _RANGES.items()})


def _revised(figures: Mapping[str, int], rng: random.Random) -> Mapping[str, int]:
    """Later figures: more dead, more lorries, more people; all else stays."""
    more = rng.uniform(1.3, 1.6)
    grown = {name: int(figures[name] * more) for name in ("killed", "trucks")}
    return MappingProxyType({**figures, **grown, "people": 100 * int(figures["people"] * more / 100)})
