"""An article of the digest as an item: its quotation, its evidence, its marks, and where it leads a story the others.

candidate, the telling it belongs to -> words that stand in the article, and facts about it
"""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pipeline.domain.digests import Candidate, DayRecord, Item
from pipeline.domain.records import Article
from pipeline.domain.stories import Incident
from pipeline.domain.topics import Kind, Level, Mention
from pipeline.report import ordering, typography
from pipeline.report.catalogue import say
from pipeline.report.independence import other_outlets, outlet_name
from pipeline.report.marks import marks
from pipeline.report.sentences import Span, quotation
from pipeline.report.tellings import Telling
from pipeline.report.updates import changes_of
from pipeline.report.visible import address

EVIDENCE_WORDS = 6
"""How many of the words that earned a topic are shown."""


def leading_item(story: Telling, record: DayRecord) -> Item:
    """The item that leads a story, with the others of the window as its reports; its candidates are in order."""
    first, *others = (item_of(one, story, record) for one in story.candidates)
    return replace(first, reports=tuple(others), order=ordering.reasons(story))


def item_of(candidate: Candidate, story: Telling, record: DayRecord) -> Item:
    """One item; `story` holds all candidates on its happening, itself among them."""
    listed, article = candidate.listed, candidate.listed.article
    reported, mentioned = _topic_keys(candidate, Level.REPORTED), _topic_keys(candidate, Level.MENTIONED)
    quoted = quotation(listed.text, article.title, *_spans(candidate, set(reported)))
    zone = ZoneInfo(record.timezone)
    others = [one for one in story.candidates if one is not candidate]
    return Item(
        article=article.id,
        group=article.group,
        story=article.story,
        headline=article.title,
        language=article.language,
        extract=quoted.text,
        extract_cut=quoted.cut,
        url=address(article),
        outlet=outlet_name(candidate),
        ownership=candidate.source.ownership.value if candidate.source else "",
        published=_published(article, record),
        published_at=iso(article.published),
        date_source=article.date_source.value,
        countries=listed.countries,
        topics=reported,
        mentioned=mentioned,
        evidence=_evidence(candidate, (*reported, *mentioned)),
        figures=_unique(incident.surface for incident in candidate.incidents if not incident.superseded),
        copies=other_outlets(candidate),
        same_story=tuple((one.listed.article.id, outlet_name(one)) for one in others),
        marks=marks(candidate, story, record.language, zone, since=record.since, added_after=record.added_after),
        outlets=story.found.outlets,
        families=len(story.found.families),
        changed=changes_of(listed.text, candidate.changed) if candidate.changed else (),
        genre=ordering.genre(candidate).value,
        status=story.status.value,
    )


def iso(at: datetime | None) -> str:
    """A moment as ISO 8601 in UTC; empty for none."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else ""


def _topic_keys(candidate: Candidate, level: Level) -> tuple[str, ...]:
    tags = [tag for tag in candidate.listed.topics if tag.level is level]
    return tuple(tag.topic for tag in sorted(tags, key=lambda tag: (-tag.score, tag.topic)))


def _evidence(candidate: Candidate, keys: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words that earned each of these topics, those of the title first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for mention in sorted(candidate.mentions, key=_reading_order):
        if mention.kind is Kind.TOPIC:
            found[mention.key].append(mention.surface)
    return tuple((key, _unique(found[key])[:EVIDENCE_WORDS]) for key in keys)


def _spans(candidate: Candidate, reported: Set[str]) -> tuple[list[Span], list[Span]]:
    """Where the text reports on a topic or gives a figure, and where it names a place or an actor."""
    topics = [one for one in candidate.mentions if one.kind is Kind.TOPIC and one.key in reported]
    names = [one for one in candidate.mentions if one.kind is not Kind.TOPIC]
    text = candidate.listed.text
    return _standing(text, [*topics, *candidate.incidents]), _standing(text, names)


def _standing(text: str, evidence: Iterable[Mention | Incident]) -> list[Span]:
    """The spans of evidence that stands in the text where it says."""
    return [
        (one.start, one.end) for one in evidence if one.field == "text" and text[one.start : one.end] == one.surface
    ]


def _reading_order(mention: Mention) -> tuple[bool, int, int]:
    return mention.field != "title", mention.start, mention.end


def _unique(surfaces: Iterable[str]) -> tuple[str, ...]:
    """The surfaces in order, those that differ in capitals only once."""
    seen: dict[str, str] = {}
    for surface in surfaces:
        seen.setdefault(surface.casefold(), surface)
    return tuple(seen.values())


def _published(article: Article, record: DayRecord) -> str:
    language, zone = record.language, ZoneInfo(record.timezone)
    if article.published:
        return typography.moment(language, article.published, zone)
    return say(language, "first_seen", moment=typography.moment(language, article.first_seen, zone))
