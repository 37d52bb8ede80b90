"""The pictures of a digest as drawings that need no page."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.digests import Digest
from pipeline.domain.pictures import Dot, DotKind, Pictured, Series
from pipeline.report.digest import build
from pipeline.report.drawings import MARGIN, TALLEST, Drawing, drawings
from pipeline.report.html import pictures_of
from pipeline.report.svg import Breadth
from tests.report import drawn
from tests.report.hostile import VECTORS
from tests.report.samples import candidate, record

ARABIC = "\u063a\u0627\u0648"
PLACES = (("Gao", 16.27, -0.04), (f"{ARABIC} (Gao) 12.", 12.64, -8.0), (ARABIC, 13.5, 10.0), ("Paris", 48.85, 2.35))
WEEKS = (Series("Blocus", (None, *range(27))), Series(ARABIC, (3,) * 28))


def shown(names: tuple[str, ...] = (), weeks: tuple[Series, ...] = WEEKS) -> Digest:
    """A digest with pictures; these names stand in the place of the usual ones."""
    labels = names or tuple(name for name, _, _ in PLACES)
    places = zip(labels, PLACES, strict=False)
    dots = tuple(Dot(latitude, longitude, name, 2, DotKind.INCIDENT) for name, (_, latitude, longitude) in places)
    return replace(build(record(candidate(1), language="fr"), 1), pictured=Pictured(dots, weeks, weeks))


def named(name: str) -> Drawing:
    (found,) = (one for one in drawings(shown()) if one.name == name)
    return found


def test_each_picture_is_there_in_both_breadths() -> None:
    names = [one.name for one in drawings(shown())]
    assert sorted(names) == sorted(
        f"{kind}-{end}" for kind in ("map", "trend", "calendar") for end in ("wide", "narrow")
    )
    assert {one.breadth for one in drawings(shown()) if one.name.endswith("wide")} == {Breadth.WIDE}


def test_a_digest_that_shows_nothing_has_none() -> None:
    assert drawings(replace(shown(), pictured=Pictured())) == ()


@pytest.mark.parametrize("one", drawings(shown()), ids=lambda one: one.name)
def test_a_drawing_brings_its_style_and_its_ground_with_it(one: Drawing) -> None:
    root = ET.fromstring(one.svg)
    assert "var(" not in one.svg
    assert "@media" not in one.svg
    assert root.findtext(f"{drawn.SVG}style")
    ground = root.find(f"{drawn.SVG}rect")
    assert ground is not None
    assert (ground.get("width"), ground.get("height")) == (str(one.width), str(one.height))
    assert (root.get("width"), root.get("height")) == (str(one.width), str(one.height))


@pytest.mark.parametrize("one", drawings(shown()), ids=lambda one: one.name)
def test_the_ground_has_room_for_the_picture_and_a_margin(one: Drawing) -> None:
    breadth, height = drawn.size(pictures_of(shown())[one.name])
    assert one.width == breadth + 2 * MARGIN
    assert height + 2 * MARGIN <= one.height < height + 2 * MARGIN + 1


@pytest.mark.parametrize("one", drawings(shown()), ids=lambda one: one.name)
def test_every_text_stands_where_it_stands_on_the_page(one: Drawing) -> None:
    """A text from right to left ends where it began, now by its anchor and a sign, without the attribute."""
    before = drawn.texts(str(pictures_of(shown())[one.name]))
    after = drawn.texts(one.svg)
    assert [text.box for text in after] == [text.box for text in before]
    assert [text.said.lstrip("\u202b") for text in after] == [text.said for text in before]
    assert {text.said[0] for text in after if ARABIC in text.said} <= {"\u202b"}
    assert 'direction="' not in one.svg


def test_it_says_its_title_and_what_is_to_be_seen() -> None:
    root = ET.fromstring(str(pictures_of(shown())["map-wide"]))
    title, description = (root.findtext(f"{drawn.SVG}{name}") or "" for name in ("title", "desc"))
    assert named("map-wide").said == f"{title}. {description}".removesuffix(".")
    assert "Gao" in named("map-wide").said


def test_what_is_too_tall_is_left_out_in_both_breadths() -> None:
    """A narrow chart is at least 50 pixels high, a wide one takes a third of that, as three stand in a row."""
    weeks = tuple(Series(f"Th\u00e8me {number}", (1,) * 28) for number in range(TALLEST // 50))
    digest = shown(weeks=weeks)
    assert max(drawn.size(str(picture))[1] for picture in pictures_of(digest).values()) > TALLEST
    names = {one.name for one in drawings(digest)}
    assert {"map-wide", "map-narrow"} <= names
    assert not {"trend-wide", "trend-narrow"} & names
    assert all(one.height <= TALLEST for one in drawings(digest))


@pytest.mark.parametrize("hostile", VECTORS, ids=range(len(VECTORS)))
def test_hostile_words_change_nothing_of_a_drawing_but_its_words(hostile: str) -> None:
    digest = shown((hostile, f'{hostile} direction="rtl">'), (Series(hostile, (1,) * 28),))
    for one in drawings(digest):
        names = {element.tag for element in ET.fromstring(one.svg).iter()}
        assert names <= {element.tag for other in drawings(shown()) for element in ET.fromstring(other.svg).iter()}


@given(st.text(max_size=40))
@settings(max_examples=40)
def test_any_name_makes_drawings_that_can_be_read(name: str) -> None:
    for one in drawings(shown((name,), (Series(name, (1,) * 28),))):
        assert one.svg.encode("utf-8")
        ET.fromstring(one.svg)
