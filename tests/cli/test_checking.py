"""feeds check, feeds discover, the look of feeds add, and what status says of feeds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.domain.feeds import Feed, FeedState, FeedStatus, Gap, GapState, Ownership, Poll, Source, Way
from pipeline.net.robots import NOTHING
from storage.store import open_store
from tests.cli.conftest import Sahel
from tests.flows.world import START, rss
from tests.net.server import RawServer, page

URL = "https://radio.example/feed"
PAGE = b"""<!doctype html><html><head><title>Radio</title>
<link rel="alternate" type="application/rss+xml" title="Toute l'info" href="/actus/rss"></head><body><p>Bonjour</p>"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[RawServer]:
    running = RawServer()
    monkeypatch.setenv("SAHEL_ALLOW_NETWORKS", "127.77.0.0/16")
    monkeypatch.setenv("SAHEL_ALLOW_PORTS", str(running.port))
    monkeypatch.setenv("SAHEL_HOST_DELAY", "0")
    yield running
    running.close()


def feed(*titles: str) -> bytes:
    items = [(f"https://radio.example/{number}", title) for number, title in enumerate(titles)]
    return page(rss(items), headers="Content-Type: application/rss+xml")


@pytest.fixture
def quiet_radio(sahel: Sahel, tmp_path: Path) -> None:
    """A home with one feed that brought eight entries a day and has been quiet for four days."""
    sahel("feeds", "add", "--no-check", URL, "--key", "radio")
    store = open_store(f"sqlite:///{tmp_path / 'sahel-home' / 'sahel.db'}")
    last = START - timedelta(days=4)
    with store.writing() as tx:
        state = tx.feeds.get("radio").state
        for day in range(40, -1, -1):
            poll = Poll("radio", last - timedelta(days=day), FeedStatus.OK, http_status=200, entries=20, new=8)
            tx.feeds.record(poll, replace(state, status=FeedStatus.OK, last_new=poll.at, newest=poll.at))
        tx.gaps.open(Gap("radio", last, START, "radio.example", START, Way.PAGED, "", GapState.LOST, reason="none"))
    store.close()


@pytest.mark.usefixtures("quiet_radio")
def test_a_silence_that_is_odd_is_told_with_its_reason(sahel: Sahel) -> None:
    called = sahel("feeds", "check")
    assert called.code == 0
    assert "silent" in called.out
    assert "nothing new for 4 days; 32 entries were to be expected" in called.out


@pytest.mark.usefixtures("quiet_radio")
def test_a_feed_asked_for_by_its_key_is_told_of_at_length(sahel: Sahel) -> None:
    out = sahel("feeds", "check", "radio").out
    assert "usually brings Mon 8.0, Tue 8.0" in out
    assert "1 lost" in out


@pytest.mark.usefixtures("quiet_radio")
def test_all_that_is_known_of_a_feed_is_there_for_programs(sahel: Sahel) -> None:
    (record,) = sahel("feeds", "check", "radio", "--json").lines
    assert (record["condition"], record["by_weekday"]) == ("silent", [8.0] * 7)
    assert record["quiet_hours"] == pytest.approx(96.0)
    assert record["gaps"]["lost"] == 1


@pytest.mark.usefixtures("quiet_radio")
def test_status_names_what_is_odd(sahel: Sahel) -> None:
    out = sahel("status").out
    assert "silent although news was to be expected: radio" in out
    assert "with entries that were lost, or may have been, this week: radio" in out


def test_a_source_whose_certificate_is_not_checked_is_shown(sahel: Sahel, tmp_path: Path) -> None:
    sahel("feeds", "add", "--no-check", URL, "--key", "radio")
    store = open_store(f"sqlite:///{tmp_path / 'sahel-home' / 'sahel.db'}")
    source = Source(
        "vieux", "Vieux", "https://v.example/", "ML", ("ML",), ("fr",), Ownership.PRIVATE, "UTC", verify_tls=False
    )
    with store.writing() as tx:
        tx.feeds.add(source, Feed("vieux", "vieux", ("https://v.example/feed",)), START)
    store.close()
    assert "without checking their TLS certificates: vieux" in sahel("status").out


def test_a_host_that_is_closed_for_want_of_its_robots_txt_is_shown(sahel: Sahel, tmp_path: Path) -> None:
    sahel("feeds", "add", "--no-check", URL, "--key", "radio")
    store = open_store(f"sqlite:///{tmp_path / 'sahel-home' / 'sahel.db'}")
    with store.writing() as tx:
        tx.hosts.set_robots("ferme.example", NOTHING, START, missing_since=START)
        tx.hosts.set_robots("connu.example", "User-agent: *\nDisallow: /a\n", START, missing_since=START)
    store.close()
    out = sahel("status").out
    assert "no article is fetched there: ferme.example" in out
    assert "connu.example" not in out


def test_a_feed_that_is_not_there_is_not_found(sahel: Sahel) -> None:
    sahel("feeds", "add", "--no-check", URL)
    assert sahel("feeds", "check", "nothing").code == 4


def test_a_feed_is_looked_at_before_it_is_added(sahel: Sahel, server: RawServer) -> None:
    server.answers["/feed"] = feed("Mali : un", "Mali : deux")
    called = sahel("feeds", "add", server.url("/feed"))
    assert called.code == 0
    assert "rss, 2 entries" in called.err


