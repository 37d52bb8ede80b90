"""The style of the pictures without variables, media and page."""

import re

import pytest

from pipeline.report import svg
from pipeline.report.mapground import FINENESS
from pipeline.report.plainstyle import light_colours, light_rules, light_values, plain_rules

SHEET = """
/* a { --picture-land: #000; } */
.picture { --picture-land: #fff; --picture-soft:#111 ; display: block; }
@media (prefers-color-scheme: dark) { .picture { --picture-land: #222; } .picture .land { fill: red; } }
@media print { .picture { --picture-soft: #333; } }
.picture.narrow { display: none; }
.picture .land, .picture .sea { fill: var(--picture-land, #abc); stroke: var(--picture-soft); }
@media screen and (max-width: 48rem) { .picture.narrow { display: block; } }
.picture text { fill: currentColor; }
"""


def test_the_values_are_those_of_all_media() -> None:
    assert light_values(SHEET) == {"--picture-land": "#fff", "--picture-soft": "#111"}


def test_only_what_is_in_a_picture_is_kept_and_variables_have_their_values() -> None:
    assert plain_rules(SHEET, light_values(SHEET)).splitlines() == [
        ".picture .land, .picture .sea{ fill: #fff; stroke: #111; }",
        ".picture text{ fill: currentColor; }",
    ]


def test_a_variable_that_nothing_declares_is_an_error() -> None:
    with pytest.raises(KeyError, match="--picture-land"):
        plain_rules(SHEET, {"--picture-soft": "#111"})


def test_a_stroke_that_keeps_its_width_is_written_as_wide_as_the_fine_outlines_need_it() -> None:
    (rule,) = plain_rules(".picture .land { stroke-width: 0.8px; vector-effect: non-scaling-stroke; }", {}).splitlines()
    assert rule == f".picture .land{{ stroke-width: {0.8 * FINENESS:g}px;  }}"


def test_nothing_of_our_style_is_left_unresolved() -> None:
    assert not re.search(r"var\(|--|@|!important|vector-effect|display", light_rules())


def test_every_rule_for_what_is_in_a_picture_is_there() -> None:
    of_all_media = svg.style().rpartition("@media")[2]
    told = re.findall(r"^(\.picture [^{]+) \{", of_all_media, re.MULTILINE)
    assert len(told) > 20
    assert [rule.partition("{")[0] for rule in light_rules().splitlines() if rule.startswith(".")] == told


def test_the_colours_are_those_of_a_light_page() -> None:
    light, dark, _ = re.findall(r"\.picture \{(.*?)\n *\}", svg.style(), re.DOTALL)
    values = dict(re.findall(r"(--[\w-]+): ([^;]+);", light))
    others = set(re.findall(r"#\w+", dark)) - set(values.values())
    assert values.items() <= light_colours().items()
    assert not others & set(re.findall(r"#\w+", light_rules()))
