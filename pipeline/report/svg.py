"""The grammar of our pictures: elements of SVG as text. All text in them is escaped; nothing leads out of the page."""

from enum import IntEnum
from functools import cache
from html import escape
from importlib.resources import files

from pipeline.report.visible import has_right_to_left, one_line


class Breadth(IntEnum):
    """The two breadths that every picture can be drawn in, in CSS pixels: for paper and screens, and for phones."""

    WIDE = 720
    NARROW = 350


@cache
def style() -> str:
    """The rules that colour the pictures on a light page, a dark one and paper, for the style element of a page."""
    return files("pipeline.report").joinpath("templates", "pictures.css").read_text("utf-8")


def element(name: str, *children: str, **attributes: str | float) -> str:
    """An element. Underscores of attribute names become hyphens; one at the end falls away: `class_` is class."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items() if value != ""
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def words(content: str, x: float, y: float, size: float, *, class_: str = "", anchor: str = "start") -> str:
    """A line of text; `anchor` is the side that stands at x (start is left, end is right) whatever its direction."""
    rtl = has_right_to_left(content)
    if rtl:
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    return element(
        "text",
        escape(one_line(content)),
        class_=class_,
        x=x,
        y=y,
        font_size=size,
        text_anchor="" if anchor == "start" else anchor,
        direction="rtl" if rtl else "",
    )


def picture(breadth: Breadth, height: float, prefix: str, title: str, description: str, *parts: str) -> str:
    """A whole picture. Its title and description are read aloud; all ids in it begin with the prefix."""
    title_id, description_id = f"{prefix}-title", f"{prefix}-description"
    return element(
        "svg",
        element("title", escape(one_line(title)), id=title_id),
        element("desc", escape(one_line(description)), id=description_id),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"picture {breadth.name.lower()}",
        viewBox=f"0 0 {breadth.value} {number(height)}",
        width=breadth.value,
        height=height,
        role="img",
        aria_labelledby=f"{title_id} {description_id}",
    )


def hatch(prefix: str) -> str:
    """The pattern of what was not seen, for the attribute that `hatched` gives."""
    line = element("path", class_="hatch", d="M0 0V6")
    pattern = element(
        "pattern",
        line,
        id=f"{prefix}-hatch",
        width=4,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


def hatched(prefix: str) -> str:
    """The fill of what was not seen."""
    return f"url(#{prefix}-hatch)"


def number(value: float) -> str:
    """A number with at most one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _value(value: str | float) -> str:
    return escape(one_line(value)) if isinstance(value, str) else number(value)
