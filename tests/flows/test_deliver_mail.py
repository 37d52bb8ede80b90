"""From a digest to the reader's mailbox, through a real mail server on loopback."""

from collections.abc import Iterator

import pytest

from pipeline.domain.deliveries import DeliveryState
from pipeline.flows.deliver import deliver, open_channels
from pipeline.flows.digest import write_due_digests
from pipeline.flows.services import Services
from pipeline.flows.storing import store_article
from tests.flows.test_regroup import new
from tests.flows.test_subscribers import MORNING, with_readers
from tests.flows.world import CONVOY, MovableClock
from tests.net.smtp import Inbox, smtp_server
from tests.rasters.test_rasters import needs_extra, needs_font
from tests.report.illustrated import check_pictures


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with smtp_server(Inbox()) as running:
        yield running


def desk_of(services: Services, clock: MovableClock, inbox: Inbox, readers: str = "awa@example.org") -> Services:
    desk = with_readers(services, SAHEL_SMTP_PORT=str(inbox.port), SAHEL_MAIL_TO=readers, SAHEL_LANGUAGE="fr")
    store_article(desk, new("agence", CONVOY, 0), None)
    clock.moment = MORNING
    write_due_digests(desk)
    return desk


def test_after_two_temporary_failures_a_digest_arrives_once(
    services: Services, clock: MovableClock, inbox: Inbox
) -> None:
    inbox.replies = ["451 greylisted", "421 too busy"]
    desk = desk_of(services, clock, inbox)
    channels = open_channels(desk.settings)
    for _ in range(10):
        deliver(desk, channels)
        clock.advance(minutes=7)
    (letter,) = inbox.read()
    assert (letter["To"], letter["From"]) == ("awa@example.org", "Veille Sahel <sahel@example.org>")
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Titre de agence" in body.get_content()
    written = (desk.settings.digests / "2026-11-20.fr.html").read_text("utf-8")
    (file,) = letter.iter_attachments()
    assert file.get_content().replace("\r\n", "\n") == written


@needs_extra
@needs_font
def test_a_digest_arrives_with_the_pictures_that_its_page_shows(
    services: Services, clock: MovableClock, inbox: Inbox
) -> None:
    desk = desk_of(services, clock, inbox)
    assert deliver(desk, open_channels(desk.settings)) == 1
    (letter,) = inbox.read()
    assert check_pictures(letter) == {"map-wide", "map-narrow"}


def test_a_reader_the_server_does_not_know_keeps_no_other_from_his_letter(
    services: Services, clock: MovableClock, inbox: Inbox
) -> None:
    inbox.reader_replies = ["550 no such user"]
    desk = desk_of(services, clock, inbox, "nobody@example.org,awa@example.org")
    assert deliver(desk, open_channels(desk.settings)) == 1
    assert [reader for reader, _ in inbox.letters] == ["awa@example.org"]
    with desk.store.reading() as view:
        assert view.deliveries.get(1).state is DeliveryState.WAITING
        assert view.deliveries.get(1).error == "550 no such user"
