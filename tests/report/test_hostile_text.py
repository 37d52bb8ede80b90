"""No text from outside becomes markup, a script, a request or a link, whatever form it is rendered in."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import feedparser
import pytest
from markdown_it.token import Token

from pipeline.domain.pictures import Dot, DotKind, Series
from pipeline.report.digest import build
from pipeline.report.feeds_out import Category, OutFeed, OutItem, to_atom
from pipeline.report.html import to_html
from pipeline.report.markdown import to_markdown
from pipeline.report.records import to_json
from pipeline.report.sahelmap import sahel_map
from pipeline.report.strips import calendar_strip
from pipeline.report.svg import Breadth
from pipeline.report.trends import trend
from pipeline.report.visible import one_line
from tests.browser import chromium, needs_chromium
from tests.report.hostile import VECTORS, hostile_day
from tests.report.reading import page, tokens

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page, Route

PLAIN = "Mot "
"""What stands in the place of a hostile text, to see what a page is like without any."""
DAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LOOK = """() => ({
    ran: window.__xss !== undefined,
    shape: [...document.querySelectorAll('*')].filter(one => !one.closest('svg') && one.localName !== 'a')
        .map(one => one.localName),
    names: [...new Set([...document.querySelectorAll('*')].flatMap(one => [
        one.localName, ...one.getAttributeNames().map(name => `${one.localName} ${name}`)]))],
    links: [...document.querySelectorAll('a')].map(one => one.href),
})"""
"""Whether a script ran, all elements but those of pictures in their order, every name in use, and all links."""
every_vector = pytest.mark.parametrize("hostile", VECTORS, ids=range(len(VECTORS)))


def html_of(hostile: str) -> str:
    return to_html(build(hostile_day(hostile), 1))


def test_a_strict_parser_finds_no_error_in_a_hostile_page() -> None:
    html5lib = pytest.importorskip("html5lib", reason="no strict parser: html5lib is not installed")
    html5lib.HTMLParser(strict=True).parse(html_of(" ".join(VECTORS)))


@every_vector
def test_a_hostile_headline_is_read_as_it_was_written(hostile: str) -> None:
    headlines = page(html_of(hostile)).xpath("//article[@id='a1']/*[@class='title']//*[@class='headline']")
    assert [one_line(headline.text_content()) for headline in headlines] == [one_line(f"{hostile}Attaque")]


def markdown_parts(hostile: str) -> list[Token]:
    return tokens(to_markdown(build(hostile_day(hostile), 1)))


def built(parts: list[Token]) -> list[str]:
    """What a Markdown text is built of, but for its words, its line breaks and its links."""
    passing = {"text", "softbreak", "text_special", "link_open", "link_close"}
    return [part.type for part in parts if part.type not in passing]


@cache
def usually_built() -> list[str]:
    return built(markdown_parts(PLAIN))


@every_vector
def test_nothing_hostile_is_markup_in_markdown(hostile: str) -> None:
    parts = markdown_parts(hostile)
    assert built(parts) == usually_built()
    links = [str(part.attrs["href"]) for part in parts if part.type == "link_open"]
    assert all(link.startswith("https://radio.example/") for link in links)


@every_vector
def test_json_gives_a_hostile_headline_back(hostile: str) -> None:
    sections = json.loads(to_json(build(hostile_day(hostile), 1)))["sections"]
    headlines = {item["article"]: item["headline"] for section in sections for item in section["items"]}
    assert headlines[1] == f"{hostile}Attaque"


@every_vector
def test_a_feed_gives_a_hostile_text_back(hostile: str) -> None:
    item = OutItem(1, hostile, hostile, hostile, hostile, "fr", NOON, NOON, (Category(hostile, hostile),))
    written = to_atom(OutFeed("5f3a", "key", hostile, hostile, "fr"), [item]).encode("utf-8")
    read = feedparser.parse(written, sanitize_html=False, resolve_relative_uris=False)
    (entry,) = read.entries
    said = one_line(hostile)
    assert not read.bozo
    assert [read.feed.title, entry.title, entry.author, entry.tags[0].label] == [said] * 4
    assert page(entry.summary or entry.content[0].value).text_content() == said
    assert not ElementTree.fromstring(written).findall(".//{*}link")


def drawn(words: str) -> list[str]:
    """Every picture with these words in it."""
    dots = [Dot(14.1, -1.63, words, 3, DotKind.INCIDENT, 1), Dot(16.27, -0.04, words, 1, DotKind.STORY, 3)]
    weeks = [Series(words, (None, 3, *([2] * 26))), Series(f"{words}.", (None, 5, *([1] * 26)))]
    return [
        picture
        for breadth in Breadth
        for picture in (
            sahel_map(dots, "en", breadth=breadth, prefix="map"),
            trend(weeks, DAY, "en", breadth=breadth, prefix="trend"),
            calendar_strip(weeks, DAY, "en", breadth=breadth, prefix="calendar"),
        )
    ]


@cache
def names_in_pictures(words: str) -> set[str]:
    """The names of all elements and attributes of the pictures with these words."""
    elements = [one for picture in drawn(words) for one in ElementTree.fromstring(picture).iter()]
    return {name for one in elements for name in (one.tag, *one.keys())}


@every_vector
def test_no_words_in_a_picture_become_part_of_its_drawing(hostile: str) -> None:
    assert names_in_pictures(hostile) <= names_in_pictures(PLAIN)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as running:
        yield running


class Watched:
    """A tab in which everything a page tries is written down, and nothing leaves the machine."""

    def __init__(self, browser: "Browser", *, without_policy: bool) -> None:
        self.tab: Page = browser.new_page(bypass_csp=without_policy)
        self.tried: list[str] = []
        self.tab.on("dialog", self._note_dialog)
        self.tab.on("popup", lambda popup: self.tried.append(popup.url))
        self.tab.route(re.compile("^(?!file:)"), self._note_request)

    def show(self, html: str, file: "Path") -> Any:
        """What can be seen of a page once it is there."""
        file.write_text(html, "utf-8")
        self.tab.goto(file.as_uri())
        return self.tab.evaluate(LOOK)

    def _note_dialog(self, dialog: "Dialog") -> None:
        self.tried.append("a dialog")
        dialog.dismiss()

    def _note_request(self, route: "Route") -> None:
        self.tried.append(route.request.url)
        route.abort()


@pytest.mark.browser
@needs_chromium
def test_nothing_hostile_runs_loads_or_is_built_in_a_browser(browser: "Browser", tmp_path: "Path") -> None:
    """Shown without the policy of the page, which would hide what the escaping lets through."""
    watched, file = Watched(browser, without_policy=True), tmp_path / "digest.html"
    usual = watched.show(html_of(PLAIN), file)
    for hostile in VECTORS:
        seen = watched.show(html_of(hostile), file)
        assert (seen["ran"], watched.tried) == (False, []), hostile
        assert seen["shape"] == usual["shape"], hostile
        assert set(seen["names"]) <= set(usual["names"]), hostile
        ours = (file.as_uri(), "https://radio.example/")
        assert not [link for link in seen["links"] if not link.startswith(ours)], hostile
    watched.tab.close()


@pytest.mark.browser
@needs_chromium
def test_the_policy_of_the_page_would_stop_what_was_not_escaped(browser: "Browser", tmp_path: "Path") -> None:
    """The same markup is seen to run, ask and load where there is no policy: the texts are worth their name."""
    active = [one for one in VECTORS if one.startswith("<") and not re.match("<(style|link|meta|base|form)", one)]
    broken = html_of(PLAIN).replace("<main", f"{''.join(active)}<main")
    guarded, open_ = (Watched(browser, without_policy=without) for without in (False, True))
    assert open_.show(broken, tmp_path / "open.html")["ran"]
    assert "a dialog" in open_.tried
    assert any(address.startswith("https://evil.example/") for address in open_.tried)
    assert not guarded.show(broken, tmp_path / "guarded.html")["ran"]
    assert guarded.tried == []
    guarded.tab.close()
    open_.tab.close()
