"""The client against a real server: every request ends in a Page, a NotModified or a FetchError."""

import gzip
import hashlib
import ipaddress
import threading
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pipeline.domain.articles import NotModified, Page
from pipeline.domain.errors import (
    BadProtocol,
    BadRedirect,
    Busy,
    Denied,
    Elsewhere,
    Failure,
    FetchError,
    Gone,
    Interrupted,
    TooBig,
    Unreachable,
    Unsafe,
)
from pipeline.net.client import Client, Request, Wanted
from pipeline.net.guard import Guard
from tests.net.server import RawServer, drip, endless, hang, late_bad_chunk, page, redirect, reset

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXT = "<html>Une page, مالي</html>".encode()


@pytest.fixture
def server() -> Iterator[RawServer]:
    running = RawServer()
    yield running
    running.close()


@pytest.fixture
def client(server: RawServer) -> Iterator[Client]:
    guard = Guard([ipaddress.ip_network("127.77.0.0/16")], [server.port])
    made = Client(
        user_agent="sahel-monitor/test (+mailto:desk@example.org)", guard=guard, deadline=1.0, clock=lambda: NOW
    )
    yield made
    made.close()


def fetch(client: Client, server: RawServer, path: str = "/a", wanted: Wanted = Wanted.PAGE) -> Page | NotModified:
    return client.get(Request(server.url(path), wanted))


def failure(client: Client, server: RawServer, path: str = "/a", wanted: Wanted = Wanted.PAGE) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(client, server, path, wanted)
    assert server.url("") in caught.value.subject or caught.value.subject
    return caught.value


def test_a_page_comes_with_its_hash_and_the_headers_that_matter(client: Client, server: RawServer) -> None:
    server.answers["/a"] = page(TEXT, headers='Content-Type: text/html\r\nETag: W/"7"\r\nSet-Cookie: a=b')
    got = fetch(client, server)
    assert isinstance(got, Page)
    assert got.body == TEXT
    assert got.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert got.header("ETag") == 'W/"7"'
    assert got.header("set-cookie") == ""
    assert (got.status, got.url_final, got.fetched_at, got.moved) == (200, server.url("/a"), NOW, False)


def test_we_say_who_we_are_and_send_no_cookies(client: Client, server: RawServer) -> None:
    server.answers["/a"] = page(TEXT, headers="Set-Cookie: a=b")
    fetch(client, server)
    fetch(client, server)
    assert all("mailto:desk@example.org" in head for head in server.requests)
    assert not any("cookie" in head.lower() for head in server.requests)


def test_validators_are_sent_as_they_came_and_304_is_an_answer(client: Client, server: RawServer) -> None:
    server.answers["/f"] = page(b"", status="304 Not Modified", headers='ETag: W/"7"')
    got = client.get(Request(server.url("/f"), Wanted.FEED, etag='W/"7"', last_modified="yesterday or so"))
    assert isinstance(got, NotModified)
    (head,) = server.heads("/f")
    assert 'If-None-Match: W/"7"' in head
    assert "If-Modified-Since: yesterday or so" in head


def test_a_validator_that_is_no_text_is_left_out(client: Client, server: RawServer) -> None:
    server.answers["/f"] = page(TEXT, headers='ETag: "caf\xe9"\r\nLast-Modified: Tue')
    got = fetch(client, server, "/f", Wanted.FEED)
    assert isinstance(got, Page)
    assert (got.header("etag"), got.header("last-modified")) == ("", "Tue")


def test_a_redirect_in_latin_letters_is_followed_as_it_was_written(client: Client, server: RawServer) -> None:
    server.answers["/a"] = redirect("/caf\xe9")
    server.answers["/caf%E9"] = page(TEXT)
    got = fetch(client, server)
    assert isinstance(got, Page)
    assert got.url_final == server.url("/caf%E9")


def test_a_304_nobody_asked_for_is_a_fault(client: Client, server: RawServer) -> None:
    server.answers["/a"] = page(b"", status="304 Not Modified")
    assert isinstance(failure(client, server), BadProtocol)


def test_validators_do_not_follow_to_another_host(client: Client, server: RawServer) -> None:
    other = RawServer(host="127.77.0.10")
    try:
        guard = Guard([ipaddress.ip_network("127.77.0.0/16")], [server.port, other.port])
        wide = Client(user_agent="t", guard=guard, deadline=1.0, clock=lambda: NOW)
        server.answers["/f"] = redirect(other.url("/g"))
        other.answers["/g"] = page(TEXT)
        wide.get(Request(server.url("/f"), Wanted.FEED, etag='"7"'))
        wide.close()
        assert "If-None-Match" in server.heads("/f")[0]
        assert "If-None-Match" not in other.heads("/g")[0]
    finally:
        other.close()


