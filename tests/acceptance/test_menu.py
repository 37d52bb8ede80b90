"""The whole menu of misbehaving outlets, through the program as it is run: what each must come to.

Four polls: at the start, after 8 and 25 minutes, and a day later.
"""

import csv
import json
import os
import re
import subprocess
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import Connection, select

from storage.safekeeping import faults
from storage.schema import articles, entries, links, versions
from storage.store import open_store
from tests.acceptance.running import ROOT, wait_for_silence
from tests.newsroom.menu import Menu
from tests.newsroom.menu.item import FORMULA
from tests.newsroom.menu.registry import DISHES, PAGE_PATH, Dish
from tests.newsroom.menu.status import HALF_AN_HOUR

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds all of 127.0.0.0/8"),
]

STEPS = tuple(timedelta(minutes=minutes) for minutes in (0, 8, 25, 26 * 60))
FEEDS_FAILED = 1
"""How a poll ends in which some feeds failed and nothing else went wrong."""
HEALTHY = ("ok", "not_modified", "unchanged", "moved")
SOONEST, LATEST = timedelta(minutes=8), timedelta(days=31)
LATEST_HEALTHY = timedelta(minutes=1.1 * 1440)
MARKUP = re.compile(
    r"<(?:script|img|b|i|em|br)\b|[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

FOREIGN = re.compile("<script|alert\\(|utilisons des cookies|lettre d'information|réservée aux abonnés")
"""What is on pages of the menu and no part of an article."""


@dataclass(frozen=True)
class Outcome:
    """What came of one behaviour: its line in the list after each poll, and what is stored of it."""

    lines: tuple[dict[str, Any], ...]
    asked: int
    paths: tuple[str, ...]
    entries: tuple[Any, ...]
    links: tuple[Any, ...]
    articles: tuple[Any, ...]


@dataclass(frozen=True)
class Played:
    """The menu after its four polls."""

    menu: Menu
    home: Path
    outcomes: dict[str, Outcome]
    ended: tuple[int, ...]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    home = tmp_path_factory.mktemp("menu") / "home"
    with Menu() as menu:
        menu.write_feeds_toml(home / "seeds" / "feeds.toml")
        lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
        ended = []
        for step in STEPS:
            menu.clock.set(menu.start + step)
            before_last = menu.log
            ended.append(_run(menu, home, "poll", "--all")[0])
            for line in map(json.loads, _run(menu, home, "feeds", "list", "--json")[1].splitlines()):
                lines[line["key"]].append(line)
        asked: dict[str, list[str]] = defaultdict(list)
        for request in before_last:
            asked[request.outlet].append(request.path)
        yield Played(menu, home, _outcomes(menu, home, lines, asked), tuple(ended))


@pytest.mark.parametrize("name", DISHES)
def test_it_comes_to_what_the_menu_says(played: Played, name: str) -> None:
    dish = DISHES[name]
    if dish.group == "tls" and not played.menu.has_tls:
        warnings.warn("no openssl command: the TLS part of the menu was not played", stacklevel=1)
        pytest.skip("no openssl command")
    wrong = {aspect: fault for aspect, fault in _compared(dish, played) if fault}
    assert wrong == {}, played.outcomes[name].lines[-1]["error_detail"]


def test_every_poll_ends_without_a_fault_of_the_program(played: Played) -> None:
    assert set(played.ended) == {FEEDS_FAILED}


def test_nothing_ever_asked_for_a_trap(played: Played) -> None:
    assert played.menu.canary == ()


def test_no_outlet_was_treated_impolitely(played: Played) -> None:
    assert [(one.rule, one.outlet, one.path) for one in played.menu.violations()] == []


@pytest.mark.parametrize("name", ["r429_seconds", "r429_date", "r503_huge_retry"])
def test_asking_for_all_brings_no_poll_forward_that_must_wait(played: Played, name: str) -> None:
    for line in played.outcomes[name].lines[:3]:
        assert datetime.fromisoformat(line["next_poll"]) >= played.menu.start + HALF_AN_HOUR


def test_a_formula_in_a_title_is_text_in_an_export(played: Played) -> None:
    out = played.home / "all.csv"
    assert _run(played.menu, played.home, "export", "--all", "--out", str(out))[0] == 0
    with out.open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    assert f"'{FORMULA}" in titles
    assert FORMULA not in titles


def test_the_database_is_sound_and_nothing_was_written_elsewhere(played: Played) -> None:
    store = open_store(f"sqlite:///{played.home / 'sahel.db'}")
    try:
        assert faults(store.engine) == []
    finally:
        store.close()
    assert list(played.home.rglob("*passwd*")) == []
    assert not Path("/tmp/menu-passwd").exists()


def _run(menu: Menu, home: Path, *arguments: str) -> tuple[int, str]:
    """Run the program by the clock of the menu; none of its children may be left."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAHEL_")}
    chosen = {"SAHEL_MIN_FREE_MB": "0", "SAHEL_CONTACT": "desk@example.org", "SAHEL_VISITS": "48"}
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.acceptance.sahel", menu.clock_url, "--quiet", "--home", str(home), *arguments],
        cwd=ROOT,
        env=kept | menu.settings | chosen,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    out, err = running.communicate(timeout=100)
    assert running.returncode in {0, FEEDS_FAILED}, f"{arguments}: {running.returncode}\n{err[-3000:]}"
    wait_for_silence(running.pid)
    return running.returncode, out


def _outcomes(
    menu: Menu, home: Path, lines: dict[str, list[dict[str, Any]]], asked: dict[str, list[str]]
) -> dict[str, Outcome]:
    paths: dict[str, list[str]] = defaultdict(list)
    for request in menu.log:
        paths[request.outlet].append(request.path)
    store = open_store(f"sqlite:///{home / 'sahel.db'}")
    try:
        with store.engine.connect() as connection:
            stored = _stored(connection)
    finally:
        store.close()
    return {
        dish.name: Outcome(
            lines=tuple(lines[key := menu.stands[dish.name].key]),
            asked=sum(path.startswith(_ill_path(dish)) for path in asked[key]),
            paths=tuple(paths[key]),
            entries=tuple(stored["entries"][key]),
            links=tuple(stored["links"][key]),
            articles=tuple(stored["articles"][key]),
        )
        for dish in menu.dishes
    }


def _ill_path(dish: Dish) -> str:
    return PAGE_PATH if dish.kind == "article" else dish.path


def _stored(connection: Connection) -> dict[str, dict[str, list[Any]]]:
    """The rows of all entries, links and articles (each with its current version), by source."""
    current = select(
        articles.c.source, articles.c.url_key, articles.c.published, articles.c.version, versions.c.title,
        versions.c.text, versions.c.basis, versions.c.partial, versions.c.canonical,
    ).join(versions, (versions.c.article == articles.c.id) & (versions.c.number == articles.c.version))  # fmt: skip
    queries = {"entries": select(entries), "links": select(links), "articles": current.order_by(articles.c.id)}
    found: dict[str, dict[str, list[Any]]] = {name: defaultdict(list) for name in queries}
    for name, query in queries.items():
        for row in connection.execute(query):
            found[name][row.feed if name == "entries" else row.source].append(row)
    return found


def _compared(dish: Dish, played: Played) -> Iterator[tuple[str, object]]:
    """Each value that must hold, with what is wrong with it; nothing where it is kept."""
    expected, got = dish.expected, played.outcomes[dish.name]
    words = [f"error:{line['error']}" if line["status"] == "error" else line["status"] for line in got.lines]
    agree = [word in wanted.split("|") for word, wanted in zip(words, expected.statuses, strict=True)]
    yield "status", "" if all(agree) else words
    address = urlsplit(got.lines[-1]["url"]).path
    wanted_address = dish.path if expected.address == "/feed" else expected.address
    yield "address", "" if address == wanted_address else address
    if expected.asked is not None:
        yield "asked", "" if got.asked <= expected.asked else got.asked
    yield "never", [path for path in got.paths if path.startswith(expected.never or "\0")]
    yield "due", [found for line, step in zip(got.lines, STEPS, strict=True) if (found := _due(line, played, step))]
    failures = got.lines[-1]["failures"]
    yield "failures", "" if (failures == 0) is (words[-1] in HEALTHY) else f"{failures} failures"
    yield from _compared_entries(dish, got)
    yield from _compared_articles(dish, got)


def _due(line: dict[str, Any], played: Played, step: timedelta) -> str:
    """What is wrong with the next poll: too soon after this one, or too far ahead."""
    due = datetime.fromisoformat(line["next_poll"]) - (played.menu.start + step)
    latest = LATEST_HEALTHY if line["status"] in HEALTHY else LATEST
    held = datetime.fromisoformat(line["last_success"] or "0001-01-01T00:00Z") < played.menu.start + step
    return "" if (held or due >= SOONEST) and due <= latest else f"next poll in {due}"


def _compared_entries(dish: Dish, got: Outcome) -> Iterator[tuple[str, object]]:
    expected, titles = dish.expected, [entry.title for entry in got.entries]
    if expected.entries is not None:
        yield "entries", "" if len(got.entries) == expected.entries else len(got.entries)
    missing = [title for title in expected.titles if not set(title.split("|")) & set(titles)]
    yield "titles", f"{missing} not in {titles[:5]}" if missing else ""
    long = [len(title) for title in titles if len(title) > 1_000]
    yield "long", long
    texts = [text for entry in got.entries for text in (entry.title, entry.summary, entry.content, *entry.authors)]
    yield "plain", [text[:80] for text in texts if MARKUP.search(text) or "root:" in text]
    if expected.summary:
        yield "summary", [entry.summary for entry in got.entries if entry.summary != expected.summary]
    if expected.dates:
        dates = [entry.published for entry in got.entries]
        yield "dates", "" if dates == list(expected.dates) else dates
    addresses = [entry.url for entry in got.entries if entry.url]
    yield "http", [url for url in addresses if not url.startswith(("http://", "https://"))]
    if expected.links:
        paths = tuple(sorted(urlsplit(url).path for url in addresses))
        yield "links", "" if paths == expected.links else paths


def _compared_articles(dish: Dish, got: Outcome) -> Iterator[tuple[str, object]]:
    expected, stored = dish.expected, got.articles
    number = expected.entries if expected.articles is None and not expected.fate else expected.articles
    if number is not None:
        yield (
            "articles",
            "" if len(stored) == number else f"{len(stored)}: {[(one.fate, one.reason) for one in got.links]}",
        )
    yield "empty", [one.url_key for one in stored if not one.title or not one.text]
    yield "foreign", [one.title for one in stored if FOREIGN.search(one.text)]
    if expected.fate:
        fates = [(link.fate, link.reason) for link in got.links]
        good = [fate in expected.fate.split("|") and expected.reason in reason for fate, reason in fates]
        yield "fate", "" if fates and all(good) else fates
    if expected.fate == "article":
        yield "own_address", [one.url_key for one in stored if not urlsplit(one.url_key).path.startswith(PAGE_PATH)]
    if expected.canonical:
        yield "canonical", [one.canonical for one in stored if one.canonical != expected.canonical]
    if expected.page_title:
        yield "page_title", [one.title for one in stored if one.title != expected.page_title]
    if expected.partial:
        yield "partial", [one.title for one in stored if not one.partial]
    if expected.basis:
        yield "basis", "" if stored and all(one.basis == expected.basis for one in stored) else "no such text"
    if expected.versions:
        yield "versions", "" if max((one.version for one in stored), default=0) == expected.versions else "not seen"
