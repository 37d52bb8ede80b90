import http.client
import json
import re
import signal
import socket
import ssl
import subprocess
import sys
import tomllib
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.newsroom.asking import Answer, ask
from tests.newsroom.menu import Menu
from tests.newsroom.menu.encoding import ARABIC
from tests.newsroom.menu.registry import DISHES
from tests.newsroom.menu.transport import gzip_bomb_body

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds all of 127.0.0.0/8")

ROOT = Path(__file__).parents[2]
SPECIFIED = ROOT.parent / "shared" / "research" / "fetching.md"
STATUSES = {"ok", "not_modified", "unchanged", "moved", "gone", "retry_later"}
ERRORS = {
    "timeout", "transport", "too_large", "parse", "redirect", "blocked", "blocked_by_site", "status", "protocol",
    "robots",
}  # fmt: skip


@pytest.fixture
def menu() -> Iterator[Menu]:
    """A menu that nobody asked anything of yet."""
    with Menu() as served:
        yield served


def polled(menu: Menu, name: str, **headers: str) -> Answer:
    return ask(menu.stands[name].feed_url, {key.replace("_", "-"): value for key, value in headers.items()})


def said_by(menu: Menu, name: str, wait: float = 0.4) -> bytes:
    """All that comes within a moment over a bare connection."""
    stand, said = menu.stands[name], b""
    with socket.create_connection((stand.address, stand.port), timeout=wait) as connection:
        connection.sendall(f"GET {stand.feed_path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        try:
            while piece := connection.recv(65_536):
                said += piece
        except TimeoutError:
            pass
    return said


def test_the_menu_is_the_one_that_was_specified() -> None:
    if not SPECIFIED.exists():
        pytest.skip(f"{SPECIFIED.name} is not here")
    names = re.findall(r"^- `(\w+)`:", SPECIFIED.read_text("utf-8"), re.M)
    assert len(names) == 166
    assert {name for name, dish in DISHES.items() if dish.group != "tls"} == set(names)


@pytest.mark.parametrize("name", DISHES)
def test_what_is_expected_is_said_in_words_of_the_list(name: str) -> None:
    for word in "|".join(DISHES[name].expected.statuses).split("|"):
        status, _, error = word.partition(":")
        assert status in STATUSES or (status == "error" and error in ERRORS)


def test_all_addresses_and_keys_differ_and_are_in_the_overlay(menu: Menu, tmp_path: Path) -> None:
    menu.write_feeds_toml(tmp_path / "feeds.toml")
    listed = tomllib.loads((tmp_path / "feeds.toml").read_text("utf-8"))["sources"]
    feeds = {key: one["addresses"] for key, one in listed.items() if "remove" not in one}
    assert feeds == {one.key: [one.feed_url] for one in menu.stands.values()}
    assert len({one.address for one in menu.stands.values()}) == len(menu.dishes)
    unchecked = {key for key, one in listed.items() if not one.get("verify_tls", True)}
    assert unchecked == {one.key for name, one in menu.stands.items() if name.endswith("_unchecked")}


@pytest.mark.parametrize("name", ["etag_304", "weak_etag", "lastmod_only", "lastmod_odd"])
def test_a_validator_that_comes_back_verbatim_is_answered_with_304(menu: Menu, name: str) -> None:
    first = polled(menu, name).headers
    headers = {"If_None_Match": first.get("etag", ""), "If_Modified_Since": first.get("last-modified", "")}
    assert polled(menu, name, **headers).status == 304
    assert polled(menu, name, **{key: f"{value} " + "x" for key, value in headers.items()}).status == 200


def test_a_tag_tells_how_the_body_is_packed(menu: Menu) -> None:
    assert polled(menu, "etag_per_encoding").headers["etag"] == '"v1"'
    packed = polled(menu, "etag_per_encoding", Accept_Encoding="gzip")
    assert (packed.headers["etag"], packed.body[:2]) == ('"v1-gzip"', b"\x1f\x8b")


def test_a_stuck_server_has_news_only_for_who_asks_without_validators(menu: Menu) -> None:
    first = polled(menu, "stuck_304").body
    assert polled(menu, "stuck_304", If_None_Match='"v1"').status == 304
    assert polled(menu, "stuck_304").body != first


@pytest.mark.parametrize(("name", "statuses"), [
    ("flapping_404", [200, 404, 200, 404]), ("r500_then_ok", [500, 500, 200, 200]), ("gone_410", [410] * 4),
    ("bogus_304", [304] * 4), ("r204", [204] * 4), ("cloudflare", [403] * 4),
])  # fmt: skip
def test_statuses_come_in_their_order(menu: Menu, name: str, statuses: list[int]) -> None:
    assert [polled(menu, name).status for _ in statuses] == statuses


@pytest.mark.parametrize(
    ("name", "step", "early"),
    [("r429_seconds", 29, True), ("r429_seconds", 30, False), ("r429_date", 29, True), ("r429_date", 30, False),
     ("r503_huge_retry", 23 * 60, True), ("r503_huge_retry", 24 * 60, False), ("r503_bad_retry", 0, False)],
)  # fmt: skip
def test_coming_back_too_early_is_seen(menu: Menu, name: str, step: int, *, early: bool) -> None:
    polled(menu, name)
    menu.clock.advance(timedelta(minutes=step))
    polled(menu, name)
    assert [one.rule for one in menu.violations()] == ["retry_after"] * early


@pytest.mark.parametrize(("name", "target"), [
    ("redirect_to_file", "file:///etc/passwd"), ("redirect_to_metadata", "http://169.254.169.254/latest/meta-data/"),
    ("redirect_no_location", None), ("r301_permanent", "/feed/new"),
])  # fmt: skip
def test_a_redirect_leads_where_its_name_says(menu: Menu, name: str, target: str | None) -> None:
    answer = polled(menu, name)
    assert answer.status in {301, 302}
    assert answer.headers.get("location") == target


def test_every_trap_that_can_be_reached_is_written_down(menu: Menu) -> None:
    names = ("redirect_to_loopback_port", "redirect_to_loopback_port", "redirect_decimal_ip", "redirect_ipv6_mapped")
    targets = [polled(menu, name).headers["location"] for name in names]
    assert menu.canary == ()
    reachable = [target.replace("[::ffff:127.0.0.1]", "127.0.0.1") for target in targets]
    for target in (
        *reachable,
        polled(menu, "body_is_url").body.decode(),
        ask(_page(menu, "a_ssrf")).headers["location"],
    ):
        ask(target)
    assert len(menu.canary) == 6
    assert {urlsplit(one.path).path for one in menu.canary} == {"/feed", "/evil.dtd", "/latest/meta-data/"}


def test_ports_of_traps_are_not_among_those_that_are_allowed(menu: Menu) -> None:
    allowed = {int(port) for port in menu.settings["SAHEL_ALLOW_PORTS"].split(",")}
    assert allowed == {menu.port, menu.tls_port}
    assert urlsplit(polled(menu, "redirect_to_loopback_port").headers["location"]).port not in allowed


def test_a_decoded_line_end_in_a_redirect_is_a_header_too_many(menu: Menu) -> None:
    ask(menu.stands["redirect_crlf"].home + "feed/new", {"X-Injected": "1"})
    assert len(menu.canary) == 1


@pytest.mark.parametrize("name", ["reset_accept", "refused"])
def test_some_outlets_take_no_connection(menu: Menu, name: str) -> None:
    with pytest.raises(ConnectionError):
        polled(menu, name)


@pytest.mark.parametrize(("name", "failure"), [
    ("reset_mid_body", ConnectionResetError), ("short_body", http.client.IncompleteRead),
    ("bad_chunk", http.client.IncompleteRead), ("header_flood", http.client.HTTPException),
    ("header_huge", http.client.LineTooLong), ("garbage", http.client.HTTPException),
])  # fmt: skip
def test_answers_break_in_the_way_of_their_name(menu: Menu, name: str, failure: type[Exception]) -> None:
    with pytest.raises(failure):
        polled(menu, name)


@pytest.mark.parametrize(("name", "least", "most"), [("hang", 0, 0), ("slow_headers", 60, 90), ("drip", 300, 500)])
def test_some_answers_never_end(menu: Menu, name: str, least: int, most: int) -> None:
    assert least <= len(said_by(menu, name)) <= most


def test_an_endless_body_goes_on_after_megabytes(menu: Menu) -> None:
    stand = menu.stands["endless"]
    connection = http.client.HTTPConnection(stand.address, stand.port, timeout=5)
    connection.request("GET", stand.feed_path)
    assert len(connection.getresponse().read(8_000_000)) == 8_000_000
    connection.close()
    assert ask(menu.stands["endless"].home).status == 200


def test_a_bomb_is_small_and_its_content_is_not() -> None:
    assert len(gzip_bomb_body()) < 400_000
    assert len(zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(gzip_bomb_body())) > 200_000_000


def test_codings_lie_or_tell_the_truth(menu: Menu) -> None:
    lie, raw = polled(menu, "gzip_lie"), polled(menu, "deflate_raw")
    assert (lie.headers["content-encoding"], lie.body[:5]) == ("gzip", b"<?xml")
    assert zlib.decompress(raw.body, -zlib.MAX_WBITS).startswith(b"<?xml")
    assert polled(menu, "gzip_bomb_nested").headers["content-encoding"] == "gzip, gzip"
    cut = zlib.decompressobj(16 + zlib.MAX_WBITS)
    cut.decompress(polled(menu, "gzip_truncated").body)
    assert not cut.eof


def test_charsets_are_what_they_are_and_not_what_they_are_said_to_be(menu: Menu) -> None:
    answer = polled(menu, "cp1256_as_utf8")
    assert "utf-8" in answer.headers["content-type"]
    assert ARABIC.encode("cp1256") in answer.body
    assert polled(menu, "utf16_bom").body[:2] in {b"\xff\xfe", b"\xfe\xff"}
    assert b"\x00" in polled(menu, "controls").body


def test_a_browser_challenge_page_or_pdf_stands_where_the_article_was(menu: Menu) -> None:
    assert ask(_page(menu, "a_pdf")).body.startswith(b"%PDF")
    assert ask(_page(menu, "a_image_as_html")).body.startswith(b"\x89PNG")
    assert [ask(_page(menu, "a_r503_then_ok")).status for _ in range(3)] == [503, 503, 200]
    assert polled(menu, "a_pdf").body.count(b"<item>") == 1


def test_healthy_pages_of_different_outlets_differ(menu: Menu) -> None:
    pages = [ask(menu.stands[name].home + f"a/{number}").body for name in ("etag_304", "no_guid") for number in (1, 2)]
    texts = [set(re.findall(r"<p>(.*?)</p>", page.decode())) for page in pages]
    assert all(len(text) == 5 for text in texts)
    assert len(set.union(*texts)) == 20


def test_robots_txt_is_everywhere_and_its_rule_is_watched(menu: Menu) -> None:
    home = menu.stands["etag_304"].home
    assert b"Disallow: /private/" in ask(home + "robots.txt").body
    ask(home + "private/x")
    assert [one.rule for one in menu.violations()] == ["robots"]


@pytest.mark.parametrize(("name", "trusting", "unfit"), [
    ("trusted", True, ""), ("trusted", False, "local issuer"), ("self_signed", True, "self-signed"),
    ("expired", True, "expired"), ("wrong_name", True, "mismatch"),
])  # fmt: skip
def test_certificates_have_the_fault_of_their_name_and_no_other(
    menu: Menu, name: str, *, trusting: bool, unfit: str
) -> None:
    if not menu.has_tls:
        pytest.skip("no openssl command")
    context = ssl.create_default_context(cafile=str(menu.authority) if trusting else None)
    stand = menu.stands[name]
    connection = http.client.HTTPSConnection(stand.address, stand.port, timeout=5, context=context)
    if unfit:
        with pytest.raises(ssl.SSLCertVerificationError, match=unfit):
            connection.request("GET", "/feed")
    else:
        connection.request("GET", "/feed")
        assert connection.getresponse().read().startswith(b"<?xml")
    connection.close()


def test_by_hand_it_prints_its_outlets_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    seeds = tmp_path / "home" / "seeds"
    command = [sys.executable, "-m", "tests.newsroom", "--menu", "--seeds", str(seeds)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        printed = ""
        while "Ctrl-C" not in printed and (line := running.stdout.readline()):
            printed += line
        try:
            assert "SAHEL_ALLOW_NETWORKS=127.78.0.0/16" in printed
            assert f"sahel --home {seeds.parent} poll --all" in printed
            assert all(name in printed for name, dish in DISHES.items() if dish.group != "tls")
            canary = re.findall(r"http://\S+/canary", printed)[0]
            assert json.loads(ask(canary).body) == []
            assert (seeds / "feeds.toml").exists()
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(timeout=20)
        assert running.returncode == 0
        assert running.stderr.read() == ""


def _page(menu: Menu, name: str) -> str:
    return menu.stands[name].home + "story"
