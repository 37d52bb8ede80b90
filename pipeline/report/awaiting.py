"""The ledger of claims: tolls and deeds that too few independent voices tell yet, and those settled since yesterday."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.domain.corroboration import family_of
from pipeline.domain.digests import Candidate, DayRecord, Line
from pipeline.domain.stories import Cause, Claimant, Incident
from pipeline.domain.tolls import Standing, standing
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
    claims = [story for story in stories if _claim_of(story) is not None]
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


def _claim_of(story: Telling) -> Candidate | None:
    """The first report of a story that tells a toll; None where none does."""
    return next((one for one in story.everything if _tolls(one)), None)


def _tolls(candidate: Candidate) -> list[Incident]:
    return [one for one in candidate.incidents if one.cause is Cause.UNSTATED]


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
    claims, own = told_in(story.earlier), told_in([candidate])
    ways = {standing(one, other) for one in own for other in claims}
    return Standing.AGREE in ways and Standing.CONTRADICT not in ways


def _pending(story: Telling, record: DayRecord) -> Line:
    language, zone = record.language, ZoneInfo(record.timezone)
    claim = _claim_of(story) or story.everything[0]
    begun = _begun(story)
    days = (date.fromisoformat(record.day) - begun.astimezone(zone).date()).days + 1
    told = _tolls(claim)
    claimant = told[0].claimant if told else Claimant.OUTLET
    outlet = outlet_name(claim)
    who = outlet if claimant is Claimant.OUTLET else say(language, f"claimant_{claimant.value}")
    return line_of(
        claim,
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
    """The largest lower bound of its tolls."""
    return max((one.least for candidate in story.everything for one in _tolls(candidate)), default=0)
