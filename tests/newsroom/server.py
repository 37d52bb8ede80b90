"""Listeners on loopback, one address for each host and one port for all, run by a loop in a thread of its own."""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from typing import TypeVar

from tests.newsroom.protocol import LONGEST_HEAD, BadRequest, Exchange, Reply, break_off, read_request

_BACKLOG = 128
_ATTEMPTS = 50

Answer = Callable[[Exchange], Awaitable[None]]
T = TypeVar("T")


def listen(addresses: Sequence[str], port: int = 0) -> tuple[socket.socket, ...]:
    """Sockets on all addresses at one port, a free one where none is given. Raises OSError where it is taken."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return _listen_at(addresses, port)
        except OSError:
            if port:
                raise
    return _listen_at(addresses, port)


class Server:
    """Serves connections until it is stopped; `answer` says what comes of each exchange.

    `resetting` are the addresses that break every connection off, `contexts` those that speak TLS.
    """

    def __init__(
        self,
        sockets: Sequence[socket.socket],
        answer: Answer,
        *,
        resetting: Collection[str] = (),
        contexts: Mapping[str, ssl.SSLContext] | None = None,
    ) -> None:
        self._sockets = tuple(sockets)
        self._resetting = frozenset(resetting)
        self._contexts = contexts or {}
        self._answer = answer
        self._loop = asyncio.new_event_loop()
        self._connections: set[asyncio.Task[None]] = set()
        self._ready = threading.Event()
        self._stopping = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="newsroom", daemon=True)

    def start(self) -> None:
        """Begin to serve; returns when all addresses are open."""
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """Close all listeners and break off what is under way."""
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def between_steps(self, look: Callable[[], T]) -> T:
        """Look at something in the server's own thread, where every reply that was sent is also written down."""
        if not self._thread.is_alive():
            return look()
        seen: Future[T] = Future()
        self._loop.call_soon_threadsafe(lambda: seen.set_result(look()))
        return seen.result()

    def _run(self) -> None:
        with contextlib.closing(self._loop):
            self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        listeners = [await self._listen(sock) for sock in self._sockets]
        self._ready.set()
        await self._stopping.wait()
        for listener in listeners:
            listener.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _listen(self, sock: socket.socket) -> asyncio.Server:
        context = self._contexts.get(sock.getsockname()[0])
        return await asyncio.start_server(self._connected, sock=sock, limit=LONGEST_HEAD, ssl=context)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            if writer.get_extra_info("sockname")[0] in self._resetting:
                break_off(writer)
            else:
                await self._converse(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._connections.discard(task)
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection, one after the other."""
        address: str = writer.get_extra_info("sockname")[0]
        try:
            while (request := await read_request(reader)) is not None:
                exchange = Exchange(address, request, reader, writer)
                await self._answer(exchange)
                if not exchange.open:
                    return
        except BadRequest:
            writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()


def not_found() -> Reply:
    """A bare 404."""
    return Reply(404, (("Content-Type", "text/plain"),), b"not found\n")


def _listen_at(addresses: Sequence[str], port: int) -> tuple[socket.socket, ...]:
    opened: list[socket.socket] = []
    try:
        for address in addresses:
            opened.append(socket.create_server((address, port), backlog=_BACKLOG))
            port = opened[0].getsockname()[1]
    except OSError:
        for sock in opened:
            sock.close()
        raise
    return tuple(opened)
