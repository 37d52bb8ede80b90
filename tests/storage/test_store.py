"""Opening stores, transactions, and the faults that are not bugs."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from pipeline.domain.errors import ConfigError, SchemaMismatch, StorageError, StoreBusy, StoreFull
from pipeline.domain.queries import Filters, read_query
from storage.engine import open_engine, translated_errors
from storage.safekeeping import back_up, faults
from storage.schema import SCHEMA
from storage.store import Store, open_store, store_id
from tests.storage.samples import NOON


def test_what_is_written_can_be_read_in_another_transaction(store: Store) -> None:
    with store.writing() as tx:
        tx.lexicons.use("v1", "{}", NOON)
    with store.reading() as view:
        assert view.lexicons.current() == "v1"


def test_a_block_that_raises_changes_nothing(store: Store) -> None:
    def write_and_fail() -> None:
        with store.writing() as tx:
            tx.lexicons.use("v1", "{}", NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with store.reading() as view:
        assert view.lexicons.current() is None


def test_no_update_is_lost_between_threads(store: Store) -> None:
    with store.writing() as tx:
        tx.lexicons.set_fact("count", "0")

    def count() -> None:
        for _ in range(20):
            with store.writing() as tx:
                tx.groups.lock()
                tx.lexicons.set_fact("count", str(int(tx.lexicons.fact("count") or 0) + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as view:
        assert view.lexicons.fact("count") == "80"


def test_a_store_keeps_its_identity(database: str) -> None:
    identities = []
    for _ in range(2):
        opened = open_store(database)
        identities.append(store_id(opened))
        opened.close()
    assert identities[0] == identities[1] != ""


def test_a_database_of_a_future_version_is_refused_and_named(sqlite_store: Store) -> None:
    with sqlite_store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    address = sqlite_store.engine.url.render_as_string()
    with pytest.raises(SchemaMismatch, match="9999") as caught:
        open_store(address)
    assert caught.value.exit_code == 3
    assert str(sqlite_store.engine.url.database) in str(caught.value)


def test_an_index_of_another_folding_must_be_upgraded(sqlite_store: Store) -> None:
    with sqlite_store.writing() as tx:
        tx.lexicons.set_fact("fold_version", "0")
    address = sqlite_store.engine.url.render_as_string()
    with pytest.raises(SchemaMismatch, match="sahel db upgrade"):
        open_store(address)
    open_store(address, rebuild=True).close()
    open_store(address).close()


@pytest.mark.parametrize("address", ["mysql://u:p@h/d", "nonsense", "oracle+x://h"])
def test_other_databases_are_refused(address: str) -> None:
    with pytest.raises(ConfigError):
        open_store(address)


def test_the_password_of_a_refused_address_is_not_shown() -> None:
    with pytest.raises(ConfigError) as caught:
        open_store("mysql://user:hunter2@host/db")
    assert "hunter2" not in str(caught.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sahel.db"
    path.write_bytes(b"this is not a database, but it is long enough to have a header" * 20)
    with pytest.raises(StorageError, match=r"sahel\.db"):
        open_store(f"sqlite:///{path}")


def test_a_locked_database_is_busy_not_broken(sqlite_store: Store) -> None:
    other = open_store(sqlite_store.engine.url.render_as_string())
    with sqlite_store.writing(), other.engine.connect() as connection:
        connection.rollback()
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA busy_timeout=50")
        connection.close()
        with pytest.raises(StoreBusy), other.writing() as tx:
            tx.lexicons.set_fact("never", "written")
    other.close()


def test_a_backup_is_a_whole_database(sqlite_store: Store, tmp_path: Path) -> None:
    with sqlite_store.writing() as tx:
        tx.lexicons.use("v1", "{}", NOON)
    copy = tmp_path / "copy.db"
    back_up(sqlite_store.engine, copy)
    opened = open_store(f"sqlite:///{copy}")
    with opened.reading() as view:
        assert view.lexicons.current() == "v1"
    opened.close()


def test_a_backup_never_overwrites(sqlite_store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(ConfigError, match=r"copy\.db"):
        back_up(sqlite_store.engine, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_sound_database_has_no_faults(store: Store) -> None:
    assert faults(store.engine) == []


def test_an_orphan_is_a_fault(sqlite_store: Store) -> None:
    with sqlite_store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO aliases (url_key, article) VALUES ('https://x.example/a', 99)")
        driver.execute("PRAGMA foreign_keys=ON")
    assert "aliases" in faults(sqlite_store.engine)[0]


def test_the_version_of_the_schema_is_the_newest_migration() -> None:
    versions = Path(__file__).parents[2] / "storage" / "migrations" / "versions"
    assert max(path.name.partition("_")[0] for path in versions.glob("0*.py")) == SCHEMA


def test_one_service_at_a_time_works_on_a_postgresql_database(postgres_address: str) -> None:
    one, other = open_store(postgres_address), open_store(postgres_address)
    with one.sole_service() as first, other.sole_service() as second:
        assert (first, second) == (True, False)
    with other.sole_service() as later:
        assert later
    one.close()
    other.close()


@pytest.mark.parametrize(
    "address",
    ["mysql://user:hun@ter2@host/db", "nonsense?password=ter2", "postgresql://host:port/db?sslpassword=ter2"],
)
def test_no_part_of_a_password_is_shown(address: str) -> None:
    with pytest.raises(ConfigError) as caught:
        open_store(address)
    assert "ter2" not in str(caught.value)


def test_a_store_is_named_without_the_secrets_of_its_address() -> None:
    name = Store(open_engine("postgresql://desk:hunter2@host/db?sslpassword=hunter3&sslmode=require")).name
    assert name == "postgresql+psycopg://desk:***@host/db?sslmode=require&sslpassword=***"


def test_a_failing_disk_is_not_called_full() -> None:
    error = OperationalError("SELECT 1", {}, sqlite3.OperationalError("disk I/O error"))
    with pytest.raises(StorageError, match="its file system fails") as caught, translated_errors("sahel.db"):
        raise error
    assert not isinstance(caught.value, StoreFull)


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE feeds (url TEXT)")
    for _ in range(2):
        with pytest.raises(StorageError, match=r"another program.*other\.db"):
            open_store(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("feeds",)]


def test_readers_do_not_wait_for_a_writer(sqlite_store: Store) -> None:
    address = sqlite_store.engine.url.render_as_string()
    with closing(sqlite3.connect(str(sqlite_store.engine.url.database), isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        opened = open_store(address)
        with opened.reading() as view:
            assert list(view.listings.find(read_query("Bamako"), Filters())) == []
        opened.close()
        writer.execute("ROLLBACK")
