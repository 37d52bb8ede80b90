"""The version of a database: reading it, setting up an empty one, and taking an old one to the newest schema."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from pipeline.domain.errors import SchemaMismatch, StorageError
from storage.columns import metadata
from storage.engine import name_of, translated_errors
from storage.schema import SCHEMA

_ADVISORY_KEY = 5_417_204_001


def version_of(connection: Connection) -> str | None:
    """The schema version of a database; None where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def ensure_schema(engine: Engine) -> None:
    """Set up an empty database; raise SchemaMismatch where it is of another version than this program."""
    with translated_errors(name_of(engine)), engine.connect().execution_options(reading=True) as connection:
        version = version_of(connection)
    if version is None:
        upgrade(engine)
    elif version != SCHEMA:
        raise mismatch(version, name_of(engine))


def mismatch(version: str, where: str) -> SchemaMismatch:
    """The error for a database of another version: it names what to run."""
    if version > SCHEMA:
        return SchemaMismatch(
            f"the database is of version {version}, newer than this program's {SCHEMA}; install a newer sahel-monitor",
            subject=where,
        )
    return SchemaMismatch(
        f"the database is of version {version}, this program needs {SCHEMA}; run `sahel db upgrade`", subject=where
    )


def upgrade(engine: Engine) -> str | None:
    """Take a database to the newest schema in one transaction; return the version it had (None: it was empty).

    Raises SchemaMismatch for a database of a future version, StorageError for one of another program.
    Two processes at once do it once.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with translated_errors(name_of(engine)), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_KEY})
        before = version_of(connection)
        if before is not None and before > SCHEMA:
            raise mismatch(before, name_of(engine))
        if before is None and _has_our_names(connection):
            raise StorageError("the database belongs to another program", subject=name_of(engine))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return before


def _name(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _has_our_names(connection: Connection) -> bool:
    """Whether a database holds a table that one of ours would clash with."""
    return not {"search", *metadata.tables}.isdisjoint(inspect(connection).get_table_names())
