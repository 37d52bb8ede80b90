"""Where older entries are looked for after a gap, and when the search ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.domain.feeds import Gap, GapState, Gate, Way
from pipeline.domain.history import (
    MOST_PAGES,
    UNSEARCHED,
    Found,
    after_dead_end,
    after_page,
    first_way,
    next_page,
    ways,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SINCE = NOW - timedelta(hours=6)
ROOT = "https://radio.example/feed/"
GAP = Gap("radio", SINCE, NOW, "radio.example", NOW, Way.PAGED, "https://radio.example/feed/?paged=2")


def names(address: str, gate: Gate = Gate.NONE, older: str = "") -> list[Way]:
    return [way for way, _ in ways(address, gate, older, SINCE)]


def test_a_page_that_the_feed_names_comes_first() -> None:
    older = "https://radio.example/archive/7.xml"
    assert ways(ROOT, Gate.NONE, older, SINCE)[0] == (Way.OLDER, older)


def test_wordpress_is_asked_for_posts_since_a_day_before_the_last_poll() -> None:
    address = dict(ways(ROOT, Gate.NONE, "", SINCE))[Way.WORDPRESS]
    assert address.startswith("https://radio.example/wp-json/wp/v2/posts?")
    assert "after=2026-11-19T06%3A00%3A00" in address


def test_the_feed_of_a_category_has_no_posts_of_the_whole_site() -> None:
    assert names("https://radio.example/category/mali/feed/") == [Way.PAGED, Way.SITEMAP]


def test_a_feed_of_no_known_engine_has_its_sitemap() -> None:
    assert names("https://radio.example/spip.php?page=backend") == [Way.SITEMAP]


def test_a_gated_feed_does_not_take_up_a_sitemap() -> None:
    assert names("https://radio.example/spip.php?page=backend", Gate.ANCHOR) == []


def test_the_way_that_worked_the_last_time_is_tried_first() -> None:
    worked = replace(GAP, state=GapState.CLOSED, until=NOW - timedelta(days=3))
    assert first_way(ways(ROOT, Gate.NONE, "", SINCE), [worked], NOW) == (Way.PAGED, ROOT + "?paged=2")


def test_no_search_begins_soon_after_one_that_found_no_way() -> None:
    lost = replace(GAP, state=GapState.LOST, until=NOW - timedelta(days=3))
    options = ways(ROOT, Gate.NONE, "", SINCE)
    assert first_way(options, [lost], NOW) is None
    assert first_way(options, [lost], NOW + timedelta(days=5)) is not None


def test_a_gap_that_was_never_searched_says_nothing_of_the_ways() -> None:
    never = replace(GAP, state=GapState.LOST, reason=UNSEARCHED, until=NOW - timedelta(days=1))
    assert first_way([(Way.PAGED, "p")], [never], NOW) == (Way.PAGED, "p")


def test_a_search_ends_where_it_meets_what_was_known() -> None:
    reached = after_page(GAP, Found(10, 4, overlap=True, next_address="x"), NOW)
    assert (reached.state, reached.found, reached.pages) == (GapState.CLOSED, 4, 1)


def test_a_search_goes_on_while_all_is_new() -> None:
    reached = after_page(GAP, Found(10, 10, overlap=False, next_address="https://radio.example/feed/?paged=3"), NOW)
    assert (reached.state, reached.address) == (GapState.OPEN, "https://radio.example/feed/?paged=3")


def test_a_search_has_a_bound() -> None:
    gap = replace(GAP, pages=MOST_PAGES - 1)
    assert after_page(gap, Found(10, 10, overlap=False, next_address="x"), NOW).state is GapState.BOUNDED


def test_posts_are_complete_when_wordpress_gives_fewer_than_were_asked_for() -> None:
    gap = replace(GAP, way=Way.WORDPRESS)
    assert after_page(gap, Found(12, 12, overlap=False, next_address="x"), NOW).state is GapState.CLOSED
    assert after_page(gap, Found(100, 100, overlap=False, next_address="x"), NOW).state is GapState.OPEN


def test_history_that_ends_without_an_overlap_is_not_called_whole() -> None:
    assert after_page(GAP, Found(10, 10, overlap=False), NOW).state is GapState.BOUNDED


def test_after_a_dead_end_the_next_way_is_tried_and_after_the_last_the_search_is_lost() -> None:
    options = ways(ROOT, Gate.NONE, "", SINCE)
    turned = after_dead_end(GAP, options, "status 404", NOW)
    assert (turned.way, turned.state) == (Way.SITEMAP, GapState.OPEN)
    assert after_dead_end(turned, options, "no sitemap", NOW).state is GapState.LOST


def test_what_was_found_before_a_dead_end_is_not_called_lost() -> None:
    gap = replace(GAP, found=20, pages=2)
    assert after_dead_end(gap, ways(ROOT, Gate.NONE, "", SINCE), "status 404", NOW).state is GapState.BOUNDED


@pytest.mark.parametrize(
    ("address", "after"),
    [
        ("https://a.example/feed/?paged=2", "https://a.example/feed/?paged=3"),
        ("https://a.example/?feed=rss2&paged=9", "https://a.example/?feed=rss2&paged=10"),
        (
            "https://a.example/wp-json/wp/v2/posts?per_page=100&page=1",
            "https://a.example/wp-json/wp/v2/posts?per_page=100&page=2",
        ),
        ("https://a.example/feed/", ""),
    ],
)
def test_the_page_after_a_page(address: str, after: str) -> None:
    assert next_page(address) == after
