"""How long the whole menu of misbehaving outlets takes, and what memory the service needs for it, bombs included.

The menu (tests/newsroom/menu) is on loopback, and the pause between requests is 0. The service is watched from outside:
the largest resident set of its own process while it polls the menu, less that of one that has nothing to poll.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.lists import load_outlets
from storage.store import open_store
from tests.newsroom.menu import Menu
from tests.newsroom.overlay import feeds_toml

_ROOT = Path(__file__).parents[1]
_IDLE_SECONDS, _SILENCE, _LONGEST = 8.0, 10.0, 180.0


def main() -> int:
    """Measure and print; return 0 where every outlet was polled."""
    with tempfile.TemporaryDirectory(prefix="sahel-bench-") as folder, Menu() as menu:
        menu.clock.run(1.0)
        idle = Path(folder) / "idle"
        _write_no_sources(idle)
        with _service(idle, menu.settings) as process:
            time.sleep(_IDLE_SECONDS)
            at_rest = _largest(process.pid)
        busy = Path(folder) / "busy"
        menu.write_feeds_toml(busy / "seeds" / "feeds.toml")
        begun = time.monotonic()
        with _service(busy, menu.settings) as process:
            children: dict[int, float] = {}
            asked, last = 0, begun
            while time.monotonic() < min(last + _SILENCE, begun + _LONGEST):
                children |= {child: _largest(child) for child in _children(process.pid)}
                if len(menu.log) > asked:
                    asked, last = len(menu.log), time.monotonic()
                time.sleep(0.25)
            at_work = _largest(process.pid)
            left = _not_polled(busy)
    print(f"{len(menu.dishes)} outlets, each with one fault: {asked} requests, the last one {last - begun:.0f} s")
    print("after the start of the service")
    print(f"the service: {at_rest:.0f} MB with nothing to do, at most {at_work:.0f} MB at work")
    print(f"its largest child: {max(children.values(), default=0.0):.0f} MB")
    return 1 if left else 0


@contextmanager
def _service(home: Path, settings: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "pipeline", "--quiet", "--home", str(home), "run"]
    chosen = {"SAHEL_MIN_FREE_MB": "0", "SAHEL_CONTACT": "desk@example.org"}
    process = subprocess.Popen(
        command,
        cwd=_ROOT,
        env=os.environ | settings | chosen,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _write_no_sources(home: Path) -> None:
    """Write a list of sources that takes the shipped ones away and names no other."""
    overlay = home / "seeds" / "feeds.toml"
    overlay.parent.mkdir(parents=True)
    overlay.write_text(feeds_toml([], instead_of=[source.key for source in load_outlets(None).sources]), "utf-8")


def _not_polled(home: Path) -> int:
    """How many feeds were not polled yet."""
    store = open_store(f"sqlite:///{home / 'sahel.db'}")
    try:
        with store.reading() as view:
            return sum(not polled.state.last_polled for polled in view.feeds.all())
    finally:
        store.close()


def _largest(pid: int) -> float:
    """The largest resident set that a process ever had, MB; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _children(pid: int) -> list[int]:
    """The processes that a process started and those that they started."""
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, path.read_text("utf-8").split()):
            found += [child, *_children(child)]
    return found


if __name__ == "__main__":
    sys.exit(main())
