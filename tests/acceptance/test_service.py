"""`sahel run` as a process: it starts, stands alone on its home, recovers when the network does, and ends in order."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.domain.articles import Basis
from pipeline.domain.errors import StorageError
from storage.safekeeping import faults
from tests.acceptance.running import Desk, everything, open_desk, wait_for_silence
from tests.flows.world import CONVOY
from tests.newsroom import Newsroom

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds all of 127.0.0.0/8"),
]


class Running:
    """A running service and what it prints, written to files so that no pipe fills up."""

    def __init__(self, desk: Desk, folder: Path, *arguments: str) -> None:
        self.out, self.err = folder / "out.txt", folder / "err.txt"
        program = [sys.executable, "-m", "tests.acceptance.sahel", desk.newsroom.clock_url, "--home", str(desk.home)]
        with self.out.open("w") as out, self.err.open("w") as err:
            self.process = subprocess.Popen(
                [*program, "run", *arguments], env=desk.environment(), stdout=out, stderr=err, start_new_session=True
            )

    def said(self) -> str:
        return self.out.read_text("utf-8") + self.err.read_text("utf-8")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Tell it to end and give the seconds it took."""
        begun = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(timeout=30)
        return time.monotonic() - begun

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        wait_for_silence(self.process.pid)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Newsroom(outlets=10, seed=3) as newsroom:
        newsroom.advance(timedelta(hours=12))
        yield open_desk(tmp_path / "home", newsroom)


@pytest.fixture
def start(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Running]]:
    """Start services; all are gone after the test."""
    started: list[Running] = []

    def begin(*arguments: str, on: Desk = desk) -> Running:
        started.append(Running(on, tmp_path_factory.mktemp("said"), *arguments))
        return started[-1]

    yield begin
    for running in started:
        running.kill()


def until(condition: Callable[[], bool], seconds: float = 40.0) -> None:
    """Wait for a condition; fail where it does not come true."""
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it did not come to that"
        time.sleep(0.1)


def seeds(desk: Desk) -> int:
    """How many seed documents are stored; 0 while the database is still being made."""
    try:
        store = desk.store()
    except StorageError:
        return 0
    number = sum(one.article.basis is Basis.SEED for one in everything(store).values())
    store.close()
    return number


def stored(desk: Desk) -> int:
    store = desk.store()
    number = len(everything(store))
    store.close()
    return number


def test_the_first_start_does_all_that_a_newcomer_is_told(desk: Desk, start: Callable[..., Running]) -> None:
    service = start("--port", "0")
    until(lambda: "stop with Ctrl-C" in service.said())
    said = service.said()
    for words in (
        "10 feeds loaded from the lists; 10 of them are switched on",
        "first digest:",
        "stored: ",
        "polling 10 feeds",
        "review page: http://127.0.0.1:",
    ):
        assert words in said
    page = next(line.split()[-1] for line in said.splitlines() if line.startswith("review page"))
    until(lambda: stored(desk) > 30)
    with urllib.request.urlopen(page + "health", timeout=5) as answer:
        assert json.load(answer)["status"] == "ok"
    until((desk.home / "digests" / "today.en.html").exists)
    assert service.stop() < 10
    assert service.process.returncode == 0
    wait_for_silence(service.process.pid)
    store = desk.store()
    assert faults(store.engine) == []
    with store.reading() as view:
        assert view.hosts.owners() == []
    store.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_order_in_the_middle_of_its_work(
    desk: Desk, start: Callable[..., Running], number: signal.Signals
) -> None:
    service = start("--no-web")
    until(lambda: "polled" in service.said())
    assert service.stop(number) < 10
    assert service.process.returncode == 0
    assert "Traceback" not in service.said()


def test_an_outlet_that_hangs_does_not_hold_up_the_end(desk: Desk, start: Callable[..., Running]) -> None:
    desk.newsroom.behaviours |= {outlet.key: "hang" for outlet in desk.newsroom.outlets}
    service = start("--no-web")
    until(lambda: len(desk.newsroom.log) > 0)
    time.sleep(0.5)
    assert service.stop() < 10
    assert service.process.returncode == 0
    store = desk.store()
    with store.reading() as view:
        assert [polled.state.failures for polled in view.feeds.all()] == [0.0] * 10
    store.close()


