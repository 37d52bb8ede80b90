"""Alerts of saved searches: the first look tells nothing, then one message a story."""

from dataclasses import replace

import pytest

from pipeline.domain.alerts import HOUR
from pipeline.domain.articles import Review, State
from pipeline.domain.deliveries import Delivery, DeliveryKind
from pipeline.domain.feeds import Feed, Ownership, Source
from pipeline.domain.topics import Level
from pipeline.flows.alerts import look_for_alerts
from pipeline.flows.services import Services
from pipeline.flows.storing import store_article
from tests.flows.test_regroup import FRAMED, UPDATE, new
from tests.flows.test_subscribers import with_readers
from tests.flows.world import CONVOY, CUP, MovableClock

SEARCH = """
[searches.kayes]
name = "Carburant à Kayes"
query = "topic:fuel-blockade Kayes"
alert = true
"""
TOWNS = ("Kita", "Nioro", "Yélimané", "Diéma", "Bafoulabé", "Kéniéba", "Diboli", "Sadiola", "Mahina", "Oussoubidiagna")


def save(services: Services, text: str) -> None:
    services.settings.seeds.mkdir(exist_ok=True)
    (services.settings.seeds / "searches.toml").write_text(text, "utf-8")


@pytest.fixture
def desk(services: Services) -> Services:
    """A desk with a reader, a search, and three outlets of owners of their own."""
    save(services, SEARCH)
    with services.store.writing() as tx:
        for key in ("agence", "radio", "suite"):
            home = f"https://{key}.example/"
            source = Source(key, key.title(), home, "ML", ("ML",), ("fr",), Ownership.PRIVATE, "UTC", owner=f"{key}-sa")
            tx.feeds.load([source], [Feed(key=key, source=key, addresses=(f"{home}feed",))], services.clock.now())
    return with_readers(services)


def come(services: Services, name: str, text: str, hours: float = 0) -> None:
    """An article comes in now, dated so many hours after the start."""
    store_article(services, replace(new(name, text, hours), first_seen=services.clock.now()), None)


def other_story(number: int) -> str:
    """A report on fuel near Kayes."""
    town = TOWNS[number]
    return (
        f"À {town}, dans la région de Kayes, la pénurie de carburant a fait fermer {number + 3} écoles ce vendredi.\n\n"
        f"Le maire de {town}, joint par téléphone, parle de {(number + 2) * 17} familles sans essence après le blocus "
        f"imposé par les jihadistes du GSIM sur la piste numéro {number + 41}. Les commerçants de {town} ont baissé "
        f"leurs rideaux pour {number + 2} jours."
    )


def come_alone(services: Services, number: int, more: str = "") -> None:
    """A report that is a story of its own, whatever it shares with others."""
    arrived = replace(new(f"journal-{number}", other_story(number) + more, 0), first_seen=services.clock.now())
    with services.store.writing() as tx:
        article = tx.articles.add(arrived, group=tx.groups.new_group(), story=tx.groups.new_story())
        tx.search.put(article, arrived.analysis.document)


def alerts(services: Services) -> list[Delivery]:
    with services.store.reading() as view:
        found = view.deliveries.newest(100)
    return sorted((one for one in found if one.kind is DeliveryKind.ALERT), key=lambda one: one.number)


def test_the_first_look_tells_nothing_of_what_is_there(desk: Services) -> None:
    come(desk, "agence", CONVOY)
    assert look_for_alerts(desk) == 0
    assert look_for_alerts(desk) == 0
    assert alerts(desk) == []


def test_a_new_story_that_matches_is_told_once(desk: Services, clock: MovableClock) -> None:
    look_for_alerts(desk)
    clock.advance(minutes=2)
    come(desk, "agence", CONVOY)
    come(desk, "sport", CUP)
    assert look_for_alerts(desk) == 1
    clock.advance(minutes=1)
    assert look_for_alerts(desk) == 0
    (alert,) = alerts(desk)
    assert (alert.subject, alert.target.address) == ("kayes", "awa@example.org")
    assert alert.title.startswith("Alert, Carburant à Kayes: ")
    told = alert.text.replace("\u00a0", " ")
    assert "Titre de agence (Agence) 20 Nov 2026, 12:00 UTC https://agence.example/x" in told
    assert "[1 outlet, single source]" in alert.text


def test_a_topic_that_is_only_mentioned_sets_off_no_alert(desk: Services, clock: MovableClock) -> None:
    look_for_alerts(desk)
    told = replace(new("agence", CONVOY, 0), first_seen=clock.now())
    tagging = told.analysis.tagging
    tags = tuple(replace(tag, level=Level.MENTIONED) for tag in tagging.tags)
    passing = replace(told, analysis=replace(told.analysis, tagging=replace(tagging, tags=tags)))
    store_article(desk, passing, None)
    assert look_for_alerts(desk) == 0
    come(desk, "radio", CONVOY.replace("100", "900"))
    assert look_for_alerts(desk) == 1


