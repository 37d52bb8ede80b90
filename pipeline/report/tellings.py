"""What the digest has on one happening: its groups of the window, and those of the days just before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.corroboration import Corroboration
from pipeline.domain.digests import Candidate
from pipeline.domain.stories import Cause
from pipeline.domain.tolls import Told, contradictions, updates
from pipeline.report.independence import Voices, counted, voices_of


class Status(StrEnum):
    """How a happening stands to the days before the window, in the order in which a reader wants them."""

    NEW = "new"
    CHANGED = "changed"
    DEVELOPING = "developing"


@dataclass(frozen=True, slots=True)
class Telling:
    """One happening: `candidates` of the window, in order; `earlier` ones; who speaks now, and who spoke before.

    `gained`: more independent families speak for it than before the window; `denials` are those of the window that
    deny what others report; `status` tells whether the window brought it, changed it, or only carried it on.
    """

    story: int
    candidates: tuple[Candidate, ...]
    earlier: tuple[Candidate, ...]
    voices: Voices
    before: Corroboration
    contradicted: tuple[tuple[Told, Told], ...]
    updated: tuple[tuple[Told, Told], ...]
    gained: bool
    denials: tuple[Candidate, ...]
    status: Status

    @property
    def found(self) -> Corroboration:
        """Who speaks for it, counted."""
        return self.voices.found

    @property
    def everything(self) -> tuple[Candidate, ...]:
        """All its candidates, the earlier ones first."""
        return (*self.earlier, *self.candidates)


def tellings(candidates: Sequence[Candidate], earlier: Iterable[Candidate] = ()) -> dict[int, Telling]:
    """All happenings by story, those of the window first, in the order of their first candidates."""
    now: defaultdict[int, list[Candidate]] = defaultdict(list)
    before: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        now[candidate.listed.article.story].append(candidate)
    for candidate in earlier:
        before[candidate.listed.article.story].append(candidate)
    stories = dict.fromkeys((*now, *before))
    return {story: telling(story, now.get(story, ()), before.get(story, ())) for story in stories}


def telling(story: int, candidates: Sequence[Candidate], earlier: Sequence[Candidate] = ()) -> Telling:
    """One happening, counted and with its figures side by side."""
    everything = (*earlier, *candidates)
    told = told_in(everything)
    here = {one.listed.article.id for one in candidates}
    voices, before = voices_of(everything), counted(earlier)
    updated = tuple(pair for pair in updates(told) if told[pair[1]].listed.article.id in here)
    gained = bool(earlier) and len(voices.found.families) > len(before.families)
    denials = tuple(one for one in candidates if one.denies) if any(not one.denies for one in everything) else ()
    is_changed = bool(updated or gained or denials) or any(one.updates is not None for one in candidates)
    here_or_none = {0, *here}
    goes_on = bool(earlier) or any(one.developing_since or (one.updates or 0) not in here_or_none for one in candidates)
    return Telling(
        story=story,
        candidates=tuple(candidates),
        earlier=tuple(earlier),
        voices=voices,
        before=before,
        contradicted=tuple(contradictions(told)),
        updated=updated,
        gained=gained,
        denials=denials,
        status=(Status.CHANGED if is_changed else Status.DEVELOPING) if goes_on else Status.NEW,
    )


def told_in(candidates: Iterable[Candidate]) -> dict[Told, Candidate]:
    """The tolls of candidates, each with the one that tells it; those of accidents and floods are none."""
    return {
        Told(incident, one.listed.article.source, one.listed.article.moment): one
        for one in candidates
        for incident in one.incidents
        if incident.cause is Cause.UNSTATED
    }
