"""What a search names, held against what there is: a slip must not look like an empty result."""

import difflib
from collections.abc import Collection, Sequence

from pipeline.analyse.lexicon import vocabulary_of
from pipeline.domain.errors import ConfigError
from pipeline.domain.queries import Filters
from pipeline.domain.querytree import Field, FieldName, Query, fields
from pipeline.domain.topics import Actor, Place, Topic, Vocabulary
from pipeline.lists.outlets import COUNTRY, LANGUAGE
from storage.store import Transaction


def checked_country(text: str) -> str:
    """A country's code in capitals; raises ConfigError for what is none."""
    code = text.strip().upper()
    if not COUNTRY.fullmatch(code):
        raise ConfigError("a country is given by two letters, such as ML", subject=text)
    return code


def checked_language(text: str) -> str:
    """A language's code in small letters; raises ConfigError for what is none."""
    code = text.strip().lower()
    if not LANGUAGE.fullmatch(code):
        raise ConfigError("a language is given by its code, such as fr, en, ar or ha", subject=text)
    return code


def check_search(view: Transaction, query: Query, filters: Filters) -> None:
    """Raise ConfigError for a topic, place, actor, source or owner that is not known, or a code that can be none."""
    named = {
        FieldName.TOPIC: filters.topic,
        FieldName.PLACE: filters.place,
        FieldName.ACTOR: filters.actor,
        FieldName.SOURCE: filters.source,
    }
    from_filters = [Field(name, (value,)) for name, value in named.items() if value]
    asked = [*from_filters, *(field for field, _ in fields(query))]
    vocabulary = _vocabulary(view, asked)
    for field in asked:
        _check_field(view, field, vocabulary)


def _vocabulary(view: Transaction, asked: list[Field]) -> Vocabulary | None:
    """The lists in use, where one of them is asked for and there are any."""
    version = view.lexicons.current()
    if version is None or not {FieldName.TOPIC, FieldName.PLACE, FieldName.ACTOR} & {field.name for field in asked}:
        return None
    return vocabulary_of(view.lexicons.source(version))


def _check_field(view: Transaction, field: Field, vocabulary: Vocabulary | None) -> None:
    for value in field.values:
        if field.name is FieldName.COUNTRY:
            checked_country(value)
        elif field.name is FieldName.LANG:
            checked_language(value)
        elif field.name is FieldName.SOURCE:
            # Imported here: it brings the whole reading of pages with it, which a search has no use for.
            from pipeline.flows.backfill import SOURCE

            _check("source", value, {*view.feeds.sources(), *view.articles.sources(), SOURCE})
        elif field.name is FieldName.OWNER:
            _check("owner", value, {source.owner for source in view.feeds.sources().values() if source.owner})
        elif vocabulary is not None:
            _check_term(view, field.name, value, vocabulary)


def _check_term(view: Transaction, name: FieldName, key: str, vocabulary: Vocabulary) -> None:
    listed: dict[FieldName, Sequence[Topic | Place | Actor]] = {
        FieldName.TOPIC: vocabulary.topics,
        FieldName.PLACE: vocabulary.places,
        FieldName.ACTOR: vocabulary.actors,
    }
    if name in listed and not view.listings.has_key(name, key):
        _check(name, key, {one.key for one in listed[name]})


def _check(kind: str, key: str, known: Collection[str]) -> None:
    if key in known:
        return
    near = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.5)
    raise ConfigError(f"no such {kind}{f'; did you mean {near[0]}?' if near else ''}", subject=key)
