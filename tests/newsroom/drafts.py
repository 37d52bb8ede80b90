"""Who reports what and when: the articles of the simulated days, before they have words."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tests.newsroom.events import Event
from tests.newsroom.grammar import chance
from tests.newsroom.lexis import subjects
from tests.newsroom.outlets import Outlet


class Kind(StrEnum):
    """What an article is."""

    AGENCY = "agency"
    COPY = "copy"
    INDEPENDENT = "independent"
    UPDATE = "update"
    OFFTOPIC = "offtopic"


@dataclass(frozen=True, slots=True)
class Draft:
    """An article to be. `voice` is the chance its words are drawn with; copies name the voice they copy."""

    outlet: Outlet
    published: datetime
    kind: Kind
    voice: str
    event: Event | None = None
    subject: str = ""
    copy_group: str = ""
    revised: bool = False
    agency: Outlet | None = None
    agency_voice: str = ""


_COPYING = {"private": 0.13, "state": 0.14, "public": 0.05, "ngo": 0.0, "agency": 0.0}
_REPORTING = {"private": 0.06, "state": 0.10, "public": 0.16, "ngo": 0.08, "agency": 0.05}
_AT_HOME = 1.7
"""An outlet covers its own country so many times as often."""
_WIRE_LANGUAGES = (("fr", 1.0), ("en", 0.6), ("ar", 0.5))
_UPDATED = 0.75


def event_drafts(seed: int, event: Event, outlets: Sequence[Outlet]) -> Iterator[Draft]:
    """All articles about one event: what agencies send, who prints it, and who writes for themselves."""
    wires: dict[str, list[Draft]] = {}
    for language, odds in _WIRE_LANGUAGES:
        rng = chance(seed, event.key, "wire", language)
        agencies = [outlet for outlet in outlets if outlet.ownership == "agency" and outlet.language == language]
        if agencies and rng.random() < odds:
            wires[language] = list(_wire(seed, event, rng.choice(agencies), rng))
            yield from wires[language]
    for outlet in outlets:
        wire = wires.get(outlet.language, [])
        if not any(sent.outlet is outlet for sent in wire):
            yield from _taken_up(seed, event, outlet, wire)


def off_topic_drafts(seed: int, outlet: Outlet, start: datetime, days: int) -> Iterator[Draft]:
    """What an outlet writes about beside the news, by day, none of a subject twice a day where there is choice."""
    choice = subjects(outlet.language)
    for day in range(days):
        rng = chance(seed, outlet.key, "day", day)
        order = rng.sample(choice, len(choice))
        for number in range(rng.randint(max(0, outlet.off_topic - 1), outlet.off_topic + 1)):
            moment = start + timedelta(days=day, minutes=rng.randrange(1440))
            voice = f"{seed}/{outlet.key}/d{day}o{number}"
            yield Draft(outlet, moment, Kind.OFFTOPIC, voice, subject=order[number % len(order)])


def _wire(seed: int, event: Event, agency: Outlet, rng: random.Random) -> Iterator[Draft]:
    """What an agency sends: its report, and later perhaps the same with other figures."""
    voice = f"{seed}/{event.key}/{agency.key}"
    group = f"{event.key}-{agency.language}"
    sent = event.at + timedelta(minutes=rng.randint(12, 75))
    yield Draft(agency, sent, Kind.AGENCY, voice, event, copy_group=group)
    if event.revised and rng.random() < _UPDATED:
        later = sent + timedelta(minutes=rng.randint(150, 480))
        yield Draft(agency, later, Kind.UPDATE, voice, event, copy_group=f"{group}-2", revised=True)


def _taken_up(seed: int, event: Event, outlet: Outlet, wire: Sequence[Draft]) -> Iterator[Draft]:
    """What an outlet makes of an event: nothing, a copy of what an agency sent, or a report of its own."""
    voice = f"{seed}/{event.key}/{outlet.key}"
    rng = chance(voice, "coverage")
    near = _AT_HOME if outlet.country == event.country else 1.0
    luck, delay = rng.random(), timedelta(minutes=8 + min(420.0, rng.expovariate(1 / 110)))
    copying = _COPYING[outlet.ownership] * near if wire else 0.0
    if luck < copying:
        yield _copy(outlet, wire, delay, voice, rng)
    elif luck < copying + _REPORTING[outlet.ownership] * near * (1 if wire else 2):
        moment = event.at + timedelta(minutes=35) + 2 * delay
        yield Draft(outlet, moment, Kind.INDEPENDENT, voice, event)


def _copy(outlet: Outlet, wire: Sequence[Draft], delay: timedelta, voice: str, rng: random.Random) -> Draft:
    """A copy of what the agency had sent last when the outlet looked; one in four misses the update."""
    first, last = wire[0], wire[-1]
    moment = first.published + delay * (3 if rng.random() < 0.3 else 1)
    taken = last if last.published + timedelta(minutes=10) < moment and rng.random() < 0.75 else first
    return Draft(
        outlet,
        moment,
        Kind.COPY,
        voice,
        first.event,
        copy_group=taken.copy_group,
        revised=taken.revised,
        agency=taken.outlet,
        agency_voice=taken.voice,
    )
