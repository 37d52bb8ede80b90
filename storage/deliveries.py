"""Deliveries: what waits to be sent, who sends it, and what became of it."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select, update

from pipeline.domain.deliveries import (
    WAITS,
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    NewDelivery,
    Settled,
    Target,
)
from pipeline.domain.errors import NotFound
from storage.delivery_tables import deliveries
from storage.dialects import insert_missing

_JUMP = timedelta(days=1)
"""A try so far ahead was set by a clock that had jumped: no wait is as long."""


class Deliveries:
    """Each delivery is sent by whoever claims it first; no other statement lets one be sent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, wanted: Iterable[NewDelivery], now: datetime) -> None:
        """Let these wait to be sent; those that are known already stay as they are."""
        rows = [
            {
                "kind": one.kind,
                "subject": one.subject,
                "number": one.number,
                "channel": one.target.channel,
                "address": one.target.address,
                "title": one.title,
                "text": one.text,
                "state": DeliveryState.WAITING,
                "next_try": now,
                "created": now,
                "updated": now,
            }
            for one in wanted
        ]
        insert_missing(self._connection, deliveries, rows)

    def last(self, kind: DeliveryKind, subject: str, target: Target) -> Delivery | None:
        """The delivery with the highest number to a reader on a subject."""
        query = select(deliveries).where(
            deliveries.c.kind == kind,
            deliveries.c.subject == subject,
            deliveries.c.channel == target.channel,
            deliveries.c.address == target.address,
        )
        row = self._connection.execute(query.order_by(deliveries.c.number.desc()).limit(1)).first()
        return None if row is None else _delivery(row)

    def messages(self, kind: DeliveryKind, subject: str) -> dict[int, datetime]:
        """When each message on a subject was made, by its number, however many readers it has."""
        query = select(deliveries.c.number, func.min(deliveries.c.created)).where(
            deliveries.c.kind == kind, deliveries.c.subject == subject
        )
        rows = self._connection.execute(query.group_by(deliveries.c.number))
        return {number: created for number, created in rows}

    def renumber(self, delivery: Delivery, number: int) -> None:
        """Let a delivery that still waits be of a later edition."""
        self._connection.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery.id, deliveries.c.state == DeliveryState.WAITING)
            .values(number=number)
        )

    def due(self, now: datetime, limit: int) -> list[int]:
        """The deliveries whose time has come, the longest due first."""
        reached = or_(deliveries.c.next_try <= now, deliveries.c.next_try > now + WAITS[-1] + _JUMP)
        query = select(deliveries.c.id).where(deliveries.c.state == DeliveryState.WAITING, reached)
        return list(self._connection.scalars(query.order_by(deliveries.c.next_try, deliveries.c.id).limit(limit)))

    def claim(self, delivery: Delivery, owner: str, now: datetime) -> Delivery | None:
        """Take the sending of a delivery; None where it waits no more, or is of another number by now.

        Commit this before anything is sent.
        """
        waits = and_(
            deliveries.c.id == delivery.id,
            deliveries.c.number == delivery.number,
            deliveries.c.state == DeliveryState.WAITING,
        )
        claimed = self._connection.execute(
            update(deliveries)
            .where(waits)
            .values(state=DeliveryState.SENDING, owner=owner, attempts=deliveries.c.attempts + 1, updated=now)
            .returning(*deliveries.c)
        ).first()
        return None if claimed is None else _delivery(claimed)

    def settle(self, delivery: Delivery, end: Settled, now: datetime) -> bool:
        """Write down what a sending came to; False where another has taken the delivery over meanwhile.

        One that others had to call unknown, because it took so long, is still ours to tell of.
        """
        ours = and_(
            deliveries.c.id == delivery.id,
            deliveries.c.owner == delivery.owner,
            deliveries.c.attempts == delivery.attempts,
            deliveries.c.state.in_((DeliveryState.SENDING, DeliveryState.UNKNOWN)),
        )
        written = self._connection.execute(
            update(deliveries).where(ours).values(state=end.state, next_try=end.next_try, error=end.error, updated=now)
        )
        return bool(written.rowcount)

    def give_up(self, delivery: Delivery, reason: str, now: datetime) -> bool:
        """Call a delivery that lost its sender unknown; False where that is no longer so."""
        lost = and_(
            deliveries.c.id == delivery.id,
            deliveries.c.owner == delivery.owner,
            deliveries.c.attempts == delivery.attempts,
            deliveries.c.state == DeliveryState.SENDING,
        )
        values = {"state": DeliveryState.UNKNOWN, "error": reason, "updated": now}
        return bool(self._connection.execute(update(deliveries).where(lost).values(**values)).rowcount)

    def decide(self, number: int, of: Collection[DeliveryState], to: DeliveryState, reason: str, now: datetime) -> bool:
        """Take a person's word on a delivery in one of these states; False where it is in another by now."""
        values = {"state": to, "error": reason, "attempts": 0, "next_try": now, "updated": now}
        decided = self._connection.execute(
            update(deliveries).where(deliveries.c.id == number, deliveries.c.state.in_(of)).values(**values)
        )
        return bool(decided.rowcount)

    def get(self, number: int) -> Delivery:
        """A delivery; raises NotFound."""
        row = self._connection.execute(select(deliveries).where(deliveries.c.id == number)).first()
        if row is None:
            raise NotFound("delivery", number)
        return _delivery(row)

    def in_state(self, state: DeliveryState) -> list[Delivery]:
        """All deliveries in a state, the oldest first."""
        rows = self._connection.execute(select(deliveries).where(deliveries.c.state == state).order_by(deliveries.c.id))
        return [_delivery(row) for row in rows]

    def newest(self, limit: int) -> list[Delivery]:
        """The newest deliveries, and before them all those that are not sent, the newest first."""
        open_first = deliveries.c.state == DeliveryState.SENT
        query = select(deliveries).order_by(open_first, deliveries.c.id.desc()).limit(limit)
        return [_delivery(row) for row in self._connection.execute(query)]

    def refused(self) -> list[str]:
        """Why those that wait for another try were refused, the newest first."""
        query = select(deliveries.c.error).where(deliveries.c.state == DeliveryState.WAITING, deliveries.c.error != "")
        return list(self._connection.scalars(query.order_by(deliveries.c.updated.desc(), deliveries.c.id.desc())))

    def counts(self) -> dict[DeliveryState, int]:
        """How many deliveries there are in each state."""
        query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        return {DeliveryState(state): count for state, count in self._connection.execute(query)}


def _delivery(row: Row[Any]) -> Delivery:
    fields = {name: row._mapping[name] for name in Delivery.__dataclass_fields__ if name != "target"}
    target = Target(Channel(row.channel), row.address)
    return Delivery(**{**fields, "target": target, "kind": DeliveryKind(row.kind), "state": DeliveryState(row.state)})
