"""Deliveries in the tables: claimed once, settled by their sender, decided on by a person."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from pipeline.domain.deliveries import (
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    NewDelivery,
    Settled,
    Target,
)
from pipeline.domain.errors import NotFound
from storage.store import Store, open_store
from tests.storage.samples import MINUTE, NOON

AWA = Target(Channel.MAIL, "awa@example.org")
ISSA = Target(Channel.MAIL, "issa@example.org")


def edition(number: int = 1, target: Target = AWA) -> NewDelivery:
    return NewDelivery(DeliveryKind.DIGEST, "2026-11-20.en", number, target, title="")


def add(store: Store, *wanted: NewDelivery, now: datetime = NOON) -> None:
    with store.writing() as tx:
        tx.deliveries.add(wanted, now)


def first(store: Store) -> Delivery:
    with store.reading() as view:
        return view.deliveries.get(1)


def claim(store: Store, owner: str = "desk/1/1", *, expected: Delivery | None = None) -> Delivery | None:
    with store.writing() as tx:
        return tx.deliveries.claim(expected or tx.deliveries.get(1), owner, NOON)


def due(store: Store, now: datetime) -> Sequence[int]:
    with store.reading() as view:
        return view.deliveries.due(now, 10)


def test_a_delivery_comes_out_as_it_went_in(store: Store) -> None:
    alert = NewDelivery(DeliveryKind.ALERT, "tillabéri", 3, ISSA, "Alerte : \u062a\u064a\u0644", "« Texte »\n")
    add(store, alert)
    stored = first(store)
    assert (stored.kind, stored.subject, stored.number, stored.target) == (DeliveryKind.ALERT, "tillabéri", 3, ISSA)
    assert (stored.title, stored.text) == (alert.title, alert.text)
    assert (stored.state, stored.attempts, stored.next_try, stored.created) == (DeliveryState.WAITING, 0, NOON, NOON)


def test_the_same_delivery_waits_once(store: Store) -> None:
    add(store, edition(), edition(), edition(target=ISSA))
    add(store, edition(), now=NOON + MINUTE)
    assert len(due(store, NOON + MINUTE)) == 2
    assert first(store).created == NOON


def test_no_delivery_that_is_not_there_is_given(store: Store) -> None:
    with store.reading() as view, pytest.raises(NotFound, match="no such delivery: 5"):
        view.deliveries.get(5)


def test_one_that_was_claimed_is_claimed_no_more(store: Store) -> None:
    add(store, edition())
    claimed = claim(store)
    assert claimed is not None
    assert (claimed.state, claimed.owner, claimed.attempts) == (DeliveryState.SENDING, "desk/1/1", 1)
    assert claim(store, "desk/2/2") is None
    assert due(store, NOON) == []


def test_one_that_became_another_edition_meanwhile_is_not_claimed(store: Store) -> None:
    add(store, edition())
    seen = first(store)
    with store.writing() as tx:
        tx.deliveries.renumber(seen, 2)
    assert claim(store, expected=seen) is None
    assert claim(store) is not None


def test_of_many_who_claim_at_once_one_gets_it(database: str) -> None:
    stores = [open_store(database) for _ in range(4)]
    barrier = Barrier(4)
    add(stores[0], edition())

    def grab(number: int) -> bool:
        barrier.wait(timeout=20)
        return claim(stores[number], f"desk/{number}/1") is not None

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(grab, range(4))) == 1
    for store in stores:
        store.close()


def test_its_sender_settles_it_and_nobody_else(store: Store) -> None:
    add(store, edition())
    claimed = claim(store)
    assert claimed is not None
    later = Settled(DeliveryState.WAITING, NOON + MINUTE, "450 busy")
    with store.writing() as tx:
        assert tx.deliveries.settle(claimed, later, NOON)
        assert not tx.deliveries.settle(claimed, later, NOON)
    stored = first(store)
    assert (stored.state, stored.attempts, stored.error) == (DeliveryState.WAITING, 1, "450 busy")
    assert (due(store, NOON), due(store, NOON + MINUTE)) == ([], [1])


def test_a_sender_that_was_given_up_tells_the_truth_when_it_comes_back(store: Store) -> None:
    add(store, edition())
    claimed = claim(store)
    assert claimed is not None
    with store.writing() as tx:
        assert tx.deliveries.give_up(claimed, "broken off", NOON)
        assert not tx.deliveries.give_up(claimed, "broken off", NOON)
    assert first(store).state is DeliveryState.UNKNOWN
    with store.writing() as tx:
        assert tx.deliveries.settle(claimed, Settled(DeliveryState.SENT, NOON, ""), NOON)
    assert first(store).state is DeliveryState.SENT


def test_a_person_decides_on_what_stands_still_only(store: Store) -> None:
    add(store, edition())
    claimed = claim(store)
    assert claimed is not None
    still = (DeliveryState.UNKNOWN, DeliveryState.FAILED)
    with store.writing() as tx:
        assert not tx.deliveries.decide(1, still, DeliveryState.WAITING, "", NOON)
        tx.deliveries.give_up(claimed, "broken off", NOON)
        assert tx.deliveries.decide(1, still, DeliveryState.WAITING, "", NOON + MINUTE)
    assert (first(store).state, first(store).attempts) == (DeliveryState.WAITING, 0)
    assert due(store, NOON + MINUTE) == [1]


def test_a_try_that_a_jumped_clock_set_far_ahead_is_due(store: Store) -> None:
    add(store, edition(), now=NOON + timedelta(days=900))
    assert due(store, NOON) == [1]


def test_the_last_number_to_a_reader_is_found(store: Store) -> None:
    add(store, edition(1), edition(3), edition(2), edition(9, ISSA))
    with store.reading() as view:
        last = view.deliveries.last(DeliveryKind.DIGEST, "2026-11-20.en", AWA)
        assert view.deliveries.last(DeliveryKind.DIGEST, "2026-11-21.en", AWA) is None
    assert last is not None
    assert last.number == 3


def test_a_message_to_many_readers_is_one_message(store: Store) -> None:
    add(store, *(NewDelivery(DeliveryKind.ALERT, "gao", 1, target, "t", "x") for target in (AWA, ISSA)))
    add(store, NewDelivery(DeliveryKind.ALERT, "gao", 2, AWA, "t", "x"), now=NOON + MINUTE)
    with store.reading() as view:
        assert view.deliveries.messages(DeliveryKind.ALERT, "gao") == {1: NOON, 2: NOON + MINUTE}


def test_those_that_are_not_sent_are_listed_first(store: Store) -> None:
    add(store, edition(1), edition(2), edition(3))
    with store.writing() as tx:
        tx.deliveries.decide(3, (DeliveryState.WAITING,), DeliveryState.SENT, "", NOON)
        assert [one.id for one in tx.deliveries.newest(10)] == [2, 1, 3]
        assert tx.deliveries.counts() == {DeliveryState.WAITING: 2, DeliveryState.SENT: 1}
