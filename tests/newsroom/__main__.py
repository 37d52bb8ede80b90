"""Run the newsroom by hand: python -m tests.newsroom --outlets 50 --seed 3 --speed 60; with --menu, its faults."""

import argparse
import signal
import tempfile
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.newsroom.menu import Menu
from tests.newsroom.menu.registry import DISHES
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.outlets import NETWORK

_HEAD_START = timedelta(hours=12)


def main(arguments: Sequence[str] | None = None) -> int:
    """Start a newsroom, say how to watch a pipeline work on it, and go on until Ctrl-C."""
    wanted = _parser().parse_args(arguments)
    # The days end now: no article is ever newer than the wall clock that the pipeline lives by.
    end = datetime.now(UTC).replace(second=0, microsecond=0)
    start = end - timedelta(days=wanted.days)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if wanted.menu:
        return _serve_menu(wanted.port, wanted.seeds / "feeds.toml", stop)
    with Newsroom(
        outlets=wanted.outlets, seed=wanted.seed, start=start, days=wanted.days, port=wanted.port, delay=wanted.delay
    ) as newsroom:
        newsroom.advance(min(_HEAD_START, end - start))
        newsroom.clock.run(wanted.speed, until=end)
        overlay = wanted.seeds / "feeds.toml"
        newsroom.write_feeds_toml(overlay)
        print(_instructions(newsroom, overlay, wanted.speed), flush=True)
        stop.wait()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.newsroom", description="News outlets on loopback.")
    home = Path(tempfile.gettempdir()) / "sahel-newsroom"
    parser.add_argument("--outlets", type=int, default=50, help="how many (1 to 1000)")
    parser.add_argument("--seed", type=int, default=3, help="another seed is another world")
    parser.add_argument("--days", type=int, default=2, help="how many days of news, up to now")
    parser.add_argument("--port", type=int, default=0, help="the port of all addresses; a free one if not given")
    parser.add_argument("--speed", type=float, default=60.0, help="simulated seconds in a second")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds an outlet takes to answer")
    parser.add_argument("--menu", action="store_true", help="serve the menu of misbehaving outlets, and nothing else")
    parser.add_argument("--seeds", type=Path, default=home / "seeds", help="the folder to write feeds.toml into")
    return parser


def _serve_menu(port: int, overlay: Path, stop: threading.Event) -> int:
    """Serve the menu by the clock on the wall until told to stop."""
    with Menu(port=port) as menu:
        menu.clock.run(1.0)
        menu.write_feeds_toml(overlay)
        print(_menu_instructions(menu, overlay), flush=True)
        stop.wait()
    return 0


def _menu_instructions(menu: Menu, overlay: Path) -> str:
    settings = " ".join(f"{name}={value}" for name, value in menu.settings.items())
    rows = ((DISHES[name], stand.feed_url) for name, stand in menu.stands.items())
    lines = [
        f"{dish.group:10} {dish.name:26} {' -> '.join(dict.fromkeys(dish.expected.statuses)):42} {url}"
        for dish, url in rows
    ]
    lines += [
        "",
        f"{len(menu.stands)} outlets, each with one fault, and what their feeds must come to",
        *([] if menu.has_tls else ["no openssl command: the outlets that speak TLS are left out"]),
        f"log    {menu.control_url}log  and  {menu.control_url}violations",
        f"traps  {menu.control_url}canary  (must stay empty)",
        f"the outlets are written to {overlay}",
        "",
        "Let a pipeline go through it:",
        f"  {settings} .venv/bin/sahel --home {_home(overlay)} poll --all",
    ]
    return "\n".join([*lines, *_copying(overlay), "", "Ctrl-C ends the menu."])


def _home(overlay: Path) -> Path:
    """The home folder that the seeds belong to, or one beside them."""
    return overlay.parent.parent if overlay.parent.name == "seeds" else overlay.parent / "home"


def _copying(overlay: Path) -> list[str]:
    """What must be done first where the seeds do not lie in their home already."""
    seeds = _home(overlay) / "seeds"
    return [] if seeds == overlay.parent else [f"  (after: mkdir -p {seeds} && cp {overlay} {seeds}/)"]


def _instructions(newsroom: Newsroom, overlay: Path, speed: float) -> str:
    settings = f"SAHEL_ALLOW_NETWORKS={NETWORK} SAHEL_ALLOW_PORTS={newsroom.port} SAHEL_HOST_DELAY=0"
    sahel = f".venv/bin/sahel --home {_home(overlay)}"
    lines = [f"{outlet.key:42} {outlet.language} {outlet.ownership:8} {outlet.feed_url}" for outlet in newsroom.outlets]
    lines += [
        "",
        f"{len(newsroom.outlets)} outlets, {len(newsroom.truth(newsroom.world.end))} articles in all",
        f"now {newsroom.now:%Y-%m-%d %H:%M} UTC, {speed:g} times as fast as the wall, until {newsroom.world.end:%H:%M}",
        f"clock  {newsroom.clock_url}",
        f"truth  {newsroom.control_url}truth",
        f"log    {newsroom.control_url}log  and  {newsroom.control_url}violations",
        f"the outlets are written to {overlay}",
        "",
        "Watch a pipeline work on it:",
        f"  {settings} {sahel} run",
        *_copying(overlay),
        f"Its clock is behind yours, and dates its news. More, after a while: {settings} {sahel} poll --all",
        f"Then look at the digest of its day: {sahel} digest --date {newsroom.now:%Y-%m-%d}",
    ]
    return "\n".join([*lines, "", "Ctrl-C ends the newsroom."])


if __name__ == "__main__":
    raise SystemExit(main())
