"""Four weeks of each country, as strips of days in SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import ceil, log1p

from pipeline.domain.pictures import Series
from pipeline.report import svg
from pipeline.report.catalogue import say
from pipeline.report.chartdays import DAYS, aligned, day_and_month, figure, last_days, month_name, short_figure
from pipeline.report.legend import GAP, Entry, flowed, paragraphs
from pipeline.report.lettering import LINE, fitted

_NAME, _SMALL, _TINY = 12.0, 10.5, 9.0
"""The sizes of letters, in pixels."""

_SHADES = 4
_DARK = 3
"""From this shade on, figures are written in the colour of the paper."""

_UNSEEN = "unseen"

_HEIGHT = 20
"""The height of a cell, in pixels."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """How the strips of one breadth are laid out, in pixels: names beside the cells, or above without a `label`."""

    label: float
    cell: float
    days: int

    def place(self, day: int) -> tuple[float, float]:
        """Where the cell of a day stands, from the left upper corner of its strip."""
        line, column = divmod(day, self.days)
        return self.label + 1 + column * self.cell, line * (_HEIGHT + 2)

    def height(self, days: int) -> float:
        """The height of so many days, with the gap below."""
        return -(-days // self.days) * (_HEIGHT + 2)


_STRIPS = {svg.Breadth.WIDE: _Strip(146, 20.4, DAYS), svg.Breadth.NARROW: _Strip(0, 24.9, DAYS // 2)}


def calendar_strip(
    series: Sequence[Series],
    until: date,
    language: str,
    *,
    breadth: svg.Breadth = svg.Breadth.WIDE,
    prefix: str = "calendar",
) -> str:
    """A strip of the last 28 days for each series: a cell a day, with its count as a figure and as a shade.

    The last count of a series is that of `until`. Days that were not seen are hatched, and never shown as nothing.
    """
    days = last_days(until)
    shown = aligned(series, days)
    strips, bottom = _strips(shown, days, _STRIPS[breadth], language, prefix)
    key, bottom = flowed(list(_entries(shown, language, prefix)), breadth, bottom + GAP)
    first, last = (day_and_month(language, day) for day in (days[0], days[-1]))
    note = say(language, "calendar_span", first=first, last=last) if shown else say(language, "calendar_empty")
    said, bottom = paragraphs([note], breadth, bottom)
    description = " ".join([note, *(_spoken(one, language) for one in shown)])
    parts = (svg.hatch(prefix), *strips, *key, *said)
    return svg.picture(breadth, bottom, prefix, say(language, "calendar_title"), description, *parts)


def _strips(
    shown: Sequence[Series], days: Sequence[date], strip: _Strip, language: str, prefix: str
) -> tuple[list[str], float]:
    """The days on top, a strip for each series, and the height where they end."""
    if not shown:
        return [], 0.0
    parts = list(_day_numbers(days, strip, language))
    bottom = _months(strip) + strip.height(len(days))
    most = _most(shown)
    for one in shown:
        name, bottom = _name(one.name, strip, bottom)
        parts += [name, *_cells(one.counts, strip, bottom, most, prefix)]
        bottom += strip.height(len(days))
    return parts, bottom


def _name(name: str, strip: _Strip, top: float) -> tuple[str, float]:
    """The name of a strip, and where its cells begin."""
    if strip.label:
        said = fitted(name, strip.label - GAP, _NAME, bold=True)
        return svg.words(said, 0, top + _HEIGHT * 0.7, _NAME, class_="name"), top
    cells = top + _NAME * LINE + GAP
    return svg.words(fitted(name, strip.days * strip.cell, _NAME, bold=True), 0, cells - 4, _NAME, class_="name"), cells


def _months(strip: _Strip) -> float:
    """The height of the names of the months; where days stand on two lines there are none."""
    return _SMALL * LINE if strip.label else 0.0


def _day_numbers(days: Sequence[date], strip: _Strip, language: str) -> Iterator[str]:
    """The day of the month above each cell, the last in bold; the month above its first day."""
    for at, day in enumerate(days):
        x, y = strip.place(at)
        class_ = "last-figure" if at == len(days) - 1 else "quiet"
        baseline = _months(strip) + y + _HEIGHT * 0.7
        yield svg.words(str(day.day), x + strip.cell / 2 - 1, baseline, _SMALL, class_=class_, anchor="middle")
        if strip.label and (at == 0 or day.day == 1):
            yield svg.words(month_name(language, day), x, _SMALL, _SMALL, class_="quiet")


def _cells(counts: Sequence[int | None], strip: _Strip, top: float, most: int, prefix: str) -> Iterator[str]:
    """The grounds of a strip, those of one look together, then the figures on them."""
    grounds: dict[str, list[str]] = {}
    for at, count in enumerate(counts):
        x, y = strip.place(at)
        grounds.setdefault(_look(count, most), []).append(_outline(x, top + y, strip.cell - 2))
    for look in sorted(grounds):
        yield _ground(look, "".join(grounds[look]), prefix)
    for at, count in enumerate(counts):
        x, y = strip.place(at)
        if count is not None:
            yield _count(count, x + strip.cell / 2 - 1, top + y + _HEIGHT / 2, most)


def _look(count: int | None, most: int) -> str:
    """The ground of a day: hatched where nothing was seen, open where nothing was found, else the darker the more."""
    return _UNSEEN if count is None else f"cell shade{_shade(count, most)}"


def _outline(x: float, y: float, width: float) -> str:
    return f"M{svg.number(x)} {svg.number(y)}h{svg.number(width)}v{_HEIGHT}h-{svg.number(width)}Z"


def _ground(look: str, path: str, prefix: str) -> str:
    if look == _UNSEEN:
        return svg.element("path", d=path, fill=svg.hatched(prefix))
    return svg.element("path", class_=look, d=path)


def _count(count: int, middle: float, centre: float, most: int) -> str:
    said = short_figure(count)
    size = _TINY if len(said) > 2 else _SMALL
    class_ = "inverse" if _shade(count, most) >= _DARK else ""
    return svg.words(said, middle, centre + size * 0.36, size, class_=class_, anchor="middle")


def _shade(count: int, most: int) -> int:
    """0 for nothing, then 1 to 4 by the logarithm, so that one day with very many does not make all others alike."""
    return ceil(_SHADES * log1p(count) / log1p(most)) if count > 0 else 0


def _most(shown: Sequence[Series]) -> int:
    return max((count or 0 for one in shown for count in one.counts), default=0)


def _entries(shown: Sequence[Series], language: str, prefix: str) -> Iterator[Entry]:
    """What the looks of a cell mean: not seen, nothing found, and the counts of each shade."""
    if any(None in one.counts for one in shown):
        yield Entry(say(language, "not_seen"), 18, _HEIGHT, partial(_sample, None, 0, prefix))
    if any(0 in one.counts for one in shown):
        yield Entry(say(language, "nothing_found"), 18, _HEIGHT, partial(_sample, 0, 0, prefix))
    most = _most(shown)
    counts = sorted({count for one in shown for count in one.counts if count})
    for shade in range(1, _SHADES + 1):
        of_shade = [count for count in counts if _shade(count, most) == shade]
        if of_shade:
            ends = dict.fromkeys(figure(language, count) for count in (of_shade[0], of_shade[-1]))
            yield Entry("–".join(ends), 18, _HEIGHT, partial(_sample, of_shade[-1], most, prefix))


def _sample(count: int | None, most: int, prefix: str, left: float, middle: float) -> str:
    return _ground(_look(count, most), _outline(left, middle - _HEIGHT / 2, 18), prefix)


def _spoken(one: Series, language: str) -> str:
    """A series in words, for those who hear the picture."""
    last = one.counts[-1]
    return say(
        language,
        "calendar_country",
        name=one.name,
        today=say(language, "not_seen") if last is None else figure(language, last),
        total=figure(language, sum(count or 0 for count in one.counts)),
    )
