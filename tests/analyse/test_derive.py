"""Proposals for the topic list out of seed documents."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyse.derive import Proposal, State, derive
from pipeline.analyse.phrases import Seed
from pipeline.domain.articles import Basis, DateSource, Document
from pipeline.domain.folding import folded_words
from pipeline.domain.topics import Topic, Vocabulary
from pipeline.flows.stages import read_document
from pipeline.lists import load_vocabulary, seed_documents
from tests.analyse.sample import VOCABULARY

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
EMPTY = Vocabulary((), (), ())

FUEL = """The fuel blockade grips the capital. Tanker trucks wait at the border. Militants attacked a convoy near Gao.
Tanker trucks burned again on Monday, and the fuel blockade goes on.

Salt caravans have returned to the lakes of Amadror. The salt caravans pay a toll to the keepers of the wells."""


def seed(text: str, language: str = "en", name: str = "a-note", title: str = "") -> Seed:
    return Seed(name, language, Document(Basis.SEED, title, text, published=None, date_source=DateSource.NONE))


def named(proposals: tuple[Proposal, ...]) -> dict[str, Proposal]:
    return {" ".join(folded_words(one.phrase)): one for one in proposals}


@pytest.fixture(scope="module")
def accounts() -> list[Seed]:
    """The seed documents that come with the product."""
    read = [(path.stem, read_document(path.name, path.read_bytes(), NOW)) for path in seed_documents(None)]
    return [Seed(name, one.language, one) for name, one in read if isinstance(one, Document)]


def test_the_shipped_accounts_propose_terms_of_most_topics_and_little_else(accounts: list[Seed]) -> None:
    vocabulary = load_vocabulary(None)
    proposals = derive(accounts, vocabulary)
    phrases = {tuple(folded_words(one.phrase)) for one in proposals}
    assert len(accounts) == 2
    assert len([topic for topic in vocabulary.topics if _terms(topic) & phrases]) >= 15
    assert len(proposals) <= 100
    assert len([one for one in proposals if one.state in {State.NEW_TERM, State.NEW_TOPIC}]) <= 50


def _terms(topic: Topic) -> set[tuple[str, ...]]:
    return {tuple(folded_words(term.surface)) for term in topic.terms}


def test_the_present_list_does_not_help_in_finding_the_phrases(accounts: list[Seed]) -> None:
    with_list = {one.phrase for one in derive(accounts, load_vocabulary(None))}
    assert {one.phrase for one in derive(accounts, EMPTY)} == with_list


def test_each_phrase_stands_letter_by_letter_in_the_sentence_it_comes_from(accounts: list[Seed]) -> None:
    documents = {
        one.name: "\n".join((one.document.title, one.document.text, *one.document.captions)) for one in accounts
    }
    for proposal in derive(accounts, load_vocabulary(None)):
        assert proposal.phrase in proposal.sentence
        assert proposal.sentence in documents[proposal.document]


def test_a_term_is_known_a_phrase_beside_terms_is_new_for_their_topic_and_others_make_a_new_topic() -> None:
    found = named(derive([seed(FUEL)], VOCABULARY))
    assert (found["fuel blockade"].state, found["fuel blockade"].topics) == (State.KNOWN, ("fuel-blockade",))
    assert found["salt caravans"].state is State.NEW_TOPIC
    assert found["salt caravans"].topics[0] not in {topic.key for topic in VOCABULARY.topics}
    new = [one for one in found.values() if one.state is State.NEW_TERM]
    assert all(topic in {topic.key for topic in VOCABULARY.topics} for one in new for topic in one.topics)


def test_a_name_of_the_gazetteer_is_told_as_such() -> None:
    found = named(derive([seed("Fighters left Gao. They had held Gao for years, and Gao was tired.")], VOCABULARY))
    assert (found["gao"].state, found["gao"].places) == (State.LISTED, ("gao",))


def test_french_elisions_do_not_hide_a_term() -> None:
    text = "Les djihadistes tiennent la route. L'embuscade de lundi a surpris l'armée ; d'autres embuscades suivront."
    found = named(derive([seed(text, "fr")], VOCABULARY))
    assert any(one.state is State.KNOWN and "jihadist-insurgency" in one.topics for one in found.values())


def test_arabic_terms_are_known_under_the_letters_written_onto_them() -> None:
    text = "فرضت جماعات مسلحة حصارا على العاصمة. وتقول جماعات مسلحة إن الحصار مستمر."
    found = derive([seed(text, "ar")], VOCABULARY)
    assert any(one.state is State.KNOWN and "jihadist-insurgency" in one.topics for one in found)


def test_nothing_proposes_nothing() -> None:
    assert derive([], VOCABULARY) == ()
    assert derive([seed("")], VOCABULARY) == ()
    assert derive([seed("?! ... \n\n ---")], VOCABULARY) == ()


def test_neither_the_order_nor_a_second_copy_of_a_seed_document_changes_anything(accounts: list[Seed]) -> None:
    vocabulary = load_vocabulary(None)
    first, second = accounts
    assert derive([second, first, first], vocabulary) == derive([first, second], vocabulary)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["fr", "en", "ar", "ha", "und"]))
def test_any_text_is_read_and_its_phrases_stand_in_it(text: str, language: str) -> None:
    for proposal in derive([seed(text, language)], VOCABULARY):
        assert proposal.phrase in text
        assert replace(proposal, weight=1.0).count >= 1
