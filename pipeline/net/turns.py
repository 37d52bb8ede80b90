"""One request at a time to one address: outlets that share a server are not asked side by side.

Names are resolved here, once for the connection and for the turn alike.
"""

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from weakref import WeakValueDictionary

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

KEPT = 300.0
"""How long a resolved name is kept, seconds; the address of each new connection is judged all the same."""
MOST_KEPT = 2_000


class Resolver(AbstractResolver):
    """Resolves names with a memory of a few minutes. Raises OSError where a name cannot be resolved."""

    def __init__(self) -> None:
        self._resolver = ThreadedResolver()
        self._known: dict[tuple[str, int], tuple[float, list[ResolveResult]]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a name, from memory where it is fresh."""
        until, found = self._known.get((host, port), (0.0, []))
        if monotonic() < until:
            return found
        found = await self._resolver.resolve(host, port, family)
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        self._known[host, port] = monotonic() + KEPT, found
        return found

    async def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The numeric addresses of a host; none where its name cannot be resolved."""
        if is_numeric(host):
            return (host,)
        try:
            return tuple(result["host"] for result in await self.resolve(host, port))
        except OSError:
            return ()

    async def close(self) -> None:
        """Forget everything."""
        self._known.clear()
        await self._resolver.close()


def is_numeric(host: str) -> bool:
    """Whether a host is an address already, in its usual form."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Turns:
    """Who may ask at an address: one after the other, in the order in which they came."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def at(self, address: str) -> AsyncIterator[None]:
        """Wait for the turn at an address, and hold it while the block runs."""
        lock = self._locks.get(address)
        if lock is None:
            self._locks[address] = lock = asyncio.Lock()
        async with lock:
            yield
