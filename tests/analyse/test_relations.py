"""Verdicts on pairs of texts."""

import pytest

from pipeline.analyse.relations import LONGEST_EVIDENCE, MOST_EVIDENCE, compare, prepare
from pipeline.domain.articles import Comparison, RelationKind

ATTACK = """Douze soldats ont été tués samedi dans l'attaque d'un poste militaire près de Ménaka, selon un bilan \
communiqué par le gouverneur de la région. Les assaillants sont arrivés à l'aube à bord de 40 motos et de plusieurs \
véhicules, ont raconté des habitants joints par téléphone.
L'état-major malien affirme que 35 assaillants ont été abattus pendant les combats, qui ont duré plus de trois heures. \
Le colonel Souleymane Dembélé a indiqué que des renforts étaient partis de Gao dans la matinée.
Le marché hebdomadaire du village a été fermé et les écoles resteront closes jusqu'à nouvel ordre. Une association de \
femmes réclame l'ouverture d'un couloir humanitaire pour acheminer de l'eau, des vivres et des médicaments.
Depuis le début de la saison sèche, les routes de cette partie du pays sont devenues impraticables pour les camions \
qui ravitaillent les commerçants, et le prix du mil a presque doublé sur les étals."""

FLOOD = """Les pluies tombées cette semaine sur la vallée du fleuve ont détruit des centaines de maisons en banco et \
noyé les rizières, a constaté notre envoyée spéciale. Dans le quartier des pêcheurs, les familles campent sur les \
toits en attendant les pirogues de la protection civile.
Le maire demande des tentes, des bâches et de la chaux pour les latrines. Il redoute une épidémie de choléra si les \
puits ne sont pas nettoyés avant la fin du mois. Les enseignants ont ouvert trois écoles pour abriter les sinistrés, \
tandis que les éleveurs mènent leurs troupeaux vers les dunes où l'herbe est encore rare."""

WEATHER = """Bulletin valable pour la journée du {date}. Le ciel sera couvert sur la majeure partie du pays avec des \
températures comprises entre {low} et {high} degrés. Dans la région de {place}, le vent soufflera de secteur est à \
{wind} km/h et la visibilité sera réduite par la poussière. Les températures minimales varieront de {first} degrés au \
nord à {second} degrés au sud."""


def judge(later: str, earlier: str) -> Comparison:
    return compare(prepare(later), prepare(earlier))


def sentences(text: str) -> list[str]:
    return text.replace("\n", " ").split(". ")


def test_the_same_words_in_other_writing_are_exact() -> None:
    other = ATTACK.upper().replace("'", "’").replace("É", "E").replace(", ", " , ")
    assert judge(other, ATTACK).kind is RelationKind.EXACT


def test_short_texts_are_exact_where_all_words_are_equal() -> None:
    assert judge("Vidéo : le marché de Gao", "vidéo, le marché de GAO").kind is RelationKind.EXACT


def test_texts_without_words_are_nothing_to_one_another() -> None:
    assert judge("", "...").kind is None
    assert judge("", ATTACK).kind is None


def test_a_credit_and_an_introduction_leave_a_copy() -> None:
    later = f"La nouvelle a fait le tour de la ville.\nBAMAKO, 05/01 (AFP) - {ATTACK}\n(Avec notre correspondant)"
    found = judge(later, ATTACK)
    assert found.kind is RelationKind.COPY
    assert found.contained_earlier == 1.0
    assert 0.8 < found.contained_later < 1.0


def test_a_shortened_text_is_a_copy_that_stands_whole_in_the_longer_one() -> None:
    found = judge(". ".join(sentences(ATTACK)[:3]), ATTACK)
    assert found.kind is RelationKind.COPY
    assert found.contained_later == 1.0
    assert found.contained_earlier < 0.6


def test_the_longer_version_published_later_is_a_copy_too() -> None:
    assert judge(ATTACK, ". ".join(sentences(ATTACK)[:3])).kind is RelationKind.COPY


