"""All marks of an item: who says so, what became of it, and what is not certain about it."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from pipeline.domain.articles import DateSource
from pipeline.domain.digests import Candidate, Mark
from pipeline.domain.tolls import Told
from pipeline.report import independence, typography
from pipeline.report.catalogue import say
from pipeline.report.figures import contradicting, figure
from pipeline.report.tellings import Status, Telling

AREA = 2
"""From this precision on a place is a region and not a locality."""


def marks(
    candidate: Candidate, telling: Telling, language: str, zone: ZoneInfo, *, since: datetime | None = None,
    added_after: datetime | None = None,
) -> tuple[Mark, ...]:  # fmt: skip
    """The marks of an item, in a fixed order; on the very first digest (`since` is None) nothing is marked as new."""
    return (
        *independence.marks(telling.voices, language),
        *_disputed(candidate, telling, language),
        *_course(candidate, telling, language, zone, is_first=since is None),
        *_editing(candidate, language, added_after),
        *_vague(candidate, language),
    )


def _disputed(candidate: Candidate, telling: Telling, language: str) -> Iterator[Mark]:
    said = contradicting(telling.contradicted, candidate.incidents, language)
    if said:
        yield Mark("figures_differ", say(language, "mark_figures_differ_range", range=said))
    if telling.denials and not candidate.denies:
        yield Mark("denied", say(language, "mark_denied"))
    if candidate.denies:
        yield Mark("denial", say(language, "mark_denial"))


def _course(candidate: Candidate, telling: Telling, language: str, zone: ZoneInfo, *, is_first: bool) -> Iterator[Mark]:
    """Whether it is new, brings something up to date, or goes on."""
    changed = _updated_by(candidate, telling)
    if changed:
        before, after = (figure(one.incident, language) for one in changed)
        yield Mark("update", say(language, "mark_update_figures", before=before, after=after))
    elif candidate.updates is not None:
        yield Mark("update", say(language, "mark_update", number=str(candidate.updates)))
    elif candidate.developing_since is not None:
        day = typography.short_date(language, candidate.developing_since.astimezone(zone).date())
        yield Mark("developing", say(language, "mark_developing", day=day))
    elif telling.status is Status.NEW and not is_first:
        yield Mark("new", say(language, "mark_new"))


def _updated_by(candidate: Candidate, telling: Telling) -> tuple[Told, Told] | None:
    article = candidate.listed.article
    mine = (pair for pair in telling.updated if (pair[1].outlet, pair[1].at) == (article.source, article.moment))
    return next(mine, None)


def _editing(candidate: Candidate, language: str, added_after: datetime | None) -> Iterator[Mark]:
    if candidate.withdrawn is not None:
        yield Mark("withdrawn", say(language, "mark_withdrawn"))
    if added_after is not None and (candidate.stored_at or candidate.listed.article.first_seen) > added_after:
        yield Mark("added", say(language, "mark_added"))


def _vague(candidate: Candidate, language: str) -> Iterator[Mark]:
    if candidate.listed.article.date_source in {DateSource.SEARCHED, DateSource.NONE}:
        yield Mark("date_estimated", say(language, "mark_date_estimated"))
    if candidate.incidents and all(one.precision >= AREA for one in candidate.incidents):
        yield Mark("place_region", say(language, "mark_place_region"))
