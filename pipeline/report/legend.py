"""What stands below a picture: samples with their meanings, and sentences."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.report import svg
from pipeline.report.lettering import LINE, width_of, wrapped

LETTERS = {svg.Breadth.WIDE: 12.0, svg.Breadth.NARROW: 10.5}
GAP = 6
"""Pixels between a sample and its meaning, and between two lines of samples."""

_BETWEEN = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample and its meaning; `draw` takes its left end and the line through its middle."""

    meaning: str
    width: float = 0
    height: float = 0
    draw: Callable[[float, float], str] | None = None


def flowed(entries: Sequence[Entry], breadth: svg.Breadth, top: float) -> tuple[list[str], float]:
    """Samples with their meanings from left to right, on as many lines as they need, and where these end."""
    if not entries:
        return [], top
    size, x, y, parts = LETTERS[breadth], 0.0, top, []
    row = max(size * LINE, *(entry.height for entry in entries)) + 2
    for entry in entries:
        before = entry.width + GAP if entry.draw else 0
        width = before + width_of(entry.meaning, size)
        if x and x + width > breadth:
            x, y = 0.0, y + row
        if entry.draw:
            parts.append(entry.draw(x, y + row / 2))
        parts.append(svg.words(entry.meaning, x + before, y + row / 2 + size * 0.36, size))
        x += width + _BETWEEN
    return parts, y + row + GAP


def paragraphs(sentences: Iterable[str], breadth: svg.Breadth, top: float) -> tuple[list[str], float]:
    """Sentences below one another, each on at most two lines, and where they end."""
    size = LETTERS[breadth]
    lines = [line for sentence in sentences for line in wrapped(sentence, breadth, size, 2)]
    parts = [svg.words(line, 0, top + size * (LINE * at + 1), size, class_="quiet") for at, line in enumerate(lines)]
    return parts, top + size * LINE * len(lines) + GAP
