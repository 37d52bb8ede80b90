"""What is typed to narrow a search or to describe a feed, checked; the rules are imported when they are needed."""

from typing import TYPE_CHECKING

from pipeline.domain.queries import Filters
from pipeline.domain.querytree import Query

if TYPE_CHECKING:
    from storage.store import Transaction


def checked_country(text: str) -> str:
    """A country's code in capitals; raises ConfigError for what is none."""
    from pipeline.flows import narrowing

    return narrowing.checked_country(text)


def checked_language(text: str) -> str:
    """A language's code in small letters; raises ConfigError for what is none."""
    from pipeline.flows import narrowing

    return narrowing.checked_language(text)


def check_search(view: "Transaction", query: Query, filters: Filters) -> None:
    """Raise ConfigError for a topic, place, actor, source or owner that is not known."""
    from pipeline.flows import narrowing

    narrowing.check_search(view, query, filters)
