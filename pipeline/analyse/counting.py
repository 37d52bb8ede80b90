"""The grammar of tolls: which amounts of a sentence count people that were harmed, and which take that back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.analyse.counted import is_figure, people_before, side_behind, side_counted, victims_at
from pipeline.analyse.displacement import flight_at, is_flight
from pipeline.analyse.harmwords import Casualties
from pipeline.analyse.numerals import Amount, Word, amount_at, phrase_at
from pipeline.domain.stories import Harm, Side

_HARM_WITHIN = 10
"""How many words may stand between the people counted and what was done to them."""

_HARM_OF_ONE_WITHIN = 4
"""The same for a single person: `a resident said` and `un habitant` begin many sentences about the harm of others."""

_ASIDE_WITHIN = 15
"""How long a remark between commas may be: , including three children of one family,"""

_NEAR = 8
"""How near a word must be to take a toll back, or to say whose ranks it was suffered in."""

_GREW_WITHIN = 12
"""How far before a figure the toll may be named that grew to it."""

_CROWD = 20
"""Fewer people that fled are as likely attackers or prisoners; and so are fighters, however many."""

_AND = "و"
"""The Arabic conjunction, written onto the next word."""

_MANY = 2000
"""Vague thousands of people are only ever counted where they fled; in other tolls they sum up a war."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A harm and an amount, written from word `first` up to, not including, `after`.

    `side` is that of the people counted; `active`: the harm stands before them, as what somebody did.
    """

    harm: Harm
    amount: Amount
    first: int
    after: int
    side: Side
    active: bool = False


def tolls_in(words: Sequence[Word], casualties: Casualties) -> list[Toll]:
    """The tolls of a sentence in their order; 12 soldiers and 3 civilians killed are one of 15, but fighters apart."""
    tolls: list[Toll] = []
    for toll in _single_tolls(words, casualties):
        before = tolls[-1] if tolls else None
        if before is None or before.after != toll.after or before.harm is not toll.harm or _are_foes(before, toll):
            tolls.append(toll)
        elif words[toll.first - 1].text in casualties.ands:
            side = before.side if before.side is toll.side else Side.UNKNOWN
            tolls[-1] = replace(before, amount=_sum(before.amount, toll.amount), side=side)
    return tolls


def _are_foes(one: Toll, other: Toll) -> bool:
    """Whether one toll counts fighters and the other people of another side, known or not."""
    return one.side is not other.side and Side.FIGHTERS in (one.side, other.side)


def _sum(one: Amount, other: Amount) -> Amount:
    most = None if one.most is None or other.most is None else one.most + other.most
    return replace(one, least=one.least + other.least, most=most, in_words=False)


def _single_tolls(words: Sequence[Word], casualties: Casualties) -> Iterator[Toll]:
    at = 0
    while at < len(words):
        amount = _amount(words, at, casualties)
        if amount is None:
            yield from _lone(words, at, casualties)
            at += 1
            continue
        ways = (_in_itself, _behind_people, _fled, _ahead_of_subject, _behind, _ahead, _grown)
        toll = next(filter(None, (way(words, amount, casualties) for way in ways)), None)
        if toll and not (_is_doubtful(words, toll, casualties) or _is_mixed(words, toll, casualties)):
            yield _loosened(words, toll, casualties)
        at = max(amount.after, at + 1)


def _lone(words: Sequence[Word], at: int, casualties: Casualties) -> Iterator[Toll]:
    """One person without a figure, of whom a harm is said first: Arabic `killing of a soldier`."""
    if words[at].text in casualties.lone:
        harm = _ahead(words, Amount(1, 1, at, at), casualties)
        if harm and not _is_doubtful(words, harm, casualties):
            yield harm


def _amount(words: Sequence[Word], at: int, casualties: Casualties) -> Amount | None:
    """The amount at word number `at`, with the end of the range that it may begin: 10 to 15, 10-15."""
    low = amount_at(words, at, casualties.numerals)
    if low and low.after < len(words) and words[low.after].text in casualties.units:
        return None
    if low is None or low.after >= len(words) or low.least != low.most:
        return low
    joint = words[low.after]
    digits = joint.text.isdecimal() and words[low.after - 1].text.isdecimal()
    hyphened = digits and joint.start == words[low.after - 1].end + 1
    number = low.after if hyphened else low.after + 1
    if joint.apart or number >= len(words) or not (hyphened or joint.text in casualties.to):
        return low
    high = amount_at(words, number, casualties.numerals)
    if high is None or high.least != high.most or words[number].apart or high.least <= low.least:
        return low
    grown = any(word.text in casualties.moves for word in words[max(0, at - _NEAR) : at])
    return high if grown else Amount(low.least, high.most, low.first, high.after)


def _in_itself(words: Sequence[Word], amount: Amount, casualties: Casualties) -> Toll | None:
    """A toll in one word: the Arabic dual, two dead."""
    harm = casualties.after.get((words[amount.after - 1].text,))
    return Toll(harm, amount, amount.first, amount.after, Side.UNKNOWN) if harm else None


def _fled(words: Sequence[Word], amount: Amount, casualties: Casualties) -> Toll | None:
    """People that had to leave their homes, in words for nothing else."""
    span = flight_at(words, amount, casualties)
    if span is None:
        return None
    victims = victims_at(words, amount.after, casualties)
    side = Side.UNKNOWN if victims is None else side_counted(words, amount.after, victims, casualties)
    return Toll(Harm.DISPLACED, amount, *span, side)


def _behind_people(words: Sequence[Word], amount: Amount, casualties: Casualties) -> Toll | None:
    """A toll whose harm follows an amount that stands behind the people: Hausa `mutum 12 sun mutu`, 12 people died."""
    people = people_before(words, amount, casualties)
    length = _phrase(words, amount.after, casualties)
    if people is None or not length:
        return None
    after = amount.after + length
    harm = casualties.after[_texts(words, amount.after, length)]
    side = side_counted(words, people, amount.after - 1, casualties)
    return Toll(harm, amount, min(people, amount.first), after, side)


def _behind(words: Sequence[Word], amount: Amount, casualties: Casualties) -> Toll | None:
    """A toll whose harm follows the amount: 12 soldiers (were) killed, 12 dead, 12 wounded soldiers."""
    if casualties.people:
        return None
    at = amount.after
    if _stand_for_people(words, at, casualties):
        toll = _of_victims(words, amount, at, casualties)
        at += 1
    else:
        victims = victims_at(words, at, casualties)
        toll = None if victims is None else _of_victims(words, amount, victims, casualties)
    length = _phrase(words, at, casualties)
    if toll or not length:
        return toll
    harm = casualties.after[_texts(words, at, length)]
    after = at + length
    if harm is Harm.DISPLACED and not is_flight(words, amount, at, length, casualties):
        return None
    if victims_at(words, after, casualties) == after:
        side = side_counted(words, after, after, casualties)
        return Toll(harm, amount, amount.first, after + 1, side)
    if _turns_on(words, at, length, casualties):
        return None
    return Toll(harm, amount, amount.first, after, side_behind(words, after, casualties))


def _stand_for_people(words: Sequence[Word], at: int, casualties: Casualties) -> bool:
    """Whether `others` stands for people: what follows it is said of them."""
    if at + 1 >= len(words) or words[at].apart or words[at].text not in casualties.others:
        return False
    said = words[at + 1].text in casualties.active | casualties.passive
    return said or bool(_phrase(words, at + 1, casualties))


def _of_victims(words: Sequence[Word], amount: Amount, victims: int, casualties: Casualties) -> Toll | None:
    """What was done to people who were counted, if it is said in the words behind them."""
    between: list[str] = []
    reach = _HARM_OF_ONE_WITHIN if amount.most == 1 else _HARM_WITHIN
    start = victims + 1
    if _is_apposed(words, amount, start, casualties):
        words = [*words[:start], replace(words[start], apart=False), *words[start + 1 :]]
    for at in _following(words, start, reach, casualties):
        length = phrase_at(words, at, casualties.after)
        if length:
            harm = casualties.after[_texts(words, at, length)]
            side = side_counted(words, amount.after, victims, casualties)
            if not _is_suffered(words, between, at, length, casualties):
                return None
            if harm is Harm.DISPLACED and not is_flight(words, amount, at, length, casualties):
                return None
            return Toll(harm, amount, amount.first, at + length, side)
        between.append(words[at].text)
    return None


def _is_apposed(words: Sequence[Word], amount: Amount, after: int, casualties: Casualties) -> bool:
    """Whether an amount is given between marks in other terms, so that its harm stands behind the mark."""
    said_before = amount.first > 0 and words[amount.first - 1].text in casualties.apposed
    return said_before and after < len(words)


def _following(words: Sequence[Word], start: int, reach: int, casualties: Casualties) -> Iterator[int]:
    """The words in which a harm may be said: some behind the people counted, without asides between marks."""
    at, left = start, reach
    while at < len(words) and left:
        if words[at].apart:
            at = _behind_aside(words, at, casualties)
        at = _behind_age(words, at, casualties)
        if at >= len(words):
            return
        if words[at - 1].text in casualties.ands:
            left = reach
        elif words[at - 1].text not in casualties.asides and is_figure(words, at, casualties):
            return
        yield at
        at, left = at + 1, left - 1


def _behind_age(words: Sequence[Word], at: int, casualties: Casualties) -> int:
    """The word behind an age that begins here (of 7 years); else the same word."""
    for unit in range(at + 1, min(at + 4, len(words))):
        if words[unit].text in casualties.units and words[unit - 1].text.isdecimal():
            return unit + 1
    return at


def _behind_aside(words: Sequence[Word], at: int, casualties: Casualties) -> int:
    """The word behind an aside that begins at a mark; behind all words where none does.

    An aside opens with a word that does so, or is a single word: (VDP), or , hier,
    """
    ends = range(at + 1, min(at + _ASIDE_WITHIN, len(words)))
    end = next((number for number in ends if words[number].apart), len(words))
    single = end == at + 1 and not words[at].text[0].isdecimal() and not phrase_at(words, at, casualties.after)
    return end if single or words[at].text in casualties.asides else len(words)


def _phrase(words: Sequence[Word], at: int, casualties: Casualties) -> int:
    return phrase_at(words, at, casualties.after) if at < len(words) and not words[at].apart else 0


def _texts(words: Sequence[Word], at: int, length: int) -> tuple[str, ...]:
    return tuple(word.text for word in words[at : at + length])


def _is_suffered(words: Sequence[Word], between: Sequence[str], at: int, length: int, casualties: Casualties) -> bool:
    """Whether the people counted suffered the harm rather than did it, or were spared."""
    texts = frozenset(between)
    if texts & casualties.negations:
        return False
    if texts & casualties.passive:
        return True
    if texts & casualties.unreal:
        return False
    if _texts(words, at, length) in casualties.own:
        return True
    return not texts & casualties.active and not _turns_on(words, at, length, casualties)


def _turns_on(words: Sequence[Word], at: int, length: int, casualties: Casualties) -> bool:
    """Whether a harm goes on to others behind it, and is what the people before it did: 15 gunmen killed 30."""
    after = at + length
    if _texts(words, at, length) in casualties.own or after >= len(words) or words[after].apart:
        return False
    if words[after].text in casualties.objects:
        return True
    amount = amount_at(words, after, casualties.numerals)
    if amount is not None:
        return amount.least > 1 or victims_at(words, amount.after, casualties) is not None
    return victims_at(words, after, casualties) == after


def _ahead(words: Sequence[Word], amount: Amount, casualties: Casualties) -> Toll | None:
    """A toll whose harm stands before the amount: killing 12, the death of 12 soldiers."""
    for length in (4, 3, 2, 1):
        first = amount.first - length
        if first < 0 or any(word.apart for word in words[first + 1 : amount.first + 1]):
            continue
        harm = casualties.before.get(_texts(words, first, length))
        if harm:
            return None if _is_unreal(words, first, casualties) else _done(words, harm, amount, first, casualties)
    return None


def _is_unreal(words: Sequence[Word], verb: int, casualties: Casualties) -> bool:
    return any(word.text in casualties.unreal for word in words[max(0, verb - 2) : verb])


def _done(words: Sequence[Word], harm: Harm, amount: Amount, first: int, casualties: Casualties) -> Toll | None:
    """A harm that was done to an amount of people; None where it is an amount of other things."""
    if casualties.people and people_before(words, amount, casualties) is None:
        return None
    victims = victims_at(words, amount.after, casualties)
    if victims is not None:
        side = side_counted(words, amount.after, victims, casualties)
        return Toll(harm, amount, first, victims + 1, side, active=True)
    at = amount.after
    if not _ends(words, at, casualties):
        return None
    return Toll(harm, amount, first, at, side_counted(words, first, at - 1, casualties), active=True)


def _ends(words: Sequence[Word], at: int, casualties: Casualties) -> bool:
    """Whether a figure that names no people may end here: with its clause, or before the next harm."""
    if at >= len(words) or words[at].apart or words[at].text in casualties.followers:
        return True
    return phrase_at(words, at, casualties.before) > 0


def _ahead_of_subject(words: Sequence[Word], amount: Amount, casualties: Casualties) -> Toll | None:
    """A toll whose verb comes first and then who did it: Arabic `killed gunmen 12 villagers`."""
    for back in (2, 3, 4):
        verb = amount.first - back
        if verb < 0 or words[verb + 1].apart:
            return None
        harm = casualties.before.get((words[verb].text,))
        if harm and any(word.text in casualties.subjects for word in words[verb + 1 : amount.first]):
            return _done(words, harm, amount, verb, casualties)
    return None


def _grown(words: Sequence[Word], amount: Amount, casualties: Casualties) -> Toll | None:
    """The dead of a toll that is said to have grown: the toll of the attack rose from 12 to 17."""
    at = amount.after
    before = {word.text for word in words[max(0, amount.first - _GREW_WITHIN) : amount.first]}
    if not (_ends(words, at, casualties) and before & casualties.counts and before & casualties.moves):
        return None
    return Toll(Harm.KILLED, amount, amount.first, at, Side.UNKNOWN)


def _loosened(words: Sequence[Word], toll: Toll, casualties: Casualties) -> Toll:
    """A toll with the "at least" that may stand behind it, unless that belongs to the next figure."""
    length = phrase_at(words, toll.after, casualties.numerals.at_least_behind)
    after = toll.after + length
    next_figure = after < len(words) and amount_at(words, after, casualties.numerals)
    if not length or words[toll.after].apart or next_figure:
        return toll
    return replace(toll, amount=replace(toll.amount, most=None), after=after)


def _is_doubtful(words: Sequence[Word], toll: Toll, casualties: Casualties) -> bool:
    """Whether a toll is an age, a year or vague thousands, was denied, or was taken back since."""
    before = _clause_before(words, toll.first)
    if _is_taken_back(words, toll, before, casualties):
        return True
    if casualties.denials & set(before) or casualties.negations & set(before[-3:]):
        return True
    amount = toll.amount
    few = max(amount.least, amount.most or 0) < _CROWD
    if toll.harm is Harm.DISPLACED and (few or toll.side in (Side.FORCES, Side.FIGHTERS)):
        return True
    if toll.harm is not Harm.DISPLACED and amount.least >= _MANY and amount.most not in (None, amount.least):
        return True
    aged = amount.first > 0 and words[amount.first - 1].text in casualties.ages
    return may_be_year(amount) or (aged and amount.plain is not None)


def _is_mixed(words: Sequence[Word], toll: Toll, casualties: Casualties) -> bool:
    """Whether one figure is given for two harms: 30 killed or wounded, killing and wounding 30."""
    joints = casualties.ands | casualties.to
    at = toll.after + 1
    if not toll.active and at < len(words) and words[at - 1].text in joints and not words[at - 1].apart:
        return _phrase(words, at, casualties) > 0
    joined = toll.first > 1 and words[toll.first - 1].text in joints
    verb = toll.first - (2 if joined else 1)
    clitic = words[toll.first].text.startswith(_AND)
    return toll.active and verb >= 0 and (joined or clitic) and (words[verb].text,) in casualties.before


def _clause_before(words: Sequence[Word], first: int) -> list[str]:
    """The words close before a toll, as far back as the last mark."""
    at = first
    while at > max(0, first - _NEAR) and not words[at].apart:
        at -= 1
    return [word.text for word in words[at:first]]


def _is_taken_back(words: Sequence[Word], toll: Toll, before: Sequence[str], casualties: Casualties) -> bool:
    """Whether those counted are said to be free or found again."""
    reach = _NEAR if toll.harm is Harm.ABDUCTED else 3
    for at in range(toll.after, min(toll.after + reach, len(words))):
        if words[at].text in casualties.undone:
            return True
        if words[at].apart or is_figure(words, at, casualties):
            break
    return toll.harm is Harm.ABDUCTED and bool(casualties.undoing & set(before[-4:]))


def may_be_year(amount: Amount) -> bool:
    """Whether a figure may be the year of a recent happening."""
    text = str(amount.plain or "")
    return len(text) == 4 and text.startswith(("19", "20"))
