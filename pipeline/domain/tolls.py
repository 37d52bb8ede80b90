"""Figures of one happening held side by side: which contradict, which only bring another up to date.

Two figures contradict where their intervals are disjoint and different origins give them: `at least 20` and 34 agree,
20 and 34 differ. A later figure of one origin takes the place of its earlier one. Nothing is ever added up or averaged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.domain.stories import Claimant, Harm, Incident, Side


class Standing(StrEnum):
    """How two figures of one happening stand to one another."""

    APART = "apart"
    AGREE = "agree"
    UPDATE = "update"
    CONTRADICT = "contradict"


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as an outlet told it at a time; `outlet` is what tells owners apart."""

    incident: Incident
    outlet: str
    at: datetime


Origin = tuple[Claimant, str]
"""Whose figure it is: a claimant, with the key of the actor or the outlet where that is known."""


def origin_of(told: Told) -> Origin:
    """Whose figure this is; witnesses and sources without a name are those of their outlet."""
    claimant = told.incident.claimant
    if told.incident.claimed_by:
        return claimant, told.incident.claimed_by
    official = claimant in (Claimant.ARMY, Claimant.GOVERNMENT, Claimant.UN)
    return claimant, "" if official else told.outlet


def standing(one: Told, other: Told) -> Standing:
    """How two figures of one happening stand to one another; the order in which they are given does not matter.

    Figures of other harms, of other sides, of an accident and an attack, or of other days are APART.
    """
    if not _are_comparable(one.incident, other.incident):
        return Standing.APART
    if _overlap(one.incident, other.incident):
        return Standing.AGREE
    return Standing.UPDATE if origin_of(one) == origin_of(other) else Standing.CONTRADICT


def latest_by_origin(told: Iterable[Told]) -> dict[tuple[Harm, Side, Origin], Told]:
    """The last word of each origin on each harm and side: a range per claimant, in the order of time."""
    ordered = sorted(told, key=lambda one: (one.at, one.outlet, one.incident.start))
    return {(one.incident.harm, one.incident.side, origin_of(one)): one for one in ordered}


def contradictions(told: Iterable[Told]) -> list[tuple[Told, Told]]:
    """The pairs of figures that contradict, taking the last word of each origin: what was corrected is out."""
    last: Sequence[Told] = list(latest_by_origin(told).values())
    return [
        (one, other)
        for number, one in enumerate(last)
        for other in last[number + 1 :]
        if standing(one, other) is Standing.CONTRADICT
    ]


def _are_comparable(one: Incident, other: Incident) -> bool:
    """Whether two figures count the same people; a side or day that one of them leaves open may be the other's."""
    sides, days = {one.side, other.side} - {Side.UNKNOWN}, {one.day, other.day} - {None}
    return one.harm is other.harm and one.cause is other.cause and len(sides) < 2 and len(days) < 2


def _overlap(one: Incident, other: Incident) -> bool:
    return _reaches(one, other.least) and _reaches(other, one.least)


def _reaches(incident: Incident, least: int) -> bool:
    return incident.most is None or incident.most >= least
