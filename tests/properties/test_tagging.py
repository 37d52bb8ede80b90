"""What must hold of mentions, tags and tolls for any text and any order of the lists."""

from dataclasses import replace
from random import Random
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyse.incidents import find_incidents
from pipeline.analyse.lexicon import compile_lexicon, source_of, vocabulary_of
from pipeline.analyse.matching import find_mentions
from pipeline.analyse.tagging import names_the_sahel, tag
from pipeline.domain.topics import Kind, Level, Vocabulary
from tests.analyse.sample import VOCABULARY, sample_lexicon

T = TypeVar("T")
LEXICON = sample_lexicon()
SURFACES = [
    term.surface
    for entries in (VOCABULARY.topics, VOCABULARY.places, VOCABULARY.actors)
    for entry in entries
    for term in entry.terms
]
EXCLUSIONS = [phrase for topic in VOCABULARY.topics for phrase in topic.exclusions]
MARKS = [
    "\u0301",
    "\u064e",
    "\u0640",
    "\u200b",
    "\u200f",
    "\u202e",
    "\u00ad",
    "\x00",
    "\ud800",
    "œ",
    "🚀",
    "ﻻ",
    "’",
    "و",
]
GLUE = [" ", "", ". ", "\n", "\n\n", "-", "l'", "d’", "وال", ", ", " et ", "\u00a0"]
NEWS = ["12", "au moins", "une dizaine de", "soldats", "tués", "killed", "at least", "people", "مقتل", "قتيلا", "1 500"]

pieces = (
    st.sampled_from(SURFACES) | st.sampled_from(EXCLUSIONS) | st.sampled_from(MARKS + GLUE + NEWS) | st.text(max_size=4)
)
texts = st.lists(pieces, max_size=30).map("".join) | st.lists(pieces, max_size=30).map(" ".join) | st.text()
languages = st.sampled_from(["fr", "en", "ar", "ha", "pcm", "de", ""])


@settings(deadline=None)
@given(texts, languages)
def test_a_mention_is_what_stands_at_its_span(text: str, language: str) -> None:
    for found in find_mentions(LEXICON, "text", text, language):
        mention = found.mention
        assert mention.surface
        assert text[mention.start : mention.end] == mention.surface


@settings(deadline=None)
@given(texts, languages)
def test_mentions_of_one_key_do_not_overlap(text: str, language: str) -> None:
    last: dict[tuple[Kind, str], int] = {}
    for found in find_mentions(LEXICON, "text", text, language):
        mention = found.mention
        assert mention.start >= last.get((mention.kind, mention.key), 0)
        last[mention.kind, mention.key] = mention.end


@settings(deadline=None)
@given(st.sampled_from(SURFACES), languages)
def test_an_unknown_word_beside_a_mention_changes_nothing(surface: str, language: str) -> None:
    alone = find_mentions(LEXICON, "text", surface, language)
    assert find_mentions(LEXICON, "text", f"{surface} zzz", language) == alone


@settings(deadline=None)
@given(texts, languages)
def test_there_is_no_tag_without_a_mention(text: str, language: str) -> None:
    tagging = tag(LEXICON, "", text, language)
    for one in tagging.tags:
        assert one.mentions
        assert set(one.mentions) <= set(tagging.mentions)
        assert {(mention.kind, mention.key) for mention in one.mentions} == {(Kind.TOPIC, one.topic)}


@settings(deadline=None)
@given(texts, texts, languages)
def test_every_mention_of_a_tagging_stands_in_its_field(title: str, text: str, language: str) -> None:
    fields = {"title": title, "text": text}
    for mention in tag(LEXICON, title, text, language).mentions:
        assert fields[mention.field][mention.start : mention.end] == mention.surface


@settings(deadline=None)
@given(texts, texts, languages)
def test_a_text_reports_on_something_exactly_where_it_is_relevant(title: str, text: str, language: str) -> None:
    tagging = tag(LEXICON, title, text, language)
    assert tagging.relevant == any(one.level is Level.REPORTED for one in tagging.tags)
    assert all(0 <= one.score <= 1 and one.rule for one in tagging.tags)


@settings(deadline=None)
@given(texts, texts, languages)
def test_a_relevant_short_text_passes_the_gate(title: str, text: str, language: str) -> None:
    assert names_the_sahel(LEXICON, title, text, language) or not tag(LEXICON, title, text, language).relevant


@settings(deadline=None)
@given(st.integers(), texts, texts, languages)
def test_tags_do_not_depend_on_the_order_of_the_lists(seed: int, title: str, text: str, language: str) -> None:
    shuffled = compile_lexicon(source_of(_shuffled(VOCABULARY, Random(seed))))
    here, there = tag(LEXICON, title, text, language), tag(shuffled, title, text, language)
    assert replace(there, lexicon=here.lexicon) == here


@settings(deadline=None)
@given(st.integers())
def test_a_source_gives_any_order_of_the_lists_back(seed: int) -> None:
    vocabulary = _shuffled(VOCABULARY, Random(seed))
    assert vocabulary_of(source_of(vocabulary)) == vocabulary


@settings(deadline=None)
@given(texts, texts, st.sampled_from(["fr", "en", "ar"]))
def test_a_toll_is_what_stands_at_its_span(title: str, text: str, language: str) -> None:
    fields = {"title": title, "text": text}
    for toll in find_incidents(title, text, language, tag(LEXICON, title, text, language)):
        assert toll.surface
        assert fields[toll.field][toll.start : toll.end] == toll.surface
        assert toll.least >= 1
        assert toll.most is None or toll.most >= toll.least


def _shuffled(vocabulary: Vocabulary, chance: Random) -> Vocabulary:
    def mixed(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(chance.sample(items, len(items)))

    return Vocabulary(
        topics=mixed(
            tuple(replace(t, terms=mixed(t.terms), exclusions=mixed(t.exclusions)) for t in vocabulary.topics)
        ),
        places=mixed(
            tuple(replace(p, terms=mixed(p.terms), exclusions=mixed(p.exclusions)) for p in vocabulary.places)
        ),
        actors=mixed(
            tuple(replace(a, terms=mixed(a.terms), exclusions=mixed(a.exclusions)) for a in vocabulary.actors)
        ),
    )
