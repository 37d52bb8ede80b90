"""Reported tolls: who says what, side by side, never added up."""

from dataclasses import replace
from datetime import date

from pipeline.domain.digests import Candidate, Digest
from pipeline.domain.stories import Cause, Claimant, Harm, Incident, Side
from pipeline.report.digest import build
from pipeline.report.markdown import to_markdown
from pipeline.report.tolls import MOST_ROWS
from tests.report.samples import candidate, record, source

NAMES = (("djibo", "Djibo"), ("soum", "Soum"))


def told(
    number: int, least: int, most: int | None = None, *, place: str = "djibo", story: int = 1, exact: bool = True,
    claimant: Claimant = Claimant.OUTLET, harm: Harm = Harm.KILLED, **changes: object,
) -> Candidate:  # fmt: skip
    text = f"{least} personnes ont été touchées."
    most = least if exact and most is None else most
    incident = Incident(
        harm, least, most, "text", 0, len(str(least)), str(least), place, precision=1, claimant=claimant
    )
    outlet = source(f"outlet-{number}", owner=f"owner-{number}")
    return candidate(number, text=text, incidents=[replace(incident, **changes)], story=story, outlet=outlet)  # type: ignore[arg-type]


def digest(*candidates: Candidate, language: str = "en") -> Digest:
    return build(record(*candidates, language=language, places=NAMES), 1)


def rows(*candidates: Candidate, language: str = "en") -> list[tuple[str, str, str, bool]]:
    """Place, figures, who says so, and whether they differ."""
    return [
        (row.place, ", ".join(f"{one.told} {one.harm}" for one in row.figures), ", ".join(row.voices), bool(row.marks))
        for row in digest(*candidates, language=language).tolls
    ]


def test_two_who_disagree_stand_side_by_side_and_are_marked() -> None:
    found = rows(told(1, 20), told(2, 34))
    assert sorted(found) == [
        ("Djibo", "20 killed", "Outlet outlet-1", True),
        ("Djibo", "34 killed", "Outlet outlet-2", True),
    ]


def test_figures_that_may_both_be_true_are_not_marked() -> None:
    assert not any(differs for *_, differs in rows(told(1, 20, exact=False), told(2, 34)))


def test_an_armys_count_is_said_to_be_the_armys_and_its_neutralised_are_not_killed() -> None:
    army = told(1, 40, claimant=Claimant.ARMY, harm=Harm.NEUTRALISED)
    ((place, figures, said_by, differs),) = rows(army, language="fr")
    assert (place, said_by, differs) == ("Djibo", "l’armée (dans Outlet outlet-1)", False)
    assert figures.replace("\u202f", " ") == "40 « neutralisés »"


def test_those_who_give_the_same_figures_share_a_row() -> None:
    same = [told(number, 20) for number in range(1, 6)]
    rough = told(9, 20, place="", precision=0)
    (row,) = digest(*same, rough).tolls
    assert (row.place, len(row.articles)) == ("Djibo", 6)
    assert row.voices == tuple(f"Outlet outlet-{number}" for number in (1, 2, 3, 4, 5, 9))
    assert "Outlet outlet-3, and 3 more." in " ".join(to_markdown(digest(*same, rough)).split())


def test_who_was_hit_is_told_only_where_all_who_give_the_figure_say_so() -> None:
    fighters, open_ = told(1, 45, side=Side.FIGHTERS), told(2, 45)
    (row,) = digest(fighters, open_).tolls
    assert [figure.side for figure in row.figures] == [""]
    (alone,) = digest(fighters).tolls
    assert [figure.side for figure in alone.figures] == ["fighters"]


def test_two_figures_of_one_harm_never_share_a_row() -> None:
    one = told(1, 45, side=Side.FIGHTERS)
    both = replace(one, incidents=(*one.incidents, replace(one.incidents[0], least=67, most=67, side=Side.UNKNOWN)))
    assert [[figure.told for figure in row.figures] for row in digest(both).tolls] == [["67"], ["45"]]


def test_another_place_or_another_claimant_has_a_row_of_its_own() -> None:
    assert len(rows(told(1, 20), told(2, 20, place="soum"))) == 2
    assert len(rows(told(1, 20), told(2, 20, claimant=Claimant.ARMY))) == 2


def test_accidents_and_what_has_no_toll_make_no_row() -> None:
    assert rows(told(1, 12, cause=Cause.ACCIDENT), candidate(2)) == []
    assert "Reported tolls" not in to_markdown(digest(candidate(2)))


def test_harms_of_one_claimant_at_one_place_share_a_row_and_are_never_added() -> None:
    both = told(1, 12)
    injured = replace(both.incidents[0], harm=Harm.INJURED, least=4, most=6)
    found = rows(replace(both, incidents=(*both.incidents, injured)))
    assert found == [("Djibo", "12 killed, 4–6 injured", "Outlet outlet-1", False)]


