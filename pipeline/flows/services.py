"""All that the flows work with, put together in one place."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Protocol, TypeVar

from pipeline import __version__
from pipeline.analyse.lexicon import source_of, version_of
from pipeline.config import Settings
from pipeline.domain.errors import ConfigError
from pipeline.flows.clock import Clock
from pipeline.flows.stages import PRELOADED, load_lexicon
from pipeline.lists import load_vocabulary
from pipeline.net.client import Client, Transport
from pipeline.net.guard import Guard
from pipeline.pool import Pool
from pipeline.telemetry import Meters
from storage.archive import Archive
from storage.store import Store, open_store, store_id

T = TypeVar("T")


class Runner(Protocol):
    """Runs pure functions: the pool, or this very process."""

    def prepare(self, function: Callable[..., None], *arguments: object) -> None:
        """Prepare whatever runs the functions."""

    def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Call a function and return its value."""

    def close(self) -> None:
        """End what runs the functions; what is being run is Interrupted."""


@dataclass(frozen=True, slots=True)
class Services:
    """The means of all flows. `chance` gives a number in [0, 1)."""

    settings: Settings
    store: Store
    archive: Archive
    client: Transport
    pool: Runner
    clock: Clock
    chance: Callable[[], float]
    meters: Meters


def user_agent(settings: Settings) -> str:
    """Who we are, honestly, and how the operator can be reached."""
    return f"sahel-monitor/{__version__} (+{settings.contact or 'no contact given'})"


@contextmanager
def open_services(settings: Settings, clock: Clock, *, processes: int | None = None) -> Iterator[Services]:
    """Open the store, the archive, the network and the pool; close them when the block ends.

    Raises ConfigError (home, lists, archive) or StorageError (the database).
    """
    with ExitStack() as stack:
        make_home(settings.home)
        lexicon = source_of(load_vocabulary(settings.seeds))
        store = open_store(settings.db)
        stack.callback(store.close)
        archive = Archive(settings.archive_address)
        archive.bind(store_id(store))
        guard = Guard(settings.allow_networks, settings.allow_ports)
        client = Client(user_agent=user_agent(settings), guard=guard, deadline=settings.deadline, clock=clock.now)
        stack.callback(client.close)
        pool = Pool(processes or settings.processes, preload=PRELOADED)
        stack.callback(pool.close)
        services = Services(settings, store, archive, client, pool, clock, random.random, Meters())
        use_lexicon(services, lexicon)
        yield services


def use_lexicon(services: Services, source: str) -> bool:
    """Judge by this lexicon from now on; return whether the store was last judged by another."""
    services.pool.prepare(load_lexicon, source)
    with services.store.writing() as tx:
        return tx.lexicons.use(version_of(source), source, services.clock.now())


def make_home(home: Path) -> None:
    """Make the home folder; raises ConfigError where it cannot be made or written."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=home):
            pass
    except OSError as error:
        raise ConfigError("the home folder cannot be written", subject=str(home)) from error
