"""Sending what waits: each at most once, whatever breaks off where."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Lock

import pytest

from pipeline.domain.deliveries import (
    LONGEST_SENDING,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Fate,
    NewDelivery,
    Outcome,
)
from pipeline.domain.errors import ConfigError
from pipeline.flows.deliver import Channels, deliver, give_up_lost, open_channels
from pipeline.flows.digest import write_due_digests
from pipeline.flows.services import Services
from pipeline.flows.storing import store_article
from pipeline.flows.subscribers import targets_of
from storage.store import open_store
from tests.flows.test_regroup import new
from tests.flows.test_subscribers import MORNING, with_readers
from tests.flows.world import CONVOY, MovableClock

ROOT = Path(__file__).parents[2]
TAKEN, REFUSED, UNSURE = Outcome(Fate.ACCEPTED), Outcome(Fate.REFUSED, "450 busy"), Outcome(Fate.UNSURE, "lost")


@dataclass
class Post:
    """A postman that answers as it was told, and remembers what it was handed."""

    answers: list[Outcome | BaseException] = field(default_factory=list)
    handed: list[tuple[str, bytes]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def send(self, recipient: str, letter: bytes) -> Outcome:
        with self.lock:
            self.handed.append((recipient, letter))
            answer = self.answers.pop(0) if self.answers else TAKEN
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def close(self) -> None:
        """There is nothing to break off."""


@dataclass
class Chat:
    """A chat that takes all."""

    handed: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, name: str, title: str, text: str) -> Outcome:
        self.handed.append((name, title, text))
        return TAKEN


@pytest.fixture
def desk(services: Services, clock: MovableClock) -> Services:
    """A desk with one reader and a digest that waits for him."""
    made = with_readers(services)
    store_article(made, new("agence", CONVOY, 0), None)
    clock.moment = MORNING
    write_due_digests(made)
    return made


def stored(services: Services, number: int = 1) -> Delivery:
    with services.store.reading() as view:
        return view.deliveries.get(number)


def test_a_digest_is_sent_once(desk: Services) -> None:
    post = Post()
    assert deliver(desk, Channels(mail=post)) == 1
    assert deliver(desk, Channels(mail=post)) == 0
    assert [reader for reader, _ in post.handed] == ["awa@example.org"]
    assert stored(desk).state is DeliveryState.SENT
    assert b"Message-ID: <digest." in post.handed[0][1]


def test_a_chat_gets_it_in_brief_and_an_alert_as_it_was_written(services: Services, clock: MovableClock) -> None:
    desk = with_readers(services, SAHEL_CHAT="json://localhost/secret", SAHEL_MAIL_TO="")
    store_article(desk, new("agence", CONVOY, 0), None)
    clock.moment = MORNING
    write_due_digests(desk)
    (target,) = targets_of(desk.settings)
    with desk.store.writing() as tx:
        tx.deliveries.add([NewDelivery(DeliveryKind.ALERT, "gao", 1, target, "Alerte", "« Gao »\n")], clock.now())
    chat = Chat()
    assert deliver(desk, Channels(chat=chat)) == 2
    assert {name for name, *_ in chat.handed} == {target.address}
    brief, alert = (text for _, _, text in chat.handed)
    assert "Titre de agence" in brief
    assert "Selon des habitants" not in brief
    assert alert == "« Gao »\n"


def test_what_is_refused_is_tried_again_until_it_is_taken(desk: Services, clock: MovableClock) -> None:
    post = Post([REFUSED, REFUSED])
    channels = Channels(mail=post)
    assert deliver(desk, channels) == 0
    assert deliver(desk, channels) == 0
    assert len(post.handed) == 1
    clock.advance(minutes=1)
    assert deliver(desk, channels) == 0
    clock.advance(minutes=5)
    assert deliver(desk, channels) == 1
    assert len(post.handed) == 3
    assert len({letter.partition(b"Message-ID: ")[2].splitlines()[0] for _, letter in post.handed}) == 1


def test_a_message_that_cannot_be_put_together_holds_up_no_other(desk: Services, clock: MovableClock) -> None:
    (target,) = targets_of(desk.settings)
    with desk.store.writing() as tx:
        tx.deliveries.add([NewDelivery(DeliveryKind.DIGEST, "no day", 1, target, "")], clock.now() - timedelta(days=1))
        tx.deliveries.add([NewDelivery(DeliveryKind.ALERT, "gao", 1, target, "Alerte", "« Gao »")], clock.now())
    post = Post()
    deliver(desk, Channels(mail=post))
    assert len(post.handed) == 2
    assert "could not be put together" in stored(desk, 2).error


def test_what_is_refused_six_times_is_failed(desk: Services, clock: MovableClock) -> None:
    post = Post([REFUSED] * 9)
    for _ in range(9):
        deliver(desk, Channels(mail=post))
        clock.advance(hours=7)
    assert len(post.handed) == 6
    assert (stored(desk).state, stored(desk).error) == (DeliveryState.FAILED, "450 busy")


def test_what_may_have_arrived_is_not_sent_again(desk: Services, clock: MovableClock) -> None:
    post = Post([UNSURE])
    for _ in range(3):
        deliver(desk, Channels(mail=post))
        clock.advance(days=1)
    assert len(post.handed) == 1
    assert stored(desk).state is DeliveryState.UNKNOWN


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), RuntimeError("a bug"), MemoryError()])
def test_a_sender_that_breaks_off_leaves_it_unknown(desk: Services, clock: MovableClock, fault: BaseException) -> None:
    post = Post([fault])
    with pytest.raises(type(fault)):
        deliver(desk, Channels(mail=post))
    assert stored(desk).state is DeliveryState.SENDING
    deliver(desk, Channels(mail=post))
    assert stored(desk).state is DeliveryState.SENDING
    clock.moment += LONGEST_SENDING + timedelta(seconds=1)
    deliver(desk, Channels(mail=post))
    assert stored(desk).state is DeliveryState.UNKNOWN
    assert len(post.handed) == 1


def test_a_reader_whom_the_settings_name_no_more_gets_nothing(desk: Services) -> None:
    post = Post()
    others = with_readers(desk, SAHEL_MAIL_TO="issa@example.org")
    deliver(others, Channels(mail=post))
    assert post.handed == []
    assert stored(desk).state is DeliveryState.FAILED


def test_what_ends_meanwhile_begins_no_other_sending(desk: Services) -> None:
    post = Post()
    assert deliver(desk, Channels(mail=post), ended=lambda: True) == 0
    assert post.handed == []


def test_a_picture_is_made_once_for_all_readers_and_left_out_where_nothing_makes_it(
    services: Services, clock: MovableClock
) -> None:
    desk = with_readers(services, SAHEL_MAIL_TO="awa@example.org,issa@example.org")
    store_article(desk, new("agence", CONVOY, 0), None)
    clock.moment = MORNING
    write_due_digests(desk)
    drawn: list[str] = []

    def painter(drawing: str) -> bytes:
        drawn.append(drawing)
        return b"a picture"

    post = Post([REFUSED, REFUSED])
    deliver(desk, Channels(mail=post, painter=painter))
    assert len(drawn) == len(set(drawn)) == 2
    assert all(letter.count(b"Content-ID: <map-") == 2 for _, letter in post.handed)
    clock.advance(minutes=7)
    assert deliver(desk, Channels(mail=post)) == 2
    assert not any(b"Content-ID" in letter for _, letter in post.handed[2:])


def test_a_letter_goes_out_whatever_is_wrong_with_its_pictures(desk: Services) -> None:
    def painter(_: str) -> bytes:
        raise RuntimeError("a bug")

    post = Post()
    assert deliver(desk, Channels(mail=post, painter=painter)) == 1
    assert b"Content-ID" not in post.handed[0][1]
    assert stored(desk).state is DeliveryState.SENT


def test_one_reader_that_is_refused_stops_no_other(services: Services, clock: MovableClock) -> None:
    desk = with_readers(services, SAHEL_MAIL_TO="awa@example.org,issa@example.org")
    clock.moment = MORNING
    write_due_digests(desk)
    post = Post([REFUSED])
    assert deliver(desk, Channels(mail=post)) == 1
    assert [reader for reader, _ in post.handed] == ["awa@example.org", "issa@example.org"]


def test_two_services_at_once_send_it_once(desk: Services) -> None:
    post, barrier = Post(), Barrier(2)

    def at_once(_: int) -> int:
        own = replace(desk, store=open_store(desk.settings.db))
        barrier.wait(timeout=20)
        sent = deliver(own, Channels(mail=post))
        own.store.close()
        return sent

    with ThreadPoolExecutor(2) as threads:
        assert sum(threads.map(at_once, range(2))) == 1
    assert len(post.handed) == 1


def test_what_another_machine_sends_is_left_alone_for_ten_minutes(desk: Services, clock: MovableClock) -> None:
    with desk.store.writing() as tx:
        assert tx.deliveries.claim(tx.deliveries.get(1), "elsewhere.7/1/1", clock.now())
    assert give_up_lost(desk.store, clock.now()) == 0
    clock.moment += LONGEST_SENDING + timedelta(seconds=1)
    assert give_up_lost(desk.store, clock.now()) == 1


def kill_while_it_waits(home: Path, answers: Callable[[socket.socket], None]) -> None:
    """Let a process of its own deliver to us, and kill it at once when the answers are given."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(60)
        program = [sys.executable, "-m", "tests.flows.delivering", str(home), str(listening.getsockname()[1])]
        running = subprocess.Popen(program, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            connection, _ = listening.accept()
            connection.settimeout(20)
            with connection:
                answers(connection)
                running.send_signal(signal.SIGKILL)
                running.communicate(timeout=20)
        finally:
            running.kill()
            running.communicate(timeout=20)


def before_the_end(connection: socket.socket) -> None:
    """Greet, and take what comes up to the sender."""
    connection.sendall(b"220 here\r\n")
    connection.recv(1_000)
    connection.sendall(b"250 here\r\n")
    connection.recv(1_000)


def up_to_the_end(connection: socket.socket) -> None:
    """Take the whole letter, and owe the answer to it."""
    before_the_end(connection)
    for answer in (b"250 OK\r\n", b"250 OK\r\n"):
        connection.sendall(answer)
        connection.recv(1_000)
    connection.sendall(b"354 go on\r\n")
    taken = b""
    while not taken.endswith(b"\r\n.\r\n"):
        taken += connection.recv(65_536)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("answers", [before_the_end, up_to_the_end])
def test_a_process_killed_while_it_sends_makes_no_second_letter(
    desk: Services, clock: MovableClock, answers: Callable[[socket.socket], None]
) -> None:
    kill_while_it_waits(desk.settings.home, answers)
    assert stored(desk).state is DeliveryState.SENDING
    post = Post()
    assert deliver(desk, Channels(mail=post)) == 0
    clock.advance(days=1)
    assert deliver(desk, Channels(mail=post)) == 0
    assert post.handed == []
    assert (stored(desk).state, stored(desk).error) == (DeliveryState.UNKNOWN, "broken off while it was sent")


def test_a_chat_without_the_extra_is_told_what_to_install(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    desk = with_readers(services, SAHEL_CHAT="json://localhost/secret")
    with pytest.raises(ConfigError, match=r"chat: this needs an extra: pip install 'sahel-monitor\[chat\]'"):
        open_channels(desk.settings)


def test_the_settings_say_which_ways_out_there_are(services: Services) -> None:
    assert not open_channels(services.settings)
    channels = open_channels(with_readers(services).settings)
    assert channels
    assert channels.chat is None
    channels.close()