def test_a_place_known_only_roughly_and_none_are_told_as_such() -> None:
    near = to_markdown(digest(told(1, 12, precision=2)))
    nowhere = to_markdown(digest(told(1, 12, place="", precision=0)))
    assert "**Djibo (area)**" in near
    assert "**Mali, place not identified**" in nowhere


def test_who_gives_no_place_shares_the_row_of_who_says_the_same_and_does() -> None:
    vague = told(1, 12, place="soum", precision=3)
    wounded = replace(vague.incidents[0], harm=Harm.INJURED, least=40, most=40)
    found = rows(replace(vague, incidents=(*vague.incidents, wounded)), told(2, 12))
    assert found == [("Djibo", "12 killed, 40 injured", "Outlet outlet-1, Outlet outlet-2", False)]


def test_a_figure_without_a_place_stands_with_those_of_its_report_at_the_one_place_it_names() -> None:
    one = told(1, 12)
    wounded = replace(one.incidents[0], harm=Harm.INJURED, least=40, most=40, place="", precision=0)
    assert rows(replace(one, incidents=(wounded, *one.incidents))) == [
        ("Djibo", "12 killed, 40 injured", "Outlet outlet-1", False)
    ]


def test_a_figure_without_a_place_stands_with_those_of_its_report_in_the_one_country_it_names() -> None:
    one = told(1, 12, place="soum", precision=3)
    wounded = replace(one.incidents[0], harm=Harm.INJURED, least=40, most=40, place="", precision=0)
    assert rows(replace(one, incidents=(wounded, *one.incidents))) == [
        ("Soum", "12 killed, 40 injured", "Outlet outlet-1", False)
    ]


def test_a_figure_without_a_place_stands_alone_where_its_report_names_two() -> None:
    one = told(1, 12)
    taken = replace(one.incidents[0], harm=Harm.ABDUCTED, least=3, most=3, place="soum")
    wounded = replace(one.incidents[0], harm=Harm.INJURED, least=40, most=40, place="", precision=0)
    places = [place for place, *_ in rows(replace(one, incidents=(*one.incidents, taken, wounded)))]
    assert sorted(places) == ["", "Djibo", "Soum"]


def test_who_repeats_only_the_wounded_is_not_named_for_the_dead() -> None:
    full = told(1, 41)
    wounded = replace(full.incidents[0], harm=Harm.INJURED, least=85, most=85)
    part = replace(told(2, 85), incidents=(wounded,))
    (row,) = digest(replace(full, incidents=(*full.incidents, wounded)), part).tolls
    assert row.voices == ("Outlet outlet-1",)
    assert row.articles == (1,)


def test_at_least_a_number_and_the_number_share_a_row() -> None:
    assert len(rows(told(1, 29, exact=False), told(2, 29))) == 1


def test_an_outlet_that_names_its_source_is_not_named_beside_it() -> None:
    one = told(1, 29)
    sourced = replace(one.incidents[0], claimant=Claimant.LOCAL, place="", precision=0)
    assert [voice for _, _, voice, _ in rows(replace(one, incidents=(*one.incidents, sourced)))] == [
        "a local source (in Outlet outlet-1)"
    ]


def test_what_an_army_says_stands_apart_from_who_says_the_same() -> None:
    assert len(rows(told(1, 29), told(2, 29, claimant=Claimant.ARMY))) == 2


def test_the_row_with_the_most_killed_comes_first_whatever_else_a_row_tells() -> None:
    fewer = told(1, 38)
    wounded = replace(fewer.incidents[0], harm=Harm.INJURED, least=90, most=90)
    found = rows(replace(fewer, incidents=(*fewer.incidents, wounded)), told(2, 51))
    assert [figures for _, figures, *_ in found] == ["51 killed", "38 killed, 90 injured"]


def test_the_day_and_who_was_hit_are_told_where_they_are_known() -> None:
    text = to_markdown(digest(told(1, 12, day=date(2026, 11, 20), side=Side.CIVILIANS))).replace("\u00a0", " ")
    assert "- **Djibo**, 20 Nov: 12 killed (civilians). Said by: Outlet outlet-1. " in text


def test_both_languages_have_the_same_rows_in_the_same_order() -> None:
    day = [told(number, number + 3, story=number) for number in range(1, 6)]
    english, french = digest(*day), digest(*day, language="fr")
    assert [row.articles for row in english.tolls] == [row.articles for row in french.tolls]


def test_what_does_not_fit_is_counted() -> None:
    day = [told(number, number + 3, story=number) for number in range(1, MOST_ROWS + 4)]
    assert "3 more rows are in the items below." in to_markdown(digest(*day))
    assert len(digest(*day).tolls) == MOST_ROWS + 3
