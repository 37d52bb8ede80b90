"""How the terms of the topics fare in texts that are stored: those never seen, and those that stand in too many."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.analyse.doubts import Doubt, DoubtKind
from pipeline.analyse.lexicon import Lexicon
from pipeline.analyse.matching import find_mentions
from pipeline.domain.topics import Kind, Term, Vocabulary

ENOUGH = 200
"""Texts of a language that must have been read before anything is said of its terms."""
_TOO_MANY = 0.02
"""Share of the texts that are not relevant: a term that is not generic says little when it stands in more of them."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A stored text as far as the use of terms goes."""

    title: str
    text: str
    language: str
    relevant: bool


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts of texts: by language, of those not relevant, and of both kinds in which a term of a topic stands."""

    texts: Counter[str]
    idle: Counter[str]
    with_term: Counter[tuple[str, Term]]
    idle_with_term: Counter[tuple[str, Term]]


def count_usage(lexicon: Lexicon, texts: Iterable[ReadText]) -> Usage:
    """Count in how many texts each term of each topic stands, also where it earned no tag."""
    usage = Usage(Counter(), Counter(), Counter(), Counter())
    for one in texts:
        fields = (("title", one.title), ("text", one.text))
        found = {
            (match.mention.key, match.term)
            for field, content in fields
            for match in find_mentions(lexicon, field, content, one.language)
            if match.mention.kind is Kind.TOPIC
        }
        usage.texts[one.language] += 1
        usage.with_term.update(found)
        if not one.relevant:
            usage.idle[one.language] += 1
            usage.idle_with_term.update(found)
    return usage


def doubts_of_usage(vocabulary: Vocabulary, usage: Usage) -> Iterator[Doubt]:
    """The terms never seen in their language, and those that stand in too many texts that are not relevant."""
    for topic in vocabulary.topics:
        for term in topic.terms:
            read, idle = usage.texts[term.language], usage.idle[term.language]
            if read >= ENOUGH and not usage.with_term[topic.key, term]:
                yield Doubt(
                    DoubtKind.NEVER_SEEN, topic.key, term.surface, f"In none of {read} texts in {term.language}."
                )
            stands = usage.idle_with_term[topic.key, term]
            if idle >= ENOUGH and not term.generic and stands > _TOO_MANY * idle:
                detail = (
                    f"In {stands} of {idle} texts in {term.language} that are not relevant ({stands / idle:.0%}): "
                    "make it generic, or a phrase."
                )
                yield Doubt(DoubtKind.TOO_WIDE, topic.key, term.surface, detail)
