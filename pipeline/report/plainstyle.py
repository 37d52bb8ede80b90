"""The style of the pictures for those who know no variables, no media and no page: rasterisers.

It is made from the style sheets of the page, so that a picture in a letter looks as on a light page.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pipeline.report import svg
from pipeline.report.mapground import FINENESS

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_BLOCK = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
"""A block for some media only, with the rules in it."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARED = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,[^()]*)?\)")
_WIDTH = re.compile(r"(stroke-width:\s*)([\d.]+)")
_UNSCALED = "vector-effect: non-scaling-stroke;"
_INSIDE = ".picture "
"""How the selector of something in a picture begins; the other rules lay the picture out on its page."""


@cache
def light_colours() -> Mapping[str, str]:
    """The variables of the page and its pictures by their names, as they are on a light page."""
    page = files("pipeline.report").joinpath("templates", "digest.css").read_text("utf-8")
    return light_values(page) | light_values(svg.style())


@cache
def light_rules() -> str:
    """The rules for what is in a picture, in the colours of the light page."""
    return plain_rules(svg.style(), light_colours())


def light_values(css: str) -> dict[str, str]:
    """The variables that a style sheet declares for all media."""
    return {name: value.strip() for name, value in _DECLARED.findall(_for_all_media(css))}


def plain_rules(css: str, values: Mapping[str, str]) -> str:
    """The rules of a style sheet for what is in a picture, with these values for their variables.

    Raises KeyError for a variable without a value.
    """
    rules = ((names.strip(), body) for names, body in _RULE.findall(_for_all_media(css)))
    resolved = (
        f"{names}{{{_VARIABLE.sub(lambda found: values[found[1]], _scaled(body))}}}"
        for names, body in rules
        if names.startswith(_INSIDE)
    )
    return "\n".join(resolved)


def _for_all_media(css: str) -> str:
    return _AT_BLOCK.sub("", _COMMENT.sub("", css))


def _scaled(declarations: str) -> str:
    """The outlines of countries are drawn finely and scaled down; who scales their strokes, too, needs them wider."""
    if _UNSCALED not in declarations:
        return declarations
    wider = _WIDTH.sub(lambda found: f"{found[1]}{float(found[2]) * FINENESS:g}", declarations)
    return wider.replace(_UNSCALED, "")
