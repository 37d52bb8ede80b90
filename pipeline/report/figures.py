"""Figures of tolls in words."""

from collections.abc import Collection, Iterable

from pipeline.domain.stories import Incident, Side
from pipeline.domain.tolls import Told, main_figures
from pipeline.report import typography
from pipeline.report.catalogue import say

WIDE = 3
"""An amount whose upper bound is so many times its lower one says no more than its scale."""
SOME = 3
"""What `several` is reckoned to be at least."""
_SCALES = ((100, "some_dozens"), (1_000, "some_hundreds"), (10_000, "some_thousands"))


def figure(incident: Incident, language: str) -> str:
    """A figure as it was told: 12, at least 12, 12–20, or the like of the words that stand for it: dozens."""
    if incident.told_in_words:
        return _in_words(incident.least, incident.most, language)
    return figure_range(incident.least, incident.most, language)


def _in_words(least: int, most: int | None, language: str) -> str:
    """Several, about 20, dozens, hundreds: what an amount without a number means, in the language of the reader."""
    if most is None and least == SOME:
        return say(language, "some")
    if most is None or least == 1:
        return figure_range(least, most, language)
    if most < WIDE * least:
        return say(language, "about", number=typography.number(language, round((least + most) / 2)))
    return say(language, next((key for bound, key in _SCALES if least < bound), "some_ten_thousands"))


def figure_range(least: int, most: int | None, language: str) -> str:
    """A range of figures; it is open where there is no upper end."""
    low = typography.number(language, least)
    if most is None:
        return say(language, "at_least", number=low)
    return low if most == least else f"{low}–{typography.number(language, most)}"


def contradicting(pairs: Iterable[tuple[Told, Told]], own: Collection[Incident], language: str) -> str:
    """The lowest and the highest of the figures that contradict those of a report, of one harm and side; or nothing.

    Of several harms the first is told.
    """
    disputed = [pair for pair in pairs if any(one.incident in own for one in pair)]
    if not disputed:
        return ""
    chosen = next(one.incident for one in disputed[0] if one.incident in own)
    about = [pair for pair in pairs if {one.incident.harm for one in pair} == {chosen.harm}]
    told = [one.incident for pair in about for one in pair]
    same = [one for one in told if one.side in {chosen.side, Side.UNKNOWN} or chosen.side is Side.UNKNOWN]
    highest = max(one.least if one.most is None else one.most for one in same)
    return figure_range(min(one.least for one in same), highest, language)


def toll(incidents: Iterable[Incident], language: str) -> str:
    """The figures that a report is about, with their harms: 12 killed, 3 injured."""
    main = main_figures(incidents)
    said = (f"{figure(one, language)} {say(language, f'harm_{one.harm.value}')}" for one in main)
    return ", ".join(dict.fromkeys(said))
