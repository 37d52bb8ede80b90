"""Who holds a lease: a process, named so that another process on the machine can tell whether it is still alive."""

import contextlib
import os
import platform
from functools import cache
from pathlib import Path


@cache
def this_process() -> str:
    """The name of this process: machine, process namespace, id, and when it was started."""
    return f"{_machine()}/{os.getpid()}/{_started(os.getpid())}"


def is_dead(owner: str) -> bool:
    """Whether an owner was a process of this machine that has ended; of other machines nothing is known."""
    machine, _, rest = owner.partition("/")
    number, _, started = rest.partition("/")
    if machine != _machine() or not number.isdigit():
        return False
    return not _exists(int(number)) or _started(int(number)) != started


def _machine() -> str:
    namespace = ""
    with contextlib.suppress(OSError):
        namespace = os.readlink("/proc/self/ns/pid").strip("pid:[]")
    return f"{platform.node()}.{namespace}"


def _exists(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _started(number: int) -> str:
    """The start of a process in clock ticks since the machine started; empty where the system does not tell."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return ""
    return "ended" if fields[0] == "Z" else fields[19]
