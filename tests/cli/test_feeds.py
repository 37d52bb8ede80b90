"""feeds list, add, remove, enable, disable, import, export."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Called, Sahel

Files = Callable[[str, str | bytes], Path]
OPML = """<?xml version="1.0"?><opml version="2.0"><head/><body>
<outline text="Niger"><outline text="Une radio" type="rss" xmlUrl="https://radio.example/feed" htmlUrl="https://radio.example/"/>
<outline text="Dessous"><outline text="Un journal" xmlUrl="https://journal.example/rss"/></outline></outline>
<outline text="Mauvais" xmlUrl="javascript:alert(1)"/></body></opml>"""


def add(sahel: Sahel, *arguments: object) -> Called:
    """Add a feed unseen: there is no network here."""
    return sahel("feeds", "add", "--no-check", *arguments)


def keys(sahel: Sahel) -> dict[str, dict[str, object]]:
    return {record["key"]: record for record in sahel("feeds", "list", "--json").lines}


def test_a_feed_is_added_and_listed(sahel: Sahel) -> None:
    called = add(sahel, "https://www.radio.example/feed", "--key", "radio", "--country", "ne", "--lang", "fr,ha")
    assert called.code == 0
    record = keys(sahel)["radio"]
    assert set(record) >= {
        "key", "source", "url", "status", "error", "next_poll", "failures", "last_success", "last_new", "gap",
    }  # fmt: skip
    assert (record["url"], record["status"], record["enabled"]) == ("https://www.radio.example/feed", "never", True)


def test_the_same_address_is_added_once(sahel: Sahel) -> None:
    add(sahel, "https://radio.example/feed")
    called = add(sahel, "https://radio.example/feed")
    assert (called.code, called.out) == (0, "known already as radio.example: https://radio.example/feed\n")
    assert len(keys(sahel)) == 1


def test_another_address_does_not_take_over_a_key(sahel: Sahel) -> None:
    add(sahel, "https://radio.example/feed", "--key", "radio")
    called = add(sahel, "https://radio.example/other", "--key", "radio")
    assert called.code == 2
    assert "--key" in called.err


def test_two_feeds_of_one_host_have_keys_of_their_own(sahel: Sahel) -> None:
    add(sahel, "https://radio.example/feed")
    assert add(sahel, "https://radio.example/other").code == 0
    first, second = sorted(keys(sahel))
    assert first == "radio.example"
    assert second.startswith("radio.example-")


@pytest.mark.parametrize("address", ["ftp://radio.example/feed", "radio.example/feed", "http://u:p@radio.example/", ""])
def test_an_address_that_is_no_web_address_is_refused(sahel: Sahel, address: str) -> None:
    called = add(sahel, address)
    assert called.code == 2
    assert "http or https" in called.err


def test_a_time_zone_that_does_not_exist_is_refused(sahel: Sahel) -> None:
    called = add(sahel, "https://radio.example/feed", "--timezone", "Africa/Nowhere")
    assert called.code == 2
    assert "Africa/Nowhere" in called.err


def test_a_feed_is_switched_off_and_on_and_removed(sahel: Sahel) -> None:
    add(sahel, "https://radio.example/feed", "--key", "radio")
    assert sahel("feeds", "disable", "radio").code == 0
    assert keys(sahel)["radio"]["enabled"] is False
    assert sahel("feeds", "enable", "radio").code == 0
    assert keys(sahel)["radio"]["enabled"] is True
    assert sahel("feeds", "remove", "radio").code == 0
    assert keys(sahel) == {}


@pytest.mark.parametrize("command", ["remove", "enable", "disable"])
def test_an_unknown_feed_has_its_exit_code(sahel: Sahel, home: Path, command: str) -> None:
    called = sahel("feeds", command, "nowhere")
    assert (called.code, called.err) == (4, "sahel: no such feed: nowhere\n")


def test_opml_goes_in_and_out_with_its_folders(sahel: Sahel, files: Files, tmp_path: Path) -> None:
    called = sahel("feeds", "import", files("in.opml", OPML))
    assert called.code == 1
    assert "2 feeds added" in called.out
    assert "javascript" in called.err
    assert {record["folder"] for record in keys(sahel).values()} == {"Niger", "Niger/Dessous"}
    out = tmp_path / "out.opml"
    assert sahel("feeds", "export", "--out", out).code == 0
    again = sahel("--home", tmp_path / "other", "feeds", "import", out)
    assert (again.code, again.out) == (0, "2 feeds added, 0 known already\n")
    assert sahel("feeds", "import", out).out == "0 feeds added, 2 known already\n"


@pytest.mark.parametrize(
    "content", ["", "<html/>", "<opml/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><opml><body/></opml>", b"\x00"]
)
def test_what_is_no_opml_is_refused_and_named(sahel: Sahel, files: Files, content: str | bytes) -> None:
    called = sahel("feeds", "import", files("in.opml", content))
    assert called.code == 2
    assert "in.opml" in called.err


def test_the_shipped_feeds_are_listed_for_people_too(sahel: Sahel, home: Path) -> None:
    called = sahel("feeds", "list")
    assert called.code == 0
    assert "studio-tamani" in called.out
    assert len(called.out.splitlines()) > 150


def test_an_export_that_cannot_be_written_is_named(sahel: Sahel, home: Path, tmp_path: Path) -> None:
    called = sahel("feeds", "export", "--out", tmp_path / "no-folder" / "x.opml")
    assert called.code == 2
    assert "x.opml" in called.err


def test_a_name_that_is_no_utf8_is_kept_with_a_replacement_character(sahel: Sahel) -> None:
    assert sahel("feeds", "add", "https://radio.example/feed", "--key", "r", "--name", "Radio \udce9").code == 0
    assert keys(sahel)["r"]["name"] == "Radio \ufffd"
    assert sahel("feeds", "remove", "r\udce9").code == 4


@pytest.mark.parametrize(
    ("option", "value"), [("--country", "Mali"), ("--country", "M1"), ("--lang", "french"), ("--lang", "fr,1x")]
)
def test_a_country_or_language_that_is_no_code_is_refused(sahel: Sahel, option: str, value: str) -> None:
    called = add(sahel, "https://radio.example/feed", option, value)
    assert called.code == 2
    assert value.rpartition(",")[2] in called.err
    assert sahel("feeds", "list").code == 2  # no home was made


def test_languages_are_taken_in_any_case_and_with_spaces(sahel: Sahel) -> None:
    assert add(sahel, "https://radio.example/feed", "--lang", "FR, ha,", "--country", "ne").code == 0
    assert " NE " in sahel("feeds", "list").out


def test_a_feed_that_is_due_says_so_and_one_that_is_off_has_no_next_poll(sahel: Sahel) -> None:
    add(sahel, "https://radio.example/feed", "--key", "radio")
    assert sahel("feeds", "list").out.splitlines()[1].split() == ["radio", "never", "due", "https://radio.example/feed"]
    sahel("feeds", "disable", "radio")
    assert sahel("feeds", "list").out.splitlines()[1].split() == ["radio", "off", "https://radio.example/feed"]