def test_sentences_in_another_order_make_a_copy() -> None:
    moved = sentences(ATTACK)
    assert judge(". ".join([*moved[3:], *moved[:3]]), ATTACK).kind is RelationKind.COPY


def test_a_word_changed_here_and_there_leaves_a_copy() -> None:
    edited = (
        ATTACK.replace("attaque d'un poste", "assaut d'un poste")
        .replace("communiqué par", "donné par")
        .replace("raconté des", "expliqué des")
        .replace("pendant les combats", "lors des combats")
        .replace("dans la matinée", "le matin")
        .replace("a été fermé", "est fermé")
        .replace("réclame l'ouverture", "demande l'ouverture")
        .replace("cette partie du pays", "cette zone")
    )
    assert judge(edited, ATTACK).kind is RelationKind.COPY


def test_other_articles_are_nothing_to_one_another() -> None:
    assert judge(FLOOD, ATTACK) == Comparison(None, 0.0, 0.0, 0)


def test_a_changed_figure_makes_an_update_that_shows_what_changed() -> None:
    found = judge(ATTACK.replace("35 assaillants", "47 assaillants"), ATTACK)
    assert found.kind is RelationKind.UPDATE
    assert found.changed == 1
    assert found.kept == 3
    assert found.evidence == ("malien affirme que 35 -> 47 assaillants ont ete",)


def test_a_figure_in_words_may_change_into_digits() -> None:
    found = judge(ATTACK.replace("Douze soldats", "19 soldats"), ATTACK)
    assert found.kind is RelationKind.UPDATE
    assert any("12 -> 19" in line for line in found.evidence)


def test_a_figure_written_out_is_the_same_figure() -> None:
    assert judge(ATTACK.replace("Douze soldats", "12 soldats"), ATTACK).kind is RelationKind.COPY


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("affirme que 35 assaillants", "affirme qu'environ 47 assaillants"),
        ("affirme que 35 assaillants", "affirme que plus de 47 assaillants"),
        ("Douze soldats", "Au moins 19 soldats"),
    ],
)
def test_a_word_edited_beside_the_changed_figure_does_not_hide_it(old: str, new: str) -> None:
    assert judge(ATTACK.replace(old, new), ATTACK).kind is RelationKind.UPDATE


def test_a_former_toll_named_as_well_does_not_hide_the_new_one() -> None:
    toll = "Une offensive a touché lundi Gao, et le bilan, encore provisoire, est de {} morts, affirment des témoins"
    base = toll.format(27) + " joints par téléphone.\n" + FLOOD
    later = toll.format(38) + " joints par téléphone.\nUn précédent bilan était de 27 morts.\n" + FLOOD
    verdict = judge(later, base)
    assert verdict.kind is RelationKind.UPDATE
    assert any("27 -> 38" in line for line in verdict.evidence)


def test_a_new_sentence_with_figures_is_no_change_of_figures() -> None:
    later = ATTACK.replace("Le marché", "L'hôpital a reçu 23 blessés en 2 jours. Le marché")
    found = judge(later, ATTACK)
    assert (found.kind, found.changed) == (RelationKind.COPY, 0)


def test_thousands_are_no_change_however_they_are_separated() -> None:
    earlier = ATTACK.replace("40 motos", "1 400 motos")
    assert judge(ATTACK.replace("40 motos", "1.400 motos"), earlier).kind is RelationKind.EXACT


def test_a_score_turned_round_is_a_change() -> None:
    earlier = FLOOD + " Le club de la ville l'a emporté sur le score de 3 à 1 devant son public, 3-2 au match aller."
    found = judge(earlier.replace("3-2", "2-3"), earlier)
    assert (found.kind, found.changed) == (RelationKind.UPDATE, 1)


def test_a_figure_changed_in_an_arabic_text_is_an_update() -> None:
    earlier = (
        "قتل 12 جنديا في هجوم شنه مسلحون على موقع عسكري قرب مدينة ميناكا في شمال مالي، بحسب ما أعلن حاكم الإقليم. "
        "وقال سكان إن المهاجمين وصلوا على متن دراجات نارية عند الفجر وأحرقوا عددا من السيارات ثم انسحبوا."
    )
    found = judge(earlier.replace("12", "٢٠"), earlier)
    assert (found.kind, found.changed) == (RelationKind.UPDATE, 1)


