"""The background service: a short tick that finds what is due and hands it to the engine; it does no work itself.

What is due is read from the tables and the wall clock, never from a timer that a sleeping laptop would stop.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from apscheduler.schedulers.background import BackgroundScheduler

from pipeline.domain.errors import PipelineError
from pipeline.flows.services import Services
from pipeline.flows.upkeep import mend_clock
from pipeline.telemetry import get_log

TICK = 5.0
"""Seconds between two looks at what is due."""
log = get_log("service")


class Engine(Protocol):
    """What makes the visits."""

    def start_due(self) -> int:
        """Begin what is due."""

    def start_chore(self, name: str, chore: Callable[[], object]) -> bool:
        """Begin a chore that is not in hand already."""


class Service:
    """The tick. `chores` are looked at each time: each decides by itself whether it is due."""

    def __init__(self, services: Services, engine: Engine, chores: Mapping[str, Callable[[], object]]) -> None:
        self._services = services
        self._engine = engine
        self._chores = dict(chores)
        self._scheduler = BackgroundScheduler(timezone="UTC")

    def start(self) -> None:
        """Look at once, and from then on every few seconds."""
        self._scheduler.add_job(
            self.tick, "interval", seconds=TICK, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()
        self.tick()

    def tick(self) -> None:
        """Hand over what is due; a store that cannot be read is tried again at the next tick."""
        try:
            mend_clock(self._services)
            begun = self._engine.start_due()
            for name, chore in self._chores.items():
                self._engine.start_chore(name, chore)
        except PipelineError as error:
            log.error("tick_failed", error=str(error))
        else:
            log.debug("tick", visits=begun)

    def stop(self) -> None:
        """Look no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
