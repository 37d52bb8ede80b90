"""Reported tolls: a row for each claimant of each happening, ranges as they were told, and never a total.

An accident's or a flood's toll is none of these. A later figure of one claimant takes the place of his earlier one;
figures of others stand in rows of their own, marked where no number could be both; equal figures share a row.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.domain.digests import Candidate, Mark, TollFigure, TollRow
from pipeline.domain.stories import Claimant, Harm, Side
from pipeline.domain.tolls import Origin, Told, latest_by_origin, origin_of
from pipeline.report import typography
from pipeline.report.catalogue import country_name, say
from pipeline.report.figures import figure
from pipeline.report.independence import outlet_name
from pipeline.report.tellings import Telling, told_in

_PARTIES = frozenset({Claimant.ARMY, Claimant.GROUP, Claimant.GOVERNMENT})
MOST_ROWS = 12
"""More are counted only: the items hold them."""


def toll_rows(story: Telling, names: dict[str, str], language: str) -> tuple[TollRow, ...]:
    """The last figures of each claimant at each place of a happening, as far as the window tells them.

    `names` are those of places by key.
    """
    tellers = told_in(story.candidates)
    by_claimant: defaultdict[tuple[object, str, int], list[Told]] = defaultdict(list)
    for told, place in _placed(list(latest_by_origin(tellers).values())):
        row = origin_of(told), place
        harms = Counter(one.incident.harm for key, found in by_claimant.items() if key[:2] == row for one in found)
        by_claimant[(*row, harms[told.incident.harm])].append(told)
    differing = {told for pair in story.contradicted for told in pair}
    joined = _joined(list(by_claimant.values()))
    return tuple(_row(claims, tellers, differing, names, language) for claims in joined)


def _placed(told: Sequence[Told]) -> Iterator[tuple[Told, str]]:
    """Each figure with its place; a rough or an open one joins the only better place that its claimant names."""
    named: defaultdict[tuple[Origin, bool], set[str]] = defaultdict(set)
    for one in told:
        if one.incident.place:
            named[origin_of(one), _is_vague(one)].add(one.incident.place)
    for one in sorted(told, key=_is_vague):
        origin, place = origin_of(one), one.incident.place
        better = named[origin, False] or (named[origin, True] if not place else set())
        yield one, min(better) if _is_vague(one) and len(better) == 1 else place


def _is_vague(told: Told) -> bool:
    """Whether a figure has no place, or one known only roughly."""
    return told.incident.precision != 1


def _joined(claims: Sequence[list[Told]]) -> list[list[list[Told]]]:
    """The claims with those put together that say the same: the fullest first, then who only repeats part of it."""
    fullest = sorted(range(len(claims)), key=lambda at: (-len(claims[at]), _is_vague(claims[at][0]), at))
    rows: dict[int, list[list[Told]]] = {}
    for at in fullest:
        same = next((row for row in rows.values() if _repeats(claims[at], row[0])), None)
        if same is None:
            rows[at] = [claims[at]]
        else:
            same.append(claims[at])
    return [rows[at] for at in sorted(rows, key=lambda at: (_is_of_fighters(rows[at][0]), *_worst(rows[at][0]), at))]


def _worst(claim: Iterable[Told]) -> tuple[int, int]:
    """The gravest harm of a claim with the largest figure of it, at its lower bound, as what comes first."""
    return min((list(Harm).index(one.incident.harm), -one.incident.least) for one in claim)


def _is_of_fighters(claim: Iterable[Told]) -> bool:
    """Whether a claim counts nobody but those whom an army calls neutralised: such rows come last."""
    return all(one.incident.harm is Harm.NEUTRALISED for one in claim)


def _repeats(claim: Sequence[Told], full: Sequence[Told]) -> bool:
    """Whether a claim says nothing but what another of the same kind says, and they name no two places exactly."""
    part, whole = ({_said(one) for one in told} for told in (claim, full))
    here, there = claim[0], full[0]
    return part <= whole and (here.incident.place == there.incident.place or _is_vague(here) or _is_vague(there))


def _said(told: Told) -> tuple[object, ...]:
    """What makes figures equal: 12 and at least 12 are, and it matters who says so only where that is a party."""
    one = told.incident
    bound = one.least if one.most is None else one.most
    return one.harm, one.least, bound, (one.claimant, one.claimed_by) if one.claimant in _PARTIES else None


def _row(
    claims: Sequence[Sequence[Told]], tellers: Mapping[Told, Candidate], differing: set[Told], names: dict[str, str],
    language: str,
) -> TollRow:  # fmt: skip
    claims = [claim for claim in claims if _worst(claim) == _worst(claims[0])]
    first, everything = claims[0], [told for claim in claims for told in claim]
    spot = min((claim[0] for claim in claims), key=_is_vague).incident
    dated = {_said(one): one.incident.day for one in everything if one.incident.day}
    days = {dated.get(_said(one)) for one in first} | {one.incident.day for one in everything if one.incident.day}
    day = min(filter(None, days)) if len(days) == 1 and None not in days else None
    return TollRow(
        day=typography.short_date(language, day) if day else "",
        day_iso=day.isoformat() if day else "",
        place=names.get(spot.place, spot.place),
        precision=spot.precision,
        country=next((country_name(language, code) for code in tellers[first[0]].listed.countries), ""),
        figures=tuple(_figures(first, everything, language)),
        voices=_who(claims, tellers, language),
        articles=tuple(dict.fromkeys(tellers[told].listed.article.id for told in everything)),
        marks=()
        if differing.isdisjoint(everything)
        else (Mark("figures_differ", say(language, "mark_figures_differ")),),
    )


def _who(claims: Sequence[Sequence[Told]], tellers: Mapping[Told, Candidate], language: str) -> tuple[str, ...]:
    """Who gives the gravest of the figures, each once; an outlet that names its source is not named beside it."""
    heads = [min(claim, key=lambda one: _worst([one])) for claim in claims]
    sourced = {one.outlet for one in heads if one.incident.claimant is not Claimant.OUTLET}
    named = [one for one in heads if one.incident.claimant is not Claimant.OUTLET or one.outlet not in sourced]
    return tuple(dict.fromkeys(_said_by(one, tellers[one], language) for one in named))


def _figures(told: Iterable[Told], everything: Sequence[Told], language: str) -> Iterator[TollFigure]:
    """Harm and range of each figure, with who was hit where all who give it say so, in the order of the harms."""
    for one in sorted(told, key=lambda one: list(Harm).index(one.incident.harm)):
        incident = one.incident
        sides = {other.incident.side for other in everything if _said(other) == _said(one)}
        side = say(language, f"side_{incident.side.value}") if sides == {incident.side} - {Side.UNKNOWN} else ""
        harm = say(language, f"harm_{incident.harm.value}")
        told_as = figure(incident, language)
        yield TollFigure(incident.harm.value, harm, side, told_as, incident.least, incident.most)


def _said_by(told: Told, candidate: Candidate, language: str) -> str:
    outlet = outlet_name(candidate)
    if told.incident.claimant is Claimant.OUTLET:
        return outlet
    return say(language, "said_in", who=say(language, f"claimant_{told.incident.claimant.value}"), outlet=outlet)
