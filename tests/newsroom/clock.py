"""The newsroom's time: it stands still until it is moved, or runs at a chosen speed."""

import json
import time
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class _Course:
    moment: datetime
    since: float
    speed: float
    until: datetime | None


class SimulatedClock:
    """A clock that tests move; safe to read and move from several threads."""

    def __init__(self, start: datetime) -> None:
        self._course = _Course(_aware(start), 0.0, 0.0, None)

    def now(self) -> datetime:
        """The simulated time, in UTC."""
        course = self._course
        if not course.speed:
            return course.moment
        gone = timedelta(seconds=(time.monotonic() - course.since) * course.speed)
        reached = course.moment + gone
        return reached if course.until is None else min(reached, course.until)

    def set(self, moment: datetime) -> None:
        """Jump to a moment; the speed stays as it is."""
        course = self._course
        self._course = _Course(_aware(moment), time.monotonic(), course.speed, course.until)

    def advance(self, step: timedelta) -> None:
        """Go on by a step."""
        self.set(self.now() + step)

    def run(self, speed: float, *, until: datetime | None = None) -> None:
        """Let time pass `speed` times as fast as on the wall (0 stops it), up to `until`."""
        self._course = _Course(self.now(), time.monotonic(), speed, until)


class NewsroomClock:
    """The clock of a newsroom that runs in another process, read over HTTP."""

    def __init__(self, url: str) -> None:
        self._url = url

    def now(self) -> datetime:
        """The simulated time, in UTC."""
        with urllib.request.urlopen(self._url, timeout=5) as answer:
            return datetime.fromisoformat(json.load(answer)["now"])


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC)
