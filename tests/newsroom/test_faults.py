import http.client
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.newsroom import Newsroom
from tests.newsroom.asking import ask
from tests.newsroom.faults import BEHAVIOURS, HUGE, RETRY_AFTER, Act, behaviour
from tests.newsroom.outlets import Outlet, roster
from tests.newsroom.protocol import Exchange, Reply

ILL = roster(1)[0].key


def told(name: str, check: Callable[[Outlet], None]) -> Newsroom:
    """Run a check on the one outlet of a newsroom that behaves so."""
    with Newsroom(outlets=1, behaviours={ILL: name}) as newsroom:
        check(newsroom.outlets[0])
    return newsroom


@pytest.mark.parametrize(
    ("name", "status"),
    [("http_500", 500), ("http_403", 403), ("http_404_feed", 404), ("http_410", 410), ("http_429", 429)],
)
def test_a_feed_answers_with_the_status_of_its_behaviour(name: str, status: int) -> None:
    newsroom = told(name, lambda outlet: _is(ask(outlet.feed_url).status, status))
    assert [entry.status for entry in newsroom.log] == [status]


@pytest.mark.parametrize(
    ("name", "status"), [("http_500", 500), ("http_403", 403), ("http_429", 429), ("http_404_feed", 200)]
)
def test_some_behaviours_are_of_the_whole_site_and_some_of_the_feed(name: str, status: int) -> None:
    told(name, lambda outlet: _is(ask(outlet.home + "robots.txt").status, status))


def test_a_429_tells_when_to_come_back_and_coming_earlier_is_seen() -> None:
    def check(outlet: Outlet) -> None:
        assert ask(outlet.feed_url).headers["retry-after"] == str(RETRY_AFTER)
        ask(outlet.home + "robots.txt")

    newsroom = told("http_429", check)
    assert [violation.rule for violation in newsroom.violations()] == ["retry_after"]


def test_a_hanging_outlet_never_answers() -> None:
    def check(outlet: Outlet) -> None:
        with socket.create_connection((outlet.address, outlet.port), timeout=0.3) as connection:
            connection.sendall(b"GET /feed/ HTTP/1.1\r\nHost: x\r\n\r\n")
            with pytest.raises(TimeoutError):
                connection.recv(1)

    newsroom = told("hang", check)
    assert [entry.status for entry in newsroom.log] == [0]


def test_a_resetting_outlet_breaks_the_connection_off() -> None:
    def check(outlet: Outlet) -> None:
        with pytest.raises(ConnectionResetError):
            ask(outlet.feed_url)

    told("reset", check)


def test_an_empty_answer_has_a_feed_type_and_no_body() -> None:
    def check(outlet: Outlet) -> None:
        answer = ask(outlet.feed_url)
        assert (answer.status, answer.body) == (200, b"")
        assert answer.headers["content-type"] == "application/rss+xml"

    told("empty_200", check)


def test_html_can_stand_where_the_feed_was() -> None:
    def check(outlet: Outlet) -> None:
        answer = ask(outlet.feed_url)
        assert answer.status == 200
        assert answer.body.startswith(b"<!DOCTYPE html>")

    told("html_instead_of_feed", check)


def test_a_huge_body_ends_before_its_bound() -> None:
    told("huge", lambda outlet: _is(HUGE - 200_000 < len(ask(outlet.feed_url).body) <= HUGE, True))


def test_a_client_that_leaves_a_huge_body_does_no_harm() -> None:
    def check(outlet: Outlet) -> None:
        with socket.create_connection((outlet.address, outlet.port), timeout=5) as connection:
            connection.sendall(f"GET {urlsplit(outlet.feed_url).path} HTTP/1.1\r\n\r\n".encode())
            assert connection.recv(1000)
        assert ask(outlet.home).status == 200

    told("huge", check)


def test_garbage_is_no_http() -> None:
    def check(outlet: Outlet) -> None:
        with pytest.raises(http.client.HTTPException):
            ask(outlet.feed_url)

    told("garbage", check)


def test_an_outlet_recovers_when_its_behaviour_is_taken_away() -> None:
    with Newsroom(outlets=1, behaviours={ILL: "http_500"}) as newsroom:
        feed_url = newsroom.outlets[0].feed_url
        first = ask(feed_url).status
        del newsroom.behaviours[ILL]
        assert (first, ask(feed_url).status) == (500, 200)


@pytest.mark.parametrize("behaviours", [{ILL: "no_such"}, {"no_such": "hang"}])
def test_a_behaviour_or_outlet_that_there_is_not_is_refused(behaviours: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="no_such"):
        Newsroom(outlets=1, behaviours=behaviours)


def test_a_new_behaviour_is_one_function() -> None:
    async def teapot(exchange: Exchange) -> None:
        await exchange.send(Reply(418))

    entered: Act = behaviour("teapot")(teapot)
    try:
        assert entered is teapot
        told("teapot", lambda outlet: _is(ask(outlet.feed_url).status, 418))
    finally:
        del BEHAVIOURS["teapot"]


def _is(got: object, wanted: object) -> None:
    assert got == wanted
