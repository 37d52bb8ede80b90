"""What a text is compared by when stories are told apart."""

from datetime import UTC, datetime

import pytest

from pipeline.analyse.incidents import find_incidents
from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.analyse.storyfeatures import StoryFeatures, features_of
from pipeline.analyse.tagging import tag
from pipeline.lists import load_vocabulary

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return compile_lexicon(source_of(load_vocabulary(None)))


def read(lexicon: Lexicon, title: str, text: str, language: str) -> StoryFeatures:
    tagging = tag(lexicon, title, text, language)
    incidents = find_incidents(title, text, language, tagging, NOON, lexicon)
    return features_of(title, text, language, tagging.mentions, incidents, lexicon.places)


def test_one_place_has_one_name_in_all_languages(lexicon: Lexicon) -> None:
    french = read(
        lexicon, "Attaque près de Djibo", "Des hommes armés ont tué 21 civils près de Djibo, au Burkina Faso.", "fr"
    )
    english = read(lexicon, "Raid near Djibo", "Gunmen killed 21 civilians near Djibo in Burkina Faso.", "en")
    arabic = read(lexicon, "هجوم قرب دجيبو", "قتل مسلحون ٢١ مدنيا قرب دجيبو في بوركينا فاسو.", "ar")
    for one in (french, english, arabic):
        assert {"p:djibo", "c:burkina-faso"} <= set(one.names)
        assert one.places == ("djibo",)
        assert one.countries == ("BF",)
        assert 21 in one.figures
        assert one.tolls == (("killed", 21, 21),)


def test_names_that_no_list_knows_are_capitalised_words_inside_sentences(lexicon: Lexicon) -> None:
    found = read(
        lexicon, "", "Hier soir, le maire Boukary Sawadogo a parlé. Personne ne l'a cru, dit « Le Baobab ».", "fr"
    )
    assert {"n:boukary", "n:sawadogo", "n:baobab"} <= set(found.names)
    assert not {"n:hier", "n:personne", "n:le"} & set(found.names)


def test_agencies_weekdays_and_months_are_no_names(lexicon: Lexicon) -> None:
    found = read(lexicon, "", "The mayor told AFP on Wednesday that Reuters was wrong in November about Ousmane.", "en")
    assert [name for name in found.names if name.startswith("n:")] == ["n:ousmane"]


def test_years_days_hours_and_small_numbers_are_no_figures(lexicon: Lexicon) -> None:
    text = "Le 12/03/2026 à 18h30, en 2025, trois hommes ont livré 1 200 sacs et 45 bidons."
    assert set(read(lexicon, "", text, "fr").figures) == {1200, 45}


def test_a_place_of_the_background_is_none_of_the_lead(lexicon: Lexicon) -> None:
    text = "Un marché a brûlé à Djibo. " + "Rien de plus n'est connu. " * 4 + "En 2019 une attaque avait visé Kaya."
    assert read(lexicon, "", text, "fr").places == ("djibo",)


def test_empty_and_odd_texts_have_few_features(lexicon: Lexicon) -> None:
    assert read(lexicon, "", "", "fr") == StoryFeatures("fr")
    assert read(lexicon, "\x00", "\ud800 ... !!", "").names == ()
    assert len(read(lexicon, "", "Alpha Bravo " * 20_000, "en").names) <= 40
