"""Handing notices to chat services by way of apprise, an optional extra that brings its own sockets.

apprise tells in its log lines alone why a notice failed: a status of the service means that it was refused, a
connection that was never made that it did not leave. Whatever else fails may have arrived.
"""

import hashlib
import logging
import re
import warnings
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from pipeline.domain.deliveries import Fate, Outcome
from pipeline.domain.errors import ConfigError

PATIENCE = 60.0
"""How long a notice may take in all, seconds."""
_REFUSED = re.compile(r"Failed to .*\berror=([45]\d\d)\.?\Z", re.DOTALL)
_NEVER_LEFT = re.compile(r"Socket Exception: .*(NewConnectionError|NameResolutionError|ConnectTimeoutError)", re.DOTALL)


class ChatClient:
    """Sends notices to chat addresses, which are secrets: outside they go by their names."""

    def __init__(self, addresses: Sequence[str]) -> None:
        """Raises ConfigError where the extra is missing, or does not know an address."""
        if find_spec("apprise") is None:
            raise ConfigError("chat: this needs an extra: pip install 'sahel-monitor[chat]'")
        self._services = {
            chat_name(address): _service(address, number) for number, address in enumerate(addresses, start=1)
        }

    @property
    def names(self) -> tuple[str, ...]:
        """What the addresses are called."""
        return tuple(self._services)

    def send(self, name: str, title: str, text: str) -> Outcome:
        """Hand a notice to the address of a name."""
        service = self._services[name]
        result = service.notify(
            body=text,
            title=title,
            body_format="text",
            interpret_escapes=False,
            timeout=PATIENCE,
            log_level=logging.DEBUG,
        )
        if result:
            return Outcome(Fate.ACCEPTED)
        # What it logs may hold tokens: it is looked at, and never kept.
        said = [(line.level, str(line.message)) for line in result.logs()]
        return _failed(said, only_one=sum(map(len, service)) == 1)


def chat_name(address: str) -> str:
    """What a chat address is called where it may be seen: its kind of service and a mark of its own."""
    mark = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    service, colon, _ = address.partition("://")
    return f"{service.lower()[:20] if colon else 'chat'}-{mark}"


def _service(address: str, number: int) -> Any:
    with warnings.catch_warnings():
        # Its plugins import modules that Python is about to drop.
        warnings.simplefilter("ignore", DeprecationWarning)
        import apprise

        logging.getLogger("apprise").addHandler(logging.NullHandler())
        logging.getLogger("apprise").propagate = False
        logging.getLogger("apprise").setLevel(logging.DEBUG)
        service = apprise.Apprise()
        if not service.add(address):
            raise ConfigError(f"chat: address number {number} is none that apprise knows ({chat_name(address)})")
    return service


def _failed(said: Sequence[tuple[str, str]], *, only_one: bool) -> Outcome:
    """What a failure means; where an address has several receivers, one of them may have got it.

    The text of the notice is logged too: only lines that begin as the reasons of a failure do are believed.
    """
    statuses = [_REFUSED.match(line) for level, line in said if level == "WARNING"]
    refused = next(filter(None, statuses), None)
    if refused and only_one:
        return Outcome(Fate.REFUSED, f"the service refused it with status {refused.group(1)}")
    if only_one and any(_NEVER_LEFT.match(line) for _, line in said):
        return Outcome(Fate.REFUSED, "the service could not be reached")
    return Outcome(Fate.UNSURE, "the service did not say that it took it")
