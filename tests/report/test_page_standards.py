"""The page of the digest against the standards that it must meet: HTML, WCAG, and paper."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from pipeline.domain.digests import DayRecord, Digest, Item
from pipeline.report.digest import build
from pipeline.report.html import to_html
from tests.axe import faults
from tests.browser import chromium, needs_chromium
from tests.report.newsdays import MARKS, full_day, single_day, unseen_day
from tests.report.reading import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DAYS = (unseen_day, single_day, full_day)
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
"""The tags that we have use for: a language, perhaps a script, perhaps a country (BCP 47)."""
every_page = pytest.mark.parametrize(
    "html",
    [
        pytest.param(to_html(build(day(language), 1)), id=f"{day.__name__}-{language}")
        for day in DAYS
        for language in ("fr", "en")
    ],
)


def items_of(digest: Digest) -> list[Item]:
    leading = [item for section in digest.sections for item in section.shown]
    return [one for item in leading for one in (item, *item.reports)]


def marks(digest: Digest) -> set[str]:
    borne = [*(item.marks for item in items_of(digest)), *(row.marks for row in digest.tolls)]
    return {mark.key for marks in borne for mark in marks}


def test_the_full_day_is_full() -> None:
    digest = build(full_day("fr"), 1)
    assert marks(digest) == MARKS
    assert all(section.shown for section in digest.sections)
    assert digest.follow_ups.lines
    assert digest.awaiting.lines
    assert digest.first_named
    assert {item.language for item in items_of(digest)} == {"fr", "en", "ar", "ha"}


@every_page
def test_a_strict_parser_finds_no_error(html: str) -> None:
    html5lib = pytest.importorskip("html5lib", reason="no strict parser: html5lib is not installed")
    html5lib.HTMLParser(strict=True).parse(html)


@every_page
def test_there_is_one_title_and_no_level_of_headings_is_skipped(html: str) -> None:
    levels = [int(heading.tag[1]) for heading in page(html).xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@every_page
def test_ids_are_unique_and_whatever_points_at_one_hits_it(html: str) -> None:
    tree = page(html)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not [place for place in ids if not place or re.search(r"\s", place)]
    pointing = [target[1:] for target in tree.xpath("//@href[starts-with(., '#')]")]
    named = " ".join(tree.xpath("//@aria-labelledby | //@aria-describedby | //@for | //@headers")).split()
    drawn = re.findall(r"url\(#([^)]+)\)", html)
    assert {*pointing, *named, *drawn} <= set(ids)


@every_page
def test_every_language_is_told_by_a_valid_tag(html: str) -> None:
    tree = page(html)
    assert tree.get("lang") in {"fr", "en"}
    assert not [tag for tag in tree.xpath("//@lang") if tag and not LANGUAGE_TAG.fullmatch(tag)]
    assert set(tree.xpath("//@dir")) <= {"ltr", "rtl", "auto"}


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as running:
        yield running


def written(folder: Path, day: Callable[[str], DayRecord], language: str) -> str:
    """The address of the page of a day, in a file."""
    file = folder / "digest.html"
    file.write_text(to_html(build(day(language), 1)), "utf-8")
    return file.as_uri()


@pytest.mark.browser
@needs_chromium
def test_what_keeps_people_from_reading_is_found(browser: "Browser") -> None:
    tab = browser.new_page()
    tab.set_content('<html><title>x</title><main><h1>x</h1><a href="#x"></a><p style="color: #aaa">pale</p></main>')
    rules = {fault.partition(":")[0] for fault in faults(tab)}
    tab.close()
    assert rules >= {"html-has-lang", "link-name", "color-contrast"}


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("day", [unseen_day, full_day])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_kept_from_reading(
    browser: "Browser",
    tmp_path: Path,
    width: int,
    scheme: Literal["light", "dark"],
    day: Callable[[str], DayRecord],
) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    tab.goto(written(tmp_path, day, "fr"))
    found = faults(tab)
    tab.close()
    assert found == []


@pytest.mark.browser
@needs_chromium
def test_a_full_day_is_a_dozen_sheets_at_most_and_its_links_can_be_read_and_followed(
    browser: "Browser", tmp_path: Path
) -> None:
    """Some 40 items of up to ten lines, three pictures and the lists after them, at 60 lines a sheet of A4."""
    tab = browser.new_page(color_scheme="dark")
    tab.goto(written(tmp_path, full_day, "fr"))
    printed = tab.pdf(format="A4", prefer_css_page_size=True)
    tab.emulate_media(media="print")
    colours = tab.evaluate("[...new Set([...document.querySelectorAll('main a')].map(a => getComputedStyle(a).color))]")
    links = "[...document.querySelectorAll('main a[rel]')].filter(a => !a.closest('details')).map(a => a.href)"
    shown = set(tab.evaluate(links))
    tab.close()
    assert 1 < len(re.findall(rb"/Type\s*/Page\b", printed)) <= 12
    assert colours == ["rgb(0, 0, 0)"]
    assert len(shown) > 20
    assert {address.decode() for address in re.findall(rb"/URI \((http[^)]*)\)", printed)} == shown
