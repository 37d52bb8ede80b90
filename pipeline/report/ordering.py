"""Which part of the digest an item belongs to, and what comes before what."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.domain.articles import Basis
from pipeline.domain.digests import Candidate
from pipeline.domain.genres import Genre, genre_of
from pipeline.domain.stories import Cause, Harm
from pipeline.domain.topics import Level
from pipeline.report.independence import other_outlets
from pipeline.report.tellings import Status, Telling

CORE = ("ML", "NE", "BF")
REGION = "region"
OTHERS = "others"
SECTIONS = (*CORE, REGION, OTHERS)
"""The parts of every digest, in their fixed order."""
SEEDS = "seeds"
"""The last part, where there are any: documents that the client handed over are no news of the day."""
READING = "reading"
"""The part of analyses and opinions, which confirm nothing."""

_STATUSES = tuple(Status)

BRIEF_LINES = 7
BRIEF_FROM_ONE_COUNTRY = BRIEF_LINES // 3
"""How many of the lines in brief may be on one country, unless there is nothing else."""


def section_of(countries: Sequence[str]) -> str:
    """The part an item belongs to: that of its most concerned country.

    A text led by a country outside the three belongs to the region if it concerns several of the three, and so does a
    text that names the Sahel but no country.
    """
    if not countries:
        return REGION
    if countries[0] in CORE:
        return countries[0]
    return REGION if len(set(countries) & set(CORE)) > 1 else OTHERS


def is_seed(candidate: Candidate) -> bool:
    """Whether a candidate is a document that the client handed over."""
    return candidate.listed.article.basis is Basis.SEED


def is_reading(candidate: Candidate) -> bool:
    """Whether a candidate is an analysis or an opinion and no news."""
    return genre(candidate) is not Genre.NEWS


def genre(candidate: Candidate) -> Genre:
    """The kind of text a candidate is."""
    article = candidate.listed.article
    return genre_of(article.title, article.url, candidate.source.ownership if candidate.source else None)


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates of one happening, or those without one, the weightiest first; whatever order they came in."""
    return sorted(candidates, key=_rank)


def stories_in_order(stories: Iterable[Telling]) -> list[Telling]:
    """The happenings of the window, the weightiest first; the same set always comes out in the same order."""
    return sorted(stories, key=_story_rank)


def reasons(story: Telling) -> tuple[str, ...]:
    """Why a happening stands where it does, the weightiest reason first: words and numbers for programs."""
    candidates = story.candidates
    return (
        "reported" if _reports(candidates) else "mentioned",
        "corroborated" if story.found.corroborated else "uncorroborated",
        story.status.value,
        f"killed {_dead(story)}",
        f"weight {max(map(_weight, candidates)):g}",
        f"families {len(story.found.families)}",
        f"outlets {story.found.outlets}",
    )


def in_brief(ordered: Sequence[Telling]) -> list[Telling]:
    """The first few of the ordered happenings, not too many of them on one country, still in order.

    What only one tells and nobody died of comes behind what others tell or people died of. The last line is for the
    deadliest of the others, as nobody should have to look for a raid that one outlet tells.
    """
    taken: Counter[str] = Counter()
    first: list[int] = []
    later: list[int] = []
    slight: list[int] = []
    for place, story in enumerate(ordered):
        country = next(iter(story.candidates[0].listed.countries), "")
        if not story.found.corroborated and not _dead(story):
            slight.append(place)
        else:
            (first if taken[country] < BRIEF_FROM_ONE_COUNTRY else later).append(place)
            taken[country] += 1
    places = first + later[:BRIEF_FROM_ONE_COUNTRY] + slight + later[BRIEF_FROM_ONE_COUNTRY:]
    chosen = places[:BRIEF_LINES]
    if len(ordered) > BRIEF_LINES:
        left = [chosen.pop(), *places[BRIEF_LINES:]]
        chosen.append(max(left, key=lambda place: (_dead(ordered[place]), place == left[0], -place)))
    return [ordered[place] for place in sorted(chosen)]


def _dead(story: Telling) -> int:
    """The largest figure of people killed that any report of a happening gives."""
    return max(map(_killed, story.candidates), default=0)


def _killed(candidate: Candidate) -> int:
    """The largest figure of people killed that holds, at its lower bound; accidents and nature do not count."""
    dead = (one for one in candidate.incidents if one.harm is Harm.KILLED and not one.superseded)
    return max((one.least for one in dead if one.cause is Cause.UNSTATED), default=0)


def _weight(candidate: Candidate) -> float:
    return max((tag.score for tag in candidate.listed.topics), default=0.0)


def _reports(candidates: Iterable[Candidate]) -> bool:
    return any(tag.level is Level.REPORTED for one in candidates for tag in one.listed.topics)


def _rank(candidate: Candidate) -> tuple[object, ...]:
    """What makes a report lead its story: it brings another up to date, tells the heavier toll, was copied more."""
    listed = candidate.listed
    return (
        not _reports([candidate]),
        candidate.updates is None,
        -_killed(candidate),
        -len(other_outlets(candidate)),
        -_weight(candidate),
        -listed.article.moment.timestamp(),
        listed.article.url_key,
    )


def _story_rank(story: Telling) -> tuple[object, ...]:
    candidates = story.candidates
    last = max(one.listed.article.moment for one in candidates)
    return (
        not _reports(candidates),
        not story.found.corroborated,
        _STATUSES.index(story.status),
        -_dead(story),
        -max(map(_weight, candidates)),
        -len(story.found.families),
        -story.found.outlets,
        -last.timestamp(),
        min(one.listed.article.url_key for one in candidates),
    )
