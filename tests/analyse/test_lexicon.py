from dataclasses import replace

import pytest

from pipeline.analyse.lexicon import compile_lexicon, source_of, version_of, vocabulary_of
from pipeline.domain.topics import Term, Vocabulary
from tests.analyse.sample import VOCABULARY, WEAK, topic

EMPTY = Vocabulary((), (), ())


def test_a_source_gives_its_vocabulary_back() -> None:
    assert vocabulary_of(source_of(VOCABULARY)) == VOCABULARY


def test_a_source_is_plain_ascii_whatever_the_terms() -> None:
    odd = Vocabulary((topic("odd", [Term("\x00\ud800 مالي 🚀", "ar", WEAK)]),), (), ())
    assert source_of(odd).isascii()
    assert vocabulary_of(source_of(odd)) == odd


def test_equal_vocabularies_have_one_version() -> None:
    again = replace(VOCABULARY)
    assert version_of(source_of(again)) == version_of(source_of(VOCABULARY))


def test_a_changed_flag_of_one_term_is_another_version() -> None:
    first, *rest = VOCABULARY.topics
    changed = replace(first, terms=(replace(first.terms[0], generic=True), *first.terms[1:]))
    other = replace(VOCABULARY, topics=(changed, *rest))
    assert version_of(source_of(other)) != version_of(source_of(VOCABULARY))


def test_a_version_is_sixteen_hex_digits() -> None:
    version = version_of(source_of(EMPTY))
    assert len(version) == 16
    assert set(version) <= set("0123456789abcdef")


def test_a_lexicon_bears_the_version_of_its_source() -> None:
    source = source_of(VOCABULARY)
    assert compile_lexicon(source).version == version_of(source)


def test_an_empty_vocabulary_compiles() -> None:
    assert compile_lexicon(source_of(EMPTY)).entries == {}


def test_a_term_that_folds_to_nothing_is_never_looked_for() -> None:
    nothing = Vocabulary((topic("none", [Term("!?", "fr", WEAK)]),), (), ())
    assert compile_lexicon(source_of(nothing)).entries == {}


@pytest.mark.parametrize("source", ["", "no json", "{}", "[]", '{"topics": 1, "places": [], "actors": []}'])
def test_what_is_no_source_is_refused(source: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        vocabulary_of(source)
