"""kill -9 at random moments: after the last restart the store is that of an undisturbed run."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.safekeeping import faults
from tests.acceptance.running import (
    STEPS,
    Desk,
    kill_at_a_random_moment,
    open_desk,
    snapshot,
    two_days,
    wait_for_silence,
)
from tests.newsroom import Newsroom

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds all of 127.0.0.0/8"),
]
KILLS = 20
OUTLETS = 50


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    # Each answer takes a moment, so that two visits at one outlet would be seen to overlap.
    with Newsroom(outlets=OUTLETS, seed=3, delay=0.005) as running:
        yield running


@pytest.fixture(scope="module")
def undisturbed(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> object:
    desk = open_desk(tmp_path_factory.mktemp("undisturbed") / "home", newsroom)
    for _ in two_days(desk):
        desk.call("poll", "--all")
    return what_is_stored(desk)


def what_is_stored(desk: Desk) -> object:
    store = desk.store()
    assert faults(store.engine) == []
    found = snapshot(store)
    store.close()
    return found


def kills_of(step: int) -> int:
    """How many of the kills fall into a step."""
    return KILLS * (step + 1) // STEPS - KILLS * step // STEPS


@pytest.mark.parametrize("at_once", [1, 2], ids=["one", "two at once"])
def test_a_killed_run_ends_in_the_same_store(
    newsroom: Newsroom, undisturbed: object, tmp_path: Path, at_once: int
) -> None:
    chance = random.Random(f"kills, {at_once} at once")
    desk = open_desk(tmp_path / "home", newsroom)
    seen_before = len(newsroom.violations())
    killed = 0
    for step in two_days(desk):
        for _ in range(kills_of(step)):
            kill_at_a_random_moment([desk.start("poll", "--all") for _ in range(at_once)], chance)
            killed += 1
        together(desk, at_once)
    desk.call("poll")
    assert killed == KILLS
    assert what_is_stored(desk) == undisturbed
    assert newsroom.violations()[seen_before:] == ()


def together(desk: Desk, at_once: int) -> None:
    """Let polls run beside one another to their end."""
    running = [desk.start("poll", "--all") for _ in range(at_once)]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, f"{process.returncode}\n{out}\n{err[-3000:]}"
        wait_for_silence(process.pid)
