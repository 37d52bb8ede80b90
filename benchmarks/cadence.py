"""Cadences of polling: bursty outlets over 30 simulated days, the same for each cadence; items lost, requests, delay.

An item is lost when newer ones push it out of the window that the feed shows before a poll sees it. Beside our rules
stand a fixed hour (the default of Miniflux), a controller that follows the overlap of polls as Media Cloud's does, and
a fixed ten minutes, the most that politeness allows. Where a poll shows nothing known, older pages are asked for, at
the outlets that have any. No network and no waiting; equal seeds give equal figures.
`python -m benchmarks.cadence [--seeds 101 102]`
"""

import argparse
import sys
from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median, quantiles
from typing import Protocol

from benchmarks.outlets import (
    BEYOND,
    DAY,
    HOUR,
    MONTH,
    Mix,
    Outlet,
    Span,
    clustered_rhythms,
    drawn_rhythms,
    outlets,
    rhythms,
)
from pipeline.domain.errors import Busy
from pipeline.domain.feeds import FeedState, FeedStatus
from pipeline.domain.history import MOST_PAGES
from pipeline.domain.polling import Answer, after_answer, after_failure

START = datetime(2026, 1, 5, tzinfo=UTC)
HELD_OUT = (101, 102, 103, 104, 105)
"""Seeds that no constant was chosen on."""


# What a feed shows


@dataclass(slots=True)
class Window:
    """What a feed shows: its newest items by date; and which of them nobody has asked for, or went by unseen."""

    outlet: Outlet
    position: int = 0
    taken: int = 0
    shown: list[Span] = field(default_factory=list)
    unseen: set[float] = field(default_factory=set)
    missed: list[float] = field(default_factory=list)

    def advance(self, now: float) -> None:
        """Let items appear up to now, each pushing out the oldest."""
        items, room = self.outlet.items, self.outlet.window - self.outlet.pinned
        while self.position < len(items) and items[self.position][0] <= now:
            at, date = items[self.position]
            self.position += 1
            self.unseen.add(at)
            insort(self.shown, (date, at))
            if len(self.shown) > room:
                gone = self.shown.pop(0)[1]
                if gone in self.unseen:
                    self.unseen.remove(gone)
                    self.missed.append(gone)

    def take(self) -> tuple[list[float], list[float]]:
        """When the items appeared that are new to whoever asks, and those that were missed since the last time."""
        new, missed = list(self.unseen), self.missed
        self.unseen, self.missed, self.taken = set(), [], self.position
        return new, missed


# The cadences


@dataclass(frozen=True, slots=True)
class Seen:
    """What a poll found, in the words of the simulation; no entries are counted where nothing had changed."""

    at: float
    entries: int
    new: int
    unmodified: bool
    dates: tuple[float, ...]
    ttl: float | None


class Cadence(Protocol):
    """A rule for one outlet: each returns when to ask next."""

    def answered(self, seen: Seen) -> float:
        """After a poll that worked."""

    def failed(self, now: float, later: float | None) -> float:
        """After a 503 that asked for a pause of so many seconds, if it asked."""


