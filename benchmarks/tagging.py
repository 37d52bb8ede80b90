"""Tagging measured on labelled articles: its quality by language and topic, and its speed.

    python -m benchmarks.tagging --labels labels.jsonl

Each line of the labels is an object with lang, title, text, relevant and topics, those that are reported. A topic
tagged as mentioned is neither right nor wrong; one tagged as reported is right only where the labels report it.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.analyse.tagging import tag
from pipeline.domain.topics import Level, Tagging
from pipeline.lists import load_vocabulary

ARTICLE = 3000
"""Characters of the article that speeds are told for."""

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Label:
    """An article and what people say of it."""

    language: str
    title: str
    text: str
    relevant: bool
    topics: frozenset[str]


@dataclass(slots=True)
class Score:
    """Hits, false alarms and misses."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: Iterable[object], wanted: Iterable[object]) -> None:
        """Count what was found against what was wanted."""
        found, wanted = set(found), set(wanted)
        self.right += len(found & wanted)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        both = 2 * precision * recall / (precision + recall) if self.right else 0.0
        counts = f"{self.right:4d} right {self.wrong:4d} wrong {self.missed:4d} missed"
        return f"P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}  ({counts})"


def read_labels(path: Path) -> list[Label]:
    """The labelled articles of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Label(row["lang"], row["title"], row["text"], bool(row["relevant"]), frozenset(row["topics"])) for row in rows
    ]


def reported(tagging: Tagging) -> set[str]:
    """The topics a text was found to report on."""
    return {one.topic for one in tagging.tags if one.level is Level.REPORTED}


def measure(lexicon: Lexicon, labels: Sequence[Label]) -> dict[str, Score]:
    """The scores of topics and relevance, in all and by language and topic, by what they are told as."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    for label in labels:
        tagging = tag(lexicon, label.title, label.text, label.language)
        found = reported(tagging)
        for group in ("all", f"language {label.language}"):
            scores[f"topics, {group}"].add(found, label.topics)
            scores[f"relevance, {group}"].add({1} if tagging.relevant else (), {1} if label.relevant else ())
        for topic in found | label.topics:
            scores[f"topic {topic}"].add(found & {topic}, label.topics & {topic})
    return dict(scores)


def milliseconds_an_article(lexicon: Lexicon, labels: Sequence[Label]) -> float:
    """The time tagging takes for 3,000 characters: the best of some rounds over all texts."""
    characters = sum(len(label.title) + len(label.text) for label in labels)
    best = min(_seconds(lexicon, labels) for _ in range(ROUNDS))
    return best * 1000 * ARTICLE / max(1, characters)


def _seconds(lexicon: Lexicon, labels: Sequence[Label]) -> float:
    begun = time.perf_counter()
    for label in labels:
        tag(lexicon, label.title, label.text, label.language)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure tagging with the shipped lists on labelled articles.")
    parser.add_argument("--labels", type=Path, required=True, help="labelled articles, one JSON object a line")
    labels = read_labels(parser.parse_args().labels)
    source = source_of(load_vocabulary(None))
    begun = time.perf_counter()
    lexicon = compile_lexicon(source)
    compiled = time.perf_counter() - begun
    for name, score in sorted(measure(lexicon, labels).items()):
        print(f"{name:32s} {score}")
    print(f"\n{len(labels)} articles; lexicon {lexicon.version} compiled in {compiled * 1000:.0f} ms")
    off_topic = [label for label in labels if not label.relevant]
    print(f"{milliseconds_an_article(lexicon, labels):.2f} ms for 3,000 characters,", end=" ")
    print(f"{milliseconds_an_article(lexicon, off_topic):.2f} ms where off topic")


if __name__ == "__main__":
    main()
