"""Figures of one happening held side by side: which contradict, which only bring another up to date.

Two figures contradict where their intervals are disjoint and different origins give them: `at least 20` and 34 agree,
20 and 34 differ. A later figure of one origin takes the place of its earlier one. Nothing is ever added up or averaged.
"""

from collections.abc import Iterable, Iterator, Sequence
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

    Figures of other harms, of other sides, of an accident and an attack, of other days or other places are APART.
    """
    if not _are_comparable(one.incident, other.incident):
        return Standing.APART
    if _overlap(one.incident, other.incident):
        return Standing.AGREE
    return Standing.UPDATE if origin_of(one) == origin_of(other) else Standing.CONTRADICT


def latest_by_origin(told: Iterable[Told]) -> dict[tuple[Harm, Side, Origin], Told]:
    """The last word of each origin on each harm and side: a range per claimant, in the order of time."""
    ordered = sorted(told, key=_by_weight)
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


def updates(told: Iterable[Told]) -> list[tuple[Told, Told]]:
    """The figures that a later one of the same origin took the place of, each with the later one, in order of time."""
    last: dict[tuple[Harm, Side, Origin], Told] = {}
    found = []
    for one in sorted(_main(told), key=_by_weight):
        key = (one.incident.harm, one.incident.side, origin_of(one))
        before = last.get(key)
        if before is not None and before.at < one.at and standing(before, one) is Standing.UPDATE:
            found.append((before, one))
        last[key] = one
    return found


def _main(told: Iterable[Told]) -> Iterator[Told]:
    """Those figures that their articles are about."""
    by_article: dict[tuple[datetime, str], list[Told]] = {}
    for one in told:
        by_article.setdefault((one.at, one.outlet), []).append(one)
    for found in by_article.values():
        chosen = main_figures(one.incident for one in found)
        yield from (one for one in found if one.incident in chosen)


def main_figures(incidents: Iterable[Incident]) -> list[Incident]:
    """Of the tolls of one article that of each harm and side which it is about, in reading order.

    That is the one of the title, else the largest: a report that brings a toll up to date names the old one too.
    """
    chosen: dict[tuple[Harm, Side], Incident] = {}
    for one in sorted(incidents, key=_weight):
        chosen[one.harm, one.side] = one
    return sorted(chosen.values(), key=lambda one: (one.field != "title", one.start))


def _weight(incident: Incident) -> tuple[bool, int, int]:
    """What makes a figure the one an article is about: its place in the title, its size, its standing early."""
    return incident.field == "title", incident.least, -incident.start


def _by_weight(told: Told) -> tuple[datetime, str, tuple[bool, int, int]]:
    return told.at, told.outlet, _weight(told.incident)


def _are_comparable(one: Incident, other: Incident) -> bool:
    """Whether two figures count the same people; a side, day or place left open by one may be the other's."""
    sides, days = {one.side, other.side} - {Side.UNKNOWN}, {one.day, other.day} - {None}
    places = {incident.place for incident in (one, other) if incident.precision == 1}
    same = one.harm is other.harm and one.cause is other.cause
    return same and len(sides) < 2 and len(days) < 2 and len(places) < 2


def _overlap(one: Incident, other: Incident) -> bool:
    return _reaches(one, other.least) and _reaches(other, one.least)


def _reaches(incident: Incident, least: int) -> bool:
    return incident.most is None or incident.most >= least