class Ours:
    """The rules of pipeline.domain, called as the flow calls them."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._state = FeedState(address="https://outlet.example/feed")

    def answered(self, seen: Seen) -> float:
        """Turn what was seen into an answer and ask the rules."""
        now = moment(seen.at)
        status = FeedStatus.OK if seen.entries else FeedStatus.UNCHANGED
        answer = Answer(
            status=FeedStatus.NOT_MODIFIED if seen.unmodified else status,
            address=self._state.address,
            full=not seen.unmodified,
            entries=seen.entries,
            new=seen.new,
            dates=tuple(moment(date) for date in seen.dates),
            ttl=seen.ttl if seen.entries else None,
        )
        self._state = after_answer(self._state, answer, now, self._chance.random())
        return self._due()

    def failed(self, now: float, later: float | None) -> float:
        """Turn the failure into the error that the network room raises."""
        busy = Busy("503", status=503, retry_after=later)
        self._state = after_failure(self._state, busy, (self._state.address,), moment(now), self._chance.random())
        return self._due()

    def _due(self) -> float:
        assert self._state.next_poll is not None
        return (self._state.next_poll - START).total_seconds() / 60


@dataclass(slots=True)
class Fixed:
    """The same pause after every poll."""

    pause: float

    def answered(self, seen: Seen) -> float:
        """Come back after the pause."""
        return seen.at + self.pause

    def failed(self, now: float, later: float | None) -> float:
        """Come back after the pause or as asked."""
        return now + max(self.pause, (later or 0.0) / 60)


@dataclass(slots=True)
class Overlap:
    """Follows the share of entries known before: few known, ask sooner; most known, ask later; heeds no ttl."""

    usual: float = 6 * HOUR
    pause: float = 6 * HOUR
    due: float = 0.0
    on_time: int = 0
    failures: float = 0.0
    last_new: float = -1e9

    def answered(self, seen: Seen) -> float:
        """Judge the overlap where two polls in a row came on time."""
        self.on_time = self.on_time + 1 if seen.at <= self.due + 10 else 0
        self.failures = 0.0
        self.last_new = seen.at if seen.new else self.last_new
        known = (seen.entries - seen.new) / seen.entries if seen.entries else 1.0
        if self.on_time >= 2 and known > 0.67:
            self.pause = min(self.pause + (10 if seen.at - self.last_new < 31 * DAY else 60), DAY)
        elif self.on_time >= 2 and known < 0.33:
            self.pause = self.usual if self.pause > self.usual else max(self.pause - 60, 10.0)
        self.due = seen.at + self.pause
        return self.due

    def failed(self, now: float, later: float | None) -> float:
        """The pause grows with the number of failures, up to a day."""
        self.failures += 0.5
        self.on_time = 0
        self.due = now + min(max(self.pause * max(self.failures, 1.0), (later or 0.0) / 60), DAY)
        return self.due


CADENCES: dict[str, Callable[[Random], Cadence]] = {
    "ours": Ours,
    "every 60 minutes": lambda _: Fixed(60.0),
    "by overlap": lambda _: Overlap(),
    "every 10 minutes": lambda _: Fixed(10.0),
}


# The simulation


@dataclass(slots=True)
class Tally:
    """What a cadence did at one outlet in the month. `recovered` are items that older pages brought back."""

    outlet: str = ""
    items: int = 0
    missed: int = 0
    recovered: int = 0
    requests: int = 0
    unmodified: int = 0
    pages: int = 0
    delays: list[float] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Items that were never found."""
        return self.missed - self.recovered


