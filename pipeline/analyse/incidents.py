"""The tolls an article reports: how many were killed, injured or abducted, each figure with its words.

Only the title and the first three sentences are read, and only plain forms of words: a figure missed is better than a
figure invented.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.analyse.casualties import CASUALTIES, Casualties
from pipeline.analyse.numerals import Amount, Word, amount_at, phrase_at, words_of
from pipeline.analyse.sentences import sentence_starts
from pipeline.analyse.wordforms import singular
from pipeline.domain.folding import Folded, fold
from pipeline.domain.stories import Harm, Incident
from pipeline.domain.topics import Kind, Mention, Tagging

_SENTENCES = 3
_LONGEST = 3000
"""Characters of a field that are read at most, however long its sentences are."""

_VICTIM_WITHIN = 2
"""How many words may stand between an amount and the people it counts: 12 other young soldiers."""

_HARM_WITHIN = 5
"""How many words may stand between the people counted and what was done to them."""

_TOTAL_WITHIN = 8
"""How near a word such as `since` must be to make a toll the sum of a year."""


@dataclass(frozen=True, slots=True)
class _Toll:
    """A harm and an amount, written from word `first` up to, not including, `after`."""

    harm: Harm
    amount: Amount
    first: int
    after: int


def find_incidents(title: str, text: str, language: str, tagging: Tagging) -> tuple[Incident, ...]:
    """The tolls in the title and the first three sentences, in their order; a figure told again is told once.

    French, English and Arabic; other languages give none. `place` is the place named nearest in the same sentence.
    """
    casualties = CASUALTIES.get(language)
    if casualties is None:
        return ()
    told: dict[tuple[Harm, int, int | None], Incident] = {}
    for field, content in (("title", title[:_LONGEST]), ("text", text[:_LONGEST])):
        places = [one for one in tagging.mentions if one.kind is Kind.PLACE and one.field == field]
        for incident in _in_field(field, content, casualties, places):
            told.setdefault((incident.harm, incident.least, incident.most), incident)
    return tuple(told.values())


def _in_field(field: str, content: str, casualties: Casualties, places: Sequence[Mention]) -> Iterator[Incident]:
    for start, end in _openings(content):
        folded = fold(content[start:end])
        words = words_of(folded, 0, len(folded.text))
        near = [place for place in places if start <= place.start < end]
        for toll in _tolls(words, casualties):
            yield _incident(field, content, start, _span(folded, words, toll), toll, near)


def _openings(content: str) -> Iterator[tuple[int, int]]:
    """Where the first sentences that say anything begin and end."""
    starts = sentence_starts(content)
    spans = zip(starts, [*starts[1:], len(content)], strict=True)
    said = [(start, end) for start, end in spans if any(letter.isalnum() for letter in content[start:end])]
    yield from said[:_SENTENCES]


def _span(folded: Folded, words: Sequence[Word], toll: _Toll) -> tuple[int, int]:
    return folded.span(words[toll.first].start, words[toll.after - 1].end)


def _incident(
    field: str, content: str, sentence: int, span: tuple[int, int], toll: _Toll, places: Sequence[Mention]
) -> Incident:
    start, end = sentence + span[0], sentence + span[1]
    nearest = min(places, key=lambda place: (max(place.start - end, start - place.end), place.start), default=None)
    return Incident(
        harm=toll.harm,
        least=toll.amount.least,
        most=toll.amount.most,
        field=field,
        start=start,
        end=end,
        surface=content[start:end],
        place=nearest.key if nearest else "",
    )


def _tolls(words: Sequence[Word], casualties: Casualties) -> list[_Toll]:
    """The tolls of a sentence; 12 soldiers and 3 civilians killed are one of 15."""
    tolls: list[_Toll] = []
    for toll in _single_tolls(words, casualties):
        before = tolls[-1] if tolls else None
        if before is None or before.after != toll.after or before.harm is not toll.harm:
            tolls.append(toll)
        elif words[toll.first - 1].text in casualties.ands:
            tolls[-1] = replace(before, amount=_sum(before.amount, toll.amount))
    return tolls


def _sum(one: Amount, other: Amount) -> Amount:
    most = None if one.most is None or other.most is None else one.most + other.most
    return replace(one, least=one.least + other.least, most=most)


def _single_tolls(words: Sequence[Word], casualties: Casualties) -> Iterator[_Toll]:
    at = 0
    while at < len(words):
        amount = amount_at(words, at, casualties.numerals)
        if amount is None:
            at += 1
            continue
        toll = _behind(words, amount, casualties) or _ahead(words, amount, casualties)
        if toll and not _is_doubtful(words, toll, casualties):
            yield _loosened(words, toll, casualties)
        at = max(amount.after, at + 1)


def _behind(words: Sequence[Word], amount: Amount, casualties: Casualties) -> _Toll | None:
    """A toll whose harm follows the amount: 12 soldiers (were) killed, 12 dead."""
    victims = _victims(words, amount.after, casualties)
    toll = None if victims is None else _of_victims(words, amount, victims + 1, casualties)
    length = _phrase(words, amount.after, casualties)
    if toll or not length or _turns_on(words, amount.after, length, casualties):
        return toll
    return _Toll(casualties.after[_texts(words, amount.after, length)], amount, amount.first, amount.after + length)


def _of_victims(words: Sequence[Word], amount: Amount, start: int, casualties: Casualties) -> _Toll | None:
    """What was done to people who were counted, if it is said in the words from number `start` on."""
    for at in range(start, min(start + _HARM_WITHIN, len(words))):
        if words[at].apart:
            return None
        length = _phrase(words, at, casualties)
        if length:
            harm = casualties.after[_texts(words, at, length)]
            suffered = _is_suffered(words, start, at, length, casualties)
            return _Toll(harm, amount, amount.first, at + length) if suffered else None
    return None


def _phrase(words: Sequence[Word], at: int, casualties: Casualties) -> int:
    return phrase_at(words, at, casualties.after) if at < len(words) and not words[at].apart else 0


def _texts(words: Sequence[Word], at: int, length: int) -> tuple[str, ...]:
    return tuple(word.text for word in words[at : at + length])


def _victims(words: Sequence[Word], at: int, casualties: Casualties) -> int | None:
    """The number of the word that says who is counted, if it comes soon."""
    for number in range(at, min(at + 1 + _VICTIM_WITHIN, len(words))):
        if words[number].apart:
            return None
        if words[number].text in casualties.victims or singular(words[number].text) in casualties.victims:
            return number
    return None


def _is_suffered(words: Sequence[Word], start: int, at: int, length: int, casualties: Casualties) -> bool:
    """Whether the people counted suffered the harm rather than did it."""
    between = {word.text for word in words[start:at]}
    if _texts(words, at, length) in casualties.own or between & casualties.passive:
        return True
    return not between & casualties.active and not _turns_on(words, at, length, casualties)


def _turns_on(words: Sequence[Word], at: int, length: int, casualties: Casualties) -> bool:
    """Whether a harm goes on to others behind it, and is what the people before it did: 15 gunmen killed 30."""
    after = at + length
    if _texts(words, at, length) in casualties.own or after >= len(words) or words[after].apart:
        return False
    if words[after].text in casualties.objects:
        return True
    return amount_at(words, after, casualties.numerals) is not None or _victims(words, after, casualties) == after


def _ahead(words: Sequence[Word], amount: Amount, casualties: Casualties) -> _Toll | None:
    """A toll whose harm stands before the amount: killing 12, the death of 12 soldiers."""
    for length in (4, 3, 2, 1):
        first = amount.first - length
        if first < 0 or any(word.apart for word in words[first + 1 : amount.first + 1]):
            continue
        harm = casualties.before.get(_texts(words, first, length))
        if harm:
            after = _counted(words, amount.after, casualties)
            return None if after is None else _Toll(harm, amount, first, after)
    return None


def _counted(words: Sequence[Word], at: int, casualties: Casualties) -> int | None:
    """Where an amount of people ends: behind its victims, or at once where the clause ends; None: of other things."""
    victims = _victims(words, at, casualties)
    if victims is not None:
        return victims + 1
    ends = at >= len(words) or words[at].apart or words[at].text in casualties.followers
    return at if ends else None


def _loosened(words: Sequence[Word], toll: _Toll, casualties: Casualties) -> _Toll:
    """A toll with the "at least" that may stand behind it, unless that belongs to the next figure."""
    length = phrase_at(words, toll.after, casualties.numerals.at_least_behind)
    after = toll.after + length
    next_figure = after < len(words) and amount_at(words, after, casualties.numerals)
    if not length or words[toll.after].apart or next_figure:
        return toll
    return replace(toll, amount=replace(toll.amount, most=None), after=after)


def _is_doubtful(words: Sequence[Word], toll: _Toll, casualties: Casualties) -> bool:
    """Whether a toll is an age, a year, the sum of a year, or was taken back."""
    before = words[max(0, toll.first - _TOTAL_WITHIN) : toll.first]
    behind = words[toll.after : toll.after + _TOTAL_WITHIN]
    if _are_of_a_year(before, casualties) or _are_of_a_year(behind, casualties):
        return True
    if any(word.text in casualties.undone for word in behind[:3]):
        return True
    aged = toll.amount.first > 0 and words[toll.amount.first - 1].text in casualties.ages
    return toll.amount.plain is not None and (aged or _is_year(str(toll.amount.plain)))


def _are_of_a_year(words: Sequence[Word], casualties: Casualties) -> bool:
    """Whether words near a toll say that it sums up a year or more."""
    return any(word.text in casualties.totals for word in words) or any(
        mark.text in casualties.year_marks and _is_year(word.text) for mark, word in pairwise(words)
    )


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and text.startswith(("19", "20"))
