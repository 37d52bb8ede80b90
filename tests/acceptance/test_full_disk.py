"""A disk that really fills up: a small tmpfs, where the machine lets us mount one."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.safekeeping import faults
from storage.store import open_store
from tests.acceptance.running import everything
from tests.cli.conftest import Sahel, sahel
from tests.flows.world import CONVOY

__all__ = ["sahel"]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has tmpfs")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here (not root)")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Far more text than the disk holds."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(12):
        words = " ".join(f"mot{number}x{place}" for place in range(40_000))
        (folder / f"{number:02}.txt").write_text(f"{CONVOY}\n\n{words}", "utf-8")
    return folder


def test_a_disk_that_fills_up_ends_the_work_and_keeps_what_was_stored(
    sahel: Sahel, small_disk: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAHEL_MIN_FREE_MB", "0")
    called = sahel("--home", small_disk / "home", "backfill", documents)
    assert called.code == 5
    assert "full" in called.err
    assert "not looked at" in called.out
    store = open_store(f"sqlite:///{small_disk / 'home' / 'sahel.db'}")
    assert faults(store.engine) == []
    assert len(everything(store)) == int(called.out.split()[0]) >= 1
    store.close()


def test_a_poll_on_a_disk_without_room_ends_and_says_so(sahel: Sahel, small_disk: Path, documents: Path) -> None:
    called = sahel("--home", small_disk / "home", "poll")
    assert called.code == 5
    assert "min_free_mb" in called.err


def test_the_reserve_of_the_setting_is_not_touched(
    sahel: Sahel, small_disk: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAHEL_MIN_FREE_MB", "200")
    called = sahel("--home", small_disk / "home", "backfill", documents)
    assert called.code == 5
    assert "min_free_mb" in called.err
    assert str(small_disk / "home") in called.err
    assert "0 stored" in called.out
