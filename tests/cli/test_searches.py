"""searches list, check, run, publish."""

from pathlib import Path

import feedparser
import pytest

from tests.cli.conftest import Sahel

SEARCHES = """
[searches.fuel]
name = "Fuel \u0648\u0642\u0648\u062f"
query = "topic:fuel-blockade since:P1W"
alert = true

[searches.everything-malian]
name = "Mali"
query = "country:ml"
feed = false
language = "fr"
"""


@pytest.fixture
def saved(home: Path) -> Path:
    """A home with two saved searches."""
    (home / "seeds").mkdir()
    (home / "seeds" / "searches.toml").write_text(SEARCHES, "utf-8")
    return home


def test_saved_searches_are_listed(sahel: Sahel, saved: Path) -> None:
    called = sahel("searches", "list")
    assert called.code == 0
    assert [line.split()[0] for line in called.out.splitlines()] == ["search", "fuel", "everything-malian"]
    first, second = sahel("searches", "list", "--json").lines
    assert first == {
        "key": "fuel",
        "name": "Fuel \u0648\u0642\u0648\u062f",
        "query": "topic:fuel-blockade since:7d",
        "alert": True,
        "feed": True,
        "language": "",
    }
    assert (second["alert"], second["feed"], second["language"]) == (False, False, "fr")


def test_without_saved_searches_that_is_said(sahel: Sahel, home: Path) -> None:
    assert sahel("searches", "list").out == "no saved searches\n"


def test_a_saved_search_is_run(sahel: Sahel, saved: Path) -> None:
    found = sahel("searches", "run", "everything-malian", "--json").lines
    assert len(found) == 2
    assert found == sahel("search", "country:ML", "--json").lines
    assert len(sahel("searches", "run", "everything-malian", "--limit", "1", "--json").lines) == 1


def test_a_saved_search_that_is_none_is_not_found(sahel: Sahel, saved: Path) -> None:
    called = sahel("searches", "run", "nowhere")
    assert (called.code, called.err) == (4, "sahel: no such saved search: nowhere\n")


def test_the_searches_are_checked(sahel: Sahel, saved: Path) -> None:
    assert sahel("searches", "check").out == "2 saved searches, no fault\n"
    path = saved / "seeds" / "searches.toml"
    path.write_text(SEARCHES.replace("fuel-blockade", "fuel-blokade"), "utf-8")
    called = sahel("searches", "check")
    assert called.code == 2
    assert "[searches.fuel] query: no such topic; did you mean fuel-blockade?" in called.err


@pytest.mark.parametrize("command", [("list",), ("check",), ("run", "fuel"), ("publish",)])
def test_a_query_that_cannot_be_read_is_named_with_its_place(
    sahel: Sahel, saved: Path, command: tuple[str, ...]
) -> None:
    path = saved / "seeds" / "searches.toml"
    path.write_text(SEARCHES.replace("since:P1W", "(since:P1W"), "utf-8")
    called = sahel("searches", *command)
    assert called.code == 2
    assert f"{path} [searches.fuel] query: this parenthesis is left open" in called.err
    assert "^" in called.err


def test_feeds_are_written_and_their_paths_printed(sahel: Sahel, saved: Path) -> None:
    called = sahel("searches", "publish")
    assert called.code == 0
    paths = [Path(line) for line in called.out.splitlines()]
    assert paths
    assert all(path.is_file() and path.parent == saved / "feeds" for path in paths)
    names = {path.name for path in paths}
    assert {"fuel.atom", "fuel.json", "fuel-blockade.atom", "fuel-blockade.json"} <= names
    assert "everything-malian.atom" not in names
    read = feedparser.parse((saved / "feeds" / "fuel-blockade.atom").read_bytes())
    assert (bool(read.bozo), len(read.entries)) == (False, 1)
