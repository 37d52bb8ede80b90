"""Opening a database: how SQLite and PostgreSQL are set up, and which faults of a driver are not our bugs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pipeline.domain.errors import ConfigError, SchemaMismatch, StorageError, StoreBusy, StoreFull
from pipeline.domain.urls import without_secrets

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "cache_size=-65536",
)
_BUSY = re.compile(r"database( table)? is locked|database schema is locked|busy", re.IGNORECASE)
_FULL = re.compile(r"database or disk is full|no space left", re.IGNORECASE)
_BROKEN = re.compile(r"disk I/O error", re.IGNORECASE)
_UNUSABLE = re.compile(
    r"unable to open database|readonly database|not a database|malformed|could not connect|connection failed",
    re.IGNORECASE,
)
_MISSING = re.compile(r"no such (table|column)|has no column", re.IGNORECASE)
_BUSY_STATES = ("40001", "40P01", "55P03", "57P", "08")
_FULL_STATES = ("53100", "53200")
_MISSING_STATES = ("42P01", "42703")


def open_engine(address: str) -> Engine:
    """An engine for an SQLAlchemy address of SQLite or PostgreSQL; raises ConfigError for any other."""
    url = _read_address(address)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)


def _read_address(address: str) -> URL:
    try:
        url = make_url(address)
        if url.get_backend_name() == "sqlite":
            return url
        if url.get_backend_name() in {"postgresql", "postgres"}:
            return url.set(drivername="postgresql+psycopg")
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigError("not a database address that SQLAlchemy knows", subject=without_secrets(address)) from error
    except ValueError:
        # The cause would show what it took for a port: it may be a password.
        raise ConfigError("the port of this database address is no number", subject=without_secrets(address)) from None
    raise ConfigError("only SQLite and PostgreSQL are supported", subject=without_secrets(address))


def name_of(engine: Engine) -> str:
    """The address of a database as errors and `sahel status` show it."""
    return without_secrets(engine.url.render_as_string(hide_password=True))


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own implicit BEGIN silently loses updates that read before they write.
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def translated_errors(where: str) -> Iterator[None]:
    """Turn the driver faults that are not our bugs into StorageErrors; all others pass as they are."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy("no free connection", subject=where) from error
    except DBAPIError as error:
        translated = _translate(error, where)
        if translated is None:
            raise
        raise translated from error.orig


def _translate(error: DBAPIError, where: str) -> StorageError | None:
    said = str(error.orig)
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if _FULL.search(said) or state.startswith(_FULL_STATES):
        return StoreFull("the disk is full", subject=where)
    if _BROKEN.search(said):
        return StorageError("the disk or its file system fails", subject=where)
    if _BUSY.search(said) or state.startswith(_BUSY_STATES) or (error.connection_invalidated and state):
        return StoreBusy("the database is busy", subject=where)
    if _MISSING.search(said) or state.startswith(_MISSING_STATES):
        return SchemaMismatch("the database lacks a table or column; run `sahel db upgrade`", subject=where)
    if _UNUSABLE.search(said):
        return StorageError("the database cannot be used", subject=where)
    return None
