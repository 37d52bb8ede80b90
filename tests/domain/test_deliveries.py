"""When a delivery is tried again, and which editions a reader gets."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.domain.deliveries import (
    WAITS,
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Fate,
    Outcome,
    Settled,
    Target,
    may_send_edition,
    settled,
)

NOW = datetime(2026, 11, 21, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def delivery(number: int = 1, *, created: datetime = NOW, state: DeliveryState = DeliveryState.SENT) -> Delivery:
    return Delivery(
        id=1,
        kind=DeliveryKind.DIGEST,
        subject="2026-11-20.en",
        number=number,
        target=Target(Channel.MAIL, "awa@example.org"),
        title="",
        text="",
        state=state,
        attempts=1,
        next_try=created,
        error="",
        owner="desk/1/1",
        created=created,
        updated=created,
    )


def test_what_was_accepted_is_sent() -> None:
    assert settled(Outcome(Fate.ACCEPTED), 3, NOW) == Settled(DeliveryState.SENT, NOW, "")


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120), (5, 360)])
def test_what_was_refused_is_tried_again_after_growing_waits(attempts: int, minutes: int) -> None:
    end = settled(Outcome(Fate.REFUSED, "450 busy"), attempts, NOW)
    assert end == Settled(DeliveryState.WAITING, NOW + minutes * MINUTE, "450 busy")


def test_what_was_refused_after_the_last_wait_is_failed() -> None:
    assert settled(Outcome(Fate.REFUSED, "no"), len(WAITS) + 1, NOW).state is DeliveryState.FAILED


@pytest.mark.parametrize("attempts", [1, 6, 99])
def test_what_may_have_arrived_is_never_tried_again(attempts: int) -> None:
    assert settled(Outcome(Fate.UNSURE, "lost"), attempts, NOW).state is DeliveryState.UNKNOWN


def test_the_first_edition_goes_to_whoever_got_none() -> None:
    assert may_send_edition(1, None, NOW)
    assert may_send_edition(4, None, NOW)


def test_no_edition_goes_out_twice() -> None:
    assert not may_send_edition(1, delivery(1, created=NOW - timedelta(days=9)), NOW)
    assert not may_send_edition(3, delivery(3, created=NOW - timedelta(days=9)), NOW)


def test_later_editions_go_out_once_a_day_at_most() -> None:
    assert may_send_edition(2, delivery(1), NOW)
    assert not may_send_edition(3, delivery(2, created=NOW - timedelta(hours=23)), NOW)
    assert may_send_edition(3, delivery(2, created=NOW - timedelta(hours=24)), NOW)
