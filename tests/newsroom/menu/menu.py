"""The menu as it is served: one outlet for each behaviour, traps that nothing may ask for, a clock and a log."""

import ssl
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.lists import load_outlets
from tests.newsroom.clock import SimulatedClock
from tests.newsroom.control import PREFIX, Control, as_json
from tests.newsroom.logbook import Logbook, LoggedRequest, Violation
from tests.newsroom.menu import article, cache, encoding, format, item, redirect, status, tls, transport, xml
from tests.newsroom.menu.certificates import Certificates, has_openssl
from tests.newsroom.menu.play import HTML, Play, Stand, Traps
from tests.newsroom.menu.registry import DISHES, FEED_PATH, PAGE_PATH, Dish
from tests.newsroom.overlay import feeds_toml
from tests.newsroom.protocol import Exchange, Reply
from tests.newsroom.server import Server, listen, not_found

GROUPS = (cache, redirect, status, transport, encoding, xml, item, format, article, tls)
"""The files that hold the behaviours."""
NETWORK = "127.78.0.0/16"
CONTROL_ADDRESS = "127.78.255.254"
CANARY_ADDRESS = "127.78.255.1"
LOOPBACK = "127.0.0.1"
METADATA_LIKE = "127.169.254.169"
"""Stands for 169.254.169.254, which no test may ask for: like that one, it is outside the network that is allowed."""
LONGEST_HOLD = timedelta(days=1)
"""A Retry-After of more than this need not be honoured."""
SILENT = frozenset({"refused"})
RESETTING = frozenset({"reset_accept"})
"""Behaviours that begin before a request is read: nobody listens, and a connection is reset as soon as it is made."""

_ROBOTS = "User-agent: *\nDisallow: /private/\n"


