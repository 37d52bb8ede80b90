"""Who did a harm, and who suffered it."""

import pytest

from pipeline.analyse.parties import Party, attackers_and_victims
from pipeline.domain.folding import fold


def sides(text: str, figure: str, *names: str, active: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    folded = fold(text).text
    parties = [Party(name, folded.index(fold(name).text), folded.index(fold(name).text) + len(name)) for name in names]
    at = folded.index(fold(figure).text)
    return attackers_and_victims(folded, parties, at, at + len(figure), active=active)


@pytest.mark.parametrize(
    ("text", "figure", "active"),
    [
        ("12 soldats tués par le JNIM", "12 soldats tués", False),
        ("12 morts dans une attaque du JNIM", "12 morts", False),
        ("12 morts, une attaque attribuée au JNIM", "12 morts", False),
        ("Le JNIM a tué 12 soldats", "tué 12 soldats", True),
        ("Le JNIM affirme avoir tué 12 soldats", "tué 12 soldats", True),
        ("12 killed by JNIM fighters", "12 killed", False),
        ("JNIM ambush leaves 12 dead", "12 dead", False),
    ],
)
def test_the_attacker_is_the_one_that_acts(text: str, figure: str, active: bool) -> None:
    assert sides(text, figure, "JNIM", active=active) == (("JNIM",), ())


def test_an_actor_among_those_counted_is_a_victim() -> None:
    assert sides("12 éléments des FAMa tués", "12 éléments des FAMa tués", "FAMa") == ((), ("FAMa",))


@pytest.mark.parametrize(
    "text",
    ["L'armée dit que le JNIM est affaibli et qu'elle a tué 12 hommes", "Contre le JNIM, des civils ont tué 12 hommes"],
)
def test_an_actor_of_another_clause_has_no_side(text: str) -> None:
    assert sides(text, "tué 12 hommes", "JNIM", active=True) == ((), ())


def test_nobody_named_nobody_blamed() -> None:
    assert sides("12 morts", "12 morts") == ((), ())
