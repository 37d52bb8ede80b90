import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.folding import fold, folded_words, tokens

MARKS = "\u0301\u0308\u0327\u064b\u0650\u0651\u0640\u200b\u200d\u200e\u200f\u202e\u00ad\ufeff\x00\ud800"
ANY = st.text() | st.text(st.sampled_from("Goïta à l’AES œ ß ﷺ ﻻ ١٢ مالي ƙ 𝐌 İ ǆ" + MARKS))
LATIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x24F, categories=("L", "Nd", "Zs", "Po")))


@settings(deadline=None)
@given(ANY)
def test_folding_what_was_folded_changes_nothing(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded


@settings(deadline=None)
@given(ANY)
def test_there_is_one_offset_for_each_folded_character(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text)


@settings(deadline=None)
@given(ANY)
def test_offsets_never_go_back_and_stay_inside_the_original(text: str) -> None:
    offsets = list(fold(text).offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@settings(deadline=None)
@given(ANY)
def test_each_folded_character_comes_from_the_character_at_its_offset(text: str) -> None:
    folded = fold(text)
    for character, offset in zip(folded.text, folded.offsets, strict=True):
        assert character in fold(text[offset]).text


@settings(deadline=None)
@given(ANY)
def test_the_words_in_the_original_span_of_a_token_fold_to_the_token(text: str) -> None:
    folded = fold(text)
    for token in tokens(folded):
        start, end = folded.span(token.start, token.end)
        assert token.text in fold(text[start:end]).text


@settings(deadline=None)
@given(ANY, ANY)
def test_folding_goes_letter_by_letter(one: str, other: str) -> None:
    assert fold(one + other).text == fold(one).text + fold(other).text


@settings(deadline=None)
@given(LATIN)
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert folded_words(unicodedata.normalize("NFC", text)) == folded_words(unicodedata.normalize("NFD", text))


@settings(deadline=None)
@given(LATIN)
def test_case_does_not_matter(text: str) -> None:
    assert folded_words(text.lower()) == folded_words(text.lower().upper())
