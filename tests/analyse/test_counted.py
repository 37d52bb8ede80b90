"""Who is counted by an amount, and on whose side they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.casualties import CASUALTIES
from pipeline.analyse.counted import is_figure, people_before, side_behind, side_counted, victims_at
from pipeline.analyse.numerals import Word, amount_at, words_of
from pipeline.domain.folding import fold
from pipeline.domain.stories import Side


def words(text: str) -> list[Word]:
    folded = fold(text)
    return words_of(folded, 0, len(folded.text))


def side(language: str, text: str) -> Side | None:
    """The side of those counted by the amount that a text begins with; None where it counts no people."""
    said, casualties = words(text), CASUALTIES[language]
    amount = amount_at(said, 0, casualties.numerals)
    assert amount is not None
    victims = victims_at(said, amount.after, casualties)
    return None if victims is None else side_counted(said, amount.after, victims, casualties)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "12 jeunes soldats", Side.FORCES),
        ("fr", "12 membres des forces de défense", Side.FORCES),
        ("fr", "12 membres d'une coopérative", Side.UNKNOWN),
        ("fr", "12 civils et militaires", Side.UNKNOWN),
        ("fr", "12 personnes dans une attaque terroriste", Side.UNKNOWN),
        ("fr", "12 victimes des terroristes", Side.UNKNOWN),
        ("en", "12 members of the Malian security forces", Side.FORCES),
        ("en", "12 men killed by gunmen", Side.UNKNOWN),
        ("en", "12 suspected jihadist fighters", Side.FIGHTERS),
        ("en", "12 in jihadist attack", None),
        ("en", "12, gunmen said", None),
        ("ar", "12 شخصا في هجوم إرهابي", Side.UNKNOWN),
        ("ar", "12 عنصرا من الجيش", Side.FORCES),
        ("ar", "12 في هجوم مسلحين", None),
    ],
)
def test_the_side_is_that_of_the_phrase_of_the_amount(language: str, text: str, expected: Side | None) -> None:
    assert side(language, text) is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "parmi les civils", Side.CIVILIANS),
        ("fr", "dans les rangs de l'armée", Side.FORCES),
        ("fr", "parmi lesquels 5 terroristes", Side.UNKNOWN),
        ("en", "among them three attackers", Side.UNKNOWN),
        ("en", "after gunmen attacked", Side.UNKNOWN),
        ("fr", "", Side.UNKNOWN),
    ],
)
def test_ranks_behind_a_harm_say_whose_they_are(language: str, text: str, expected: Side) -> None:
    assert side_behind(words(text), 0, CASUALTIES[language]) is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [("ha", "akalla fararen hula 12", 1), ("ha", "motoci 12", None), ("ha", "mutane, 12", None), ("ha", "12", None),
     ("fr", "soldats 12", None)],
)  # fmt: skip
def test_people_before_a_figure_are_found_where_a_language_has_them_there(
    language: str, text: str, expected: int | None
) -> None:
    said, casualties = words(text), CASUALTIES[language]
    amount = amount_at(said, len(said) - 1, casualties.numerals)
    assert amount is not None
    assert people_before(said, amount, casualties) == expected


def test_one_is_no_figure_to_end_a_phrase() -> None:
    assert not is_figure(words("un"), 0, CASUALTIES["fr"])
    assert is_figure(words("deux"), 0, CASUALTIES["fr"])


@given(st.text(alphabet="12 soldatsمسلح,.من", max_size=40), st.sampled_from(sorted(CASUALTIES)))
def test_people_are_found_inside_the_text_or_not_at_all(text: str, language: str) -> None:
    said, casualties = words(text), CASUALTIES[language]
    for at in range(len(said) + 1):
        found = victims_at(said, at, casualties)
        assert found is None or at <= found < len(said)
