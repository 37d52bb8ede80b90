"""Drawings as PNG, by way of resvg and Pillow, an optional extra, with the fonts of this machine."""

from functools import cache
from importlib.util import find_spec
from io import BytesIO

from pipeline.domain.errors import ComputeError

ZOOM = 2
"""Pixels of the PNG for a CSS pixel: screens of phones have two or more."""

FAMILIES = ("DejaVu Sans", "Noto Sans", "Liberation Sans", "Arial", "Helvetica", "Segoe UI", "Roboto")
"""The fonts that are taken for `sans-serif`, the first that this machine has."""

_SAMPLE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="16">{}</text></svg>'


def is_installed() -> bool:
    """Whether the extra is there; whether it finds a font shows when it draws."""
    return all(find_spec(name) is not None for name in ("resvg_py", "PIL"))


def to_png(drawing: str, families: tuple[str, ...] = FAMILIES) -> bytes:
    """Draw an SVG with the first of these fonts; raises ComputeError where there is none, or it cannot be drawn."""
    family = _first_of(families)
    if not family:
        raise ComputeError(f"this machine has none of the fonts {', '.join(families)}")
    return _in_few_colours(_drawn(drawing, family))


@cache
def _first_of(families: tuple[str, ...]) -> str:
    """The first family in which a word can be seen; without a font resvg draws all but the words and says nothing."""
    blank = _SAMPLE.format("")
    return next((name for name in families if _drawn(_SAMPLE.format("Ag"), name) != _drawn(blank, name)), "")


def _drawn(drawing: str, family: str) -> bytes:
    try:
        import resvg_py

        return resvg_py.svg_to_bytes(
            svg_string=drawing, zoom=ZOOM, font_family=family, sans_serif_family=family, serif_family=family
        )
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic in Rust is no Exception
        raise ComputeError(f"the picture could not be drawn: {error}") from None


def _in_few_colours(png: bytes) -> bytes:
    """The picture with a palette: what we draw has few colours, so a pixel needs one byte in place of four."""
    from PIL import Image

    small = BytesIO()
    with Image.open(BytesIO(png)) as image:
        image.convert("RGB").quantize(dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()
