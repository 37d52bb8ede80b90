"""A simulated week at a desk: polls, outlets that fail on known days, a digest each morning; and what is true of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from pipeline.config import load_settings
from pipeline.domain.records import Listed
from pipeline.domain.urls import url_key
from pipeline.engine.local import LocalEngine
from pipeline.flows.digest import write_digest
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services, open_services
from pipeline.flows.starting import load_lists
from pipeline.lists import load_outlets
from pipeline.telemetry import set_up_logging
from tests.acceptance.paper import Paper
from tests.acceptance.running import everything, open_desk
from tests.newsroom import Newsroom
from tests.newsroom.drafts import Kind
from tests.newsroom.outlets import Outlet
from tests.newsroom.overlay import feeds_toml
from tests.newsroom.truth import ArticleTruth

DAYS = 7
OUTLETS = 16
SEED = 21
LANGUAGES = ("en", "fr")
POLL_HOURS = (6, 14, 22)
DIGEST_HOUR = 6
NEWS_FOR = timedelta(days=3)
"""An article read later than this after its publication is no news of its day (docs/glossary.md)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An outlet, by its number in the cast, that behaves badly from one hour of the week to another."""

    outlet: int
    behaviour: str
    begins: int
    ends: int


FAULTS = (
    Fault(6, "http_500", 24, 48),
    Fault(10, "html_instead_of_feed", 24, 48),
    Fault(12, "http_500", 24, 120),  # four days: some of what it publishes is no news when it is read
    Fault(7, "hang", 48, 72),
    Fault(3, "http_403", 48, 72),
    Fault(14, "http_500", 48, 96),
    Fault(2, "reset", 72, 96),
    Fault(0, "http_429", 96, 120),
    Fault(13, "http_500", 120, 140),  # answers at ten in the evening: not silent
    Fault(9, "empty_200", 120, 155),  # an agency that is back only after the digest of the day
)
"""Who fails when, in hours from the beginning of the week."""


def is_ill(outlet: Outlet, hour: float) -> str:
    """The behaviour of an outlet at an hour of the week, empty where it is well."""
    return next((one.behaviour for one in FAULTS if one.outlet == outlet.number and one.begins <= hour < one.ends), "")


def owner_of(outlet: Outlet) -> str:
    """Who an outlet belongs to, empty where nobody knows: an agency to itself."""
    return outlet.key if outlet.ownership == "agency" else outlet.owner


@dataclass(frozen=True)
class Week:
    """What was printed and stored, and the truth.

    `mornings` are the digests as they first came out, by day and language; `finals` those of the same days at the end
    of the week. `again` is what is stored once all days were grouped again.
    """

    newsroom: Newsroom
    mornings: Mapping[tuple[int, str], Paper]
    finals: Mapping[tuple[int, str], Paper]
    stored: Mapping[str, Listed]
    again: Mapping[str, Listed]

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """The outlets by key."""
        return {outlet.key: outlet for outlet in self.newsroom.outlets}

    @cached_property
    def truth(self) -> dict[str, ArticleTruth]:
        """The truth on all relevant articles of the week by the key of their address."""
        return {url_key(told.url): told for told in self.newsroom.truth(self.end) if told.relevant}

    @property
    def start(self) -> datetime:
        """The first midnight."""
        return self.newsroom.world.start

    @property
    def end(self) -> datetime:
        """The last midnight."""
        return self.newsroom.world.end

    def polls(self) -> list[datetime]:
        """When the desk polled."""
        return poll_times(self.start)

    def hour_of(self, moment: datetime) -> float:
        """A moment in hours from the beginning of the week."""
        return (moment - self.start).total_seconds() / 3600

    def window(self, day: int) -> tuple[datetime, datetime]:
        """The span of a digest; the first one of a store covers all that was stored when it was written."""
        since, until = self.start + timedelta(days=day), self.start + timedelta(days=day + 1)
        return since, written_at(self.start, 0) + timedelta(seconds=1) if day == 0 else until

    def silences(self, day: int) -> dict[str, str]:
        """The outlets that answered no poll in the window of a digest, by key, with their last behaviour."""
        since, until = self.window(day)
        hours = [self.hour_of(at) for at in self.polls() if since <= at < until]
        ill = {key: [is_ill(outlet, hour) for hour in hours] for key, outlet in self.outlets.items()}
        return {key: seen[-1] for key, seen in ill.items() if all(seen)}

    def read_at(self, told: ArticleTruth) -> datetime | None:
        """When an article was delivered: at the first poll after its publication that its outlet answered."""
        outlet = self.outlets[told.outlet]
        later = (at for at in self.polls() if at >= told.published and not is_ill(outlet, self.hour_of(at)))
        return next(later, None)

    def wires(self, by: datetime) -> list["Wire"]:
        """All texts on events that were delivered by a moment, each with its copies."""
        members: defaultdict[str, list[ArticleTruth]] = defaultdict(list)
        for key, told in self.truth.items():
            read = self.read_at(told)
            if read is not None and read <= by:
                members[told.copy_group or key].append(told)
        return [Wire.of(found) for found in members.values()]

    def wires_of_day(self, day: int, by: datetime) -> list["Wire"]:
        """The texts that belong to the digest of a day."""
        since, until = self.window(day)
        return [wire for wire in self.wires(by) if since <= wire.standing.published < until]


@dataclass(frozen=True, slots=True)
class Wire:
    """A text and its copies: the agency's own stands for them where it is there, else the earliest."""

    standing: ArticleTruth
    copies: tuple[ArticleTruth, ...]

    @classmethod
    def of(cls, members: list[ArticleTruth]) -> "Wire":
        """Put the members of a group in order."""
        ordered = sorted(members, key=lambda told: (told.kind is Kind.COPY, told.published, told.url))
        return cls(ordered[0], tuple(ordered[1:]))

    @property
    def outlets(self) -> set[str]:
        """The keys of all outlets that carry the text."""
        return {told.outlet for told in (self.standing, *self.copies)}