def test_of_a_page_the_feed_that_it_names_is_added(sahel: Sahel, server: RawServer) -> None:
    server.answers["/"] = page(PAGE)
    called = sahel("feeds", "add", server.url("/"))
    assert called.code == 0
    (record,) = sahel("feeds", "list", "--json").lines
    assert record["url"] == server.url("/actus/rss")


def test_a_page_of_a_site_without_a_feed_is_not_added(sahel: Sahel, server: RawServer) -> None:
    server.answers["/"] = page(b"<!doctype html><html><title>Radio</title><p>Bonjour</p>")
    called = sahel("feeds", "add", server.url("/"))
    assert called.code == 2
    assert "--no-check" in called.err
    assert sahel("feeds", "add", "--no-check", server.url("/")).code == 0


def test_a_page_whose_feed_lies_at_a_usual_address_is_taken_for_it(sahel: Sahel, server: RawServer) -> None:
    server.answers["/"] = page(b"<!doctype html><html><title>Radio</title><p>Bonjour</p>")
    server.answers["/feed/"] = feed("Un", "Deux")
    called = sahel("feeds", "add", server.url("/"))
    assert (called.code, called.out) == (0, f"added {server.host}:{server.port}: {server.url('/feed/')}\n")


def test_an_address_that_may_never_be_asked_is_not_added(sahel: Sahel) -> None:
    called = sahel("feeds", "add", "http://10.0.0.1/feed")
    assert called.code == 2
    assert "allow_networks" in called.err


def test_a_feed_is_known_by_any_address_it_goes_by(sahel: Sahel, tmp_path: Path) -> None:
    sahel("feeds", "add", "--no-check", URL, "--key", "radio")
    store = open_store(f"sqlite:///{tmp_path / 'sahel-home' / 'sahel.db'}")
    with store.writing() as tx:
        state = replace(tx.feeds.get("radio").state, moved_to="https://radio.example/nouveau")
        tx.feeds.record(Poll("radio", START, FeedStatus.MOVED, http_status=200), state)
    store.close()
    for address in ("http://www.radio.example/feed/", "https://radio.example/nouveau"):
        assert "known already as radio" in sahel("feeds", "add", "--no-check", address).out


def test_discovery_without_a_find_says_what_each_address_answered(sahel: Sahel, server: RawServer) -> None:
    server.answers["/"] = page(b"<!doctype html><html><title>Radio</title><p>Bonjour</p>")
    server.answers["/feed/"] = page(b"", status="500 Oh")
    called = sahel("feeds", "discover", server.url("/"))
    assert called.code == 1
    assert "status 500" in called.err


def test_a_poll_of_a_feed_that_is_not_touched_says_why(sahel: Sahel) -> None:
    sahel("feeds", "add", "--no-check", URL, "--key", "radio")
    sahel("feeds", "disable", "radio")
    called = sahel("poll", "radio")
    assert "radio is switched off (sahel feeds enable radio)" in called.err


def test_what_cannot_be_read_now_is_added_and_told(sahel: Sahel, server: RawServer) -> None:
    called = sahel("feeds", "add", server.url("/broken"))
    assert called.code == 0
    assert "cannot be had now" in called.err
    assert "status 404" in called.err
    assert len(sahel("feeds", "list", "--json").lines) == 1


def test_the_feeds_of_a_site_are_found_where_they_are_named_and_where_they_usually_lie(
    sahel: Sahel, server: RawServer
) -> None:
    server.answers |= {"/": page(PAGE), "/actus/rss": feed("Mali : un"), "/rss.xml": feed("Mali : un", "Mali : deux")}
    found = sahel("feeds", "discover", server.url("/"), "--json").lines
    assert [one["url"] for one in found] == [server.url("/actus/rss"), server.url("/rss.xml")]
    assert [one["entries"] for one in found] == [1, 2]


def test_sitemaps_that_robots_txt_names_are_found(sahel: Sahel, server: RawServer) -> None:
    sitemap = (
        '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://radio.example/mali-convoi</loc>'
        "<news:news><news:publication_date>2026-11-20</news:publication_date><news:title>Convoi</news:title></news:news></url></urlset>"
    )
    server.answers |= {
        "/": page(b"<!doctype html><html><body><p>Bonjour</p></body></html>"),
        "/robots.txt": page(f"Sitemap: {server.url('/news.xml')}".encode(), headers="Content-Type: text/plain"),
        "/news.xml": page(sitemap.encode(), headers="Content-Type: application/xml"),
    }
    (found,) = sahel("feeds", "discover", server.url("/"), "--json").lines
    assert (found["url"], found["kind"], found["entries"]) == (server.url("/news.xml"), "sitemap", 1)


def test_a_site_without_feeds_is_told(sahel: Sahel, server: RawServer) -> None:
    server.answers["/"] = page(b"<!doctype html><html><body><p>Bonjour</p></body></html>")
    called = sahel("feeds", "discover", server.url("/"))
    assert called.code == 1
    assert "no feed was found" in called.err


def test_a_site_that_cannot_be_reached_is_named(sahel: Sahel, server: RawServer) -> None:
    called = sahel("feeds", "discover", "http://127.0.0.1:1/")
    assert called.code == 1
    assert "127.0.0.1" in called.err


def test_a_fresh_state_has_no_condition_but_new(sahel: Sahel) -> None:
    sahel("feeds", "add", "--no-check", URL)
    (record,) = sahel("feeds", "check", "--json").lines
    assert record["condition"] == "new"
    assert FeedState(URL).status is FeedStatus.NEVER
