"""The control address: the clock, the outlets, the log and the truth, as JSON over HTTP under /__ctl/."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.newsroom.clock import SimulatedClock
from tests.newsroom.logbook import Logbook
from tests.newsroom.outlets import Outlet
from tests.newsroom.protocol import Reply, Request
from tests.newsroom.server import not_found
from tests.newsroom.truth import as_json_line, truth
from tests.newsroom.world import World

PREFIX = "/__ctl/"

ControlPage = Callable[[Mapping[str, list[str]]], Reply]
"""Answers a query."""


class Control:
    """Answers what is asked at the control address. `end` is where the simulated days end.

    GET clock, log, violations and the pages given; POST clock with {"set": ISO}, {"advance": seconds} or
    {"speed": factor}.
    """

    def __init__(
        self, clock: SimulatedClock, end: datetime, logbook: Logbook, pages: Mapping[str, ControlPage]
    ) -> None:
        self._clock = clock
        self._end = end
        self._pages: Mapping[str, ControlPage] = {
            "clock": lambda _: self._told(),
            "log": lambda _: as_json(asdict(entry) for entry in logbook.requests()),
            "violations": lambda _: as_json(asdict(entry) for entry in logbook.violations()),
            **pages,
        }

    def reply(self, request: Request) -> Reply:
        """The answer to one request; 400 with its reason where a value cannot be read."""
        parts = urlsplit(request.target)
        name = parts.path.removeprefix(PREFIX)
        if not parts.path.startswith(PREFIX) or name not in self._pages:
            return not_found()
        try:
            if request.method == "POST" and name == "clock":
                self._move(json.loads(request.body))
            return self._pages[name](parse_qs(parts.query))
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            return Reply(400, (("Content-Type", "application/json"),), json.dumps({"error": str(error)}).encode())

    def _told(self) -> Reply:
        told = {"now": self._clock.now().isoformat(), "end": self._end.isoformat()}
        return Reply(200, (("Content-Type", "application/json"),), json.dumps(told).encode())

    def _move(self, wanted: Mapping[str, Any]) -> None:
        if "set" in wanted:
            self._clock.set(datetime.fromisoformat(wanted["set"]))
        if "advance" in wanted:
            self._clock.advance(timedelta(seconds=wanted["advance"]))
        if "speed" in wanted:
            self._clock.run(float(wanted["speed"]))


def pages_of_world(world: World, clock: SimulatedClock) -> dict[str, ControlPage]:
    """What a newsroom tells of itself: its outlets, and the truth[?at=ISO]."""
    return {
        "outlets": lambda _: as_json(outlet_record(outlet) for outlet in world.outlets),
        "truth": lambda query: _truth(world, datetime.fromisoformat(query["at"][0]) if "at" in query else clock.now()),
    }


def outlet_record(outlet: Outlet) -> dict[str, Any]:
    """An outlet as the control address tells it."""
    return asdict(outlet) | {"home": outlet.home, "feed_url": outlet.feed_url}


def _truth(world: World, at: datetime) -> Reply:
    lines = "".join(as_json_line(told) + "\n" for told in truth(world, at))
    return Reply(200, (("Content-Type", "application/x-ndjson; charset=utf-8"),), lines.encode())


def as_json(records: Iterable[dict[str, Any]]) -> Reply:
    """Records as a JSON array."""
    body = json.dumps(list(records), ensure_ascii=False, default=str).encode()
    return Reply(200, (("Content-Type", "application/json; charset=utf-8"),), body)
