"""Who is counted: the people that stand behind an amount, and whose side they are on.

That is said by the phrase of the amount (12 young soldiers, 3 members of the police) or by words for ranks behind it;
the words for the attack and for those who made it say nothing of the victims (38 people killed in a jihadist attack).
"""

from collections.abc import Sequence

from pipeline.analyse.harmwords import Casualties
from pipeline.analyse.numerals import Amount, Word, amount_at, phrase_at
from pipeline.analyse.wordforms import ARTICLE, singular
from pipeline.domain.stories import Side

_VICTIM_WITHIN = 2
"""How many words may stand between an amount and the people it counts: 12 other young soldiers."""

_OF_WITHIN = 5
"""How many words behind `members` may say of what: members of the Malian security forces."""

_RANKS_WITHIN = 6
"""How far behind a harm the ranks may be named in which it was suffered."""


def victims_at(words: Sequence[Word], at: int, casualties: Casualties) -> int | None:
    """The number of the word that says who is counted, if it comes soon and in the phrase of the amount."""
    for number in range(at, min(at + 1 + _VICTIM_WITHIN, len(words))):
        if words[number].apart or words[number].text in casualties.breaks:
            return None
        if side_of(words[number], casualties) is not None:
            return number
    return None


def people_before(words: Sequence[Word], amount: Amount, casualties: Casualties) -> int | None:
    """Where the people begin who stand right before a figure of one word; None where the language has them behind."""
    figure = amount.after - 1
    for length in (4, 3, 2, 1):
        start = figure - length
        people = words[start : figure + 1] if start >= 0 else ()
        if tuple(word.text for word in people[:-1]) in casualties.people and not any(one.apart for one in people[1:]):
            return start
    return None


def side_of(word: Word, casualties: Casualties) -> Side | None:
    """The side of a word for people; None where it is none."""
    bare = word.text.removeprefix(ARTICLE)
    return casualties.victims.get(bare) or casualties.victims.get(singular(bare))


def side_counted(words: Sequence[Word], start: int, victims: int, casualties: Casualties) -> Side:
    """The side of the people counted, by the words from `start` to that for them, and those that go on with it."""
    for number in range(start, _phrase_end(words, victims, casualties)):
        side = side_of(words[number], casualties)
        if number > victims and casualties.ranks.get(words[number].text) is Side.FORCES:
            return Side.FORCES
        if side not in (None, Side.UNKNOWN):
            rest = words[number + 1 : number + 3]
            other = side_of(rest[1], casualties) if len(rest) > 1 and rest[0].text in casualties.ands else None
            return side if side and other in (None, side, Side.UNKNOWN) else Side.UNKNOWN
    return Side.UNKNOWN


def _phrase_end(words: Sequence[Word], victims: int, casualties: Casualties) -> int:
    """The end of the phrase that counts people: one word behind them, or a few behind members of something."""
    bare = words[victims].text.removeprefix(ARTICLE)
    is_member = bare in casualties.members or singular(bare) in casualties.members
    last = min(victims + 1 + (_OF_WITHIN if is_member else 1), len(words))
    ends = casualties.breaks | casualties.ands | casualties.active | casualties.passive
    for number in range(victims + 1, last):
        if words[number].apart or words[number].text in ends or phrase_at(words, number, casualties.after):
            return number
    return last


def side_behind(words: Sequence[Word], at: int, casualties: Casualties) -> Side:
    """The side in whose ranks there were dead: 12 dead among the soldiers; not 12 dead, among them 3 soldiers."""
    inside = False
    for number in range(at, min(at + _RANKS_WITHIN, len(words))):
        word = words[number]
        if word.apart or is_figure(words, number, casualties):
            break
        inside = inside or word.text in casualties.within
        side = casualties.ranks.get(word.text) or side_of(word, casualties)
        if inside and side:
            return side
    return Side.UNKNOWN


def is_figure(words: Sequence[Word], at: int, casualties: Casualties) -> bool:
    """Whether an amount of more than one begins here."""
    amount = amount_at(words, at, casualties.numerals)
    return amount is not None and amount.least > 1
