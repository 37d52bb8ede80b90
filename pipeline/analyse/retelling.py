"""A figure that both the title and the text give: the words that say more are kept, with what the others add.

All evidence of an incident stands in the field of its figure. So the place that a title names is taken over into the
words of a text only where the text names it too.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain.stories import Cause, Claimant, Evidence, Incident, Side
from pipeline.domain.tolls import may_be_of_one_side_and_place
from pipeline.domain.topics import Kind, Mention

_NO_PLACE = 4
"""Ranks behind all precisions."""


def told_again(first: Incident, again: Incident, mentions: Sequence[Mention]) -> Incident:
    """One incident of a figure that a text gives twice, in reading order; `mentions` are those of the whole text.

    Where the title gives it first and they tell of the same people, what is unknown of the one comes from the other.
    """
    if first.field == again.field or not _may_be_the_same(first, again):
        return first
    text = replace(_filled(_placed(again, first, mentions), first), in_title=True)
    title = _filled(first, again)
    return text if _told(text) > _told(title) else title


def _may_be_the_same(one: Incident, other: Incident) -> bool:
    causes = {one.cause, other.cause} - {Cause.UNSTATED}
    return len(causes) < 2 and may_be_of_one_side_and_place(one, other)


def _filled(one: Incident, other: Incident) -> Incident:
    """An incident with what it leaves open, of what needs no words as evidence, as another has it."""
    return replace(
        one,
        side=other.side if one.side is Side.UNKNOWN else one.side,
        cause=other.cause if one.cause is Cause.UNSTATED else one.cause,
        attackers=one.attackers or other.attackers,
        victims=one.victims or other.victims,
        superseded=one.superseded or other.superseded,
    )


def _placed(text: Incident, title: Incident, mentions: Sequence[Mention]) -> Incident:
    """The incident of a text at the place of the title, if that is the more precise and the text names it."""
    if (title.precision or _NO_PLACE) >= (text.precision or _NO_PLACE):
        return text
    named = (one for one in mentions if one.kind is Kind.PLACE and one.field == text.field and one.key == title.place)
    words = min(named, key=lambda one: one.start, default=None)
    if words is None:
        return text
    evidence = Evidence(words.start, words.end, words.surface)
    return replace(text, place=title.place, precision=title.precision, place_words=evidence)


def _told(incident: Incident) -> int:
    """How much an incident says with words for it: where, and how precisely, who says so, and when."""
    place = _NO_PLACE - (incident.precision or _NO_PLACE)
    return place + 2 * (incident.claimant is not Claimant.OUTLET) + (incident.day is not None)
