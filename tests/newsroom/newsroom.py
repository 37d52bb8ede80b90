"""The newsroom: many outlets on loopback, a simulated clock, the truth on what they publish, and a log."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.lists import load_outlets
from tests.newsroom.clock import SimulatedClock
from tests.newsroom.control import PREFIX, Control, pages_of_world
from tests.newsroom.faults import BEHAVIOURS
from tests.newsroom.logbook import Logbook, LoggedRequest, Violation
from tests.newsroom.outlets import CONTROL_ADDRESS, Outlet, roster
from tests.newsroom.overlay import feeds_toml
from tests.newsroom.protocol import Exchange
from tests.newsroom.server import Server, listen, not_found
from tests.newsroom.sites import is_feed, site_reply
from tests.newsroom.truth import ArticleTruth, truth
from tests.newsroom.world import World

START = datetime(2026, 3, 2, tzinfo=UTC)
"""A Monday; the simulated days begin here unless another start is given."""


class Newsroom:
    """A newsroom, a context manager: on entry it opens its addresses, on exit it closes them.

    What outlets publish depends on seed, outlets, start, days and port alone. `behaviours` names the faults of outlets
    by key and may be changed while it runs; `delay` is how many seconds an outlet takes to answer, so that requests can
    overlap. Raises ValueError for an outlet or behaviour that there is not, OSError where the port is taken.
    """

    def __init__(
        self,
        *,
        outlets: int = 50,
        seed: int = 1,
        start: datetime = START,
        days: int = 2,
        port: int = 0,
        delay: float = 0.0,
        behaviours: Mapping[str, str] | None = None,
    ) -> None:
        self.behaviours = dict(behaviours or {})
        self.clock = SimulatedClock(start)
        self.port = port
        self._delay = delay
        self._logbook = Logbook()
        self._cast = roster(outlets)
        self._plan = (seed, start, days)
        self._check()

    def __enter__(self) -> Self:
        sockets = listen([CONTROL_ADDRESS, *(outlet.address for outlet in self._cast)], self.port)
        self.port = sockets[0].getsockname()[1]
        seed, start, days = self._plan
        self.world = World(seed, roster(len(self._cast), port=self.port), start, days)
        self._hosts = {outlet.address: outlet for outlet in self.outlets}
        pages = pages_of_world(self.world, self.clock)
        self._control = Control(self.clock, self.world.end, self._logbook, pages)
        self._server = Server(sockets, self._answer)
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """All outlets."""
        return self.world.outlets

    @property
    def control_url(self) -> str:
        """Where the control endpoints begin."""
        return f"http://{CONTROL_ADDRESS}:{self.port}{PREFIX}"

    @property
    def clock_url(self) -> str:
        """The address that tells the time, for a NewsroomClock in another process."""
        return self.control_url + "clock"

    @property
    def now(self) -> datetime:
        """The simulated time."""
        return self.clock.now()

    def advance(self, step: timedelta) -> None:
        """Let simulated time pass."""
        self.clock.advance(step)

    def set_clock(self, moment: datetime) -> None:
        """Jump to a moment."""
        self.clock.set(moment)

    def truth(self, at: datetime | None = None) -> tuple[ArticleTruth, ...]:
        """The truth on all that is published by a moment, by now where none is given."""
        return truth(self.world, at or self.now)

    @property
    def log(self) -> tuple[LoggedRequest, ...]:
        """All requests to outlets so far."""
        return self._server.between_steps(self._logbook.requests)

    def violations(self) -> tuple[Violation, ...]:
        """What a polite client would not have done."""
        return self._server.between_steps(self._logbook.violations)

    def write_feeds_toml(self, path: Path) -> None:
        """Write all outlets as a list of sources to lay over the shipped ones, which it takes away."""
        path.parent.mkdir(parents=True, exist_ok=True)
        shipped = [source.key for source in load_outlets(None).sources]
        path.write_text(feeds_toml(self.outlets, instead_of=shipped), "utf-8")

    async def _answer(self, exchange: Exchange) -> None:
        outlet = self._hosts.get(exchange.address)
        if outlet is None:
            on_control = exchange.address == CONTROL_ADDRESS
            await exchange.send(self._control.reply(exchange.request) if on_control else not_found())
            return
        number = self._logbook.begin(outlet, exchange.request, self.now)
        try:
            await asyncio.sleep(self._delay)
            await self._play(outlet, exchange)
        finally:
            asked = exchange.reply.header("retry-after") if exchange.reply else ""
            self._logbook.end(number, exchange.status, retry_after=int(asked) if asked.isdigit() else None)

    async def _play(self, outlet: Outlet, exchange: Exchange) -> None:
        """Answer as the outlet does, or as its behaviour has it."""
        ill = BEHAVIOURS.get(self.behaviours.get(outlet.key, ""))
        if ill is not None and (ill.everywhere or is_feed(outlet, exchange.request)):
            await ill.act(exchange)
        else:
            await exchange.send(site_reply(self.world, outlet, exchange.request, self.now))

    def _check(self) -> None:
        keys = {outlet.key for outlet in self._cast}
        strange = (set(self.behaviours) - keys) | (set(self.behaviours.values()) - set(BEHAVIOURS))
        if strange:
            raise ValueError(f"no such outlet or behaviour: {', '.join(sorted(strange))}")
