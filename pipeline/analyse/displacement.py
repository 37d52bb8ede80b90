"""The grammar of flight: which people that are counted had to leave their homes now.

People displaced are mostly counted where they live, often for years: that is no happening. One is where they are said
to arrive or to have fled, where something drove them out, or where they were displaced by something.
"""

from collections.abc import Iterator, Sequence

from pipeline.analyse.counted import victims_at
from pipeline.analyse.harmwords import Casualties
from pipeline.analyse.numerals import Amount, Word, phrase_at

_NEAR = 8
"""How far before a figure a word may stand that says what became of the people, words."""

_ARRIVED_WITHIN = 6
"""How far behind people displaced their arrival may be told, words."""

_REMARK_WITHIN = 10
"""How long a remark between marks may be, words."""

_NUMBER_WITHIN = 6
"""How far before a household a wave of them may begin, words: their number stands between."""

_SETTLED_BEFORE, _SETTLED_BEHIND = 5, 4
"""How near words stand that make people displaced some who live somewhere already."""


def flight_at(words: Sequence[Word], amount: Amount, casualties: Casualties) -> tuple[int, int] | None:
    """From which word up to which a flight of an amount of people is told in words that mean nothing else."""
    household = _household_of(words, amount, casualties)
    if household is not None:
        return _flight_of_households(words, amount, household, casualties)
    people = _uprooted_at(words, amount, casualties)
    if people and not _is_settled(words, amount, people, casualties):
        wave = _behind_wave(words, amount, casualties)
        if wave is not None:
            return wave, people
        arrived = _arrival(words, people, casualties)
        if arrived:
            return amount.first, arrived
    return _torn(words, amount, casualties)


def is_flight(words: Sequence[Word], amount: Amount, at: int, length: int, casualties: Casualties) -> bool:
    """Whether people whom a phrase at word `at` calls displaced, or says to have fled, had to leave now."""
    if at + length < len(words) and words[at + length].text in casualties.units:
        return False
    if tuple(word.text for word in words[at : at + length]) in casualties.own:
        return True
    if any(word.text in casualties.passive for word in words[amount.after : at]):
        return True
    if _is_settled(words, amount, at + length, casualties):
        return False
    people = victims_at(words, amount.after, casualties)
    return (people is not None and people < at) or _has_reason(words, amount, at + length, casualties)


def _has_reason(words: Sequence[Word], amount: Amount, after: int, casualties: Casualties) -> bool:
    """Whether words say what made people leave, who are only called displaced."""
    if any(word.text in casualties.causes for word in words[max(0, amount.first - _NEAR) : amount.first]):
        return True
    return after < len(words) and not words[after].apart and words[after].text in casualties.flights.reasons


def _uprooted_at(words: Sequence[Word], amount: Amount, casualties: Casualties) -> int:
    """The end of the phrase that calls the people counted displaced, one other word before it allowed; 0 for none."""
    for at in range(amount.after, min(amount.after + 2, len(words))):
        if words[at].apart or words[at].text in casualties.breaks:
            return 0
        length = phrase_at(words, at, casualties.flights.uprooted)
        if length and not (at + length < len(words) and words[at + length].text in casualties.units):
            return at + length
    return 0


def _household_of(words: Sequence[Word], amount: Amount, casualties: Casualties) -> int | None:
    """The word for the households whose people the amount counts: 700 families, or 4,000 people."""
    for length in (4, 3, 2, 1):
        at = amount.first - length
        if at > 0 and phrase_at(words, at, casualties.flights.amounting) == length:
            return at - 1 if words[at - 1].text in casualties.flights.households else None
    return None


def _flight_of_households(
    words: Sequence[Word], amount: Amount, household: int, casualties: Casualties
) -> tuple[int, int] | None:
    """A flight of households, told before them by a wave or behind their people by an arrival."""
    victims = victims_at(words, amount.after, casualties)
    people = amount.after if victims is None else victims + 1
    for at in range(max(0, household - _NUMBER_WITHIN), household):
        length = phrase_at(words, at, casualties.flights.waves)
        if length and at + length <= household:
            return at, people
    arrived = phrase_at(words, people, casualties.flights.arrivals) if people < len(words) else 0
    return (amount.first, people + arrived) if arrived else None


def _behind_wave(words: Sequence[Word], amount: Amount, casualties: Casualties) -> int | None:
    """Where a phrase such as `influx of` begins that stands right before an amount."""
    waves = casualties.flights.waves
    for length in (4, 3, 2, 1):
        first = amount.first - length
        if first >= 0 and phrase_at(words, first, waves) == length and not words[amount.first].apart:
            return first
    return None


def _arrival(words: Sequence[Word], people: int, casualties: Casualties) -> int:
    """The end of the phrase that tells the arrival of people whose phrase ends at word `people`; 0 for none."""
    flights = casualties.flights
    start = _behind_remark(words, people, casualties)
    for at in range(start, min(start + _ARRIVED_WITHIN, len(words))):
        if (words[at].apart and at > start) or words[at].text in flights.relatives:
            return 0
        length = phrase_at(words, at, flights.arrivals)
        if length:
            return at + length
        if phrase_at(words, at, casualties.after):
            return 0
    return 0


def _behind_remark(words: Sequence[Word], at: int, casualties: Casualties) -> int:
    """The word behind a remark between marks that begins here (, mostly women,), else the same word."""
    if at >= len(words) or not words[at].apart:
        return at
    if words[at].text not in casualties.asides:
        return len(words)
    ends = range(at + 1, min(at + _REMARK_WITHIN, len(words)))
    return next((number for number in ends if words[number].apart), len(words))


def _torn(words: Sequence[Word], amount: Amount, casualties: Casualties) -> tuple[int, int] | None:
    """A flight that something forced on people: drove 2,000 from their homes, forced to leave."""
    flights = casualties.flights
    drivers = [at for at in range(max(0, amount.first - _NEAR), amount.first) if words[at].text in flights.drivers]
    if not drivers:
        return None
    victims = victims_at(words, amount.after, casualties)
    at = amount.after if victims is None else victims + 1
    length = 0 if at >= len(words) or words[at].apart else phrase_at(words, at, flights.torn)
    return (drivers[-1], at + length) if length else None


def _is_settled(words: Sequence[Word], amount: Amount, after: int, casualties: Casualties) -> bool:
    """Whether words near people displaced say that they live somewhere already, or are given something."""
    flights = casualties.flights
    if amount.first and words[amount.first - 1].text in flights.given:
        return True
    near = (*_clause_before(words, amount.first), *words[after : after + _SETTLED_BEHIND])
    return any(word.text in flights.settled for word in near)


def _clause_before(words: Sequence[Word], first: int) -> Iterator[Word]:
    """The words right before an amount, as far as no mark parts them from it."""
    for at in range(first, max(0, first - _SETTLED_BEFORE), -1):
        if words[at].apart:
            return
        yield words[at - 1]