@pytest.mark.parametrize(("status", "moved"), [("301 Moved", True), ("308 Moved", True), ("302 Found", False)])
def test_redirects_are_followed_and_permanent_ones_told(
    client: Client, server: RawServer, status: str, moved: bool
) -> None:
    server.answers["/a"] = redirect("/b?x=1", status)
    server.answers["/b?x=1"] = page(TEXT)
    got = fetch(client, server)
    assert isinstance(got, Page)
    assert (got.url_final, got.moved) == (server.url("/b?x=1"), moved)


def test_one_temporary_hop_makes_a_chain_temporary(client: Client, server: RawServer) -> None:
    server.answers["/a"] = redirect("/b", "301 Moved")
    server.answers["/b"] = redirect("/c", "302 Found")
    server.answers["/c"] = page(TEXT)
    got = fetch(client, server)
    assert isinstance(got, Page)
    assert not got.moved


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("/a", BadRedirect),
        ("file:///etc/passwd", Unsafe),
        ("gopher://example.org/", Unsafe),
        ("http://169.254.169.254/latest/meta-data/", Unsafe),
        ("http://10.0.0.1/", Unsafe),
        ("http://127.0.0.1/", Unsafe),
        ("http://2130706433/", Unsafe),
        ("http://[::ffff:127.0.0.1]/", Unsafe),
        ("http://user:secret@127.77.0.9/", Unsafe),
        ("http://", BadRedirect),
        ("http://[", BadRedirect),
        ("/b%0d%0aX-Injected: 1", BadRedirect),
        ("", BadRedirect),
    ],
)
def test_bad_redirects_end_with_their_kind(
    client: Client, server: RawServer, location: str, kind: type[FetchError]
) -> None:
    server.answers["/a"] = redirect(location)
    assert isinstance(failure(client, server), kind)


def test_a_request_that_stays_is_not_sent_to_another_host(client: Client, server: RawServer) -> None:
    server.answers |= {"/a": redirect("/b"), "/b": redirect("http://127.77.0.200:80/c")}
    with pytest.raises(Elsewhere) as caught:
        client.get(Request(server.url("/a"), stays=True))
    assert caught.value.target == "http://127.77.0.200:80/c"


def test_a_long_chain_of_redirects_ends(client: Client, server: RawServer) -> None:
    for step in range(12):
        server.answers[f"/{step}"] = redirect(f"/{step + 1}")
    assert isinstance(failure(client, server, "/0"), BadRedirect)
    assert len(server.requests) <= 6


@pytest.mark.parametrize(
    ("status", "headers", "kind", "word"),
    [
        ("401 Unauthorized", "", Denied, Failure.STATUS),
        ("403 Forbidden", "", Denied, Failure.STATUS),
        ("403 Forbidden", "cf-mitigated: challenge", Denied, Failure.BLOCKED_BY_SITE),
        ("404 Not Found", "", Gone, Failure.STATUS),
        ("410 Gone", "", Gone, Failure.STATUS),
        ("429 Too Many Requests", "Retry-After: 120", Busy, Failure.STATUS),
        ("500 Oh no", "", Busy, Failure.STATUS),
        ("503 Later", "Retry-After: soon", Busy, Failure.STATUS),
    ],
)
def test_a_status_has_its_meaning(
    client: Client, server: RawServer, status: str, headers: str, kind: type[FetchError], word: Failure
) -> None:
    server.answers["/a"] = page(b"no", status=status, headers=headers or "X: y")
    error = failure(client, server)
    assert isinstance(error, kind)
    assert error.failure is word
    assert error.status == int(status[:3])


def test_a_404_of_a_feed_may_pass(client: Client, server: RawServer) -> None:
    assert isinstance(failure(client, server, "/feed", Wanted.FEED), Busy)


@pytest.mark.parametrize(("said", "seconds"), [("120", 120.0), ("soon", None), ("-5", None)])
def test_retry_after_is_read(client: Client, server: RawServer, said: str, seconds: float | None) -> None:
    server.answers["/a"] = page(b"", status="429 Slow", headers=f"Retry-After: {said}")
    error = failure(client, server)
    assert isinstance(error, Busy)
    assert error.retry_after == seconds


def test_retry_after_may_be_a_date(client: Client, server: RawServer) -> None:
    server.answers["/a"] = page(b"", status="503 Slow", headers="Retry-After: Fri, 20 Nov 2026 12:10:00 GMT")
    error = failure(client, server)
    assert isinstance(error, Busy)
    assert error.retry_after == 600.0


def deflated(body: bytes, bits: int) -> bytes:
    engine = zlib.compressobj(wbits=bits)
    return engine.compress(body) + engine.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("", gzip.compress(TEXT, mtime=0)),
        ("deflate", deflated(TEXT, 15)),
        ("deflate", deflated(TEXT, -15)),
        ("identity", TEXT),
    ],
)
def test_packed_bodies_are_unpacked(client: Client, server: RawServer, coding: str, packed: bytes) -> None:
    server.answers["/a"] = page(packed, headers=f"Content-Encoding: {coding}" if coding else "X: y")
    got = fetch(client, server)
    assert isinstance(got, Page)
    assert got.body == TEXT


