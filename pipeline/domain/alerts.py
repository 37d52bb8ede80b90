"""Alerts: which stories that match a saved search are worth a message now, and in how many messages.

A story is told once, and again only when it gained something: one more independent owner, or a higher toll. The first
look of a search tells nothing: what exists already is noted as told.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_AN_HOUR = 6
"""Messages of one search in any hour; what comes beyond is gathered in one message when the hour is over."""
HOUR = timedelta(hours=1)
REST = timedelta(hours=4)
"""How long a story that was told is left alone, whatever it gains."""
RECENT = timedelta(days=3)
"""What is older is no alert, however late it was found; a story told so long ago is not watched for what it gains."""
MEMORY = timedelta(days=31)
"""How long it is known that a story was told."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How much is known of a story: its independent owners, and the highest lower bound of each harm."""

    families: int
    tolls: tuple[tuple[str, int], ...] = ()

    def gained_on(self, earlier: "Standing") -> bool:
        """Whether an owner more, or a higher toll, is known than earlier."""
        before = dict(earlier.tolls)
        return self.families > earlier.families or any(least > before.get(harm, 0) for harm, least in self.tolls)

    def joined(self, other: "Standing") -> "Standing":
        """What two standings of one story come to: the higher of each figure."""
        tolls = dict(self.tolls)
        for harm, least in other.tolls:
            tolls[harm] = max(least, tolls.get(harm, 0))
        return Standing(max(self.families, other.families), tuple(sorted(tolls.items())))


@dataclass(frozen=True, slots=True)
class Alerted:
    """What a search has told of a story; `told_at` is None where the story waits for a gathered message."""

    story: int
    standing: Standing
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class AlertPlan:
    """What a look comes to: messages, each with its stories, the stories that wait for the next one."""

    messages: tuple[tuple[int, ...], ...]
    held: tuple[int, ...]


def plan_alerts(
    standings: Mapping[int, Standing],
    matching: Collection[int],
    known: Mapping[int, Alerted],
    sent: Collection[datetime],
    now: datetime,
) -> AlertPlan:
    """Say which stories are told now and which wait.

    `standings` has each story that matches now (`matching`) or is known; `sent` are the times of earlier messages.
    """
    waiting = [story for story in sorted(known) if known[story].told_at is None and story in standings]
    fresh = [story for story in sorted(standings) if _is_due(story, standings[story], matching, known, now)]
    free = max(0, MOST_AN_HOUR - sum(now - HOUR < at <= now for at in sent))
    if not free:
        return AlertPlan((), (*waiting, *fresh))
    if waiting:
        return AlertPlan(((*waiting, *fresh),), ())
    return AlertPlan(tuple((story,) for story in fresh[:free]), tuple(fresh[free:]))


def _is_due(
    story: int, standing: Standing, matching: Collection[int], known: Mapping[int, Alerted], now: datetime
) -> bool:
    """Whether a story that does not wait already is news."""
    told = known.get(story)
    if told is None:
        return story in matching
    if told.told_at is None or abs(now - told.told_at) < REST:
        return False
    return standing.gained_on(told.standing)
