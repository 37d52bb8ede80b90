"""Tagging measured on labelled articles: its quality by language and topic, and its speed.

    python -m benchmarks.tagging --labels labels.jsonl [--others texts.jsonl]

Each line of the labels is an object with lang, title, text, relevant and topics, those that are reported. A topic
tagged as mentioned is neither right nor wrong; one tagged as reported is right only where the labels report it. The
floor is what keyword lists do: the first terms of each topic as substrings, whatever stands around them, alone and
where a text also holds the name of a Sahel state. Others are texts (src, title, text; synthetic ones are left out) of
which those without any Sahel word must get no topic.
"""

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.analyse.language import identify
from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.analyse.tagging import tag
from pipeline.domain.folding import fold
from pipeline.domain.topics import Level, Tagging, Topic
from pipeline.lists import load_vocabulary

ARTICLE = 3000
"""Characters of the article that speeds are told for."""

ROUNDS = 5

KEYWORDS = 10
"""Terms a topic has in the keyword list of the floor, in each language."""

SAHEL = re.compile(
    "mali|niger|burkina|sahel|aes|tchad|chad|mauritani|bamako|niamey|ouaga|gao|kidal|tombouctou|timbuktu|azawad|g5"
    "|مالي|نيجر|بوركينا|ساحل|تشاد|موريتاني|nijar|cadi"
)
"""What a text about the Sahel is bound to hold; folded."""


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


def floor(labels: Sequence[Label], *, gated: bool) -> Score:
    """What substrings find, for all labels together."""
    keywords = {topic.key: _keywords(topic) for topic in load_vocabulary(None).topics}
    score = Score()
    for label in labels:
        text = fold(f"{label.title}\n{label.text}").text
        found = {key for key, words in keywords.items() if any(word in text for word in words)}
        score.add(found if not gated or SAHEL.search(text) else (), label.topics)
    return score


def _keywords(topic: Topic) -> list[str]:
    by_language: defaultdict[str, list[str]] = defaultdict(list)
    for term in topic.terms:
        by_language[term.language].append(fold(term.surface).text)
    return [word for words in by_language.values() for word in words[:KEYWORDS]]


def strays(lexicon: Lexicon, path: Path) -> tuple[int, int]:
    """How many of the texts without a Sahel word are given a topic all the same, and how many texts these are."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    texts = [(row["title"], row["text"]) for row in rows if row["src"] != "synthetic"]
    others = [(title, text) for title, text in texts if not SAHEL.search(fold(f"{title}\n{text}").text)]
    tagged = sum(bool(tag(lexicon, title, text, identify(title, text)).tags) for title, text in others)
    return tagged, len(others)


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
    parser.add_argument("--others", type=Path, help="texts most of which have nothing to do with the Sahel")
    options = parser.parse_args()
    labels = read_labels(options.labels)
    source = source_of(load_vocabulary(None))
    begun = time.perf_counter()
    lexicon = compile_lexicon(source)
    compiled = time.perf_counter() - begun
    for name, score in sorted(measure(lexicon, labels).items()):
        print(f"{name:32s} {score}")
    print(f"\n{len(labels)} articles; lexicon {lexicon.version} compiled in {compiled * 1000:.0f} ms")
    for words, gated in (("alone", False), ("with a gate", True)):
        print(f"floor, keywords {words:17s} {floor(labels, gated=gated)}")
    if options.others:
        tagged, number = strays(lexicon, options.others)
        print(f"{tagged} of {number} texts without a Sahel word get a topic")
    off_topic = [label for label in labels if not label.relevant]
    print(f"{milliseconds_an_article(lexicon, labels):.2f} ms for 3,000 characters,", end=" ")
    print(f"{milliseconds_an_article(lexicon, off_topic):.2f} ms where off topic")


if __name__ == "__main__":
    main()
