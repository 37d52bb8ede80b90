"""From what the store has of a day to what the digest of the day says.

candidates -> in order -> items (quotation, evidence, marks) -> sections; watch and funnel -> coverage
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pipeline.domain.digests import Candidate, DayRecord, Digest, Item, Section
from pipeline.domain.records import Article
from pipeline.domain.stories import Incident
from pipeline.domain.topics import Kind, Level, Mention
from pipeline.domain.urls import is_home
from pipeline.report import coverage, ordering, typography
from pipeline.report.catalogue import say
from pipeline.report.independence import counted, marks, other_outlets, outlet_name
from pipeline.report.sentences import Span, quotation
from pipeline.report.tolls import toll_rows
from pipeline.report.visible import stored_address

FULL_ITEMS = 20
"""How many items of a section are shown in full; all others follow in a line each."""

EVIDENCE_WORDS = 6
"""How many of the words that earned a topic are shown."""

KEY_LINES = (
    *(
        "key_single",
        "key_copies",
        "key_owners",
        "key_confirmed",
        "key_official",
        "key_claim",
        "key_figures",
        "key_dates",
    ),
    *("key_words", "key_topics", "key_order", "key_numbers"),
)


def build(record: DayRecord, edition: int) -> Digest:
    """The digest of a day; the same record and edition always give the same value.

    Edition 0 is none yet: the day is not over.
    """
    language = record.language
    zone = ZoneInfo(record.timezone)
    ordered = ordering.in_order(record.candidates)
    items = _items(ordered, record)
    news = sum(not ordering.is_seed(one) for one in ordered)
    return Digest(
        day=record.day,
        language=language,
        title=say(language, "title", day=typography.full_date(language, date.fromisoformat(record.day))),
        window=_window(record, zone),
        since=_iso(record.since),
        until=_iso(record.until),
        timezone=record.timezone,
        state=coverage.state(record.watch, language, shown=news),
        lexicon=record.lexicon,
        edition=edition,
        in_brief=tuple(items[one.listed.article.id] for one in ordering.in_brief(ordered)),
        brief_note="" if items else coverage.brief_absence(record.watch, language),
        sections=_sections(ordered, items, record, news),
        topics=_topics(record, items.values()),
        coverage=coverage.coverage_lines(record.watch, language, zone),
        silent=coverage.silent_sources(record.watch, language, zone),
        funnel=replace(record.funnel, shown=len(items)),
        key=tuple(say(language, key) for key in KEY_LINES),
        pictured=record.pictured,
        tolls=toll_rows([one for one in ordered if not ordering.is_seed(one)], dict(record.places), language),
    )


def _items(ordered: Sequence[Candidate], record: DayRecord) -> dict[int, Item]:
    stories: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in ordered:
        stories[candidate.listed.article.story].append(candidate)
    return {one.listed.article.id: _item(one, stories[one.listed.article.story], record) for one in ordered}


def _item(candidate: Candidate, story: Sequence[Candidate], record: DayRecord) -> Item:
    listed, article = candidate.listed, candidate.listed.article
    spoken = counted(story)
    quoted = quotation(listed.text, article.title, _spans(candidate))
    return Item(
        article=article.id,
        group=article.group,
        story=article.story,
        headline=article.title,
        language=article.language,
        extract=quoted.text,
        extract_cut=quoted.cut,
        url=_address(article),
        outlet=outlet_name(candidate),
        ownership=candidate.source.ownership.value if candidate.source else "",
        published=_published(article, record),
        published_at=_iso(article.published),
        date_source=article.date_source.value,
        countries=listed.countries,
        topics=_topic_keys(candidate, Level.REPORTED),
        mentioned=_topic_keys(candidate, Level.MENTIONED),
        evidence=_evidence(candidate),
        figures=_unique(incident.surface for incident in candidate.incidents),
        copies=other_outlets(candidate),
        same_story=tuple((one.listed.article.id, outlet_name(one)) for one in story if one is not candidate),
        marks=marks(candidate, story, record.language),
        outlets=spoken.outlets,
        families=len(spoken.families),
        changed=candidate.changed,
    )


def _sections(
    ordered: Sequence[Candidate], items: dict[int, Item], record: DayRecord, news: int
) -> tuple[Section, ...]:
    filed: defaultdict[str, list[Item]] = defaultdict(list)
    for candidate in ordered:
        key = ordering.SEEDS if ordering.is_seed(candidate) else ordering.section_of(candidate.listed.countries)
        filed[key].append(items[candidate.listed.article.id])
    keys = (*ordering.SECTIONS, *([ordering.SEEDS] if filed[ordering.SEEDS] else []))
    return tuple(_section(key, filed[key], record, news) for key in keys)


def _section(key: str, items: Sequence[Item], record: DayRecord, news: int) -> Section:
    return Section(
        key=key,
        title=say(record.language, f"section_{key}"),
        note="" if items else coverage.absence(key, record.watch, record.language, shown=news),
        items=tuple(items[:FULL_ITEMS]),
        also=tuple(items[FULL_ITEMS:]),
    )


def _topics(record: DayRecord, items: Iterable[Item]) -> tuple[tuple[str, str, int], ...]:
    """Every topic of the lists with its name and the number of items that report on it."""
    reported = Counter(topic for item in items for topic in item.topics)
    names = {label.key: label.label_fr if record.language == "fr" else label.label_en for label in record.topics}
    unlisted = {key: key for key in sorted(reported) if key not in names}
    return tuple((key, name or key, reported[key]) for key, name in (names | unlisted).items())


def _topic_keys(candidate: Candidate, level: Level) -> tuple[str, ...]:
    tags = [tag for tag in candidate.listed.topics if tag.level is level]
    return tuple(tag.topic for tag in sorted(tags, key=lambda tag: (-tag.score, tag.topic)))


def _evidence(candidate: Candidate) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words that earned each topic, those of the title first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for mention in sorted(candidate.mentions, key=_reading_order):
        if mention.kind is Kind.TOPIC:
            found[mention.key].append(mention.surface)
    keys = (*_topic_keys(candidate, Level.REPORTED), *_topic_keys(candidate, Level.MENTIONED))
    return tuple((key, _unique(found[key])[:EVIDENCE_WORDS]) for key in keys)


def _spans(candidate: Candidate) -> list[Span]:
    """Where the text reports on a topic or gives a figure."""
    text, reported = candidate.listed.text, set(_topic_keys(candidate, Level.REPORTED))
    found: list[Mention | Incident] = [
        one for one in candidate.mentions if one.kind is Kind.TOPIC and one.key in reported
    ]
    found += candidate.incidents
    return [(one.start, one.end) for one in found if one.field == "text" and text[one.start : one.end] == one.surface]


def _reading_order(mention: Mention) -> tuple[bool, int, int]:
    return mention.field != "title", mention.start, mention.end


def _unique(surfaces: Iterable[str]) -> tuple[str, ...]:
    """The surfaces in order, those that differ in capitals only once."""
    seen: dict[str, str] = {}
    for surface in surfaces:
        seen.setdefault(surface.casefold(), surface)
    return tuple(seen.values())


def _address(article: Article) -> str:
    """Where the article was found; the address it was fetched from where that led to a front page."""
    final = article.url_final
    return stored_address(article.url if not final or is_home(final) else final)


def _published(article: Article, record: DayRecord) -> str:
    language, zone = record.language, ZoneInfo(record.timezone)
    if article.published:
        return typography.moment(language, article.published, zone)
    return say(language, "first_seen", moment=typography.moment(language, article.first_seen, zone))


def _window(record: DayRecord, zone: ZoneInfo) -> str:
    language = record.language
    until = typography.moment(language, record.until, zone)
    if record.since is None:
        return say(language, "window_all", until=until)
    return say(language, "window_span", since=typography.moment(language, record.since, zone), until=until)


def _iso(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else ""
