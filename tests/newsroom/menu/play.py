"""One request to an outlet of the menu, for the behaviour that answers it."""

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tests.newsroom.menu.documents import Item, headline, item, page, rss
from tests.newsroom.protocol import Exchange, Reply, Request

RSS = "application/rss+xml; charset=utf-8"
HTML = "text/html; charset=utf-8"

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """One outlet of the menu: who it is, and where."""

    key: str
    name: str
    address: str
    port: int
    timezone: str
    feed_path: str
    scheme: str = "http"
    verify_tls: bool = True
    language: str = "fr"
    country: str = "ML"
    ownership: str = "private"
    owner: str = ""
    gate: str = "none"

    @property
    def host(self) -> str:
        """Address and port, as they stand in a URL."""
        return f"{self.address}:{self.port}"

    @property
    def home(self) -> str:
        """The address of the front page."""
        return f"{self.scheme}://{self.host}/"

    @property
    def feed_url(self) -> str:
        """The address of the feed."""
        return self.home + self.feed_path.removeprefix("/")

    @property
    def disallowed(self) -> tuple[str, ...]:
        """What its robots.txt keeps to itself."""
        return ("/private/",)


@dataclass(frozen=True, slots=True)
class Traps:
    """Addresses that nothing may ever ask for: what comes there is written down.

    `canary` lies where a pipeline may go, `loopback`, `mapped`, `decimal` and `metadata` at the allowed port of an
    address where it may not, `port` at another port of one where it may.
    """

    canary: str
    loopback: str
    mapped: str
    decimal: str
    metadata: str
    port: str


class Play:
    """One request and all that a behaviour may want to know. `nth` counts the same ones that came before."""

    def __init__(
        self, exchange: Exchange, stand: Stand, traps: Traps, start: datetime, now: datetime, nth: int
    ) -> None:
        self.exchange = exchange
        self.stand = stand
        self.traps = traps
        self.start = start
        self.now = now
        self.nth = nth

    @property
    def request(self) -> Request:
        """What was asked."""
        return self.exchange.request

    @property
    def home(self) -> str:
        """The front page of the outlet, with its last slash."""
        return self.stand.home

    def item(self, number: int, **changes: str) -> Item:
        """A usual item of this outlet, with other parts where these are given."""
        return item(self.stand.name, self.home, self.start, number, **changes)

    def items(self, *numbers: int) -> list[Item]:
        """Usual items."""
        return [self.item(number) for number in numbers or (1, 2)]

    def page(self, number: int, **changes: str) -> str:
        """A usual article page."""
        return page(self.stand.name, self.start, number, **changes)

    def headline(self, number: int) -> str:
        """The title of a usual item, and of its page."""
        return headline(self.stand.name, number)

    async def send(self, body: bytes | str, kind: str = RSS, *, status: int = 200, headers: Headers = ()) -> None:
        """Send a whole answer."""
        typed: Headers = (("Content-Type", kind),) if kind else ()
        await self.exchange.send(Reply(status, (*typed, *headers), body.encode() if isinstance(body, str) else body))

    async def feed(self, *items: Item, headers: Headers = (), kind: str = RSS) -> None:
        """Send a feed of these items, of the usual two where there are none."""
        await self.send(rss(items or self.items(), home=self.home), kind, headers=headers)

    async def redirect(self, status: int, location: str) -> None:
        """Send the client elsewhere."""
        await self.send("", "", status=status, headers=(("Location", location),))

    async def raw(self, *pieces: bytes) -> None:
        """Send bytes as they are, and nothing else on this connection."""
        self.exchange.close()
        for piece in pieces:
            await self.exchange.send_raw(piece)

    async def drip(self, pieces: Iterator[bytes], seconds: float) -> None:
        """Send a piece every so often until the other side has gone."""
        gone = asyncio.ensure_future(self.exchange.left())
        try:
            for piece in pieces:
                await self.exchange.send_raw(piece)
                if (await asyncio.wait({gone}, timeout=seconds))[0]:
                    return
        finally:
            gone.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await gone
