"""Sentences of outlets on a toll that changed: which figures are told as earlier counts, and which are not.

Each has the title the sentence stood under, the figures of the killed that hold, and those that are called earlier.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyse.earlier import is_earlier
from pipeline.analyse.incidents import find_incidents
from pipeline.analyse.retrospects import RETROSPECTS
from pipeline.domain.folding import fold
from pipeline.domain.stories import Harm
from pipeline.domain.topics import Tagging

NOTHING = Tagging("", relevant=False, tags=(), mentions=(), countries=(), places=(), actors=())

EARLIER: list[tuple[str, str, str, set[int], set[int]]] = [
    # French
    ("fr", "Diapaga : 51 morts", "Un précédent bilan faisait état de 37 morts.", {51}, {37}),
    ("fr", "", "Un précédent bilan, communiqué plus tôt lundi, faisait état de 37 morts.", set(), {37}),
    ("fr", "", "Le bilan est désormais de 56 morts, alors qu'un précédent bilan faisait état de 37 morts.", {56}, {37}),
    ("fr", "", "L'attaque a fait 56 morts, contre 37 auparavant.", {56}, {37}),
    ("fr", "", "Cinquante-six personnes ont été tuées, contre 37 annoncées dans un premier temps.", {56}, {37}),
    ("fr", "", "56 morts ont été recensés, contre 37 morts dans un précédent bilan.", {56}, {37}),
    ("fr", "", "Le premier bilan faisait état de 12 morts.", set(), {12}),
    ("fr", "", "Le bilan est passé de 12 morts à 17.", {17}, {12}),
    ("en", "", "The toll rose to 17 dead from 12 dead.", {17}, {12}),
    ("en", "", "At least 51 people were killed, up from an earlier count of 38 people killed.", {51}, {38}),
    ("fr", "", "Le bilan officiel précédent était de 22 morts.", set(), {22}),
    ("fr", "", "Une précédente estimation évoquait 60 morts et une centaine de blessés.", set(), {60}),
    ("fr", "", "L'armée avait initialement annoncé la mort de 12 soldats.", set(), {12}),
    ("fr", "", "Les autorités avaient annoncé dans un premier temps 19 morts.", set(), {19}),
    ("fr", "Attaque de Djibo : le bilan passe à 34 morts", "L'ancien bilan était de 21.", {34}, {21}),
    ("fr", "", "Le bilan est passé de 12 à 17 morts à Hombori.", {17}, {12}),
    ("fr", "", "Le gouvernement a revu le bilan de 37 à 56 morts.", {56}, {37}),
    ("fr", "", "Le précédent bilan de 37 morts est passé à 56 morts.", {56}, {37}),
    ("fr", "", "Il y a 56 morts, et non 37 comme annoncé.", {56}, {37}),
    ("fr", "", "Au moins 40 civils ont été tués, au lieu de 25 annoncés précédemment.", {40}, {25}),
    ("fr", "", "Après un premier bilan de 37 morts, les autorités annoncent 56 morts.", {56}, {37}),
    ("fr", "", "Trente-sept morts avaient été annoncés dans un premier temps.", set(), {37}),
    ("fr", "", "Le bilan, initialement établi à 37 morts, est monté à 56 morts.", {56}, {37}),
    ("fr", "", "Contrairement au précédent bilan de 37 morts, l'armée parle de 12 morts.", {12}, {37}),
    # English
    ("en", "", "The toll has risen to 56 dead, from an initial 37.", {56}, {37}),
    ("en", "", "At least 56 people have died, the mayor said, revising an earlier toll of 37.", {56}, {37}),
    ("en", "", "Authorities revised the toll upwards to 56 dead from 37.", {56}, {37}),
    ("en", "", "Fifty-six people died, not 37 as previously announced.", {56}, {37}),
    ("en", "Toll rises to 51", "An earlier count, given out on Tuesday, had put the figure at 38 dead.", {51}, {38}),
    ("en", "51 dead in Diapaga", "An earlier count put the dead at 38.", {51}, {38}),
    ("en", "51 dead in Diapaga", "A previous toll stood at 38.", {51}, {38}),
    ("en", "", "At least 56 people were killed, up from 37.", {56}, {37}),
    ("en", "", "The death toll rose to 56, up from an earlier figure of 37.", {56}, {37}),
    ("en", "", "The death toll from the Gao attack rose from 12 to 17.", {17}, {12}),
    ("en", "", "The army revised the death toll from 37 to 56 dead.", {56}, {37}),
    ("en", "", "Officials initially reported 12 dead.", set(), {12}),
    ("en", "", "Authorities had earlier reported 12 dead.", set(), {12}),
    ("en", "", "Earlier reports said 12 people were killed.", set(), {12}),
    ("en", "", "The initial toll was 12 dead.", set(), {12}),
    ("en", "", "56 people were killed, rather than 37 as previously reported.", {56}, {37}),
    ("en", "", "The prior official tally was 30 dead but the toll is now 41 dead.", {41}, {30}),
    ("en", "", "The ministry said 41 people died, where an earlier statement had given 30 people killed.", {41}, {30}),
    ("pcm", "", "Earlier count put the number at 12 dead.", set(), {12}),
    # Arabic
    ("ar", "مقتل 56 شخصا", "وكانت حصيلة سابقة أعلنت يوم الثلاثاء قد أشارت إلى 38 قتيلا.", {56}, {38}),
    ("ar", "", "ارتفعت حصيلة الهجوم من 12 إلى 17 قتيلا في موبتي", {17}, {12}),
    ("ar", "", "بلغت الحصيلة 56 قتيلا مقابل 38 في حصيلة سابقة.", {56}, {38}),
    ("ar", "مقتل 56 شخصا", "وكانت الحصيلة السابقة 38.", {56}, {38}),
    ("ar", "", "وكانت حصيلة أولية قد تحدثت عن 12 قتيلا.", set(), {12}),
    ("ar", "", "ارتفع عدد القتلى إلى 56 قتيلا بعدما كان 38.", {56}, {38}),
    ("ar", "", "وكان الجيش قد أعلن في وقت سابق مقتل 12 جنديا.", set(), {12}),
    ("ar", "", "الحصيلة الجديدة 56 قتيلا بدلا من 37 أعلن عنها سابقا.", {56}, {37}),
    ("ar", "", "بلغ عدد القتلى 56 قتيلا، فيما كانت حصيلة سابقة تشير إلى 37 قتيلا.", {56}, {37}),
    # Hausa
    ("ha", "", "Da farko an ce mutum 12 suka mutu, amma yanzu mutum 20 suka mutu.", {20}, {12}),
    ("ha", "", "Tun da farko ranar Talata an bayyana cewa mutum 38 suka mutu.", set(), {38}),
]  # fmt: skip

LIVE: list[tuple[str, str, str, set[int]]] = [
    ("fr", "", "Le bilan a été revu à la hausse et fait état de 40 morts.", {40}),
    ("fr", "", "Le bilan s'est alourdi et fait désormais état de 40 morts.", {40}),
    ("fr", "", "Le bilan est monté à un total de 40 morts.", {40}),
    ("fr", "", "Le bilan revu à la hausse est de 40 morts.", {40}),
    ("fr", "", "Le Burkina porte le deuil de 12 soldats tués à Djibo.", {12}),
    ("fr", "", "Un hélicoptère a ramené à Bamako les corps de 12 soldats tués.", {12}),
    ("fr", "", "L'ancien chiffre de la population est dépassé : 12 civils ont été tués.", {12}),
    ("en", "", "The toll was revised upwards, with reports from the field of 40 people killed.", {40}),
    ("en", "", "Initial reports said that gunmen were in the town; 12 civilians were killed.", {12}),
    ("en", "", "The first report was confirmed by the mayor: 12 civilians were killed.", {12}),
    ("en", "", "An earlier report by the UN said violence was rising, and on Monday 12 civilians were killed.", {12}),
    ("fr", "", "Selon un premier bilan, 12 civils ont été tués.", {12}),
    ("fr", "", "L'attaque a fait 12 morts, d'après un premier décompte communiqué lundi.", {12}),
    ("fr", "", "Le bilan provisoire est de 12 morts.", {12}),
    ("fr", "", "Plus tôt cette semaine, 12 soldats ont été tués à Djibo.", {12}),
    ("fr", "", "Une précédente attaque a fait 12 morts.", {12}),
    ("fr", "", "Les jihadistes ont mené une attaque contre 12 villageois tués dans leur sommeil.", {12}),
    ("fr", "", "Dans un premier temps, les assaillants ont tué 12 soldats.", {12}),
    ("fr", "", "Le convoi, initialement annoncé pour lundi, a été attaqué : 12 soldats tués.", {12}),
    ("fr", "", "L'armée avait initialement annoncé son départ après la mort de 12 soldats.", {12}),
    ("fr", "", "Un nouveau bilan fait état de 56 morts.", {56}),
    ("fr", "", "Douze soldats ont été tués, a annoncé l'armée qui avait auparavant nié toute attaque.", {12}),
    ("en", "", "Earlier this week 12 people were killed in Djibo.", {12}),
    ("en", "", "An earlier attack killed 12 people.", {12}),
    ("en", "", "The previous day, 12 people were killed in another attack.", {12}),
    ("en", "", "According to an initial toll, 12 people were killed.", {12}),
    ("en", "", "Gunmen killed 12 people in a previous raid on the village.", {12}),
    ("en", "", "The army said earlier that 12 soldiers were killed.", {12}),
    ("en", "", "The operation, initially announced for May, was ambushed and 12 soldiers were killed.", {12}),
    ("en", "", "Villagers initially thought it was thunder when gunmen killed 12 people.", {12}),
    ("en", "", "The army initially said nothing of the 12 soldiers killed.", {12}),
    ("en", "", "The latest count puts the toll at 56 dead.", {56}),
    ("en", "", "12 soldiers and 3 civilians were killed, the army initially declined to comment.", {15}),
    ("en", "", "Up to 12 people were killed from Djibo to Kaya.", {1}),
    ("ar", "", "في وقت سابق من هذا الأسبوع قتل 12 شخصا.", {12}),
    ("ar", "", "وفي هجوم سابق قتل 12 شخصا.", {12}),
    ("ar", "", "أعلن الجيش في البداية انسحابه بعد مقتل 12 جنديا.", {12}),
    ("ar", "", "أسفر الهجوم عن مقتل 12 شخصا حسب حصيلة أولية.", {12}),
    ("ha", "", "Mutum 12 suka mutu a harin.", {12}),
]  # fmt: skip


def killed(language: str, title: str, text: str) -> tuple[set[int], set[int]]:
    found = [one for one in find_incidents(title, text, language, NOTHING) if one.harm is Harm.KILLED]
    return {one.least for one in found if not one.superseded}, {one.least for one in found if one.superseded}


@pytest.mark.parametrize(("language", "title", "text", "holds", "earlier"), EARLIER)
def test_an_earlier_count_is_told_as_one(
    language: str, title: str, text: str, holds: set[int], earlier: set[int]
) -> None:
    assert killed(language, title, text) == (holds, earlier)


@pytest.mark.parametrize(("language", "title", "text", "holds"), LIVE)
def test_what_is_no_earlier_count_holds(language: str, title: str, text: str, holds: set[int]) -> None:
    assert killed(language, title, text) == (holds, set())


@pytest.mark.parametrize(("language", "text"), [
    ("fr", "Le précédent bilan annuel faisait état de 300 morts."),
    ("en", "The previous annual toll was 300 dead."),
    ("ar", "كانت الحصيلة السنوية السابقة 300 قتيل."),
])  # fmt: skip
def test_the_sum_of_a_year_is_no_earlier_count_of_an_attack(language: str, text: str) -> None:
    assert killed(language, "51 morts" if language == "fr" else "51 dead", text)[1] == set()


def test_all_harms_of_an_earlier_count_are_earlier_ones() -> None:
    found = find_incidents("", "Un précédent bilan faisait état de 37 morts et 12 blessés.", "fr", NOTHING)
    assert [(one.harm, one.least, one.superseded) for one in found] == [
        (Harm.KILLED, 37, True),
        (Harm.INJURED, 12, True),
    ]


def test_a_bare_earlier_count_is_of_the_harm_it_is_held_against() -> None:
    found = find_incidents("", "At least 56 people were wounded, up from 37.", "en", NOTHING)
    assert [(one.harm, one.least, one.superseded) for one in found] == [
        (Harm.INJURED, 56, False),
        (Harm.INJURED, 37, True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "An earlier count, given out in 2026, had put the number of tankers at 45 tankers.",
        "Attacks are up from 27 villages to 40 villages.",
        "An earlier report said that 5 villages were burned.",
        "An earlier count was 38.",
    ],
)
def test_figures_of_other_things_are_no_earlier_counts(text: str) -> None:
    assert find_incidents("", text, "en", NOTHING) == ()


def test_what_the_text_calls_an_earlier_count_holds_no_more_though_the_title_gives_it() -> None:
    assert killed("fr", "Djibo : 37 morts", "Il y a 56 morts. Un précédent bilan faisait état de 37 morts.") == (
        {56}, {37},
    )  # fmt: skip


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(sorted(RETROSPECTS)), st.data())
def test_any_text_is_read(text: str, language: str, data: st.DataObject) -> None:
    folded = fold(f"un precedent bilan {text} 12").text
    start = data.draw(st.integers(0, len(folded)))
    assert is_earlier(folded, start, len(folded), RETROSPECTS[language]) in (True, False)
