"""The review page in a real browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from pipeline.web.serving import ReviewPage
from tests.browser import chromium, needs_chromium
from tests.web.test_review_page import HOSTILE, page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

__all__ = ["page"]
pytestmark = [pytest.mark.browser, needs_chromium]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as running:
        yield running


@pytest.fixture
def tab(browser: "Browser", page: ReviewPage) -> Iterator["Page"]:
    """A narrow tab on the review page; whatever it asks elsewhere, and whatever it complains of, fails the test."""
    opened = browser.new_page(viewport={"width": 390, "height": 800}, base_url=page.address)
    complaints: list[str] = []

    def note_request(request: "Request") -> None:
        if not request.url.startswith(page.address):
            complaints.append(request.url)

    def note_message(message: "ConsoleMessage") -> None:
        if message.type == "error":
            complaints.append(message.text)

    def note_dialog(dialog: "Dialog") -> None:
        complaints.append("a dialog")
        dialog.dismiss()

    opened.on("request", note_request)
    opened.on("console", note_message)
    opened.on("dialog", note_dialog)
    opened.goto("/")
    yield opened
    opened.close()
    assert complaints == []


def test_a_search_is_typed_and_sent_from_the_keyboard(tab: "Page") -> None:
    tab.get_by_role("searchbox").fill("escorte agence")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**q=escorte+agence**")
    assert tab.get_by_role("heading", level=2).all_inner_texts() == ["Titre de agence"]


def test_an_article_is_one_step_away(tab: "Page") -> None:
    tab.get_by_role("link", name="Titre de agence").click()
    assert tab.get_by_role("heading", level=1).inner_text() == "Titre de agence"
    assert tab.locator("mark").count() > 0


def test_nothing_runs_out_of_a_narrow_page(tab: "Page") -> None:
    for path in ("/", "/articles/1", "/articles/4", "/?all=1"):
        tab.goto(path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_hostile_text_is_shown_as_it_was_written(tab: "Page") -> None:
    assert HOSTILE in tab.get_by_role("heading", level=2).all_inner_texts()
