"""Fetching: one synchronous `get` in front of an asyncio loop in a thread of its own.

Every request ends in a Page, a NotModified or a FetchError: within its deadline, within its caps, and connected to no
address that the guard refuses.
"""

import asyncio
import hashlib
import re
import socket
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlsplit

import aiohttp

from pipeline.domain.articles import NotModified, Page
from pipeline.domain.errors import (
    BadProtocol,
    BadRedirect,
    Denied,
    Elsewhere,
    Failure,
    FetchError,
    Interrupted,
    TooBig,
    Unreachable,
    Unsafe,
)
from pipeline.domain.urls import DEFAULT_PORTS, clean_url, host_of
from pipeline.net.answers import KEPT_HEADERS, fault
from pipeline.net.guard import Forbidden, Guard
from pipeline.net.inflate import Inflater
from pipeline.net.robots import allows
from pipeline.net.turns import Resolver, Turns

MOST_HOPS = 5
CONNECT, READ = 10.0, 15.0
"""How long a connection may take to be made, and an answer to go on, seconds; the deadline covers it all."""
NAMES_AT_ONCE = 64
"""How many names are resolved at once: one that hangs must not keep the others waiting."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_MOST_HEADERS = 1_000
_LINE_END = re.compile("[\r\n]|%0[ad]", re.IGNORECASE)


SocketFactory = Callable[[Any], socket.socket]


class Wanted(StrEnum):
    """What kind of document a request is for; it decides the caps and what a 404 means."""

    FEED = "feed"
    PAGE = "page"
    ROBOTS = "robots"


# Bytes on the wire, bytes unpacked.
CAPS = {
    Wanted.FEED: (4_000_000, 10_000_000),
    Wanted.PAGE: (8_000_000, 20_000_000),
    Wanted.ROBOTS: (4_000_000, 10_000_000),
}
ACCEPT = {
    Wanted.FEED: "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8",
    Wanted.PAGE: "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
    Wanted.ROBOTS: "text/plain, */*;q=0.5",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to fetch; validators are sent as they came, and only to the host they came from.

    One that `stays` follows no redirect to another host but raises Elsewhere, so that it can be asked there in turn;
    and none to what these `rules` (the text of robots.txt) forbid, but raises Denied.
    Through a proxy the names are resolved there: where the target leads is judged before, but cannot be held to it.
    """

    url: str
    wanted: Wanted = Wanted.PAGE
    etag: str = ""
    last_modified: str = ""
    proxy: str = ""
    verify_tls: bool = True
    stays: bool = False
    rules: str = ""


class Transport(Protocol):
    """What brings pages: the client, or in tests a stand-in for the network."""

    def get(self, request: Request) -> Page | NotModified:
        """Fetch one thing; raises FetchError."""

    def interrupt(self) -> None:
        """Break off all requests and take no more."""


