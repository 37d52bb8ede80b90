"""Chores that keep a running service true: lists that were edited are taken over."""

from pipeline.analyse.lexicon import source_of, version_of
from pipeline.domain.errors import ListError
from pipeline.flows.services import Services, use_lexicon
from pipeline.flows.starting import load_lists
from pipeline.lists import load_vocabulary
from pipeline.telemetry import get_log

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
