"""The marks of an item beyond who speaks for it: what became of it and what is not certain about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pipeline.domain.articles import DateSource
from pipeline.domain.digests import Candidate
from pipeline.domain.stories import Harm, Incident, Side
from pipeline.report.marks import marks
from pipeline.report.tellings import telling
from tests.report.samples import NOON, candidate, source

BEGINS = NOON - timedelta(hours=12)


def told(
    number: int, least: int, *, outlet: str = "radio", hours: float = 0, title: bool = False, precision: int = 1
) -> Candidate:
    """A report of a toll by an outlet of its own house, so many hours after noon."""
    toll = Incident(
        Harm.KILLED, least, least, "title" if title else "text", 0, 2, str(least), "djibo", precision=precision
    )
    one = candidate(number, outlet=source(outlet, owner=outlet), story=1, moment=NOON + timedelta(hours=hours))
    return replace(one, incidents=(toll,))


def of(
    one: Candidate, others: Sequence[Candidate] = (), *, earlier: Sequence[Candidate] = (), language: str = "en",
    since: datetime | None = BEGINS, added_after: datetime | None = None,
) -> dict[str, str]:  # fmt: skip
    found = marks(
        one, telling(1, (one, *others), earlier), language, ZoneInfo("UTC"), since=since, added_after=added_after
    )
    return {mark.key: mark.text.replace("\u00a0", " ").replace("\u202f", " ") for mark in found}


@pytest.mark.parametrize(
    ("origin", "marked"),
    [(DateSource.DECLARED, False), (DateSource.FEED, False), (DateSource.SEARCHED, True), (DateSource.NONE, True)],
)
def test_a_date_that_nobody_declared_is_marked(origin: DateSource, marked: bool) -> None:
    assert ("date_estimated" in of(candidate(1, date_source=origin))) is marked


def test_what_an_earlier_digest_did_not_have_is_new_but_on_the_very_first() -> None:
    assert of(candidate(1), language="fr")["new"] == "Nouveau"
    assert "new" not in of(candidate(1), since=None)
    assert "new" not in of(candidate(1), earlier=[candidate(2)])


def test_an_update_in_words_names_what_it_brings_up_to_date_and_a_story_of_days_its_beginning() -> None:
    update = replace(candidate(1), updates=7, changed=("12 -> 20 soldats",))
    assert of(update, language="fr")["update"] == "Mise à jour du n° 7"
    older = replace(candidate(1), developing_since=datetime(2026, 11, 18, 9, tzinfo=UTC))
    assert of(older)["developing"] == "Since 18 Nov"


def test_a_later_figure_of_the_same_outlet_is_an_update_and_says_both() -> None:
    before, after = told(1, 12), told(2, 20, hours=3)
    assert of(after, [before])["update"] == "Update 12 → 20"
    assert "update" not in of(before, [after])
    assert of(after, earlier=[before], language="fr")["update"] == "MAJ 12 → 20"


def test_an_update_that_names_the_old_figure_too_is_one_all_the_same() -> None:
    before, after = told(1, 12), told(2, 20, hours=3, title=True)
    old = replace(after.incidents[0], field="text", start=90, least=12, most=12)
    assert of(replace(after, incidents=(*after.incidents, old)), [before])["update"] == "Update 12 → 20"


def test_figures_that_cannot_both_be_true_are_marked_with_the_lowest_and_the_highest() -> None:
    one, other, third = told(1, 12), told(2, 34, outlet="paper"), told(3, 20, outlet="wire")
    assert of(one, [other, third])["figures_differ"] == "Figures differ 12–34"
    assert "figures_differ" not in of(one, [told(2, 12, outlet="paper")])
    assert "figures_differ" not in of(replace(candidate(9, story=1), incidents=()), [one, other])


def test_figures_of_other_sides_are_not_thrown_together() -> None:
    def both(number: int, civilians: int, fighters: int, outlet: str) -> Candidate:
        one = told(number, civilians, outlet=outlet)
        (toll,) = one.incidents
        return replace(
            one,
            incidents=(
                replace(toll, side=Side.CIVILIANS),
                replace(toll, side=Side.FIGHTERS, least=fighters, most=fighters, start=9),
            ),
        )

    one, other = both(1, 5, 20, "radio"), both(2, 8, 30, "paper")
    assert of(one, [other])["figures_differ"] == "Figures differ 5–8"
    hurt = replace(candidate(3, story=1), incidents=(replace(one.incidents[0], harm=Harm.INJURED),))
    assert "figures_differ" not in of(hurt, [one, other])


def test_a_denial_marks_what_it_denies_and_itself() -> None:
    report, denial = candidate(1, story=1), replace(candidate(2, story=1, outlet=source("army")), denies=True)
    assert of(report, [denial], language="fr")["denied"] == "Démenti"
    assert "denied" not in of(denial, [report])
    assert of(denial, [report])["denial"] == "Denial"
    assert "denied" not in of(report, [candidate(2, story=1)])


def test_a_page_that_is_gone_is_withdrawn() -> None:
    assert of(replace(candidate(1), withdrawn=NOON), language="fr")["withdrawn"] == "Retiré"
    assert "withdrawn" not in of(candidate(1))


def test_what_was_stored_after_the_edition_before_is_added() -> None:
    stored = candidate(1).listed.article.first_seen
    assert "added" in of(candidate(1), added_after=stored - timedelta(minutes=1))
    assert "added" not in of(candidate(1), added_after=stored)
    assert "added" not in of(candidate(1))


@pytest.mark.parametrize(("precision", "marked"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_toll_placed_in_a_region_only_is_marked(precision: int, marked: bool) -> None:
    assert ("place_region" in of(told(1, 12, precision=precision))) is marked
