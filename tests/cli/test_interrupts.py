"""Ctrl-C and SIGTERM: every command ends in order, with exit code 130."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.cli.app import run
from tests.flows.world import CONVOY, MovableClock, html

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
ROOT = Path(__file__).parents[2]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program as a process of its own; it is gone after the test."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: object) -> "subprocess.Popen[str]":
        program = [sys.executable, "-m", "pipeline", "--home", str(tmp_path / "sahel-home")]
        started.append(
            subprocess.Popen(
                [*program, *map(str, arguments)],
                cwd=ROOT,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )
        return started[-1]

    yield begin
    for running in started:
        running.kill()
        running.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("command", ["tag", "copies"])
def test_a_filter_that_waits_for_input_ends_in_order(start: Start, command: str, number: signal.Signals) -> None:
    running = start(command)
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(json.dumps({"id": 1, "title": "Titre", "text": CONVOY}) + "\n")
    running.stdin.flush()
    assert json.loads(running.stdout.readline())["id"] == 1
    running.send_signal(number)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_extract_ends_in_the_middle_of_its_pages(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(html("Titre", CONVOY))
    running = start("extract", *[page] * 5000)
    assert running.stdout is not None
    assert json.loads(running.stdout.readline())["status"] == "ok"
    running.send_signal(number)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert len(out.splitlines()) < 4999
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets us choose the size of a pipe")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_export_ends_in_the_middle_of_its_articles(
    start: Start, home: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """What the pipe holds is less than what there is to write, so the signal finds the export at work."""
    import fcntl

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reading, fcntl.F_SETPIPE_SZ, 4096)
    running = start("export", "--all", "--text", "--out", pipe)
    with os.fdopen(reading, "rb") as file:
        assert select.select([file], [], [], 30)[0]
        running.send_signal(number)
        os.set_blocking(file.fileno(), True)
        file.read()
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in err


def test_a_digest_that_was_interrupted_says_so(home: Path) -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    class Interrupting(MovableClock):
        """A clock that presses Ctrl-C the first time it is looked at."""

        def __init__(self) -> None:
            super().__init__()
            self.pressed = threading.Event()

        def now(self) -> datetime:
            if not self.pressed.is_set():
                self.pressed.set()
                signal.raise_signal(signal.SIGINT)
            return super().now()

    try:
        assert run(["--home", str(home), "digest"], clock=Interrupting()) == 130
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
