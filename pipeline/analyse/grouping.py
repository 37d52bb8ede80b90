"""Where an article goes among the others: which earlier ones are worth judging, and what the verdicts amount to.

Decisions about an article rest on canonically earlier articles alone (published, then url_key) and on verdicts about
pairs of texts. So any set of articles, placed in canonical order, falls into the same groups, in whatever order the
articles arrived.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.analyse.relations import EXACT_WINDOW, NEAR_WINDOW
from pipeline.domain.articles import Comparison, RelationKind
from pipeline.domain.records import Neighbour

LEAST_SHARED = 2
"""Fingerprints that two sketches must share."""
LEAST_SHARE = 0.08
"""And their share of the smaller sketch, a quarter of which is the lead alone."""
MOST_GROUPS, MOST_OF_GROUP = 12, 4
"""How many groups are looked at, and how many articles of each."""
HALF = 0.5
CLOSE = 0.95
"""Groups sharing nearly as many shingles as the best are as good; the earliest of them is joined."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier article, the group and story it is in, and what the article to be placed is to it."""

    article: int
    group: int
    story: int
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Placement:
    """What an article is, of which earlier article, and the group it joins; None where it is new or starts a group."""

    kind: RelationKind | None = None
    of: int | None = None
    group: int | None = None
    comparison: Comparison | None = None

    @property
    def containment(self) -> float:
        """The larger of the shares of the two texts found in the other."""
        seen = self.comparison
        return max(seen.contained_later, seen.contained_earlier) if seen else 0.0


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a group, as far as it matters for who had the text first."""

    article: int
    agency: bool
    moment: datetime
    url_key: str


def share_enough(shared: int, sketch: int, other_sketch: int) -> bool:
    """Whether two articles with sketches of these sizes share enough fingerprints to be compared."""
    return shared >= max(LEAST_SHARED, LEAST_SHARE * min(sketch, other_sketch))


def select(neighbours: Iterable[Neighbour], *, moment: datetime, url_key: str, sketch: int) -> list[Neighbour]:
    """Choose the articles worth judging against one with a sketch of so many numbers; answer in canonical order.

    Only canonically earlier articles within the window count; those that share most come first. What is limited is the
    number of groups, and of articles of each: a wire copy in 150 outlets is one group, takes 4 places and leaves the
    others to other groups. No fingerprint is left out for being common, for a wire copy makes its own fingerprints
    common. Boilerplate does no harm: what shares little more than it falls below LEAST_SHARE or behind a true copy.
    """
    near = [
        other
        for other in neighbours
        if share_enough(other.shared, sketch, other.sketch)
        and (other.moment, other.url_key) < (moment, url_key)
        and moment - other.moment <= NEAR_WINDOW
    ]
    near.sort(key=lambda other: (-other.shared, other.moment, other.url_key))
    return sorted(_few_of_each(near), key=lambda other: (other.moment, other.url_key))


def earliest_equal(neighbours: Iterable[Neighbour], *, moment: datetime, url_key: str) -> Neighbour | None:
    """Of articles with the same words the canonically earliest within the window, if one is earlier than this."""
    earlier = [
        other
        for other in neighbours
        if (other.moment, other.url_key) < (moment, url_key) and moment - other.moment <= EXACT_WINDOW
    ]
    return min(earlier, key=lambda other: (other.moment, other.url_key), default=None)


def _few_of_each(ranked: Iterable[Neighbour]) -> list[Neighbour]:
    taken: Counter[int] = Counter()
    chosen = []
    for other in ranked:
        if taken[other.group] < MOST_OF_GROUP and (other.group in taken or len(taken) < MOST_GROUPS):
            taken[other.group] += 1
            chosen.append(other)
    return chosen


def place(candidates: Sequence[Candidate]) -> Placement:
    """Decide from the verdicts on earlier articles, handed over in canonical order.

    Equal words join at once. A group holding an article of which this one is an update is contradicted: it is never
    joined as a copy, though its shortened copies may lack the figures that changed; except where all of this text
    stands in one of its articles, for then no figure differs. Of the other groups the one sharing most is joined. A
    text that holds half of articles of several stories, but is mostly something else, is a press review: it is linked
    and stays alone, as do updates and texts that contain parts of others.
    """
    of_kind = {kind: [one for one in candidates if one.comparison.kind is kind] for kind in RelationKind}
    if of_kind[RelationKind.EXACT]:
        return _joined(RelationKind.EXACT, of_kind[RelationKind.EXACT][0])
    copies = _uncontradicted(of_kind[RelationKind.COPY], of_kind[RelationKind.UPDATE])
    if copies and not _is_press_review(copies):
        return _joined(RelationKind.COPY, _best(copies))
    for kind, found in (
        (RelationKind.UPDATE, of_kind[RelationKind.UPDATE]),
        (RelationKind.CONTAINS, copies + of_kind[RelationKind.CONTAINS]),
    ):
        if found:
            best = _best(found)
            return Placement(kind, best.article, None, best.comparison)
    return Placement()


def origin(members: Iterable[Member]) -> int:
    """Who had the text: an agency before others, then the earliest, then the first by address. Needs one member."""
    return min(members, key=lambda one: (not one.agency, one.moment, one.url_key)).article


def _joined(kind: RelationKind, one: Candidate) -> Placement:
    return Placement(kind, one.article, one.group, one.comparison)


def _uncontradicted(copies: Sequence[Candidate], updates: Sequence[Candidate]) -> list[Candidate]:
    whole = {one.group for one in copies if one.comparison.contained_later == 1.0}
    contradicted = {one.group for one in updates} - whole
    return [one for one in copies if one.group not in contradicted]


def _is_press_review(copies: Sequence[Candidate]) -> bool:
    return len({one.story for one in copies}) > 1 and all(one.comparison.contained_later < HALF for one in copies)


def _best(found: Sequence[Candidate]) -> Candidate:
    """The one sharing most shingles in the earliest group that shares nearly as many as any."""
    most = max(one.comparison.shared for one in found)
    group = next(one.group for one in found if one.comparison.shared >= CLOSE * most)
    return max((one for one in found if one.group == group), key=lambda one: one.comparison.shared)
