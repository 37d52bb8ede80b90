"""Sending what waits to be delivered, each at most once.

compose -> claim, committed -> send -> write down what it came to. Killed after the claim, a delivery is found by a
later look and called unknown: it may have arrived, so only a person has it sent again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from time import monotonic
from typing import Protocol

from pipeline.config import Settings
from pipeline.domain.deliveries import (
    LONGEST_SENDING,
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Fate,
    Outcome,
    Settled,
    settled,
)
from pipeline.domain.digests import Digest
from pipeline.domain.errors import Interrupted
from pipeline.flows.digest import edition_of
from pipeline.flows.owners import is_dead, this_process
from pipeline.flows.painting import Painter, open_painter
from pipeline.flows.services import Runner, Services
from pipeline.flows.subscribers import day_and_language, targets_of
from pipeline.net.chat import ChatClient
from pipeline.net.mail import MailClient, MailServer
from pipeline.report.drawings import drawings
from pipeline.report.letter import Envelope, Picture, digest_letter, message_id, plain_letter
from pipeline.report.notices import Notice, brief_notice
from pipeline.telemetry import get_log
from storage.store import Store, store_id

SLICE = 60.0
"""How long one look may go on, seconds: other chores wait behind it."""
_AT_ONCE = 100
_LONGEST_REASON = 200
log = get_log("deliver")


class Postman(Protocol):
    """Hands letters to a mail server."""

    def send(self, recipient: str, letter: bytes) -> Outcome:
        """Hand over a letter for one reader."""

    def close(self) -> None:
        """Break off what is being sent, after a moment."""


class Crier(Protocol):
    """Hands notices to chats."""

    def send(self, name: str, title: str, text: str) -> Outcome:
        """Hand over a notice for the chat of a name."""


@dataclass(frozen=True, slots=True)
class Channels:
    """The ways out, None where the settings name nobody; and what makes the pictures of letters, if anything can."""

    mail: Postman | None = None
    chat: Crier | None = None
    painter: Painter | None = None

    def __bool__(self) -> bool:
        return self.mail is not None or self.chat is not None

    def close(self) -> None:
        """Break off what is being sent, after a moment."""
        if self.mail is not None:
            self.mail.close()


def open_channels(settings: Settings) -> Channels:
    """The ways out that the settings ask for; raises ConfigError for a chat that cannot be reached by any."""
    mail = MailClient(_server(settings), parseaddr(settings.mail_from)[1]) if settings.mail_to else None
    chat = ChatClient([one.get_secret_value() for one in settings.chat]) if settings.chat else None
    return Channels(mail, chat, open_painter() if mail else None)


def deliver(services: Services, channels: Channels, ended: Callable[[], bool] = lambda: False) -> int:
    """Send what is due, until `ended` says so or the slice of time is over; return how many were sent."""
    give_up_lost(services.store, services.clock.now())
    with services.store.reading() as view:
        due = view.deliveries.due(services.clock.now(), _AT_ONCE)
    look, ends, sent = _Look(services, channels), monotonic() + SLICE, 0
    for number in due:
        if ended() or monotonic() > ends:
            break
        sent += look.deliver(number)
    return sent


def give_up_lost(store: Store, now: datetime) -> int:
    """Call unknown what was being sent by a process that is gone, or for longer than any sending lasts."""
    with store.reading() as view:
        sending = view.deliveries.in_state(DeliveryState.SENDING)
    lost = [one for one in sending if is_dead(one.owner) or abs(now - one.updated) > LONGEST_SENDING]
    if not lost:
        return 0
    with store.writing() as tx:
        given_up = [one for one in lost if tx.deliveries.give_up(one, "broken off while it was sent", now)]
    for one in given_up:
        log.error("delivery_unknown", delivery=one.id, to=one.target.address)
    return len(given_up)


def paint_digest(pool: Runner, painter: Painter | None, digest: Digest) -> tuple[Picture, ...]:
    """The pictures of a digest for its letter: all of them, or none where one cannot be made."""
    if painter is None:
        return ()
    try:
        return tuple(Picture(one, pool.run(painter, one.svg)) for one in drawings(digest))
    except Interrupted:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a picture, its letter goes out
        log.warning("letter_without_pictures", day=digest.day, language=digest.language, why=str(error))
        return ()


class _Look:
    """One look at what is due; a digest for several readers is put together once."""

    def __init__(self, services: Services, channels: Channels) -> None:
        self._services = services
        self._channels = channels
        self._targets = targets_of(services.settings)
        self._digests: dict[tuple[str, int], Digest] = {}
        self._pictures: dict[tuple[str, int], tuple[Picture, ...]] = {}

    def deliver(self, number: int) -> bool:
        """Send one delivery unless another process has it; return whether it was taken."""
        with self._services.store.reading() as view:
            waiting = view.deliveries.get(number)
        send = self._composed_or_not(waiting)
        with self._services.store.writing() as tx:
            claimed = tx.deliveries.claim(waiting, this_process(), self._services.clock.now())
        return claimed is not None and self._send(claimed, send)

    def _send(self, delivery: Delivery, send: Callable[[], Outcome] | None) -> bool:
        outcome = send() if send else Outcome(Fate.REFUSED, "the settings do not name this reader any more")
        now = self._services.clock.now()
        end = settled(outcome, delivery.attempts, now)
        if send is None:
            end = Settled(DeliveryState.FAILED, now, outcome.reason)
        with self._services.store.writing() as tx:
            tx.deliveries.settle(delivery, end, now)
        self._services.meters.count("delivery", end.state.value)
        log.info("delivery", delivery=delivery.id, to=delivery.target.address, state=end.state, error=end.error)
        return outcome.fate is Fate.ACCEPTED

    def _composed_or_not(self, delivery: Delivery) -> Callable[[], Outcome] | None:
        """What sends a delivery; a message that cannot be put together fails alone and holds up no other."""
        try:
            return self._composed(delivery)
        except (ValueError, LookupError) as error:
            reason = f"the message could not be put together: {type(error).__name__}: {error}"
            log.error("delivery_fault", delivery=delivery.id, error=reason)
            return lambda: Outcome(Fate.REFUSED, reason[:_LONGEST_REASON])

    def _composed(self, delivery: Delivery) -> Callable[[], Outcome] | None:
        """What sends a delivery, its message put together already; None where its reader is named no more."""
        address, mail, chat = delivery.target.address, self._channels.mail, self._channels.chat
        if delivery.target not in self._targets:
            return None
        if delivery.target.channel is Channel.MAIL and mail is not None:
            letter = self._letter(delivery)
            return lambda: mail.send(address, letter)
        if delivery.target.channel is Channel.CHAT and chat is not None:
            notice = self._notice(delivery)
            return lambda: chat.send(address, notice.title, notice.text)
        return None

    def _letter(self, delivery: Delivery) -> bytes:
        sender = self._services.settings.mail_from
        identity = message_id(store_id(self._services.store), delivery, sender)
        envelope = Envelope(identity, self._services.clock.now(), sender, delivery.target.address)
        if delivery.kind is DeliveryKind.DIGEST:
            return digest_letter(self._digest(delivery), envelope, self._painted(delivery))
        return plain_letter(delivery.title, delivery.text, envelope)

    def _notice(self, delivery: Delivery) -> Notice:
        if delivery.kind is DeliveryKind.DIGEST:
            return brief_notice(self._digest(delivery))
        return Notice(delivery.title, delivery.text)

    def _digest(self, delivery: Delivery) -> Digest:
        which = delivery.subject, delivery.number
        if which not in self._digests:
            day, language = day_and_language(delivery.subject)
            self._digests[which] = edition_of(self._services, day, language, delivery.number)
        return self._digests[which]

    def _painted(self, delivery: Delivery) -> tuple[Picture, ...]:
        which = delivery.subject, delivery.number
        if which not in self._pictures:
            painter, digest = self._channels.painter, self._digest(delivery)
            self._pictures[which] = paint_digest(self._services.pool, painter, digest)
        return self._pictures[which]


def _server(settings: Settings) -> MailServer:
    password = settings.smtp_password.get_secret_value()
    return MailServer(settings.smtp_host, settings.smtp_port, settings.smtp_tls, settings.smtp_user, password)