class Play:
    """One outlet against one cadence, poll by poll."""

    def __init__(self, outlet: Outlet, cadence: Cadence) -> None:
        self._outlet, self._cadence, self._window = outlet, cadence, Window(outlet)
        self._last_full: float | None = None
        items = sum(counts(at) for at, _ in outlet.items)
        self.tally = Tally(f"{outlet.kind}, {items} items, window {outlet.window}", items)

    def run(self, first: float, asleep: Sequence[Span]) -> Tally:
        """Poll to the end; what fell due while we slept is polled within the first minutes after."""
        now = first
        while now < MONTH + BEYOND:
            nap = within(now, asleep)
            now = nap[1] + first / 4 if nap else self._poll(now)
        self._window.advance(MONTH + BEYOND)
        self.tally.missed += sum(map(counts, self._window.missed))
        return self.tally

    def _poll(self, now: float) -> float:
        self.tally.requests += counts(now)
        self._window.advance(now)
        if within(now, self._outlet.down):
            return self._cadence.failed(now, self._outlet.later)
        known, full = self._last_full is not None, self._last_full is None or now - self._last_full >= DAY
        same = known and self._window.taken == self._window.position
        unmodified = same and self._outlet.validates and not full
        self.tally.unmodified += counts(now) and unmodified
        if not unmodified:
            self._last_full = now
        if same:
            return self._cadence.answered(Seen(now, 0, 0, unmodified, (), None))
        return self._cadence.answered(self._look(now, known))

    def _look(self, now: float, known: bool) -> Seen:
        new, missed = self._window.take()
        entries = len(self._window.shown) + self._outlet.pinned
        fresh = len(new) if known else entries
        self.tally.delays += [now - at for at in new if counts(at)]
        if known:
            self.tally.missed += sum(map(counts, missed))
            if entries > 1 and fresh == entries and self._outlet.older:
                self._recover(now, missed)
        return Seen(now, entries, fresh, False, tuple(date for date, _ in self._window.shown), self._outlet.ttl)

    def _recover(self, now: float, missed: list[float]) -> None:
        """Fetch pages as long as the window until one shows something known."""
        pages = min(len(missed) // self._outlet.window + 1, MOST_PAGES)
        found = [at for at in sorted(missed)[-pages * self._outlet.window :] if counts(at)]
        self.tally.pages += pages
        self.tally.recovered += len(found)
        self.tally.delays += [now - at for at in found]


def moment(minutes: float) -> datetime:
    """A time of the simulation as the rules know it."""
    return START + timedelta(minutes=minutes)


def counts(at: float) -> bool:
    """Whether an item or a poll of this time is counted: from the first hour, in which polling begins, to the month."""
    return HOUR <= at < MONTH


def within(now: float, spans: Sequence[Span]) -> Span | None:
    """The span that holds this time."""
    return next((span for span in spans if span[0] <= now < span[1]), None)


def naps(chance: Random) -> tuple[Span, ...]:
    """When a laptop sleeps: eight nights of 14 hours and one weekend of the month."""
    nights = tuple((day * DAY + 18 * HOUR, (day + 1) * DAY + 8 * HOUR) for day in chance.sample(range(1, 29), 8))
    friday = chance.choice((4, 11, 18)) * DAY + 18 * HOUR
    return (*nights, (friday, friday + 62 * HOUR))


def simulate(seed: int, mix: Mix, cadence: Callable[[Random], Cadence], laptop: bool) -> list[Tally]:
    """Play all outlets of a seed against one cadence; each cadence meets the same outlets and the same nights."""
    asleep = naps(Random(f"naps {seed}")) if laptop else ()
    return [
        Play(outlet, cadence(Random(f"jitter {seed} {number}"))).run(HOUR * number / 68, asleep)
        for number, outlet in enumerate(outlets(seed, mix))
    ]


def out_of_reach(outlet: Outlet, asleep: Sequence[Span]) -> int:
    """Count the items that came and went while the outlet was down or we slept: no cadence could have seen them."""
    window, spans = Window(outlet), (*outlet.down, *asleep)
    missed: list[float] = []
    for at, _ in outlet.items:
        reached = not within(at, spans)
        missed += window.take()[1] if reached else []
        window.advance(at)
        missed += window.take()[1] if reached else []
    return sum(map(counts, [*missed, *window.missed]))


# The report

HEADS = (
    "",
    "items",
    "lost",
    "lost, with older pages",
    "requests",
    "of them 304",
    "pages",
    "delay",
    "90 %",
    "by outlet",
)


def row(name: str, tallies: Sequence[Tally]) -> list[str]:
    """The figures of a cadence: sums over all outlets, delays in minutes; the last is the median outlet's median."""
    items, requests = sum(one.items for one in tallies), sum(one.requests for one in tallies)
    delays = [delay for one in tallies for delay in one.delays]
    each = [median(one.delays) for one in tallies if one.delays]
    missed, lost = sum(one.missed for one in tallies), sum(one.lost for one in tallies)
    return [
        name,
        str(items),
        f"{missed} ({missed / items:.2%})",
        f"{lost} ({lost / items:.2%})",
        str(requests),
        f"{sum(one.unmodified for one in tallies) / requests:.0%}",
        str(sum(one.pages for one in tallies)),
        f"{median(delays):.0f}",
        f"{quantiles(delays, n=10)[8]:.0f}",
        f"{median(each):.0f}",
    ]


def show(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        print("  ".join([cells[0].ljust(widths[0]), *map(str.rjust, cells[1:], widths[1:])]), flush=True)


def main() -> int:
    """Measure all cadences on all mixes, on a machine that is always on and on one that sleeps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=HELD_OUT)
    seeds = parser.parse_args().seeds
    for title, mix, laptop in (
        ("outlets of 13 kinds, always on", rhythms, False),
        ("outlets of 13 kinds, on a laptop", rhythms, True),
        ("outlets drawn at random, always on", drawn_rhythms, False),
        ("outlets drawn at random, on a laptop", drawn_rhythms, True),
        ("outlets without habits, always on", clustered_rhythms, False),
        ("outlets without habits, on a laptop", clustered_rhythms, True),
    ):
        print(f"\n{title}; 30 days, 68 outlets, seeds {' '.join(map(str, seeds))}")
        found = {
            name: [tally for seed in seeds for tally in simulate(seed, mix, cadence, laptop)]
            for name, cadence in CADENCES.items()
        }
        show([HEADS, *(row(name, tallies) for name, tallies in found.items())])
        least = sum(
            out_of_reach(one, naps(Random(f"naps {seed}")) if laptop else ())
            for seed in seeds
            for one in outlets(seed, mix)
        )
        print(f"out of reach of any cadence, but for older pages: {least}")
        for name, tallies in found.items():
            worst = max(tallies, key=lambda one: one.lost)
            print(f"worst outlet, {name}: {worst.lost} lost ({worst.outlet})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
