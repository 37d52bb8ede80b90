"""Drawings as PNG files, in the fonts of this machine."""

import pytest

from pipeline.domain.errors import ComputeError
from pipeline.rasters import FAMILIES, ZOOM, is_installed, to_png
from tests.report.pngs import read, size_of

needs_extra = pytest.mark.skipif(not is_installed(), reason="nothing to draw with: the extra pictures is not installed")
pytestmark = needs_extra
GROUND = '<rect width="40" height="30" fill="#fcfbf8"/>'
BLANK = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">{GROUND}{{}}</svg>'


def has_a_font() -> bool:
    try:
        to_png(BLANK.format(""))
    except ComputeError:
        return False
    return True


needs_font = pytest.mark.skipif(is_installed() and not has_a_font(), reason=f"no font: none of {', '.join(FAMILIES)}")


@needs_font
def test_a_drawing_becomes_a_png_of_twice_its_size() -> None:
    assert size_of(to_png(BLANK.format(""))) == (40 * ZOOM, 30 * ZOOM)


@needs_font
@pytest.mark.parametrize("word", ["Gao", "غاو", "é"])
def test_words_are_drawn(word: str) -> None:
    text = f'<text x="4" y="20" font-family="sans-serif">{word}</text>'
    image = read(to_png(BLANK.format(text)))
    assert image.count("#000000") > 0
    assert image.count("#fcfbf8") > image.width * image.height // 2


@needs_font
def test_the_same_drawing_gives_the_same_bytes() -> None:
    text = BLANK.format('<text x="4" y="20" font-family="sans-serif">Gao</text>')
    assert to_png(text) == to_png(text)


def test_without_a_font_nothing_is_drawn_and_the_fonts_are_named() -> None:
    """The library draws all but the words then, and says nothing of it."""
    with pytest.raises(ComputeError, match="none of the fonts No Such Font, Nor This"):
        to_png(BLANK.format(""), ("No Such Font", "Nor This"))


@needs_font
def test_the_first_font_that_is_there_is_taken() -> None:
    text = BLANK.format('<text x="4" y="20" font-family="sans-serif">Gao</text>')
    assert to_png(text, ("No Such Font", *FAMILIES)) == to_png(text)


@needs_font
@pytest.mark.parametrize(
    "drawing", ["", "<svg", "no drawing", "\x00", "<svg xmlns='http://www.w3.org/2000/svg'>\ud800</svg>"]
)
def test_what_cannot_be_drawn_is_a_foreseen_error(drawing: str) -> None:
    with pytest.raises(ComputeError, match="could not be drawn"):
        to_png(drawing)
