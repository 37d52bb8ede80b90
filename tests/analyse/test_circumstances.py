"""What a toll is about where it is not the day's violence."""

import pytest

from pipeline.analyse.circumstances import CIRCUMSTANCES, DISEASE, VIOLENCE, past_spans, subject_of
from pipeline.domain.folding import fold
from pipeline.domain.stories import Cause


def past(language: str, text: str) -> list[str]:
    folded = fold(text).text
    return [folded[start:end] for start, end in past_spans(folded, CIRCUMSTANCES[language])]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "depuis 2012"), ("fr", "depuis le début de l’année"), ("fr", "depuis janvier"), ("fr", "en dix ans"),
        ("fr", "il y a deux mois"), ("fr", "l'an dernier"), ("fr", "cinq ans après"), ("fr", "le 10e anniversaire"),
        ("en", "since 2012"), ("en", "since the start of the year"), ("en", "over the past decade"),
        ("en", "two months ago"), ("en", "last year"), ("en", "in March 2019"), ("en", "ten years after"),
        ("ar", "منذ عام 2012"), ("ar", "منذ بداية العام"), ("ar", "قبل خمس سنوات"), ("ar", "العام الماضي"),
        ("ha", "tun shekarar 2012"), ("ha", "a shekarar 2019"), ("ha", "bara"), ("ha", "shekaru biyar da suka gabata"),
        ("ha", "cikin shekaru goma"),
    ],
)  # fmt: skip
def test_other_years_and_sums_of_time_are_past(language: str, text: str) -> None:
    assert past(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "depuis lundi"), ("fr", "l'attaque la plus meurtrière depuis 2019"), ("fr", "en proie depuis dix ans"),
        ("fr", "confronté depuis 2012 à des attaques"), ("en", "since Friday"), ("en", "the deadliest since 2019"),
        ("en", "battling insurgents since 2012"), ("ar", "منذ يوم الجمعة"), ("ar", "الهجوم الأكثر دموية منذ عام 2019"),
        ("fr", ""), ("en", "12 soldiers killed"),
        ("ha", "tun ranar Litinin"), ("ha", "hari mafi muni tun shekarar 2019"), ("ha", "An kashe mutum 12"),
    ],
)  # fmt: skip
def test_days_and_remarks_are_not(language: str, text: str) -> None:
    assert past(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("fr", "Une épidémie de rougeole", DISEASE), ("en", "a cholera outbreak", DISEASE), ("ar", "الكوليرا", DISEASE),
        ("fr", "une collision sur la route", Cause.ACCIDENT), ("en", "a bus crash", Cause.ACCIDENT),
        ("ar", "حادث سير", Cause.ACCIDENT), ("fr", "des pluies", Cause.DISASTER),
        ("en", "flash floods", Cause.DISASTER),
        ("ar", "الفيضانات", Cause.DISASTER), ("fr", "L'attaque d'un centre de lutte contre le choléra", VIOLENCE),
        ("en", "the bus hit a landmine and overturned", VIOLENCE),
        ("ha", "annobar kwalara", DISEASE), ("ha", "hatsarin mota", Cause.ACCIDENT),
        ("ha", "ambaliyar ruwa", Cause.DISASTER),
        ("ha", "an kai hari kan motar agajin kwalara", VIOLENCE), ("fr", "douze morts", None), ("en", "", None),
    ],
)  # fmt: skip
def test_words_say_what_a_harm_comes_from(language: str, text: str, subject: str | None) -> None:
    assert subject_of(fold(text).text, CIRCUMSTANCES[language]) == subject
