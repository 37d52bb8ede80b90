"""From what the store has of a day to what the digest of the day says.

candidates -> happenings in order -> leading items with their reports -> sections; what became of earlier reports;
claims that await confirmation; watch and funnel -> coverage
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from pipeline.domain.digests import Candidate, DayRecord, Digest, Item, Line, Lines, Section, TollRow
from pipeline.report import coverage, ordering, phrases, typography
from pipeline.report.awaiting import awaiting
from pipeline.report.catalogue import say
from pipeline.report.follow_ups import follow_ups, named_first
from pipeline.report.gist import gist
from pipeline.report.items import iso, item_of, leading_item
from pipeline.report.tellings import Telling, telling, tellings
from pipeline.report.tolls import toll_rows

FULL_ITEMS = 6
"""How many happenings of a section are shown in full."""
ALSO_ITEMS = 10
"""How many more follow in a line each; the others are folded away."""

KEY_OF_MARKS = {
    "key_single": {"single_source"},
    "key_copies": {"copies"},
    "key_owners": {"owners_unknown"},
    "key_official": {"official_only"},
    "key_claim": {"claim"},
    "key_figures": {"figures_differ"},
    "key_course": {"new", "developing", "update", "denied", "denial", "withdrawn", "added"},
    "key_details": {"place_region", "update"},
    "key_dates": {"date_estimated"},
}
"""The lines that explain marks, with the marks for which each is printed."""
KEY_LINES = ("key_confirmed", "key_words", "key_topics", "key_order", "key_numbers")
"""The lines that every key has."""


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The candidates of a window by what they are: happenings in order, analyses and opinions, seed documents."""

    news: tuple[Telling, ...]
    earlier: tuple[Telling, ...]
    reading: tuple[Candidate, ...]
    seeds: tuple[Candidate, ...]


def build(record: DayRecord, edition: int) -> Digest:
    """The digest of a day or of a span of days; the same record and edition always give the same value.

    Edition 0 is none yet: the day is not over.
    """
    language, zone = record.language, ZoneInfo(record.timezone)
    found = _sort(record)
    names = dict(record.places)
    towns = {key: name for key, name in names.items() if key in record.spots}
    told = {story.story: toll_rows(story, names, language) for story in found.news}
    leading = {
        story.story: replace(
            leading_item(story, record), gist=gist(story.candidates[0], told[story.story], towns, language)
        )
        for story in found.news
    }
    sections = (*_sections(found, leading, record), *_extra_sections(found, record))
    items = [one for section in sections for item in section.shown for one in (item, *item.reports)]
    tolls = tuple(row for story in found.news for row in told[story.story])
    return Digest(
        day=record.day,
        language=language,
        title=_title(record),
        window=_window(record, zone),
        since=iso(record.since),
        until=iso(record.until),
        timezone=record.timezone,
        state=coverage.state(record.watch, language, shown=len(leading)),
        lexicon=record.lexicon,
        edition=edition,
        in_brief=_in_brief(found, leading, sections),
        brief_note="" if items else coverage.brief_absence(record.watch, language),
        sections=sections,
        topics=_topics(record, items),
        coverage=coverage.coverage_lines(
            record.watch, language, zone, read={one.listed.article.source for one in record.candidates}
        ),
        silent=coverage.silent_sources(record.watch, language, zone),
        funnel=replace(record.funnel, shown=len(items), stories=len(leading)),
        key=_key(items, tolls, language),
        pictured=record.pictured,
        tolls=tolls,
        follow_ups=_lines("follow_ups", follow_ups(record, found.news), record, len(leading)),
        awaiting=_lines("awaiting", awaiting(record, (*found.news, *found.earlier)), record, len(leading)),
        first_named=named_first(record),
        added=tuple(one.article for one in items if any(mark.key == "added" for mark in one.marks)),
        compiled_only=bool(record.first_day or record.search),
    )


def _key(items: Iterable[Item], tolls: Iterable[TollRow], language: str) -> tuple[str, ...]:
    """What explains the marks that occur, and the method."""
    marked = [*(item.marks for item in items), *(row.marks for row in tolls)]
    borne = {mark.key for marks in marked for mark in marks}
    explained = (key for key, found in KEY_OF_MARKS.items() if found & borne)
    return tuple(say(language, key) for key in (*explained, *KEY_LINES))


