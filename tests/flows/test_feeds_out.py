"""Writing feeds of topics and saved searches."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest

from pipeline.domain.articles import Review, State
from pipeline.domain.errors import ConfigError, ListError
from pipeline.flows.feeds_out import feeds_folder, publish_feeds
from pipeline.flows.services import Services
from pipeline.flows.storing import store_article
from pipeline.flows.upkeep import keep_feeds
from tests.flows.test_regroup import FRAMED, UPDATE, new
from tests.flows.world import CONVOY, CUP, MovableClock


@pytest.fixture
def news(services: Services) -> Services:
    """An agency's report, a copy, an update and a cup."""
    for name, text, hours in (("agence", CONVOY, 0), ("radio", FRAMED, 1), ("suite", UPDATE, 3), ("sport", CUP, 2)):
        store_article(services, new(name, text, hours), None)
    return services


def publish(services: Services) -> list[Path]:
    return publish_feeds(services.store, services.settings, services.clock.now())


def save(services: Services, text: str) -> None:
    services.settings.seeds.mkdir(exist_ok=True)
    (services.settings.seeds / "searches.toml").write_text(text, "utf-8")


def feed(services: Services, key: str) -> Any:
    record = json.loads((feeds_folder(services.settings) / f"{key}.json").read_text("utf-8"))
    read = feedparser.parse((feeds_folder(services.settings) / f"{key}.atom").read_bytes())
    assert not read.bozo
    assert [entry.id for entry in read.entries] == [item["id"] for item in record["items"]]
    return record


def titles(services: Services, key: str) -> list[str]:
    return [item["title"] for item in feed(services, key)["items"]]


SEARCH = """
[searches.kayes]
name = "Carburant à Kayes"
query = "Kayes -radio since:P1W"
"""


def test_each_topic_has_a_feed_of_its_reports_the_newest_first(news: Services) -> None:
    paths = publish(news)
    assert {path.suffix for path in paths} == {".atom", ".json"}
    assert all(path.is_file() for path in paths)
    assert titles(news, "fuel-blockade") == ["Titre de suite", "Titre de agence"]
    assert titles(news, "displacement") == []


def test_a_saved_search_has_a_feed_too(news: Services) -> None:
    save(news, SEARCH)
    publish(news)
    assert titles(news, "kayes") == ["Titre de suite", "Titre de agence"]
    record = feed(news, "kayes")
    assert (record["title"], record["description"]) == (
        "Carburant à Kayes",
        "Articles that match: kayes -radio since:7d",
    )


def test_a_feed_speaks_the_language_its_search_asks_for(news: Services) -> None:
    save(news, SEARCH + 'language = "fr"')
    publish(news)
    assert feed(news, "kayes")["language"] == "fr"
    assert feed(news, "fuel-blockade")["language"] == "en"
    french, english = (set(feed(news, key)["items"][0]["tags"]) for key in ("kayes", "fuel-blockade"))
    assert french != english


def test_a_relative_time_is_counted_from_when_the_feed_is_written(news: Services, clock: MovableClock) -> None:
    save(news, SEARCH)
    clock.advance(days=8)
    publish(news)
    assert titles(news, "kayes") == []


def test_a_feed_holds_no_whole_text(news: Services) -> None:
    for path in publish(news):
        assert "dans les prochains jours" not in path.read_text("utf-8")


def test_an_item_keeps_its_identity_and_is_updated_when_its_text_changes(news: Services, clock: MovableClock) -> None:
    publish(news)
    before = feed(news, "fuel-blockade")["items"][1]
    clock.advance(days=2)
    changed = new("agence", CONVOY.replace("onze", "douze"), 0).analysis
    changed = replace(changed, document=replace(changed.document, title="Nouveau titre"))
    with news.store.writing() as tx:
        tx.articles.add_version(1, changed, None, clock.now())
    publish(news)
    after = feed(news, "fuel-blockade")["items"][1]
    assert (after["id"], after["url"], after["date_published"]) == (
        before["id"],
        before["url"],
        before["date_published"],
    )
    assert (before["title"], after["title"]) == ("Titre de agence", "Nouveau titre")
    assert after["date_modified"] == "2026-11-22T12:00:00Z" != before["date_modified"]


def test_what_the_analyst_dropped_is_left_out_unless_it_is_asked_for(news: Services, clock: MovableClock) -> None:
    save(news, SEARCH + '[searches.dropped]\nname = "Écartés"\nquery = "state:dropped"\n')
    with news.store.writing() as tx:
        tx.reviews.put(Review(1, State.DROPPED, "", "awa", clock.now()))
    publish(news)
    assert titles(news, "kayes") == titles(news, "fuel-blockade") == ["Titre de suite"]
    assert titles(news, "dropped") == ["Titre de agence"]


def test_the_same_store_gives_the_same_bytes(news: Services, clock: MovableClock) -> None:
    first = [path.read_bytes() for path in publish(news)]
    clock.advance(minutes=30)
    assert [path.read_bytes() for path in publish(news)] == first


def test_a_feed_that_is_switched_off_or_gone_is_taken_away_and_nothing_else(news: Services) -> None:
    save(news, SEARCH)
    publish(news)
    folder = feeds_folder(news.settings)
    (folder / "own.json").write_text("{}", "utf-8")
    save(news, SEARCH + "feed = false")
    publish(news)
    assert not list(folder.glob("kayes.*"))
    assert (folder / "own.json").is_file()
    assert (folder / "fuel-blockade.atom").is_file()


@pytest.mark.parametrize(
    ("old", "new_text", "said"),
    [
        ("searches.kayes", "searches.fuel-blockade", "there is a topic of this key"),
        ("Kayes -radio", "topic:fuel-blokade", "did you mean fuel-blockade?"),
        ("Kayes -radio", "place:nowhere-at-all", "no such place"),
        ("Kayes -radio", "owner:nobody", "no such owner"),
        ("Kayes -radio", "country:mali", "two letters"),
    ],
)
def test_a_search_that_names_something_unknown_stops_all(news: Services, old: str, new_text: str, said: str) -> None:
    save(news, SEARCH.replace(old, new_text))
    with pytest.raises(ListError, match=r"searches\.toml \[searches\.") as caught:
        publish(news)
    assert said in str(caught.value)
    assert not feeds_folder(news.settings).exists()


def test_a_folder_that_cannot_be_made_is_named(news: Services) -> None:
    feeds_folder(news.settings).write_text("a file in its place", "utf-8")
    with pytest.raises(ConfigError, match="feeds"):
        publish(news)


def test_the_service_keeps_the_feeds_and_outlives_a_saved_search_with_a_fault(services: Services) -> None:
    keep_feeds(services)
    written = sorted(path.name for path in feeds_folder(services.settings).iterdir())
    assert len(written) == 2 * 19
    services.settings.seeds.mkdir(parents=True, exist_ok=True)
    (services.settings.seeds / "searches.toml").write_text("[searches.odd]\nname = 'Odd'\nquery = '('\n", "utf-8")
    keep_feeds(services)
    assert sorted(path.name for path in feeds_folder(services.settings).iterdir()) == written
