"""The page of a letter in a real browser, with its pictures in their places."""

import base64
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from pipeline.report.drawings import drawings
from pipeline.report.letter import Picture, digest_letter
from tests.browser import chromium, needs_chromium
from tests.report.pngs import one_colour
from tests.report.test_drawings import shown
from tests.report.test_letter import ENVELOPE, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, needs_chromium]
LOOK = "[...document.images].filter(it => it.getClientRects().length).map(it => [it.alt, it.className, it.width])"
"""The images that are shown."""
WORDS = {one.name: one.said for one in drawings(shown())}


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as running:
        yield running


def letter_page() -> str:
    """The page with the bytes of its pictures where a mail program would put them in."""
    png = one_colour((252, 251, 248))
    pictures = [Picture(one, png) for one in drawings(shown())]
    found = page_of(digest_letter(shown(), ENVELOPE, pictures))
    address = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return re.sub(r'"cid:[^"]+"', f'"{address}"', found)


def opened(browser: "Browser", width: int, content: str, scheme: Literal["light", "dark"] = "light") -> "Page":
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab.set_content(content)
    return tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "breadth"), [(1280, "wide"), (800, "wide"), (600, "narrow"), (390, "narrow")])
def test_each_picture_is_shown_once_and_no_wider_than_the_window(
    browser: "Browser", width: int, breadth: str, scheme: Literal["light", "dark"]
) -> None:
    tab = opened(browser, width, letter_page(), scheme)
    found, across = tab.evaluate(LOOK), tab.evaluate("document.documentElement.scrollWidth")
    tab.close()
    assert across <= width
    assert {kind for _, kind, _ in found} == {f"picture {breadth}"}
    assert sorted(said for said, _, _ in found) == sorted(
        WORDS[f"{name}-wide"] for name in ("map", "trend", "calendar")
    )
    assert all(250 < shown_width <= width for _, _, shown_width in found)


def test_a_mail_program_that_takes_the_style_sheet_out_shows_each_picture_once(browser: "Browser") -> None:
    tab = opened(browser, 800, re.sub(r"<style>.*?</style>", "", letter_page(), flags=re.DOTALL))
    found = tab.evaluate(LOOK)
    tab.close()
    assert [kind for _, kind, _ in found] == ["picture wide"] * 3
