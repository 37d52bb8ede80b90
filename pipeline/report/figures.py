"""Figures of tolls in words."""

from collections.abc import Iterable

from pipeline.domain.stories import Incident
from pipeline.domain.tolls import Told, main_figures
from pipeline.report import typography
from pipeline.report.catalogue import say


def figure(incident: Incident, language: str) -> str:
    """A figure as it was told: 12, at least 12, or 12–20."""
    return figure_range(incident.least, incident.most, language)


def figure_range(least: int, most: int | None, language: str) -> str:
    """A range of figures; it is open where there is no upper end."""
    low = typography.number(language, least)
    if most is None:
        return say(language, "at_least", number=low)
    return low if most == least else f"{low}–{typography.number(language, most)}"


def contradicting(pairs: Iterable[tuple[Told, Told]], language: str) -> str:
    """The lowest and the highest of the figures that contradict one another; of the first harm where there are more."""
    told = [one.incident for pair in pairs for one in pair]
    same = [one for one in told if one.harm is told[0].harm]
    highest = max(one.least if one.most is None else one.most for one in same)
    return figure_range(min(one.least for one in same), highest, language)


def toll(incidents: Iterable[Incident], language: str) -> str:
    """The figures that a report is about, with their harms: 12 killed, 3 injured."""
    main = main_figures(incidents)
    said = (f"{figure(one, language)} {say(language, f'harm_{one.harm.value}')}" for one in main)
    return ", ".join(dict.fromkeys(said))
