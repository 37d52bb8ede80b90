"""Which listed actors a sentence puts on the side of the attackers, and which on the side of those hit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BY = re.compile(
    r"(?:\bpar|attribue\w* a|impute\w* a|revendiqu\w+ par|(?:attaque|offensive|embuscade|raid|assaut|frappe)s? d)"
    r"(?:u |e la |es |e l'|'| )?(?:\w+[ ']){0,3}$"
    r"|\b(?:by|blamed on|attributed to) (?:\w+[ ']){0,2}$"
    r"|(?:علي (?:يد|ايدي)|من قبل|نفذه|نفذته|شنه|شنته|تبناه|تبنته) (?:\w+ )?$"
)
"""What stands before an attacker, over folded text."""

_OWN = re.compile(r"^ (?:fighters? |militants? )?(?:attacks?|ambush|raids?|assault)\b")
_OTHERS = re.compile(r"[.;:,]|\b(?:que|qu'|that|contre|against)\b| ان ")
"""What parts an actor from the harm behind: another clause, or somebody who is not the one that acts."""

_SUBJECT_WITHIN = 60
"""How far before a harm its subject may stand, characters."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor and where a folded sentence names it."""

    key: str
    start: int
    end: int


def attackers_and_victims(
    text: str, parties: Sequence[Party], start: int, end: int, *, active: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actors who did a harm and those who suffered it, as far as the sentence says so.

    The figure stands from `start` to `end` of the folded sentence; `active`: its first word is what somebody did.
    """
    victims = {one.key: one for one in parties if start <= one.start < end}
    attackers = {
        one.key: one
        for one in parties
        if one.key not in victims and (_is_agent(text, one) or (active and _is_subject(text, one, start)))
    }
    return tuple(attackers), tuple(victims)


def _is_agent(text: str, party: Party) -> bool:
    before = text[max(0, party.start - 60) : party.start]
    return bool(_BY.search(before) or _OWN.match(text[party.end : party.end + 40]))


def _is_subject(text: str, party: Party, verb: int) -> bool:
    return 0 <= verb - party.end <= _SUBJECT_WITHIN and not _OTHERS.search(text, party.end, verb)
