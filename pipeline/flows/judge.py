"""Judging an article against the stored ones, inside the one write transaction.

fingerprints -> stored neighbours -> verdicts on pairs (pure) -> placement (pure) -> its group, its story, its relation
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pipeline.analyse.fingerprint import week_of
from pipeline.analyse.grouping import LEAST_SHARED, Candidate, Placement, earliest_equal, place, select, share_enough
from pipeline.analyse.relations import EXACT_WINDOW, NEAR_WINDOW, SAME_WORDS, compare, prepare
from pipeline.domain.articles import Fingerprint, Relation, RelationKind
from pipeline.domain.records import Neighbour
from storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: a text and its place in canonical order; `article` is None before it is stored."""

    text: str
    fingerprint: Fingerprint
    moment: datetime
    url_key: str
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Where a subject goes: with which earlier article, and which later ones may have to be judged again.

    `with_` is the article whose group or story it joins.
    """

    placement: Placement
    with_: Neighbour | None
    later: tuple[Neighbour, ...]


def judge(tx: Transaction, subject: Subject) -> Judgement:
    """Judge a subject by canonically earlier articles alone: any order of arrival ends in the same groups."""
    left_out = set() if subject.article is None else {subject.article, *tx.groups.apart_from(subject.article)}
    equal = [other for other in _equal(tx, subject) if other.id not in left_out]
    near = [other for other in _near(tx, subject) if other.id not in left_out]
    placement = _placed(tx, subject, equal, near)
    known = {other.id: other for other in (*near, *equal)}
    later = {other.id: other for other in (*equal, *near) if _order(other) > (subject.moment, subject.url_key)}
    return Judgement(placement, known.get(placement.of or 0), tuple(later.values()))


def relation_of(article: int, placement: Placement) -> Relation | None:
    """The relation that a placement amounts to; None for what is new."""
    if placement.of is None or placement.kind is None or placement.comparison is None:
        return None
    seen = placement.comparison
    return Relation(
        later=article,
        earlier=placement.of,
        kind=placement.kind,
        contained_later=seen.contained_later,
        contained_earlier=seen.contained_earlier,
        kept=seen.kept,
        changed=seen.changed,
        evidence=seen.evidence,
    )


def adopted(tx: Transaction, subject: Subject, judgement: Judgement) -> Neighbour | None:
    """The first article of an existing group that a late, but canonically earlier, original comes to stand before.

    The original takes over the identity of that group, so that it keeps its number.
    """
    if judgement.with_ is not None:
        return None
    texts = tx.articles.texts([other.id for other in judgement.later])
    for other in sorted(judgement.later, key=_order):
        verdict = compare(prepare(texts[other.id]), prepare(subject.text))
        is_copy = verdict.kind in {RelationKind.EXACT, RelationKind.COPY}
        if is_copy and tx.groups.first_member(other.group) == other.id:
            return other
    return None


def _equal(tx: Transaction, subject: Subject) -> list[Neighbour]:
    if not subject.fingerprint.words:
        return []
    since, until = subject.moment - EXACT_WINDOW, subject.moment + EXACT_WINDOW
    return tx.fingerprints.same(subject.fingerprint.exact, since=since, until=until)


def _near(tx: Transaction, subject: Subject) -> list[Neighbour]:
    since, until = subject.moment - NEAR_WINDOW, subject.moment + NEAR_WINDOW
    weeks = range(week_of(since), week_of(until) + 1)
    found = tx.fingerprints.near(subject.fingerprint, weeks, since=since, until=until, least=LEAST_SHARED)
    sketch = len(subject.fingerprint.sketch)
    return [other for other in found if share_enough(other.shared, sketch, other.sketch)]


def _placed(tx: Transaction, subject: Subject, equal: list[Neighbour], near: list[Neighbour]) -> Placement:
    first = earliest_equal(equal, moment=subject.moment, url_key=subject.url_key)
    if first is not None:
        return place([Candidate(first.id, first.group, first.story, SAME_WORDS)])
    chosen = select(near, moment=subject.moment, url_key=subject.url_key, sketch=len(subject.fingerprint.sketch))
    return place(list(_compared(tx, subject, chosen)))


def _compared(tx: Transaction, subject: Subject, chosen: list[Neighbour]) -> Iterable[Candidate]:
    texts = tx.articles.texts([other.id for other in chosen]) if chosen else {}
    ours = prepare(subject.text) if chosen else None
    for other in chosen:
        if ours is not None:
            yield Candidate(other.id, other.group, other.story, compare(ours, prepare(texts[other.id])))


def _order(other: Neighbour) -> tuple[datetime, str]:
    return other.moment, other.url_key
