"""Sentences as outlets write them, against the tolls a careful reader takes from them: precision, recall, evidence.

A sentence that no general rule mends stays in and counts as a miss; the messages name each of them.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.analyse.incidents import find_incidents
from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.analyse.tagging import tag
from pipeline.domain.stories import Evidence, Incident
from pipeline.lists import load_vocabulary

FOLDER = Path(__file__).parents[1] / "golden" / "incidents"
LANGUAGES = ["french", "english", "arabic", "hausa"]
Toll = tuple[str, int, int | None, str]


@dataclass(frozen=True)
class Case:
    language: str
    title: str
    text: str
    published: datetime
    tolls: tuple[Toll, ...]
    trap: bool
    said: dict[str, Any]


def toll_of(line: str) -> Toll:
    harm, figure, *place = line.split()
    least, _, most = figure.rstrip("+").partition("-")
    highest = None if figure.endswith("+") else int(most or least)
    return harm, int(least), highest, place[0].removeprefix("@") if place else ""


def case_of(row: dict[str, Any], language: str, published: date) -> Case:
    said: dict[str, Any] = {
        name: row[name] for name in ("side", "day", "claimant", "precision", "cause") if name in row
    }
    at = datetime.combine(published, time(12), UTC)
    tolls = tuple(toll_of(line) for line in row["tolls"])
    return Case(language, row.get("title", ""), row["text"], at, tolls, row.get("trap", False), said)


@cache
def cases(name: str) -> tuple[Case, ...]:
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    return tuple(case_of(row, table["language"], table["published"]) for row in table["case"])


def every_case() -> tuple[Case, ...]:
    return tuple(case for name in LANGUAGES for case in cases(name))


@cache
def lexicon() -> Lexicon:
    return compile_lexicon(source_of(load_vocabulary(None)))


@cache
def found_in(index: int) -> tuple[Incident, ...]:
    case = every_case()[index]
    tagging = tag(lexicon(), case.title, case.text, case.language)
    return find_incidents(case.title, case.text, case.language, tagging, case.published, lexicon())


def told(incident: Incident) -> Toll:
    return incident.harm.value, incident.least, incident.most, incident.place


def compared(wanted: Callable[[Case], bool] = lambda _: True) -> Iterator[tuple[Case, set[Toll], set[Toll]]]:
    """Each case with the tolls expected and found; what it calls an earlier count is none (test_earlier.py)."""
    for index, case in enumerate(every_case()):
        if wanted(case):
            yield case, set(case.tolls), {told(incident) for incident in found_in(index) if not incident.superseded}


def rates(wanted: Callable[[Case], bool]) -> tuple[float, float, str]:
    """Precision, recall and what was wrong."""
    results = list(compared(wanted))
    right = sum(len(expected & found) for _, expected, found in results)
    wrong = [
        f"{case.text}\n    not {found - expected} but {expected - found}"
        for case, expected, found in results
        if expected != found
    ]
    said = max(1, sum(len(found) for *_, found in results))
    meant = max(1, sum(len(expected) for _, expected, _ in results))
    return right / said, right / meant, "\n".join(wrong)


def test_there_are_enough_sentences_and_traps() -> None:
    assert [len(cases(name)) >= least for name, least in zip(LANGUAGES, (90, 75, 75, 25), strict=True)] == [True] * 4
    assert sum(case.trap for case in every_case()) >= 50


def test_the_tolls_found_are_nearly_all_right_and_nearly_all_are_found() -> None:
    precision, recall, wrong = rates(lambda _: True)
    assert (precision >= 0.95, recall >= 0.85) == (True, True), f"{precision:.3f} {recall:.3f}\n{wrong}"


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_language_lags_far_behind(name: str) -> None:
    own = frozenset(map(id, cases(name)))
    precision, recall, wrong = rates(lambda case: id(case) in own)
    assert (precision >= 0.9, recall >= 0.8) == (True, True), f"{precision:.3f} {recall:.3f}\n{wrong}"


def test_a_trap_gives_no_toll_of_its_own() -> None:
    extra = [
        (case.text, found - expected) for case, expected, found in compared(lambda case: case.trap) if found - expected
    ]
    assert len(extra) <= 3, extra


def values(incident: Incident) -> dict[str, object]:
    return {
        "side": incident.side.value,
        "day": incident.day,
        "claimant": incident.claimant.value,
        "precision": incident.precision,
        "cause": incident.cause.value,
    }


@pytest.mark.parametrize("name", ["side", "day", "claimant", "precision", "cause"])
def test_what_is_said_of_a_toll_is_nearly_always_right(name: str) -> None:
    """Judged on the first toll of each sentence of which something is expected."""
    pairs = [
        (case.text, case.said[name], values(found_in(index)[0])[name])
        for index, case in enumerate(every_case())
        if name in case.said and found_in(index)
    ]
    wrong = [pair for pair in pairs if pair[1] != pair[2]]
    assert len(pairs) >= 5
    assert len(wrong) <= 0.1 * len(pairs), wrong


def test_no_toll_of_a_violent_sentence_is_laid_to_an_accident() -> None:
    marked = [
        case.text
        for index, case in enumerate(every_case())
        if "cause" not in case.said
        for incident in found_in(index)
        if incident.cause.value != "unstated"
    ]
    assert marked == []


def test_all_evidence_stands_where_it_is_said_to_stand() -> None:
    for index, case in enumerate(every_case()):
        for incident in found_in(index):
            field = {"title": case.title, "text": case.text}[incident.field]
            figure = Evidence(incident.start, incident.end, incident.surface)
            evidence = (figure, incident.place_words, incident.day_words, incident.claim_words)
            for words in (one for one in evidence if one is not None):
                assert field[words.start : words.end] == words.surface != ""
