"""One request at a time to one address, whatever the hosts are called; and the ways through a proxy."""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pipeline.domain.articles import Page
from pipeline.domain.errors import Unreachable, Unsafe
from pipeline.net.client import Client, Request
from pipeline.net.guard import Guard
from tests.net.server import RawServer, hang, page

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[RawServer]:
    running = RawServer()
    yield running
    running.close()


def client_for(*servers: RawServer, deadline: float = 5.0) -> Client:
    guard = Guard([ipaddress.ip_network("127.77.0.0/16")], [server.port for server in servers])
    return Client(user_agent="t", guard=guard, deadline=deadline, clock=lambda: NOW)


class Watch:
    """Answers slowly and counts how many requests it has in hand."""

    def __init__(self) -> None:
        self.now = 0
        self.most = 0
        self._changing = threading.Lock()

    def answer(self, connection: socket.socket) -> None:
        with self._changing:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.05)
        with self._changing:
            self.now -= 1
        connection.sendall(page(b"yes"))


def ask_all(client: Client, urls: list[str]) -> None:
    threads = [threading.Thread(target=client.get, args=(Request(url),)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)


def test_two_sites_at_one_address_are_asked_one_after_the_other(server: RawServer) -> None:
    other, watch = RawServer(host=server.host), Watch()
    client = client_for(server, other)
    server.answers["/a"] = other.answers["/a"] = watch.answer
    try:
        ask_all(client, [server.url("/a"), other.url("/a")] * 3)
    finally:
        client.close()
        other.close()
    assert len(server.heads("/a")) == len(other.heads("/a")) == 3
    assert watch.most == 1


def test_two_addresses_are_asked_side_by_side(server: RawServer) -> None:
    other, watch = RawServer(host="127.77.0.10"), Watch()
    client = client_for(server, other)
    server.answers["/a"] = other.answers["/a"] = watch.answer
    try:
        ask_all(client, [server.url("/a"), other.url("/a")])
    finally:
        client.close()
        other.close()
    assert watch.most == 2


def test_waiting_for_the_turn_does_not_count_against_the_deadline(server: RawServer) -> None:
    def slow(connection: socket.socket) -> None:
        time.sleep(0.4)
        connection.sendall(page(b"yes"))

    server.answers["/a"] = slow
    client = client_for(server, deadline=0.9)
    try:
        ask_all(client, [server.url("/a")] * 4)
    finally:
        client.close()
    assert len(server.heads("/a")) == 4


def test_a_redirect_chain_has_one_deadline_for_all_its_hops(server: RawServer) -> None:
    server.answers["/a"] = page(b"", status="302 Found", headers="Location: /b")
    server.answers["/b"] = hang
    client = client_for(server, deadline=0.5)
    begun = time.monotonic()
    try:
        with pytest.raises(Unreachable):
            client.get(Request(server.url("/a")))
    finally:
        client.close()
    assert time.monotonic() - begun < 5.0


def test_a_proxy_is_asked_for_the_whole_address(server: RawServer) -> None:
    wanted = "http://127.77.0.99:" + str(server.port) + "/page"
    server.answers[wanted] = page(b"through the proxy")
    client = client_for(server)
    try:
        got = client.get(Request(wanted, proxy=server.url("")))
    finally:
        client.close()
    assert isinstance(got, Page)
    assert got.body == b"through the proxy"


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/x", "http://localhost/", "http://2130706433/"]
)
def test_a_proxy_is_not_sent_to_private_addresses(server: RawServer, target: str) -> None:
    client = client_for(server)
    try:
        with pytest.raises(Unsafe):
            client.get(Request(target, proxy=server.url("")))
    finally:
        client.close()
    assert server.requests == []


def test_a_name_that_leads_to_this_machine_is_refused(server: RawServer) -> None:
    guard = Guard(ports=[server.port])
    client = Client(user_agent="t", guard=guard, deadline=5.0, clock=lambda: NOW)
    try:
        with pytest.raises(Unsafe):
            client.get(Request(f"http://localhost:{server.port}/a"))
    finally:
        client.close()
    assert server.requests == []
