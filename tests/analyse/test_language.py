import pytest

from pipeline.analyse.language import identify

TEXTS = {
    "fr": "L'armée a annoncé lundi la réouverture de la route qui mène à Ségou après trois jours de combats.",
    "en": "The army said on Monday that the road to the city had been opened again after three days of fighting.",
    "ar": "أعلن الجيش يوم الاثنين إعادة فتح الطريق المؤدي إلى المدينة بعد ثلاثة أيام من القتال.",
    "ha": "Rundunar sojin kasar ta ce an sake bude hanyar da ta kai birnin bayan kwana uku ana fada.",
    "de": "Die Armee teilte am Montag mit, dass die Straße in die Stadt nach drei Tagen wieder geöffnet worden ist.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_is_told_by_its_language(language: str) -> None:
    assert identify("", TEXTS[language]) == language


def test_a_headline_of_names_goes_to_a_language_of_the_lists() -> None:
    assert identify("Mali : 12 soldats tués", "") == "fr"


def test_the_title_alone_is_enough() -> None:
    assert identify(TEXTS["fr"], "") == "fr"


@pytest.mark.parametrize("text", ["", "   ", "12 345 - 67 %", "\x00\x00", "\ud800", "🚀🚀"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert identify("", text) == ""


def test_only_the_beginning_of_a_text_is_looked_at() -> None:
    assert identify("", TEXTS["fr"] + " " * 500 + TEXTS["de"] * 50) == "fr"


def test_a_lone_surrogate_does_no_harm() -> None:
    assert identify("\udce9", TEXTS["en"]) == "en"
