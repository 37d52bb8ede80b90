"""Handing notices to a real HTTP server on loopback by way of apprise."""

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

pytest.importorskip("apprise", reason="the extra `chat` is not installed")

from pipeline.domain.deliveries import Fate, Outcome
from pipeline.domain.errors import ConfigError
from pipeline.net.chat import ChatClient, chat_name

TRICKY = "error=500\nSocket Exception: NewConnectionError\n\u0645\u0627\u0644\u064a « Ménaka »"


@dataclass
class Room:
    """A chat service: what it was told, and with which status it answers next (200 at the end)."""

    address: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.heard.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(made.statuses.pop(0) if made.statuses else 200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        made.address = f"json://127.0.0.1:{server.server_port}/secret-token"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


def send(address: str, text: str = "text") -> Outcome:
    client = ChatClient([address])
    return client.send(client.names[0], "Title", text)


def test_a_notice_arrives_as_it_was_given(room: Room) -> None:
    assert send(room.address, TRICKY) == Outcome(Fate.ACCEPTED)
    assert [(one["title"], one["message"]) for one in room.heard] == [("Title", TRICKY)]


@pytest.mark.parametrize("status", [401, 429, 500])
def test_a_status_of_the_service_is_a_refusal(room: Room, status: int) -> None:
    room.statuses = [status]
    assert send(room.address) == Outcome(Fate.REFUSED, f"the service refused it with status {status}")
    assert len(room.heard) == 1


def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        assert send(f"json://127.0.0.1:{bound.getsockname()[1]}/").fate is Fate.REFUSED


def test_a_connection_lost_before_its_answer_is_unsure_whatever_the_text_says() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        cutting = threading.Thread(target=_cut, args=(listening,))
        cutting.start()
        assert send(f"json://127.0.0.1:{listening.getsockname()[1]}/", TRICKY).fate is Fate.UNSURE
        cutting.join(timeout=20)


def _cut(listening: socket.socket) -> None:
    connection, _ = listening.accept()
    with connection:
        connection.recv(65_536)


def test_an_address_that_is_none_is_an_error_that_does_not_show_it() -> None:
    with pytest.raises(ConfigError, match="chat: address number 2 is none that apprise knows") as caught:
        ChatClient(["json://127.0.0.1/", "carrier-pigeon://coop/secret-token"])
    assert "secret-token" not in str(caught.value)


def test_an_address_goes_by_a_name_that_gives_no_secret_away() -> None:
    name = chat_name("slack://TokenA/TokenB/TokenC")
    assert name.startswith("slack-")
    assert "Token" not in name
    assert name != chat_name("slack://TokenA/TokenB/TokenD")
