"""Invented happenings as several outlets tell them in four languages, against the stories they are put in.

Reports count; follow-ups and press reviews are fed as well but count neither way. The messages name what was joined
wrongly and what was missed.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from pipeline.analyse.lexicon import compile_lexicon, source_of
from pipeline.analyse.stream import CopyStream, Text
from pipeline.lists import load_vocabulary

FOLDER = Path(__file__).parents[1] / "golden" / "stories"
FILES = ["violence", "power", "society", "neutral"]


@dataclass(frozen=True)
class Told:
    """One article, and the happening it tells of."""

    id: str
    event: str
    source: str
    lang: str
    published: datetime
    kind: str
    title: str
    text: str


class Pair(NamedTuple):
    earlier: Told
    later: Told

    @property
    def same(self) -> bool:
        return self.earlier.event == self.later.event

    @property
    def joined(self) -> bool:
        return stories()[self.earlier.id] == stories()[self.later.id]

    @property
    def crosses_languages(self) -> bool:
        return self.earlier.lang != self.later.lang


@cache
def every_article() -> tuple[Told, ...]:
    """All articles in canonical order."""
    rows = (row for name in FILES for row in tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["report"])
    return tuple(sorted((Told(**row) for row in rows), key=lambda one: (one.published, one.id)))


@cache
def reports() -> tuple[Told, ...]:
    return tuple(one for one in every_article() if one.kind == "report")


@cache
def twins() -> tuple[frozenset[str], ...]:
    rows = tomllib.loads((FOLDER / "twins.toml").read_text("utf-8"))["twin"]
    return tuple(frozenset(row["events"]) for row in rows)


@cache
def stories() -> dict[str, str]:
    """The story of each article by its id; one text may carry others into a story, so all are fed."""
    stream = CopyStream(compile_lexicon(source_of(load_vocabulary(None))))
    return {
        one.id: stream.feed(Text(one.id, one.text, one.published, one.title, one.lang, one.source)).story
        for one in every_article()
    }


def pairs(wanted: Callable[[Pair], bool] = lambda _: True) -> Iterator[Pair]:
    return filter(wanted, map(Pair._make, combinations(reports(), 2)))


def bcubed() -> tuple[float, float, float]:
    """BCubed precision, recall and their harmonic mean over the reports (Bagga and Baldwin 1998)."""
    placed = [(stories()[one.id], one.event) for one in reports()]
    both, found, true = Counter(placed), Counter(story for story, _ in placed), Counter(event for _, event in placed)
    precision = sum(both[pair] / found[pair[0]] for pair in placed) / len(placed)
    recall = sum(both[pair] / true[pair[1]] for pair in placed) / len(placed)
    return precision, recall, 2 * precision * recall / (precision + recall)


def rates(wanted: Callable[[Pair], bool]) -> tuple[float, float]:
    """Precision and recall of pairs."""
    chosen = list(pairs(wanted))
    right = sum(pair.same and pair.joined for pair in chosen)
    return right / max(1, sum(pair.joined for pair in chosen)), right / max(1, sum(pair.same for pair in chosen))


def named(found: Iterable[Pair]) -> list[str]:
    return [f"{pair.earlier.id} + {pair.later.id}" for pair in found]


def mistakes() -> str:
    """Every wrong join and every miss, one a line."""
    wrong = named(pairs(lambda pair: pair.joined and not pair.same))
    missed = named(pairs(lambda pair: pair.same and not pair.joined))
    return "\n".join(["", *(f"  wrong  {line}" for line in wrong), *(f"  missed {line}" for line in missed)])


def test_the_set_is_large_and_of_many_languages() -> None:
    outlets: defaultdict[str, list[str]] = defaultdict(list)
    for one in reports():
        outlets[one.event].append(one.source)
    languages = Counter(one.lang for one in reports())
    kinds = Counter(one.kind for one in every_article())
    assert len(outlets) >= 30
    assert (languages["ar"] >= 20, languages["ha"] >= 5, kinds["review"] >= 3) == (True, True, True)
    assert [event for event, told_by in outlets.items() if not 2 <= len(set(told_by)) == len(told_by) <= 4] == []
    assert len(twins()) >= 12
    assert frozenset().union(*twins()) <= outlets.keys()


def test_near_twins_are_kept_apart() -> None:
    joined = pairs(lambda pair: pair.joined and frozenset({pair.earlier.event, pair.later.event}) in twins())
    wrong = named(joined)
    assert wrong == [], "\n".join(wrong)


def test_no_two_happenings_are_joined() -> None:
    wrong = named(pairs(lambda pair: pair.joined and not pair.same))
    assert wrong == [], "\n".join(wrong)


def test_stories_are_nearly_pure_and_nearly_whole() -> None:
    precision, recall, f1 = bcubed()
    scores = f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}{mistakes()}"
    assert (precision >= 0.95, f1 >= 0.85) == (True, True), scores


def test_stories_join_across_languages() -> None:
    precision, recall = rates(lambda pair: pair.crosses_languages)
    scores = f"pairs across languages: precision {precision:.3f} recall {recall:.3f}{mistakes()}"
    assert (precision >= 0.95, recall >= 0.7) == (True, True), scores
