"""Reported tolls: a row for each claimant of each happening, ranges as they were told, and never a total.

An accident's or a flood's toll is none of these. A later figure of one claimant takes the place of his earlier one;
figures of others stand in rows of their own, marked where no number could be both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.domain.digests import Candidate, Mark, TollFigure, TollRow
from pipeline.domain.stories import Cause, Claimant, Harm, Side
from pipeline.domain.tolls import Told, contradictions, latest_by_origin, origin_of
from pipeline.report import typography
from pipeline.report.catalogue import say
from pipeline.report.independence import outlet_name

MOST_ROWS = 12
"""More are counted only: the items hold them."""


def toll_rows(ordered: Sequence[Candidate], names: dict[str, str], language: str) -> tuple[TollRow, ...]:
    """The rows of all happenings, in the order of the items; `names` are those of places by key."""
    stories: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in ordered:
        stories[candidate.listed.article.story].append(candidate)
    return tuple(row for story in stories.values() for row in _rows(story, names, language))


def _rows(story: Sequence[Candidate], names: dict[str, str], language: str) -> Iterator[TollRow]:
    """The last figures of each claimant at each place of a happening."""
    told_in = {
        Told(incident, one.listed.article.source, one.listed.article.moment): one
        for one in story
        for incident in one.incidents
        if incident.cause is Cause.UNSTATED
    }
    last = list(latest_by_origin(told_in).values())
    differing = {told for pair in contradictions(last) for told in pair}
    by_claimant: defaultdict[tuple[object, str], list[Told]] = defaultdict(list)
    for told in last:
        by_claimant[origin_of(told), told.incident.place].append(told)
    for found in by_claimant.values():
        candidates = [told_in[told] for told in found]
        yield _row(found, candidates, not differing.isdisjoint(found), names, language)


def _row(
    found: Sequence[Told], candidates: Sequence[Candidate], differs: bool, names: dict[str, str], language: str
) -> TollRow:
    first = found[0].incident
    day = next((one.incident.day for one in found if one.incident.day), None)
    return TollRow(
        day=typography.short_date(language, day) if day else "",
        day_iso=day.isoformat() if day else "",
        place=names.get(first.place, first.place),
        precision=first.precision,
        figures=tuple(_figures(found, language)),
        said_by=_said_by(found[0], candidates[0], language),
        articles=tuple(dict.fromkeys(one.listed.article.id for one in candidates)),
        marks=(Mark("figures_differ", say(language, "mark_figures_differ")),) if differs else (),
    )


def _figures(told: Iterable[Told], language: str) -> Iterator[TollFigure]:
    """Harm and range of each figure, with who was hit where that is said, in the order of the harms."""
    for one in sorted(told, key=lambda one: list(Harm).index(one.incident.harm)):
        incident = one.incident
        side = "" if incident.side is Side.UNKNOWN else say(language, f"side_{incident.side.value}")
        harm = say(language, f"harm_{incident.harm.value}")
        yield TollFigure(incident.harm.value, harm, side, _range(incident.least, incident.most, language))


def _range(least: int, most: int | None, language: str) -> str:
    low = typography.number(language, least)
    if most is None:
        return say(language, "at_least", number=low)
    return low if most == least else f"{low}–{typography.number(language, most)}"


def _said_by(told: Told, candidate: Candidate, language: str) -> str:
    outlet = outlet_name(candidate)
    if told.incident.claimant is Claimant.OUTLET:
        return outlet
    return say(language, "said_in", who=say(language, f"claimant_{told.incident.claimant.value}"), outlet=outlet)
