"""Pictures with few colours."""

import struct
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.palette import in_few_colours
from tests.report.pngs import SIGNATURE, Colour, chunk, indexed, written

PART = st.integers(0, 255)


@st.composite
def pictures(draw: st.DrawFn) -> tuple[list[list[Colour]], list[int]]:
    """A small picture, and a filter for each of its lines."""
    width, height = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    line = st.lists(st.tuples(PART, PART, PART), min_size=width, max_size=width)
    rows = draw(st.lists(line, min_size=height, max_size=height))
    return rows, draw(st.lists(st.integers(0, 4), min_size=height, max_size=height))


@given(pictures(), st.booleans())
def test_a_picture_of_few_colours_keeps_every_pixel_whatever_filters_it_was_written_with(
    drawn: tuple[list[list[Colour]], list[int]], opaque: bool
) -> None:
    rows, filters = drawn
    image = indexed(in_few_colours(written(rows, filters, opaque=opaque)))
    assert (image.width, image.height) == (len(rows[0]), len(rows))
    assert image.pixels == [colour for row in rows for colour in row]


def test_of_many_colours_the_frequent_ones_are_kept_and_the_others_become_their_neighbours() -> None:
    """300 greys and greens, each but the last 44 twice: those that occur once differ by one from one that stays."""
    often = [(shade, shade, shade) for shade in range(256)]
    once = [(shade, shade, shade + 1) for shade in range(44)]
    image = indexed(in_few_colours(written([often + often + once], [1])))
    assert image.pixels[:512] == often + often
    assert all(sum(abs(one - other) for one, other in zip(*pair, strict=True)) <= 1
               for pair in zip(image.pixels[512:], once, strict=True))  # fmt: skip


def test_what_has_few_colours_takes_less_room() -> None:
    rows = [[((x * y) % 5 * 50, 0, 0) for x in range(120)] for y in range(80)]
    png = written(rows, [0] * 80)
    assert len(in_few_colours(png)) < len(png)


def header(depth: int, colour: int, interlaced: int) -> bytes:
    return SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, depth, colour, 0, 0, interlaced))


@pytest.mark.parametrize("look", sorted(set(product((1, 8, 16), (0, 2, 3, 4, 6), (0, 1))) - {(8, 2, 0), (8, 6, 0)}))
def test_another_kind_of_png_is_refused(look: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no PNG that can be read here"):
        in_few_colours(header(*look))


@pytest.mark.parametrize("content", [b"", b"GIF89a", SIGNATURE, b"\x00" * 40])
def test_what_is_no_png_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no PNG that can be read here"):
        in_few_colours(content)
