"""Calls of the command line in this process, on homes of their own."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.app import run
from tests.flows.world import MovableClock


@dataclass(frozen=True)
class Called:
    """What a call came to."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """The JSON objects that were printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Sahel = Callable[..., Called]


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SAHEL_HOME", "SAHEL_DB", "SAHEL_CONFIG", "SAHEL_CONTACT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SAHEL_MIN_FREE_MB", "0")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sahel(capfd: pytest.CaptureFixture[str]) -> Sahel:
    """Call the program and catch what it prints."""

    def call(*arguments: object) -> Called:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments], clock=MovableClock())
        out, err = capfd.readouterr()
        return Called(code, out, err)

    return call


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the two seed documents that come with the program."""
    home = tmp_path_factory.mktemp("filled") / "home"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SAHEL_MIN_FREE_MB", "0")
        assert run(["--home", str(home), "backfill"], clock=MovableClock()) == 0
    return home


@pytest.fixture
def home(filled_home: Path, tmp_path: Path) -> Path:
    """A home of our own, filled, at the place where the program looks by default."""
    copy = tmp_path / "sahel-home"
    shutil.copytree(filled_home, copy)
    return copy


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file and give its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
