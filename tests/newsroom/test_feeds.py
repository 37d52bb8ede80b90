import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.urls import url_key
from tests.newsroom.feeds import feed_document, feed_window, tracked
from tests.newsroom.newsroom import START
from tests.newsroom.outlets import Outlet, roster
from tests.newsroom.world import World

VERSIONS = {"rss": "rss20", "atom": "atom10", "rdf": "rss10"}


def document(world: World, outlet: Outlet, now: datetime) -> bytes:
    return feed_document(world, outlet, feed_window(world, outlet, now))


def parsed(world: World, outlet: Outlet, now: datetime) -> Any:
    return feedparser.parse(BytesIO(document(world, outlet, now)))


def moment(parts: struct_time) -> datetime:
    return datetime(*parts[:6], tzinfo=UTC)


@pytest.mark.parametrize("feed_format", ["rss", "atom", "rdf"])
def test_xml_feeds_say_what_is_true(world: World, feed_format: str) -> None:
    outlets = [outlet for outlet in world.outlets if outlet.feed_format == feed_format]
    assert outlets
    for outlet in outlets:
        feed, articles = parsed(world, outlet, world.end), feed_window(world, outlet, world.end)
        assert not feed.bozo
        assert feed.version == VERSIONS[feed_format]
        assert feed.feed.title == outlet.name
        assert [entry.title for entry in feed.entries] == [world.text(article).title for article in articles]
        assert [entry.link for entry in feed.entries] == [tracked(article) for article in articles]
        dates = [moment(entry.get("published_parsed") or entry.updated_parsed) for entry in feed.entries]
        assert dates == [article.published for article in articles]


def test_json_feeds_say_what_is_true(world: World) -> None:
    outlets = [outlet for outlet in world.outlets if outlet.feed_format == "json"]
    assert outlets
    for outlet in outlets:
        feed, articles = json.loads(document(world, outlet, world.end)), feed_window(world, outlet, world.end)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["title"] for item in feed["items"]] == [world.text(article).title for article in articles]
        assert [item["url"] for item in feed["items"]] == [tracked(article) for article in articles]
        dates = [datetime.fromisoformat(item["date_published"]) for item in feed["items"]]
        assert dates == [article.published for article in articles]


def test_dates_are_written_in_the_zone_of_the_outlet(world: World) -> None:
    outlet = next(o for o in world.outlets if o.feed_format == "rss" and o.timezone == "Africa/Niamey")
    assert document(world, outlet, world.end).count(b"+0100</pubDate>") == len(feed_window(world, outlet, world.end))


def test_a_feed_shows_no_more_than_its_window_and_the_newest_first() -> None:
    world = World(3, roster(20, port=8000), START, 6)
    for outlet in world.outlets:
        shown = feed_window(world, outlet, world.end)
        assert len(shown) == min(outlet.window, len(world.visible(outlet, world.end)))
        assert [a.published for a in shown] == sorted((a.published for a in shown), reverse=True)
        assert 10 <= outlet.window <= 30


def test_a_feed_before_the_first_article_is_empty_but_whole(world: World) -> None:
    for outlet in world.outlets[:10]:
        content = document(world, outlet, START)
        entries = json.loads(content)["items"] if outlet.feed_format == "json" else parsed(world, outlet, START).entries
        assert entries == []
        assert feedparser.parse(BytesIO(content)).get("version") == VERSIONS.get(outlet.feed_format, "")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 49), st.timedeltas(timedelta(0), timedelta(days=2)))
def test_a_feed_changes_only_when_something_is_published(number: int, after: timedelta) -> None:
    outlet = WORLD.outlets[number]
    published = [article.published for article in WORLD.visible(outlet, START + after)]
    newest = published[-1] if published else START
    assert document(WORLD, outlet, START + after) == document(WORLD, outlet, newest)


def test_tracked_addresses_mean_the_article(world: World) -> None:
    outlets = [outlet for outlet in world.outlets if outlet.tracking]
    assert {outlet.tracking.partition("=")[0] for outlet in outlets} == {"utm_source", "xtor"}
    for outlet in outlets:
        for article in feed_window(world, outlet, world.end):
            assert tracked(article) != article.url
            assert url_key(tracked(article)) == url_key(article.url)


WORLD = World(3, roster(50, port=8000), START, 2)
