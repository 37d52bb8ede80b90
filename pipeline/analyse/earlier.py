"""Which figures of a sentence are earlier counts of a toll: `an earlier count put the dead at 38`, `up from 27`.

An earlier count may be a bare figure; then it counts the same harm as the figure it is held against.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.analyse.counted import victims_at
from pipeline.analyse.counting import Toll, may_be_year
from pipeline.analyse.harmwords import Casualties
from pipeline.analyse.numerals import Amount, Word, amount_at, phrase_at
from pipeline.analyse.retrospects import Retrospect
from pipeline.domain.stories import Harm, Side

_REACH = 140
"""How far before a figure the words may stand that make it an earlier count, characters."""

_OTHER_END = 30
"""How far behind the lower end of a change the other one is told, characters."""

_PARTED = re.compile(r"[;؛]|, (?:and|et) |، ?و")
_COLON_WITHIN = 15

_HELD_AGAINST = 45
"""How near the newer figure must be where the older one is bare, characters."""


def with_earlier(
    text: str, words: Sequence[Word], tolls: Sequence[Toll], casualties: Casualties, retrospect: Retrospect,
    before: Harm | None,
) -> list[tuple[Toll, bool]]:  # fmt: skip
    """The tolls of a folded sentence and its bare earlier counts, in their order, each with whether it is one.

    `before` is the harm that the sentences before counted, if they did: that of a bare figure without a toll beside it.
    """
    if not tolls and before is None:
        return []
    before = before or tolls[0].harm
    marked = [(toll, is_earlier(text, *_span(words, toll.first, toll.after), retrospect)) for toll in tolls]
    bare = ((toll, True) for toll in _bare_counts(text, words, tolls, casualties, retrospect, before))
    return _one_a_cue(sorted([*marked, *bare], key=lambda one: one[0].first), text, words, retrospect)


def is_earlier(text: str, start: int, end: int, retrospect: Retrospect) -> bool:
    """Whether a figure that stands from `start` to `end` of a folded sentence is called an earlier count."""
    return _is_called(text, start, end, retrospect) or _is_lower_end(text, start, end, retrospect)


def _is_lower_end(text: str, start: int, end: int, retrospect: Retrospect) -> bool:
    """Whether a toll grew or shrank from the figure, and to what is told right behind it or before."""
    grown = retrospect.grown.search(text[:start])
    if grown is None:
        return False
    reached = retrospect.reached.search(text, end, end + _OTHER_END)
    return bool(reached or retrospect.reached.search(grown.group()))


def _is_called(text: str, start: int, end: int, retrospect: Retrospect) -> bool:
    before = text[:start]
    if _cue(text, start, retrospect) is not None or retrospect.right_before.search(before):
        return True
    if retrospect.behind.match(text, end):
        return True
    return bool(retrospect.against.search(before) and retrospect.then.match(text, end))


def _cue(text: str, start: int, retrospect: Retrospect) -> int | None:
    """Where the words end that call a figure behind them an earlier count; None where none do."""
    for cue in retrospect.cue.finditer(text, 0, start):
        leads = start - cue.end() <= _REACH and not retrospect.turn.search(text, cue.end(), start)
        if leads and not _is_of_another(text, cue.end(), start):
            return cue.end()
    for said in retrospect.said.finditer(text, 0, start):
        if start - said.end() <= _REACH and not retrospect.other.search(text, said.end(), start):
            return said.end()
    return None


def _is_of_another(text: str, cue: int, start: int) -> bool:
    """Whether a mark between a cue and a figure begins another statement; a colon right behind the cue leads to it."""
    if _PARTED.search(text, cue, start):
        return True
    colon = text.find(":", cue, start)
    return colon > cue + _COLON_WITHIN


def _one_a_cue(
    marked: Iterable[tuple[Toll, bool]], text: str, words: Sequence[Word], retrospect: Retrospect
) -> list[tuple[Toll, bool]]:
    """The same figures, but of each harm only the first behind a cue: what follows is told of something else."""
    taken: set[tuple[int, Harm]] = set()
    found = []
    for toll, earlier in marked:
        cue = _cue(text, words[toll.first].start, retrospect)
        again = cue is not None and (cue, toll.harm) in taken
        if cue is not None:
            taken.add((cue, toll.harm))
        found.append((toll, earlier and not again))
    return found


def _bare_counts(
    text: str, words: Sequence[Word], tolls: Sequence[Toll], casualties: Casualties, retrospect: Retrospect,
    before: Harm | None,
) -> Iterator[Toll]:  # fmt: skip
    """Earlier counts that name neither people nor harm."""
    at = 0
    while at < len(words):
        toll = next((toll for toll in tolls if toll.first <= at < toll.after), None)
        amount = None if toll else amount_at(words, at, casualties.numerals)
        if amount and _may_be_bare(amount):
            beside = _newer(text, words, amount, tolls, casualties, retrospect)
            told = beside or _alone(text, words, amount, casualties, retrospect, before)
            if told:
                yield replace(told, amount=amount, first=amount.first, after=amount.after, active=False)
        at = max(at + 1, toll.after if toll else 0, amount.after if amount else 0)


def _may_be_bare(amount: Amount) -> bool:
    return amount.least > 1 and not may_be_year(amount)


def _newer(
    text: str, words: Sequence[Word], amount: Amount, tolls: Sequence[Toll], casualties: Casualties,
    retrospect: Retrospect,
) -> Toll | None:  # fmt: skip
    """The toll that a bare figure is held against; None where it is no earlier count."""
    start, end = _span(words, amount.first, amount.after)
    joint = amount.after
    if retrospect.grown.search(text[:start]):
        if joint + 1 < len(words) and words[joint].text in casualties.to and not words[joint].apart:
            return next((toll for toll in tolls if toll.first <= joint + 1 < toll.after), None)
        return _near(words, start, end, tolls) if _ends(words, joint, casualties) else None
    if not _is_called(text, start, end, retrospect):
        return None
    is_named = retrospect.behind.match(text, end) or retrospect.then.match(text, end)
    return _near(words, start, end, tolls) if is_named or _ends(words, joint, casualties) else None


def _near(words: Sequence[Word], start: int, end: int, tolls: Sequence[Toll]) -> Toll | None:
    """The nearest toll of the sentence, if it is near."""

    def distance(toll: Toll) -> int:
        begun, ended = _span(words, toll.first, toll.after)
        return max(begun - end, start - ended)

    nearest = min(tolls, key=distance, default=None)
    return nearest if nearest and distance(nearest) <= _HELD_AGAINST else None


def _alone(
    text: str, words: Sequence[Word], amount: Amount, casualties: Casualties, retrospect: Retrospect,
    before: Harm | None,
) -> Toll | None:  # fmt: skip
    """What a bare figure behind a cue counts where no toll is near: the harm named before it, else that of `before`."""
    cue = _cue(text, words[amount.first].start, retrospect)
    if cue is None or not _ends(words, amount.after, casualties):
        return None
    between = [at for at in range(amount.first) if words[at].start >= cue]
    lengths = ((at, phrase_at(words, at, casualties.after)) for at in between)
    named = [casualties.after[_texts(words, at, length)] for at, length in lengths if length]
    harm = named[-1] if named else before
    return Toll(harm, amount, amount.first, amount.after, Side.UNKNOWN) if harm else None


def _ends(words: Sequence[Word], at: int, casualties: Casualties) -> bool:
    """Whether the phrase of a bare figure ends before a word, or right behind it where that is one for people."""
    if at >= len(words) or words[at].apart or words[at].text in casualties.followers:
        return True
    return victims_at(words, at, casualties) == at and _ends(words, at + 1, casualties)


def _texts(words: Sequence[Word], at: int, length: int) -> tuple[str, ...]:
    return tuple(word.text for word in words[at : at + length])


def _span(words: Sequence[Word], first: int, after: int) -> tuple[int, int]:
    return words[first].start, words[after - 1].end
