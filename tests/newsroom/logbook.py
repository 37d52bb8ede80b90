"""What was asked of the outlets, and what a polite client would not have done."""

import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Protocol

from tests.newsroom.protocol import Request


class Asked(Protocol):
    """Whoever is asked: by what key it is known, and the beginnings of the paths that its robots.txt forbids."""

    @property
    def key(self) -> str: ...

    @property
    def disallowed(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request. `at` is the monotonic clock of the machine, `clock` the newsroom's; `status` is 0 until answered."""

    outlet: str
    method: str
    path: str
    at: float
    clock: datetime
    user_agent: str
    if_none_match: str
    if_modified_since: str
    status: int = 0


@dataclass(frozen=True, slots=True)
class Violation:
    """What a polite client would not have done: overlap, robots, retry_after, gone, cookie or pause."""

    rule: str
    outlet: str
    path: str
    at: float


@dataclass(frozen=True, slots=True)
class _Hold:
    """Until when an outlet asked to be left alone, by the machine's clock and by the newsroom's."""

    at: float
    clock: datetime


class Logbook:
    """Keeps the log; no lock, since the server's thread alone writes and reads it.

    `pause` is how many seconds must lie between the end of an answer and the next request to the same outlet.
    """

    def __init__(self, *, pause: float = 0.0) -> None:
        self._pause = pause
        self._ended: dict[str, float] = {}
        self._gaps: dict[str, float] = {}
        self._gone: set[tuple[str, str]] = set()
        self._requests: list[LoggedRequest] = []
        self._violations: list[Violation] = []
        self._under_way: Counter[str] = Counter()
        self._holds: dict[str, _Hold] = {}

    def begin(self, outlet: Asked, request: Request, now: datetime) -> int:
        """Write a request down and judge it; the number is for `end`."""
        entry = LoggedRequest(
            outlet=outlet.key,
            method=request.method,
            path=request.target,
            at=time.monotonic(),
            clock=now,
            user_agent=request.header("user-agent"),
            if_none_match=request.header("if-none-match"),
            if_modified_since=request.header("if-modified-since"),
        )
        self._note_gap(entry)
        broken = self._broken(outlet, entry)
        broken += ["cookie"] if request.header("cookie") else []
        self._violations.extend(Violation(rule, outlet.key, entry.path, entry.at) for rule in broken)
        self._under_way[outlet.key] += 1
        self._requests.append(entry)
        return len(self._requests) - 1

    def end(self, number: int, status: int, *, retry_after: int | None) -> None:
        """Write down how a request ended, and for how many seconds its host wants to be left alone."""
        entry = self._requests[number] = replace(self._requests[number], status=status)
        self._under_way[entry.outlet] -= 1
        self._ended[entry.outlet] = time.monotonic()
        if status == HTTPStatus.GONE:
            self._gone.add((entry.outlet, entry.path))
        if retry_after is not None:
            pause = timedelta(seconds=retry_after)
            self._holds[entry.outlet] = _Hold(time.monotonic() + retry_after, entry.clock + pause)

    def requests(self) -> tuple[LoggedRequest, ...]:
        """All requests so far, in the order they came."""
        return tuple(self._requests)

    def violations(self) -> tuple[Violation, ...]:
        """All violations so far."""
        return tuple(self._violations)

    def smallest_gaps(self) -> dict[str, float]:
        """The fewest seconds between an answer and the next request, of each outlet that was asked more than once."""
        return dict(self._gaps)

    def _note_gap(self, entry: LoggedRequest) -> None:
        if entry.outlet in self._ended:
            gap = 0.0 if self._under_way[entry.outlet] else entry.at - self._ended[entry.outlet]
            self._gaps[entry.outlet] = min(gap, self._gaps.get(entry.outlet, gap))

    def _broken(self, outlet: Asked, entry: LoggedRequest) -> list[str]:
        rules = []
        if self._under_way[outlet.key]:
            rules.append("overlap")
        if entry.path.startswith(outlet.disallowed):
            rules.append("robots")
        hold = self._holds.get(outlet.key)
        # A client may live by either clock: only who comes too early by both is at fault.
        if hold is not None and entry.at < hold.at and entry.clock < hold.clock:
            rules.append("retry_after")
        if (outlet.key, entry.path) in self._gone:
            rules.append("gone")
        ended = self._ended.get(outlet.key)
        if ended is not None and entry.at < ended + self._pause:
            rules.append("pause")
        return rules
