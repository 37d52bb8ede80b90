import json
from importlib.resources import files
from itertools import pairwise

import pytest

from pipeline.report.names import COUNTRIES
from pipeline.report.outlines import Point, outlines

NAMED = (
    "ML",
    "NE",
    "BF",
    "TD",
    "MR",
    "SN",
    "GM",
    "GW",
    "GN",
    "SL",
    "LR",
    "CI",
    "GH",
    "TG",
    "BJ",
    "NG",
    "CM",
    "DZ",
    "LY",
    "SD",
    "CF",
    "MA",
    "EH",
)


def segments(ring: tuple[Point, ...]) -> set[frozenset[Point]]:
    return {frozenset(pair) for pair in pairwise((*ring, ring[0])) if len(set(pair)) > 1}


def inside(point: Point, ring: tuple[Point, ...]) -> bool:
    """Whether a ray from the point to the east crosses the ring an odd number of times."""
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in pairwise((*ring, ring[0])):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


@pytest.mark.parametrize("code", NAMED)
def test_every_country_of_the_region_has_an_outline(code: str) -> None:
    assert all(len(ring) >= 3 for ring in outlines()[code])


@pytest.mark.parametrize("code", ["ML", "NE", "BF", "TD", "CF"])
def test_a_country_without_a_coast_shares_every_line_with_a_neighbour(code: str) -> None:
    own = set.union(*(segments(ring) for ring in outlines()[code]))
    others = set.union(*(segments(ring) for other, rings in outlines().items() if other != code for ring in rings))
    assert own <= others


@pytest.mark.parametrize(
    ("code", "town", "place"),
    [
        ("ML", "Bamako", (-8.0, 12.64)),
        ("ML", "Kidal", (1.41, 18.44)),
        ("NE", "Niamey", (2.11, 13.51)),
        ("NE", "Agadez", (7.99, 16.97)),
        ("BF", "Ouagadougou", (-1.52, 12.37)),
        ("BF", "Dori", (-0.03, 14.03)),
        ("TD", "Abéché", (20.83, 13.83)),
        ("NG", "Maiduguri", (13.15, 11.85)),
        ("GH", "Tamale", (-0.84, 9.4)),
    ],
)
def test_a_town_lies_in_its_country_and_in_no_other(code: str, town: str, place: Point) -> None:
    assert [other for other, rings in outlines().items() if any(inside(place, ring) for ring in rings)] == [code]


def test_the_file_is_small_and_says_where_it_is_from() -> None:
    file = files("pipeline.report").joinpath("outlines.json")
    stored = json.loads(file.read_text("utf-8"))
    assert len(file.read_bytes()) < 40_000
    assert "Natural Earth" in stored["source"]
    assert "public domain" in stored["licence"]


def test_most_outlines_belong_to_countries_with_a_name() -> None:
    assert set(outlines()) - set(COUNTRIES) == {"EH"}
