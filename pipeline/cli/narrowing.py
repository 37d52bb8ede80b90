"""Filters of searches checked against what is known: a slip must not look like an empty result."""

import difflib
import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline.domain.errors import ConfigError
from pipeline.domain.queries import Filters

if TYPE_CHECKING:
    from storage.store import Transaction

_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def check_filters(view: "Transaction", filters: Filters) -> None:
    """Raise ConfigError for a topic, place, actor or source that is not known, and for what is no code."""
    if filters.country and not _COUNTRY.fullmatch(filters.country):
        raise ConfigError("a country is given by two letters, such as ML", subject=filters.country)
    if filters.language and not _LANGUAGE.fullmatch(filters.language):
        raise ConfigError("a language is given by its code, such as fr, en, ar or ha", subject=filters.language)
    if filters.source:
        _check("source", filters.source, {*view.feeds.sources(), *view.articles.sources()})
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
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    raise ConfigError(f"no such {kind}{f'; did you mean {near[0]}?' if near else ''}", subject=key)
