"""The day that a sentence gives, as an article of Friday 20 November 2026 means it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.days import CALENDARS, days_in
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


@given(st.text(max_size=60), st.dates(), st.sampled_from(sorted(CALENDARS)))
def test_no_day_lies_after_the_publication(text: str, published: date, language: str) -> None:
    sentence = f"{text} lundi hier 12 mars Monday yesterday May 3 امس {text}"
    assert all(day <= published for day in found(language, sentence, published))
