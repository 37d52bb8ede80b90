"""Judging stored articles again, as `sahel retag` does after a change of the lists.

    python -m benchmarks.retag --labels labels.jsonl [--articles N]

A store is filled with the labelled texts over and over, judged by one version of the lists; then a term is added and
all are judged again, on as many processes as there are cores. Told: articles a second, and what 100,000 would take.
"""

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from benchmarks.machine import describe
from benchmarks.tagging import Label, read_labels
from pipeline.analyse.lexicon import source_of
from pipeline.config import load_settings
from pipeline.domain.articles import Basis, DateSource, Document, Fingerprint
from pipeline.domain.records import Analysis, NewArticle
from pipeline.domain.topics import Strength, Term
from pipeline.flows.clock import WallClock
from pipeline.flows.retag import retag
from pipeline.flows.services import Services, open_services, use_lexicon
from pipeline.flows.stages import analyse, load_lexicon
from pipeline.lists import load_vocabulary

START = datetime(2026, 1, 1, tzinfo=UTC)
_BATCH = 500
_GOAL = 100_000


def analyses(labels: Sequence[Label]) -> list[Analysis]:
    """The verdicts on all texts; the fingerprint does not matter here."""
    load_lexicon(source_of(load_vocabulary(None)))
    found = [
        analyse(
            Document(
                Basis.PAGE, label.title, label.text, published=START, date_source=DateSource.DECLARED,
                language=label.language,
            )
        )
        for label in labels
    ]  # fmt: skip
    return [replace(one, fingerprint=Fingerprint(one.fingerprint.exact, (), 0, 1)) for one in found]


def fill(services: Services, made: Sequence[Analysis], number: int) -> None:
    """Store so many articles."""
    numbered = enumerate(islice(cycle(made), number))
    while batch := list(islice(numbered, _BATCH)):
        with services.store.writing() as tx:
            for at, analysis in batch:
                url = f"https://outlet.example/{at}"
                new = NewArticle(
                    url=url, url_final=url, url_key=url, source="outlet",
                    first_seen=START + timedelta(seconds=at), analysis=analysis,
                )  # fmt: skip
                tx.articles.add(new, group=tx.groups.new_group(), story=tx.groups.new_story())


def change_lists(services: Services) -> None:
    """Put a new version of the lists to use."""
    vocabulary = load_vocabulary(None)
    first, *others = vocabulary.topics
    term = Term("a term that nobody writes", "en", Strength.WEAK)
    changed = replace(vocabulary, topics=(replace(first, terms=(*first.terms, term)), *others))
    use_lexicon(services, source_of(changed))


def main() -> None:
    """Fill, change, judge again, print."""
    parser = argparse.ArgumentParser(description="Time judging stored articles again.")
    parser.add_argument("--labels", type=Path, required=True, help="articles, one JSON object a line")
    parser.add_argument("--articles", type=int, default=10_000, help="how many are stored (default 10,000)")
    options = parser.parse_args()
    made = analyses(read_labels(options.labels))
    with tempfile.TemporaryDirectory() as home:
        settings = load_settings({}, home=Path(home))
        with open_services(settings, WallClock(), processes=os.cpu_count()) as services:
            fill(services, made, options.articles)
            change_lists(services)
            begun = time.perf_counter()
            judged = sum(len(batch) for batch in retag(services, threading.Event(), since=None, dry_run=False))
            spent = time.perf_counter() - begun
    print(describe())
    print(f"{judged} articles judged again in {spent:.1f} s: {judged / spent:.0f} a second,", end=" ")
    print(f"{_GOAL / judged * spent / 60:.1f} minutes for {_GOAL:,}")


if __name__ == "__main__":
    main()
