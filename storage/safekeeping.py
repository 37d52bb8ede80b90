"""Copies of a database and a check of its soundness."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from pipeline.domain.errors import ConfigError, StorageError
from storage.engine import translated_errors


def back_up(engine: Engine, target: Path) -> None:
    """Copy a SQLite database to a file, also while others write to it.

    The file appears only when it is whole. Raises ConfigError for PostgreSQL and for a target that exists.
    """
    if engine.url.get_backend_name() != "sqlite":
        raise ConfigError("a PostgreSQL database is backed up with pg_dump", subject=str(target))
    if target.exists():
        raise ConfigError("there is such a file already", subject=str(target))
    partial = target.with_name(target.name + ".partial")
    try:
        with translated_errors(str(target)), engine.connect() as connection:
            connection.rollback()
            with closing(sqlite3.connect(partial)) as copy:
                _driver(connection.connection.driver_connection).backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
        os.replace(partial, target)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise StorageError("the copy could not be written", subject=str(target)) from error


def faults(engine: Engine) -> list[str]:
    """What is wrong with a database, a sentence each; empty where it is sound."""
    if engine.url.get_backend_name() != "sqlite":
        with translated_errors("database"), engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
        return []
    with translated_errors(str(engine.url.database)), engine.connect().execution_options(reading=True) as connection:
        broken = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return broken + [f"{table} row {row} points at a missing {parent}" for table, row, parent, _ in orphans]


def _driver(connection: object) -> sqlite3.Connection:
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError("not a SQLite connection")
    return connection