@pytest.mark.parametrize("packed", [TEXT, gzip.compress(TEXT * 50, mtime=0)[:-20], b"\x1f\x8b" + b"junk" * 20])
def test_a_broken_packed_body_is_a_broken_transport(client: Client, server: RawServer, packed: bytes) -> None:
    server.answers["/a"] = page(packed, headers="Content-Encoding: gzip")
    assert isinstance(failure(client, server), Unreachable)


@pytest.mark.parametrize("coding", ["gzip", "gzip, gzip", "br", "zstd"])
def test_a_bomb_is_too_big(client: Client, server: RawServer, coding: str) -> None:
    server.answers["/a"] = page(gzip.compress(b"0" * 60_000_000), headers=f"Content-Encoding: {coding}")
    assert failure(client, server).failure is Failure.TOO_LARGE


def test_an_endless_body_is_too_big(client: Client, server: RawServer) -> None:
    server.answers["/a"] = endless
    assert isinstance(failure(client, server), TooBig)


def test_a_length_beyond_the_cap_is_refused_before_reading(client: Client, server: RawServer) -> None:
    server.answers["/a"] = b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\nx"
    assert isinstance(failure(client, server), TooBig)


@pytest.mark.parametrize("behaviour", [hang, drip])
def test_the_deadline_covers_the_whole_answer(client: Client, server: RawServer, behaviour: object) -> None:
    server.answers["/a"] = behaviour  # type: ignore[assignment]
    error = failure(client, server)
    assert isinstance(error, Unreachable)
    assert error.failure is Failure.TIMEOUT


@pytest.mark.parametrize(
    "answer",
    [
        reset,
        late_bad_chunk,
        b"this is not HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno chunk\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 4_000_000 + b"\r\n\r\n",
        b"",
    ],
)
def test_broken_answers_are_faults_of_the_transport(client: Client, server: RawServer, answer: object) -> None:
    server.answers["/a"] = answer  # type: ignore[assignment]
    assert failure(client, server).failure is Failure.TRANSPORT


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(client: Client, server: RawServer) -> None:
    server.answers |= {"/a": redirect("/prive/a"), "/prive/a": page(TEXT)}
    rules = "User-agent: *\nDisallow: /prive/\n"
    with pytest.raises(Denied) as caught:
        client.get(Request(server.url("/a"), stays=True, rules=rules))
    assert caught.value.failure is Failure.ROBOTS
    assert server.heads("/prive/a") == []


def test_a_packed_body_of_several_members_is_unpacked_whole(client: Client, server: RawServer) -> None:
    body = gzip.compress(TEXT[:10]) + gzip.compress(TEXT[10:])
    server.answers["/a"] = page(body, headers="Content-Type: text/html\r\nContent-Encoding: gzip")
    got = fetch(client, server)
    assert isinstance(got, Page)
    assert got.body == TEXT


def test_a_mark_of_challenges_in_a_page_that_is_gone_means_nothing(client: Client, server: RawServer) -> None:
    server.answers["/a"] = page(b"<script src='/cdn-cgi/challenge-platform/x.js'>", status="410 Gone")
    assert isinstance(failure(client, server), Gone)


def test_many_headers_are_borne(client: Client, server: RawServer) -> None:
    cookies = "\r\n".join(f"Set-Cookie: c{number}=1" for number in range(300))
    server.answers["/a"] = page(TEXT, headers=f"Content-Type: text/html\r\n{cookies}")
    assert isinstance(fetch(client, server), Page)


def test_a_closed_port_is_unreachable(client: Client, server: RawServer) -> None:
    server.close()
    assert isinstance(failure(client, server), Unreachable)


def test_a_name_that_does_not_exist_is_unreachable(client: Client) -> None:
    with pytest.raises(Unreachable):
        client.get(Request("http://no-such-host.invalid/"))


@pytest.mark.parametrize("url", ["ftp://example.org/", "javascript:alert(1)", "http://u:p@example.org/", "", "http://"])
def test_odd_addresses_are_never_asked_for(client: Client, url: str) -> None:
    with pytest.raises(Unsafe):
        client.get(Request(url))


def test_a_closed_network_is_not_reached(client: Client, server: RawServer) -> None:
    with pytest.raises(Unsafe):
        client.get(Request(f"http://127.0.0.1:{server.port}/a"))
    assert server.requests == []


def test_an_interrupt_ends_what_is_being_fetched(client: Client, server: RawServer) -> None:
    server.answers["/a"] = hang
    ended: list[BaseException] = []

    def wait_for_it() -> None:
        try:
            fetch(client, server)
        except Interrupted as error:
            ended.append(error)

    thread = threading.Thread(target=wait_for_it)
    thread.start()
    while not server.requests:
        time.sleep(0.01)
    client.interrupt()
    thread.join(timeout=5)
    assert len(ended) == 1
    with pytest.raises(Interrupted):
        fetch(client, server)
