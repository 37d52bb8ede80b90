"""An analyst takes a relation back for good, and may take that back."""

from collections import defaultdict
from datetime import UTC, datetime

import pytest

from pipeline.domain.articles import RelationKind
from pipeline.domain.errors import NotFound
from pipeline.domain.records import NewArticle
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services
from pipeline.flows.storing import store_article, store_version
from pipeline.flows.unlink import relink, unlink
from tests.flows.test_regroup import FRAMED, SHORTER, new
from tests.flows.world import CONVOY, CUP

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
OUTLETS = ("agence", "radio", "journal")


@pytest.fixture
def ids(services: Services) -> dict[str, int]:
    """An agency's report and two copies of it in one group, and something else; by their outlets."""
    for name, text, hours in (
        ("agence", CONVOY, 0),
        ("radio", FRAMED, 1),
        ("journal", SHORTER, 2),
        ("sport", CUP, 1.5),
    ):
        store_article(services, new(name, text, hours), None)
    regroup(services)
    assert groups(services) == {frozenset(OUTLETS), frozenset({"sport"})}
    with services.store.reading() as view:
        return {name: view.articles.find([f"https://{name}.example/x"]) or 0 for name in (*OUTLETS, "sport")}


def groups(services: Services) -> set[frozenset[str]]:
    with services.store.reading() as view:
        stored = view.articles.between(*ALWAYS)
    found = defaultdict(set)
    for article in stored:
        found[article.group].add(article.source)
    return {frozenset(names) for names in found.values()}


@pytest.mark.parametrize("name", OUTLETS)
def test_an_unlinked_article_stands_alone_and_the_others_stay_together(
    services: Services, ids: dict[str, int], name: str
) -> None:
    others = unlink(services, ids[name], "awa")
    rest = frozenset(OUTLETS) - {name}
    assert set(others) == {ids[one] for one in rest}
    assert groups(services) == {frozenset({name}), rest, frozenset({"sport"})}


@pytest.mark.parametrize("name", OUTLETS)
def test_relinking_brings_the_groups_back_as_they_were(services: Services, ids: dict[str, int], name: str) -> None:
    before = groups(services)
    unlink(services, ids[name], "awa")
    relink(services, ids[name])
    assert groups(services) == before


def test_it_holds_when_all_is_grouped_again_and_when_a_text_changes(services: Services, ids: dict[str, int]) -> None:
    unlink(services, ids["radio"], "awa")
    changed = new("radio", FRAMED + "\n\nLe gouvernement n'a pas réagi.", 1).analysis
    assert store_version(services, ids["radio"], changed, None)
    with services.store.writing() as tx:
        tx.groups.mark_dirty(article.moment for article in tx.articles.between(*ALWAYS))
    regroup(services)
    assert frozenset({"radio"}) in groups(services)


def test_a_late_copy_still_finds_one_of_the_two(services: Services, ids: dict[str, int]) -> None:
    unlink(services, ids["radio"], "awa")
    store_article(services, late(), None)
    regroup(services)
    (group,) = [one for one in groups(services) if "tardif" in one]
    assert "radio" not in group or "agence" not in group
    assert len(group) > 1


def late() -> NewArticle:
    return new("tardif", CONVOY, 4)


def test_who_took_it_back_is_kept_and_no_listing_calls_it_a_relation(services: Services, ids: dict[str, int]) -> None:
    unlink(services, ids["radio"], "awa")
    with services.store.reading() as view:
        dossier = view.listings.dossier(ids["radio"])
    assert {(one.relation.kind, one.relation.decided_by) for one in dossier.links} == {(RelationKind.APART, "awa")}
    assert dossier.listed.relation is None
    assert dossier.members == ()


def test_what_has_no_relation_cannot_be_unlinked_nor_relinked(services: Services, ids: dict[str, int]) -> None:
    with pytest.raises(NotFound):
        unlink(services, ids["sport"], "awa")
    with pytest.raises(NotFound):
        relink(services, ids["radio"])
    with pytest.raises(NotFound):
        unlink(services, 9999, "awa")
