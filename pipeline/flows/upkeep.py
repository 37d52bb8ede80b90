"""Chores that keep a running service true: edited lists are taken over, the day's digest is kept up to date."""

from time import monotonic

from pipeline.analyse.lexicon import source_of, version_of
from pipeline.domain.errors import ListError
from pipeline.flows.digest import today_of, write_today
from pipeline.flows.services import Services, use_lexicon
from pipeline.flows.starting import load_lists
from pipeline.lists import load_vocabulary
from pipeline.telemetry import get_log

TODAY_EVERY = 60.0
"""How long today's digest may lag behind what is stored, seconds."""
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


class TodayWatch:
    """Keeps the digest of the day that is not over yet in step with the store."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._written: tuple[object, ...] = ()
        self._at = float("-inf")

    def look(self) -> bool:
        """Write the day so far again where anything was stored or polled since; return whether it was written."""
        if monotonic() - self._at < TODAY_EVERY:
            return False
        with self._services.store.reading() as view:
            state = today_of(self._services), view.articles.newest(), view.feeds.newest_poll()
        if state == self._written:
            return False
        write_today(self._services)
        self._written, self._at = state, monotonic()
        return True
