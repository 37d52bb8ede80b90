"""Deliveries: a message on one channel to one reader, sent at most once; and when a failed one is tried again.

waiting -> sending -> sent
   ^         |  `---> unknown   whether it arrived cannot be told: only a person settles it or has it tried again
   `---------+------> failed    it certainly did not arrive, however often it was tried
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
"""How long a delivery that certainly did not arrive waits for its next try, by how often it was tried."""
LONGEST_SENDING = timedelta(minutes=10)
"""A delivery that has been sending for longer has lost its sender, who must have given up long before."""


class DeliveryKind(StrEnum):
    """What is delivered: an edition of a digest, or an alert of a saved search."""

    DIGEST = "digest"
    ALERT = "alert"


class Channel(StrEnum):
    """The way a delivery goes."""

    MAIL = "mail"
    CHAT = "chat"


class DeliveryState(StrEnum):
    """Where a delivery stands; UNKNOWN: it may have arrived, so it is never sent again without a person's word."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Target:
    """A reader: `address` is a mail address, or the name of a chat address, which is a secret itself."""

    channel: Channel
    address: str


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A delivery before it is stored, known by all but its title and text.

    `subject` is a day and a language, or the key of a saved search; `number` is that of the edition, or counts the
    messages of the search. `text` is empty for a digest: that is read from the store when it is sent.
    """

    kind: DeliveryKind
    subject: str
    number: int
    target: Target
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as stored; `owner` is the process that sends it, `error` why it did not arrive, as far as known."""

    id: int
    kind: DeliveryKind
    subject: str
    number: int
    target: Target
    title: str
    text: str
    state: DeliveryState
    attempts: int
    next_try: datetime
    error: str
    owner: str
    created: datetime
    updated: datetime


class Fate(StrEnum):
    """What one sending came to; UNSURE: it may have arrived."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one sending came to, and why."""

    fate: Fate
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a delivery stands after a sending, and when it is tried next."""

    state: DeliveryState
    next_try: datetime
    error: str


def settled(outcome: Outcome, attempts: int, now: datetime) -> Settled:
    """Where a delivery stands after its sending number `attempts` (from 1) came to this."""
    if outcome.fate is Fate.ACCEPTED:
        return Settled(DeliveryState.SENT, now, "")
    if outcome.fate is Fate.UNSURE:
        return Settled(DeliveryState.UNKNOWN, now, outcome.reason)
    if attempts > len(WAITS):
        return Settled(DeliveryState.FAILED, now, outcome.reason)
    return Settled(DeliveryState.WAITING, now + WAITS[attempts - 1], outcome.reason)


def may_send_edition(number: int, last: Delivery | None, now: datetime) -> bool:
    """Whether a reader is to get an edition of a day's digest, given what he got or is to get of it last.

    A later edition goes out once a day at most.
    """
    if last is None:
        return True
    return number > last.number and (last.number == 1 or now - last.created >= timedelta(days=1))