def _sort(record: DayRecord) -> _Sorted:
    news: list[Candidate] = []
    reading: list[Candidate] = []
    seeds: list[Candidate] = []
    for one in ordering.in_order(record.candidates):
        (seeds if ordering.is_seed(one) else reading if ordering.is_reading(one) else news).append(one)
    earlier = [one for one in record.background.earlier if not (ordering.is_reading(one) or ordering.is_seed(one))]
    stories = tellings(news, earlier)
    now = [story for story in stories.values() if story.candidates]
    before = [story for story in stories.values() if not story.candidates]
    return _Sorted(tuple(ordering.stories_in_order(now)), tuple(before), tuple(reading), tuple(seeds))


def _in_brief(found: _Sorted, leading: dict[int, Item], sections: Sequence[Section]) -> tuple[Item, ...]:
    """The weightiest happenings; seed documents and reading stand there only where there is nothing else."""
    brief = [leading[story.story] for story in ordering.in_brief(found.news)]
    others = [item for section in sections for item in section.shown]
    return tuple(brief or others[: ordering.BRIEF_LINES])


def _sections(found: _Sorted, leading: dict[int, Item], record: DayRecord) -> Iterator[Section]:
    filed: defaultdict[str, list[Item]] = defaultdict(list)
    for story in found.news:
        filed[ordering.section_of(story.candidates[0].listed.countries)].append(leading[story.story])
    for key in ordering.SECTIONS:
        yield _section(key, filed[key], record, len(leading))


def _extra_sections(found: _Sorted, record: DayRecord) -> Iterator[Section]:
    """Analyses and opinions, then seed documents: each only where there are any."""
    if found.reading:
        items = [_alone(one, record) for one in found.reading]
        title = say(record.language, f"section_{ordering.READING}")
        note = say(record.language, "reading_note")
        yield Section(ordering.READING, title, note, (), tuple(items[:ALSO_ITEMS]), tuple(items[ALSO_ITEMS:]))
    if found.seeds:
        yield _section(ordering.SEEDS, [_alone(one, record) for one in found.seeds], record, len(found.news))


def _alone(candidate: Candidate, record: DayRecord) -> Item:
    return item_of(candidate, telling(candidate.listed.article.story, [candidate]), record)


def _section(key: str, items: Sequence[Item], record: DayRecord, news: int) -> Section:
    lines = FULL_ITEMS + ALSO_ITEMS
    return Section(
        key=key,
        title=say(record.language, f"section_{key}"),
        note="" if items else coverage.absence(key, record.watch, record.language, shown=news),
        items=tuple(items[:FULL_ITEMS]),
        also=tuple(items[FULL_ITEMS:lines]),
        rest=tuple(items[lines:]),
    )


def _lines(key: str, lines: tuple[Line, ...], record: DayRecord, news: int) -> Lines:
    note = "" if lines else coverage.lines_absence(key, record.watch, record.language, shown=news)
    return Lines(key, say(record.language, key), note, lines)


def _topics(record: DayRecord, items: Iterable[Item]) -> tuple[tuple[str, str, int], ...]:
    """Every topic of the lists with its name and the number of items that report on it."""
    reported = Counter(topic for item in items for topic in item.topics)
    names = {label.key: phrases.topic_name(label, record.language) for label in record.topics}
    unlisted = {key: key for key in sorted(reported) if key not in names}
    return tuple((key, name or key, reported[key]) for key, name in (names | unlisted).items())


def _title(record: DayRecord) -> str:
    language, day = record.language, date.fromisoformat(record.day)
    if record.first_day:
        first, last = typography.full_date(language, date.fromisoformat(record.first_day)), day
        title = say(language, "title_span", first=first, day=typography.full_date(language, last))
    else:
        title = say(language, "title", day=typography.full_date(language, day))
    return say(language, "title_search", title=title, search=record.search) if record.search else title


def _window(record: DayRecord, zone: ZoneInfo) -> str:
    language = record.language
    until = typography.moment(language, record.until, zone)
    if record.since is None:
        return say(language, "window_all", until=until)
    return say(language, "window_span", since=typography.moment(language, record.since, zone), until=until)
