"""Running the program in its own processes against the newsroom on simulated time, and seeing what it stored."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pipeline.domain.queries import Filters, read_query
from pipeline.domain.records import Listed
from storage.store import Store, open_store
from tests.newsroom import Newsroom
from tests.newsroom.outlets import NETWORK

ROOT = Path(__file__).parents[2]
STEP = timedelta(hours=6)
STEPS = 8
"""Two simulated days: who polls every six hours sees every article of the newsroom."""


@dataclass(frozen=True)
class Desk:
    """A home and the newsroom it watches."""

    home: Path
    newsroom: Newsroom
    database: str = ""

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SAHEL_")}
        chosen = {"SAHEL_DB": self.database} if self.database else {}
        return (
            kept
            | chosen
            | {
                "SAHEL_ALLOW_NETWORKS": NETWORK,
                "SAHEL_ALLOW_PORTS": str(self.newsroom.port),
                "SAHEL_HOST_DELAY": "0",
                "SAHEL_MIN_FREE_MB": "0",
                "SAHEL_CONTACT": "desk@example.org",
            }
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the program in a session of its own, so that all it starts can be found."""
        program = [sys.executable, "-m", "tests.acceptance.sahel", self.newsroom.clock_url]
        return subprocess.Popen(
            [*program, "--quiet", "--home", str(self.home), *arguments],
            cwd=ROOT,
            env=self.environment(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def call(self, *arguments: str) -> str:
        """Run the program to its end and give what it printed; it must end well."""
        running = self.start(*arguments)
        out, err = running.communicate(timeout=120)
        assert running.returncode == 0, f"{arguments}: {running.returncode}\n{out}\n{err[-3000:]}"
        wait_for_silence(running.pid)
        return out

    def store(self) -> Store:
        return open_store(self.database or f"sqlite:///{self.home / 'sahel.db'}")


def open_desk(home: Path, newsroom: Newsroom, *, database: str = "") -> Desk:
    """A home whose list of sources is the newsroom, none of them gated."""
    overlay = home / "seeds" / "feeds.toml"
    newsroom.write_feeds_toml(overlay)
    overlay.write_text(overlay.read_text("utf-8").replace('gate = "anchor"', 'gate = "none"'), "utf-8")
    return Desk(home, newsroom, database)


def two_days(desk: Desk, *, steps: int = STEPS) -> Iterator[int]:
    """Let two simulated days pass in steps, or the first steps of them."""
    desk.newsroom.set_clock(desk.newsroom.world.start)
    for step in range(steps):
        desk.newsroom.advance(STEP)
        yield step


def kill_at_a_random_moment(processes: Sequence[subprocess.Popen[str]], chance: random.Random) -> None:
    """Let processes run for a moment, kill them, and wait until nothing that they started is left."""
    time.sleep(chance.uniform(0.3, 3.0))
    for running in processes:
        running.send_signal(signal.SIGKILL)
        time.sleep(chance.uniform(0.0, 0.2))
    for running in processes:
        running.communicate(timeout=30)
        wait_for_silence(running.pid)


def wait_for_silence(session: int, seconds: float = 10.0) -> None:
    """Wait until no process of a session is left; fail where one stays."""
    ends = time.monotonic() + seconds
    while left := processes_of(session):
        assert time.monotonic() < ends, f"still running: {left}"
        time.sleep(0.05)


def processes_of(session: int) -> list[str]:
    """The living processes of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text("utf-8").rpartition(")")
        except OSError:
            continue
        fields = rest.split()
        if fields[0] != "Z" and int(fields[3]) == session:
            found.append(name)
    return found


def everything(store: Store) -> dict[str, Listed]:
    """All stored articles by their key."""
    with store.reading() as view:
        found = view.listings.find(read_query(""), Filters(everything=True, limit=None))
        return {one.article.url_key: one for one in found}


def partition(articles: dict[str, Listed]) -> set[frozenset[str]]:
    """The groups, each as the keys of its articles."""
    groups = defaultdict(set)
    for key, one in articles.items():
        groups[one.article.group].add(key)
    return {frozenset(keys) for keys in groups.values()}


def snapshot(store: Store) -> tuple[set[frozenset[str]], dict[str, object]]:
    """What must be the same after any run: the groups, and of each article its verdicts and its text."""
    articles = everything(store)
    verdicts: dict[str, object] = {
        key: (one.article.title, one.text, one.article.relevant, one.topics, one.countries, one.places, one.relation)
        for key, one in articles.items()
    }
    return partition(articles), verdicts
