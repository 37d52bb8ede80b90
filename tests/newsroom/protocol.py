"""Just enough HTTP/1.1: requests are read and replies written here, or bytes that are neither."""

import asyncio
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

LONGEST_HEAD = 65536
_LONGEST_BODY = 1_000_000


class BadRequest(Exception):
    """What came is no HTTP request that we read."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; the names of `headers` are in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    def header(self, name: str) -> str:
        """The value of a header, empty where it was not sent."""
        return self.headers.get(name, "")


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; its length is added when it is sent."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str:
        """The value of a header, empty where there is none."""
        return next((value for known, value in self.headers if known.lower() == name), "")


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request of a connection, None at its end. Raises BadRequest."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    except asyncio.LimitOverrunError as error:
        raise BadRequest from error
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        raise BadRequest(first[:80])
    headers = {}
    for line in filter(None, lines):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > _LONGEST_BODY:
        raise BadRequest(f"Content-Length: {length[:20]}")
    return Request(words[0], words[1], headers, await reader.readexactly(int(length)))


class Exchange:
    """One request and its connection, for whoever answers it: with a reply, with raw bytes, or not at all.

    `status` is the last that was sent, 0 where no reply was; `open` tells whether another request may follow.
    """

    def __init__(
        self, address: str, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.address = address
        self.request = request
        self.reply: Reply | None = None
        self.open = request.header("connection").lower() != "close"
        self._reader = reader
        self._writer = writer

    @property
    def status(self) -> int:
        """The status of the reply that was sent, 0 where there was none."""
        return self.reply.status if self.reply else 0

    async def send(self, reply: Reply) -> None:
        """Send a whole reply; to a HEAD without its body, to a 304 without a length."""
        self.reply = reply
        headers = [f"HTTP/1.1 {reply.status} {_phrase(reply.status)}"]
        headers += [f"{name}: {value}" for name, value in reply.headers]
        if reply.status != HTTPStatus.NOT_MODIFIED:
            headers.append(f"Content-Length: {len(reply.body)}")
        headers.append("Connection: " + ("keep-alive" if self.open else "close"))
        body = b"" if self.request.method == "HEAD" or reply.status == HTTPStatus.NOT_MODIFIED else reply.body
        await self.send_raw("\r\n".join(headers).encode("latin-1") + b"\r\n\r\n" + body)

    async def send_raw(self, content: bytes) -> None:
        """Send bytes as they are. Raises ConnectionError where nobody reads any more."""
        self._writer.write(content)
        await self._writer.drain()

    def close(self) -> None:
        """Let no other request follow on this connection."""
        self.open = False

    def reset(self) -> None:
        """Break the connection off, so that the other side sees a reset."""
        self.open = False
        break_off(self._writer)

    async def left(self) -> None:
        """Wait until the other side has gone."""
        self.open = False
        while await self._reader.read(LONGEST_HEAD):
            pass


def break_off(writer: asyncio.StreamWriter) -> None:
    """End a connection with a reset."""
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
