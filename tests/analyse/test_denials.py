import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.denials import denied_stretches


def denied(text: str) -> list[str]:
    return [text[start:end] for start, end in denied_stretches(text, "")]


@pytest.mark.parametrize(
    "text",
    [
        "L'attaque n'a pas eu lieu.",
        "L’attaque n’a jamais eu lieu.",
        "L&#039;attaque n&#039;a pas eu lieu.",
        "Il n'y a pas eu de coup d'État.",
        "Il n'y a eu ni attaque ni mutinerie.",
        "L'armée dément une attaque.",
        "L'ARMÉE DÉMENT UNE ATTAQUE.",
        "Le ministre a démenti la rumeur.",
        "Le gouvernement nie toute négociation.",
        "Il assure qu'aucun blocus n'existe.",
        "Ce sont de fausses informations.",
        "Ces rumeurs de putsch sont infondées.",
        "The army denied that the town fell.",
        "No major attack was recorded.",
        "The coup did not take place.",
        "The ambush never happened.",
        "Rumours of a coup are false.",
        "The minister dismissed the reports.",
        "نفى الجيش وقوع هجوم.",
        "لم يقع أي انقلاب.",
        "لا صحة لهذه الأنباء.",
        "Rundunar soji ta musanta harin.",
    ],
)
def test_a_denial_holds_for_its_sentence(text: str) -> None:
    assert denied(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\ud800",
        "L'attaque n'a pas été revendiquée.",
        "L'embuscade n'a pas fait de victimes.",
        "Il n'y a pas eu de victimes.",
        "Aucune revendication n'est connue.",
        "Le ministre ne dément pas l'attaque.",
        "L'armée dément ces accusations de massacre.",
        "Il nie avoir exécuté des civils.",
        "No group has claimed the attack.",
        "There is no doubt that an attack happened.",
        "There is no end to the siege.",
        "Aid workers were denied access to the town.",
        "The army denied any responsibility for the killings.",
        "لم تعلن أي جهة مسؤوليتها عن الهجوم.",
        "تنفيذ هجوم على القاعدة.",
    ],
)
def test_what_denies_no_event_is_no_denial(text: str) -> None:
    assert denied(text) == []


def test_what_stands_after_but_did_happen() -> None:
    assert denied("No attack in Niamey, but gunmen struck Ayorou.") == ["No attack in Niamey, "]


def test_what_stands_before_but_did_happen_too() -> None:
    assert denied("Des tirs ont visé Kati, mais il n'y a pas eu de putsch.") == [" il n'y a pas eu de putsch."]


def test_the_sentences_around_a_denial_are_not_denied() -> None:
    assert denied("Djibo est calme. L'attaque n'a pas eu lieu. Un convoi arrive.") == ["L'attaque n'a pas eu lieu. "]


def test_a_line_that_goes_on_with_a_small_letter_belongs_to_the_denial() -> None:
    assert denied("L'attaque n'a pas\neu lieu.") == ["L'attaque n'a pas\neu lieu."]


@given(st.text(alphabet="no attack. but\n'dément &#039;é", max_size=200))
def test_stretches_lie_in_the_text_in_order_and_apart(text: str) -> None:
    bounds = [at for stretch in denied_stretches(text, "") for at in stretch]
    assert bounds == sorted(bounds)
    assert all(0 <= at <= len(text) for at in bounds)


def test_a_text_is_read_with_the_denials_of_its_language() -> None:
    text = "Ces rumeurs sont infondées."
    assert denied_stretches(text, "fr") == [(0, len(text))]
    assert denied_stretches(text, "en") == []
