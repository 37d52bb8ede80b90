"""Alerts: what matches a saved search with `alert = true` is told at once, story by story.

the searches -> stories of articles stored since the last look -> domain.alerts decides -> messages wait to be sent, and
what was told is written down, in one transaction. The first look of a search tells nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.analyse.lexicon import vocabulary_of
from pipeline.domain.alerts import MEMORY, RECENT, Alerted, Standing, plan_alerts
from pipeline.domain.articles import State
from pipeline.domain.bounds import Calendar
from pipeline.domain.corroboration import corroboration
from pipeline.domain.deliveries import DeliveryKind, NewDelivery
from pipeline.domain.errors import ConfigError
from pipeline.domain.queries import Filters, SavedSearch
from pipeline.domain.stories import Incident
from pipeline.domain.topics import name_in
from pipeline.flows.feeds_out import without_dropped
from pipeline.flows.narrowing import check_search
from pipeline.flows.services import Services
from pipeline.flows.subscribers import targets_of
from pipeline.lists import load_searches
from pipeline.report import typography
from pipeline.report.notices import AlertStory, Report, alert_notice
from pipeline.telemetry import get_log
from storage.store import Transaction

OVERLAP = timedelta(minutes=15)
"""How far a look reaches back before the last one: an article may be seen a while after the time it is stored with."""
_MOST_GATHERED = 20
"""More stories than a notice has room for need not be read."""
_MOST_REPORTS = 12
_MOST_FIGURES = 3
log = get_log("alerts")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What one look at a search works with."""

    tx: Transaction
    search: SavedSearch
    language: str
    now: datetime
    zone: ZoneInfo


def look_for_alerts(services: Services) -> int:
    """Look once for each search that is worth an alert; return how many messages wait to be sent now.

    A search with a fault is named in the log, and the others are looked for all the same.
    """
    settings = services.settings
    if not targets_of(settings):
        return 0
    try:
        searches = [search for search in load_searches(settings.seeds) if search.alert]
    except ConfigError as error:
        log.error("list_fault", error=str(error))
        return 0
    return sum(_look(services, search) for search in searches)


def _look(services: Services, search: SavedSearch) -> int:
    settings, now = services.settings, services.clock.now()
    try:
        with services.store.reading() as view:
            check_search(view, search.query, Filters())
    except ConfigError as error:
        log.error("list_fault", search=search.key, error=str(error))
        return 0
    with services.store.writing() as tx:
        desk = _Desk(tx, search, search.language or settings.language, now, ZoneInfo(settings.timezone))
        last = tx.alerts.last_look(search.key, str(search.query))
        found = tx.alerts.matching(
            without_dropped(search.query),
            Calendar(now, ZoneInfo(settings.timezone)),
            now - RECENT,
            None if last is None else min(last, now) - OVERLAP,
        )
        tx.alerts.note_look(search.key, str(search.query), now)
        tx.alerts.forget(now - MEMORY)
        if last is None:
            _note(desk, tx.alerts.standings(found), found, now)
            return 0
        return _tell(desk, found, services)


def _tell(desk: _Desk, found: set[int], services: Services) -> int:
    """Write down the messages that this look comes to, and return how many."""
    tx, key, now = desk.tx, desk.search.key, desk.now
    known = tx.alerts.known(key, now - MEMORY)
    watched = {one.story for one in known.values() if one.told_at is None or now - one.told_at < RECENT}
    standings = tx.alerts.standings(found | watched)
    messages = tx.deliveries.messages(DeliveryKind.ALERT, key)
    plan = plan_alerts(standings, found, known, messages.values(), now)
    again = {story for story, one in known.items() if one.told_at}
    for number, stories in enumerate(plan.messages, start=max(messages, default=0) + 1):
        shown = _alert_stories(desk, stories[:_MOST_GATHERED], again)
        notice = alert_notice(desk.search.name, shown, desk.language, beyond=len(stories) - len(shown))
        waiting = (
            NewDelivery(DeliveryKind.ALERT, key, number, target, notice.title, notice.text)
            for target in targets_of(services.settings)
        )
        tx.deliveries.add(waiting, now)
        _note(desk, standings, stories, now)
        log.info("alert", search=key, number=number, stories=len(stories))
    _note(desk, standings, [story for story in plan.held if story not in known or known[story].told_at], None)
    return len(plan.messages)


def _note(desk: _Desk, standings: dict[int, Standing], told: Iterable[int], told_at: datetime | None) -> None:
    noted = (Alerted(story, standings[story], told_at) for story in told if story in standings)
    desk.tx.alerts.note(desk.search.key, noted, desk.now)


def _alert_stories(desk: _Desk, stories: Sequence[int], again: set[int]) -> list[AlertStory]:
    names = _place_names(desk.tx, desk.language)
    return [_alert_story(desk, story, names, again=story in again) for story in stories]


def _alert_story(desk: _Desk, story: int, names: dict[str, str], *, again: bool) -> AlertStory:
    """What an alert says of a story: one report of each outlet, the earliest."""
    tx, language, zone = desk.tx, desk.language, desk.zone
    listed = [one for one in tx.listings.listed(tx.stories.members(story)) if one.article.relevant]
    kept = [one for one in listed if one.state is not State.DROPPED]
    by_outlet = {one.article.source: one for one in reversed(kept)}
    of_text: dict[int, int] = {}
    for one in kept:
        of_text.setdefault(one.article.group, one.article.id)
    # Texts of their own before copies: three headlines are to be three voices.
    shown = sorted(
        by_outlet.values(),
        key=lambda one: (of_text[one.article.group] != one.article.id, one.article.moment, one.article.url_key),
    )[:_MOST_REPORTS]
    told = tx.listings.incidents_of([one.article.id for one in shown])
    reports = (
        Report(
            headline=one.article.title,
            outlet=one.source_name,
            url=one.article.url_final,
            figures=_figures(told.get(one.article.id, ())),
            published=typography.moment(language, one.article.moment, zone),
        )
        for one in shown
    )
    return AlertStory(
        places=tuple(dict.fromkeys(names.get(key, key) for one in shown for key in one.places)),
        countries=tuple(dict.fromkeys(code for one in shown for code in one.countries)),
        reports=tuple(reports),
        voices=corroboration(tx.stories.witnesses([story], with_dropped=False)[story]),
        again=again,
    )


def _figures(told: Iterable[Incident]) -> tuple[str, ...]:
    """The words of the first tolls that hold."""
    return tuple(dict.fromkeys(toll.surface for toll in told if not toll.superseded))[:_MOST_FIGURES]


def _place_names(tx: Transaction, language: str) -> dict[str, str]:
    version = tx.lexicons.current()
    places = () if version is None else vocabulary_of(tx.lexicons.source(version)).places
    return {one.key: name_in(language, one) for one in places}
