"""The pictures of a digest as drawings that need no page: each with its style, its ground and its words in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from xml.etree import ElementTree as ET

from pipeline.domain.digests import Digest
from pipeline.report import svg
from pipeline.report.html import pictures_of
from pipeline.report.plainstyle import light_colours, light_rules

MARGIN = 8
"""Pixels of ground around a picture: on the dark page of a mail program its letters would stand at the very edge."""

TALLEST = 3_000
"""Pixels; what is taller is not drawn in either breadth, for it would cost more memory than it is worth."""

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_RIGHT_TO_LEFT = re.compile(r'(?: text-anchor="(\w+)")? direction="rtl">')
_ANCHORS = {None: ' text-anchor="end"', "end": "", "middle": ' text-anchor="middle"'}
"""The side of a text that stands at its place, by the side that it is where lines begin at the right."""
_FROM_THE_RIGHT = "\u202b"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as an SVG that stands alone, with its size in CSS pixels and what it says in words."""

    name: str
    breadth: svg.Breadth
    svg: str
    width: int
    height: int
    said: str


def drawings(digest: Digest) -> tuple[Drawing, ...]:
    """The pictures of a digest, each in both breadths."""
    drawn = [_drawing(name, picture) for name, picture in pictures_of(digest).items()]
    too_tall = {one.name.rpartition("-")[0] for one in drawn if one.height > TALLEST}
    return tuple(one for one in drawn if one.name.rpartition("-")[0] not in too_tall)


def _drawing(name: str, picture: str) -> Drawing:
    root = ET.fromstring(picture)
    breadth = svg.Breadth(int(root.get("width", "")))
    width, height = breadth + 2 * MARGIN, ceil(float(root.get("height", ""))) + 2 * MARGIN
    return Drawing(name, breadth, _alone(picture, width, height), width, height, ". ".join(_words(root)))


def _words(root: ET.Element) -> Iterator[str]:
    for name in ("title", "desc"):
        if said := (root.findtext(f"{_NAMESPACE}{name}") or "").strip():
            yield said.removesuffix(".")


def _alone(picture: str, width: int, height: int) -> str:
    """The picture on a ground of its own, in the fonts that the rasteriser takes for `sans-serif`."""
    colours = light_colours()
    return svg.element(
        "svg",
        svg.element("style", light_rules()),
        svg.element("rect", width=width, height=height, fill=colours["--picture-paper"]),
        svg.element("g", _anchored(picture), transform=f"translate({MARGIN} {MARGIN})"),
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        color=colours["--ink"],
        font_family="sans-serif",
    )


def _anchored(picture: str) -> str:
    """The picture with a sign in its texts from right to left in place of the attribute, which rasterisers ignore."""
    return _RIGHT_TO_LEFT.sub(lambda found: f"{_ANCHORS[found[1]]}>{_FROM_THE_RIGHT}", picture)
