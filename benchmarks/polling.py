"""Polling many feeds: processor seconds a thousand polls, beside aiohttp and feedparser alone on the same bytes.

5,000 feeds on 250 loopback addresses: 60 % answer 304, 26 % 8 kB, 10 % 200 kB, 2 % take 2 s, 1 % hang, 1 % reset. The
first pass fills the store; the second is measured. Both sides send the same validators and wait for the same answers.
"""

import argparse
import asyncio
import io
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import describe
from pipeline.config import load_settings
from pipeline.domain.feeds import Feed, Ownership, Source
from pipeline.engine.local import LocalEngine
from pipeline.flows.clock import WallClock
from pipeline.flows.services import Services, open_services
from pipeline.telemetry import set_up_logging

ADDRESSES = 250
AT_ONCE = 64
DEADLINE = 4.0
SMALL, LARGE = (10, 600), (100, 1800)
"""Items of a feed and characters of each."""


@dataclass(frozen=True)
class Spent:
    """Processor seconds, and the seconds on the wall."""

    client: float
    parse: float
    store: float
    wall: float

    @property
    def total(self) -> float:
        """Processor seconds in all."""
        return self.client + self.parse + self.store


def main() -> None:
    """Measure both sides in turn and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serve", type=int, metavar="PORT")
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.serve))
        return
    set_up_logging(verbosity=-1)
    for number in range(options.rounds):
        with server() as port:
            floor = asyncio.run(time_floor(addresses(options.feeds, port, f"floor{number}")))
            ours = time_ours(addresses(options.feeds, port, f"ours{number}"), port)
        show(options.feeds, floor, ours)
    print(f"{options.feeds} feeds on {ADDRESSES} addresses; {describe()}")


def show(feeds: int, floor: Spent, ours: Spent) -> None:
    """Print one round."""
    per_thousand = [f"{seconds * 1000 / feeds:.2f}" for seconds in (ours.client, ours.parse, ours.store, ours.total)]
    print(
        f"CPU s per 1,000 polls: client {per_thousand[0]}, parse {per_thousand[1]}, store and flows {per_thousand[2]}, "
        f"all {per_thousand[3]}; aiohttp + feedparser {floor.total * 1000 / feeds:.2f}; "
        f"ratio {ours.total / floor.total:.2f}; {feeds / ours.wall:.0f} polls/s against {feeds / floor.wall:.0f}",
        flush=True,
    )


def addresses(feeds: int, port: int, run: str) -> list[str]:
    """The addresses of the feeds, slow ones spread over the hosts; `run` keeps the counts of each side apart."""
    hosts = [f"127.79.{number // 200}.{number % 200 + 1}" for number in range(ADDRESSES)]
    return [f"http://{hosts[(number + number // 100) % ADDRESSES]}:{port}/{run}/{number}" for number in range(feeds)]


# The server


def body_of(number: int, version: int) -> bytes:
    """A feed of a site: each version has two items more than the one before, and as many fall out."""
    items, size = LARGE if 86 <= number % 100 < 96 else SMALL
    first = 2 * version
    text = "La situation reste calme dans la région. " * (size // 40)
    entries = "".join(
        f"<item><title>Nouvelle {item} de {number}</title><link>https://news.google.com/rss/articles/{number}x{item}"
        f"</link><guid>{number}x{item}</guid><pubDate>Fri, 20 Nov 2026 08:30:00 GMT</pubDate>"
        f"<description>{text}</description></item>"
        for item in range(first + items, first, -1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{number}</title>{entries}</channel></rss>'.encode()


async def serve(port: int) -> None:
    """Answer until ended."""
    asked: defaultdict[str, int] = defaultdict(int)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode()
                number = int(path.rpartition("/")[2])
                version = asked[path]
                asked[path] += 1
                if not await act(number, version, b"if-none-match" in head.lower(), reader, writer):
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    listener = await asyncio.start_server(answer, "0.0.0.0", port, backlog=4096)
    async with listener:
        await listener.serve_forever()


async def act(
    number: int, version: int, conditional: bool, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> bool:
    """Answer one request in the manner of its feed; False where the connection is over."""
    kind = number % 100
    if kind == 99:
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.transport.abort()
        return False
    if kind == 98:
        await reader.read(1)
        return False
    if kind >= 96:
        await asyncio.sleep(2.0)
    etag = f'"{0 if kind < 60 else version}"'
    if conditional and kind < 60:
        writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode())
    else:
        body = body_of(number, version)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: {etag}\r\nContent-Length: {len(body)}"
        writer.write(head.encode() + b"\r\n\r\n" + body)
    await writer.drain()
    return True


@contextmanager
def server() -> Iterator[int]:
    """A server in a process of its own; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.polling", "--serve", str(port)])
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


