import json
from datetime import timedelta

import pytest

from tests.newsroom import Newsroom, NewsroomClock
from tests.newsroom.asking import Answer, ask
from tests.newsroom.truth import as_json_line


def control(newsroom: Newsroom, name: str) -> Answer:
    return ask(newsroom.control_url + name)


def move(newsroom: Newsroom, **wanted: object) -> Answer:
    return ask(newsroom.clock_url, method="POST", body=json.dumps(wanted).encode())


def test_the_clock_is_read_and_moved_over_http(newsroom: Newsroom) -> None:
    clock = NewsroomClock(newsroom.clock_url)
    start = newsroom.now
    assert clock.now() == start
    assert move(newsroom, advance=5400).status == 200
    assert clock.now() == newsroom.now == start + timedelta(minutes=90)
    move(newsroom, set=(start + timedelta(days=1)).isoformat())
    assert clock.now() == start + timedelta(days=1)


def test_the_clock_can_be_made_to_run(newsroom: Newsroom) -> None:
    start = newsroom.now
    move(newsroom, speed=100_000)
    while newsroom.now == start:
        pass
    move(newsroom, speed=0)
    assert newsroom.now > start


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"set": "soon"}', b'{"set": 5}', b'{"advance": "x"}', b'{"advance": 1e300}', b"\xff"]
)
def test_what_cannot_be_read_moves_nothing(newsroom: Newsroom, body: bytes) -> None:
    start = newsroom.now
    answer = ask(newsroom.clock_url, method="POST", body=body)
    assert answer.status == (200 if body == b"[]" else 400)
    assert newsroom.now == start


def test_the_outlets_are_listed_with_their_feeds(newsroom: Newsroom) -> None:
    listed = json.loads(control(newsroom, "outlets").body)
    assert [(one["key"], one["feed_url"]) for one in listed] == [(o.key, o.feed_url) for o in newsroom.outlets]


def test_the_truth_over_http_is_the_truth(newsroom: Newsroom) -> None:
    newsroom.advance(timedelta(hours=20))
    lines = control(newsroom, "truth").body.decode().splitlines()
    assert len(lines) > 50
    assert lines == [as_json_line(told) for told in newsroom.truth()]


def test_the_truth_can_be_asked_for_another_moment(newsroom: Newsroom) -> None:
    moment = newsroom.now + timedelta(hours=10)
    lines = control(newsroom, f"truth?at={moment.strftime('%Y-%m-%dT%H:%M:%SZ')}").body.splitlines()
    assert len(lines) == len(newsroom.truth(moment)) > 0 == len(newsroom.truth())


def test_log_and_violations_are_told(newsroom: Newsroom) -> None:
    outlet = newsroom.outlets[0]
    ask(outlet.home + outlet.disallowed[0].strip("/") + "/x", {"User-Agent": "probe"})
    (entry,) = json.loads(control(newsroom, "log").body)
    assert (entry["outlet"], entry["user_agent"], entry["status"]) == (outlet.key, "probe", 404)
    assert [one["rule"] for one in json.loads(control(newsroom, "violations").body)] == ["robots"]


def test_asking_the_control_address_is_not_logged(newsroom: Newsroom) -> None:
    control(newsroom, "log")
    assert newsroom.log == ()


@pytest.mark.parametrize("path", ["", "nothing", "clock/x"])
def test_what_is_not_there_is_not_found(newsroom: Newsroom, path: str) -> None:
    assert control(newsroom, path).status == 404
