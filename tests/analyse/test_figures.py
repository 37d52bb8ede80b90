"""Which figures of a text changed."""

import pytest

from pipeline.analyse.figures import LONGEST, FigureChange, figure_changes


def changed(before: str, after: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in figure_changes([(before, after)], language, language)]


@pytest.mark.parametrize(
    ("language", "before", "after", "expected"),
    [
        ("fr", "L'attaque a fait 12 morts.", "L'attaque a fait 17 morts.", ("12 morts", "17 morts")),
        ("fr", "Douze soldats ont péri.", "Dix-sept soldats ont péri.", ("Douze soldats", "Dix-sept soldats")),
        ("fr", "Un soldat a été tué.", "Deux soldats ont été tués.", ("Un soldat", "Deux soldats")),
        ("fr", "Il y a 1 200 déplacés.", "Il y a 2 500 déplacés.", ("1 200 déplacés", "2 500 déplacés")),
        ("fr", "Ils ont 3 millions à payer.", "Ils ont 4 millions à payer.", ("3 millions", "4 millions")),
        ("en", "Twelve people died.", "At least 17 people died.", ("Twelve people", "At least 17 people")),
        ("ar", "مقتل 12 جنديا", "مقتل 17 جنديا", ("12 جنديا", "17 جنديا")),
        ("ar", "مقتل سبعة عشر جنديا", "مقتل تسعة عشر جنديا", ("سبعة عشر جنديا", "تسعة عشر جنديا")),
        ("ar", "مقتل ١٢ جنديا", "مقتل ١٧ جنديا", ("١٢ جنديا", "١٧ جنديا")),
        ("ha", "An kashe 12 a Gao", "An kashe 17 a Gao", ("12", "17")),
        ("", "An kashe 12 a Gao", "An kashe 17 a Gao", ("12 a", "17 a")),
    ],
)
def test_a_new_toll_stands_beside_the_old(language: str, before: str, after: str, expected: tuple[str, str]) -> None:
    assert changed(before, after, language) == [expected]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Douze soldats ont été tués.", "12 soldats ont été tués."),
        ("Un pont est coupé.", "Une route est coupée."),
        ("12 morts à Gao", "Gao : 12 morts, dit-on"),
        ("", ""),
    ],
)
def test_another_way_to_write_a_figure_is_no_change(before: str, after: str) -> None:
    assert changed(before, after) == []


def test_a_figure_that_is_only_on_one_side_stands_alone() -> None:
    assert changed("Le marché a brûlé.", "Le marché a brûlé et 3 enfants sont blessés.") == [("", "3 enfants")]
    assert changed("Le marché a brûlé et 3 enfants sont blessés.", "Le marché a brûlé.") == [("3 enfants", "")]


def test_figures_of_a_rewritten_text_are_paired_by_their_word() -> None:
    before = "Selon la radio, 12 villageois auraient péri."
    after = "Le bilan s'alourdit : les autorités comptent maintenant 17 villageois tués, dont 4 enfants."
    assert changed(before, after) == [("12 villageois", "17 villageois"), ("", "4 enfants")]


def test_the_old_toll_may_be_told_beside_the_new() -> None:
    before = "L'attaque du village a fait 12 morts."
    after = "L'attaque du village a fait 17 morts. Un premier bilan était de 12 morts."
    assert changed(before, after) == [("12 morts", "17 morts")]


def test_tolls_that_change_together_are_not_mixed_up() -> None:
    before = "L'attaque a fait 5 morts et 12 blessés."
    after = "L'attaque a fait 12 morts et 20 blessés."
    assert changed(before, after) == [("5 morts", "12 morts"), ("12 blessés", "20 blessés")]


def test_another_value_of_another_thing_is_no_change_of_the_first() -> None:
    before, after = "Le pont est fermé, 3 jours durant.", "Le pont est fermé, 9 camions attendent."
    assert changed(before, after) == [("3 jours", ""), ("", "9 camions")]


def test_what_is_counted_may_be_named_otherwise() -> None:
    before, after = "L'attaque a fait 12 morts à Gao.", "L'attaque a fait 17 victimes à Gao."
    assert changed(before, after) == [("12 morts", "17 victimes")]


def test_a_change_told_twice_is_listed_once() -> None:
    passages = [("Mali : 12 morts", "Mali : 17 morts"), ("On compte 12 morts.", "On compte 17 morts.")]
    assert figure_changes(passages, "fr", "fr") == (FigureChange("12 morts", "17 morts"),)


def test_a_figure_that_moved_to_another_passage_is_no_change() -> None:
    assert figure_changes([("12 morts à Gao", ""), ("", "On compte 12 morts")], "fr", "fr") == ()


def test_the_word_of_a_known_language_is_what_is_counted() -> None:
    assert changed("Il y a eu 12 dans la ville.", "Il y a eu 17 dans la ville.") == [("12", "17")]
    assert changed("Le chef, 12, dit-il.", "Le chef, 17, dit-il.") == [("12", "17")]


def test_a_figure_without_end_is_shown_in_part() -> None:
    ((before, after),) = changed("Rien.", "deux mille " * 500)
    assert before == ""
    assert after == ("deux mille " * 500)[:LONGEST]


@pytest.mark.parametrize("language", ["en", "ha", ""])
def test_another_language_recognised_is_no_change_of_figures(language: str) -> None:
    assert figure_changes([("Six soldats tués", "Six soldats tués")], "fr", language) == ()
