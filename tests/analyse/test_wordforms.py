import pytest

from pipeline.analyse.wordforms import singular, without_clitics


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("soldats", "soldat"),
        ("bureaux", "bureau"),
        ("regionaux", "regional"),
        ("lieux", "lieu"),
        ("robex", "robex"),
        ("robes", "robe"),
        ("aes", "aes"),
        ("fils", "fil"),
        ("access", "access"),
        ("aux", "aux"),
        ("", ""),
    ],
)
def test_a_plural_ending_is_taken_off_only_where_it_is_one(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("والنيجر", "النيجر"),
        ("بالساحل", "الساحل"),
        ("وبمالي", "مالي"),
        ("لمالي", "مالي"),
        ("للنيجر", "النيجر"),
        ("وللنيجر", "النيجر"),
        ("الكمين", "كمين"),
    ],
)
def test_a_clitic_is_split_from_the_word(word: str, bare: str) -> None:
    assert bare in {reading.word for reading in without_clitics(word)}


def test_the_cut_says_how_many_letters_were_taken_off() -> None:
    for word in ("والنيجر", "بالساحل", "وبمالي", "الكمين"):
        assert all(word[reading.cut :] == reading.word for reading in without_clitics(word))


def test_a_word_is_not_cut_to_less_than_three_letters() -> None:
    assert without_clitics("وفي") == []


def test_a_word_of_another_script_is_left_alone() -> None:
    assert without_clitics("bamako") == []
