"""Who gets digests and alerts, and which editions they are owed."""

from collections.abc import Sequence
from datetime import date
from email.utils import parseaddr

from pipeline.config import Settings
from pipeline.domain.deliveries import (
    Channel,
    DeliveryKind,
    DeliveryState,
    NewDelivery,
    Target,
    may_send_edition,
)
from pipeline.flows.services import Services
from pipeline.net.chat import chat_name
from storage.store import Transaction

NEWEST_DAYS = 2
"""The digests of so many days are delivered: whoever was away for longer finds the others in their folder."""


def targets_of(settings: Settings) -> tuple[Target, ...]:
    """Everybody whom the settings name, each once."""
    mails = (Target(Channel.MAIL, parseaddr(reader)[1]) for reader in settings.mail_to)
    chats = (Target(Channel.CHAT, chat_name(address.get_secret_value())) for address in settings.chat)
    return tuple(dict.fromkeys((*mails, *chats)))


def queue_editions(services: Services, days: Sequence[date]) -> None:
    """Let the newest editions of the newest of these days be delivered to those who did not get them."""
    targets = targets_of(services.settings)
    if not targets:
        return
    with services.store.writing() as tx:
        for day in days[-NEWEST_DAYS:]:
            _queue_edition(tx, services, day, targets)


def _queue_edition(tx: Transaction, services: Services, day: date, targets: Sequence[Target]) -> None:
    language, now = services.settings.language, services.clock.now()
    newest = tx.editions.newest(day.isoformat(), language)
    if newest is None:
        return
    subject = edition_subject(day, language)
    for target in targets:
        last = tx.deliveries.last(DeliveryKind.DIGEST, subject, target)
        if last and last.state is DeliveryState.WAITING:
            tx.deliveries.renumber(last, newest.number)
        elif may_send_edition(newest.number, last, now):
            tx.deliveries.add([NewDelivery(DeliveryKind.DIGEST, subject, newest.number, target, title="")], now)


def edition_subject(day: date, language: str) -> str:
    """How deliveries name the digest of a day."""
    return f"{day.isoformat()}.{language}"


def day_and_language(subject: str) -> tuple[date, str]:
    """The day and language of a digest that a delivery names."""
    day, _, language = subject.partition(".")
    return date.fromisoformat(day), language
