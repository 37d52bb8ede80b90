"""Writing the digest of a big day: time, peak memory and the size of each form.

    python -m benchmarks.digest [--articles 5000] [--groups 1500] [--language fr]

A store is filled with invented reports in French, English and Arabic, judged by the shipped lists: one day of so many
relevant articles in so many groups, several groups on each happening, and four weeks before it that are only counted.
Then the very first digest, which covers all that is stored, and those of that day, of a day with one article and of an
empty one are written in all forms, each in a process of its own. Entries and links are left out: a digest shows nothing
of them but their number.
"""

import argparse
import multiprocessing
import resource
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from benchmarks.machine import describe
from pipeline.analyse.lexicon import source_of
from pipeline.config import load_settings
from pipeline.domain.articles import Basis, DateSource, Document, Relation, RelationKind
from pipeline.domain.errors import Failure
from pipeline.domain.feeds import Feed, FeedState, FeedStatus, Ownership, Poll, Source
from pipeline.domain.records import Analysis, NewArticle
from pipeline.domain.topics import Tagging
from pipeline.flows.digest import FORMS, write_digest
from pipeline.flows.services import Services, open_services
from pipeline.flows.stages import analyse, load_lexicon
from pipeline.lists import load_vocabulary
from pipeline.telemetry import set_up_logging
from storage.store import Store, Transaction
from tests.newsroom.events import Event, happenings
from tests.newsroom.outlets import Outlet, roster
from tests.newsroom.writing import agency_report, report

T = TypeVar("T")
DAY = datetime(2026, 11, 20, tzinfo=UTC)
OUTLETS = 200
REPORTS_ON_A_HAPPENING = 4
"""Groups with a text of their own that tell of the same; the last one brings the first up to date."""
DAYS_BEFORE = 27
LANGUAGES = ("fr", "en", "ar")
_BATCH = 500
_EVENTS_A_DAY = 12


@dataclass(frozen=True, slots=True)
class Stopped:
    """A clock that stands still."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment


@dataclass(frozen=True, slots=True)
class Group:
    """A report with its verdicts, the outlet it is by, the number of its happening, and whether it is an update."""

    analysis: Analysis
    outlet: Outlet
    story: int
    is_update: bool


def fresh(function: Callable[..., T], *arguments: object) -> T:
    """Call a function in a new process, whose memory is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


@cache
def outlets() -> tuple[Outlet, ...]:
    """The invented outlets that write in one of the languages."""
    return tuple(outlet for outlet in roster(OUTLETS) if outlet.language in LANGUAGES)


