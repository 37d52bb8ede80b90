"""On which day something happened, as a text begins; 20 November 2026 is a Friday."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.happeningdays import happening_days

FRIDAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def days(text: str, language: str = "fr", published: datetime | None = NOON) -> tuple[date, ...]:
    return happening_days([text], language, published)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Des hommes armés ont attaqué Djibo mercredi.", "fr"),
        ("Gunmen attacked Djibo on Wednesday.", "en"),
        ("هاجم مسلحون جيبو يوم الأربعاء.", "ar"),
        ("'Yan bindiga sun kai hari a Djibo ranar Laraba.", "ha"),
    ],
)
def test_a_weekday_is_the_last_one_of_that_name(text: str, language: str) -> None:
    assert days(text, language) == (date(2026, 11, 18),)


def test_a_night_has_two_days() -> None:
    night = days("Le village a été attaqué dans la nuit de mercredi à jeudi.")
    assert night == (date(2026, 11, 18), date(2026, 11, 19))


def test_late_in_the_evening_the_next_weekday_has_begun_further_east() -> None:
    late = datetime(2026, 11, 20, 23, 45, tzinfo=UTC)
    assert days("هاجم مسلحون جيبو يوم السبت.", "ar", late) == (date(2026, 11, 21),)
    assert days("Des hommes armés ont attaqué Djibo vendredi.", "fr", late) == (FRIDAY,)


def test_the_date_of_a_dateline_is_that_of_sending() -> None:
    assert days("DJIBO (Burkina Faso), 20 novembre 2026 (AFP) - Le marché a brûlé mercredi.") == (date(2026, 11, 18),)
    assert days("DJIBO (Burkina Faso), 20 novembre 2026 (AFP) - Le marché a brûlé.") == ()


def test_the_day_of_a_statement_is_not_that_of_the_happening() -> None:
    assert days("Douze soldats ont été tués, a annoncé jeudi l'armée.") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2 400 personnes sont arrivées depuis lundi.", "fr"),
        ("2,400 people have arrived since Monday.", "en"),
        ("What the agency reports about Gao today.", "en"),
        ("Le marché avait brûlé le 3 mars 2020.", "fr"),
        ("Le marché a brûlé dimanche.", "fr"),
    ],
)
def test_the_beginning_of_a_span_the_day_of_reading_and_days_long_past_are_left_out(text: str, language: str) -> None:
    assert days(text, language) == ()


def test_the_first_sentence_with_a_day_says_it() -> None:
    said = ["Attaque à Djibo", "Le marché a brûlé mercredi.", "L'école rouvre jeudi."]
    assert happening_days(said, "fr", NOON) == (date(2026, 11, 18),)


def test_without_a_date_or_a_calendar_no_day_is_told() -> None:
    assert days("Le marché a brûlé mercredi.", "fr", None) == ()
    assert days("El mercado ardió el miércoles.", "es") == ()


@given(st.text(max_size=200), st.sampled_from(["fr", "en", "ar", "ha"]), st.datetimes(timezones=st.just(UTC)))
def test_whatever_the_text_its_days_are_near_its_publication(text: str, language: str, published: datetime) -> None:
    for day in days(f"{text} monday lundi الاثنين litinin", language, published):
        assert abs(day - published.date()) <= timedelta(days=3)