class Menu:
    """The menu, a context manager: on entry it opens its addresses, on exit it closes them.

    Its clock stands at `start` until it is moved. Where there is no openssl command `has_tls` is False, and the outlets
    that speak TLS are left out. Raises OSError where the port is taken.
    """

    def __init__(self, *, start: datetime | None = None, port: int = 0, pause: float = 0.0) -> None:
        self.start = (start or datetime.now(UTC)).replace(microsecond=0)
        self.clock = SimulatedClock(self.start)
        self.port = port
        self.has_tls = has_openssl()
        self.dishes = tuple(dish for dish in DISHES.values() if dish.group != "tls" or self.has_tls)
        self._logbook = Logbook(pause=pause)
        self._trapped: list[LoggedRequest] = []
        self._counted: Counter[tuple[str, str]] = Counter()

    def __enter__(self) -> Self:
        plain = [address for dish, address in _seats(self.dishes) if dish.group != "tls" and dish.name not in SILENT]
        secure = [address for dish, address in _seats(self.dishes) if dish.group == "tls"]
        traps = [CANARY_ADDRESS, LOOPBACK, METADATA_LIKE]
        opened = [*listen([CONTROL_ADDRESS, *traps, *plain], self.port)]
        self.port = opened[0].getsockname()[1]
        others = [*listen([LOOPBACK, *secure])]
        self.tls_port = others[0].getsockname()[1]
        closed = [*listen([CANARY_ADDRESS])]
        self._closed_port = closed[0].getsockname()[1]
        self.stands = {dish.name: self._stand(dish, address) for dish, address in _seats(self.dishes)}
        self._hosts = {stand.address: DISHES[name] for name, stand in self.stands.items()}
        self._traps = self._lay_traps()
        self._certificates = Certificates() if self.has_tls else None
        resetting = {stand.address for name, stand in self.stands.items() if name in RESETTING}
        self._control = self._make_control()
        self._server = Server([*opened, *others, *closed], self._answer, resetting=resetting, contexts=self._contexts())
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        if self._certificates:
            self._certificates.discard()

    @property
    def authority(self) -> Path | None:
        """The certificate to trust (SSL_CERT_FILE) for the outlets whose TLS is as it should be."""
        return self._certificates.authority if self._certificates else None

    @property
    def settings(self) -> dict[str, str]:
        """What the environment of a pipeline must say for it to reach the menu, and wait for nothing in vain."""
        trusted = {"SSL_CERT_FILE": str(self.authority)} if self.authority else {}
        return trusted | {
            "SAHEL_ALLOW_NETWORKS": NETWORK,
            "SAHEL_ALLOW_PORTS": f"{self.port},{self.tls_port}",
            "SAHEL_HOST_DELAY": "0",
            "SAHEL_DEADLINE": "4",
        }

    @property
    def control_url(self) -> str:
        """Where the control endpoints begin: clock, outlets, log, violations, canary."""
        return f"http://{CONTROL_ADDRESS}:{self.port}{PREFIX}"

    @property
    def clock_url(self) -> str:
        """The address that tells the time, for a NewsroomClock in another process."""
        return self.control_url + "clock"

    @property
    def now(self) -> datetime:
        """The time of the menu."""
        return self.clock.now()

    @property
    def log(self) -> tuple[LoggedRequest, ...]:
        """All requests to outlets so far."""
        return self._server.between_steps(self._logbook.requests)

    @property
    def canary(self) -> tuple[LoggedRequest, ...]:
        """All that was ever asked of a trap: it must stay empty."""
        return self._server.between_steps(lambda: tuple(self._trapped))

    def violations(self) -> tuple[Violation, ...]:
        """What a polite client would not have done."""
        return self._server.between_steps(self._logbook.violations)

    def smallest_gaps(self) -> dict[str, float]:
        """Seconds between an answer and the next request to the same outlet, at least, by its key."""
        return self._server.between_steps(self._logbook.smallest_gaps)

    def write_feeds_toml(self, path: Path) -> None:
        """Write all outlets as a list of sources to lay over the shipped ones, which it takes away."""
        path.parent.mkdir(parents=True, exist_ok=True)
        shipped = [source.key for source in load_outlets(None).sources]
        path.write_text(feeds_toml(self.stands.values(), instead_of=shipped), "utf-8")

    async def _answer(self, exchange: Exchange) -> None:
        dish = self._hosts.get(exchange.address)
        if dish is None:
            await self._answer_elsewhere(exchange)
            return
        stand = self.stands[dish.name]
        # One moment for all of an answer: the clock may be moved as soon as the reply is out.
        now = self.now
        number = self._logbook.begin(stand, exchange.request, now)
        asked_before = self._counted[dish.name, exchange.request.target]
        self._counted[dish.name, exchange.request.target] += 1
        try:
            if "x-injected" in exchange.request.headers:
                self._trap(exchange)
            await _serve(dish, Play(exchange, stand, self._traps, self.start, now, asked_before))
        finally:
            self._logbook.end(number, exchange.status, retry_after=_hold(exchange, now))

    async def _answer_elsewhere(self, exchange: Exchange) -> None:
        if exchange.address == CONTROL_ADDRESS:
            await exchange.send(self._control.reply(exchange.request))
            return
        self._trap(exchange)
        await exchange.send(not_found())

    def _trap(self, exchange: Exchange) -> None:
        request = exchange.request
        where = f"http://{request.header('host')}{request.target}"
        agent = request.header("user-agent")
        self._trapped.append(
            LoggedRequest(exchange.address, request.method, where, self.now.timestamp(), self.now, agent, "", "")
        )

    def _stand(self, dish: Dish, address: str) -> Stand:
        return Stand(
            key=dish.name.replace("_", "-"),
            name=dish.name,
            address=address,
            port=self.tls_port if dish.group == "tls" else self.port,
            timezone=dish.timezone,
            feed_path=dish.path,
            scheme="https" if dish.group == "tls" else "http",
            verify_tls=dish.verify_tls,
        )

    def _lay_traps(self) -> Traps:
        return Traps(
            canary=f"http://{CANARY_ADDRESS}:{self.port}/evil.dtd",
            loopback=f"http://{LOOPBACK}:{self.port}/feed",
            mapped=f"http://[::ffff:{LOOPBACK}]:{self.port}/feed",
            decimal=f"http://2130706433:{self.port}/feed",
            metadata=f"http://{METADATA_LIKE}:{self.port}/latest/meta-data/",
            port=f"http://{CANARY_ADDRESS}:{self._closed_port}/feed",
        )

    def _contexts(self) -> Mapping[str, ssl.SSLContext]:
        if self._certificates is None:
            return {}
        secure = [stand for stand in self.stands.values() if stand.scheme == "https"]
        return {one.address: self._certificates.context(tls.fault_of(one.name), one.address) for one in secure}

    def _make_control(self) -> Control:
        pages = {
            "outlets": lambda _: as_json(asdict(one) | {"feed_url": one.feed_url} for one in self.stands.values()),
            "canary": lambda _: as_json(asdict(entry) for entry in self._trapped),
        }
        return Control(self.clock, self.start, self._logbook, pages)


def _hold(exchange: Exchange, now: datetime) -> int | None:
    """For how many seconds an answer given now asks to be left alone; a day where it asks for more."""
    said = exchange.reply.header("retry-after") if exchange.reply else ""
    if said.isdigit():
        return min(int(said), int(LONGEST_HOLD.total_seconds()))
    return int((status.as_moment(said) - now).total_seconds()) if said.endswith("GMT") else None


async def _serve(dish: Dish, play: Play) -> None:
    """Answer as the behaviour has it where it is ill, and as any healthy outlet elsewhere."""
    path = play.request.target.partition("?")[0]
    ill = PAGE_PATH if dish.kind == "article" else dish.path
    if path == ill or path.startswith((f"{FEED_PATH}/", f"{PAGE_PATH}/")):
        await dish.act(play)
    elif path == FEED_PATH and dish.kind == "article":
        await play.feed(play.item(1, link=f"{play.home}story", guid=""))
    elif path == "/robots.txt":
        await play.send(_ROBOTS, "text/plain")
    elif path == "/":
        await play.send("<!DOCTYPE html><html><title>Accueil</title><a href='/a/1'>La une</a></html>", HTML)
    elif path.startswith("/a/") and path[3:].isdigit():
        await play.send(play.page(int(path[3:])), HTML)
    else:
        await play.exchange.send(Reply(404, (("Content-Type", HTML),), b"<h1>404</h1>"))


def _seats(dishes: tuple[Dish, ...]) -> list[tuple[Dish, str]]:
    """An address for each behaviour, in the order of the menu."""
    return [(dish, f"127.78.{number // 250}.{number % 250 + 1}") for number, dish in enumerate(dishes)]
