"""Run the newsroom by hand: python -m tests.newsroom --outlets 50 --seed 3 --speed 60."""

import argparse
import signal
import tempfile
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

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
    parser.add_argument("--seeds", type=Path, default=home / "seeds", help="the folder to write feeds.toml into")
    return parser


def _instructions(newsroom: Newsroom, overlay: Path, speed: float) -> str:
    home = overlay.parent.parent if overlay.parent.name == "seeds" else overlay.parent / "home"
    settings = f"SAHEL_ALLOW_NETWORKS={NETWORK} SAHEL_ALLOW_PORTS={newsroom.port} SAHEL_HOST_DELAY=0"
    sahel = f".venv/bin/sahel --home {home}"
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
    ]
    if home / "seeds" != overlay.parent:
        lines.append(f"  (after: mkdir -p {home}/seeds && cp {overlay} {home}/seeds/)")
    lines += [
        f"Its clock is behind yours, and dates its news. More, after a while: {settings} {sahel} poll --all",
        f"Then look at the digest of its day: {sahel} digest --date {newsroom.now:%Y-%m-%d}",
    ]
    return "\n".join([*lines, "", "Ctrl-C ends the newsroom."])


if __name__ == "__main__":
    raise SystemExit(main())
