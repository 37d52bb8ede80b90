"""A digest in JSON as its readers see it: the one place where the tests know its form."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NUMBER = re.compile(r"\d+(?:[\s\u00a0\u202f,]\d{3})*")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the reported tolls: its figures as (harm, least figure), who says so, and the articles it rests on."""

    place: str
    figures: tuple[tuple[str, int], ...]
    said_by: str
    articles: tuple[int, ...]


class Paper:
    """The digest of a day in one language."""

    def __init__(self, path: Path) -> None:
        self.record: Mapping[str, Any] = json.loads(path.read_text("utf-8"))

    @property
    def state(self) -> str:
        """The key of how much of what is watched was seen."""
        return str(self.record["state"]["key"])

    @property
    def silent(self) -> dict[str, str]:
        """The silent sources by name, each with its cause in words."""
        return {one["name"]: one["cause"] for one in self.record["silent"]}

    @property
    def answered(self) -> tuple[int, ...]:
        """The numbers of the first line on coverage: how many sources answered, of how many."""
        return numbers(self.record["coverage"][0])

    @property
    def tolls(self) -> list[Row]:
        """The rows of the reported tolls."""
        return [
            Row(
                place=row["place"],
                figures=tuple((one["harm"], one["least"]) for one in row["figures"]),
                said_by=row["said_by"],
                articles=tuple(row["articles"]),
            )
            for row in self.record["tolls"]
        ]

    def all_items(self) -> list[Mapping[str, Any]]:
        """All reports of the day, those that stand under another one included."""
        return [
            one
            for section in self.record["sections"]
            for item in section.get("items", ())
            for one in _with_reports(item)
        ]

    def weeks(self, what: str) -> dict[str, list[int | None]]:
        """The strip of `topics` or of `countries`: the days of each by its name, the last one that of the digest."""
        return {one["name"]: one["days"] for one in self.record["four_weeks"][what]}

    def topic_names(self) -> dict[str, str]:
        """What each topic is called, by its key."""
        return {one["key"]: one["name"] for one in self.record["topics"]}


def numbers(text: str) -> tuple[int, ...]:
    """The whole numbers in a text, whatever separates their thousands."""
    return tuple(int(re.sub(r"\D", "", found)) for found in _NUMBER.findall(text))


def reported(item: Mapping[str, Any]) -> set[str]:
    """The topics that an item reports on."""
    return {topic["key"] for topic in item["topics"] if topic["level"] == "reported"}


def marks(item: Mapping[str, Any]) -> dict[str, str]:
    """The marks of an item in words, by their keys."""
    return {mark["key"]: mark["text"] for mark in item["marks"]}


def _with_reports(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield item
    for report in item.get("reports", ()):
        yield from _with_reports(report)
