"""What texts count as they begin, in one word for all languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.headcounts import LEAST, Count, headcounts
from pipeline.domain.folding import fold


def counted(text: str, language: str) -> list[Count]:
    return list(headcounts(fold(text), language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Un convoi de 27 camions-citernes est arrivé à Gao.", "fr"),
        ("Vingt-sept camions sont arrivés à Gao.", "fr"),
        ("A convoy of 27 fuel tankers reached Gao.", "en"),
        ("وصلت إلى غاو 27 شاحنة محملة بالوقود.", "ar"),
        ("Tankokin mai 27 sun isa Gao.", "ha"),
    ],
)
def test_one_convoy_is_counted_alike_in_all_languages(text: str, language: str) -> None:
    assert counted(text, language) == [("lorries", 27, 27)]


def test_adjectives_may_stand_between_a_figure_and_what_it_counts() -> None:
    assert counted("Niger received 39 Russian armoured vehicles on Monday.", "en") == [("vehicles", 39, 39)]


def test_billions_are_counted_though_they_are_no_victims() -> None:
    assert counted("L'État réclame 90 milliards de francs CFA.", "fr") == [("billions", 90, 90)]


def test_a_bound_leaves_the_figure_open() -> None:
    assert counted("More than 300 trucks were burned.", "en") == [("lorries", 300, None)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le parquet requiert 13 ans contre un ancien ministre.", "fr"),
        ("Prosecutors seek 13 years for ministers.", "en"),
        ("النيابة تطلب السجن 13 سنة لوزير سابق.", "ar"),
    ],
)
def test_years_of_prison_are_no_count_of_those_who_get_them(text: str, language: str) -> None:
    assert counted(text, language) == []


def test_a_figure_counts_nothing_behind_the_next_mark() -> None:
    assert counted("The toll rose to 27, truck drivers said.", "en") == []


def test_few_of_a_thing_and_things_of_no_list_are_left_out() -> None:
    assert counted("Three lorries and 40 mangoes arrived.", "en") == []


def test_a_language_without_a_list_counts_nothing() -> None:
    assert counted("27 camiones llegaron.", "es") == []
    assert counted("27 camions", "") == []


@given(st.text(max_size=200), st.sampled_from(["fr", "en", "ar", "ha", "pcm", ""]))
def test_whatever_the_text_counts_are_no_smaller_than_the_least(text: str, language: str) -> None:
    for _, least, most in counted(text, language):
        assert least >= LEAST
        assert most is None or most >= least
