"""How well and how fast copies are recognised: the copy stream over texts of known groups, beside exact hashes alone.

Each line of the data is an object with id, group (the true group of copies), kind (the edit it was made by), text,
published, and of (the id of the text it was made from, or null). `python -m benchmarks.copies --data PATH`
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import NamedTuple

from pipeline.analyse.fingerprint import sign
from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.analyse.stream import CopyStream, Text, Verdict
from pipeline.domain.articles import RelationKind
from pipeline.lists import load_vocabulary

NEUTRAL = "digest"
ALONE = ("single", "template", "indep", "followup", "update", "base")
"""Kinds that are no copies: the first text of their group belongs in no other."""
JOINING = (RelationKind.EXACT, RelationKind.COPY)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and what is true of it."""

    id: str
    group: str
    kind: str
    of: str | None
    story: str
    title: str
    language: str
    text: str
    published: datetime


class Scores(NamedTuple):
    """BCubed precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def read(path: Path) -> list[Labelled]:
    """Read the labelled texts in canonical order."""
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    texts = [
        Labelled(
            id=line["id"],
            group=line["group"],
            kind=line["kind"],
            of=line.get("of"),
            story=line.get("story") or line["group"],
            title=line.get("title") or "",
            language=line.get("lang") or "",
            text=line["text"],
            published=datetime.fromisoformat(line["published"]),
        )
        for line in lines
    ]
    return sorted(texts, key=lambda one: (one.published, one.id))


def bcubed(texts: Sequence[Labelled], groups: Mapping[str, str], *, truth: str = "group") -> Scores:
    """Compare the groups, or stories, found with the true ones; the neutral kind is left out."""
    pairs = [(groups[one.id], getattr(one, truth)) for one in texts if one.kind != NEUTRAL]
    both, found, true = Counter(pairs), Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    precision = sum(both[pair] / found[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / true[pair[1]] for pair in pairs) / len(pairs)
    return Scores(precision, recall, 2 * precision * recall / (precision + recall))


def recalls(texts: Sequence[Labelled], verdicts: Mapping[str, Verdict]) -> dict[str, tuple[int, int]]:
    """For each kind of copy how many stand in the group of the text they were made from, and how many there are."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in texts:
        if one.of is not None and one.kind not in {*ALONE, NEUTRAL}:
            counts[one.kind][0] += verdicts[one.id].group == verdicts[one.of].group
            counts[one.kind][1] += 1
    return {kind: (right, total) for kind, (right, total) in sorted(counts.items())}


def wrongly_joined(texts: Sequence[Labelled], verdicts: Mapping[str, Verdict]) -> Counter[str]:
    """Count by kind the texts that were called a copy of one that is of another group."""
    group_of = {one.id: one.group for one in texts}
    wrong: Counter[str] = Counter()
    for one in texts:
        verdict = verdicts[one.id]
        if verdict.relation in JOINING and verdict.of is not None and group_of[verdict.of] != one.group:
            wrong[one.kind] += 1
    return wrong


def strangers(texts: Sequence[Labelled], verdicts: Mapping[str, Verdict], kind: RelationKind) -> int:
    """Count the links of a kind between texts of different stories."""
    story_of = {one.id: one.story for one in texts}
    links = [(verdicts[one.id].of, one.story) for one in texts if verdicts[one.id].relation is kind]
    return sum(1 for of, story in links if of is not None and story_of[of] != story)


def cross_language(texts: Sequence[Labelled], stories: Mapping[str, str]) -> tuple[int, int, int]:
    """Of the pairs of texts in two languages: those found in one story, those truly so, and those that are both."""
    told = [one for one in texts if one.kind != NEUTRAL]
    found = _pairs_across((one.language, stories[one.id]) for one in told)
    true = _pairs_across((one.language, one.story) for one in told)
    both = _pairs_across((one.language, f"{stories[one.id]} {one.story}") for one in told)
    return found, true, both


def _pairs_across(placed: Iterable[tuple[str, str]]) -> int:
    """The pairs of texts of one story that are in two languages."""
    by_story: dict[str, Counter[str]] = defaultdict(Counter)
    for language, story in placed:
        by_story[story][language] += 1
    return sum((c.total() ** 2 - sum(n * n for n in c.values())) // 2 for c in by_story.values())


def exact_groups(texts: Sequence[Labelled]) -> dict[str, str]:
    """The groups that equal words alone would make."""
    return {one.id: sign(one.text).exact for one in texts}


def run(texts: Sequence[Labelled], lexicon: Lexicon | None = None) -> tuple[dict[str, Verdict], float]:
    """Feed the stream; return the verdicts and the seconds of processor time it took. Stories need a lexicon."""
    stream = CopyStream(lexicon)
    start = process_time()
    verdicts = {one.id: stream.feed(Text(one.id, one.text, one.published, one.title, one.language)) for one in texts}
    return verdicts, process_time() - start


def report(texts: Sequence[Labelled], verdicts: Mapping[str, Verdict], seconds: float) -> None:
    """Print what was measured."""
    words = sum(len(one.text.split()) for one in texts) / len(texts)
    print(f"texts                 {len(texts)} of {words:.0f} words in {seconds:.1f} s: {len(texts) / seconds:.0f}/s")
    groups = {id_: verdict.group for id_, verdict in verdicts.items()}
    for name, scores in (
        ("copy stream", bcubed(texts, groups)),
        ("exact hash alone", bcubed(texts, exact_groups(texts))),
    ):
        print(f"{name:<21} BCubed P {scores.precision:.4f}  R {scores.recall:.4f}  F1 {scores.f1:.4f}")
    for kind, (right, total) in recalls(texts, verdicts).items():
        print(f"recall of {kind:<11} {right / total:.3f}  ({right} of {total})")
    print(f"wrongly joined        {dict(wrongly_joined(texts, verdicts)) or 'none'}")
    updates = Counter(verdicts[one.id].relation for one in texts if one.kind == "update")
    print(f"updates flagged       {updates[RelationKind.UPDATE]} of {updates.total()}")
    for kind in (RelationKind.UPDATE, RelationKind.CONTAINS):
        total = sum(1 for verdict in verdicts.values() if verdict.relation is kind)
        print(f"{kind} links".ljust(21), f"{total}, of them {strangers(texts, verdicts, kind)} between stories")


def report_stories(texts: Sequence[Labelled], copies: Mapping[str, Verdict]) -> None:
    """Print how well stories are told, from copies alone and with names, figures and words; and what it costs."""
    verdicts, seconds = run(texts, compile_lexicon(source_of(load_vocabulary(None))))
    same = all(verdicts[id_].group == copies[id_].group for id_ in verdicts)
    print(f"with stories          {len(texts) / seconds:.0f}/s; groups {'the same' if same else 'CHANGED'}")
    for name, found in (("stories of copies", copies), ("stories", verdicts)):
        stories = {id_: verdict.story for id_, verdict in found.items()}
        scores = bcubed(texts, stories, truth="story")
        told, true, both = cross_language(texts, stories)
        print(
            f"{name:<21} BCubed P {scores.precision:.4f}  R {scores.recall:.4f}  F1 {scores.f1:.4f}; across languages "
            f"{told} pairs told, {both} of them right, of {true}"
        )


def main() -> int:
    """Measure on the data named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="labelled texts, one JSON object a line")
    texts = read(parser.parse_args().data)
    if not texts:
        print("no texts", file=sys.stderr)
        return 1
    verdicts, seconds = run(texts)
    report(texts, verdicts, seconds)
    report_stories(texts, verdicts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
