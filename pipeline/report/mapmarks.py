"""The marks of the map: what a day's dots become, and how a mark is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt

from pipeline.domain.pictures import Dot, DotKind
from pipeline.report import svg
from pipeline.report.mapground import View
from pipeline.report.placement import Box

LARGEST = {svg.Breadth.WIDE: 11.0, svg.Breadth.NARROW: 8.0}
"""The largest radius of a mark, in pixels."""

_SMALLEST = {svg.Breadth.WIDE: 3.5, svg.Breadth.NARROW: 3.0}

_FULL_SIZE = 12
"""Articles; on a day with fewer at every place the largest mark stays smaller than the largest radius."""

_CELL = 6
"""Pixels; dots that stand so near one another are one mark."""

_DIAMOND = sqrt(pi / 2)
"""How far a diamond of the area of a circle reaches, in radii of the circle."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One or more dots at one place, as they are drawn; `size` counts their articles, `rough` tells of the place."""

    x: float
    y: float
    radius: float
    size: int
    label: str
    kind: DotKind
    rough: bool

    @property
    def reach(self) -> float:
        """How far it reaches from its centre, in pixels."""
        return self.radius * (_DIAMOND if self.kind is DotKind.INCIDENT else 1)

    @property
    def box(self) -> Box:
        """The room it takes."""
        return Box(self.x - self.reach, self.y - self.reach, 2 * self.reach, 2 * self.reach)


def split(dots: Sequence[Dot], view: View) -> tuple[list[Dot], list[Dot]]:
    """The dots that stand on the map with room for the largest mark, and the others; both in the order of the marks."""
    margin = LARGEST[view.breadth] * _DIAMOND
    given = sorted(dots, key=_order)
    inside = [dot for dot in given if view.shows(dot.longitude, dot.latitude, margin)]
    outside = [dot for dot in given if not view.shows(dot.longitude, dot.latitude, margin)]
    return inside, outside


def marks_of(dots: Sequence[Dot], view: View) -> list[Mark]:
    """One mark for all dots in one cell of a fine grid, the largest first; it stands where its first dot does."""
    cells: dict[tuple[int, int], list[Dot]] = {}
    for dot in dots:
        x, y = view.point(dot.longitude, dot.latitude)
        cells.setdefault((int(x / _CELL), int(y / _CELL)), []).append(dot)
    full = max([_FULL_SIZE, *map(_articles, cells.values())])
    return sorted(
        (_mark(members, view, full) for members in cells.values()),
        key=lambda mark: (-mark.size, mark.label, mark.x, mark.y),
    )


def draw(mark: Mark) -> str:
    """A diamond for an incident, a circle of the same area for a story; hollow where the place is known roughly."""
    class_ = f"dot {mark.kind.value} rough" if mark.rough else f"dot {mark.kind.value}"
    if mark.kind is DotKind.STORY:
        return svg.element("circle", class_=class_, cx=mark.x, cy=mark.y, r=mark.radius)
    corners = ((0, -1), (1, 0), (0, 1), (-1, 0))
    points = ((mark.x + x * mark.reach, mark.y + y * mark.reach) for x, y in corners)
    return svg.element(
        "polygon", class_=class_, points=" ".join(svg.number(part) for point in points for part in point)
    )


def _order(dot: Dot) -> tuple[int, str, str, str, str, int]:
    """The largest first, then by what is written and where; positions as texts, since one may be no number."""
    return (-dot.size, dot.kind.value, dot.label, repr(dot.latitude), repr(dot.longitude), dot.precision or 0)


def _mark(members: Sequence[Dot], view: View, full: int) -> Mark:
    """A mark whose area is its share of the articles of the largest one."""
    x, y = view.point(members[0].longitude, members[0].latitude)
    size = _articles(members)
    incident = any(dot.kind is DotKind.INCIDENT for dot in members)
    return Mark(
        x,
        y,
        max(_SMALLEST[view.breadth], LARGEST[view.breadth] * sqrt(size / full)),
        size,
        _label(members),
        DotKind.INCIDENT if incident else DotKind.STORY,
        all((dot.precision or 1) > 1 for dot in members),
    )


def _articles(members: Sequence[Dot]) -> int:
    return sum(max(1, dot.size) for dot in members)


def _label(members: Sequence[Dot]) -> str:
    """What a mark is called: its places, and how many dots it stands for."""
    names = list(dict.fromkeys(dot.label for dot in members))
    called = ", ".join(names[:2]) + ("…" if names[2:] else "")
    return f"{called} ({len(members)})" if len(members) > 1 else called
