"""Writing the digest of a day.

group again what is dirty -> the rows of the day (one read) -> report.digest.build -> markdown, html, json -> files that
appear whole -> the edition is written down. Killed in between, it is found due again and gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.domain.digests import DayRecord, Digest
from pipeline.domain.errors import ConfigError
from pipeline.domain.records import Edition
from pipeline.flows.gathering import Wanted, as_of, content_of, gather
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services
from pipeline.flows.subscribers import queue_editions
from pipeline.flows.whole_files import pieces_of, point_at, write_files
from pipeline.report.digest import build
from pipeline.report.html import html_pieces
from pipeline.report.markdown import markdown_pieces
from pipeline.report.records import json_pieces
from pipeline.telemetry import get_log

FORMS = {"md": markdown_pieces, "html": html_pieces, "json": json_pieces}
LATE_ARRIVALS_AFTER = timedelta(hours=1)
"""How long an edition stands before late arrivals make the next one."""
FIRST_ARRIVALS_AFTER = timedelta(minutes=10)
"""How long the very first edition stands: the first pass brings most of what it is to show."""
EDITIONS = "editions"
"""The folder in which every edition is kept under its number."""
LATE_DAYS = 31
"""How many days back late arrivals still make a new edition, and missing digests are made up for."""
log = get_log("digest")


def write_digest(services: Services, day: date | None, language: str, forms: Sequence[str], folder: Path) -> list[Path]:
    """Write the digest of a day (the last whole one if None) and return where its files lie.

    A day that is not over yet has no edition, and neither has what is written to another folder; but the very first
    digest of a store is one wherever it goes, for it covers all that is stored and later ones begin after it. Raises
    ConfigError for a day that has not begun, StoreFull or ConfigError where files cannot be written.
    """
    chosen = _begun_day(services, day)
    regroup(services)
    with services.store.writing() as tx:
        tx.groups.lock()  # what is being stored is committed by now, and what comes is stored later than this
        now = services.clock.now()
    gathered = gather(services, Wanted(chosen, language))
    record, content = gathered.record, content_of(gathered)
    with services.store.reading() as view:
        is_first = view.editions.first() is None
    is_over = is_first or chosen < today_of(services)
    number, before = _edition(services, record, content) if is_over else (0, None)
    paths = _write(build(replace(record, added_after=before), number), chosen.isoformat(), forms, folder)
    at_home = folder == services.settings.digests
    if number and at_home:
        _keep_edition(paths, number, folder)
    if number and (at_home or is_first):
        with services.store.writing() as tx:
            tx.editions.add(Edition(record.day, language, number, record.since, record.until, content, now))
    if number and at_home:
        _point_latest(services, paths, chosen, language)
    services.meters.count("digest", "written")
    log.info("digest", day=record.day, language=language, edition=number, shown=record.funnel.shown)
    return paths


def write_span(services: Services, wanted: Wanted, forms: Sequence[str], folder: Path) -> list[Path]:
    """Write a digest of several days, or of what a saved search finds; it has no editions. Raises as write_digest."""
    _begun_day(services, wanted.day)
    regroup(services)
    record = gather(services, wanted).record
    name = f"{wanted.first}_{wanted.day}" if wanted.first else wanted.day.isoformat()
    name += f".{wanted.search.key}" if wanted.search else ""
    return _write(build(record, 0), name, forms, folder)


def _begun_day(services: Services, day: date | None) -> date:
    """The day that is meant, the last whole one if None; raises ConfigError for one that has not begun."""
    today = today_of(services)
    chosen = day or today - timedelta(days=1)
    if chosen > today:
        raise ConfigError("this day has not begun", subject=chosen.isoformat())
    return chosen


def write_today(services: Services) -> list[Path]:
    """Write what the day that is not over yet has brought so far; it is no edition."""
    settings = services.settings
    record = gather(services, Wanted(today_of(services), settings.language)).record
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
    """What an edition says, as the store has it now, without what was stored after it was written."""
    record = gather(services, Wanted(day, language)).record
    with services.store.reading() as view:
        before = view.editions.before(day.isoformat(), language, number)
        itself = view.editions.before(day.isoformat(), language, number + 1)
    if itself is not None:
        record = as_of(record, itself.written_at)
    return build(replace(record, added_after=before.written_at if before else None), number)


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


def _edition(services: Services, record: DayRecord, content: str) -> tuple[int, datetime | None]:
    """The number of the edition, a new one only where the content changed, and when the one before was written."""
    with services.store.reading() as view:
        newest = view.editions.newest(record.day, record.language)
        if newest is None:
            return 1, None
        number = newest.number if newest.content == content else newest.number + 1
        before = view.editions.before(record.day, record.language, number)
    return number, before.written_at if before else None


def _keep_edition(paths: Sequence[Path], number: int, folder: Path) -> None:
    """Keep a copy of an edition, for a later one takes its name."""
    texts = {f"{path.stem}.{number}{path.suffix}": pieces_of(path) for path in paths}
    write_files(folder / EDITIONS, texts)


def _point_latest(services: Services, paths: Sequence[Path], day: date, language: str) -> None:
    """Let latest.* lead to the digest of the newest day that has one."""
    with services.store.reading() as view:
        if view.editions.newest_day() == day.isoformat():
            for path in paths:
                point_at(path, f"latest.{language}{path.suffix}")


def _write(digest: Digest, name: str, forms: Sequence[str], folder: Path) -> list[Path]:
    return write_files(folder, {f"{name}.{digest.language}.{form}": FORMS[form](digest) for form in forms})
