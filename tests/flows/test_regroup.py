"""Any order of arrival ends in the same groups."""

from collections import defaultdict
from datetime import timedelta
from itertools import permutations

import pytest

from pipeline.domain.articles import Basis, DateSource, Document
from pipeline.domain.queries import Filters, read_query
from pipeline.domain.records import NewArticle
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services
from pipeline.flows.stages import analyse
from pipeline.flows.storing import store_article
from tests.flows.world import CONVOY, CUP, START

UPDATE = CONVOY.replace("plus de 100 camions-citernes", "plus de 300 camions-citernes")
SHORTER = "\n\n".join(CONVOY.split("\n\n")[:2])
FRAMED = "Notre correspondant rapporte ce vendredi.\n\n" + CONVOY + "\n\nNous y reviendrons dans notre édition."


def new(name: str, text: str, hours: float) -> NewArticle:
    url = f"https://{name}.example/x"
    document = Document(Basis.PAGE, f"Titre de {name}", text, published=START + timedelta(hours=hours))
    document = Document(
        **{**{f: getattr(document, f) for f in document.__dataclass_fields__}, "date_source": DateSource.DECLARED}
    )
    return NewArticle(url, url, url, name, START + timedelta(days=1), analyse(document))


def partition(services: Services) -> set[frozenset[str]]:
    with services.store.reading() as view:
        found = list(view.listings.find(read_query(""), Filters(everything=True, limit=None)))
    groups = defaultdict(set)
    for one in found:
        groups[one.article.group].add(one.article.source)
    return {frozenset(names) for names in groups.values()}


@pytest.fixture
def wire(services: Services) -> list[NewArticle]:
    """An agency's report, two copies, an update and something else; the stages need the lexicon of the services."""
    assert services.settings.home.is_dir()
    return [
        new("agence", CONVOY, 0),
        new("radio", FRAMED, 1),
        new("journal", SHORTER, 2),
        new("suite", UPDATE, 3),
        new("sport", CUP, 1.5),
    ]


EXPECTED = {frozenset({"agence", "radio", "journal"}), frozenset({"suite"}), frozenset({"sport"})}


@pytest.mark.parametrize("order", list(permutations(range(5)))[::17])
def test_any_order_of_arrival_ends_in_the_same_groups(
    services: Services, wire: list[NewArticle], order: tuple[int, ...]
) -> None:
    for number in order:
        store_article(services, wire[number], None)
    regroup(services)
    assert partition(services) == EXPECTED


def test_in_order_nothing_has_to_be_grouped_again(services: Services, wire: list[NewArticle]) -> None:
    for article in sorted(wire, key=lambda one: one.analysis.document.published or START):
        store_article(services, article, None)
    assert regroup(services) == 0
    assert partition(services) == EXPECTED


def test_a_late_original_takes_over_the_group_and_its_number(services: Services, wire: list[NewArticle]) -> None:
    store_article(services, wire[1], None)
    with services.store.reading() as view:
        before = view.articles.get(1).group
    store_article(services, wire[0], None)
    regroup(services)
    with services.store.reading() as view:
        assert {view.articles.get(number).group for number in (1, 2)} == {before}
        assert view.groups.first_member(before) == 2


def test_grouping_again_a_second_time_changes_nothing(services: Services, wire: list[NewArticle]) -> None:
    for number in (3, 2, 4, 1, 0):
        store_article(services, wire[number], None)
    regroup(services)
    before = partition(services)
    with services.store.writing() as tx:
        tx.groups.mark_dirty([START])
    assert regroup(services) == 1
    assert partition(services) == before


def test_a_late_article_reaches_copies_on_later_days(services: Services, wire: list[NewArticle]) -> None:
    editions = {1: "Matin", 2: "Soir", 3: "Dimanche"}
    copies = [new(f"copie-{day}", f"{FRAMED} {edition}.", 24 * day) for day, edition in editions.items()]
    for article in reversed(copies):
        store_article(services, article, None)
    store_article(services, wire[0], None)
    regroup(services)
    assert len(partition(services)) == 1


def test_an_address_stored_twice_is_one_article(services: Services, wire: list[NewArticle]) -> None:
    assert store_article(services, wire[0], None)
    assert not store_article(services, wire[0], None)
    with services.store.reading() as view:
        assert view.articles.count() == 1


@pytest.mark.parametrize("text", ["", "Bref.", "مالي " * 10])
def test_texts_too_short_to_compare_are_stored_each_for_itself(services: Services, text: str) -> None:
    store_article(services, new("un", text, 0), None)
    store_article(services, new("deux", text + " x", 1), None)
    regroup(services)
    assert len(partition(services)) == 2
