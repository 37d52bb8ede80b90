"""From the lists to a lexicon: a vocabulary, its source text, and the dictionary that finds its terms in texts.

The source is what is stored and what a version is made of; any worker compiles the same lexicon from it.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from pipeline.analyse.wordforms import singular
from pipeline.domain.folding import fold, tokens
from pipeline.domain.topics import Actor, Anchoring, Kind, Nearness, Origin, Place, Strength, Term, Topic, Vocabulary

_SURE_LETTERS = 5
"""A weak name or acronym of so many letters may match in a text of any language; a strong one may be one shorter."""

_RESPELLED_LETTERS = 4
"""An exact term of this many letters may be respelled; in shorter ones the case is all that tells GAO from Gao."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term, or a phrase that `excludes`, as the words of a folded text that it is made of.

    `written` holds, for exact terms, the ways of writing that count. `anywhere`: in texts of any language.
    `name`: a place or actor, which takes no Arabic article. `half`: it stands for its topic only near the other half of
    the rule of this number; `other`: it is that other half; `towns`: a town serves as the other half.
    """

    words: tuple[str, ...]
    kind: Kind
    key: str
    term: Term
    written: tuple[tuple[str, ...], ...] = ()
    anywhere: bool = True
    name: bool = False
    excludes: bool = False
    half: int = 0
    other: bool = False
    towns: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """The patterns that begin with one word: those of that word alone, and the longer ones by their second word."""

    alone: tuple[Pattern, ...]
    followed: Mapping[str, tuple[Pattern, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All terms compiled. `entries` are found by their first word; `languages` are those of the topics' terms."""

    version: str
    entries: Mapping[str, Entry]
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    languages: frozenset[str]


def source_of(vocabulary: Vocabulary) -> str:
    """A vocabulary as canonical JSON in plain ASCII: equal vocabularies have equal sources."""
    return json.dumps(asdict(vocabulary), sort_keys=True, separators=(",", ":"))


def vocabulary_of(source: str) -> Vocabulary:
    """The vocabulary a source was made of. Raises ValueError, KeyError or TypeError where it is no such source."""
    said = json.loads(source)
    return Vocabulary(
        topics=tuple(_topic(topic) for topic in said["topics"]),
        places=tuple(Place(**_named(place)) for place in said["places"]),
        actors=tuple(Actor(**{**_named(actor), "topics": tuple(actor["topics"])}) for actor in said["actors"]),
    )


def version_of(source: str) -> str:
    """The version of a lexicon: 16 hex digits of the SHA-256 of its source."""
    return sha256(source.encode("ascii", "backslashreplace")).hexdigest()[:16]


def compile_lexicon(source: str) -> Lexicon:
    """The lexicon of a source."""
    vocabulary = vocabulary_of(source)
    return Lexicon(
        version=version_of(source),
        entries={word: _entry(those) for word, those in _grouped(_patterns(vocabulary), 0).items() if word},
        places={place.key: place for place in vocabulary.places},
        actors={actor.key: actor for actor in vocabulary.actors},
        languages=frozenset(term.language for topic in vocabulary.topics for term in topic.terms if term.language),
    )


def _topic(said: dict[str, Any]) -> Topic:
    return Topic(
        **{
            **said,
            "derived_from": tuple(Origin(**origin) for origin in said["derived_from"]),
            "terms": _terms(said),
            "exclusions": tuple(said["exclusions"]),
            "near": tuple(_near(rule) for rule in said.get("near", ())),
        }
    )


def _near(said: dict[str, Any]) -> Nearness:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    return Nearness(**fields)


def _named(said: dict[str, Any]) -> dict[str, Any]:
    return {
        **said,
        "anchoring": Anchoring(said["anchoring"]),
        "terms": _terms(said),
        "exclusions": tuple(said["exclusions"]),
    }


def _terms(said: dict[str, Any]) -> tuple[Term, ...]:
    return tuple(Term(**{**term, "strength": Strength(term["strength"])}) for term in said["terms"])


