from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.domain.digests import Candidate, Member
from pipeline.domain.feeds import Ownership, Source
from pipeline.domain.stories import Claimant, Harm, Incident
from pipeline.report.independence import counted, marks, other_outlets, outlet_name, voices_of
from tests.report.samples import article, candidate, copy_by, source

RADIO = source("radio", owner="Radio house")
SISTER = source("sister", owner="Radio house")
PAPER = source("paper", owner="Paper house")
STATE = source("state", owner="The state", ownership=Ownership.STATE)
UNKNOWN = source("unknown")
OTHER_UNKNOWN = source("other")


def keys(one: Candidate, story: Sequence[Candidate] = ()) -> list[str]:
    return [mark.key for mark in marks(voices_of((one, *story)), "en")]


def test_one_outlet_is_a_single_source() -> None:
    assert keys(candidate(1, outlet=RADIO)) == ["single_source"]
    assert keys(candidate(1, outlet=UNKNOWN)) == ["single_source"]


def test_two_outlets_of_one_owner_are_a_single_source() -> None:
    assert keys(candidate(1, outlet=RADIO), [candidate(2, outlet=SISTER)]) == ["single_source"]


def test_copies_in_other_outlets_confirm_nothing() -> None:
    copied = candidate(1, outlet=RADIO, copies=[copy_by(2, PAPER), copy_by(3, UNKNOWN)])
    assert [mark.text for mark in marks(voices_of([copied]), "fr")] == ["1 source, 2 reprises"]


def test_copies_of_another_report_of_the_story_are_counted_too() -> None:
    copied = candidate(2, outlet=SISTER, copies=[copy_by(3, PAPER)])
    assert [mark.text for mark in marks(voices_of([candidate(1, outlet=RADIO), copied]), "en")] == ["1 source, 1 copy"]


def test_a_copy_in_the_same_outlet_is_no_other_outlet() -> None:
    assert keys(candidate(1, outlet=RADIO, copies=[copy_by(2, RADIO)])) == ["single_source"]


def test_texts_of_two_owners_on_one_story_need_no_mark() -> None:
    assert keys(candidate(1, outlet=RADIO), [candidate(2, outlet=PAPER)]) == []


@pytest.mark.parametrize("other", [RADIO, UNKNOWN])
def test_an_outlet_whose_owner_is_not_known_confirms_nothing(other: Source) -> None:
    story = [candidate(2, outlet=OTHER_UNKNOWN)]
    assert keys(candidate(1, outlet=other), story) == ["owners_unknown"]


def test_a_story_told_by_state_outlets_alone_is_the_official_version() -> None:
    other = source("other-state", owner="Another state", ownership=Ownership.STATE)
    assert keys(candidate(1, outlet=STATE), [candidate(2, outlet=other)]) == ["official_only"]


def test_a_text_of_another_kind_makes_it_more_than_the_official_version_and_a_copy_does_not() -> None:
    assert "official_only" in keys(candidate(1, outlet=STATE, copies=[copy_by(2, PAPER)]))
    assert "official_only" not in keys(candidate(1, outlet=STATE), [candidate(2, outlet=PAPER)])


def test_an_outlet_that_is_not_listed_is_not_taken_for_a_state_outlet() -> None:
    stranger = replace(candidate(2), source=None)
    assert "official_only" not in keys(candidate(1, outlet=STATE), [stranger])


def told_by(claimant: Claimant, number: int, outlet: Source, actor: str = "") -> Candidate:
    toll = Incident(Harm.KILLED, 12, 12, "text", 0, 2, "12", claimant=claimant, claimed_by=actor)
    return replace(candidate(number, outlet=outlet), incidents=(toll,))


def test_what_an_army_or_an_armed_group_alone_says_of_its_deeds_is_a_claim_by_a_party() -> None:
    assert keys(told_by(Claimant.ARMY, 1, RADIO, "fama")) == ["single_source", "claim"]
    two = told_by(Claimant.GROUP, 2, PAPER, "jnim")
    assert keys(told_by(Claimant.ARMY, 1, RADIO, "fama"), [two]) == ["claim"]


def test_ten_outlets_that_relay_one_communique_are_a_single_source() -> None:
    others = [
        told_by(Claimant.ARMY, number, source(f"s{number}", owner=f"o{number}"), "fama") for number in range(2, 11)
    ]
    assert keys(told_by(Claimant.ARMY, 1, RADIO, "fama"), others) == ["single_source", "claim"]


def test_an_independent_report_beside_a_claim_needs_no_mark() -> None:
    assert keys(told_by(Claimant.ARMY, 1, RADIO, "fama"), [candidate(2, outlet=PAPER)]) == []


def test_rewritten_reports_of_one_agency_are_a_single_source() -> None:
    two = [
        replace(candidate(number, outlet=outlet), agency="agency:afp") for number, outlet in ((1, RADIO), (2, PAPER))
    ]
    assert keys(two[0], two[1:]) == ["single_source"]


def test_who_speaks_is_counted_over_the_story_with_its_copies() -> None:
    story = [candidate(1, outlet=RADIO, copies=[copy_by(3, UNKNOWN)]), candidate(2, outlet=PAPER)]
    found = counted(story)
    assert (found.articles, found.outlets, len(found.families)) == (3, 3, 2)


def test_other_outlets_are_named_once_each_in_order() -> None:
    stranger = Member(article(5, source="stranger"), None)
    copies = [copy_by(2, UNKNOWN), copy_by(3, PAPER), copy_by(4, UNKNOWN), stranger]
    assert other_outlets(candidate(1, outlet=RADIO, copies=copies)) == ("Outlet unknown", "Outlet paper", "stranger")


def test_an_outlet_without_a_listing_goes_by_what_the_store_calls_it() -> None:
    one = candidate(1, outlet=RADIO)
    unlisted = Candidate(one.listed, None, (), (), ())
    assert outlet_name(unlisted) == "Outlet radio"
