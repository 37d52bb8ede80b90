"""Doubts that stored texts raise about terms."""

from pipeline.analyse.doubts import DoubtKind
from pipeline.analyse.usage import ENOUGH, ReadText, count_usage, doubts_of_usage
from tests.analyse.sample import VOCABULARY, sample_lexicon

LEXICON = sample_lexicon()


def doubted(texts: list[ReadText]) -> set[tuple[str, str, str]]:
    found = doubts_of_usage(VOCABULARY, count_usage(LEXICON, texts))
    return {(doubt.kind, doubt.topic, doubt.term) for doubt in found}


def test_a_term_that_stands_in_no_text_of_its_language_was_never_seen() -> None:
    texts = [ReadText("", "Tanker trucks wait for fuel.", "en", relevant=True)] * ENOUGH
    found = doubted(texts)
    assert (DoubtKind.NEVER_SEEN, "fuel-blockade", "supply routes") in found
    assert (DoubtKind.NEVER_SEEN, "fuel-blockade", "tanker trucks") not in found
    assert not {topic for kind, topic, term in found if term == "citernes"}  # French: no French text was read


def test_a_term_in_many_texts_that_are_not_relevant_is_too_wide() -> None:
    idle = [ReadText("", "The siege of the museum goes on.", "en", relevant=False)] * 10
    rest = [ReadText("", "Nothing of note.", "en", relevant=False)] * ENOUGH
    assert (DoubtKind.TOO_WIDE, "fuel-blockade", "siege") in doubted([*idle, *rest])
    assert (DoubtKind.TOO_WIDE, "fuel-blockade", "siege") not in doubted([*idle[:3], *rest])


def test_relevant_texts_and_generic_terms_make_no_term_too_wide() -> None:
    relevant = [ReadText("", "The siege goes on.", "en", relevant=True)] * ENOUGH
    idle = [ReadText("", "Le prix du carburant baisse.", "fr", relevant=False)] * ENOUGH
    assert DoubtKind.TOO_WIDE not in {kind for kind, _, _ in doubted([*relevant, *idle])}


def test_too_few_texts_raise_no_doubt() -> None:
    texts = [ReadText("", "The siege of the museum goes on.", "en", relevant=False)] * (ENOUGH - 1)
    assert doubted(texts) == set()
    assert doubted([]) == set()
