"""Serving the review page from a thread of the service."""

import errno
import ipaddress
import socket
import threading

import uvicorn

from pipeline.flows.services import Services
from pipeline.web.app import make_app

LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


class PortTaken(Exception):
    """Another program listens there, or nobody may."""


class ReviewPage:
    """The review page while it is served; raises PortTaken where it cannot listen."""

    def __init__(self, services: Services, host: str, port: int) -> None:
        host = host.strip("[]").lower()
        self._socket = _listening(host, port)
        bound = self._socket.getsockname()[1]
        written = f"[{host}]" if ":" in host else host
        self.address = f"http://{written}:{bound}/"
        # A page that is opened to other machines on purpose may be asked for by any name.
        names = (*LOCAL_NAMES, written) if _is_local(host) else ("*",)
        settings = uvicorn.Config(make_app(services, names), log_level="warning", access_log=False, lifespan="off")
        self._server = uvicorn.Server(settings)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="web", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Serve no more."""
        self._server.should_exit = True
        self._thread.join(timeout=3.0)
        self._socket.close()


def _is_local(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in LOCAL_NAMES


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(64)
    except OSError as error:
        opened.close()
        is_taken = error.errno == errno.EADDRINUSE
        why = f"port {port} is taken" if is_taken else f"{host} port {port}: {error.strerror}"
        raise PortTaken(why) from None
    return opened
