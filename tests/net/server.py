"""A server of raw answers on loopback: each path has the very bytes that are sent for it."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Answer = bytes | Callable[[socket.socket], None]


@dataclass
class RawServer:
    """Sends what it was told, and remembers the requests it got."""

    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    host: str = "127.77.0.9"

    def __post_init__(self) -> None:
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._open = True
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://{self.host}:{self.port}{path}"

    def close(self) -> None:
        if not self._open:
            return
        self._open = False
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def heads(self, path: str) -> list[str]:
        """The heads of the requests for a path."""
        return [head for head in self.requests if head.startswith(f"GET {path} ")]

    def _accept(self) -> None:
        while self._open:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            text = head.decode("latin-1")
            self.requests.append(text)
            answer = self.answers.get(text.split(" ")[1], page(b"not here", status="404 Not Found"))
            try:
                if callable(answer):
                    answer(connection)
                else:
                    connection.sendall(answer)
            except OSError:
                return


def page(body: bytes, *, status: str = "200 OK", headers: str = "Content-Type: text/html") -> bytes:
    head = f"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode("latin-1") + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return page(b"", status=status, headers=f"Location: {to}")


def hang(connection: socket.socket) -> None:
    """Answer nothing for a while."""
    connection.settimeout(10)
    connection.recv(1)


def drip(connection: socket.socket) -> None:
    """Send a byte now and then, for as long as the other side stays."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(200):
        connection.sendall(b"x")
        time.sleep(0.05)


def reset(connection: socket.socket) -> None:
    """Break the connection in the middle of the body."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def late_bad_chunk(connection: socket.socket) -> None:
    """Send a chunk that is well-formed, then in a packet of its own one that is not, and stay."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n")
    time.sleep(0.1)
    connection.sendall(b"zz\r\nno chunk\r\n")
    hang(connection)


def endless(connection: socket.socket) -> None:
    """Send a body without end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(4000):
        connection.sendall(b"x" * 65536)
