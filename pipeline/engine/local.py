"""The embedded engine: a pool of threads that pay visits, and one that does the chores."""

import threading
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from pipeline.domain.errors import Interrupted, PipelineError, StoreBusy, StoreFull
from pipeline.flows.services import Services
from pipeline.flows.visit import visit
from pipeline.net.robots import SLOWEST
from pipeline.telemetry import get_log

PATIENCE = SLOWEST + 5.0
"""How long `drain` waits for a host that must be left alone for a moment, seconds."""
GRACE = 2.0
"""How long each step of an orderly end may take, seconds."""
LONGEST_PAUSE = 300.0
"""How long work that failed for reasons of the store is left alone at most, seconds."""
BUSY_TIMES = 3
"""How often in a row the store may be too busy for the same work before that is a fault."""
_HOSTS_AT_ONCE = 500
_MOST_FAULTS = 100
log = get_log("engine")


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Work that failed: how often in a row, and until when it is left alone (monotonic seconds)."""

    times: int
    until: float


class LocalEngine:
    """Carries the names of hosts to threads. `stop` ends visits after the request they are at."""

    def __init__(self, services: Services, *, sources: Collection[str] | None = None) -> None:
        self._services = services
        self._sources = sources
        self._visits = ThreadPoolExecutor(services.settings.visits, thread_name_prefix="visit")
        self._chores = ThreadPoolExecutor(1, thread_name_prefix="chore")
        self._in_hand: set[str] = set()
        self._running = 0
        self._changed = threading.Condition()
        self.stop = threading.Event()
        self.visited = 0
        self._troubles: dict[str, _Trouble] = {}
        self._is_full = False
        self.faults: deque[BaseException] = deque(maxlen=_MOST_FAULTS)

    def start_due(self) -> int:
        """Begin a visit at each host that is due and not in hand; return how many."""
        now = self._services.clock.now()
        with self._services.store.reading() as view:
            due = view.hosts.due(now, _HOSTS_AT_ONCE, sources=self._sources)
        return sum(self.start_visit(host) for host in due)

    def start_visit(self, host: str) -> bool:
        """Hand a host to a thread; False where it is in hand already."""
        return self._submit(self._visits, f"visit {host}", lambda: self._visit(host))

    def start_chore(self, name: str, chore: Callable[[], object]) -> bool:
        """Hand a chore to the chore thread; False where the same one is in hand already."""
        return self._submit(self._chores, name, chore)

    def drain(self) -> None:
        """Pay visits until nothing is due; wait a little for hosts that must be left alone for a moment.

        Ends early where there is no room to store anything.
        """
        waiting_since = monotonic()
        while not self.stop.is_set() and not self._is_full:
            if self._has_enough() or self.start_due() or self._in_hand:
                waiting_since = monotonic()
                with self._changed:
                    self._changed.wait(0.2)
            elif not self._comes_soon() or monotonic() - waiting_since > PATIENCE:
                return
            else:
                self.stop.wait(0.2)

    def close(self) -> None:
        """Let the visits end after the request they are at, and break off what takes longer; nothing is lost."""
        self.stop.set()
        for executor in (self._visits, self._chores):
            executor.shutdown(wait=False, cancel_futures=True)
        for break_off in (self._services.client.interrupt, self._services.pool.close):
            if not self._idle_within(GRACE):
                break_off()
        self._idle_within(GRACE)

    def _idle_within(self, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: not self._running, timeout=seconds)

    def _submit(self, executor: ThreadPoolExecutor, name: str, work: Callable[[], object]) -> bool:
        with self._changed:
            trouble = self._troubles.get(name)
            if self.stop.is_set() or name in self._in_hand or (trouble and monotonic() < trouble.until):
                return False
            self._in_hand.add(name)
        executor.submit(self._run, name, work)
        return True

    def _run(self, name: str, work: Callable[[], object]) -> None:
        with self._changed:
            self._running += 1
        try:
            if not self.stop.is_set():
                work()
            self._troubles.pop(name, None)
        except Interrupted:
            log.debug("broken_off", work=name)
        except PipelineError as error:
            self._after_trouble(name, error)
        except Exception as bug:
            self.faults.append(bug)
            log.exception("bug", work=name)
        finally:
            with self._changed:
                self._running -= 1
                self._in_hand.discard(name)
                self._changed.notify_all()

    def _after_trouble(self, name: str, error: PipelineError) -> None:
        """Leave the work alone for a while, longer each time; a store that was busy once is no fault."""
        times = self._troubles[name].times + 1 if name in self._troubles else 1
        self._troubles[name] = _Trouble(times, monotonic() + min(2.0**times, LONGEST_PAUSE))
        self._is_full = self._is_full or isinstance(error, StoreFull)
        if not isinstance(error, StoreBusy) or times > BUSY_TIMES:
            self.faults.append(error)
        log.error("failed", work=name, error=str(error))

    def _visit(self, host: str) -> None:
        done = visit(self._services, host, self.stop, sources=self._sources)
        self.visited += done.begun

    def _has_enough(self) -> bool:
        """Whether more hosts are in hand than threads to visit them: to ask what else is due would be for nothing."""
        return len(self._in_hand) > self._services.settings.visits

    def _comes_soon(self) -> bool:
        now = self._services.clock.now()
        with self._services.store.reading() as view:
            due = view.hosts.next_due(now, sources=self._sources)
        return due is not None and (due - now).total_seconds() < PATIENCE
