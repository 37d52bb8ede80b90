"""Which part of the digest an item belongs to, and what comes before what."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.domain.articles import Basis
from pipeline.domain.digests import Candidate
from pipeline.domain.stories import Cause, Harm
from pipeline.domain.topics import Level
from pipeline.report.independence import other_outlets

CORE = ("ML", "NE", "BF")
REGION = "region"
OTHERS = "others"
SECTIONS = (*CORE, REGION, OTHERS)
"""The parts of every digest, in their fixed order."""
SEEDS = "seeds"
"""The last part, where there are any: documents that the client handed over are no news of the day."""

BRIEF_LINES = 7
BRIEF_FROM_ONE_COUNTRY = BRIEF_LINES // 3
"""How many of the lines in brief may be on one country, unless there is nothing else."""

Rank = tuple[bool, int, int, float, float, str]


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


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, the weightiest first; the same set always comes out in the same order."""
    return sorted(candidates, key=_rank)


def in_brief(ordered: Sequence[Candidate]) -> list[Candidate]:
    """The first few of the ordered candidates, not too many of them on one country, still in order.

    Seed documents stand there only where there is nothing else.
    """
    ordered = [one for one in ordered if not is_seed(one)] or ordered
    taken: Counter[str] = Counter()
    first: list[int] = []
    later: list[int] = []
    for place, candidate in enumerate(ordered):
        country = next(iter(candidate.listed.countries), "")
        (first if taken[country] < BRIEF_FROM_ONE_COUNTRY else later).append(place)
        taken[country] += 1
    return [ordered[place] for place in sorted((first + later)[:BRIEF_LINES])]


def _killed(candidate: Candidate) -> int:
    """The largest figure of people killed, at its lower bound, that no words lay to an accident or to nature."""
    killed = (one for one in candidate.incidents if one.harm is Harm.KILLED and one.cause is Cause.UNSTATED)
    return max((one.least for one in killed), default=0)


def _rank(candidate: Candidate) -> Rank:
    listed = candidate.listed
    return (
        not any(tag.level is Level.REPORTED for tag in listed.topics),
        -len(other_outlets(candidate)),
        -_killed(candidate),
        -max((tag.score for tag in listed.topics), default=0.0),
        -listed.article.moment.timestamp(),
        listed.article.url_key,
    )
