import re

import pytest

from pipeline.report import svg
from tests.report.test_html import contrast

PAGE_INK = ("#1f1d1a", "#ebe7df", "#000")
"""The ink of the digest in light, dark and print."""


def schemes() -> list[dict[str, str]]:
    """The colours of light, dark and print."""
    blocks = re.findall(r"\.picture \{(.*?)\n *\}", svg.style(), re.DOTALL)
    return [dict(re.findall(r"--picture-(\w+): (#\w+);", block)) for block in blocks]


def test_there_are_colours_for_light_dark_and_print() -> None:
    light, dark, paper = schemes()
    assert set(light) == set(dark) == set(paper)


@pytest.mark.parametrize("at", range(3))
def test_text_stands_out_from_its_ground(at: int) -> None:
    scheme, ink = schemes()[at], PAGE_INK[at]
    assert min(contrast(ink, scheme[ground]) for ground in ("paper", "sea", "land", "core", "shade1", "shade2")) >= 4.5
    assert min(contrast(scheme["soft"], scheme[ground]) for ground in ("paper", "sea", "land", "core")) >= 4.5
    assert min(contrast(scheme["paper"], scheme[ground]) for ground in ("shade3", "shade4")) >= 4.5


@pytest.mark.parametrize("at", range(3))
def test_marks_stand_out_from_their_ground(at: int) -> None:
    scheme = schemes()[at]
    for mark in ("incident", "story", "border"):
        assert min(contrast(scheme[mark], scheme[ground]) for ground in ("sea", "land", "core")) >= 3
    for mark in ("bar", "last", "unseen"):
        assert contrast(scheme[mark], scheme["paper"]) >= 3


def test_without_the_page_the_colours_are_those_of_a_light_one() -> None:
    light = schemes()[0]
    spare = re.findall(r"var\(--picture-(\w+), (#\w+)\)", svg.style())
    assert {name for name, _ in spare} == set(light)
    assert all(light[name] == colour for name, colour in spare)


def test_the_style_asks_for_nothing() -> None:
    assert "url(" not in svg.style()
    assert "@import" not in svg.style()


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (1.25, "1.2"), (-0.04, "0"), (-0.5, "-0.5"), (10.0, "10"), (100, "100")]
)
def test_numbers_have_one_decimal_at_most(value: float, written: str) -> None:
    assert svg.number(value) == written


def test_attributes_are_escaped_and_spelt_as_svg_spells_them() -> None:
    assert (
        svg.element("a", class_='"<', text_anchor="end", x=1.5) == '<a class="&quot;&lt;" text-anchor="end" x="1.5"/>'
    )


@pytest.mark.parametrize(("anchor", "emitted"), [("start", "end"), ("middle", "middle"), ("end", None)])
def test_a_text_from_right_to_left_stands_at_the_same_side(anchor: str, emitted: str | None) -> None:
    drawn = svg.words("باماكو", 10, 10, 12, anchor=anchor)
    assert 'direction="rtl"' in drawn
    assert (f'text-anchor="{emitted}"' in drawn) if emitted else ("text-anchor" not in drawn)