def is_later(told: ArticleTruth) -> bool:
    """Whether a report gives the later figures of its event; it names the earlier ones as an earlier count."""
    return told.kind is Kind.UPDATE or told.copy_group.endswith("-2")


def holding(told: Sequence[ArticleTruth]) -> list[ArticleTruth]:
    """Those reports whose count of the dead no other report calls an earlier one at the same time or later."""
    said: dict[str, datetime] = {}
    for one in told:
        if is_later(one):
            said[one.event] = max(one.published, said.get(one.event, one.published))
    return [one for one in told if is_later(one) or one.event not in said or one.published > said[one.event]]


def poll_times(start: datetime) -> list[datetime]:
    """Three times a day, and on the morning after the week."""
    hours = [24 * day + hour for day in range(DAYS) for hour in POLL_HOURS]
    return [start + timedelta(hours=hour) for hour in (*hours, 24 * DAYS + POLL_HOURS[0])]


def written_at(start: datetime, day: int) -> datetime:
    """When the digest of a day comes out: the morning after."""
    return start + timedelta(days=day + 1, hours=DIGEST_HOUR)


def live_through(newsroom: Newsroom, folder: Path) -> Week:
    """Poll for a week in this very process, print a digest each morning, and all of them again at the end."""
    start = newsroom.world.start
    mornings: dict[tuple[int, str], Paper] = {}
    with _desk(newsroom, folder / "home") as services:
        for at in poll_times(start):
            newsroom.set_clock(at)
            hours = (at - start).total_seconds() / 3600
            newsroom.behaviours = {one.key: ill for one in newsroom.outlets if (ill := is_ill(one, hours))}
            _poll(services)
            day = (at - start).days - 1
            if at == written_at(start, day) and day >= 0:
                mornings |= _print(services, start, day)
        finals: dict[tuple[int, str], Paper] = {}
        for day in range(DAYS):
            finals |= _print(services, start, day)
        stored = everything(services.store)
        _group_all_again(services, start)
        return Week(newsroom, mornings, finals, stored, everything(services.store))


@contextmanager
def _desk(newsroom: Newsroom, home: Path) -> Iterator[Services]:
    """A desk that knows all outlets, and who owns an agency."""
    desk = open_desk(home, newsroom)
    shipped = [source.key for source in load_outlets(None).sources]
    listed = (replace(outlet, owner=owner_of(outlet)) for outlet in newsroom.outlets)
    (home / "seeds" / "feeds.toml").write_text(feeds_toml(listed, instead_of=shipped), "utf-8")
    chosen = {"SAHEL_RECHECKS": "false", "SAHEL_DEADLINE": "3", "SAHEL_DIGEST_HOUR": str(DIGEST_HOUR)}
    settings = load_settings(desk.environment() | chosen, home=home)
    set_up_logging(verbosity=-1)
    with open_services(settings, newsroom.clock) as services:
        load_lists(services)
        yield services


def _poll(services: Services) -> None:
    """One pass over all feeds."""
    with services.store.writing() as tx:
        tx.feeds.bring_forward(services.clock.now())
    engine = LocalEngine(services)
    try:
        engine.drain()
    finally:
        engine.close()
    assert not engine.faults, list(engine.faults)
    regroup(services)


def _group_all_again(services: Services, start: datetime) -> None:
    with services.store.writing() as tx:
        tx.groups.mark_dirty(start + timedelta(days=day) for day in range(DAYS + 1))
    regroup(services)


def _print(services: Services, start: datetime, day: int) -> dict[tuple[int, str], Paper]:
    """The digest of a day in both languages, as an edition of its own."""
    folder = services.settings.digests
    when: date = (start + timedelta(days=day)).date()
    return {
        (day, language): Paper(write_digest(services, when, language, ["json"], folder)[0]) for language in LANGUAGES
    }
