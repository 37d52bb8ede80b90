"""What happens before the first poll: the lists come into the tables."""

import hashlib

from pipeline.flows.services import Services
from pipeline.lists import load_outlets

_LOADED = "outlets"
_BEGUN = "begun"


def load_lists(services: Services) -> int:
    """Add the sources and feeds of the lists that the tables do not know yet; return how many feeds.

    Lists that were loaded before and have not changed since are not looked at again.
    """
    outlets = load_outlets(services.settings.seeds)
    content = hashlib.sha256(repr(outlets).encode()).hexdigest()
    with services.store.writing() as tx:
        if tx.lexicons.fact(_LOADED) == content:
            return 0
        tx.lexicons.set_fact(_LOADED, content)
        return tx.feeds.load(outlets.sources, outlets.feeds, services.clock.now())


def has_begun(services: Services) -> bool:
    """Whether the first start came to its end here."""
    with services.store.reading() as view:
        return view.lexicons.fact(_BEGUN) is not None


def note_beginning(services: Services) -> None:
    """Write down that the first start came to its end; until then each start goes through all of it again."""
    with services.store.writing() as tx:
        tx.lexicons.set_fact(_BEGUN, services.clock.now().isoformat())
