"""The day that a sentence gives, as an article of Friday 20 November 2026 means it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.days import CALENDARS, dateline_of, days_in
from pipeline.domain.folding import fold

FRIDAY = date(2026, 11, 20)


def found(language: str, text: str, published: date = FRIDAY) -> list[date]:
    return [one.day for one in days_in(fold(text).text, CALENDARS[language], published)]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "lundi", 16), ("fr", "Hier soir", 19), ("fr", "avant-hier", 18), ("fr", "ce vendredi", 20),
        ("fr", "vendredi dernier", 13), ("fr", "le 12 novembre", 12), ("fr", "le 1er novembre", 1),
        ("fr", "mardi 3 novembre", 3), ("fr", "aujourd’hui", 20),
        ("en", "on Monday", 16), ("en", "yesterday", 19), ("en", "November 12", 12), ("en", "on 3 Nov", 3),
        ("en", "Nov 3, 2026", 3), ("en", "Tuesday, November 3", 3), ("en", "last night", 19),
        ("ar", "يوم الاثنين", 16), ("ar", "أمس", 19), ("ar", "أول أمس", 18), ("ar", "12 نوفمبر", 12),
        ("ar", "١٢ نوفمبر", 12),
        ("ha", "ranar Litinin", 16), ("ha", "jiya", 19), ("ha", "shekaranjiya", 18), ("ha", "ranar Juma’a", 20),
        ("ha", "12 ga watan Nuwamba", 12), ("ha", "3 ga Nuwamban 2026", 3),
    ],
)  # fmt: skip
def test_a_day_is_the_last_one_of_its_name(language: str, text: str, day: int) -> None:
    assert found(language, text) == [date(2026, 11, day)]


def test_a_date_that_has_not_come_this_year_is_last_years() -> None:
    assert found("fr", "le 24 décembre") == [date(2025, 12, 24)]


@pytest.mark.parametrize(("language", "text"), [
    ("fr", "lundi prochain"), ("en", "Monday next"), ("fr", "le 31 février"), ("fr", "le 2 décembre 2026"),
    ("en", "no day is named"), ("fr", ""), ("ar", "الجمعة المقبل"),
    ("ha", "ranar Laraba mai zuwa"), ("ha", "2 ga watan Disamban 2026"),
])  # fmt: skip
def test_what_lies_ahead_or_is_no_day_gives_none(language: str, text: str) -> None:
    assert found(language, text) == []


@pytest.mark.parametrize(("language", "text"), [
    ("fr", "L'armée a annoncé jeudi la mort de 12 soldats"), ("en", "The army said on Thursday that 12 were killed"),
    ("fr", "selon un communiqué publié mardi"), ("ar", "قالت الوزارة، وأعلنت الخميس"),
    ("ha", "rundunar ta sanar ranar Alhamis"),
])  # fmt: skip
def test_the_day_of_a_statement_is_not_the_day_of_the_happening(language: str, text: str) -> None:
    assert found(language, text) == []


def dated(language: str, text: str, published: date = FRIDAY) -> date | None:
    found = dateline_of(fold(text).text, CALENDARS[language], published)
    return found.day if found else None


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "DJIBO (Burkina Faso), 21 novembre 2026 (AIB) - Des hommes armés", 21),
        ("fr", "Bamako, 18 novembre (AMAP) – Douze soldats", 18),
        ("fr", "Ouagadougou, 19 nov. - Douze", None),
        ("en", "BAMAKO, Nov 20 (Reuters) - Gunmen", 20),
        ("en", "DJIBO, Burkina Faso, 21 November 2026 (AIB) - At least", 21),
        ("en", "NIAMEY, Nov. 19 (Xinhua) -- Gunmen", None),
        ("ar", "جيبو (بوركينا فاسو)، 21 نوفمبر 2026 (واب) - قتل", 21),
        ("ha", "DJIBO, Burkina Faso, 21 ga Nuwamba 2026 (AIB) - Mutum", 21),
    ],
)
def test_a_dateline_gives_the_day_of_writing(language: str, text: str, day: int | None) -> None:
    assert dated(language, text) == (date(2026, 11, day) if day else None)


@pytest.mark.parametrize(("language", "text"), [
    ("fr", "Le 12 novembre, des hommes armés ont attaqué Djibo"), ("fr", "BAMAKO (AFP) - Douze soldats lundi"),
    ("en", "BAMAKO, November 2, 2025 (AFP) - Gunmen"), ("en", "BAMAKO, Monday (AFP) - Gunmen"), ("en", ""),
    ("en", "Twelve soldiers were killed on November 19 - a first"),
    ("en", "Twelve soldiers were killed on November 19 near Djibo, the army said - a first"),
])  # fmt: skip
def test_a_date_elsewhere_or_long_ago_is_no_dateline(language: str, text: str) -> None:
    assert dated(language, text) is None


@pytest.mark.parametrize(("published", "month"), [(date(2026, 1, 1), 12), (date(2025, 12, 31), 1)])
def test_a_dateline_without_a_year_is_of_the_year_that_is_nearest(published: date, month: int) -> None:
    text = {12: "BAMAKO, December 31 (AFP) - Gunmen", 1: "BAMAKO, January 1 (AFP) - Gunmen"}[month]
    assert dated("en", text, published) == {12: date(2025, 12, 31), 1: date(2026, 1, 1)}[month]


@given(st.text(max_size=60), st.dates(), st.sampled_from(sorted(CALENDARS)))
def test_no_day_lies_after_the_publication(text: str, published: date, language: str) -> None:
    sentence = f"{text} lundi hier 12 mars Monday yesterday May 3 امس {text}"
    assert all(day <= published for day in found(language, sentence, published))