def test_a_copy_of_it_is_no_news(desk: Services, clock: MovableClock) -> None:
    look_for_alerts(desk)
    come(desk, "agence", CONVOY)
    look_for_alerts(desk)
    clock.advance(hours=5)
    come(desk, "radio", FRAMED, 1)
    assert look_for_alerts(desk) == 0


def test_an_owner_more_is_news_after_four_hours(desk: Services, clock: MovableClock) -> None:
    look_for_alerts(desk)
    come(desk, "agence", CONVOY)
    look_for_alerts(desk)
    clock.advance(hours=1)
    come(desk, "suite", UPDATE, 1)
    with desk.store.reading() as view:
        assert view.articles.get(1).story == view.articles.get(2).story
    assert look_for_alerts(desk) == 0
    clock.advance(hours=3)
    assert look_for_alerts(desk) == 1
    again = alerts(desk)[1]
    assert "Not new" in again.text
    assert "[2 outlets; independent sources known: 2] [corroborated]" in again.text
    clock.advance(hours=5)
    assert look_for_alerts(desk) == 0


def test_ten_stories_at_once_are_six_messages_and_a_gathered_one_an_hour_later(
    desk: Services, clock: MovableClock
) -> None:
    look_for_alerts(desk)
    for number in range(10):
        come_alone(desk, number)
    assert look_for_alerts(desk) == 6
    clock.advance(minutes=30)
    assert look_for_alerts(desk) == 0
    clock.moment += HOUR
    assert look_for_alerts(desk) == 1
    gathered = alerts(desk)[6]
    assert gathered.title == "Alert, Carburant à Kayes: 4 stories"
    assert gathered.text.count("\n- ") == 3
    clock.moment += HOUR
    assert look_for_alerts(desk) == 0


def test_each_reader_gets_each_message(desk: Services) -> None:
    two = with_readers(desk, SAHEL_MAIL_TO="awa@example.org,issa@example.org")
    look_for_alerts(two)
    come(two, "agence", CONVOY)
    assert look_for_alerts(two) == 1
    assert {(one.number, one.target.address) for one in alerts(two)} == {
        (1, "awa@example.org"),
        (1, "issa@example.org"),
    }


def test_a_query_that_changed_looks_for_the_first_time(desk: Services, clock: MovableClock) -> None:
    look_for_alerts(desk)
    come(desk, "agence", CONVOY)
    save(desk, SEARCH.replace(" Kayes", " Bamako"))
    assert look_for_alerts(desk) == 0
    clock.advance(hours=5)
    come_alone(desk, 1, "\n\nUn convoi a quitté Bamako.")
    assert look_for_alerts(desk) == 1


def test_old_news_found_late_and_what_was_dropped_are_no_alerts(desk: Services, clock: MovableClock) -> None:
    look_for_alerts(desk)
    come(desk, "archive", other_story(1), -24 * 9)
    come(desk, "agence", CONVOY)
    with desk.store.writing() as tx:
        tx.reviews.put(Review(2, State.DROPPED, "", "awa", clock.now()))
    assert look_for_alerts(desk) == 0


def test_a_search_without_alert_and_a_desk_without_readers_look_for_nothing(desk: Services, services: Services) -> None:
    assert look_for_alerts(services) == 0
    save(desk, SEARCH.replace("alert = true", "alert = false"))
    look_for_alerts(desk)
    come(desk, "agence", CONVOY)
    assert look_for_alerts(desk) == 0


def test_a_fault_in_one_search_keeps_no_other_from_looking(desk: Services) -> None:
    wrong = SEARCH.replace("kayes]", "wrong]").replace("fuel-blockade", "fuel-blokade")
    save(desk, wrong + SEARCH)
    look_for_alerts(desk)
    come(desk, "agence", CONVOY)
    assert look_for_alerts(desk) == 1
    save(desk, SEARCH.replace("Kayes", "(Kayes", 2))
    assert look_for_alerts(desk) == 0


def test_a_message_speaks_the_language_of_its_search(desk: Services) -> None:
    save(desk, SEARCH + 'language = "fr"')
    look_for_alerts(desk)
    come(desk, "agence", CONVOY)
    look_for_alerts(desk)
    assert alerts(desk)[0].title.startswith("Alerte, Carburant à Kayes")


def test_a_service_that_was_off_tells_what_it_finds_when_it_is_back(desk: Services, clock: MovableClock) -> None:
    look_for_alerts(desk)
    clock.advance(days=2)
    come(desk, "agence", CONVOY)
    assert look_for_alerts(desk) == 1
    assert "Titre de agence" in alerts(desk)[0].text


def test_a_story_whose_articles_were_all_dropped_is_told_no_more(desk: Services, clock: MovableClock) -> None:
    look_for_alerts(desk)
    come(desk, "agence", CONVOY)
    assert look_for_alerts(desk) == 1
    clock.advance(hours=5)
    come(desk, "radio", CONVOY.replace("100", "900"))
    with desk.store.writing() as tx:
        for article in (1, 2):
            tx.reviews.put(Review(article, State.DROPPED, "", "awa", clock.now()))
    assert look_for_alerts(desk) == 0
