from pipeline.parse.characters import clean, first_sentence, joined, lines, one_line


def test_what_no_reader_sees_is_dropped() -> None:
    assert clean("a\0b\x08c\u200bd\u202ee\ufefff\xadg") == "abcdefg"


def test_halves_of_characters_are_dropped() -> None:
    assert clean("a\ud800b\udfff") == "ab"


def test_characters_that_latin_1_pages_lose_are_read_as_windows_1252() -> None:
    assert clean("l\x92arm\xe9e \x96 \x80") == "l’armée – €"


def test_letters_and_accents_are_composed() -> None:
    assert clean("e\u0301") == "é"


def test_all_line_ends_become_newlines() -> None:
    assert clean("a\r\nb\rc\u2028d\u2029e\x0cf") == "a\nb\nc\nd\ne\nf"


def test_one_line_has_single_spaces_and_is_cut() -> None:
    assert one_line(" a \n b\t c ", limit=3) == "a b"


def test_lines_are_trimmed_and_blank_ones_left_out() -> None:
    assert lines(" a  b \n\n \u200b \n c") == ["a b", "c"]


def test_list_items_stay_together_and_paragraphs_do_not() -> None:
    assert joined(["un", "- a", "- b", "deux"]) == "un\n\n- a\n- b\n\ndeux"


def test_the_first_sentence_ends_at_its_stop() -> None:
    assert first_sentence("Le marché rouvre. Les prix baissent.") == "Le marché rouvre."


def test_a_stop_inside_a_number_ends_no_sentence() -> None:
    assert first_sentence("Il en faut 3.5 millions. Plus tard.") == "Il en faut 3.5 millions."


def test_a_long_first_sentence_is_cut_between_words() -> None:
    cut = first_sentence("mot " * 100, limit=20)
    assert cut == "mot mot mot mot…"


def test_one_endless_word_is_cut_all_the_same() -> None:
    assert first_sentence("x" * 500, limit=20) == "x" * 19 + "…"


def test_there_is_no_first_sentence_in_nothing() -> None:
    assert first_sentence(" \n ") == ""
