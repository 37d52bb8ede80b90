"""Which people that are counted had to leave their homes now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.casualties import CASUALTIES
from pipeline.analyse.displacement import flight_at
from pipeline.analyse.numerals import amount_at, words_of
from pipeline.domain.folding import fold


def flight(language: str, text: str) -> str | None:
    """The words of the first flight that is told in words for nothing else."""
    folded, casualties = fold(text), CASUALTIES[language]
    said = words_of(folded, 0, len(folded.text))
    amounts = (amount_at(said, at, casualties.numerals) for at in range(len(said)))
    spans = (flight_at(said, amount, casualties) for amount in amounts if amount)
    span = next(filter(None, spans), None)
    return folded.text[said[span[0]].start : said[span[1] - 1].end] if span else None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Hier, 400 déplacés ont rejoint Dori", "400 deplaces ont rejoint"),
        ("fr", "un afflux de 400 réfugiés", "afflux de 400 refugies"),
        ("fr", "400 nouveaux déplacés y ont cherché refuge", "400 nouveaux deplaces y ont cherche refuge"),
        ("fr", "contraint 400 personnes à fuir", "contraint 400 personnes a fuir"),
        ("en", "400 internally displaced people arrived", "400 internally displaced people arrived"),
        ("en", "drove 400 villagers from their homes", "drove 400 villagers from their homes"),
        ("ar", "وصول 400 لاجئ", "وصول 400 لاجي"),
        ("ar", "اضطر 400 شخص إلى النزوح", "اضطر 400 شخص الي النزوح"),
    ],
)
def test_who_arrives_or_is_driven_out_has_fled(language: str, text: str, expected: str) -> None:
    assert flight(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "le camp accueille 400 réfugiés arrivés hier"),
        ("fr", "une aide pour 400 déplacés"),
        ("fr", "400 délégués ont rejoint Bamako"),
        ("fr", "400 réfugiés, ont rejoint"),
        ("fr", "400 réfugiés qui ont rejoint Dori ont été tués"),
        ("fr", "400 réfugiés sont rentrés et ont gagné leur village"),
        ("en", "400 displaced families arrived"),
        ("en", "400 refugees live here and have arrived at a deal"),
        ("en", "400 people from their homes"),
        ("ar", "مخيم يستقبل 400 لاجئ"),
        ("ar", "وصول 400 أسرة"),
        ("ha", "mutum 400 sun isa"),
    ],
)
def test_who_lives_somewhere_or_only_comes_has_not(language: str, text: str) -> None:
    assert flight(language, text) is None


PIECES = ["400", "déplacés", "ont fui", "forced", "from their homes", "afflux de", "نازح", "وصل", ","]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_a_flight_holds_its_amount(pieces: list[str]) -> None:
    folded = fold(" ".join(pieces))
    said = words_of(folded, 0, len(folded.text))
    for language in ("fr", "en", "ar", "ha"):
        casualties = CASUALTIES[language]
        for at in range(len(said)):
            amount = amount_at(said, at, casualties.numerals)
            span = flight_at(said, amount, casualties) if amount else None
            assert span is None or amount is None or span[0] <= amount.first < amount.after <= span[1] <= len(said)
