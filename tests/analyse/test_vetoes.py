"""Reports that differ in nothing but place, country, day or guest: on titles alone they would be taken for one."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.analyse.lexicon import compile_lexicon, source_of
from pipeline.analyse.stream import CopyStream, Text
from pipeline.lists import load_vocabulary

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
LEXICON = compile_lexicon(source_of(load_vocabulary(None)))

ATTACK = (
    "Des hommes armés ont attaqué jeudi la position de l'armée à {place}, dans le {area}, tuant {toll} soldats, selon "
    "une source sécuritaire. Les assaillants, venus à moto à l'aube, ont emporté des armes et brûlé deux véhicules "
    "avant de repartir vers {way}. Des renforts sont arrivés dans la matinée."
)
VISIT = (
    "Le président de la transition a reçu jeudi à {place} un envoyé spécial {guest}. Les deux hommes ont parlé de "
    "coopération militaire et de la lutte contre le terrorisme au Sahel, indique la présidence. L'envoyé a remis une "
    "lettre de {chief} et doit visiter une usine avant de repartir."
)
COUNCIL = (
    "Le Conseil des ministres s'est réuni mercredi {day} mars à {place} sous la présidence du chef de l'État. Il a "
    "adopté {first} projets de décret sur les douanes, les mines et l'enseignement, et nommé {second} directeurs. "
    "Le communiqué a été lu par le porte-parole du gouvernement."
)
DIFFERENT = {
    "two villages": (
        ATTACK.format(place="Boulkessi", area="centre du Mali", toll=20, way="la frontière"),
        ATTACK.format(place="Ménaka", area="nord-est du Mali", toll=20, way="la brousse"),
    ),
    "two towns of the north": (
        ATTACK.format(place="Gao", area="nord du Mali", toll=12, way="le fleuve"),
        ATTACK.format(place="Kidal", area="nord du Mali", toll=12, way="l'Adrar"),
    ),
    "two towns of one country": (
        ATTACK.format(place="Djibo", area="nord du Burkina Faso", toll=15, way="Arbinda"),
        ATTACK.format(place="Diapaga", area="est du Burkina Faso", toll=15, way="le parc"),
    ),
    "two envoys": (
        VISIT.format(place="Ouagadougou", guest="de la Chine", chief="Xi Jinping"),
        VISIT.format(place="Ouagadougou", guest="de la Turquie", chief="Recep Tayyip Erdogan"),
    ),
    "two governments": (
        COUNCIL.format(place="Bamako, au Mali", day=4, first="quatre", second="trois"),
        COUNCIL.format(place="Niamey, au Niger", day=4, first="cinq", second="deux"),
    ),
    "two weeks": (
        COUNCIL.format(place="Bamako, au Mali", day=4, first="quatre", second="trois"),
        COUNCIL.format(place="Bamako, au Mali", day=11, first="cinq", second="deux"),
    ),
}
APART = {"two weeks": 7.0}
"""Days between two reports that are not of one day."""
EVERYDAY = tuple(
    f"La mairie de {town} a ouvert mardi son {number}e marché couvert, au {country}, a dit un conseiller."
    for town, country in (("Ouagadougou", "Burkina Faso"), ("Bamako", "Mali"), ("Niamey", "Niger"))
    for number in range(11, 17)
)
"""Capitals are named every day: none of them is rare."""


@pytest.mark.parametrize("pair", DIFFERENT)
def test_another_place_guest_government_or_week_is_another_story(pair: str) -> None:
    stream = CopyStream(LEXICON)
    for number, text in enumerate(EVERYDAY):
        stream.feed(Text(f"everyday {number}", text, NOON - timedelta(days=1), text[:40], "fr", f"market-{number}"))
    moments = (NOON, NOON + timedelta(days=APART.get(pair, 0.1)))
    told = [
        stream.feed(Text(str(number), text, moment, text.partition(",")[0], "fr", f"outlet-{number}"))
        for number, (text, moment) in enumerate(zip(DIFFERENT[pair], moments, strict=True))
    ]
    assert told[0].group != told[1].group
    assert told[0].story != told[1].story


def test_the_same_attack_in_other_words_and_in_english_is_one_story() -> None:
    french = ATTACK.format(place="Boulkessi", area="centre du Mali", toll=20, way="la frontière")
    other = (
        "Vingt militaires maliens ont péri jeudi dans un assaut contre le camp de Boulkessi. Le raid, mené par une "
        "centaine de combattants, a duré trois heures, rapporte un élu de Mopti."
    )
    english = (
        "At least 20 soldiers were killed on Thursday when gunmen stormed the army base at Boulkessi in central Mali, "
        "security sources said. Reinforcements reached the camp later in the day."
    )
    stream = CopyStream(LEXICON)
    told = [
        stream.feed(Text(str(number), text, NOON + timedelta(hours=number), text[:60], language, f"outlet-{number}"))
        for number, (text, language) in enumerate(((french, "fr"), (other, "fr"), (english, "en")))
    ]
    assert [one.story for one in told] == ["0", "0", "0"]
    assert len({one.group for one in told}) == 3
