"""The store: transactions, and in each the small repos of all table families."""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy import Connection, Engine, text

from pipeline.domain.errors import SchemaMismatch
from storage.alerts import Alerts
from storage.articles import Articles
from storage.backfills import Backfills, Editions
from storage.boilerplate import Boilerplate
from storage.days import Days
from storage.deliveries import Deliveries
from storage.engine import name_of, open_engine, translated_errors
from storage.feeds import Feeds
from storage.fingerprints import Fingerprints
from storage.gaps import Gaps
from storage.groups import Groups
from storage.hosts import Hosts
from storage.lexicons import Lexicons
from storage.links import Links
from storage.listings import Listings
from storage.rechecks import Rechecks
from storage.reviews import Reviews
from storage.revisions import Revisions
from storage.search import Search
from storage.stories import Stories
from storage.trends import Trends
from storage.upgrading import ensure_schema

_STORE_ID = "store_id"
_SERVICE_LOCK = 5_417_204_003
"""The advisory lock of the one service on a PostgreSQL database."""


class Transaction:
    """One transaction, seen through one repo a table family."""

    def __init__(self, connection: Connection) -> None:
        self.hosts = Hosts(connection)
        self.feeds = Feeds(connection)
        self.gaps = Gaps(connection)
        self.links = Links(connection)
        self.rechecks = Rechecks(connection)
        self.revisions = Revisions(connection)
        self.articles = Articles(connection)
        self.boilerplate = Boilerplate(connection)
        self.fingerprints = Fingerprints(connection)
        self.groups = Groups(connection)
        self.stories = Stories(connection)
        self.reviews = Reviews(connection)
        self.backfills = Backfills(connection)
        self.editions = Editions(connection)
        self.lexicons = Lexicons(connection)
        self.search = Search(connection)
        self.listings = Listings(connection)
        self.days = Days(connection)
        self.trends = Trends(connection)
        self.deliveries = Deliveries(connection)
        self.alerts = Alerts(connection)


class Store:
    """A database of the product. Nothing can be read or written but inside a transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.name = name_of(engine)
        # SQLite has one writer: waiting for a lock in the process is quicker than polling the file.
        sqlite = engine.url.get_backend_name() == "sqlite"
        self._writing = threading.Lock() if sqlite else nullcontext()
        self._reader = engine.execution_options(reading=True)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only reads; others may write meanwhile."""
        with translated_errors(self.name), self._reader.begin() as connection:
            yield Transaction(connection)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """The write transaction: committed when the block ends, undone when it raises. Keep it short."""
        with translated_errors(self.name), self._writing, self.engine.begin() as connection:
            yield Transaction(connection)

    @contextmanager
    def sole_service(self) -> Iterator[bool]:
        """Be the one service on this database while the block runs; False where another is, on whatever machine.

        A SQLite file is guarded by the lock of its home instead.
        """
        if self.engine.url.get_backend_name() == "sqlite":
            yield True
            return
        with translated_errors(self.name), self.engine.connect() as connection:
            held = connection.execution_options(isolation_level="AUTOCOMMIT")
            is_ours = bool(held.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _SERVICE_LOCK}))
            try:
                yield is_ours
            finally:
                if is_ours:
                    held.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _SERVICE_LOCK})

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_store(address: str, *, rebuild: bool = False) -> Store:
    """Open a database, setting up an empty one; raises ConfigError, SchemaMismatch or another StorageError.

    With `rebuild` a search index made with another folding is made anew instead of being refused.
    """
    store = Store(open_engine(address))
    try:
        ensure_schema(store.engine)
        _make_ready(store, rebuild=rebuild)
    except BaseException:
        store.close()
        raise
    return store


def store_id(store: Store) -> str:
    """The identity of a store, made when it was set up; its page archive carries the same."""
    with store.reading() as view:
        return view.lexicons.fact(_STORE_ID) or ""


def _make_ready(store: Store, *, rebuild: bool) -> None:
    with store.reading() as view:
        known, current = view.lexicons.fact(_STORE_ID), view.search.is_current()
    if known and not current and rebuild:
        with store.writing() as tx:
            tx.search.rebuild()
    elif known and not current:
        raise SchemaMismatch("the search index is of another version; run `sahel db upgrade`", subject=store.name)
    if not known:
        with store.writing() as tx:
            if tx.lexicons.fact(_STORE_ID) is None:
                tx.lexicons.set_fact(_STORE_ID, uuid.uuid4().hex)
                tx.search.mark_current()
