"""All pictures on one page in a real browser, where fonts are real and boxes are measured."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from pipeline.domain.pictures import Dot, DotKind, Series
from pipeline.report import html, svg
from pipeline.report.sahelmap import sahel_map
from pipeline.report.strips import calendar_strip
from pipeline.report.svg import Breadth
from pipeline.report.trends import trend
from tests.browser import chromium, needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, needs_chromium]
DAY = date(2026, 11, 21)
PLACES = (
    ("Djibo", 14.1, -1.63),
    ("Gao", 16.27, -0.04),
    ("Ménaka", 15.92, 2.4),
    ("Kidal", 18.44, 1.41),
    ("Tombouctou", 16.77, -3.0),
    ("باماكو", 12.64, -8.0),
    ("Bankass", 14.07, -3.52),
    ("Mopti", 14.49, -4.2),
    ("Niamey", 13.51, 2.11),
    ("Tillabéri", 14.21, 1.45),
    ("Diffa", 13.32, 12.61),
    ("Ouagadougou", 12.37, -1.52),
    ("Fada N'Gourma", 12.06, 0.36),
    ("Dori", 14.03, -0.03),
    ("N'Djamena", 12.11, 15.04),
    ("Paris", 48.85, 2.35),
)
MEASURE = """() => [...document.querySelectorAll('svg.picture')].filter(it => it.getClientRects().length).map(one => ({
    breadth: one.viewBox.baseVal.width, height: one.viewBox.baseVal.height,
    texts: [...one.querySelectorAll('text')].map(text => {
        const box = text.getBBox();
        return {said: text.textContent, x: box.x, y: box.y, right: box.x + box.width, bottom: box.y + box.height,
                size: +text.getAttribute('font-size')};
    }),
}))"""
"""The pictures that are shown, with the room that each of their texts takes in the fonts of this machine."""


def dots() -> list[Dot]:
    kinds = (DotKind.INCIDENT, DotKind.STORY)
    return [
        Dot(latitude, longitude, label, 1 + at * 7 % 15, kinds[at % 2], 3 if at % 5 == 4 else 1)
        for at, (label, latitude, longitude) in enumerate(PLACES)
    ]


def series(names: tuple[str, ...], top: int) -> list[Series]:
    """Counts that go up and down, each series lower than the one before, with two days that nobody saw."""
    return [
        Series(name, tuple(None if day in (9, 10) else (day * 7 + at * 5) % (top // (at + 1) + 1) for day in range(28)))
        for at, name in enumerate(names)
    ]


def page(language: str) -> str:
    """A page in the style of the digest, with each picture in both breadths."""
    topics = series(("Insurrection jihadiste et opérations de riposte", "Relations avec la CEDEAO", "نزوح", "Or"), 60)
    countries = series(("Mali", "Niger", "Burkina Faso", "République centrafricaine"), 1500)
    draws: tuple[Callable[[Breadth, str], str], ...] = (
        lambda breadth, prefix: sahel_map(dots(), language, breadth=breadth, prefix=f"map{prefix}"),
        lambda breadth, prefix: trend(topics, DAY, language, breadth=breadth, prefix=f"trend{prefix}"),
        lambda breadth, prefix: calendar_strip(countries, DAY, language, breadth=breadth, prefix=f"days{prefix}"),
    )
    drawn = "".join(draw(breadth, f"-{breadth.name}") for draw in draws for breadth in Breadth)
    css = (Path(html.__file__).parent / "templates" / "digest.css").read_text("utf-8")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html><html lang="{language}"><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>Pictures</title>'
        f"<style>{css}{svg.style()}</style>"
        f'<div class="page"><div class="columns"><nav></nav><main>{drawn}</main></div></div>'
    )


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_of_pictures_is_whole(
    browser: "Browser", tmp_path: Path, width: int, scheme: Literal["light", "dark"], language: str
) -> None:
    file = tmp_path / "pictures.html"
    file.write_text(page(language), "utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text))
    tab.goto(file.as_uri())
    tab.screenshot(path=tmp_path / f"pictures-{width}-{scheme}-{language}.png", full_page=True)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [file.as_uri()]
    assert complaints == []
    pictures = tab.evaluate(MEASURE)
    tab.close()
    assert [one["breadth"] for one in pictures] == [720 if width == 1280 else 350] * 3
    for one in pictures:
        assert [text for text in one["texts"] if text["x"] < -1 or text["right"] > one["breadth"] + 1] == []
        assert [text for text in one["texts"] if text["bottom"] > one["height"] + 3] == []


def overlapping(texts: list[dict[str, float]]) -> list[tuple[object, object]]:
    """Pairs of texts whose letters share room; the leading above and below them does not count."""
    boxes = [(text["said"], text["x"], text["bottom"] - text["size"], text["right"], text["bottom"]) for text in texts]
    return [
        (one[0], other[0])
        for at, one in enumerate(boxes)
        for other in boxes[:at]
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] - 3 and other[2] < one[4] - 3
    ]


@pytest.mark.parametrize("width", [1280, 390])
def test_no_text_lies_on_another_in_the_fonts_of_this_machine(browser: "Browser", tmp_path: Path, width: int) -> None:
    file = tmp_path / "pictures.html"
    file.write_text(page("fr"), "utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(file.as_uri())
    pictures = tab.evaluate(MEASURE)
    tab.close()
    assert [overlapping(one["texts"]) for one in pictures] == [[], [], []]


def test_paper_gets_the_wide_pictures_in_black(browser: "Browser", tmp_path: Path) -> None:
    file = tmp_path / "pictures.html"
    file.write_text(page("fr"), "utf-8")
    tab = browser.new_page(viewport={"width": 680, "height": 900}, color_scheme="dark")
    tab.emulate_media(media="print", color_scheme="dark")
    tab.goto(file.as_uri())
    fill = "getComputedStyle(document.querySelector('svg.wide .incident')).fill"
    sea = "getComputedStyle(document.querySelector('svg.wide .sea')).fill"
    pictures = tab.evaluate(MEASURE)
    colours = [tab.evaluate(fill), tab.evaluate(sea)]
    tab.close()
    assert [one["breadth"] for one in pictures] == [720] * 3
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
