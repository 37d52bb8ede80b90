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


class Control:
    """Answers what is asked at the control address.

    GET clock, outlets, log, violations, truth[?at=ISO]; POST clock with {"set": ISO}, {"advance": seconds} or
    {"speed": factor}.
    """

    def __init__(self, world: World, clock: SimulatedClock, logbook: Logbook) -> None:
        self._world = world
        self._clock = clock
        self._logbook = logbook
        self._pages: Mapping[str, Callable[[Mapping[str, list[str]]], Reply]] = {
            "clock": lambda _: self._told(),
            "outlets": lambda _: _json(outlet_record(outlet) for outlet in world.outlets),
            "log": lambda _: _json(asdict(entry) for entry in logbook.requests()),
            "violations": lambda _: _json(asdict(entry) for entry in logbook.violations()),
            "truth": self._truth,
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
        told = {"now": self._clock.now().isoformat(), "end": self._world.end.isoformat()}
        return Reply(200, (("Content-Type", "application/json"),), json.dumps(told).encode())

    def _move(self, wanted: Mapping[str, Any]) -> None:
        if "set" in wanted:
            self._clock.set(datetime.fromisoformat(wanted["set"]))
        if "advance" in wanted:
            self._clock.advance(timedelta(seconds=wanted["advance"]))
        if "speed" in wanted:
            self._clock.run(float(wanted["speed"]))

    def _truth(self, query: Mapping[str, list[str]]) -> Reply:
        at = datetime.fromisoformat(query["at"][0]) if "at" in query else self._clock.now()
        lines = "".join(as_json_line(told) + "\n" for told in truth(self._world, at))
        return Reply(200, (("Content-Type", "application/x-ndjson; charset=utf-8"),), lines.encode())


def outlet_record(outlet: Outlet) -> dict[str, Any]:
    """An outlet as the control address tells it."""
    return asdict(outlet) | {"home": outlet.home, "feed_url": outlet.feed_url}


def _json(records: Iterable[dict[str, Any]]) -> Reply:
    body = json.dumps(list(records), ensure_ascii=False, default=str).encode()
    return Reply(200, (("Content-Type", "application/json; charset=utf-8"),), body)
