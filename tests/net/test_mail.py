"""Handing letters to a real SMTP server on loopback, and to sockets that break off at each step."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from pipeline.domain.deliveries import Fate, Outcome
from pipeline.net.mail import MailClient, MailServer
from tests.net.smtp import PASSWORD, USER, Inbox, certificate, smtp_server

pytestmark = [
    pytest.mark.filterwarnings("ignore:Session.login_data"),
    pytest.mark.filterwarnings("ignore:Requiring AUTH"),
]
LETTER = "Subject: Un essai\r\n\r\nÀ Ménaka :\r\n.\r\n..deux points\r\n\u0645\u0627\u0644\u064a\r\n".encode()
SENDER, AWA = "sahel@example.org", "awa@example.org"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with smtp_server(Inbox()) as running:
        yield running


def client(
    port: int, security: Literal["starttls", "tls", "none"] = "none", *, host: str = "127.0.0.1", password: str = ""
) -> MailClient:
    return MailClient(MailServer(host, port, security, USER if password else "", password), SENDER)


def test_a_letter_arrives_as_it_was_given(inbox: Inbox) -> None:
    assert client(inbox.port).send(AWA, LETTER) == Outcome(Fate.ACCEPTED)
    assert inbox.letters == [(AWA, LETTER)]


def test_a_large_letter_arrives_as_it_was_given(inbox: Inbox) -> None:
    large = b"Subject: Un long jour\r\n\r\n" + b"".join(b".ligne %d\r\n" % number for number in range(60_000))
    assert client(inbox.port).send(AWA, large).fate is Fate.ACCEPTED
    assert inbox.letters == [(AWA, large)]


def test_a_last_line_without_an_end_gets_one(inbox: Inbox) -> None:
    assert client(inbox.port).send(AWA, b"Subject: x\r\n\r\ntext").fate is Fate.ACCEPTED
    assert inbox.letters == [(AWA, b"Subject: x\r\n\r\ntext\r\n")]


@pytest.mark.parametrize("answer", ["451 try later", "554 spam", "552 too big"])
def test_a_letter_that_is_refused_did_not_arrive(inbox: Inbox, answer: str) -> None:
    inbox.replies = [answer]
    assert client(inbox.port).send(AWA, LETTER) == Outcome(Fate.REFUSED, answer)
    assert inbox.letters == []


def test_a_reader_that_is_refused_is_named_with_the_reason(inbox: Inbox) -> None:
    inbox.reader_replies = ["550 no such user"]
    assert client(inbox.port).send(AWA, LETTER) == Outcome(Fate.REFUSED, "550 no such user")
    assert inbox.letters == []


def test_an_answer_of_the_server_stays_on_one_short_line(inbox: Inbox) -> None:
    inbox.replies = ["451-\x1b[2J one\r\n451 " + "x" * 400]
    outcome = client(inbox.port).send(AWA, LETTER)
    assert outcome.fate is Fate.REFUSED
    assert outcome.reason.isprintable()
    assert len(outcome.reason) <= 200


def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        outcome = client(bound.getsockname()[1]).send(AWA, LETTER)
    assert outcome.fate is Fate.REFUSED
    assert "refused" in outcome.reason


def test_a_connection_lost_before_its_answer_is_unsure(inbox: Inbox) -> None:
    inbox.cut_at_the_end = True
    outcome = client(inbox.port).send(AWA, LETTER)
    assert outcome.fate is Fate.UNSURE
    assert len(inbox.letters) == 1


GREETING, HELLO, YES, GO = b"220 here\r\n", b"250 here\r\n", b"250 OK\r\n", b"354 go on\r\n"


@pytest.mark.parametrize(
    ("answers", "fate"),
    [
        ((), Fate.REFUSED),
        ((GREETING,), Fate.REFUSED),
        ((GREETING, HELLO), Fate.REFUSED),
        ((GREETING, HELLO, YES), Fate.REFUSED),
        ((GREETING, HELLO, YES, YES), Fate.REFUSED),
        ((GREETING, HELLO, YES, YES, GO), Fate.UNSURE),
        ((GREETING, HELLO, YES, YES, GO, b"\xff\x00 gibberish\r\n"), Fate.UNSURE),
        ((GREETING, HELLO, YES, YES, GO, b"25"), Fate.UNSURE),
        ((GREETING, HELLO, YES, YES, GO, b"250 O"), Fate.ACCEPTED),
        ((GREETING, HELLO, YES, YES, GO, YES), Fate.ACCEPTED),
        ((GREETING, HELLO, YES, YES, YES), Fate.REFUSED),
        ((b"554 go away\r\n",), Fate.REFUSED),
        ((b"\x00" * 20_000 + b"\r\n",), Fate.REFUSED),
    ],
)
def test_a_server_that_breaks_off_is_believed_as_far_as_it_came(answers: tuple[bytes, ...], fate: Fate) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(20)
        answering = threading.Thread(target=_answer, args=(listening, answers))
        answering.start()
        outcome = client(listening.getsockname()[1]).send(AWA, LETTER)
        answering.join(timeout=20)
    assert outcome.fate is fate


def _answer(listening: socket.socket, answers: tuple[bytes, ...]) -> None:
    """Give each answer to the next thing that is said, then break off."""
    connection, _ = listening.accept()
    connection.settimeout(20)
    with connection:
        for number, answer in enumerate(answers):
            if number == 5:
                _read_until(connection, b"\r\n.\r\n")
            elif number:
                _read_until(connection, b"\r\n")
            connection.sendall(answer)


def _read_until(connection: socket.socket, end: bytes) -> None:
    read = b""
    while not read.endswith(end):
        if not (piece := connection.recv(65_536)):
            return
        read += piece


def test_a_server_without_starttls_gets_nothing(inbox: Inbox) -> None:
    outcome = client(inbox.port, "starttls", password=PASSWORD).send(AWA, LETTER)
    assert outcome.fate is Fate.REFUSED
    assert "STARTTLS" in outcome.reason
    assert (inbox.letters, inbox.logins) == ([], [])


@pytest.mark.parametrize("at_once", [False, True])
def test_a_letter_goes_over_tls_with_a_log_in(tmp_path: Path, at_once: bool) -> None:
    theirs, ours = certificate(tmp_path)
    security: Literal["starttls", "tls"] = "tls" if at_once else "starttls"
    with smtp_server(Inbox(), tls=theirs, at_once=at_once, with_login=True) as inbox:
        server = MailServer("localhost", inbox.port, security, USER, PASSWORD)
        assert MailClient(server, SENDER, ours).send(AWA, LETTER) == Outcome(Fate.ACCEPTED)
        wrong = MailServer("localhost", inbox.port, security, USER, "guess")
        assert MailClient(wrong, SENDER, ours).send(AWA, LETTER).reason.startswith("535")
    assert inbox.letters == [(AWA, LETTER)]


@pytest.mark.parametrize("at_once", [False, True])
def test_a_certificate_that_nobody_vouches_for_is_refused_before_the_log_in(tmp_path: Path, at_once: bool) -> None:
    theirs, _ = certificate(tmp_path)
    with smtp_server(Inbox(), tls=theirs, at_once=at_once, with_login=True) as inbox:
        outcome = client(inbox.port, "tls" if at_once else "starttls", host="localhost", password=PASSWORD).send(
            AWA, LETTER
        )
    assert outcome.fate is Fate.REFUSED
    assert "CERTIFICATE_VERIFY_FAILED" in outcome.reason
    assert inbox.logins == []


def test_a_closed_client_sends_nothing(inbox: Inbox) -> None:
    mail = client(inbox.port)
    mail.close()
    assert mail.send(AWA, LETTER).fate is Fate.REFUSED
    assert inbox.sessions == 0


def test_closing_breaks_off_a_server_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        mail = client(listening.getsockname()[1])
        outcomes: list[Outcome] = []
        sending = threading.Thread(target=lambda: outcomes.append(mail.send(AWA, LETTER)))
        sending.start()
        connection, _ = listening.accept()
        connection.sendall(GREETING)
        connection.recv(100)
        begun = time.monotonic()
        mail.close()
        sending.join(timeout=20)
        connection.close()
    assert outcomes
    assert outcomes[0].fate is Fate.REFUSED
    assert time.monotonic() - begun < 15
