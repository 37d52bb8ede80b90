"""Doubts about a topic list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.commonwords import COMMON_WORDS
from pipeline.analyse.doubts import Doubt, DoubtKind, doubtful_terms
from pipeline.domain.folding import folded_words
from pipeline.domain.topics import Origin, Strength, Term, Topic, Vocabulary

STRONG, WEAK = Strength.STRONG, Strength.WEAK
ORIGIN = Origin("a-note", "Wells run dry.")


def topic(key: str, *terms: Term, exclusions: tuple[str, ...] = (), origins: tuple[Origin, ...] = (ORIGIN,)) -> Topic:
    return Topic(key, key, key, "", origins, terms, exclusions)


def doubts(*topics: Topic) -> tuple[Doubt, ...]:
    return doubtful_terms(Vocabulary(topics, (), ()))


def told(*topics: Topic) -> list[tuple[DoubtKind, str, str]]:
    return [(doubt.kind, doubt.topic, doubt.term) for doubt in doubts(*topics)]


def test_a_sound_topic_raises_no_doubt() -> None:
    sound = topic(
        "water", Term("puits asséchés", "fr", STRONG), Term("puits", "fr", WEAK), exclusions=("puits de pétrole",)
    )
    assert doubts(sound) == ()


def test_an_empty_vocabulary_raises_no_doubt() -> None:
    assert doubts() == ()


def test_a_topic_without_evidence_is_doubtful() -> None:
    assert told(topic("water", Term("puits", "fr", WEAK), origins=())) == [(DoubtKind.NO_EVIDENCE, "water", "")]


def test_a_topic_without_terms_is_doubtful() -> None:
    assert told(topic("water")) == [(DoubtKind.NO_TERMS, "water", "")]


@pytest.mark.parametrize(("surface", "language"), [("Marché", "fr"), ("the", "en"), ("سوق", "ar"), ("kasuwa", "ha")])
def test_a_single_common_word_is_too_little_for_a_strong_term(surface: str, language: str) -> None:
    assert told(topic("water", Term(surface, language, STRONG))) == [(DoubtKind.COMMON_WORD, "water", surface)]


def test_a_common_word_may_be_a_weak_term() -> None:
    assert told(topic("water", Term("marché", "fr", WEAK))) == []


def test_a_phrase_of_common_words_may_be_a_strong_term() -> None:
    assert told(topic("water", Term("prix de l'eau", "fr", STRONG))) == []


def test_a_word_is_common_in_its_own_language_only() -> None:
    assert told(topic("water", Term("marche", "en", STRONG))) == []


@pytest.mark.parametrize("surface", ["!!!", "\x00", "\u200b", "-"])
def test_a_term_that_folds_to_nothing_will_never_be_found(surface: str) -> None:
    assert told(topic("water", Term(surface, "fr", STRONG))) == [(DoubtKind.NO_WORDS, "water", surface)]


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("Déplacés", "deplaces", "fr"),
        ("JNIM", "Jnim", "fr"),
        ("cost of living", "cost-of-living", "en"),
        ("إيكواس", "ايكواس", "ar"),
    ],
)
def test_terms_that_differ_only_in_writing_are_alike(first: str, second: str, language: str) -> None:
    alike = topic("water", Term(first, language, STRONG), Term(second, language, WEAK))
    assert told(alike) == [(DoubtKind.ALIKE, "water", second)]
    assert repr(first) in doubts(alike)[0].detail


def test_the_same_name_in_two_languages_of_one_topic_is_no_doubt() -> None:
    assert told(topic("water", Term("Azawad", "fr", STRONG), Term("Azawad", "en", STRONG))) == []


def test_a_term_of_two_topics_is_told_once_with_its_other_topic_and_strength() -> None:
    shared = doubts(topic("fuel", Term("Corridor", "fr", WEAK)), topic("trade", Term("corridor", "fr", STRONG)))
    assert [(doubt.kind, doubt.topic, doubt.term) for doubt in shared] == [
        (DoubtKind.SEVERAL_TOPICS, "fuel", "Corridor")
    ]
    assert "trade (strong)" in shared[0].detail


def test_the_same_letters_in_another_language_are_another_term() -> None:
    assert told(topic("fuel", Term("corridor", "fr", WEAK)), topic("trade", Term("corridor", "en", WEAK))) == []


def test_an_exclusion_around_no_term_has_no_effect() -> None:
    idle = topic("mining", Term("gold mine", "en", WEAK), exclusions=("gold medal", "gold mines of Brazil"))
    assert told(idle) == [(DoubtKind.IDLE_EXCLUSION, "mining", "gold medal")]


@pytest.mark.parametrize("language", ["fr", "en", "ar", "ha"])
def test_common_words_are_in_the_form_in_which_they_are_looked_up(language: str) -> None:
    assert all(folded_words(word) == [word] for word in COMMON_WORDS[language])


def test_the_lists_of_french_and_english_words_are_long_enough_to_be_of_use() -> None:
    assert min(len(COMMON_WORDS["fr"]), len(COMMON_WORDS["en"])) > 300


def test_no_word_that_names_the_crisis_counts_as_common() -> None:
    assert not {"bamako", "kidal", "azawad", "jihadiste", "junte"} & COMMON_WORDS["fr"]


@given(
    st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["fr", "ar", "xx"]), st.sampled_from(Strength)), max_size=8)
)
def test_any_list_of_terms_is_judged_and_a_doubt_points_at_one_of_them(said: list[tuple[str, str, Strength]]) -> None:
    terms = [Term(surface, language, strength) for surface, language, strength in said]
    found = doubts(topic("one", *terms), topic("two", *terms))
    assert {doubt.term for doubt in found} <= {term.surface for term in terms} | {""}
    assert all(doubt.detail for doubt in found)
