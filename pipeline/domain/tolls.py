"""Figures of one happening held side by side: which contradict, which only bring another up to date.

Two figures contradict where their intervals are disjoint and different origins give them: `at least 20` and 34 agree,
20 and 34 differ. A later figure of one origin takes the place of its earlier one, and what any report calls an earlier
count holds no more for all who gave it until then. Nothing is ever added up or averaged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def live(told: Iterable[Told]) -> list[Told]:
    """The figures that still hold: no earlier counts, and none that was called one when it was told or later."""
    everything = list(told)
    earlier = [one for one in everything if one.incident.superseded]
    return [
        one
        for one in everything
        if not one.incident.superseded and not any(one.at <= past.at and _is_that_count(past, one) for past in earlier)
    ]


def current(told: Iterable[Told]) -> list[Told]:
    """The live figures without those that repeat, late, what was called an earlier count before."""
    everything = list(told)
    earlier = [one for one in everything if one.incident.superseded]
    return [one for one in live(everything) if not any(_is_that_count(past, one) for past in earlier)]


def latest_by_origin(told: Iterable[Told]) -> dict[tuple[Harm, Side, Origin], Told]:
    """The last word of each origin on each harm and side: a range per claimant, in the order of time.

    A figure that one of another side brought up to date is none (see `updates`).
    """
    everything = list(told)
    replaced = {before for before, _ in updates(everything)}
    ordered = sorted(live(everything), key=_by_weight)
    last = {(one.incident.harm, one.incident.side, origin_of(one)): one for one in ordered}
    return {key: one for key, one in last.items() if one not in replaced}


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
    """The figures that a later one of the same origin took the place of, each with the later one, in order of time.

    A report that is the first of its origin and names an earlier count itself brings that one up to date. A figure told
    again after it was called an earlier count brings nothing up to date.
    """
    everything = list(told)
    earlier = [one for one in everything if one.incident.superseded]
    main = sorted(_main(everything), key=_by_weight)
    last: defaultdict[tuple[Harm, Origin], dict[Side, Told]] = defaultdict(dict)
    found = []
    for one in main:
        if any(past.at <= one.at and _is_that_count(past, one) for past in earlier):
            continue
        known = last[one.incident.harm, origin_of(one)]
        before = _told_before(one, known, main) if known else _named_in(one, earlier, main)
        if before is not None:
            found.append((before, one))
            known.pop(before.incident.side, None)
        known[one.incident.side] = one
    return found


def _told_before(one: Told, known: Mapping[Side, Told], main: Sequence[Told]) -> Told | None:
    """What a figure brings up to date, of the last ones of its origin by side.

    Where only one of two names a side, the smaller may be a part of the larger: then it must have grown, and its report
    must not tell the part as well.
    """
    same = known.get(one.incident.side)
    if same is not None:
        return same if same.at < one.at and standing(same, one) is Standing.UPDATE else None
    beside = {other.incident.side for other in main if _is_beside(one, other)}
    grown = [
        before
        for side, before in known.items()
        if before.at < one.at and side not in beside and before.incident.least < one.incident.least
        if standing(before, one) is Standing.UPDATE
    ]
    return max(grown, key=_by_weight, default=None)


def _named_in(one: Told, earlier: Iterable[Told], main: Iterable[Told]) -> Told | None:
    """The earlier count that the report of a figure names; None where its outlet told the newer one before."""
    if any(other.outlet == one.outlet and other.at < one.at and _is_that_count(other, one) for other in main):
        return None
    own = (past for past in earlier if (past.at, past.outlet) == (one.at, one.outlet))
    return next((past for past in own if _count_the_same(past.incident, one.incident)), None)


def _is_beside(one: Told, other: Told) -> bool:
    """Whether two figures of a harm stand in one report."""
    return (one.at, one.outlet, one.incident.harm) == (other.at, other.outlet, other.incident.harm)


def _is_that_count(one: Told, other: Told) -> bool:
    """Whether two figures are the same count; `at least 12` is told again as 12."""
    here, there = one.incident, other.incident
    equal = here.least == there.least and (here.most == there.most or None in (here.most, there.most))
    return equal and _count_the_same(here, there)


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

    That is the one of the title, else the largest; what the report calls an earlier count is none.
    """
    chosen: dict[tuple[Harm, Side], Incident] = {}
    for one in sorted((one for one in incidents if not one.superseded), key=_weight):
        chosen[one.harm, one.side] = one
    return sorted(chosen.values(), key=lambda one: (not _is_titled(one), one.start))


def _weight(incident: Incident) -> tuple[bool, int, int]:
    """What makes a figure the one an article is about: its place in the title, its size, its standing early."""
    return _is_titled(incident), incident.least, -incident.start


def _is_titled(incident: Incident) -> bool:
    return incident.field == "title" or incident.in_title


def _by_weight(told: Told) -> tuple[datetime, str, tuple[bool, int, int]]:
    return told.at, told.outlet, _weight(told.incident)


def _are_comparable(one: Incident, other: Incident) -> bool:
    """Whether two figures count the same people on the same day; a day left open by one may be the other's."""
    return _count_the_same(one, other) and len({one.day, other.day} - {None}) < 2


def _count_the_same(one: Incident, other: Incident) -> bool:
    """Whether two figures may count the same people."""
    return one.harm is other.harm and one.cause is other.cause and may_be_of_one_side_and_place(one, other)


def may_be_of_one_side_and_place(one: Incident, other: Incident) -> bool:
    """Whether two figures may be of one side and place; what one leaves open may be the other's."""
    sides = {one.side, other.side} - {Side.UNKNOWN}
    places = {incident.place for incident in (one, other) if incident.precision == 1}
    return len(sides) < 2 and len(places) < 2


def _overlap(one: Incident, other: Incident) -> bool:
    return _reaches(one, other.least) and _reaches(other, one.least)


def _reaches(incident: Incident, least: int) -> bool:
    return incident.most is None or incident.most >= least
