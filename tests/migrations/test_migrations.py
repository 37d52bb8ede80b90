"""The steps of the schema end where the tables of the program begin."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from storage.columns import metadata
from storage.engine import open_engine
from storage.upgrading import upgrade, version_of


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and (name or "").startswith("search"))


def test_a_migrated_database_has_the_tables_of_the_program(database: str) -> None:
    engine = create_engine(database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_an_upgrade_of_the_newest_changes_nothing(database: str) -> None:
    engine = open_engine(database)
    with engine.connect() as connection:
        before = version_of(connection)
    assert upgrade(engine) == before
    engine.dispose()


def test_an_empty_database_has_no_version(tmp_path: pytest.TempPathFactory) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/new.db")
    with engine.connect() as connection:
        assert version_of(connection) is None
    assert upgrade(engine) is None
    with engine.connect() as connection:
        assert version_of(connection) is not None
    engine.dispose()
