"""Places at which nothing was suffered, by the words before them. The place in question is marked with @."""

import pytest

from pipeline.analyse.elsewhere import is_elsewhere
from pipeline.domain.folding import fold


def elsewhere(text: str, *, arrived: bool = False) -> bool:
    folded = fold(text).text
    at = folded.index("@")
    return is_elsewhere(folded.replace("@", ""), at, arrived=arrived)


@pytest.mark.parametrize(
    "text",
    [
        "85 blessés ont été conduits vers l'hôpital de @Fada",
        "évacués par hélicoptère vers l'hôpital régional de @Gao",
        "trois ont été admis au centre de santé de @Dori",
        "Les corps ont été inhumés lundi à @Kaya",
        "The wounded were taken to the hospital in @Gao",
        "five were airlifted to @Niamey",
        "they were buried in @Dori",
        "ونقل 85 جريحا إلى المستشفى في @كايا",
        "نقل الجرحى إلى مستشفى ب@غاو",
        "An kai mutum 85 da suka jikkata asibitin @Gao",
    ],
)
def test_where_those_who_were_hit_are_brought_nothing_happened(text: str) -> None:
    assert elsewhere(text)
    assert elsewhere(text, arrived=True)


@pytest.mark.parametrize(
    "text",
    ["Les habitants ont fui vers @Dori", "déplacés sont arrivés à @Dori", "se sont réfugiés à @Dori", "fled to @Kaya",
     "residents sought refuge in @Kaya", "نزح السكان إلى @دوسو"],
)  # fmt: skip
def test_a_refuge_is_a_place_for_the_displaced_alone(text: str) -> None:
    assert elsewhere(text)
    assert not elsewhere(text, arrived=True)


@pytest.mark.parametrize(
    "text",
    ["selon un analyste basé à @Dakar", "a déclaré à @Bamako le ministre", "un habitant joint par téléphone à @Gao",
     "an analyst based in @Dakar", "he told reporters in @Niamey", "وقال الباحث المقيم في @باماكو"],
)  # fmt: skip
def test_where_somebody_spoke_nothing_happened(text: str) -> None:
    assert elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "Les blessés ont été évacués après l'attaque de @Djibo",
        "L'attaque de l'hôpital de @Djibo",
        "Un convoi transportant des vivres vers @Djibo a été attaqué",
        "12 réfugiés ont été tués dans le camp de @Mbera",
        "Les assaillants, arrivés à moto à @Djibo, ont tué",
        "L'armée annonce 12 morts à @Gao",
        "Three journalists were killed in @Gao",
        "people were taken hostage in @Gao",
        "2,100 people fled @Dori",
        "مقتل 3 صحفيين في @غاو",
        "قال الجيش إن 12 جنديا قتلوا في @غاو",
        "An kashe mutum 12 a @Gao",
        "@Gao",
    ],
)
def test_other_words_leave_a_place_what_it_is(text: str) -> None:
    assert not elsewhere(text)