# The floor


async def time_floor(urls: list[str]) -> Spent:
    """Fetch and parse all feeds twice and measure the second time."""
    etags: dict[str, str] = {}
    await floor_pass(urls, etags)
    begun, cpu = time.perf_counter(), time.process_time()
    await floor_pass(urls, etags)
    return Spent(0.0, 0.0, time.process_time() - cpu, time.perf_counter() - begun)


async def floor_pass(urls: list[str], etags: dict[str, str]) -> None:
    """Fetch every feed, one at a time at a host, and parse what came."""
    import aiohttp

    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[url.split("/")[2]].append(url)
    gate = asyncio.Semaphore(AT_ONCE)
    timeout = aiohttp.ClientTimeout(total=DEADLINE)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:

        async def host(mine: list[str]) -> None:
            async with gate:
                for url in mine:
                    await floor_poll(session, url, etags)

        await asyncio.gather(*(host(mine) for mine in hosts.values()))


async def floor_poll(session: object, url: str, etags: dict[str, str]) -> None:
    """One poll of the floor."""
    import aiohttp
    import feedparser

    assert isinstance(session, aiohttp.ClientSession)
    headers = {"If-None-Match": etags[url]} if url in etags else {}
    try:
        async with session.get(url, headers=headers) as response:
            body = await response.read()
            if response.status == 200:
                etags[url] = response.headers["ETag"]
                feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except (aiohttp.ClientError, TimeoutError):
        return


# Ours


def time_ours(urls: list[str], port: int) -> Spent:
    """Poll all feeds twice, as the product does, and measure the second time."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "SAHEL_HOST_DELAY": "0", "SAHEL_DEADLINE": str(DEADLINE), "SAHEL_VISITS": str(AT_ONCE),
            "SAHEL_ALLOW_NETWORKS": "127.79.0.0/16", "SAHEL_ALLOW_PORTS": str(port),
        }  # fmt: skip
        with open_services(load_settings(environment, home=Path(home)), WallClock()) as services:
            add_feeds(services, urls)
            poll_all(services)
            begun, before = time.perf_counter(), processor_seconds()
            poll_all(services)
            wall, after = time.perf_counter() - begun, processor_seconds()
            check(services, urls)
    client, parse, store = (late - early for late, early in zip(after, before, strict=True))
    return Spent(client, parse, store, wall)


def add_feeds(services: Services, urls: list[str]) -> None:
    """Let the store know all feeds."""
    source = Source("benchmark", "Benchmark", "https://b.example/", "ML", ("ML",), ("fr",), Ownership.PRIVATE, "UTC")
    feeds = [Feed(f"feed-{number}", "benchmark", (url,)) for number, url in enumerate(urls)]
    with services.store.writing() as tx:
        tx.feeds.load([source], feeds, services.clock.now())


def poll_all(services: Services) -> None:
    """One pass over all feeds."""
    with services.store.writing() as tx:
        tx.feeds.bring_forward(services.clock.now())
    engine = LocalEngine(services)
    engine.drain()
    engine.stop.set()


def check(services: Services, urls: list[str]) -> None:
    """Make sure that the work was done."""
    with services.store.reading() as view:
        statuses = [polled.state.status.value for polled in view.feeds.all()]
    expected = sum(number % 100 < 60 for number in range(len(urls)))
    assert statuses.count("not_modified") == expected, statuses.count("not_modified")
    assert statuses.count("ok") == sum(60 <= number % 100 < 98 for number in range(len(urls)))


def processor_seconds() -> tuple[float, float, float]:
    """Processor seconds so far: of the network's thread, of the children, of all else in this process."""
    import threading

    network = next(thread for thread in threading.enumerate() if thread.name == "net")
    client = time.clock_gettime(time.pthread_getcpuclockid(network.ident or 0))
    return client, children_seconds(os.getpid()), time.process_time() - client


def children_seconds(root: int) -> float:
    """Processor seconds of all processes below one, those that ended included."""
    parents: dict[int, tuple[int, float]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        ticks = sum(int(field) for field in fields[11:15])
        parents[int(path.parent.name)] = int(fields[1]), ticks / os.sysconf("SC_CLK_TCK")
    return sum(
        spent for process, (_, spent) in parents.items() if process != root and _is_below(process, root, parents)
    )


def _is_below(process: int, root: int, parents: dict[int, tuple[int, float]]) -> bool:
    while process in parents:
        process = parents[process][0]
        if process == root:
            return True
    return False


if __name__ == "__main__":
    main()
