import pytest

from pipeline.domain.folding import fold, folded_words, tokens

GOLDEN = [
    ("case", "BAMAKO", "bamako"),
    ("accents", "Goïta à Ségou", "goita a segou"),
    ("accents apart", "Goi\u0308ta", "goita"),
    ("ligatures", "cœur, Ærø", "coeur, aero"),
    ("sharp s", "Straße", "strasse"),
    ("Hausa hooks", "Ɗan ƙasa, ƴan ɓangare", "dan kasa, yan bangare"),
    ("apostrophes", "l’AES l‘AES lʼAES l`AES", "l'aes l'aes l'aes l'aes"),
    ("apostrophes of old pages", "l\x92AES", "l'aes"),
    ("dashes", "Al–Qaïda — G5‑Sahel", "al-qaida - g5-sahel"),
    ("spaces", "5\u00a0000\u202f000\n\t.", "5 000 000  ."),
    ("invisible marks", "Ba\u200bma\u00adko\ufeff\x00", "bamako"),
    ("direction marks", "\u202bمالي\u202c", "مالي"),
    ("wide letters and digits", "Ｍａｌｉ２０２５", "mali2025"),
    ("digits of Arabic", "٢١ ۲۱", "21 21"),
    ("superscripts", "m²", "m2"),
    ("alef", "أإآٱا", "ااااا"),
    ("alef maksura and ta marbuta", "قتلى كتيبة", "قتلي كتيبه"),
    ("hamza on its seats", "مسؤول رئيس", "مسوول رييس"),
    ("harakat and tatweel", "بَامَـــاكُو", "باماكو"),
    ("Persian letters", "کیدال", "كيدال"),
    ("presentation forms", "\ufe8d\ufedf\ufee8\ufef4\ufea0\ufeae", "النيجر"),
    ("lone surrogates", "a\ud800b", "ab"),
    ("letters beyond the first plane", "𝐌𝐚𝐥𝐢", "mali"),
]


@pytest.mark.parametrize(("text", "folded"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN])
def test_what_differs_only_in_writing_becomes_the_same(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_a_span_leads_back_to_the_original() -> None:
    folded = fold("à l’œuvre")
    start = folded.text.index("oeuvre")
    assert folded.span(start, start + 6) == (4, 9)


def test_a_span_takes_the_marks_behind_its_last_letter() -> None:
    folded = fold("Goi\u0308te\u0301 ici")
    assert folded.span(0, 5) == (0, 7)


def test_a_span_inside_an_opened_ligature_is_the_ligature() -> None:
    assert fold("œ").span(1, 2) == (0, 1)


def test_a_span_skips_what_was_dropped_before_it() -> None:
    assert fold("\u202bمالي").span(0, 4) == (1, 5)


def test_offsets_of_a_plain_text_are_its_indexes() -> None:
    assert list(fold("Mali été").offsets) == list(range(8))


def test_offsets_follow_letters_that_become_two_or_none() -> None:
    assert list(fold("aœ\u200bb").offsets) == [0, 1, 1, 3]


def test_tokens_are_runs_of_letters_and_digits() -> None:
    assert [token.text for token in tokens(fold("L’AES_G5-Sahel: 5.000"))] == ["l", "aes", "g5", "sahel", "5", "000"]


def test_a_token_knows_where_it_stands_in_the_folded_text() -> None:
    folded = fold("cœur d’or")
    assert [folded.text[token.start : token.end] for token in tokens(folded)] == ["coeur", "d", "or"]


def test_folded_words_are_the_texts_of_the_tokens() -> None:
    text = "D’Assimi Goïta à l’AES"
    assert (
        folded_words(text) == [token.text for token in tokens(fold(text))] == ["d", "assimi", "goita", "a", "l", "aes"]
    )


def test_an_empty_text_has_no_words() -> None:
    assert folded_words("") == []
    assert list(fold("").offsets) == []


def test_every_character_of_unicode_folds_to_a_form_that_stays() -> None:
    characters = "".join(map(chr, range(0x110000)))
    folded = fold(characters).text
    assert fold(folded).text == folded
