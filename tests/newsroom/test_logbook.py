from datetime import UTC, datetime, timedelta

import pytest

from tests.newsroom.logbook import Logbook
from tests.newsroom.outlets import Outlet, roster
from tests.newsroom.protocol import Request

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ONE, OTHER = roster(2)


def begun(logbook: Logbook, outlet: Outlet = ONE, path: str = "/", *, now: datetime = NOW) -> int:
    return logbook.begin(outlet, Request("GET", path, {"user-agent": "probe"}), now)


def rules(logbook: Logbook) -> list[tuple[str, str]]:
    return [(violation.rule, violation.outlet) for violation in logbook.violations()]


def test_one_request_after_the_other_is_polite() -> None:
    logbook = Logbook()
    for _ in range(3):
        logbook.end(begun(logbook), 200, retry_after=None)
    assert rules(logbook) == []
    assert [entry.status for entry in logbook.requests()] == [200, 200, 200]


def test_a_second_request_while_one_is_under_way_is_an_overlap() -> None:
    logbook = Logbook()
    first = begun(logbook)
    begun(logbook)
    logbook.end(first, 200, retry_after=None)
    assert rules(logbook) == [("overlap", ONE.key)]


def test_two_outlets_may_be_asked_at_once() -> None:
    logbook = Logbook()
    begun(logbook, ONE)
    begun(logbook, OTHER)
    assert rules(logbook) == []


def test_a_path_that_robots_txt_disallows_is_seen() -> None:
    logbook = Logbook()
    begun(logbook, path=f"{ONE.disallowed[0]}index.php")
    assert rules(logbook) == [("robots", ONE.key)]


@pytest.mark.parametrize(("later", "broken"), [(0, True), (59, True), (60, False), (3600, False)])
def test_coming_back_before_the_time_asked_for_is_seen(later: int, *, broken: bool) -> None:
    logbook = Logbook()
    logbook.end(begun(logbook), 429, retry_after=60)
    begun(logbook, now=NOW + timedelta(seconds=later))
    assert rules(logbook) == ([("retry_after", ONE.key)] if broken else [])


def test_another_outlet_did_not_ask_to_be_left_alone() -> None:
    logbook = Logbook()
    logbook.end(begun(logbook), 429, retry_after=60)
    begun(logbook, OTHER)
    assert rules(logbook) == []


def test_the_log_tells_what_the_client_said() -> None:
    logbook = Logbook()
    headers = {"user-agent": "probe/1", "if-none-match": '"x"', "if-modified-since": "Mon"}
    logbook.begin(ONE, Request("GET", "/feed/", headers), NOW)
    (entry,) = logbook.requests()
    assert (entry.user_agent, entry.if_none_match, entry.if_modified_since) == ("probe/1", '"x"', "Mon")
    assert (entry.path, entry.clock, entry.status) == ("/feed/", NOW, 0)


def test_a_path_that_is_gone_must_not_be_asked_for_again() -> None:
    logbook = Logbook()
    logbook.end(begun(logbook, path="/feed/"), 410, retry_after=None)
    logbook.end(begun(logbook, path="/robots.txt"), 200, retry_after=None)
    assert rules(logbook) == []
    begun(logbook, path="/feed/")
    assert rules(logbook) == [("gone", ONE.key)]


def test_a_cookie_must_not_come_back() -> None:
    logbook = Logbook()
    logbook.begin(ONE, Request("GET", "/", {"cookie": "a=1"}), NOW)
    assert rules(logbook) == [("cookie", ONE.key)]


def test_a_pause_that_is_asked_for_must_lie_between_two_requests() -> None:
    logbook = Logbook(pause=60.0)
    logbook.end(begun(logbook), 200, retry_after=None)
    begun(logbook, OTHER)
    assert rules(logbook) == []
    begun(logbook)
    assert rules(logbook) == [("pause", ONE.key)]


def test_the_smallest_gap_is_told_of_outlets_that_were_asked_twice() -> None:
    logbook = Logbook()
    logbook.end(begun(logbook), 200, retry_after=None)
    logbook.end(begun(logbook, OTHER), 200, retry_after=None)
    assert logbook.smallest_gaps() == {}
    begun(logbook)
    begun(logbook)
    assert logbook.smallest_gaps() == {ONE.key: 0.0}