class Client:
    """Fetches for all threads at once. `deadline` is in seconds and covers redirects and the whole body."""

    def __init__(self, *, user_agent: str, guard: Guard, deadline: float, clock: Callable[[], datetime]) -> None:
        self._user_agent = user_agent
        self._guard = guard
        self._deadline = deadline
        self._clock = clock
        self._interrupted = False
        self._turns = Turns()
        self._loop = asyncio.new_event_loop()
        self._names = ThreadPoolExecutor(NAMES_AT_ONCE, thread_name_prefix="names")
        self._loop.set_default_executor(self._names)
        self._thread = threading.Thread(target=self._loop.run_forever, name="net", daemon=True)
        self._thread.start()
        self._sessions: dict[str, aiohttp.ClientSession] = {}
        self._resolver = asyncio.run_coroutine_threadsafe(_make_resolver(), self._loop).result()

    def get(self, request: Request) -> Page | NotModified:
        """Fetch one thing; raises FetchError, or Interrupted where the program ends meanwhile."""
        if self._interrupted:
            raise Interrupted("the program ends", subject=request.url)
        try:
            return asyncio.run_coroutine_threadsafe(self._get(request), self._loop).result()
        except CancelledError:
            raise Interrupted("the program ends", subject=request.url) from None

    def interrupt(self) -> None:
        """Break off all requests and take no more: the program ends."""
        self._interrupted = True
        if not self._loop.is_closed():
            asyncio.run_coroutine_threadsafe(self._cancel_all(), self._loop).result()

    def close(self) -> None:
        """Drop all connections and end the thread."""
        if self._loop.is_closed():
            return
        self.interrupt()
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _session(self, proxy: str) -> aiohttp.ClientSession:
        """The session for a proxy, or for none; the operator's own proxy may stand in a private network."""
        if proxy not in self._sessions:
            self._sessions[proxy] = self._open(None if proxy else self._guard.open_socket)
        return self._sessions[proxy]

    def _open(self, socket_factory: SocketFactory | None) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            limit=0, use_dns_cache=False, resolver=self._resolver, socket_factory=socket_factory
        )
        connect, read = min(self._deadline, CONNECT), min(self._deadline, READ)
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            max_line_size=8190,
            max_field_size=16384,
            max_headers=_MOST_HEADERS,
            headers={"User-Agent": self._user_agent, "Accept-Encoding": "gzip, deflate"},
            timeout=aiohttp.ClientTimeout(total=self._deadline, sock_connect=connect, sock_read=read),
        )

    async def _cancel_all(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _close(self) -> None:
        for session in self._sessions.values():
            await session.close()
        await self._resolver.close()
        # A name that is still being resolved is not waited for.
        self._names.shutdown(wait=False, cancel_futures=True)

    async def _get(self, request: Request) -> Page | NotModified:
        try:
            return await self._follow(request)
        except FetchError:
            raise
        except TimeoutError:
            raise Unreachable(
                f"no answer within {self._deadline:g} s", subject=request.url, failure=Failure.TIMEOUT
            ) from None
        except (Forbidden, aiohttp.ClientError, OSError, ValueError) as error:
            translated = _translated(error, request.url)
            raise translated from (None if isinstance(translated, BadProtocol) else error)

    async def _follow(self, request: Request) -> Page | NotModified:
        url, seen, moved, left = request.url, {request.url}, True, self._deadline
        for _ in range(MOST_HOPS + 1):
            target = clean_url(url)
            if target is None:
                raise Unsafe("not an http(s) address that may be fetched", subject=url[:300])
            address = await self._address(target, request.proxy)
            async with self._turns.at(address):
                begun = self._loop.time()
                async with asyncio.timeout(left):
                    answer = await self._hop(target, request, moved=moved and url != request.url)
                left -= self._loop.time() - begun
            if not isinstance(answer, _Redirect):
                return answer
            moved = moved and answer.status in _PERMANENT
            url = _next_address(target, answer.location)
            if url in seen:
                raise BadRedirect("redirects in a circle", subject=request.url)
            if request.stays and host_of(url) != host_of(request.url):
                raise Elsewhere(url, subject=request.url)
            if request.rules and not allows(request.rules, url):
                raise Denied("redirects to what robots.txt forbids", subject=request.url, failure=Failure.ROBOTS)
            seen.add(url)
        raise BadRedirect(f"more than {MOST_HOPS} redirects", subject=request.url)

    async def _address(self, url: str, proxy: str) -> str:
        """The address whose turn it is to wait for; raises Unsafe for one that a proxy must not be sent to."""
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme.lower()]
        async with asyncio.timeout(self._deadline):
            found = await self._resolver.addresses(host, port)
        forbidden = [address for address in found if proxy and not self._guard.allows(address, port)]
        if forbidden:
            raise Unsafe(f"leads to an address that is not allowed, {forbidden[0]} port {port}", subject=url)
        return min(found, default=host)

    async def _hop(self, url: str, request: Request, *, moved: bool) -> "Page | NotModified | _Redirect":
        headers = {"Accept": ACCEPT[request.wanted], **_validators(request, url)}
        session, proxy, verify = self._session(request.proxy), request.proxy or None, request.verify_tls
        async with session.get(url, headers=headers, allow_redirects=False, proxy=proxy, ssl=verify) as response:
            if response.status in _REDIRECTS:
                return _Redirect(response.status, response.headers.get("Location"))
            now = self._clock()
            kept = _kept(response.headers)
            if response.status == 304 and _validators(request, url):
                return NotModified(request.url, url, kept, now, moved)
            body = await self._body(response, url, *CAPS[request.wanted])
            lowered = {name.lower(): value for name, value in response.headers.items()}
            error = fault(response.status, lowered, body[:20_000], url=url, feed=request.wanted is Wanted.FEED, now=now)
            if error is not None:
                raise error
            return Page(request.url, url, response.status, kept, body, now, hashlib.sha256(body).hexdigest(), moved)

    async def _body(self, response: aiohttp.ClientResponse, url: str, wire_cap: int, cap: int) -> bytes:
        if (response.content_length or 0) > wire_cap:
            raise TooBig(f"says it has {response.content_length} bytes", subject=url)
        inflater = Inflater(response.headers.get("Content-Encoding", ""), cap, url=url)
        wire = 0
        _end_with_connection(response)
        try:
            async for piece in response.content.iter_chunked(65_536):
                wire += len(piece)
                if wire > wire_cap:
                    raise TooBig(f"more than {wire_cap} bytes on the wire", subject=url)
                inflater.feed(piece)
        except RuntimeError as error:
            # What aiohttp raises where it is asked for more of a body in the moment its connection is lost.
            raise aiohttp.ClientPayloadError("the connection ended in the body") from error
        return inflater.finish()