def test_a_second_service_on_a_home_ends_and_names_the_first(desk: Desk, start: Callable[..., Running]) -> None:
    first = start("--no-web")
    until(lambda: "stop with Ctrl-C" in first.said())
    second = start("--no-web")
    assert second.process.wait(timeout=30) == 2
    assert str(first.process.pid) in second.said()
    assert first.process.poll() is None


def test_a_killed_service_leaves_its_home_free(desk: Desk, start: Callable[..., Running]) -> None:
    first = start("--no-web")
    until(lambda: "stop with Ctrl-C" in first.said())
    first.kill()
    second = start("--no-web")
    until(lambda: "stop with Ctrl-C" in second.said())


def test_a_first_start_that_was_killed_is_made_whole_by_the_next(desk: Desk, start: Callable[..., Running]) -> None:
    documents = desk.home / "seeds" / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    for number in range(30):
        (documents / f"{number:02}.txt").write_text(f"Mali : convoi {number}\n\n{CONVOY} {number}", "utf-8")
    first = start("--no-web")
    until(lambda: (desk.home / "sahel.db").exists() and seeds(desk) > 2)
    first.kill()
    before = seeds(desk)
    assert before < 30
    second = start("--no-web")
    until(lambda: "stop with Ctrl-C" in second.said())
    assert seeds(desk) >= 30
    assert "first digest:" in second.said()
    second.stop()
    third = start("--no-web")
    until(lambda: "stop with Ctrl-C" in third.said())
    assert "first digest:" not in third.said()


def test_a_long_backfill_ends_soon_when_told_to(desk: Desk, tmp_path: Path) -> None:
    text = " ".join(f"mot{number}" for number in range(900_000))
    (tmp_path / "big.txt").write_text(f"{CONVOY}\n\n{text}", "utf-8")
    process = desk.start("backfill", str(tmp_path / "big.txt"))
    time.sleep(4.0)
    process.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    out, err = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("this machine reads 9 MB too quickly to be interrupted")
    assert process.returncode == 130, out + err
    assert time.monotonic() - begun < 10
    wait_for_silence(process.pid)


def test_a_taken_port_is_told_and_the_service_goes_on(desk: Desk, start: Callable[..., Running]) -> None:
    service = start("--port", str(desk.newsroom.port), "--host", "127.76.0.1")
    until(lambda: "stop with Ctrl-C" in service.said())
    assert f"no review page: port {desk.newsroom.port} is taken (choose another with --port)" in service.said()
    until(lambda: stored(desk) > 10)


def test_without_a_network_it_says_so_for_each_source_and_recovers(
    tmp_path: Path,
) -> None:
    """The clock comes from one newsroom; the other, which is watched, opens only later."""
    with Newsroom(outlets=1, seed=1) as clock:
        with Newsroom(outlets=8, seed=3) as newsroom:
            port = newsroom.port
            desk = open_desk(tmp_path / "offline", newsroom)
        away = Desk(desk.home, clock)
        service = Running(_opened(away, port), tmp_path, "--no-web")
        try:
            until(lambda: service.err.read_text("utf-8").count("poll_failed") >= 8)
            assert service.process.poll() is None
            with Newsroom(outlets=8, seed=3, port=port) as newsroom:
                newsroom.advance(timedelta(hours=12))
                clock.advance(timedelta(hours=12))
                until(lambda: stored(desk) > 10)
            assert service.stop() < 10
        finally:
            service.kill()


def _opened(desk: Desk, port: int) -> Desk:
    """The desk with the port of another newsroom open as well."""

    class Opened(Desk):
        def environment(self) -> dict[str, str]:
            return super().environment() | {"SAHEL_ALLOW_PORTS": f"{port},{self.newsroom.port}"}

    return Opened(desk.home, desk.newsroom)
