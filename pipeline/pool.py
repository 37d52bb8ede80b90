"""Runs pure functions in processes that can be killed: a page that hangs or eats memory takes nothing else down.

The children are forked from a clean server process (spawned where there is none), die with their parent, ignore
Ctrl-C, and have limits on memory and on the processor time of each task.
"""

import contextlib
import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as Timeout
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.domain.errors import ComputeError, Interrupted, PipelineError

T = TypeVar("T")

SECONDS = 30.0
"""How long one task may take, waiting in line not counted."""
MEMORY = 2 * 1024**3
"""Address space of a child, bytes."""
TASKS_A_CHILD = 2_000
"""A child is replaced after so many tasks, in case a library leaks."""
_PR_SET_PDEATHSIG = 1


class Pool:
    """A few child processes, each prepared once by a function of the caller."""

    def __init__(self, processes: int, *, preload: Sequence[str] = (), seconds: float = SECONDS) -> None:
        self._processes = processes
        self._seconds = seconds
        self._context = _start_method(preload)
        self._changing = threading.Lock()
        self._closing = False
        self._running: set[Any] = set()
        self._workers = self._new_workers(None, ())

    def prepare(self, function: Callable[..., None], *arguments: Any) -> None:
        """From now on start every child with a call of `function`; children prepared otherwise end when idle."""
        with self._changing:
            before, self._workers = self._workers, self._new_workers(function, arguments)
        before.close()
        threading.Thread(target=before.join, name="pool-ending", daemon=True).start()

    def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function in a child and return its value; its PipelineErrors pass through.

        Raises ComputeError where it ran too long, took too much memory or brought its process down.
        """
        with self._changing:
            self._ensure_open(function)
            future = self._workers.schedule(_limited, args=(function, arguments, self._seconds), timeout=self._seconds)
            self._running.add(future)
        try:
            result: T = future.result()
        except PipelineError as error:
            raise error from None
        except Timeout:
            raise ComputeError(f"took longer than {self._seconds:g} s", subject=function.__name__) from None
        except MemoryError:
            raise ComputeError("took too much memory", subject=function.__name__) from None
        except (ProcessExpired, CancelledError) as error:
            self._ensure_open(function)
            raise ComputeError("its process ended", subject=f"{function.__name__}: {error}") from None
        finally:
            with self._changing:
                self._running.discard(future)
        return result

    def _ensure_open(self, function: Callable[..., Any]) -> None:
        if self._closing:
            raise Interrupted("the program ends", subject=function.__name__)

    def close(self) -> None:
        """End all children now; what they were at is Interrupted."""
        self._closing = True
        with self._changing:
            running, workers = list(self._running), self._workers
        for future in running:
            future.cancel()
        workers.stop()
        workers.join()

    def _new_workers(self, function: Callable[..., None] | None, arguments: tuple[Any, ...]) -> Any:
        return ProcessPool(
            max_workers=self._processes,
            max_tasks=TASKS_A_CHILD,
            initializer=_set_up_child,
            initargs=(function, arguments),
            context=self._context,
        )


class Inline:
    """Runs the same functions in this very process: for single commands that read a file or two, and for tests."""

    def prepare(self, function: Callable[..., None], *arguments: Any) -> None:
        """Prepare this process."""
        function(*arguments)

    def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function and return its value."""
        return function(*arguments)

    def close(self) -> None:
        """Nothing is left behind."""


def _start_method(preload: Sequence[str]) -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def _set_up_child(function: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable()  # libraries tell their own story of each page; ours is told by the flows
    _die_with_parent()
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if function is not None:
        function(*arguments)


def _die_with_parent() -> None:
    """Ask to be killed when the parent, the fork server, ends, and let that one end with the program.

    It lives as long as anybody holds its pipe, and hands the pipe to every child: a child must let go of it.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    from multiprocessing import forkserver

    server: Any = getattr(forkserver, "_forkserver", None)
    pipe = getattr(server, "_forkserver_alive_fd", None)
    if pipe is not None:
        os.close(pipe)
        server._forkserver_alive_fd = None


def _limited(function: Callable[..., T], arguments: tuple[Any, ...], seconds: float) -> T:
    """Call a function with a limit on processor time, which holds even where the parent is too busy to look."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime + 2 * seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    return function(*arguments)
