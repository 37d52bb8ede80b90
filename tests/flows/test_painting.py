"""The pictures of letters, made into PNG files; no letter is lost over one."""

from collections.abc import Callable, Iterator
from itertools import chain

import pytest

from pipeline.domain.errors import Interrupted
from pipeline.flows.deliver import paint_digest
from pipeline.flows.painting import open_painter
from pipeline.pool import Inline, Pool
from pipeline.rasters import ZOOM, is_installed, to_png
from pipeline.report.drawings import Drawing, drawings
from pipeline.report.plainstyle import light_colours
from tests.flows import painters
from tests.rasters.test_rasters import needs_extra, needs_font
from tests.report.pngs import Pixels, read, size_of
from tests.report.test_drawings import shown

LARGEST = 200_000
"""Bytes; what a picture may take of a letter that is read over a bad line."""


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(1, seconds=1.5)
    yield made
    made.close()


@pytest.fixture(scope="module")
def painted() -> dict[str, tuple[Drawing, Pixels]]:
    return {one.drawing.name: (one.drawing, read(one.png)) for one in paint_digest(Inline(), to_png, shown())}


@needs_extra
@needs_font
def test_every_picture_is_a_small_png_of_twice_its_declared_size() -> None:
    pictures = paint_digest(Inline(), to_png, shown())
    assert [one.drawing for one in pictures] == list(drawings(shown()))
    for one in pictures:
        assert size_of(one.png) == (one.drawing.width * ZOOM, one.drawing.height * ZOOM)
        assert len(one.png) < LARGEST


@needs_extra
@needs_font
def test_the_same_digest_gives_the_same_pictures() -> None:
    assert paint_digest(Inline(), to_png, shown()) == paint_digest(Inline(), to_png, shown())


@needs_extra
@needs_font
def test_the_colours_are_those_of_the_light_page(painted: dict[str, tuple[Drawing, Pixels]]) -> None:
    colours = light_colours()
    _, image = painted["map-wide"]
    for name in ("sea", "land", "core", "incident", "border", "soft"):
        assert image.count(colours[f"--picture-{name}"]) > 50, name
    assert image.count(colours["--ink"]) > 50
    _, image = painted["calendar-wide"]
    assert image.count(colours["--picture-shade4"]) > 50


@needs_extra
@needs_font
def test_a_picture_has_a_light_ground_to_its_very_edge(painted: dict[str, tuple[Drawing, Pixels]]) -> None:
    paper = tuple(bytes.fromhex(light_colours()["--picture-paper"][1:]))
    for _, image in painted.values():
        last = image.width * (image.height - 1)
        assert set(image.pixels[: image.width]) == {paper}
        assert set(image.pixels[last:]) == {paper}
        assert set(image.pixels[:: image.width]) == {paper}


@needs_extra
@needs_font
def test_the_words_of_a_picture_are_dark_on_light(painted: dict[str, tuple[Drawing, Pixels]]) -> None:
    for drawing, image in painted.values():
        light = sum(sum(colour) > 3 * 160 for colour in image.pixels)
        assert light > len(image.pixels) / 2, drawing.name


def test_without_a_painter_there_are_no_pictures() -> None:
    assert paint_digest(Inline(), None, shown()) == ()


def test_what_makes_them_is_there_where_its_extra_is() -> None:
    assert open_painter() is (to_png if is_installed() else None)


@pytest.mark.parametrize("painter", [painters.hang, painters.die, painters.eat, painters.break_down])
def test_a_picture_that_cannot_be_made_leaves_all_out_and_raises_nothing(
    pool: Pool, painter: Callable[[str], bytes]
) -> None:
    assert paint_digest(pool, painter, shown()) == ()


def test_one_picture_that_cannot_be_made_leaves_out_the_others_too() -> None:
    turns = chain([b"one", b"two"])
    assert paint_digest(Inline(), lambda _: next(turns), shown()) == ()


def test_a_program_that_ends_meanwhile_is_no_fault_of_a_picture(pool: Pool) -> None:
    pool.close()
    with pytest.raises(Interrupted):
        paint_digest(pool, painters.hang, shown())
