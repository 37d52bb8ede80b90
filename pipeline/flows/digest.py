"""Writing the digest of a day.

group again what is dirty -> the rows of the day (one read) -> report.digest.build -> markdown, html, json -> files that
appear whole -> the edition is written down. Killed in between, it is found due again and gives the same bytes.
"""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.analyse.lexicon import vocabulary_of
from pipeline.domain.digests import DayRecord, Digest, TopicLabel
from pipeline.domain.errors import ConfigError, StoreFull
from pipeline.domain.records import Edition
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services
from pipeline.report.digest import build
from pipeline.report.html import to_html
from pipeline.report.markdown import to_markdown
from pipeline.report.records import to_json
from pipeline.telemetry import get_log
from storage.store import Transaction

FORMS = {"md": to_markdown, "html": to_html, "json": to_json}
LATE_ARRIVALS_AFTER = timedelta(hours=1)
"""How long an edition stands before late arrivals make the next one."""
_FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
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
    record = _gather(services, chosen, language)
    number, content = _number(services, record)
    paths = _write(build(record, number), chosen.isoformat(), forms, folder)
    with services.store.writing() as tx:
        now = services.clock.now()
        tx.editions.add(Edition(record.day, language, number, record.since, record.until, content, now))
    services.meters.count("digest", "written")
    log.info("digest", day=record.day, language=language, edition=number, shown=record.funnel.shown)
    return paths


def write_today(services: Services) -> list[Path]:
    """Write what the day that is not over yet has brought so far; it is no edition."""
    settings = services.settings
    record = _gather(services, today_of(services), settings.language)
    return _write(build(record, 0), "today", list(FORMS), settings.digests)


def write_digest_if_due(services: Services) -> bool:
    """Write yesterday's digest once its hour has come, and again when late arrivals have changed it."""
    settings = services.settings
    zone = ZoneInfo(settings.timezone)
    now = services.clock.now()
    yesterday = today_of(services) - timedelta(days=1)
    with services.store.reading() as view:
        newest = view.editions.newest(yesterday.isoformat(), settings.language)
        late = newest is not None and view.days.stored_after(
            newest.written_at, newest.since, newest.until if newest.since else _FOR_EVER
        )
    if newest is None:
        due = now.astimezone(zone).hour >= settings.digest_hour
    else:
        due = late and now - newest.written_at >= LATE_ARRIVALS_AFTER
    if due:
        write_digest(services, yesterday, settings.language, list(FORMS), settings.digests)
    return due


def today_of(services: Services) -> date:
    """The day it is, in the zone that days are counted in."""
    return services.clock.now().astimezone(ZoneInfo(services.settings.timezone)).date()


def _gather(services: Services, day: date, language: str) -> DayRecord:
    settings = services.settings
    zone = ZoneInfo(settings.timezone)
    begins = datetime.combine(day, time.min, zone).astimezone(UTC)
    ends = datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(UTC)
    with services.store.reading() as view:
        covers_all = view.editions.first_day() in {None, day.isoformat()}
        since, until = (None, _FOR_EVER) if covers_all else (begins, ends)
        candidates = view.days.candidates(since, until)
        newest = max((one.listed.article.moment for one in candidates), default=ends)
        return DayRecord(
            day=day.isoformat(),
            language=language,
            timezone=settings.timezone,
            since=since,
            until=max(ends, newest) if covers_all else ends,
            lexicon=view.lexicons.current() or "",
            topics=_labels(view),
            candidates=tuple(candidates),
            watch=tuple(view.days.watch(since, until)),
            funnel=view.days.funnel(since, until, len(candidates)),
        )


def _labels(view: Transaction) -> tuple[TopicLabel, ...]:
    version = view.lexicons.current()
    if version is None:
        return ()
    topics = vocabulary_of(view.lexicons.source(version)).topics
    return tuple(TopicLabel(topic.key, topic.label_en, topic.label_fr) for topic in topics)


def _number(services: Services, record: DayRecord) -> tuple[int, str]:
    """The number of the edition, a new one only where the content changed; and the hash of the content."""
    content = hashlib.sha256(to_json(build(record, 0)).encode("utf-8", "surrogatepass")).hexdigest()
    with services.store.reading() as view:
        newest = view.editions.newest(record.day, record.language)
    if newest is None:
        return 1, content
    return (newest.number if newest.content == content else newest.number + 1), content


def _write(digest: Digest, name: str, forms: Sequence[str], folder: Path) -> list[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write_whole(folder / f"{name}.{digest.language}.{form}", FORMS[form](digest)) for form in forms]
    except OSError as error:
        if error.errno in {28, 122}:
            raise StoreFull("the disk is full", subject=str(folder)) from error
        raise ConfigError("the digest cannot be written", subject=str(folder)) from error


def _write_whole(path: Path, text: str) -> Path:
    """Write a file so that whoever opens it finds the old one or the new one, never a part."""
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(partial, 0o644)
        os.replace(partial, path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    return path
