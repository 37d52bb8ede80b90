"""The ground of the map: the projection, the countries, and their names where nothing else stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, isfinite, radians

from pipeline.report import svg
from pipeline.report.catalogue import WORDS, country_name, say
from pipeline.report.lettering import ELLIPSIS, LINE, width_of, wrapped
from pipeline.report.outlines import Point, outlines
from pipeline.report.placement import Box, Sheet

WEST, EAST, SOUTH, NORTH = -19.2, 24.8, 3.4, 27.4
"""What the map shows, in degrees: from Dakar to Darfur, from the Gulf of Guinea to the Sahara."""

_NARROWING = cos(radians((SOUTH + NORTH) / 2))
"""How much shorter a degree of longitude is than one of latitude in the middle of the map."""

FINENESS = 10
"""Outlines are drawn to a tenth of a pixel."""

CORE = ("ML", "NE", "BF")

_NAME_PLACES: dict[str, tuple[float, tuple[Point, ...]]] = {
    "ML": (6.0, ((-2.2, 19.6), (-3.2, 21.6), (-0.6, 18.2), (-7.6, 14.3), (-8.0, 12.0))),
    "NE": (6.0, ((9.5, 18.6), (11.5, 20.6), (12.0, 16.6), (7.0, 17.0), (9.0, 15.0))),
    "BF": (6.8, ((-1.6, 12.4), (-2.6, 11.6), (-1.0, 13.4), (-3.4, 12.6), (-3.7, 10.9), (0.9, 11.5), (-3.0, 10.6))),
    "TD": (6.0, ((18.6, 16.4), (18.0, 18.6), (18.4, 13.4), (18.2, 10.6))),
    "MR": (7.0, ((-11.0, 19.2), (-9.6, 17.4), (-12.6, 17.4))),
    "SN": (4.4, ((-14.6, 15.1), (-14.2, 14.4), (-15.2, 15.6))),
    "GM": (3.0, ((-18.0, 13.4),)),
    "GW": (5.0, ((-17.2, 11.2), (-17.0, 10.4))),
    "GN": (5.0, ((-10.9, 10.8), (-12.6, 11.4), (-9.4, 9.6))),
    "SL": (5.0, ((-14.6, 8.1), (-14.6, 7.5))),
    "LR": (5.0, ((-11.6, 5.7), (-11.6, 5.1), (-9.4, 6.6))),
    "CI": (4.6, ((-5.6, 7.5), (-5.6, 8.6), (-5.6, 6.4))),
    "GH": (2.8, ((-1.2, 7.5), (-1.2, 8.6), (-1.2, 6.4))),
    "TG": (2.2, ((1.2, 5.2),)),
    "BJ": (2.6, ((2.4, 9.4), (3.2, 5.4))),
    "NG": (6.0, ((7.8, 9.2), (8.0, 7.8), (6.0, 8.0), (8.0, 11.0))),
    "CM": (4.4, ((12.6, 5.2), (12.8, 6.6))),
    "CF": (7.4, ((20.8, 6.6), (20.6, 7.6), (20.8, 5.6))),
    "DZ": (8.0, ((2.6, 25.6), (4.0, 24.0), (0.0, 26.4))),
    "LY": (7.0, ((17.6, 25.6), (16.6, 24.6), (18.6, 26.6))),
    "SD": (3.0, ((23.6, 13.6), (23.6, 15.6), (23.6, 12.0))),
    "EH": (4.6, ((-13.4, 24.0), (-13.4, 25.0), (-14.4, 22.6))),
}
"""By country: how wide its name may be, in degrees, and where its middle may stand, by longitude and latitude."""

NEIGHBOURS = tuple(code for code in _NAME_PLACES if code not in CORE)
"""The other countries that are named."""


@dataclass(frozen=True, slots=True)
class View:
    """The map drawn so wide: equirectangular, with distances right in its middle latitude."""

    breadth: svg.Breadth

    @property
    def scale(self) -> float:
        """Pixels a degree of latitude."""
        return self.breadth / ((EAST - WEST) * _NARROWING)

    @property
    def height(self) -> float:
        """The height of the map without its key."""
        return (NORTH - SOUTH) * self.scale

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a place stands, in pixels from the left upper corner."""
        return ((longitude - WEST) * _NARROWING * self.scale, (NORTH - latitude) * self.scale)

    def shows(self, longitude: float, latitude: float, margin: float) -> bool:
        """Whether a place stands on the map, with so many pixels around it; no place stands nowhere."""
        if not (isfinite(longitude) and isfinite(latitude)):
            return False
        x, y = self.point(longitude, latitude)
        return margin <= x <= self.breadth - margin and margin <= y <= self.height - margin


def land(view: View, prefix: str) -> str:
    """Sea and countries, cut off at the frame."""
    frame = svg.element("path", d=f"M0 0H{view.breadth.value}V{svg.number(view.height)}H0Z")
    clip = svg.element("defs", svg.element("clipPath", frame, id=f"{prefix}-frame"))
    sea = svg.element("rect", class_="sea", width=view.breadth.value, height=view.height)
    countries = svg.element(
        "g",
        svg.element("path", class_="land", d=_shapes(view, [code for code in outlines() if code not in CORE])),
        svg.element("path", class_="land core", d=_shapes(view, CORE)),
        transform=f"scale({1 / FINENESS})",
    )
    return clip + svg.element("g", sea, countries, clip_path=f"url(#{prefix}-frame)")


def country_names(view: View, sheet: Sheet, language: str, codes: Sequence[str]) -> Iterator[str]:
    """The names of those countries that find room."""
    for code in codes:
        core = code in CORE
        size = _name_size(view.breadth, core)
        room, places = _NAME_PLACES[code]
        lines = wrapped(_map_name(code, language), room * _NARROWING * view.scale, size, 2, bold=core)
        if any(line.endswith(ELLIPSIS) or not line for line in lines):
            continue
        width = max(width_of(line, size, bold=core) for line in lines)
        height = len(lines) * size * LINE
        middles = (view.point(*place) for place in places)
        box = sheet.claim(Box(x - width / 2, y - height / 2, width, height) for x, y in middles)
        if box:
            yield from _name(lines, box, size, core=core)


def _shapes(view: View, codes: Sequence[str]) -> str:
    """The path of the outlines of some countries, in tenths of a pixel."""
    return "".join(_ring(view, ring) for code in codes for ring in outlines()[code])


def _ring(view: View, points: tuple[Point, ...]) -> str:
    """A closed line: where it begins, then steps in whole tenths, without those that lead nowhere."""
    placed = [tuple(round(part * FINENESS) for part in view.point(*point)) for point in points]
    steps = [(x - from_x, y - from_y) for (from_x, from_y), (x, y) in pairwise(placed)]
    written = "".join(f"l{x} {y}" if y >= 0 else f"l{x}{y}" for x, y in steps if x or y)
    return f"M{placed[0][0]} {placed[0][1]}{written}Z"


def _name(lines: tuple[str, ...], box: Box, size: float, *, core: bool) -> Iterator[str]:
    for number, line in enumerate(lines):
        y = box.y + size * (number * LINE + 1)
        middle = box.x + box.width / 2
        yield svg.words(line, middle, y, size, class_="country core" if core else "country", anchor="middle")


def _name_size(breadth: svg.Breadth, core: bool) -> float:
    if breadth is svg.Breadth.WIDE:
        return 12.5 if core else 11
    return 10.5 if core else 9.5


def _map_name(code: str, language: str) -> str:
    """What a country is called where room is short."""
    key = f"map_{code}"
    return say(language, key) if key in WORDS else country_name(language, code)
