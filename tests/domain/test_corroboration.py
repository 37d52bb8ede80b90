"""The one counting rule: articles, outlets, independent families, parties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.corroboration import Witness, agency_family, corroboration, family_of
from pipeline.domain.feeds import Ownership, Source
from pipeline.domain.stories import Claimant

NUMBERS = iter(range(1, 10_000))


def witness(
    outlet: str, owner: str = "", ownership: Ownership | None = Ownership.PRIVATE, *, group: int | None = None,
    stands: bool = True, agency: str = "", claims: tuple[tuple[Claimant, str], ...] = (),
) -> Witness:  # fmt: skip
    number = next(NUMBERS)
    return Witness(number, outlet, owner, ownership, number if group is None else group, stands, agency, claims)


def agency(key: str, name: str, owner: str) -> Source:
    return Source(key, name, f"https://{key}.example/", "ML", ("ML",), ("fr",), Ownership.AGENCY, "UTC", owner=owner)


def test_two_outlets_of_one_owner_are_one_family() -> None:
    found = corroboration([witness("rfi", "france-medias-monde"), witness("france24", "france-medias-monde")])
    assert (found.articles, found.outlets, found.families) == (2, 2, ("france-medias-monde",))
    assert not found.corroborated


def test_two_owners_corroborate() -> None:
    assert corroboration([witness("rfi", "france-medias-monde"), witness("lefaso", "lefaso")]).corroborated


def test_copies_of_one_text_speak_once_with_the_voice_of_their_origin() -> None:
    copies = [witness(f"outlet-{number}", f"owner-{number}", group=7, stands=number == 3) for number in range(10)]
    found = corroboration(copies)
    assert (found.articles, found.outlets, found.families) == (10, 10, ("owner-3",))


def test_rewritten_reports_of_one_agency_are_one_family_and_so_is_the_agency_itself() -> None:
    found = corroboration([
        witness("journal", "one", agency="agency:afp"),
        witness("radio", "two", agency="agency:afp"),
        witness("afp", "agency:afp", Ownership.AGENCY),
    ])  # fmt: skip
    assert found.families == ("agency:afp",)


def test_an_owner_that_is_not_known_adds_an_outlet_and_no_family() -> None:
    found = corroboration([witness("rfi", "france-medias-monde"), witness("blog"), witness("other-blog")])
    assert (found.outlets, found.families, found.corroborated) == (3, ("france-medias-monde",), False)


def test_ten_outlets_that_relay_one_communique_are_one_family_that_is_a_party() -> None:
    claim = ((Claimant.ARMY, "fama"),)
    found = corroboration(witness(f"outlet-{number}", f"owner-{number}", claims=claim) for number in range(10))
    assert (found.families, found.parties) == (("claim:fama",), ("claim:fama",))
    assert found.parties_only
    assert not found.corroborated


def test_a_report_with_a_claim_and_a_word_of_its_own_is_its_outlets_voice() -> None:
    one = witness("rfi", "france-medias-monde", claims=((Claimant.ARMY, "fama"), (Claimant.OUTLET, "")))
    assert family_of(one) == ("france-medias-monde", False)


def test_a_claim_and_an_independent_report_corroborate_two_parties_do_not() -> None:
    army = witness("ortm", "state-ml", Ownership.STATE, claims=((Claimant.ARMY, "fama"),))
    group = witness("radio", "one", claims=((Claimant.GROUP, "jnim"),))
    local = witness("studio", "fondation-hirondelle", Ownership.NGO, claims=((Claimant.LOCAL, ""),))
    assert not corroboration([army, group]).corroborated
    assert corroboration([army, local]).corroborated


def test_the_organs_of_one_state_are_one_family_that_is_a_party_its_agency_too() -> None:
    found = corroboration([witness("ortm", "state-ml", Ownership.STATE), witness("amap", "state-ml", Ownership.AGENCY)])
    assert (found.families, found.parties) == (("state-ml",), ("state-ml",))


def test_another_mediums_word_adds_no_family() -> None:
    assert family_of(witness("site", "one", claims=((Claimant.MEDIA, ""),))) == ("", False)


def test_a_credited_agency_that_is_listed_has_the_family_of_its_owner() -> None:
    sources = [agency("amap", "AMAP (Agence malienne de presse)", "state-ml"), agency("apanews", "APA News", "")]
    assert agency_family("AMAP", sources) == "state-ml"
    assert agency_family("APA", sources) == "agency:apa"
    assert agency_family("AFP", sources) == "agency:afp"
    assert agency_family("", sources) == ""


def test_two_texts_of_one_outlet_are_one_voice_rather_its_own_than_a_partys() -> None:
    claim = witness("radio", "one", claims=((Claimant.ARMY, "fama"),))
    found = corroboration([claim, witness("radio", "one")])
    assert (found.outlets, found.families, found.parties) == (1, ("one",), ())


def test_nobody_says_nothing() -> None:
    found = corroboration([])
    assert (found.articles, found.outlets, found.families, found.corroborated) == (0, 0, (), False)
    assert not found.parties_only


WITNESSES = st.lists(
    st.builds(
        Witness,
        article=st.integers(1, 50),
        outlet=st.sampled_from("abcde"),
        owner=st.sampled_from(["", "one", "two", "state-ml"]),
        ownership=st.sampled_from([None, *Ownership]),
        group=st.integers(1, 6),
        stands=st.booleans(),
        agency=st.sampled_from(["", "agency:afp"]),
        claims=st.lists(st.tuples(st.sampled_from(Claimant), st.sampled_from(["", "fama"])), max_size=2).map(tuple),
    ),
    unique_by=lambda one: one.article,
)


@given(WITNESSES)
def test_families_are_at_most_groups_and_parties_are_among_them(witnesses: list[Witness]) -> None:
    found = corroboration(witnesses)
    assert len(found.families) <= len({one.group for one in witnesses})
    assert len(found.families) <= found.outlets <= found.articles
    assert set(found.parties) <= set(found.families)


@given(WITNESSES, st.randoms(use_true_random=False))
def test_the_order_of_witnesses_changes_nothing(witnesses: list[Witness], chance: object) -> None:
    mixed = list(witnesses)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert corroboration(mixed) == corroboration(witnesses)


@pytest.mark.parametrize("name", ["France-Presse", "france presse", "FRANCE  PRESSE"])
def test_the_name_of_an_agency_is_folded(name: str) -> None:
    assert agency_family(name, []) == "agency:france presse"
