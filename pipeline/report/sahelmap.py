"""The map of the Sahel with the places of a day, as SVG."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from pipeline.domain.pictures import Dot
from pipeline.report import mapkey, svg
from pipeline.report.catalogue import say
from pipeline.report.lettering import LINE, fitted, width_of
from pipeline.report.mapground import CORE, NEIGHBOURS, View, country_names, land
from pipeline.report.mapmarks import Mark, draw, marks_of, split
from pipeline.report.placement import Box, Sheet, around

MOST_MARKS = 90
"""More marks than these cannot be told apart; the largest are drawn and the rest is counted."""

_LETTERS = {svg.Breadth.WIDE: 11.5, svg.Breadth.NARROW: 10.0}
_LABEL_ROOM = {svg.Breadth.WIDE: 150.0, svg.Breadth.NARROW: 84.0}
_GAP = 3
"""Pixels between a mark and its label, and between two labels on a line."""

_CLEARANCE = 4.5
"""Pixels between a label and the marks of others, more than the gap to its own, so that it is clear whose it is."""

_LEADERS = (8, 16, 26)
"""How far from its mark a number may stand at the end of a line, in pixels."""

_READ_ALOUD = 12
"""So many places are named in the description."""


@dataclass(frozen=True, slots=True)
class _Labels:
    """What is written beside marks, the labels that its numbers stand for, and those without even a number."""

    written: list[str]
    numbered: list[tuple[int, str]]
    unplaced: list[str]


def sahel_map(
    dots: Iterable[Dot], language: str, *, breadth: svg.Breadth = svg.Breadth.WIDE, prefix: str = "map"
) -> str:
    """The places of a day on a map of the Sahel. Dots at one place are one mark, an incident if one of them is.

    Each mark has its label beside it, or a number that the key explains where the label finds no room. Dots that do not
    stand on the map are named below it. The order of the dots does not matter; ids in it begin with the prefix.
    """
    view = View(breadth)
    inside, outside = split(tuple(dots), view)
    marks = marks_of(inside, view)
    drawn = marks[:MOST_MARKS]
    sheet = Sheet(Box(2, 2, breadth - 4, view.height - 4), [mark.box for mark in drawn])
    names = tuple(country_names(view, sheet, language, CORE))
    labels = _labelled(drawn, sheet, breadth)
    names += tuple(country_names(view, sheet, language, NEIGHBOURS))
    notes = mapkey.Notes(
        tuple(labels.numbered), tuple(labels.unplaced), tuple(dot.label for dot in outside), len(marks) - len(drawn)
    )
    key, height = mapkey.key(drawn, notes, language, breadth, view.height)
    parts = (land(view, prefix), *names, *map(draw, drawn), *labels.written, *key)
    return svg.picture(breadth, height, prefix, say(language, "map_title"), _description(marks, language), *parts)


def _labelled(marks: Sequence[Mark], sheet: Sheet, breadth: svg.Breadth) -> _Labels:
    """A label beside each mark, the largest first; or a number, if need be at the end of a line; as the room allows."""
    labels = _Labels([], [], [])
    size = _LETTERS[breadth]
    for mark in marks:
        label, figure = fitted(mark.label, _LABEL_ROOM[breadth], size), str(len(labels.numbered) + 1)
        if not label:
            continue
        others = [other.box.widened(_CLEARANCE) for other in marks if other is not mark]
        if box := _claimed(mark, label, sheet, size, others):
            labels.written.append(_beside(mark, label, box, size, "label"))
        elif box := _claimed(mark, figure, sheet, size, others) or _led_away(mark, figure, sheet, size):
            labels.written.append(_leader(mark, box) + _beside(mark, figure, box, size, "label key"))
            labels.numbered.append((len(labels.numbered) + 1, mark.label))
        else:
            labels.unplaced.append(mark.label)
    return labels


def _claimed(mark: Mark, text: str, sheet: Sheet, size: float, others: Sequence[Box]) -> Box | None:
    """The first side of a mark where the text is free, and clear of what it could be taken to belong to."""
    return sheet.claim(box for box in _sides(mark, text, size, 0) if not any(box.meets(other) for other in others))


def _led_away(mark: Mark, text: str, sheet: Sheet, size: float) -> Box | None:
    """The nearest free place for a text at the end of a line."""
    return sheet.claim(box for far in _LEADERS for box in _sides(mark, text, size, far))


def _sides(mark: Mark, text: str, size: float, far: float) -> Iterator[Box]:
    """The places of a text around a mark, so many pixels from where it would touch."""
    width = width_of(text, size) + _GAP
    return around(mark.x, mark.y, mark.reach + _GAP + far, width, size * LINE)


def _beside(mark: Mark, text: str, box: Box, size: float, class_: str) -> str:
    """The text in its box, at the side that looks to the mark."""
    if box.x >= mark.x:
        x, anchor = box.x, "start"
    elif box.x + box.width <= mark.x:
        x, anchor = box.x + box.width, "end"
    else:
        x, anchor = box.x + box.width / 2, "middle"
    return svg.words(text, x, box.y + size, size, class_=class_, anchor=anchor)


def _leader(mark: Mark, box: Box) -> str:
    """A line from the mark to a box that does not stand right beside it."""
    x = min(max(mark.x, box.x), box.x + box.width)
    y = min(max(mark.y, box.y), box.y + box.height)
    if hypot(x - mark.x, y - mark.y) < mark.reach + 2 * _GAP:
        return ""
    start, end = (f"{svg.number(left)} {svg.number(top)}" for left, top in ((mark.x, mark.y), (x, y)))
    return svg.element("path", class_="leader", d=f"M{start}L{end}")


def _description(marks: Sequence[Mark], language: str) -> str:
    if not marks:
        return say(language, "map_empty")
    named = ", ".join(fitted(mark.label, 300, 12) for mark in marks[:_READ_ALOUD]) + (
        ", …" if marks[_READ_ALOUD:] else ""
    )
    return say(language, "map_places", count=len(marks), list=named)