def _end_with_connection(response: aiohttp.ClientResponse) -> None:
    """See that a body whose connection is lost ends at once: aiohttp leaves one with a bad chunk waiting."""
    connection, content = response.connection, response.content

    def end(lost: asyncio.Future[None] | None) -> None:
        error = None if lost is None or lost.cancelled() else lost.exception()
        if not content.is_eof() and content.exception() is None:
            content.set_exception(error or aiohttp.ClientPayloadError("the connection ended in the body"))

    closed = None if connection is None or connection.protocol is None else connection.protocol.closed
    if closed is None:
        end(None)
    else:
        closed.add_done_callback(end)


async def _make_resolver() -> Resolver:
    return Resolver()


def _kept(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The headers that matter; bytes that are no text are left out, since they cannot be stored or sent back."""
    said = ((name, headers[name]) for name in KEPT_HEADERS if name in headers)
    return tuple((name, value) for name, value in said if value.isascii() or _is_text(value))


def _is_text(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)


@dataclass(frozen=True, slots=True)
class _Redirect:
    status: int
    location: str | None


def _next_address(url: str, location: str | None) -> str:
    if not location or _LINE_END.search(location):
        raise BadRedirect("a redirect without a usable address", subject=url)
    try:
        scheme = urlsplit(location).scheme.lower()
    except ValueError:
        raise BadRedirect("a redirect to something that is not an address", subject=url) from None
    if scheme and scheme not in {"http", "https"}:
        raise Unsafe(f"a redirect to {scheme}", subject=url)
    if "@" in urlsplit(location).netloc:
        raise Unsafe("a redirect with user and password", subject=url)
    target = clean_url(location, base=url)
    if target is None:
        raise BadRedirect("a redirect to something that is not an address", subject=url)
    return target


def _validators(request: Request, url: str) -> dict[str, str]:
    if urlsplit(url).netloc != urlsplit(request.url).netloc:
        return {}
    sent = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    return {name: value for name, value in sent.items() if value}


def _translated(error: BaseException, url: str) -> FetchError:
    forbidden = _forbidden_behind(error)
    if forbidden is not None:
        return Unsafe(f"leads to an address that is not allowed, {forbidden}", subject=url)
    if isinstance(error, aiohttp.InvalidURL):
        return Unsafe("not an address that may be fetched", subject=url)
    if isinstance(error, aiohttp.ClientSSLError):
        return Unreachable("its TLS certificate cannot be trusted, or TLS failed", subject=url)
    if isinstance(error, aiohttp.ClientResponseError | ValueError):
        # The error holds the whole of what came in place of an answer, so it is not made the cause.
        return BadProtocol(
            f"the answer is not proper HTTP ({type(error).__name__})", subject=url, failure=Failure.TRANSPORT
        )
    if isinstance(error, aiohttp.ClientPayloadError | aiohttp.ServerDisconnectedError):
        return Unreachable("the connection broke off before the answer was whole", subject=url)
    if isinstance(error, aiohttp.ServerTimeoutError):
        return Unreachable("no answer in time", subject=url, failure=Failure.TIMEOUT)
    return Unreachable("could not be reached", subject=url)


def _forbidden_behind(error: BaseException) -> Forbidden | None:
    seen: Any = error
    while seen is not None and not isinstance(seen, Forbidden):
        seen = seen.__cause__ or seen.__context__
    return seen
