"""Judging stored texts again by the lexicon in use: nothing is fetched, and what analysts decided stays.

the articles judged by another lexicon, a batch at a time -> (pool) tags, incidents -> ONE transaction: their verdicts

What is left to do is read from the tables, so a run that was broken off is gone on with by starting it again.
"""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.records import Untagged
from pipeline.domain.stories import Incident
from pipeline.domain.topics import Level, Tagging
from pipeline.flows.services import Services
from pipeline.flows.stages import gate_again, judge_again
from pipeline.flows.stories import drop_story_index, told_of
from storage.store import Transaction

BATCH = 50
"""How many texts are judged and stored at once."""
Verdict = tuple[Tagging, tuple[Incident, ...], str]


@dataclass(frozen=True, slots=True)
class Change:
    """What an article said of a topic by the old lexicon and says by the new one; None: nothing."""

    topic: str
    before: Level | None
    after: Level | None


@dataclass(frozen=True, slots=True)
class Retagged:
    """What a new verdict changes about one article."""

    article: int
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Regated:
    """An entry that its feed's gate kept out and that the lexicon in use lets in."""

    entry: int
    title: str
    url: str


def retag(
    services: Services, stop: threading.Event, *, since: datetime | None, dry_run: bool
) -> Iterator[list[Retagged]]:
    """Judge again all articles that another lexicon judged, batch by batch; with `dry_run` nothing is stored."""
    with ThreadPoolExecutor(services.settings.processes, thread_name_prefix="retag") as threads:
        ahead: deque[tuple[list[Untagged], Future[Sequence[Verdict]]]] = deque()
        for texts in _batches(services, since):
            ahead.append((texts, threads.submit(services.pool.run, judge_again, tuple(texts))))
            if len(ahead) > services.settings.processes:
                yield _take(services, *ahead.popleft(), dry_run=dry_run)
            if stop.is_set():
                return
        while ahead:
            yield _take(services, *ahead.popleft(), dry_run=dry_run)


def gate_entries_again(
    services: Services, stop: threading.Event, *, since: datetime | None, dry_run: bool
) -> Iterator[Regated]:
    """Hold what gates kept out against the lexicon in use; what is let in now waits to be fetched."""
    last = 0
    while not stop.is_set():
        with services.store.reading() as view:
            entries = view.feeds.off_topic(last, BATCH, since)
        if not entries:
            return
        last = entries[-1].id
        said = tuple((entry.title, entry.text, entry.url) for entry in entries)
        let_in = [entry for entry, names in zip(entries, services.pool.run(gate_again, said), strict=True) if names]
        if not dry_run:
            with services.store.writing() as tx:
                tx.feeds.let_in([entry.id for entry in let_in])
                tx.links.reopen([entry.link for entry in let_in if entry.link is not None], services.clock.now())
        yield from (Regated(entry.id, entry.title, entry.url) for entry in let_in)


def _batches(services: Services, since: datetime | None) -> Iterator[list[Untagged]]:
    """The texts that are left, by article; those just judged again are among them no more, or are behind."""
    with services.store.reading() as view:
        lexicon = view.lexicons.current() or ""
    last = 0
    while True:
        with services.store.reading() as view:
            texts = view.articles.tagged_otherwise(lexicon, last, BATCH, since)
        if not texts:
            return
        last = texts[-1].article
        yield texts


def _take(
    services: Services, texts: Sequence[Untagged], judged: "Future[Sequence[Verdict]]", *, dry_run: bool
) -> list[Retagged]:
    verdicts = judged.result()
    with services.store.reading() as view:
        before = view.articles.levels([one.article for one in texts])
    if not dry_run:
        with services.store.writing() as tx:
            _let_stories_follow(tx, texts, verdicts)
            tx.articles.replace_verdicts([(one, *verdict) for one, verdict in zip(texts, verdicts, strict=True)])
    return [
        _change(one, before.get(one.article, {}), tagging) for one, (tagging, _, _) in zip(texts, verdicts, strict=True)
    ]


def _let_stories_follow(tx: Transaction, texts: Sequence[Untagged], verdicts: Sequence[Verdict]) -> None:
    """Where other names are found in a text, its day is grouped again."""
    for one, (_, _, features) in zip(texts, verdicts, strict=True):
        if tx.stories.features(one.article) != features:
            article = tx.articles.get(one.article)
            told = told_of(tx, article)
            if told:
                drop_story_index(tx, article.id, told)
            tx.groups.mark_dirty([article.moment])


def _change(one: Untagged, before: dict[str, Level], after: Tagging) -> Retagged:
    new = {tag.topic: tag.level for tag in after.tags}
    changes = (Change(topic, before.get(topic), new.get(topic)) for topic in sorted({*before, *new}))
    return Retagged(one.article, one.title, tuple(change for change in changes if change.before != change.after))
