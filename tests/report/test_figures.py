"""Figures of tolls in words."""

from dataclasses import replace

import pytest

from pipeline.report.figures import figure
from tests.report.samples import incident

PLAIN = incident("12 morts", "12", 12)


@pytest.mark.parametrize(
    ("least", "most", "english", "french"),
    [(12, 12, "12", "12"), (12, None, "at least 12", "au moins 12"), (12, 20, "12–20", "12–20")],
)
def test_a_number_is_told_as_it_was(least: int, most: int | None, english: str, french: str) -> None:
    told = replace(PLAIN, least=least, most=most)
    assert (figure(told, "en"), figure(told, "fr")) == (english, french)


@pytest.mark.parametrize(
    ("least", "most", "english", "french"),
    [
        (3, None, "several", "plusieurs"),
        (18, 23, "about 20", "environ 20"),
        (20, 99, "dozens", "des dizaines"),
        (200, 999, "hundreds", "des centaines"),
        (2_000, 9_999, "thousands", "des milliers"),
        (40, 200, "dozens", "des dizaines"),
        (100, None, "at least 100", "au moins 100"),
        (1, 13, "1–13", "1–13"),
        (20_000, 99_999, "tens of thousands", "des dizaines de milliers"),
    ],
)
def test_words_that_name_no_number_stay_words(least: int, most: int | None, english: str, french: str) -> None:
    told = replace(PLAIN, least=least, most=most, told_in_words=True)
    assert (figure(told, "en"), figure(told, "fr")) == (english, french)
