"""What became of earlier reports: withdrawn, denied, brought up to date, told otherwise, confirmed, found late."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.domain.digests import Candidate, DayRecord, Line, Revision
from pipeline.domain.stories import Cause, Incident
from pipeline.report.catalogue import say
from pipeline.report.figures import figure, toll
from pipeline.report.independence import outlet_name
from pipeline.report.ordering import is_seed
from pipeline.report.tellings import Telling, told_in
from pipeline.report.visible import address


def follow_ups(record: DayRecord, stories: Iterable[Telling]) -> tuple[Line, ...]:
    """The lines of the part on follow-ups and corrections, what weighs most first."""
    language, shown = record.language, [one for one in stories if one.candidates]
    revised = record.background.revised
    found = (
        *(line_of(one.candidate, "withdrawn", language) for one in revised if one.candidate.withdrawn),
        *(line_of(one, "denied", language) for story in shown for one in story.denials),
        *(line for story in shown for line in _updated(story, language)),
        *(line for one in revised for line in _revised(one, language)),
        *(line for story in shown for line in _gained(story, language)),
        *(line_of(one, "late", language) for one in record.background.late if not is_seed(one)),
    )
    once: dict[tuple[str, int, str], Line] = {}
    for one in found:
        once.setdefault((one.kind, one.story if one.kind == "updated" else one.article, one.after), one)
    return tuple(once.values())


def line_of(
    candidate: Candidate, kind: str, language: str, *, before: str = "", after: str = "", quoted: bool = False,
    **values: str | int,
) -> Line:  # fmt: skip
    """A line on a report; `values` go into what is said of it."""
    article = candidate.listed.article
    return Line(
        kind=kind,
        said=say(language, f"line_{kind}", **values),
        article=article.id,
        story=article.story,
        headline=article.title,
        language=article.language,
        outlet=outlet_name(candidate),
        url=address(article),
        before=before,
        after=after,
        quoted=quoted,
    )


def _updated(story: Telling, language: str) -> Iterator[Line]:
    tellers = told_in(story.everything)
    for before, after in story.updated:
        harm = say(language, f"harm_{after.incident.harm.value}")
        said = [f"{figure(one.incident, language)} {harm}" for one in (before, after)]
        yield line_of(tellers[after], "updated", language, before=said[0], after=said[1])


def _revised(revision: Revision, language: str) -> Iterator[Line]:
    candidate, title = revision.candidate, revision.candidate.listed.article.title
    if revision.title != title:
        yield line_of(candidate, "retitled", language, before=revision.title, after=title, quoted=True)
    before, after = (toll(_of_people(told), language) for told in (revision.incidents, candidate.incidents))
    if before != after:
        none = say(language, "no_figure")
        yield line_of(candidate, "recounted", language, before=before or none, after=after or none)


def _of_people(incidents: Iterable[Incident]) -> list[Incident]:
    return [one for one in incidents if one.cause is Cause.UNSTATED]


def _gained(story: Telling, language: str) -> Iterator[Line]:
    if story.gained:
        before, after = (str(len(one.families)) for one in (story.before, story.found))
        yield line_of(story.candidates[0], "gained", language, before=before, after=after)


def named_first(record: DayRecord) -> tuple[tuple[str, int], ...]:
    """The places and actors that no earlier article names, by name; none while too few days were seen to tell."""
    if not record.pictured.countries:
        return ()
    names: Mapping[str, str] = dict((*record.places, *record.actors))
    return tuple((names.get(key, key), article) for _, key, article in record.background.first_named)
