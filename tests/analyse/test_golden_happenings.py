"""The truth set for stories: invented happenings, told by several outlets in four languages, many are near twins."""

import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from pipeline.analyse.lexicon import compile_lexicon, source_of
from pipeline.analyse.stream import CopyStream, Text
from pipeline.lists import load_vocabulary

FOLDER = Path(__file__).parents[1] / "golden" / "happenings"


@dataclass(frozen=True)
class Report:
    """A report with the event it is on; reviews touch several and count for nothing."""

    id: str
    event: str
    source: str
    language: str
    published: datetime
    title: str
    text: str
    counts: bool


def read() -> list[Report]:
    rows: list[dict[str, Any]] = []
    for path in sorted(FOLDER.glob("*.toml")):
        rows += tomllib.loads(path.read_text("utf-8"))["report"]
    reports = [
        Report(
            f"{row['event']}/{row['source']}", row["event"], row["source"], row["lang"],
            datetime.fromisoformat(row["published"]), row["title"], row["text"], row.get("kind") != "review",
        )
        for row in rows
    ]  # fmt: skip
    return sorted(reports, key=lambda one: (one.published, one.id))


REPORTS = read()


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """The story of each report, all outlets and days in one stream."""
    stream = CopyStream(compile_lexicon(source_of(load_vocabulary(None))))
    return {
        one.id: stream.feed(Text(one.id, one.text, one.published, one.title, one.language, one.source)).story
        for one in REPORTS
    }


def pairs(told: dict[str, str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The pairs of reports that were told as one story, and those that truly are."""
    counted = [one for one in REPORTS if one.counts]
    found = {(a.id, b.id) for a, b in combinations(counted, 2) if told[a.id] == told[b.id]}
    true = {(a.id, b.id) for a, b in combinations(counted, 2) if a.event == b.event}
    return found, true


def bcubed(told: dict[str, str]) -> tuple[float, float]:
    counted = [(told[one.id], one.event) for one in REPORTS if one.counts]
    both, stories, events = Counter(counted), Counter(s for s, _ in counted), Counter(e for _, e in counted)
    precision = sum(both[pair] / stories[pair[0]] for pair in counted) / len(counted)
    recall = sum(both[pair] / events[pair[1]] for pair in counted) / len(counted)
    return precision, recall


def test_the_set_is_what_it_says() -> None:
    languages = Counter(one.language for one in REPORTS)
    outlets = defaultdict(set)
    for one in REPORTS:
        outlets[one.event].add(one.source)
    assert len({one.event for one in REPORTS if one.counts}) >= 30
    assert languages["ar"] >= 12
    assert languages["fr"] >= 25
    assert languages["en"] >= 25
    assert all(len(outlets[one.event]) >= 2 for one in REPORTS if one.counts)


def test_no_two_happenings_are_told_as_one(told: dict[str, str]) -> None:
    found, true = pairs(told)
    assert found - true == set()


def test_reports_of_one_happening_are_told_as_one(told: dict[str, str]) -> None:
    precision, recall = bcubed(told)
    found, true = pairs(told)
    missed = sorted(true - found)
    assert precision >= 0.95, missed
    assert 2 * precision * recall / (precision + recall) >= 0.9, missed


def test_most_pairs_across_languages_are_found(told: dict[str, str]) -> None:
    language = {one.id: one.language for one in REPORTS}
    found, true = pairs(told)
    across = {pair for pair in true if language[pair[0]] != language[pair[1]]}
    assert len(across & found) >= 0.8 * len(across), sorted(across - found)
