"""Handing letters to an SMTP server: each try ends in one word for whether the server took the letter.

greeting -> STARTTLS -> log-in -> sender -> reader -> DATA -> the text | its final dot -> the reply

Whatever fails before the final dot was begun means that the letter was certainly not taken. Only between that dot and
its reply is it unsure.
"""

import re
import smtplib
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Literal

from pipeline.domain.deliveries import Fate, Outcome

FIRST_PATIENCE = 10.0
"""How long a connection, and then the greeting, may take, seconds: this alone cannot be broken off."""
PATIENCE = 20.0
"""How long one answer of the server, or its taking one block of a letter, may last, seconds."""
LAST_PATIENCE = 120.0
"""How long the answer to the whole letter may take, seconds: some servers look into it first."""
DEADLINE = 300.0
"""How long a try may take up to the final dot, seconds; half of domain.deliveries.LONGEST_SENDING."""
_GRACE = 2.0
_BLOCK = 16_384
_LINE_DOT = re.compile(rb"^\.", re.MULTILINE)
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that takes letters; `security`: TLS from the start, after STARTTLS, or none."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    user: str = ""
    password: str = ""


class MailClient:
    """Sends one letter at a time, each on a connection of its own. Certificates are verified."""

    def __init__(self, server: MailServer, sender: str, context: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._sender = sender
        self._context = context
        self._one = threading.Lock()
        self._session: smtplib.SMTP | None = None
        self._closed = False

    def send(self, recipient: str, letter: bytes) -> Outcome:
        """Hand a letter (with CRLF at the ends of lines) for one reader to the server."""
        with self._one:
            if self._closed:
                return Outcome(Fate.REFUSED, "the program ends")
            try:
                session = self._session = self._connect()
                self._prepare(session, recipient, letter, monotonic() + DEADLINE)
            except (smtplib.SMTPException, OSError, ValueError) as error:
                self._hang_up()
                where = "" if isinstance(error, smtplib.SMTPResponseException) else f"{self._server.host}: "
                return Outcome(Fate.REFUSED, f"{where}{_reason(error)}")
            try:
                return self._finish(session)
            finally:
                self._hang_up()

    def close(self) -> None:
        """Let the letter in hand go out, or break off where that takes longer than a moment."""
        self._closed = True
        if self._one.acquire(timeout=_GRACE):
            self._one.release()
        elif (session := self._session) and session.sock:
            with suppress(OSError):
                session.sock.shutdown(socket.SHUT_RDWR)

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        context = self._context or ssl.create_default_context()
        if server.security == "tls":
            session: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=FIRST_PATIENCE, context=context)
        else:
            session = smtplib.SMTP(server.host, server.port, timeout=FIRST_PATIENCE)
        return session

    def _prepare(self, session: smtplib.SMTP, recipient: str, letter: bytes, ends: float) -> None:
        """Everything up to the final dot; raises where the server refuses or is lost."""
        if session.sock:
            session.sock.settimeout(PATIENCE)
        session.ehlo_or_helo_if_needed()
        if self._server.security == "starttls":
            session.starttls(context=self._context or ssl.create_default_context())
            session.ehlo()
        if self._server.user:
            session.login(self._server.user, self._server.password)
        _expect(session.mail(self._sender), 250)
        _expect(session.rcpt(recipient), 250, 251)
        _expect(session.docmd("DATA"), 354)
        text = _LINE_DOT.sub(b"..", letter)
        if not text.endswith(b"\r\n"):
            text += b"\r\n"
        for start in range(0, len(text), _BLOCK):
            if monotonic() > ends:
                raise TimeoutError("the server is too slow")
            session.send(text[start : start + _BLOCK])

    def _finish(self, session: smtplib.SMTP) -> Outcome:
        """The final dot and the answer to it."""
        try:
            if session.sock:
                session.sock.settimeout(LAST_PATIENCE)
            session.send(b".\r\n")
            code, said = session.getreply()
        except (smtplib.SMTPException, OSError) as error:
            return Outcome(Fate.UNSURE, f"no answer to the letter: {_reason(error)}")
        if code == 250:
            return Outcome(Fate.ACCEPTED)
        if 400 <= code < 600:
            return Outcome(Fate.REFUSED, _said(code, said))
        return Outcome(Fate.UNSURE, f"an odd answer to the letter: {_said(code, said)}")

    def _hang_up(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            with suppress(smtplib.SMTPException, OSError):
                if session.sock:
                    session.sock.settimeout(_GRACE)
                session.quit()
            session.close()


def _expect(answer: tuple[int, bytes], *wanted: int) -> None:
    code, said = answer
    if code not in wanted:
        raise smtplib.SMTPResponseException(code, said)


def _said(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    plain = "".join(character if character.isprintable() else " " for character in words)
    return f"{code} {' '.join(plain.split())}"[:_LONGEST_REASON]


def _reason(error: Exception) -> str:
    """Why a try failed, on one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError):
        return "the server did not answer in time"
    words = "".join(character if character.isprintable() else " " for character in str(error))
    return (f"{type(error).__name__}: {words}" if words else type(error).__name__)[:_LONGEST_REASON]
