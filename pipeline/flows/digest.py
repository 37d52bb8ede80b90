"""Writing the digest of a day.

group again what is dirty -> the rows of the day (one read) -> report.digest.build -> markdown, html, json -> files that
appear whole -> the edition is written down. Killed in between, it is found due again and gives the same bytes.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.analyse.lexicon import vocabulary_of
from pipeline.domain.digests import DayRecord, Digest, TopicLabel
from pipeline.domain.errors import ConfigError
from pipeline.domain.records import Edition
from pipeline.domain.topics import Vocabulary
from pipeline.flows.pictures import pictured
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services
from pipeline.flows.subscribers import queue_editions
from pipeline.flows.whole_files import write_files
from pipeline.report.digest import build
from pipeline.report.html import to_html
from pipeline.report.markdown import to_markdown
from pipeline.report.records import to_json
from pipeline.telemetry import get_log
from storage.store import Transaction

FORMS = {"md": to_markdown, "html": to_html, "json": to_json}
LATE_ARRIVALS_AFTER = timedelta(hours=1)
"""How long an edition stands before late arrivals make the next one."""
FIRST_ARRIVALS_AFTER = timedelta(minutes=10)
"""How long the very first edition stands: the first pass brings most of what it is to show."""
LATE_DAYS = 31
"""How many days back late arrivals still make a new edition, and missing digests are made up for."""
log = get_log("digest")


def write_digest(services: Services, day: date | None, language: str, forms: Sequence[str], folder: Path) -> list[Path]:
    """Write the digest of a day (the last whole one if None) and return where its files lie.

    Raises ConfigError for a day that has not begun, StoreFull or ConfigError where files cannot be written.
    """
    regroup(services)
    today = today_of(services)
    chosen = day or today - timedelta(days=1)
    if chosen > today:
        raise ConfigError("this day has not begun", subject=chosen.isoformat())
    now = services.clock.now()
    record = _gather(services, chosen, language)
    number, content = _number(services, _gather(services, chosen, language, with_dropped=True))
    paths = _write(build(record, number), chosen.isoformat(), forms, folder)
    with services.store.writing() as tx:
        tx.editions.add(Edition(record.day, language, number, record.since, record.until, content, now))
    services.meters.count("digest", "written")
    log.info("digest", day=record.day, language=language, edition=number, shown=record.funnel.shown)
    return paths


def write_today(services: Services) -> list[Path]:
    """Write what the day that is not over yet has brought so far; it is no edition."""
    settings = services.settings
    record = _gather(services, today_of(services), settings.language)
    return _write(build(record, 0), "today", list(FORMS), settings.digests)


def write_due_digests(services: Services) -> list[date]:
    """Write the digests that are due, the oldest day first, and return their days.

    A day is due once its hour has come, however late this machine was on; and again, for as long as LATE_DAYS, when
    articles of that day were stored after its last edition.
    """
    settings = services.settings
    days = _days_to_look_at(services)
    due = [day for day in days if _is_due(services, day)]
    for day in due:
        write_digest(services, day, settings.language, list(FORMS), settings.digests)
    queue_editions(services, days)
    return due


def edition_of(services: Services, day: date, language: str, number: int) -> Digest:
    """What an edition says, as the store has it now."""
    return build(_gather(services, day, language), number)


def _days_to_look_at(services: Services) -> list[date]:
    """The days from the first edition, or from so long ago as late arrivals count, to the last that is over."""
    local = services.clock.now().astimezone(ZoneInfo(services.settings.timezone))
    has_come = local.hour >= services.settings.digest_hour
    over = local.date() - timedelta(days=1 if has_come else 2)
    with services.store.reading() as view:
        first = view.editions.first()
    if first is None:
        return [over] if has_come else []
    begin = max(date.fromisoformat(first.day), over - timedelta(days=LATE_DAYS))
    return [begin + timedelta(days=number) for number in range((over - begin).days + 1)]


def _is_due(services: Services, day: date) -> bool:
    with services.store.reading() as view:
        newest = view.editions.newest(day.isoformat(), services.settings.language)
        if newest is None:
            return True
        wait = LATE_ARRIVALS_AFTER if newest.since else FIRST_ARRIVALS_AFTER
        stands_long = services.clock.now() - newest.written_at >= wait
        return stands_long and view.days.stored_after(newest.written_at, newest.since, newest.until)


def today_of(services: Services) -> date:
    """The day it is, in the zone that days are counted in."""
    return services.clock.now().astimezone(ZoneInfo(services.settings.timezone)).date()


def _gather(services: Services, day: date, language: str, *, with_dropped: bool = False) -> DayRecord:
    """All that the store knows of a day. The very first edition covers what was stored when it was first written."""
    settings = services.settings
    zone = ZoneInfo(settings.timezone)
    begins = datetime.combine(day, time.min, zone).astimezone(UTC)
    ends = datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(UTC)
    with services.store.reading() as view:
        first = view.editions.first()
        since, until = _span(first, day, begins, ends, services.clock.now())
        candidates = view.days.candidates(since, until, with_dropped=with_dropped)
        vocabulary = _vocabulary(view)
        topics = tuple(TopicLabel(one.key, one.label_en, one.label_fr) for one in vocabulary.topics)
        return DayRecord(
            day=day.isoformat(),
            language=language,
            timezone=settings.timezone,
            since=since,
            until=until,
            lexicon=view.lexicons.current() or "",
            topics=topics,
            candidates=tuple(candidates),
            watch=tuple(view.days.watch(since, until)),
            funnel=view.days.funnel(since, until, len(candidates), with_dropped=with_dropped),
            places=tuple((place.key, place.name) for place in vocabulary.places),
            pictured=pictured(view, candidates, vocabulary, language, day, zone),
        )


def _span(
    first: Edition | None, day: date, begins: datetime, ends: datetime, now: datetime
) -> tuple[datetime | None, datetime]:
    if first is None:
        return None, max(ends, now + timedelta(seconds=1))
    return (None, first.until) if first.day == day.isoformat() else (begins, ends)


def _vocabulary(view: Transaction) -> Vocabulary:
    version = view.lexicons.current()
    return Vocabulary((), (), ()) if version is None else vocabulary_of(view.lexicons.source(version))


def _number(services: Services, record: DayRecord) -> tuple[int, str]:
    """The number of the edition, a new one only where the content changed; and the hash of the content.

    The record holds what the analyst dropped too: a review never makes an edition.
    """
    content = hashlib.sha256(to_json(build(record, 0)).encode("utf-8", "surrogatepass")).hexdigest()
    with services.store.reading() as view:
        newest = view.editions.newest(record.day, record.language)
    if newest is None:
        return 1, content
    return (newest.number if newest.content == content else newest.number + 1), content


def _write(digest: Digest, name: str, forms: Sequence[str], folder: Path) -> list[Path]:
    return write_files(folder, {f"{name}.{digest.language}.{form}": FORMS[form](digest) for form in forms})
