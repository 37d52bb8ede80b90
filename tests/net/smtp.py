"""A real SMTP server on loopback that does as it is told, for the tests of mail."""

# ruff: noqa: N802 - the names that aiosmtpd calls
import asyncio
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("aiosmtpd", reason="no SMTP server to test against: aiosmtpd is not installed")

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = "sahel", "opensesame"


@dataclass
class Inbox:
    """What the server took; `replies` are given to letters and readers in turn before it says yes."""

    port: int = 0
    letters: list[tuple[str, bytes]] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    reader_replies: list[str] = field(default_factory=list)
    sessions: int = 0
    cut_at_the_end: bool = False
    logins: list[bytes] = field(default_factory=list)

    async def handle_EHLO(self, _server: Any, session: Any, _envelope: Any, name: str, said: list[str]) -> list[str]:
        self.sessions += 1
        session.host_name = name
        return said

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        if self.reader_replies:
            return self.reader_replies.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        if self.replies:
            return self.replies.pop(0)
        self.letters += [(reader, envelope.content) for reader in envelope.rcpt_tos]
        if self.cut_at_the_end:
            server.transport.abort()
        return "250 OK"

    def read(self) -> list[EmailMessage]:
        """The letters that were taken, as a mail program reads them."""
        return [message_from_bytes(content, policy=default) for _, content in self.letters]


@contextmanager
def smtp_server(
    inbox: Inbox, *, tls: ssl.SSLContext | None = None, at_once: bool = False, with_login: bool = False
) -> Iterator[Inbox]:
    """Run a server; with `tls` after STARTTLS, or at once."""

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: LoginPassword) -> AuthResult:
        inbox.logins.append(given.password)
        is_right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=False)

    options: dict[str, Any] = {"authenticator": check, "auth_required": True} if with_login else {}
    if tls and not at_once:
        options |= {"tls_context": tls, "require_starttls": True}
    elif with_login:
        options["auth_require_tls"] = False
    loop = asyncio.new_event_loop()
    made = loop.create_server(lambda: SMTP(inbox, loop=loop, **options), "127.0.0.1", 0, ssl=tls if at_once else None)
    server = loop.run_until_complete(made)
    inbox.port = server.sockets[0].getsockname()[1]
    running = threading.Thread(target=loop.run_forever, name="smtp")
    running.start()
    try:
        yield inbox
    finally:
        loop.call_soon_threadsafe(loop.stop)
        running.join(timeout=20)
        server.close()
        loop.run_until_complete(_end_sessions())
        loop.close()


async def _end_sessions() -> None:
    """Let what still talks to a client end."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    await asyncio.sleep(0.05)


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The contexts of a server whose certificate is for localhost, and of a client that trusts it."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    wanted = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    try:
        subprocess.run(
            [*made, *wanted, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True, timeout=30
        )
    except FileNotFoundError:
        pytest.skip("no openssl to make a certificate with")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    return server, ssl.create_default_context(cafile=str(cert))
