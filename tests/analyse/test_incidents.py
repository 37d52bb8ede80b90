"""Golden pairs: the tolls of a snippet, as harm, least, most and words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pipeline.analyse.incidents import find_incidents
from pipeline.analyse.lexicon import Lexicon
from pipeline.analyse.locating import NEARBY
from pipeline.domain.stories import Cause, Claimant, Harm, Incident, Side
from pipeline.domain.topics import Anchoring, Kind, Mention, Place, Tagging

NOTHING = Tagging("", relevant=False, tags=(), mentions=(), countries=(), places=(), actors=())
K, J, A, D = Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.DISPLACED

GOLDEN: list[tuple[str, str, list[tuple[Harm, int, int | None, str]]]] = [
    # French: figures and their bounds
    ("fr", "Douze soldats tués à Djibo", [(K, 12, 12, "Douze soldats tués")]),
    ("fr", "AU MOINS 21 MORTS", [(K, 21, None, "AU MOINS 21 MORTS")]),
    ("fr", "pas moins de 40 blessés", [(J, 40, None, "pas moins de 40 blessés")]),
    ("fr", "plus de 30 civils ont été tués", [(K, 30, None, "plus de 30 civils ont été tués")]),
    ("fr", "près de 30 morts", [(K, 27, 30, "près de 30 morts")]),
    ("fr", "quelque 50 personnes enlevées", [(A, 45, 55, "quelque 50 personnes enlevées")]),
    ("fr", "jusqu’à 50 morts", [(K, 1, 50, "jusqu’à 50 morts")]),
    ("fr", "entre 15 et 20 morts", [(K, 15, 20, "entre 15 et 20 morts")]),
    ("fr", "12 morts au moins", [(K, 12, None, "12 morts au moins")]),
    ("fr", "12 morts, au moins 5 blessés", [(K, 12, 12, "12 morts"), (J, 5, None, "au moins 5 blessés")]),
    ("fr", "une dizaine de morts", [(K, 8, 12, "une dizaine de morts")]),
    ("fr", "Plus d'une dizaine de morts", [(K, 10, None, "Plus d'une dizaine de morts")]),
    ("fr", "plusieurs dizaines de villageois tués", [(K, 20, 99, "plusieurs dizaines de villageois tués")]),
    ("fr", "quatre-vingt-dix-sept morts", [(K, 97, 97, "quatre-vingt-dix-sept morts")]),
    ("fr", "soixante et onze blessés", [(J, 71, 71, "soixante et onze blessés")]),
    ("fr", "deux cent trois morts", [(K, 203, 203, "deux cent trois morts")]),
    ("fr", "1\u202f500 civils tués", [(K, 1500, 1500, "1\u202f500 civils tués")]),
    ("fr", "1.500 civils tués", [(K, 1500, 1500, "1.500 civils tués")]),
    # French: who did what to whom
    ("fr", "des hommes armés ont tué 12 villageois", [(K, 12, 12, "tué 12 villageois")]),
    ("fr", "tuant 12 soldats et enlevant trois femmes",
     [(K, 12, 12, "tuant 12 soldats"), (A, 3, 3, "enlevant trois femmes")]),
    ("fr", "vingt soldats et trois civils ont péri", [(K, 23, 23, "vingt soldats et trois civils ont péri")]),
    ("fr", "12 soldats dont 3 officiers tués", [(K, 12, 12, "12 soldats dont 3 officiers tués")]),
    ("fr", "15 assaillants ont tué le maire", []),
    ("fr", "Un homme tue sa femme", []),
    ("fr", "Un homme de 34 ans est arrêté", []),
    ("fr", "12 otages libérés", []),
    ("fr", "condamnés à mort de 3 juges", []),
    # French: what is no toll of a happening
    ("fr", "Plus de 1.500 civils tués au Mali et au Burkina en 2019", []),
    ("fr", "300 civils ont été tués depuis janvier", []),
    ("fr", "3 millions de morts", []),
    ("fr", "des dizaines de milliers de morts", []),
    ("fr", "12 attaques et 40 villages", []),
    ("fr", "aucun mort", []),
    # English
    ("en", "At least 21 soldiers killed in Mali", [(K, 21, None, "At least 21 soldiers killed")]),
    ("en", "no fewer than 17 troops were killed", [(K, 17, None, "no fewer than 17 troops were killed")]),
    ("en", "gunmen killed some two dozen villagers", [(K, 19, 29, "killed some two dozen villagers")]),
    ("en", "15 gunmen killed 30 people", [(K, 30, 30, "killed 30 people")]),
    ("en", "a bus crash, killing 18", [(K, 18, 18, "killing 18")]),
    ("en", "Twenty-one people were wounded", [(J, 21, 21, "Twenty-one people were wounded")]),
    ("en", "between 12 and 15 people were kidnapped", [(A, 12, 15, "between 12 and 15 people were kidnapped")]),
    ("en", "one hundred and twenty dead", [(K, 120, 120, "one hundred and twenty dead")]),
    ("en", "1,200 people died", [(K, 1200, 1200, "1,200 people died")]),
    ("en", "the death toll rises to 45", [(K, 45, 45, "death toll rises to 45")]),
    ("en", "dozens dead", [(K, 24, 99, "dozens dead")]),
    ("en", "Another 130 abducted schoolkids released", []),
    ("en", "a man aged 34 killed", []),
    ("en", "killed 15 March", []),
    ("en", "killed 15-year-old", []),
    ("en", "5 million dead", []),
    ("en", "more than 1,200 people have been killed since 2019", []),
    ("pcm", "gunmen killed 12 people", [(K, 12, 12, "killed 12 people")]),
    # Arabic
    ("ar", "مقتل ما لا يقل عن ٢١ جنديا", [(K, 21, None, "مقتل ما لا يقل عن ٢١ جنديا")]),
    ("ar", "مقتل 12 شخصا على الأقل", [(K, 12, None, "مقتل 12 شخصا على الأقل")]),
    ("ar", "21 قتيلا و5 جرحى", [(K, 21, 21, "21 قتيلا"), (J, 5, 5, "5 جرحى")]),
    ("ar", "مقتل جنديين في كمين", [(K, 2, 2, "مقتل جنديين")]),
    ("ar", "واختطاف ثلاثة سائقين", [(A, 3, 3, "واختطاف ثلاثة سائقين")]),
    ("ar", "مقتل سبعة عشر جنديا", [(K, 17, 17, "مقتل سبعة عشر جنديا")]),
    ("ar", "مقتل خمس عشرة امرأة", [(K, 15, 15, "مقتل خمس عشرة امرأة")]),
    ("ar", "مقتل نحو 30 مسلحا", [(K, 27, 33, "مقتل نحو 30 مسلحا")]),
    ("ar", "الإفراج عن 130 تلميذا", []),
    # Hausa, where people stand before their figure
    ("ha", "An kashe mutum 27 a Gao", [(K, 27, 27, "kashe mutum 27")]),
    ("ha", "Mutane 27 sun mutu", [(K, 27, 27, "Mutane 27 sun mutu")]),
    ("ha", "Akalla mutum 38 ne aka kashe", [(K, 38, None, "Akalla mutum 38 ne aka kashe")]),
    ("ha", "kashe sojoji uku tare da raunata wasu biyu",
     [(K, 3, 3, "kashe sojoji uku"), (J, 2, 2, "raunata wasu biyu")]),
    ("ha", "An sace ’yan kasuwa 30", [(A, 30, 30, "sace ’yan kasuwa 30")]),
    ("ha", "An sace shanu 300", []),
    ("ha", "bayan kisan daya daga cikin marubuta", []),
    ("ha", "An kashe mutum goma sha biyu", []),
    ("ha", "mutum ashirin da biyu sun mutu", []),
    ("ha", "Motoci 12 sun mutu", []),
    # People who fled
    ("fr", "300 réfugiés ont franchi la frontière", [(D, 300, 300, "300 réfugiés ont franchi la frontière")]),
    ("fr", "chassé 700 habitants de leurs villages", [(D, 700, 700, "chassé 700 habitants de leurs villages")]),
    ("fr", "60 familles, soit 400 personnes, ont fui", [(D, 400, 400, "400 personnes, ont fui")]),
    ("fr", "60 familles ont fui", []),
    ("fr", "une aide pour 400 personnes déplacées", []),
    ("fr", "400 personnes déplacées vivent à Gao", []),
    ("fr", "2 400 déplacés à Gao", []),
    ("fr", "2 400 déplacés après les combats", [(D, 2400, 2400, "2 400 déplacés")]),
    ("fr", "trois hommes ont fui", []),
    ("en", "forced 400 from their homes", [(D, 400, 400, "forced 400 from their homes")]),
    ("en", "400 refugees have crossed into Niger", [(D, 400, 400, "400 refugees have crossed")]),
    ("en", "an influx of 400 refugees", [(D, 400, 400, "influx of 400 refugees")]),
    ("fr", "400 déplacés, dont 90 enfants, arrivent", [(D, 400, 400, "400 déplacés, dont 90 enfants, arrivent")]),
    ("en", "400 villagers have been uprooted", [(D, 400, 400, "400 villagers have been uprooted")]),
    ("en", "up to 400 people fled", [(D, 1, 400, "up to 400 people fled")]),
    ("en", "gunmen shot dead 11 worshippers", [(K, 11, 11, "shot dead 11 worshippers")]),
    ("en", "400 displaced by the fighting", [(D, 400, 400, "400 displaced")]),
    ("en", "400 displaced families arrived", []),
    ("en", "a camp that hosts 400 refugees", []),
    ("en", "30 refugees who had arrived were killed", [(K, 30, 30, "30 refugees who had arrived were killed")]),
    ("en", "abducted 12 people from their homes", [(A, 12, 12, "abducted 12 people")]),
    ("en", "400 gunmen fled", []),
    ("ar", "وصل 400 نازح إلى غاو", [(D, 400, 400, "وصل 400 نازح")]),
    ("ar", "أجبر 400 شخص على الفرار", [(D, 400, 400, "أجبر 400 شخص على الفرار")]),
    ("ar", "فر 40 مسلحا", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), GOLDEN)
def test_golden_tolls(language: str, text: str, expected: list[tuple[Harm, int, int | None, str]]) -> None:
    found = find_incidents(text, "", language, NOTHING)
    assert [(one.harm, one.least, one.most, one.surface) for one in found] == expected


def test_a_figure_told_again_in_the_text_is_told_once() -> None:
    found = find_incidents("12 morts à Djibo", "L'attaque a fait 12 morts.", "fr", NOTHING)
    assert [(one.field, one.surface) for one in found] == [("title", "12 morts")]


def told_twice(title: str, text: str, *named: Mention, language: str = "fr") -> Incident:
    """The one toll of an article of Friday 20 November 2026."""
    tagging = Tagging("", relevant=True, tags=(), mentions=named, countries=(), places=(), actors=())
    (toll,) = find_incidents(title, text, language, tagging, datetime(2026, 11, 20, 12, tzinfo=UTC))
    return toll


def at(field: str, content: str, name: str = "Djibo") -> Mention:
    start = content.index(name)
    return Mention(field, start, start + len(name), name, name, Kind.PLACE, name.lower())


def test_what_the_title_leaves_open_comes_from_the_text_with_its_words() -> None:
    text = "Douze soldats ont été tués lundi, selon l'armée."
    toll = told_twice("Sahel : 12 morts", text)
    assert (toll.field, toll.surface, toll.in_title) == ("text", "Douze soldats ont été tués", True)
    assert (toll.day, toll.claimant, toll.side) == (date(2026, 11, 16), Claimant.ARMY, Side.FORCES)
    assert toll.claim_words
    assert text[toll.claim_words.start : toll.claim_words.end] == toll.claim_words.surface == "selon l'armée"


def test_the_place_of_the_title_goes_with_the_words_that_the_text_has_for_it() -> None:
    title, text = "Djibo : 12 morts", "Douze soldats ont été tués lundi, selon l'armée. La ville de Djibo est calme."
    toll = told_twice(title, text, at("title", title), at("text", text))
    assert (toll.field, toll.place, toll.precision, toll.day) == ("text", "djibo", 1, date(2026, 11, 16))
    assert toll.place_words
    assert text[toll.place_words.start : toll.place_words.end] == toll.place_words.surface == "Djibo"


def test_a_title_that_says_more_than_its_text_stays_and_takes_what_needs_no_words() -> None:
    title = "12 morts lundi à Djibo, selon l'armée"
    toll = told_twice(title, "Douze soldats ont été tués.", at("title", title))
    assert (toll.field, toll.place, toll.side, toll.in_title) == ("title", "djibo", Side.FORCES, False)


def test_equal_figures_of_two_places_or_two_sides_are_not_mixed() -> None:
    title, text = "12 morts à Djibo", "Lundi, 12 personnes ont été tuées à Kaya."
    toll = told_twice(title, text, at("title", title), at("text", text, "Kaya"))
    assert (toll.field, toll.place, toll.day) == ("title", "djibo", None)
    assert told_twice("12 civils tués", "Lundi, 12 soldats ont été tués.").side is Side.CIVILIANS


def test_what_the_text_lays_to_an_accident_is_one_in_the_title_as_well() -> None:
    toll = told_twice("12 morts à Djibo", "Un accident de bus a fait 12 morts.")
    assert toll.cause is Cause.ACCIDENT


@pytest.mark.parametrize(
    ("language", "text", "in_words"),
    [
        ("fr", "Plusieurs soldats tués", True), ("fr", "une dizaine de morts", True), ("fr", "douze morts", False),
        ("fr", "plus d'une dizaine de morts", True), ("fr", "entre 10 et 15 morts", False), ("fr", "12 morts", False),
        ("en", "dozens dead", True), ("en", "several soldiers killed", True), ("en", "at least 12 killed", False),
        ("ar", "مقتل عشرات المدنيين", True), ("ar", "مقتل جنديين", False),
        ("fr", "plusieurs soldats et trois civils tués", False),
    ],
)  # fmt: skip
def test_an_amount_that_names_no_number_is_known_as_one(language: str, text: str, in_words: bool) -> None:
    (toll,) = find_incidents(text, "", language, NOTHING)
    assert toll.told_in_words is in_words


LATE = datetime(2026, 3, 3, 23, 45, tzinfo=UTC)
"""A quarter to midnight on a Tuesday."""


def day_of(text: str, published: datetime, language: str = "en") -> date | None:
    (toll,) = find_incidents("", text, language, NOTHING, published)
    return toll.day


def test_a_day_is_counted_in_the_time_zone_of_the_publication() -> None:
    text = "12 people were killed on Wednesday."
    assert day_of(text, LATE.astimezone(ZoneInfo("Africa/Niamey"))) == date(2026, 3, 4)
    assert day_of(text, LATE) == date(2026, 2, 25)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "DJIBO, Burkina Faso, 4 March 2026 (AIB) - 12 people were killed on Wednesday."),
        ("fr", "DJIBO (Burkina Faso), 4 mars 2026 (AIB) - Douze personnes ont été tuées mercredi."),
        ("ar", "جيبو (بوركينا فاسو)، 4 مارس 2026 (واب) - قتل 12 شخصا يوم الأربعاء."),
    ],
)
def test_the_date_of_a_dateline_wins_over_that_of_the_publication(language: str, text: str) -> None:
    assert day_of(text, LATE, language) == date(2026, 3, 4)
    assert day_of(text, datetime(2026, 3, 5, 9, tzinfo=UTC), language) == date(2026, 3, 4)


def test_the_day_of_writing_is_not_the_day_of_the_happening() -> None:
    assert day_of("BAMAKO, March 3 (Reuters) - Gunmen killed 12 people.", LATE) is None
    assert day_of("BAMAKO, March 3 (Reuters) - Gunmen killed 12 people on Sunday.", LATE) == date(2026, 3, 1)


def test_figures_that_disagree_are_both_told() -> None:
    found = find_incidents("12 morts à Djibo", "Un autre bilan fait état de 15 morts.", "fr", NOTHING)
    assert [one.least for one in found] == [12, 15]


def test_the_span_lies_in_the_original_text() -> None:
    text = "Première phrase.\n\nL'attaque a fait “1\u00a0500 morts”."
    (toll,) = find_incidents("", text, "fr", NOTHING)
    assert text[toll.start : toll.end] == toll.surface == "1\u00a0500 morts"


def test_only_the_first_three_sentences_are_read() -> None:
    assert find_incidents("", "Un. Deux. Trois. 12 morts.", "fr", NOTHING) == ()
    assert len(find_incidents("", "Un. Deux. 12 morts.", "fr", NOTHING)) == 1


def test_blank_lines_are_no_sentences() -> None:
    assert len(find_incidents("", "\n \n--\n\n12 morts.", "fr", NOTHING)) == 1


def test_the_place_is_the_nearest_of_its_sentence() -> None:
    title = "Bamako réagit : douze morts à Djibo"
    spans = {name: (title.index(name), title.index(name) + len(name)) for name in ("Bamako", "Djibo")}
    named = tuple(Mention("title", *span, name, name, Kind.PLACE, name.lower()) for name, span in spans.items())
    tagging = Tagging("", relevant=True, tags=(), mentions=named, countries=(), places=(), actors=())
    (toll,) = find_incidents(title, "", "fr", tagging)
    assert toll.place == "djibo"


def test_a_toll_without_a_place_in_its_sentence_has_none() -> None:
    named = Mention("text", 0, 5, "Djibo", "Djibo", Kind.PLACE, "djibo")
    tagging = Tagging("", relevant=True, tags=(), mentions=(named,), countries=(), places=(), actors=())
    (toll,) = find_incidents("", "Djibo. Douze morts.", "fr", tagging)
    assert toll.place == ""


@pytest.mark.parametrize(
    ("language", "title", "side"),
    [
        ("fr", "35 civils et militaires tués à Niono", Side.UNKNOWN),
        ("en", "12 civilians and soldiers killed in Djibo", Side.UNKNOWN),
        ("fr", "12 soldats tués à Djibo", Side.FORCES),
        ("ar", "مقتل 45 شخصا في هجوم مسلح", Side.UNKNOWN),
        ("ar", "مقتل 20 مسلحا في غارة", Side.FIGHTERS),
        ("ar", "مقتل 38 شخصا في هجوم إرهابي على غاو", Side.UNKNOWN),
        ("ar", "مقتل 12 في هجوم مسلحين", Side.UNKNOWN),
        ("ar", "مقتل جنديين في هجوم شنه مسلحون", Side.FORCES),
        ("en", "38 killed in jihadist attack", Side.UNKNOWN),
        ("en", "Attack by gunmen kills 12 in jihadist stronghold", Side.UNKNOWN),
        ("en", "12 people, including 4 soldiers, killed", Side.UNKNOWN),
        ("en", "12 members of the Malian security forces killed", Side.FORCES),
        ("en", "3 dead civilians", Side.CIVILIANS),
        ("fr", "38 personnes tuées dans une attaque terroriste", Side.UNKNOWN),
        ("fr", "40 morts parmi lesquels 5 terroristes", Side.UNKNOWN),
        ("fr", "12 morts dans les rangs des terroristes", Side.FIGHTERS),
        ("fr", "8 éléments du groupe terroriste abattus", Side.FIGHTERS),
        ("ha", "An kashe fararen hula 12", Side.CIVILIANS),
        ("ha", "'Yan bindiga sun kashe mutum 12", Side.UNKNOWN),
    ],
)
def test_who_was_hit_is_told_where_one_side_alone_is_named(language: str, title: str, side: Side) -> None:
    (toll,) = find_incidents(title, "", language, NOTHING)
    assert toll.side is side


def places_in(field: str, content: str, *names: str) -> tuple[Mention, ...]:
    spans = [(name, content.index(name)) for name in names if name in content]
    return tuple(Mention(field, at, at + len(name), name, name, Kind.PLACE, name.lower()) for name, at in spans)


def place_told(title: str, text: str, *names: str) -> tuple[str, int]:
    """The place of the last toll and its precision; the names are those of towns."""
    towns = {name.lower(): Place(name.lower(), name, "town", "BF", Anchoring.STRONG, ()) for name in names}
    lexicon = Lexicon("", {}, towns, {}, frozenset())
    mentions = (*places_in("title", title, *names), *places_in("text", text, *names))
    tagging = Tagging("", relevant=True, tags=(), mentions=mentions, countries=(), places=(), actors=())
    toll = find_incidents(title, text, "fr", tagging, lexicon=lexicon)[-1]
    assert toll.place_words is None or text[toll.place_words.start : toll.place_words.end] == toll.place_words.surface
    return toll.place, toll.precision


def test_the_wounded_who_were_brought_elsewhere_belong_to_the_place_the_text_began_with() -> None:
    text = "L'attaque de Dori a fait 12 morts. Les 30 blessés ont été évacués vers Fada."
    assert place_told("", text, "Dori", "Fada") == ("dori", NEARBY)


def test_a_place_that_only_the_title_names_gives_no_words_in_the_text() -> None:
    assert place_told("Attaque à Dori", "Les 30 blessés ont été évacués vers Fada.", "Dori", "Fada") == ("", 0)


def test_where_a_text_begins_with_two_towns_neither_is_taken_for_the_scene() -> None:
    text = "Dori et Djibo ont été attaquées. Les 30 blessés ont été évacués vers Fada."
    assert place_told("", text, "Dori", "Djibo", "Fada") == ("", 0)


def test_where_the_displaced_arrive_is_their_place() -> None:
    text = "L'attaque de Djibo a surpris. Quelque 300 déplacés sont arrivés à Dori."
    assert place_told("", text, "Djibo", "Dori") == ("dori", 1)


@pytest.mark.parametrize("language", ["", "de", "sw"])
def test_other_languages_give_no_tolls(language: str) -> None:
    assert find_incidents("12 morts, 12 killed", "", language, NOTHING) == ()


def test_a_text_of_figures_alone_is_read_in_one_go() -> None:
    assert find_incidents("", "12 " * 50_000, "fr", NOTHING) == ()
