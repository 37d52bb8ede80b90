import re
import signal
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from tests.newsroom.asking import ask

ROOT = Path(__file__).parents[2]


def test_by_hand_it_says_how_to_watch_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    seeds = tmp_path / "home" / "seeds"
    command = [sys.executable, "-m", "tests.newsroom", "--outlets", "10", "--seeds", str(seeds), "--speed", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        printed = ""
        while "Ctrl-C" not in printed and (line := running.stdout.readline()):
            printed += line
        try:
            port = int(re.findall(r"SAHEL_ALLOW_PORTS=(\d+)", printed)[0])
            assert f"SAHEL_ALLOW_NETWORKS=127.76.0.0/15 SAHEL_ALLOW_PORTS={port} SAHEL_HOST_DELAY=0" in printed
            assert f".venv/bin/sahel --home {seeds.parent} run" in printed
            day = re.findall(r"now (\S+)", printed)[0]
            assert f".venv/bin/sahel --home {seeds.parent} poll --all" in printed
            assert f".venv/bin/sahel --home {seeds.parent} digest --date {day}" in printed
            sources = tomllib.loads((seeds / "feeds.toml").read_text("utf-8"))["sources"]
            sources = {key: source for key, source in sources.items() if "remove" not in source}
            assert len(sources) == 10
            feeds = [source["addresses"][0] for source in sources.values()]
            assert all(feed in printed and ask(feed).status == 200 for feed in feeds)
            truth = ask(f"http://127.76.0.1:{port}/__ctl/truth").body.decode()
            dates = [datetime.fromisoformat(date) for date in re.findall(r'"published": "([^"]+)"', truth)]
            assert dates
            assert max(dates) <= datetime.now(UTC)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(timeout=20)
        assert running.returncode == 0
        assert running.stderr.read() == ""
