"""The steps of the schema end where the tables of the program begin."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, select, text

from pipeline.domain.stories import Harm, Incident
from storage import upgrading
from storage.columns import metadata
from storage.engine import open_engine
from storage.feeds import Feeds
from storage.incidents import incident_of
from storage.schema import incidents
from storage.upgrading import upgrade, version_of

_OLD_SOURCE = """INSERT INTO sources (key, name, home, country, covers, languages, ownership, owner, timezone, notes)
VALUES ('radio', 'Radio', 'https://radio.example/', 'ML', '["ML"]', '["fr"]', 'private', '', 'UTC', '')"""
_OLD_FEED = """INSERT INTO feeds (key, source, addresses, gate, certainty, enabled, address, host)
VALUES ('radio', 'radio', '["https://radio.example/feed"]', 'none', 'seen', 1, 'https://radio.example/feed',
'radio.example')"""

_OLD_ARTICLE = """INSERT INTO articles (id, url, url_final, url_key, source, first_seen, date_source, moment, basis,
relevant, version, "group", story, exact, words, sketch) VALUES (1, 'https://radio.example/a', 'https://radio.example/a',
'radio.example/a', 'radio', '2026-11-20 06:00:00', 'none', '2026-11-20 06:00:00', 'page', 1, 1, 1, 1, 'ab', 2, 2)"""
_OLD_TOLL = """INSERT INTO incidents (article, number, ordinal, harm, least, most, field, start, "end", surface, place)
VALUES (1, 1, 0, 'killed', 12, NULL, 'text', 4, 12, '12 morts', 'djibo')"""


def migrate(connection: Connection, revision: str) -> None:
    """Take a database to a revision, as the program of that time would have made it."""
    config = Config()
    config.set_main_option("script_location", str(Path(upgrading.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


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


def test_what_an_older_database_holds_is_kept(tmp_path: Path) -> None:
    """Written by the first schema, read after the upgrade: the new columns have what an old row must have."""
    engine = open_engine(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as connection:
        migrate(connection, "0001")
        connection.execute(text(_OLD_SOURCE))
        connection.execute(text(_OLD_FEED))
    assert upgrade(engine) == "0001"
    with engine.connect() as connection:
        polled = Feeds(connection).get("radio")
    assert (polled.source.verify_tls, polled.source.proxy) == (True, "")
    assert (polled.state.address, polled.state.moved_to, polled.state.window) == ("https://radio.example/feed", "", 0)
    engine.dispose()


def test_a_toll_of_an_older_database_says_what_it_said(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as connection:
        migrate(connection, "0005")
        connection.execute(text(_OLD_ARTICLE))
        connection.execute(text(_OLD_TOLL))
    assert upgrade(engine) == "0005"
    with engine.connect() as connection:
        row = connection.execute(select(incidents)).one()
    assert incident_of(row) == Incident(Harm.KILLED, 12, None, "text", 4, 12, "12 morts", "djibo")
    engine.dispose()


def test_a_toll_stored_before_earlier_counts_were_told_apart_is_a_live_one(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as connection:
        migrate(connection, "0009")
        connection.execute(text(_OLD_ARTICLE))
        connection.execute(text(_OLD_TOLL))
    assert upgrade(engine) == "0009"
    with engine.connect() as connection:
        told = incident_of(connection.execute(select(incidents)).one())
    assert (told.superseded, told.told_in_words, told.in_title) == (False, False, False)
    engine.dispose()


def test_an_older_database_keeps_its_rows_and_has_nothing_to_deliver(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as connection:
        migrate(connection, "0007")
        connection.execute(text(_OLD_ARTICLE))
    assert upgrade(engine) == "0007"
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT url_key FROM articles")) == "radio.example/a"
        for table in ("deliveries", "alert_looks", "alerted_stories"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0
    engine.dispose()
