"""How an outlet may misbehave. A new behaviour is one function with `@behaviour("name")` on it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.newsroom.grammar import chance
from tests.newsroom.protocol import Exchange, Reply

HUGE = 50_000_000
"""Where the huge body ends, bytes."""
RETRY_AFTER = 120
"""What a 429 asks for, seconds."""
_CHUNK = 65536

Act = Callable[[Exchange], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How an outlet answers instead of its site: to every request, or where only its feed is ill, to that alone."""

    name: str
    everywhere: bool
    act: Act


BEHAVIOURS: dict[str, Behaviour] = {}
"""All behaviours by name."""


def behaviour(name: str, *, everywhere: bool = False) -> Callable[[Act], Act]:
    """Enter a function as a behaviour: of the feed, or of the whole site."""

    def enter(act: Act) -> Act:
        BEHAVIOURS[name] = Behaviour(name, everywhere, act)
        return act

    return enter


@behaviour("hang", everywhere=True)
async def _hang(exchange: Exchange) -> None:
    await exchange.left()


@behaviour("reset", everywhere=True)
async def _reset(exchange: Exchange) -> None:
    exchange.reset()


@behaviour("http_500", everywhere=True)
async def _http_500(exchange: Exchange) -> None:
    await exchange.send(_page(500, "Internal Server Error"))


@behaviour("http_403", everywhere=True)
async def _http_403(exchange: Exchange) -> None:
    await exchange.send(_page(403, "Forbidden"))


@behaviour("http_404_feed")
async def _http_404_feed(exchange: Exchange) -> None:
    await exchange.send(_page(404, "Not Found"))


@behaviour("http_410")
async def _http_410(exchange: Exchange) -> None:
    await exchange.send(_page(410, "Gone"))


@behaviour("http_429", everywhere=True)
async def _http_429(exchange: Exchange) -> None:
    page = _page(429, "Too Many Requests")
    await exchange.send(Reply(429, (*page.headers, ("Retry-After", str(RETRY_AFTER))), page.body))


@behaviour("empty_200")
async def _empty_200(exchange: Exchange) -> None:
    await exchange.send(Reply(200, (("Content-Type", "application/rss+xml"),)))


@behaviour("html_instead_of_feed")
async def _html_instead_of_feed(exchange: Exchange) -> None:
    await exchange.send(_page(200, "Site en maintenance. Nous serons bientôt de retour."))


@behaviour("huge")
async def _huge(exchange: Exchange) -> None:
    """A feed whose only item has no end, or one of 50 MB; its length is not told."""
    exchange.close()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\r\n"
    start = b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><description>'
    await exchange.send_raw(head + start)
    filling = b"beaucoup trop " * (_CHUNK // 14)
    for _ in range(0, HUGE - len(start) - len(filling), len(filling)):
        await exchange.send_raw(filling)


@behaviour("garbage")
async def _garbage(exchange: Exchange) -> None:
    """Bytes that are no HTTP at all."""
    exchange.close()
    await exchange.send_raw(b"\x00\x16\x03" + chance("garbage", exchange.address).randbytes(600) + b"\r\n\r\n")


def _page(status: int, text: str) -> Reply:
    page = f"<!DOCTYPE html><html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>"
    return Reply(status, (("Content-Type", "text/html; charset=utf-8"),), page.encode())
