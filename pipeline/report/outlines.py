"""The outlines of the countries of the Sahel and around it, from outlines.json; docs/legal.md says where from."""

import json
from functools import cache
from importlib.resources import files

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""

_UNITS = 100
"""The file counts in hundredths of a degree."""


@cache
def outlines() -> dict[str, tuple[tuple[Point, ...], ...]]:
    """Countries by ISO 3166 code, each as rings of points. Neighbours share their points, so no gap opens."""
    stored = json.loads(files("pipeline.report").joinpath("outlines.json").read_text("utf-8"))
    arcs = [_points(arc) for arc in stored["arcs"]]
    return {
        code: tuple(tuple(point for step in ring for point in _walked(arcs, step)[:-1]) for ring in rings)
        for code, rings in stored["countries"].items()
    }


def _points(arc: list[int]) -> tuple[Point, ...]:
    """The points of a line that is written as its first point and the steps from there."""
    x = y = 0
    points = []
    for step_x, step_y in zip(arc[::2], arc[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / _UNITS, y / _UNITS))
    return tuple(points)


def _walked(arcs: list[tuple[Point, ...]], step: int) -> tuple[Point, ...]:
    """A line in the direction in which a ring walks it: number n forward, ~n backward."""
    return arcs[step] if step >= 0 else arcs[~step][::-1]