def groups(number: int) -> Iterator[Group]:
    """So many reports, four on each happening, each in the words of another outlet."""
    writers = outlets()
    events = happenings(1, DAY, number // (REPORTS_ON_A_HAPPENING * _EVENTS_A_DAY) + 1)
    for at in range(number):
        story, place = divmod(at, REPORTS_ON_A_HAPPENING)
        outlet = writers[at * 7 % len(writers)]
        event = replace(events[story], at=DAY + timedelta(minutes=story * 37 % 1200))
        is_update = place == REPORTS_ON_A_HAPPENING - 1 and event.revised is not None
        yield Group(judged(event, outlet, at, revised=is_update), outlet, story, is_update)


def judged(event: Event, outlet: Outlet, voice: int, *, revised: bool) -> Analysis:
    """A report with its verdicts; the lexicon is loaded."""
    written = (agency_report if outlet.ownership == "agency" else report)(event, outlet, f"v{voice}", revised=revised)
    published = event.at + timedelta(minutes=5 + voice % 200)
    return analyse(
        Document(
            Basis.PAGE, written.title, "\n\n".join(written.body), credit=written.credit, published=published,
            date_source=DateSource.DECLARED, language=outlet.language,
        )
    )  # fmt: skip


def fill(home: Path, articles: int, wanted: int) -> str:
    """Fill the store of a home and say what is in it."""
    set_up_logging(verbosity=-1)
    load_lexicon(source_of(load_vocabulary(None)))
    day = [one for one in groups(wanted) if one.analysis.tagging.relevant]
    with open_services(load_settings({}, home=home), Stopped(DAY - timedelta(days=40)), processes=1) as services:
        _poll(services.store)
        for back in range(DAYS_BEFORE, 0, -1):
            _store(services, [_only_counted(one, back) for one in day], len(day))
        _store(services, day, articles)
        _store(services, [_moved(day[0], timedelta(days=1))], 1)
    words = sum(one.analysis.fingerprint.words for one in day) // len(day)
    tolls = sum(bool(one.analysis.incidents) for one in day)
    return f"{articles} articles in {len(day)} groups, {words} words each, {tolls} with tolls, {len(outlets())} outlets"


def _poll(store: Store) -> None:
    """Let every outlet be polled hourly on the days that are measured, and daily before; one in ten fails."""
    moments = [DAY + timedelta(days=back) for back in range(-DAYS_BEFORE, 0)]
    moments += [DAY + timedelta(hours=hour) for hour in range(72)]
    with store.writing() as tx:
        for number, outlet in enumerate(outlets()):
            home = f"https://{outlet.key}.example/"
            source = Source(
                outlet.key, outlet.name, home, outlet.country, (outlet.country,), (outlet.language,),
                Ownership(outlet.ownership), outlet.timezone, outlet.owner,
            )  # fmt: skip
            tx.feeds.load([source], [Feed(outlet.key, outlet.key, (f"{home}feed",))], DAY)
            failure = Failure.TIMEOUT if number % 10 == 0 else None
            status = FeedStatus.ERROR if failure else FeedStatus.OK
            for moment in moments:
                tx.feeds.record(Poll(outlet.key, moment, status, failure), FeedState(f"{home}feed"))


def _store(services: Services, day: list[Group], articles: int) -> None:
    """Store the groups of a day, with as many copies as make up the number of articles."""
    stories: dict[int, tuple[int, int]] = {}
    copies, more = divmod(articles - len(day), len(day))
    numbered = enumerate(day)
    while batch := list(islice(numbered, _BATCH)):
        with services.store.writing() as tx:
            for at, one in batch:
                _add_group(tx, one, stories, copies + (at < more))


def _add_group(tx: Transaction, one: Group, stories: dict[int, tuple[int, int]], copies: int) -> None:
    """Store a report and its copies; `stories` holds the number and the first article of each happening."""
    group = tx.groups.new_group()
    story, first = stories.get(one.story, (0, 0))
    story = story or tx.groups.new_story()
    article = tx.articles.add(_new(one.analysis, one.outlet.key), group=group, story=story)
    stories.setdefault(one.story, (story, article))
    tx.groups.lead(article, group=group, story=None if first else story)
    if one.is_update and first:
        tx.groups.put_relations([_relation(article, first, RelationKind.UPDATE, ("11 -> 20", "Gao -> Kidal"))])
    others = [outlet for outlet in outlets() if outlet is not one.outlet]
    for number in range(copies):
        outlet = others[(article + number * 13) % len(others)]
        copy = tx.articles.add(_new(one.analysis, outlet.key, 1 + number), group=group, story=story)
        tx.groups.put_relations([_relation(copy, article, RelationKind.COPY)])


def _new(analysis: Analysis, outlet: str, copy: int = 0) -> NewArticle:
    published = (analysis.document.published or DAY) + timedelta(minutes=copy)
    document = replace(analysis.document, published=published)
    url = f"https://{outlet}.example/{published:%Y/%m/%d}/{analysis.fingerprint.exact}-{copy}"
    return NewArticle(url, url, url, outlet, published, replace(analysis, document=document))


def _relation(later: int, earlier: int, kind: RelationKind, evidence: tuple[str, ...] = ()) -> Relation:
    return Relation(later, earlier, kind, 0.9, 0.9, kept=2, changed=0, evidence=evidence)


def _moved(one: Group, span: timedelta) -> Group:
    """The same report on another day."""
    document = one.analysis.document
    published = (document.published or DAY) + span
    return replace(one, analysis=replace(one.analysis, document=replace(document, published=published)))


def _only_counted(one: Group, back: int) -> Group:
    """A report of an earlier day without its words: trends count its topics and countries."""
    moved = _moved(one, timedelta(days=-back))
    told = moved.analysis.tagging
    tags = tuple(replace(tag, mentions=()) for tag in told.tags)
    tagging = Tagging(told.lexicon, told.relevant, tags, (), told.countries, told.places, told.actors)
    analysis = replace(moved.analysis, document=replace(moved.analysis.document, text=""), tagging=tagging)
    return replace(moved, analysis=replace(analysis, incidents=(), features=""), is_update=False)


def measure(home: Path, days: int, language: str) -> str:
    """Write the digest so many days after the big one and say what it took."""
    set_up_logging(verbosity=-1)
    settings = load_settings({}, home=home)
    with open_services(settings, Stopped(DAY + timedelta(days=4)), processes=1) as services:
        before, begun, worked = _megabytes(), perf_counter(), process_time()
        day = (DAY + timedelta(days=days)).date()
        paths = write_digest(services, day, language, list(FORMS), settings.digests)
        spent, worked = perf_counter() - begun, process_time() - worked
    sizes = ", ".join(f"{path.suffix[1:]} {path.stat().st_size / 1024:,.0f} KB" for path in paths)
    memory = f"peak {_megabytes():.0f} MB ({before:.0f} MB before it begins)"
    return f"{spent:.2f} s ({worked:.2f} s of work), {memory}; {sizes}"


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Fill, write, print."""
    parser = argparse.ArgumentParser(description="Time writing the digest of a big day.")
    parser.add_argument("--articles", type=int, default=5000, help="relevant articles of the day (default 5000)")
    parser.add_argument("--groups", type=int, default=1500, help="groups that they are in (default 1500)")
    parser.add_argument("--language", choices=("fr", "en"), default="fr")
    options = parser.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        print(fresh(fill, Path(folder), options.articles, options.groups), flush=True)
        for name, days in (
            ("the first", -DAYS_BEFORE - 1),
            ("the big day", 0),
            ("one article", 1),
            ("an empty day", 2),
        ):
            print(f"{name:12s} {fresh(measure, Path(folder), days, options.language)}", flush=True)


if __name__ == "__main__":
    main()
