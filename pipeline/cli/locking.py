"""The lock of a home: one service works there, and anybody may ask which."""

import contextlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_MOMENT = 0.2
"""How long a glance at the lock may last, seconds."""


@contextmanager
def lock_of(home: Path) -> Iterator[IO[str]]:
    """The file whose lock a service holds; its content is the number of the process."""
    with (home / "run.lock").open("a+", encoding="utf-8") as file:
        yield file


def holder_of(home: Path) -> str:
    """The number of the process that wrote itself down last in a home; "unknown" where none did."""
    with contextlib.suppress(OSError):
        return (home / "run.lock").read_text("utf-8").strip() or "unknown"
    return "unknown"


def take_lock(file: IO[str]) -> bool:
    """Take the lock if it is free; tried twice, as `sahel status` holds it for the moment that it looks."""
    if _locked(file.fileno()):
        return True
    time.sleep(_MOMENT)
    return _locked(file.fileno())


def sign(file: IO[str]) -> None:
    """Write this process down as the one that holds the lock."""
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()


def process_at_work(home: Path) -> str:
    """The number of the process whose service works in a home; empty where none does."""
    try:
        with (home / "run.lock").open("rb") as file:
            return "" if _locked(file.fileno()) else holder_of(home)
    except OSError:
        return ""


def _locked(handle: int) -> bool:
    """Take the lock of an open file if it is free; the system gives it back when the process ends, however it ends."""
    if os.name == "nt":
        import msvcrt

        with contextlib.suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
            return True
        return False
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
