"""What happens before the first poll: the lists come into the tables."""

import hashlib

from pipeline.flows.services import Services
from pipeline.lists import load_outlets

_LOADED = "outlets"


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


def is_new(services: Services) -> bool:
    """Whether nothing was ever stored here."""
    with services.store.reading() as view:
        return view.articles.count() == 0
