"""Where labels of a map go: each beside its mark, on the first of eight sides where nothing else stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle, by its left upper corner."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def widened(self, by: float) -> "Box":
        """The box with so much more on each side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(slots=True)
class Sheet:
    """The area that labels share, with all that stands on it already."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def claim(self, candidates: Iterable[Box]) -> Box | None:
        """Take the first candidate that is free; None where there is none."""
        for box in candidates:
            if self.frame.holds(box) and not any(box.meets(other) for other in self.taken):
                self.taken.append(box)
                return box
        return None


_SIDES = ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1))
"""Right and left first, where a label is read as one with its mark; then the corners, above and below."""


def around(x: float, y: float, radius: float, width: float, height: float) -> Iterator[Box]:
    """The eight places of a label beside a round mark, the best first."""
    for side, level in _SIDES:
        yield Box(x + _shift(side, radius, width), y + _shift(level, radius, height), width, height)


def _shift(direction: int, reach: float, length: float) -> float:
    """How far from the mark's centre a box begins that lies before it (-1), across it (0) or behind it (1)."""
    return {-1: -reach - length, 0: -length / 2, 1: reach}[direction]