def _patterns(vocabulary: Vocabulary) -> Iterator[Pattern]:
    listed: tuple[tuple[Kind, Iterable[Topic | Place | Actor]], ...] = (
        (Kind.TOPIC, vocabulary.topics),
        (Kind.PLACE, vocabulary.places),
        (Kind.ACTOR, vocabulary.actors),
    )
    for kind, entries in listed:
        for entry in entries:
            yield from (_pattern(kind, entry.key, term) for term in entry.terms)
            yield from (_exclusion(kind, entry.key, phrase) for phrase in entry.exclusions)
    for topic in vocabulary.topics:
        for number, rule in enumerate(topic.near, start=1):
            yield from (_half(topic.key, number, rule, word, other=False) for word in rule.words)
            yield from (_half(topic.key, number, rule, word, other=True) for word in rule.beside)
            yield from (_exclusion(Kind.TOPIC, topic.key, phrase) for phrase in rule.exclusions)


def _pattern(kind: Kind, key: str, term: Term) -> Pattern:
    name = kind is not Kind.TOPIC
    words = _words(term.surface)
    return Pattern(
        words=words,
        kind=kind,
        key=key,
        term=term,
        written=_written(term.surface) if term.exact_case else (),
        anywhere=name or not term.language or _safe_anywhere(term, words),
        name=name,
    )


def _exclusion(kind: Kind, key: str, phrase: str) -> Pattern:
    return Pattern(_words(phrase), kind, key, Term(phrase, "", Strength.WEAK), excludes=True)


def _half(topic: str, number: int, rule: Nearness, word: str, *, other: bool) -> Pattern:
    term = Term(word, rule.language, Strength.WEAK)
    towns = rule.places and not other
    return Pattern(_words(word), Kind.TOPIC, topic, term, anywhere=False, half=number, other=other, towns=towns)


def _words(surface: str) -> tuple[str, ...]:
    """The folded words of a surface; common words without their plural, names (Paris, Robex) as they are."""
    folded = fold(surface)
    return tuple(
        token.text if surface[folded.offsets[token.start]].isupper() else singular(token.text)
        for token in tokens(folded)
    )


def _written(surface: str) -> tuple[tuple[str, ...], ...]:
    """How an exact term may be written: letter by letter, and as headlines and newspapers respell the longer ones.

    A plain name may stand in capitals (Mali, MALI; not FAMa), an acronym as a name (ECOWAS, Ecowas).
    """
    folded = fold(unicodedata.normalize("NFC", surface))
    letters = tuple(folded.original[slice(*folded.span(token.start, token.end))] for token in tokens(folded))
    if sum(map(len, letters)) < _RESPELLED_LETTERS:
        return (letters,)
    if all(word.istitle() or word.islower() for word in letters):
        return letters, tuple(word.upper() for word in letters)
    return (letters, (letters[0].title(),)) if len(letters) == 1 and letters[0].isupper() else (letters,)


def _safe_anywhere(term: Term, words: tuple[str, ...]) -> bool:
    """Whether a topic's term may match in a text of another language than its own.

    Strong terms of several words may, and names and acronyms of some length: a short word or acronym of one language
    is an ordinary word or another acronym in the next.
    """
    capital = all(word[:1].isupper() for word in term.surface.split() if word[:1].isalpha())
    letters = sum(map(len, words))
    if term.strength is Strength.STRONG:
        return len(words) > 1 or (capital and letters >= _SURE_LETTERS - 1)
    return capital and letters >= _SURE_LETTERS


def _entry(patterns: Iterable[Pattern]) -> Entry:
    seconds = _grouped(patterns, 1)
    return Entry(seconds.pop("", ()), seconds)


def _grouped(patterns: Iterable[Pattern], number: int) -> dict[str, tuple[Pattern, ...]]:
    """Patterns by one of their words, empty where they have no such word; each group in an order of its own."""
    groups: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        groups.setdefault(pattern.words[number] if number < len(pattern.words) else "", []).append(pattern)
    return {word: tuple(sorted(group, key=_rank)) for word, group in groups.items()}


def _rank(pattern: Pattern) -> tuple[object, ...]:
    """An order that depends on the patterns alone, never on the order of the lists: longer and stronger first."""
    term = pattern.term
    return (
        -len(pattern.words),
        pattern.kind,
        pattern.key,
        (pattern.excludes, pattern.half, pattern.other),
        (term.strength, term.generic, term.language, term.surface, term.exact_case),
    )
