"""What looks doubtful in a topic list: advice for the analyst who edits it, never a fault."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.analyse.commonwords import COMMON_WORDS
from pipeline.analyse.wordforms import singular
from pipeline.domain.folding import folded_words
from pipeline.domain.topics import Strength, Term, Topic, Vocabulary


class DoubtKind(StrEnum):
    """What is doubtful about a term or topic."""

    NO_EVIDENCE = "no evidence"
    NO_TERMS = "no terms"
    NO_WORDS = "no words"
    COMMON_WORD = "common word"
    ALIKE = "alike"
    SEVERAL_TOPICS = "several topics"
    IDLE_EXCLUSION = "idle exclusion"
    NEVER_SEEN = "never seen"
    TOO_WIDE = "too wide"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt about a topic, or about a term of it; `detail` is a sentence for people."""

    kind: DoubtKind
    topic: str
    term: str
    detail: str


_Form = tuple[str, tuple[str, ...]]
"""A language and the folded words of a term in it: terms of the same form find the same places of a text."""


def doubtful_terms(vocabulary: Vocabulary) -> tuple[Doubt, ...]:
    """The doubts about the topics of a vocabulary: topic by topic, then the terms that several topics share."""
    single = (doubt for topic in vocabulary.topics for doubt in _of_topic(topic))
    return (*single, *_shared(vocabulary))


def _of_topic(topic: Topic) -> Iterator[Doubt]:
    if not topic.derived_from:
        yield Doubt(DoubtKind.NO_EVIDENCE, topic.key, "", "No seed document is named that this topic was derived from.")
    if not topic.terms:
        yield Doubt(
            DoubtKind.NO_TERMS, topic.key, "", "The topic has no terms, so no text will ever be tagged with it."
        )
    for term in topic.terms:
        yield from _of_term(topic.key, term)
    yield from _alike(topic)
    yield from _idle(topic)


def _of_term(topic: str, term: Term) -> Iterator[Doubt]:
    words = folded_words(term.surface)
    if not words:
        yield Doubt(
            DoubtKind.NO_WORDS, topic, term.surface, "The term holds no letter or digit and will never be found."
        )
    elif term.strength is Strength.STRONG and len(words) == 1 and _is_common(words[0], term.language):
        detail = f"One common word of {term.language} is a strong term: make it weak, or a phrase."
        yield Doubt(DoubtKind.COMMON_WORD, topic, term.surface, detail)


def _is_common(word: str, language: str) -> bool:
    return word in COMMON_WORDS.get(language, frozenset())


def _alike(topic: Topic) -> Iterator[Doubt]:
    """Terms of one topic and language that differ only in writing: one of them is enough."""
    for (language, _), terms in _by_form(topic).items():
        for term in terms[1:]:
            detail = f"In {language} it is the same as {terms[0].surface!r} once case, accents and marks are folded."
            yield Doubt(DoubtKind.ALIKE, topic.key, term.surface, detail)


def _idle(topic: Topic) -> Iterator[Doubt]:
    """Exclusions around no term: they can never cancel an occurrence."""
    terms = {_singular_words(term.surface) for term in topic.terms} - {()}
    for exclusion in topic.exclusions:
        if terms.isdisjoint(_parts(_singular_words(exclusion))):
            detail = "No term of the topic stands in this exclusion, so it has no effect."
            yield Doubt(DoubtKind.IDLE_EXCLUSION, topic.key, exclusion, detail)


def _singular_words(text: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in folded_words(text))


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """All runs of neighbouring words."""
    return (words[first:last] for first in range(len(words)) for last in range(first + 1, len(words) + 1))


def _shared(vocabulary: Vocabulary) -> Iterator[Doubt]:
    """Terms that stand in several topics, told once, at the first of them."""
    owners: defaultdict[_Form, list[tuple[str, Term]]] = defaultdict(list)
    for topic in vocabulary.topics:
        for form, terms in _by_form(topic).items():
            owners[form].append((topic.key, terms[0]))
    for those in owners.values():
        (topic_key, term), *others = those
        if others:
            told = ", ".join(f"{key} ({other.strength})" for key, other in others)
            yield Doubt(DoubtKind.SEVERAL_TOPICS, topic_key, term.surface, f"Here {term.strength}, and also in {told}.")


def _by_form(topic: Topic) -> Mapping[_Form, list[Term]]:
    forms: defaultdict[_Form, list[Term]] = defaultdict(list)
    for term in topic.terms:
        words = tuple(folded_words(term.surface))
        if words:
            forms[term.language, words].append(term)
    return forms
