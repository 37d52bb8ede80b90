from pipeline.analyse.sentences import sentence_starts


def test_a_text_begins_with_a_sentence_even_when_empty() -> None:
    assert sentence_starts("") == [0]


def test_a_sentence_begins_behind_the_end_of_another() -> None:
    assert sentence_starts("Un. Deux ! Trois") == [0, 4, 11]


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert sentence_starts("« Oui. » Non") == [0, 9]


def test_an_arabic_question_mark_ends_a_sentence() -> None:
    assert sentence_starts("ماذا؟ نعم") == [0, 6]


def test_a_line_is_a_sentence() -> None:
    assert sentence_starts("Titre\n\nTexte") == [0, 7]


def test_a_point_inside_a_figure_ends_nothing() -> None:
    assert sentence_starts("1.500 civils") == [0]


def test_no_more_sentences_are_looked_for_than_asked() -> None:
    assert sentence_starts("a. b. c. d.", at_most=2) == [0, 3]


def test_a_long_row_of_points_is_read_in_one_go() -> None:
    assert sentence_starts("." * 200_000) == [0]
