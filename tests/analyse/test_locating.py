"""Where a toll was suffered, and how precisely that is said."""

import pytest

from pipeline.analyse.locating import COUNTRY, EXACT, NEARBY, place_of, scene_of
from pipeline.domain.folding import fold
from pipeline.domain.topics import Anchoring, Kind, Mention, Place

KINDS = {"Djibo": "town", "Gao": "town", "Bamako": "capital", "Mali": "country", "Soum": "region", "دجيبو": "town"}
LISTED = {name.lower(): Place(name.lower(), name, kind, "ML", Anchoring.STRONG, ()) for name, kind in KINDS.items()}


def named_in(folded: str) -> list[tuple[int, int, Mention]]:
    named = []
    for name in KINDS:
        at = folded.find(fold(name).text)
        if at >= 0:
            end = at + len(name)
            named.append((at, end, Mention("text", at, end, name, name, Kind.PLACE, name.lower())))
    return sorted(named, key=lambda one: one[0])


def scene(text: str) -> str | None:
    folded = fold(text).text
    return scene_of(folded, named_in(folded), LISTED)


def located(text: str, figure: str = "12") -> tuple[str, int] | None:
    folded = fold(text).text
    at = folded.index(figure)
    found = place_of(folded, named_in(folded), at, at + len(figure), LISTED)
    return (found[0].key, found[1]) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 morts à Djibo", ("djibo", EXACT)),
        ("12 morts près de Djibo", ("djibo", NEARBY)),
        ("12 morts à 30 km au nord de Djibo", ("djibo", NEARBY)),
        ("12 morts dans la région de Gao", ("gao", NEARBY)),
        ("12 killed near Djibo", ("djibo", NEARBY)),
        ("12 killed in the Gao region", ("gao", NEARBY)),
        ("12 killed in Djibo", ("djibo", EXACT)),
        ("12 morts dans le Soum", ("soum", NEARBY)),
        ("12 morts dans le nord du Mali", ("mali", COUNTRY)),
        ("مقتل 12 شخصا قرب دجيبو", ("دجيبو", NEARBY)),
    ],
)
def test_precision_follows_the_words_and_the_gazetteer(text: str, expected: tuple[str, int]) -> None:
    assert located(text) == expected


def test_a_town_is_taken_before_a_country() -> None:
    assert located("Au Mali 12 morts, selon un bilan donné après l'attaque de Gao") == ("gao", EXACT)


def test_the_nearer_of_two_towns_is_taken() -> None:
    assert located("Gao réagit : 12 morts à Djibo") == ("djibo", EXACT)


def test_where_an_agency_wrote_is_not_where_it_happened() -> None:
    assert located("BAMAKO, Nov 20 (Reuters) - 12 killed in the north of Mali") == ("mali", COUNTRY)
    assert located("BAMAKO, Nov 20 (Reuters) - 12 killed") is None


def test_a_capital_before_a_colon_speaks_for_its_government() -> None:
    assert located("Bamako : 12 morts dans le nord du Mali") == ("mali", COUNTRY)


def test_a_region_that_says_where_a_town_lies_is_not_its_rival() -> None:
    assert located("Djibo, dans l'est de la région de Gao au Mali, faisant 12 morts") == ("djibo", EXACT)
    assert located("Stormed Djibo, in the Gao region of Mali, leaving 12 dead") == ("djibo", EXACT)


def test_a_region_that_is_named_for_itself_is() -> None:
    assert located("Djibo est calme, mais la région de Gao compte 12 morts") == ("gao", NEARBY)


def test_a_region_before_a_colon_gives_way_to_the_town() -> None:
    assert located("Région de Gao : 12 morts dans l'attaque jihadiste de Djibo") == ("djibo", EXACT)


def test_the_scene_of_a_sentence_is_its_one_town() -> None:
    assert scene("Attaque à Djibo, au Mali") == "djibo"
    assert scene("Attaques à Djibo et Gao") == ""
    assert scene("Attaque au Mali") is None
    assert scene("Les blessés ont été évacués vers Gao") is None


def test_the_town_of_a_source_gives_way_to_another() -> None:
    assert located("Une source hospitalière à Gao compte 12 morts dans l'attaque de Djibo") == ("djibo", EXACT)
    assert located("Hospital sources in Gao put the toll of an attack on Djibo at 12") == ("djibo", EXACT)


def test_the_town_of_a_source_is_taken_where_there_is_no_other() -> None:
    assert located("Une source locale à Gao compte 12 morts") == ("gao", EXACT)


def test_no_place_no_precision() -> None:
    assert located("12 morts") is None
