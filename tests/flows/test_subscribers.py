"""Which editions are delivered, and to whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.config import load_settings
from pipeline.domain.deliveries import Channel, DeliveryKind, DeliveryState, Target
from pipeline.flows.digest import write_digest, write_due_digests
from pipeline.flows.services import Services
from pipeline.flows.storing import store_article
from pipeline.flows.subscribers import targets_of
from storage.store import Store
from tests.flows.test_regroup import new
from tests.flows.world import CONVOY, START, MovableClock

MAIL = {
    "SAHEL_HOST_DELAY": "0",
    "SAHEL_SMTP_HOST": "localhost",
    "SAHEL_SMTP_TLS": "none",
    "SAHEL_MAIL_FROM": "Veille Sahel <sahel@example.org>",
    "SAHEL_MAIL_TO": "awa@example.org",
}
MORNING = datetime(2026, 11, 21, 7, tzinfo=UTC)


def with_readers(services: Services, **changes: str) -> Services:
    """The services with readers in their settings."""
    settings = load_settings({**MAIL, **changes}, home=services.settings.home)
    return replace(services, settings=settings)


def queued(store: Store) -> list[tuple[str, int, str, DeliveryState]]:
    with store.reading() as view:
        found = sorted(view.deliveries.newest(100), key=lambda one: one.id)
    return [(one.subject, one.number, one.target.address, one.state) for one in found]


def late(services: Services, clock: MovableClock, figure: str) -> None:
    """An article of the 20th that is stored now."""
    store_article(
        services, replace(new(f"tard-{figure}", CONVOY.replace("100", figure), 5), first_seen=clock.now()), None
    )


def settle_all(store: Store, clock: MovableClock) -> None:
    with store.writing() as tx:
        for one in tx.deliveries.in_state(DeliveryState.WAITING):
            tx.deliveries.decide(one.id, (DeliveryState.WAITING,), DeliveryState.SENT, "", clock.now())


WAITS = DeliveryState.WAITING
SENT = DeliveryState.SENT


def test_readers_are_named_once_and_by_their_bare_address(services: Services) -> None:
    desk = with_readers(services, SAHEL_MAIL_TO="Awa <awa@example.org>, awa@example.org", SAHEL_CHAT="json://a/secret")
    mail, chat = targets_of(desk.settings)
    assert mail == Target(Channel.MAIL, "awa@example.org")
    assert chat.channel is Channel.CHAT
    assert "secret" not in chat.address


def test_without_readers_nothing_waits(services: Services, clock: MovableClock) -> None:
    clock.moment = MORNING
    assert write_due_digests(services)
    assert queued(services.store) == []


def test_the_very_first_edition_waits_for_each_reader(services: Services, clock: MovableClock) -> None:
    desk = with_readers(services, SAHEL_MAIL_TO="awa@example.org,issa@example.org")
    clock.moment = MORNING
    write_due_digests(desk)
    write_due_digests(desk)
    assert queued(desk.store) == [
        ("2026-11-20.en", 1, "awa@example.org", WAITS),
        ("2026-11-20.en", 1, "issa@example.org", WAITS),
    ]


def test_a_digest_by_hand_lets_nothing_wait(services: Services, clock: MovableClock) -> None:
    desk = with_readers(services)
    clock.moment = MORNING
    write_digest(desk, None, "en", ["md"], desk.settings.digests)
    assert queued(desk.store) == []


def test_a_digest_that_somebody_looked_at_before_its_hour_is_delivered_all_the_same(
    services: Services, clock: MovableClock
) -> None:
    desk = with_readers(services)
    clock.moment = MORNING - timedelta(hours=2)
    write_digest(desk, None, "en", ["md"], desk.settings.digests)
    clock.moment = MORNING
    assert write_due_digests(desk) == []
    assert queued(desk.store) == [("2026-11-20.en", 1, "awa@example.org", WAITS)]


def test_after_days_away_the_newest_two_days_are_delivered(services: Services, clock: MovableClock) -> None:
    desk = with_readers(services)
    clock.moment = MORNING
    write_due_digests(services)
    clock.advance(days=6)
    assert len(write_due_digests(desk)) == 6
    assert [subject for subject, *_ in queued(desk.store)] == ["2026-11-25.en", "2026-11-26.en"]


def test_an_edition_that_waits_still_is_brought_up_to_the_newest(services: Services, clock: MovableClock) -> None:
    desk = with_readers(services)
    clock.moment = MORNING
    write_due_digests(desk)
    clock.advance(hours=2)
    late(desk, clock, "900")
    clock.advance(minutes=1)
    assert write_due_digests(desk)
    assert queued(desk.store) == [("2026-11-20.en", 2, "awa@example.org", WAITS)]


def test_later_editions_are_delivered_once_a_day_and_the_last_of_them_is_not_lost(
    services: Services, clock: MovableClock
) -> None:
    desk = with_readers(services)
    clock.moment = MORNING
    write_due_digests(desk)
    settle_all(desk.store, clock)
    for figure in ("700", "800", "900"):
        clock.advance(hours=2)
        late(desk, clock, figure)
        clock.advance(minutes=1)
        write_due_digests(desk)
        settle_all(desk.store, clock)
    first = ("2026-11-20.en", 1, "awa@example.org", SENT)
    second = ("2026-11-20.en", 2, "awa@example.org", SENT)
    assert queued(desk.store) == [first, second]
    clock.moment = MORNING + timedelta(hours=27)
    write_due_digests(desk)
    of_that_day = [row for row in queued(desk.store) if row[0] == "2026-11-20.en"]
    assert of_that_day == [first, second, ("2026-11-20.en", 4, "awa@example.org", WAITS)]


def test_a_digest_of_another_language_is_another_one(services: Services, clock: MovableClock) -> None:
    clock.moment = MORNING
    write_due_digests(with_readers(services))
    write_due_digests(with_readers(services, SAHEL_LANGUAGE="fr"))
    assert [subject for subject, *_ in queued(services.store)] == ["2026-11-20.en", "2026-11-20.fr"]
    with services.store.reading() as view:
        assert view.deliveries.get(1).kind is DeliveryKind.DIGEST
    assert START < MORNING
