"""Four weeks of each topic, as small charts in SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import median

from pipeline.domain.pictures import Series
from pipeline.report import svg
from pipeline.report.catalogue import say
from pipeline.report.chartdays import DAYS, aligned, day_and_month, figure, last_days, unseen_runs
from pipeline.report.legend import GAP, Entry, flowed, paragraphs
from pipeline.report.lettering import LINE, fitted, width_of, wrapped

_NAME, _SMALL, _LARGE = 12.0, 10.5, 17.0
"""The sizes of letters, in pixels."""

_NAME_LINES = 3

_HEADROOM = 16
"""What the highest figure needs between a chart and its name, in pixels."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """How the charts of one breadth are laid out, in pixels; a day is `pitch` wide."""

    columns: int
    width: float
    pitch: float
    height: float

    @property
    def bar(self) -> float:
        """The width of a bar."""
        return self.pitch * 0.7

    @property
    def days(self) -> float:
        """The width of all days."""
        return self.pitch * DAYS


_PANELS = {svg.Breadth.WIDE: _Panel(3, 232, 4.5, 38), svg.Breadth.NARROW: _Panel(1, 350, 8.5, 34)}


def trend(
    series: Sequence[Series],
    until: date,
    language: str,
    *,
    breadth: svg.Breadth = svg.Breadth.WIDE,
    prefix: str = "trend",
) -> str:
    """A small chart of the last 28 days for each series, with the last count and the median of the days before.

    The last count of a series is that of `until`. Days that were not seen are hatched, and never drawn as nothing.
    """
    days = last_days(until)
    shown = aligned(series, days)
    charts, bottom = _charts(shown, _PANELS[breadth], breadth, language, prefix)
    key, bottom = flowed(list(_entries(shown, language, prefix)), breadth, bottom)
    first, last = (day_and_month(language, day) for day in (days[0], days[-1]))
    note = say(language, "trend_span", first=first, last=last) if shown else say(language, "trend_empty")
    said, bottom = paragraphs([note], breadth, bottom)
    description = " ".join([note, *(_spoken(one, language) for one in shown)])
    parts = (svg.hatch(prefix), *charts, *key, *said)
    return svg.picture(breadth, bottom, prefix, say(language, "trend_title"), description, *parts)


def _charts(
    shown: Sequence[Series], panel: _Panel, breadth: svg.Breadth, language: str, prefix: str
) -> tuple[list[str], float]:
    """The charts in rows, and the height where they end."""
    parts: list[str] = []
    bottom = 0.0
    for start in range(0, len(shown), panel.columns):
        row = shown[start : start + panel.columns]
        names = [wrapped(one.name, panel.width, _NAME, _NAME_LINES, bold=True) for one in row]
        base = bottom + max(map(len, names)) * _NAME * LINE + _HEADROOM + panel.height
        for column, (name, one) in enumerate(zip(names, row, strict=True)):
            left = column * (breadth - panel.width) / max(panel.columns - 1, 1)
            parts += _title(name, left, base - panel.height)
            parts += _bars(one.counts, left, base, panel, language, prefix)
            parts += _figures(
                one.counts, left + panel.days + 2 * GAP, base, panel.width - panel.days - 2 * GAP, language
            )
        bottom = base + 3 * GAP
    return parts, bottom


def _title(lines: Sequence[str], left: float, plot: float) -> Iterator[str]:
    """The name of a chart, its last line just above the room for the highest figure."""
    for back, line in enumerate(reversed(lines)):
        below = _HEADROOM + (LINE - 1) * _NAME + back * _NAME * LINE
        yield svg.words(line, left, plot - below, _NAME, class_="name")


def _bars(
    counts: Sequence[int | None], left: float, base: float, panel: _Panel, language: str, prefix: str
) -> Iterator[str]:
    """A bar a day on its line, the highest with its count; the median across; hatching where nothing was seen."""
    most = max((count for count in counts if count), default=0)
    middles = [left + (at + 0.5) * panel.pitch for at in range(len(counts))]
    for start, length in unseen_runs(counts):
        yield _unseen(left + start * panel.pitch, base - panel.height, length * panel.pitch, panel.height, prefix)
    right = left + len(counts) * panel.pitch
    yield svg.element("path", class_="grid", d=f"M{svg.number(left)} {svg.number(base)}H{svg.number(right)}")
    bars = [
        f"M{svg.number(x)} {svg.number(base)}v{svg.number(-count / most * panel.height)}" if count else ""
        for x, count in zip(middles, counts, strict=True)
    ]
    if any(bars[:-1]):
        yield svg.element("path", class_="bars", d="".join(bars[:-1]), stroke_width=panel.bar)
    if bars[-1]:
        yield svg.element("path", class_="last-bar", d=bars[-1], stroke_width=panel.bar)
    habit = habit_of(counts)
    if most and habit is not None:
        y = base - min(1.0, habit / most) * panel.height
        yield svg.element("path", class_="median", d=f"M{svg.number(left)} {svg.number(y)}H{svg.number(right)}")
    if most:
        said = figure(language, most)
        highest = max(middles[counts.index(most)], left + width_of(said, _SMALL) / 2)
        yield svg.words(said, highest, base - panel.height - 3, _SMALL, anchor="middle")


def _figures(counts: Sequence[int | None], left: float, base: float, room: float, language: str) -> Iterator[str]:
    """The count of the last day, and the median below it."""
    last = counts[-1]
    above = base - _SMALL * LINE - 2
    if last is None:
        yield svg.words(fitted(say(language, "not_seen"), room, _SMALL), left, above, _SMALL, class_="quiet")
    else:
        said = fitted(figure(language, last), room, _LARGE, bold=True)
        yield svg.words(said, left, above, _LARGE, class_="last-figure")
    habit = habit_of(counts)
    if habit is not None:
        said = say(language, "trend_median", median=figure(language, habit))
        yield svg.words(fitted(said, room, _SMALL), left, base, _SMALL, class_="quiet")


def habit_of(counts: Sequence[int | None]) -> float | None:
    """The median of the days seen before the last, which is held against it; None where there are none."""
    seen = [count for count in counts[:-1] if count is not None]
    return median(seen) if seen else None


def _unseen(x: float, y: float, width: float, height: float, prefix: str) -> str:
    return svg.element("rect", x=x, y=y, width=width, height=height, fill=svg.hatched(prefix))


def _entries(shown: Sequence[Series], language: str, prefix: str) -> Iterator[Entry]:
    if not shown:
        return
    yield Entry(say(language, "trend_today"), 6, 14, _last_sample)
    yield Entry(say(language, "trend_median_line"), 18, 2, _median_sample)
    if any(None in one.counts for one in shown):
        yield Entry(say(language, "not_seen"), 18, 14, partial(_unseen_sample, prefix))


def _last_sample(left: float, middle: float) -> str:
    d = f"M{svg.number(left + 3)} {svg.number(middle + 6)}v-12"
    return svg.element("path", class_="last-bar", d=d, stroke_width=5)


def _median_sample(left: float, middle: float) -> str:
    return svg.element("path", class_="median", d=f"M{svg.number(left)} {svg.number(middle)}h18")


def _unseen_sample(prefix: str, left: float, middle: float) -> str:
    return _unseen(left, middle - 6, 18, 12, prefix)


def _spoken(one: Series, language: str) -> str:
    """A series in words, for those who hear the picture."""
    last = one.counts[-1]
    habit = habit_of(one.counts)
    return say(
        language,
        "trend_topic",
        name=one.name,
        today=say(language, "not_seen") if last is None else figure(language, last),
        median=say(language, "not_seen") if habit is None else figure(language, habit),
    )
