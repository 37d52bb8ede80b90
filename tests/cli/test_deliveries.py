"""deliveries, and what status and run say of delivery."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.domain.deliveries import (
    Channel,
    DeliveryKind,
    DeliveryState,
    NewDelivery,
    Settled,
    Target,
)
from storage.store import open_store
from tests.cli.conftest import Sahel
from tests.flows.world import START

AWA = Target(Channel.MAIL, "awa@example.org")


@pytest.fixture
def letters(home: Path) -> Path:
    """A home with four deliveries: sent, failed, unknown, waiting."""
    store = open_store(f"sqlite:///{home / 'sahel.db'}")
    ends = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN)
    with store.writing() as tx:
        tx.deliveries.add(
            [NewDelivery(DeliveryKind.DIGEST, f"2026-11-1{day}.en", 1, AWA, "") for day in range(1, 5)], START
        )
        for number, end in enumerate(ends, start=1):
            claimed = tx.deliveries.claim(tx.deliveries.get(number), "desk/1/1", START)
            assert claimed is not None
            tx.deliveries.settle(claimed, Settled(end, START, "550 no such user" if number == 2 else ""), START)
    store.close()
    return home


def states(sahel: Sahel) -> dict[int, str]:
    return {one["id"]: one["state"] for one in sahel("deliveries", "--json").lines}


def test_without_deliveries_that_is_said(sahel: Sahel, home: Path) -> None:
    called = sahel("deliveries")
    assert (called.code, called.out) == (0, "nothing was delivered yet (settings mail_to and chat)\n")


def test_deliveries_are_listed_those_that_are_not_sent_first(sahel: Sahel, letters: Path) -> None:
    called = sahel("deliveries")
    assert called.code == 0
    assert [line.split()[:2] for line in called.out.splitlines()[1:5]] == [
        ["4", "waiting"],
        ["3", "unknown"],
        ["2", "failed"],
        ["1", "sent"],
    ]
    assert "550 no such user" in called.out
    assert "sahel deliveries retry ID" in called.out
    second = sahel("deliveries", "--json").lines[2]
    assert (second["kind"], second["subject"], second["to"]) == ("digest", "2026-11-12.en", "awa@example.org")
    assert second["next_try"] is None


@pytest.mark.parametrize("number", [2, 3])
def test_what_failed_or_may_have_arrived_can_be_sent_again(sahel: Sahel, letters: Path, number: int) -> None:
    assert sahel("deliveries", "retry", number).code == 0
    assert states(sahel)[number] == "waiting"


@pytest.mark.parametrize("number", [2, 3, 4])
def test_what_is_settled_is_not_tried_again(sahel: Sahel, letters: Path, number: int) -> None:
    assert sahel("deliveries", "settle", number).out == f"delivery {number} is settled\n"
    assert states(sahel)[number] == "sent"


@pytest.mark.parametrize("command", ["retry", "settle"])
def test_what_was_sent_is_left_alone_and_what_is_not_there_is_not_found(
    sahel: Sahel, letters: Path, command: str
) -> None:
    sent, missing = sahel("deliveries", command, 1), sahel("deliveries", command, 99)
    assert (sent.code, sent.err) == (2, "sahel: this delivery is sent: 1\n")
    assert (missing.code, missing.err) == (4, "sahel: no such delivery: 99\n")
    assert states(sahel)[1] == "sent"


def test_what_a_dead_process_was_sending_is_called_unknown(sahel: Sahel, letters: Path) -> None:
    store = open_store(f"sqlite:///{letters / 'sahel.db'}")
    with store.writing() as tx:
        assert tx.deliveries.claim(tx.deliveries.get(4), "another.1/1/1", START.replace(hour=1))
    store.close()
    assert sahel("deliveries", "settle", 4).code == 0


def test_status_tells_of_deliveries_that_did_not_or_may_have_arrived(sahel: Sahel, letters: Path) -> None:
    out = sahel("status").out
    assert "1 deliveries were broken off, and may have arrived (sahel deliveries)" in out
    assert "1 deliveries did not arrive (sahel deliveries)" in out


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('mail_to = ["awa@example.org"]', "mail_to: letters need a server that takes them: set smtp_host"),
        ('chat = ["carrier-pigeon://coop/secret"]', "chat: "),
    ],
)
def test_a_service_whose_readers_cannot_be_reached_does_not_start(
    sahel: Sahel, home: Path, files: Callable[[str, str], Path], settings: str, told: str
) -> None:
    files("sahel-home/sahel.toml", settings)
    called = sahel("run", "--no-web")
    assert called.code == 2
    assert told in called.err
    assert "secret" not in called.err
