"""The ledger of claims: tolls and deeds that too few independent voices tell yet, and those settled since yesterday."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.domain.corroboration import family_of
from pipeline.domain.digests import Candidate, DayRecord, Line
from pipeline.domain.stories import Claimant, Harm
from pipeline.domain.tolls import Standing, Told, current, live, main_figures, standing
from pipeline.report import typography
from pipeline.report.catalogue import say
from pipeline.report.figures import toll
from pipeline.report.follow_ups import line_of
from pipeline.report.independence import outlet_name, witness
from pipeline.report.tellings import Telling, told_in

PENDING = timedelta(days=3)
"""A claim is told as open in the digest of its day and of the three days after."""


def awaiting(record: DayRecord, stories: Iterable[Telling]) -> tuple[Line, ...]:
    """The lines on claims: first those that were settled in the window, then the open ones, the heaviest first."""
    claims = [story for story in stories if _claim_of(story)]
    settled = [line for story in claims for line in _settled(story, record.language)]
    done = {line.story for line in settled}
    oldest = (record.since or record.until - timedelta(days=1)) - PENDING
    pending = [
        story
        for story in claims
        if story.story not in done and not story.found.corroborated and _begun(story) >= oldest
    ]
    pending.sort(key=lambda story: (-_weight(story), _begun(story), story.story))
    return (*settled, *(_pending(story, record) for story in pending))


def _claim_of(story: Telling) -> dict[Told, Candidate]:
    """The live figures of the report that last told the gravest harm of a story; empty where none holds.

    Who repeats an old count late is not asked where there is a newer one.
    """
    tellers = told_in(story.everything)
    told = current(tellers) or live(tellers)
    if not told:
        return {}
    last = min(told, key=lambda one: (list(Harm).index(one.incident.harm), -one.at.timestamp()))
    return {one: tellers[one] for one in told if tellers[one] is tellers[last]}


def _settled(story: Telling, language: str) -> Iterator[Line]:
    """Whether the window confirmed or denied what stood open before it."""
    if not story.earlier or not story.candidates or story.before.corroborated:
        return
    first = _first(story.earlier)
    if story.denials:
        yield line_of(first, "claim_denied", language, outlet=outlet_name(story.denials[0]))
        return
    confirming = dict.fromkeys(outlet_name(one) for one in story.candidates if _confirms(one, story))
    if story.found.corroborated and confirming:
        yield line_of(first, "claim_confirmed", language, outlet=", ".join(confirming))


def _confirms(candidate: Candidate, story: Telling) -> bool:
    """Whether a report of a family that did not speak before gives a figure that agrees with those of a claim."""
    family, _ = family_of(witness(candidate))
    if not family or family in story.before.families or candidate.denies:
        return False
    held = live(told_in((*story.earlier, candidate)))
    own, before = (set(told_in(told)) for told in ([candidate], story.earlier))
    ways = {standing(one, other) for one in held if one in own for other in held if other in before}
    return Standing.AGREE in ways and Standing.CONTRADICT not in ways


def _pending(story: Telling, record: DayRecord) -> Line:
    language, zone = record.language, ZoneInfo(record.timezone)
    claim = _claim_of(story)
    told, candidate = main_figures(one.incident for one in claim), next(iter(claim.values()))
    begun = _begun(story)
    days = (date.fromisoformat(record.day) - begun.astimezone(zone).date()).days + 1
    claimant = told[0].claimant
    outlet = outlet_name(candidate)
    who = outlet if claimant is Claimant.OUTLET else say(language, f"claimant_{claimant.value}")
    return line_of(
        candidate,
        "pending",
        language,
        figures=toll(told, language),
        who=who,
        day=typography.short_date(language, begun.astimezone(zone).date()),
        count=max(1, days),
    )


def _first(candidates: Iterable[Candidate]) -> Candidate:
    return min(candidates, key=lambda one: (one.listed.article.moment, one.listed.article.url_key))


def _begun(story: Telling) -> datetime:
    since = [one.developing_since for one in story.everything if one.developing_since]
    return min([_first(story.everything).listed.article.moment, *since])


def _weight(story: Telling) -> int:
    """The largest lower bound of its live tolls."""
    return max((one.incident.least for one in live(told_in(story.everything))), default=0)
