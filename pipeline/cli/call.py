"""One call of the program: where its home is, and how its settings, store and services are opened."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import typer

from pipeline.config import Settings, load_settings
from pipeline.domain.errors import ConfigError
from pipeline.flows.clock import Clock, WallClock

if TYPE_CHECKING:
    from pipeline.flows.services import Services
    from storage.store import Store

GRACE = 5.0
"""How long work may go on after the program was told to stop, seconds."""


@dataclass
class Call:
    """The options that stand before the command, and what is made of them."""

    home: Path | None = None
    config: Path | None = None
    db: str | None = None
    clock: Clock = field(default_factory=WallClock)
    stop: threading.Event = field(default_factory=threading.Event)
    interrupted: bool = False
    faulty: int = 0

    def settings(self) -> Settings:
        """The settings in effect."""
        return load_settings(os.environ, home=self.home, config=self.config, db=self.db)

    def settings_at_home(self) -> Settings:
        """The settings of a home that exists; raises ConfigError that says where it was looked for."""
        settings = self.settings()
        if not settings.home.is_dir():
            asked = "--home" if self.home else "SAHEL_HOME" if os.environ.get("SAHEL_HOME") else "the default"
            raise ConfigError(
                f"there is no home folder here ({asked}); `sahel run`, `poll` or `backfill` makes one",
                subject=str(settings.home),
            )
        return settings

    @contextmanager
    def store(self) -> Iterator["Store"]:
        """The store of a home that exists."""
        from storage.store import open_store

        store = open_store(self.settings_at_home().db)
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def services(self, settings: Settings, *, processes: int | None = None) -> Iterator["Services"]:
        """Everything that flows need; stops on Ctrl-C and SIGTERM."""
        from pipeline.flows.services import open_services

        self.listen()
        with open_services(settings, self.clock, processes=processes) as services:
            ended = threading.Event()
            watch = threading.Thread(target=self._break_off, args=(services, ended), name="break-off", daemon=True)
            watch.start()
            try:
                yield services
            finally:
                ended.set()

    def _break_off(self, services: "Services", ended: threading.Event) -> None:
        """Once told to stop, give what is in hand a moment to end, then break it off."""
        while not self.stop.wait(0.2):
            if ended.is_set():
                return
        if not ended.wait(GRACE):
            services.client.interrupt()
            services.pool.close()

    def listen(self) -> None:
        """Let Ctrl-C and SIGTERM set `stop`, so that work ends in order; a second Ctrl-C ends at once."""

        def end(_number: int, _frame: FrameType | None) -> None:
            if self.interrupted:
                raise KeyboardInterrupt
            self.interrupted = True
            self.stop.set()

        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, end)

    def fail(self, name: object, reason: str) -> None:
        """Name an input that failed on stderr; the command goes on and ends with exit code 1."""
        self.faulty += 1
        print(f"{name}: {reason}", file=sys.stderr)

    def end(self) -> None:
        """End the command with exit code 130 where it was interrupted, 1 where some inputs failed."""
        if self.interrupted:
            raise typer.Exit(130)
        if self.faulty:
            raise typer.Exit(1)


def call_of(context: typer.Context) -> Call:
    """The call that a command belongs to."""
    call = context.find_object(Call)
    if call is None:
        raise RuntimeError("a command outside a call")
    return call
