"""What is typed to narrow a search or to describe a feed, checked: a slip must not look like an empty result."""

import difflib
from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline.domain.errors import ConfigError
from pipeline.domain.queries import Filters

if TYPE_CHECKING:
    from storage.store import Transaction


def checked_country(text: str) -> str:
    """A country's code in capitals; raises ConfigError for what is none."""
    from pipeline.lists.outlets import COUNTRY

    code = text.strip().upper()
    if not COUNTRY.fullmatch(code):
        raise ConfigError("a country is given by two letters, such as ML", subject=text)
    return code


def checked_language(text: str) -> str:
    """A language's code in small letters; raises ConfigError for what is none."""
    from pipeline.lists.outlets import LANGUAGE

    code = text.strip().lower()
    if not LANGUAGE.fullmatch(code):
        raise ConfigError("a language is given by its code, such as fr, en, ar or ha", subject=text)
    return code


def check_filters(view: "Transaction", filters: Filters) -> None:
    """Raise ConfigError for a topic, place, actor or source that is not known."""
    if filters.source:
        from pipeline.flows.backfill import SOURCE

        _check("source", filters.source, {*view.feeds.sources(), *view.articles.sources(), SOURCE})
    if filters.topic or filters.place or filters.actor:
        _check_terms(view, filters)


def _check_terms(view: "Transaction", filters: Filters) -> None:
    from pipeline.analyse.lexicon import vocabulary_of

    version = view.lexicons.current()
    if version is None:
        return
    vocabulary = vocabulary_of(view.lexicons.source(version))
    for kind, key, listed in (
        ("topic", filters.topic, vocabulary.topics),
        ("place", filters.place, vocabulary.places),
        ("actor", filters.actor, vocabulary.actors),
    ):
        if key and not view.listings.has_key(kind, key):
            _check(kind, key, {one.key for one in listed})


def _check(kind: str, key: str, known: Collection[str]) -> None:
    if key in known:
        return
    near = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.5)
    raise ConfigError(f"no such {kind}{f'; did you mean {near[0]}?' if near else ''}", subject=key)
