"""Where a toll was suffered, and how precisely that is said."""

import pytest

from pipeline.analyse.locating import COUNTRY, EXACT, NEARBY, place_of
from pipeline.domain.folding import fold
from pipeline.domain.topics import Anchoring, Kind, Mention, Place

KINDS = {"Djibo": "town", "Gao": "town", "Bamako": "capital", "Mali": "country", "Soum": "region", "دجيبو": "town"}
LISTED = {name.lower(): Place(name.lower(), name, kind, "ML", Anchoring.STRONG, ()) for name, kind in KINDS.items()}


def located(text: str, figure: str = "12") -> tuple[str, int] | None:
    folded = fold(text).text
    named = []
    for name in KINDS:
        at = folded.find(fold(name).text)
        if at >= 0:
            end = at + len(name)
            named.append((at, end, Mention("text", at, end, name, name, Kind.PLACE, name.lower())))
    at = folded.index(figure)
    found = place_of(folded, named, at, at + len(figure), LISTED)
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


def test_no_place_no_precision() -> None:
    assert located("12 morts") is None
