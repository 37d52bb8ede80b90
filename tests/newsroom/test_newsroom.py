import html
import socket
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from pipeline.domain.feeds import Certainty, Gate, Ownership
from pipeline.lists import load_outlets
from tests.newsroom import Newsroom
from tests.newsroom.asking import ask
from tests.newsroom.drafts import Kind
from tests.newsroom.outlets import CONTROL_ADDRESS


def test_the_truth_agrees_with_what_is_served(newsroom: Newsroom) -> None:
    newsroom.advance(timedelta(hours=30))
    outlets = {outlet.key: outlet for outlet in newsroom.outlets}
    told = newsroom.truth()
    assert len(told) > 100
    for one in told:
        answer = ask(one.url)
        page = html.unescape(answer.body.decode(outlets[one.outlet].charset))
        assert answer.status == 200
        assert one.title in page
        assert all(page.count(paragraph) == 1 for paragraph in one.body)


def test_the_clock_governs_what_is_there(newsroom: Newsroom) -> None:
    later = newsroom.truth(newsroom.now + timedelta(days=1))[-1]
    assert newsroom.truth() == ()
    assert ask(later.url).status == 404
    newsroom.set_clock(later.published)
    assert ask(later.url).status == 200
    assert newsroom.truth()[-1].url == later.url
    newsroom.set_clock(later.published - timedelta(minutes=1))
    assert ask(later.url).status == 404


def test_the_truth_tells_relevance_topics_and_copies_apart(newsroom: Newsroom) -> None:
    for one in newsroom.truth(newsroom.now + timedelta(days=2)):
        off_topic = one.kind is Kind.OFFTOPIC
        assert one.relevant is not off_topic
        assert bool(one.topics) is bool(one.event) is not off_topic
        assert bool(one.copy_group) is (one.kind in {Kind.AGENCY, Kind.COPY, Kind.UPDATE})
        assert one.published.tzinfo is UTC


def test_two_newsrooms_on_one_port_say_the_same() -> None:
    def told(port: int) -> tuple[int, list[bytes]]:
        with Newsroom(outlets=6, seed=9, port=port) as newsroom:
            newsroom.advance(timedelta(hours=18))
            bodies = [ask(outlet.feed_url).body for outlet in newsroom.outlets]
            return newsroom.port, bodies + [ask(one.url).body for one in newsroom.truth()[:20]]

    port, first = told(0)
    assert told(port)[1] == first


def test_requests_at_once_at_one_outlet_are_an_overlap_and_at_two_are_not() -> None:
    with Newsroom(outlets=2, delay=0.6) as newsroom:
        one, other = newsroom.outlets
        at_once(one.feed_url, other.feed_url)
        assert newsroom.violations() == ()
        at_once(one.feed_url, one.home)
        assert [(violation.rule, violation.outlet) for violation in newsroom.violations()] == [("overlap", one.key)]


def at_once(*urls: str) -> None:
    threads = [Thread(target=ask, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_connection_is_kept_for_the_next_request(newsroom: Newsroom) -> None:
    outlet = newsroom.outlets[0]
    with socket.create_connection((outlet.address, outlet.port), timeout=5) as connection:
        for _ in range(2):
            connection.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
            assert connection.recv(4096).startswith(b"HTTP/1.1 200 OK\r\n")


@pytest.mark.parametrize("nonsense", [b"\x00\xff\r\n\r\n", b"GET /\r\n\r\n", b"x" * 70_000, b"\x16\x03\x01\r\n\r\n"])
def test_nonsense_is_answered_with_400(newsroom: Newsroom, nonsense: bytes) -> None:
    outlet = newsroom.outlets[0]
    with socket.create_connection((outlet.address, outlet.port), timeout=5) as connection:
        connection.sendall(nonsense)
        assert connection.recv(4096).startswith(b"HTTP/1.1 400 ")


def test_a_head_has_the_length_but_not_the_body(newsroom: Newsroom) -> None:
    feed_url = newsroom.outlets[0].feed_url
    head, whole = ask(feed_url, method="HEAD"), ask(feed_url)
    assert head.body == b""
    assert head.headers["content-length"] == whole.headers["content-length"] == str(len(whole.body))


def test_every_outlet_answers_at_its_own_address_and_nothing_elsewhere(newsroom: Newsroom) -> None:
    assert {ask(outlet.home).status for outlet in newsroom.outlets} == {200}
    for address in ("127.0.0.1", "127.77.0.200"):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((address, newsroom.port), timeout=2)


def test_after_its_end_a_newsroom_is_gone() -> None:
    with Newsroom(outlets=1) as newsroom:
        port = newsroom.port
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((CONTROL_ADDRESS, port), timeout=2)


def test_a_port_that_is_taken_is_an_error(newsroom: Newsroom) -> None:
    with pytest.raises(OSError, match="in use"), Newsroom(outlets=1, port=newsroom.port):
        pass


def test_the_log_tells_every_request(newsroom: Newsroom) -> None:
    outlet = newsroom.outlets[0]
    etag = ask(outlet.feed_url, {"User-Agent": "probe"}).headers["etag"]
    ask(outlet.feed_url, {"User-Agent": "probe", "If-None-Match": etag})
    first, second = newsroom.log
    assert (first.outlet, first.path, first.user_agent, first.status) == (outlet.key, outlet.feed_path, "probe", 200)
    assert (second.if_none_match, second.status) == (etag, 304)
    assert first.at <= second.at


def test_the_list_of_sources_has_every_outlet_in_the_words_of_the_product(newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "home" / "seeds" / "feeds.toml"
    newsroom.write_feeds_toml(path)
    sources = tomllib.loads(path.read_text("utf-8"))["sources"]
    taken_away = {key for key, source in sources.items() if source.get("remove")}
    assert [key for key in sources if key not in taken_away] == [outlet.key for outlet in newsroom.outlets]
    assert taken_away == {source.key for source in load_outlets(None).sources}
    for outlet in newsroom.outlets:
        source = sources[outlet.key]
        assert (source["name"], source["home"], source["addresses"]) == (outlet.name, outlet.home, [outlet.feed_url])
        assert (Ownership(source["ownership"]), Gate(source["gate"])) == (outlet.ownership, outlet.gate)
        assert (source["enabled"], Certainty(source["certainty"])) == (True, "measured")
        assert source["languages"] == [outlet.language]
        assert source["covers"]


def test_the_start_may_be_any_moment() -> None:
    start = datetime(2024, 2, 28, 23, 17, 45, tzinfo=UTC)
    with Newsroom(outlets=3, start=start, days=2) as newsroom:
        told = newsroom.truth(start + timedelta(days=2))
        assert told
        assert all(start - timedelta(minutes=1) < one.published <= start + timedelta(days=2) for one in told)