def test_two_bulletins_made_after_one_template_are_nothing_to_one_another() -> None:
    one = WEATHER.format(date="01/02/2023", low=22, high=39, place="Diffa", wind=18, first=20, second=26)
    other = WEATHER.format(date="02/02/2023", low=24, high=41, place="Gao", wind=25, first=19, second=24)
    found = judge(other, one)
    assert max(found.contained_later, found.contained_earlier) > 0.3
    assert found.kind is None


def test_a_text_of_which_only_the_names_differ_is_no_copy() -> None:
    text = (
        "La gendarmerie de {0} a saisi hier une cargaison de médicaments de contrebande cachée sous des sacs de riz, a \
annoncé le commandant {1} devant la presse réunie dans la cour de la brigade."
    )
    found = judge(text.format("Kayes", "Idrissa Sangaré"), text.format("Tillabéri", "Moussa Adamou"))
    assert found.kind is None
    assert any("tillaberi -> kayes" in line for line in found.evidence)


def test_a_figure_changed_in_a_text_in_capitals_is_seen() -> None:
    assert judge(ATTACK.replace("35 assaillants", "47 assaillants").upper(), ATTACK).kind is RelationKind.UPDATE


def test_a_first_name_added_is_no_change_of_names() -> None:
    later = ATTACK.replace("Le colonel Souleymane Dembélé", "Le colonel Dembélé")
    found = judge(later, ATTACK)
    assert (found.kind, found.evidence) == (RelationKind.COPY, ())


def test_an_article_that_takes_over_a_long_passage_contains_a_part() -> None:
    later = " ".join([FLOOD, FLOOD.upper()[::-1], *sentences(ATTACK)[:3]])
    found = judge(later, ATTACK)
    assert found.kind is RelationKind.CONTAINS
    assert 0.2 < found.contained_earlier < 0.5


def test_a_sentence_in_common_is_no_relation() -> None:
    assert judge(f"{FLOOD} {sentences(ATTACK)[5]}.", ATTACK).kind is None


@pytest.mark.parametrize(("words", "kind"), [(12, None), (20, RelationKind.COPY)])
def test_a_very_short_text_is_a_copy_only_of_one_that_holds_all_its_words(
    words: int, kind: RelationKind | None
) -> None:
    short = ATTACK.split()[:words]
    assert judge(" ".join(short), ATTACK).kind is kind
    assert judge(" ".join([*short[:-1], "lundi"]), ATTACK).kind is None


def test_shares_are_given_for_both_texts() -> None:
    half = ". ".join(sentences(ATTACK)[:4])
    one, other = judge(half, ATTACK), judge(ATTACK, half)
    assert (one.contained_later, one.contained_earlier) == (other.contained_earlier, other.contained_later)
    assert one.shared == other.shared


def test_evidence_is_bounded() -> None:
    figures = [
        f"le village numéro {n} compte {n + 100} puits, dont bien peu donnent encore de l'eau" for n in range(60)
    ]
    changed = [line.replace("compte 1", "compte 2") for line in figures]
    found = judge(". ".join(changed), ". ".join(figures))
    assert len(found.evidence) == MOST_EVIDENCE
    assert max(map(len, found.evidence)) <= LONGEST_EVIDENCE


def test_a_prepared_text_is_remembered() -> None:
    assert prepare(ATTACK) is prepare(ATTACK)


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "_" * 100, "(" * 1_000, ". " * 1_000, "1 " * 1_000, "A " * 1_000])
def test_odd_texts_are_judged_without_an_error(odd: str) -> None:
    assert judge(odd, ATTACK).kind is None
    assert judge(f"{ATTACK}\n{odd}", ATTACK).kind in {RelationKind.COPY, RelationKind.EXACT}
