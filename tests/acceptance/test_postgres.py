"""The same road on PostgreSQL, with two readers at once: it must end as on SQLite with one."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.running import open_desk, snapshot, two_days, wait_for_silence
from tests.newsroom import Newsroom

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds all of 127.0.0.0/8"),
]


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    from tests.conftest import fresh_database

    yield from fresh_database(postgres_server)


def test_two_readers_on_postgresql_end_as_one_on_sqlite(tmp_path: Path, postgres: str) -> None:
    with Newsroom(outlets=30, seed=5, delay=0.005) as newsroom:
        alone = open_desk(tmp_path / "alone", newsroom)
        for _ in two_days(alone, steps=4):
            alone.call("poll", "--all")
        shared = [open_desk(tmp_path / name, newsroom, database=postgres) for name in ("one", "two")]
        shared[0].call("db", "upgrade")
        # Both readers keep their pages in one archive, as readers of one store must.
        (shared[1].home / "sahel.toml").write_text(f'archive = "{shared[0].home / "pages"}"\n', "utf-8")
        for _ in two_days(shared[0], steps=4):
            running = [desk.start("poll", "--all") for desk in shared]
            for process in running:
                out, err = process.communicate(timeout=120)
                assert process.returncode == 0, f"{out}\n{err[-3000:]}"
                wait_for_silence(process.pid)
        shared[0].call("poll")
        stores = [alone.store(), shared[0].store()]
        assert snapshot(stores[0]) == snapshot(stores[1])
        for store in stores:
            store.close()
        assert newsroom.violations() == ()
