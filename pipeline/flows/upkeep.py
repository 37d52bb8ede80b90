"""Chores that keep a running service true: edited lists are taken over, the day's digest is kept up to date."""

from collections.abc import Callable
from time import monotonic

from pipeline.analyse.lexicon import source_of, version_of
from pipeline.domain.errors import ListError
from pipeline.flows.feeds_out import publish_feeds
from pipeline.flows.services import Services, use_lexicon
from pipeline.flows.starting import load_lists
from pipeline.lists import load_vocabulary
from pipeline.telemetry import get_log

FEEDS_EVERY = 600.0
"""How long output feeds may lag behind the store, seconds: their readers ask no oftener."""
NEWS_EVERY = 60.0
"""How long what follows the store may lag behind it, seconds."""
log = get_log("upkeep")


class ListWatch:
    """Notices when the user's lists change."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._seen = self._state()

    def look(self) -> bool:
        """Take over lists that changed since the last look; return whether there were any.

        A list with a fault is named in the log, and the lists as they were stay in use.
        """
        state = self._state()
        if state == self._seen:
            return False
        self._seen = state
        try:
            added = load_lists(self._services)
            source = source_of(load_vocabulary(self._services.settings.seeds))
        except ListError as error:
            log.error("list_fault", error=str(error))
            return False
        changed = use_lexicon(self._services, source)
        log.info("lists_reloaded", feeds_added=added, lexicon=version_of(source), lexicon_changed=changed)
        return True

    def _state(self) -> list[tuple[str, int, int]]:
        folder = self._services.settings.seeds
        files = sorted(folder.rglob("*.toml")) if folder.is_dir() else []
        return [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files]


class NewsWatch:
    """Acts when anything was stored or polled, or an hour began, since it last did: for what follows the store."""

    def __init__(self, services: Services, act: Callable[[Services], object], every: float = NEWS_EVERY) -> None:
        self._services = services
        self._act = act
        self._every = every
        self._seen: tuple[object, ...] = ()
        self._at = float("-inf")

    def look(self) -> bool:
        """Act if it is time; return whether it did."""
        if monotonic() - self._at < self._every:
            return False
        hour = self._services.clock.now().replace(minute=0, second=0, microsecond=0)
        with self._services.store.reading() as view:
            state = hour, view.articles.newest(), view.feeds.newest_poll()
        if state == self._seen:
            return False
        self._act(self._services)
        self._seen, self._at = state, monotonic()
        return True


def keep_feeds(services: Services) -> None:
    """Write the output feeds anew; a saved search with a fault is named in the log, and the feeds as they were stay."""
    try:
        publish_feeds(services.store, services.settings, services.clock.now())
    except ListError as error:
        log.error("list_fault", error=str(error))


def mend_clock(services: Services) -> bool:
    """Pull in times written when the clock stood far ahead, so that nothing is silenced by its jump."""
    now = services.clock.now()
    with services.store.reading() as view:
        astray = view.feeds.any_astray(now) or view.hosts.any_astray(now) or view.links.any_astray(now)
    if astray:
        with services.store.writing() as tx:
            tx.feeds.recall_astray(now)
            tx.hosts.recall_astray(now)
            tx.links.recall_astray(now)
            tx.gaps.recall_astray(now)
            tx.rechecks.recall_astray(now)
        log.warning("clock_jumped", now=now.isoformat())
    return astray
