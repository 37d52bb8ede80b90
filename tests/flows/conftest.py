"""Services for the flows: a real store and the real stages, the network replaced, a clock that tests move."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.analyse.lexicon import source_of
from pipeline.config import load_settings
from pipeline.flows.services import Services, use_lexicon
from pipeline.lists import load_vocabulary
from pipeline.pool import Inline
from pipeline.telemetry import Meters
from storage.archive import Archive
from storage.store import open_store
from tests.flows.world import MovableClock, Network


@pytest.fixture(scope="session")
def lexicon() -> str:
    """The source of the lexicon that the shipped lists make."""
    return source_of(load_vocabulary(None))


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def network(clock: MovableClock) -> Network:
    return Network(clock)


@pytest.fixture
def services(
    tmp_path: Path, empty_sqlite: Path, lexicon: str, clock: MovableClock, network: Network
) -> Iterator[Services]:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(empty_sqlite, home / "sahel.db")
    settings = load_settings({"SAHEL_HOST_DELAY": "0"}, home=home)
    store = open_store(settings.db)
    made = Services(
        settings=settings,
        store=store,
        archive=Archive(settings.archive_address),
        client=network,
        pool=Inline(),
        clock=clock,
        chance=lambda: 0.5,
        meters=Meters(),
    )
    use_lexicon(made, lexicon)
    yield made
    store.close()
