"""Reading pictures back: what stands in them, and where."""

from typing import NamedTuple
from xml.etree import ElementTree as ET

from pipeline.report.lettering import LINE, width_of
from pipeline.report.placement import Box

SVG = "{http://www.w3.org/2000/svg}"
_ROUNDING = 0.2
"""Pixels; positions are written with one decimal."""


class Text(NamedTuple):
    """A line of text, its classes, and the room that it takes."""

    said: str
    classes: tuple[str, ...]
    box: Box


def tree(picture: str) -> ET.Element:
    return ET.fromstring(picture)


def texts(picture: str, *classes: str) -> list[Text]:
    """The lines of text; those of certain classes where some are named."""
    found = [_text(element) for element in tree(picture).iter(f"{SVG}text")]
    return [text for text in found if not classes or set(classes) & set(text.classes)]


def said(picture: str, *classes: str) -> list[str]:
    return [text.said for text in texts(picture, *classes)]


def dots(picture: str) -> list[Box]:
    """The marks of a map and of its key, by the room that they take."""
    marks = [element for element in tree(picture).iter() if "dot" in element.get("class", "").split()]
    return [_circle(mark) if mark.tag == f"{SVG}circle" else _polygon(mark) for mark in marks]


def size(picture: str) -> tuple[float, float]:
    """The breadth and the height of a picture."""
    _, _, breadth, height = map(float, tree(picture).get("viewBox", "").split())
    return breadth, height


def _text(element: ET.Element) -> Text:
    content = element.text or ""
    letters = float(element.get("font-size", ""))
    width = width_of(content, letters)
    anchor = element.get("text-anchor", "start")
    if element.get("direction") == "rtl":
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    left = float(element.get("x", "")) - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    box = Box(left, float(element.get("y", "")) - letters, width, letters * LINE)
    return Text(content, tuple(element.get("class", "").split()), _within(box))


def _circle(element: ET.Element) -> Box:
    x, y, radius = (float(element.get(name, "")) for name in ("cx", "cy", "r"))
    return _within(Box(x - radius, y - radius, 2 * radius, 2 * radius))


def _polygon(element: ET.Element) -> Box:
    numbers = [float(part) for part in element.get("points", "").split()]
    left, right, top, bottom = min(numbers[::2]), max(numbers[::2]), min(numbers[1::2]), max(numbers[1::2])
    return _within(Box(left, top, right - left, bottom - top))


def _within(box: Box) -> Box:
    return Box(
        box.x + _ROUNDING, box.y + _ROUNDING, max(box.width - 2 * _ROUNDING, 0), max(box.height - 2 * _ROUNDING, 0)
    )
