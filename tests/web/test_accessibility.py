"""The review page under axe-core: every kind of page, wide and narrow, light and dark."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from pipeline.web.serving import ReviewPage
from tests.axe import faults
from tests.browser import chromium, needs_chromium
from tests.web.test_review_page import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["page"]
pytestmark = [pytest.mark.browser, needs_chromium]
PAGES = (
    "/",
    "/?all=1&topic=fuel-blockade",
    "/?q=Ouroboros",
    '/?q="open',
    "/articles/1",
    "/articles/4",
    "/digest",
    "/articles/999",
)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_kept_from_reviewing(
    browser: "Browser", page: ReviewPage, width: int, scheme: Literal["light", "dark"]
) -> None:
    tab = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, base_url=page.address
    )
    found: dict[str, list[str]] = {}
    for path in PAGES:
        tab.goto(path)
        found[path] = faults(tab)
    tab.close()
    assert found == {path: [] for path in PAGES}
