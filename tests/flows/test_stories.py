"""Stories in the store: across languages, in any order of arrival, and as analysts want them."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest

from pipeline.analyse.storyfeatures import index_terms
from pipeline.domain.articles import RelationKind
from pipeline.domain.errors import ConfigError, NotFound
from pipeline.domain.feeds import Ownership, Source
from pipeline.domain.records import NewArticle
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services
from pipeline.flows.stories import told_of
from pipeline.flows.storing import store_article, store_version
from pipeline.flows.storywords import merge_stories, pin, split_off, unsay
from tests.flows.test_regroup import new
from tests.flows.world import CONVOY, CUP, START

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
TEXTS = {
    "fr": (
        "Au moins 21 civils ont été tués jeudi dans une attaque contre le village de Boulkessi, au Mali.\n"
        "Des hommes armés arrivés à moto ont ouvert le feu sur le marché, selon le chef du village, Amadou Cissé.\n"
        "L'attaque n'a pas été revendiquée. Des djihadistes du GSIM sont actifs dans la zone."
    ),
    "en": (
        "Gunmen on motorbikes shot dead 21 people at the market of Boulkessi in central Mali, officials said.\n"
        "Amadou Cissé, the head of the village, said the jihadist fighters came from the east and burned shops.\n"
        "No group has claimed the attack on Boulkessi."
    ),
    "ar": (
        "قتل 21 مدنيا على الأقل في هجوم شنه مسلحون على سوق قرية بولكيسي في مالي.\n"
        "وقال مسؤولون إن المهاجمين وصلوا على دراجات نارية. وتنشط في المنطقة جماعة نصرة الإسلام والمسلمين."
    ),
    "twin": (
        "Au moins 14 civils ont été tués jeudi dans une attaque contre le village de Diafarabé, au Mali.\n"
        "Des hommes armés ont incendié des greniers, selon un élu. Des djihadistes du GSIM sont actifs dans la zone."
    ),
}


@pytest.fixture
def reports(services: Services) -> dict[str, NewArticle]:
    """Three reports of one raid in three languages, one of another raid, and something else."""
    assert services.settings.home.is_dir()
    hours = {"fr": 0.0, "en": 3, "ar": 5, "twin": 4}
    made = {name: new(name, TEXTS[name], at) for name, at in hours.items()}
    return made | {"sport": new("sport", CUP, 2)}


def stories(services: Services) -> set[frozenset[str]]:
    found = defaultdict(set)
    with services.store.reading() as view:
        for article in view.articles.between(*ALWAYS):
            found[article.story].add(article.source)
    return {frozenset(names) for names in found.values()}


def number(services: Services, name: str) -> int:
    with services.store.reading() as view:
        return view.articles.find([f"https://{name}.example/x"]) or 0


def story_of(services: Services, name: str) -> int:
    with services.store.reading() as view:
        return view.articles.get(number(services, name)).story


EXPECTED = {frozenset({"fr", "en", "ar"}), frozenset({"twin"}), frozenset({"sport"})}


def test_what_a_story_counts_ends_before_the_article_that_asks(
    services: Services, reports: dict[str, NewArticle]
) -> None:
    """Later members ask no more likeness of an earlier one, nor do copies or the article itself."""
    for name in ("fr", "en", "ar"):
        store_article(services, reports[name], None)
    with services.store.writing() as tx:
        french = told_of(tx, tx.articles.get(number(services, "fr")))
        arabic = told_of(tx, tx.articles.get(number(services, "ar")))
        assert french
        assert arabic
        weeks = range(french.week, arabic.week + 1)
        terms = index_terms(french.features)
        around = terms, weeks, *ALWAYS
        first = tx.stories.holders(*around, before=(french.moment, french.url_key))
        last = tx.stories.holders(*around, before=(arabic.moment, arabic.url_key))
    assert {(one.size, one.outlets) for one in first} == {(1, 1)}
    assert {(one.size, one.outlets) for one in last} == {(2, 2)}


def store_all(services: Services, reports: dict[str, NewArticle]) -> None:
    for one in sorted(reports.values(), key=lambda one: one.analysis.document.published or ALWAYS[0]):
        store_article(services, one, None)


@pytest.mark.parametrize("order", list(permutations(["fr", "en", "ar", "twin", "sport"]))[::13])
def test_any_order_of_arrival_ends_in_the_same_stories(
    services: Services, reports: dict[str, NewArticle], order: tuple[str, ...]
) -> None:
    for name in order:
        store_article(services, reports[name], None)
    regroup(services)
    assert stories(services) == EXPECTED


def test_a_link_keeps_the_names_and_figures_it_rests_on(services: Services, reports: dict[str, NewArticle]) -> None:
    store_all(services, reports)
    with services.store.reading() as view:
        dossier = view.stories.dossier(story_of(services, "fr"))
    join = dossier.joins[number(services, "ar")]
    assert join.cross_language
    assert "p:boulkessi" in join.names
    assert 21 in join.figures
    assert number(services, "fr") not in dossier.joins


def test_who_speaks_for_a_story_is_counted_as_it_grows(services: Services, reports: dict[str, NewArticle]) -> None:
    owners = {"fr": "house-a", "en": "house-a", "ar": "house-b"}
    with services.store.writing() as tx:
        for name, owner in owners.items():
            site = f"https://{name}.example/"
            source = Source(name, name, site, "ML", ("ML",), ("fr",), Ownership.PRIVATE, "UTC", owner=owner)
            tx.feeds.load([source], [], START)
    counted = []
    for name in ("fr", "en", "ar"):
        store_article(services, reports[name], None)
        with services.store.reading() as view:
            dossier = view.stories.dossier(story_of(services, "fr"))
        counted.append((len(dossier.witnesses), len({one.owner for one in dossier.witnesses})))
    assert counted == [(1, 1), (2, 1), (3, 2)]


def test_a_text_that_changes_leaves_its_story(services: Services, reports: dict[str, NewArticle]) -> None:
    store_all(services, reports)
    changed = replace(reports["en"], analysis=new("en", TEXTS["twin"].replace("14", "15"), 3).analysis)
    assert store_version(services, number(services, "en"), changed.analysis, None)
    regroup(services)
    assert frozenset({"fr", "ar"}) in stories(services)


def test_two_stories_are_made_one_for_good(services: Services, reports: dict[str, NewArticle]) -> None:
    store_all(services, reports)
    old = story_of(services, "twin")
    story = merge_stories(services, old, story_of(services, "fr"), "awa")
    assert frozenset({"fr", "en", "ar", "twin"}) in stories(services)
    group_all_again(services)
    assert frozenset({"fr", "en", "ar", "twin"}) in stories(services)
    with services.store.reading() as view:
        assert view.stories.dossier(old).story == story  # the old number leads there
        assert [(word.article, word.by) for word in view.stories.dossier(story).words] == [
            (number(services, "twin"), "awa")
        ]


def test_an_article_is_split_off_for_good_and_brought_back(services: Services, reports: dict[str, NewArticle]) -> None:
    store_all(services, reports)
    split_off(services, number(services, "ar"), "awa")
    assert {frozenset({"fr", "en"}), frozenset({"ar"})} <= stories(services)
    group_all_again(services)
    assert {frozenset({"fr", "en"}), frozenset({"ar"})} <= stories(services)
    unsay(services, number(services, "ar"))
    assert stories(services) == EXPECTED


def test_a_pinned_article_stays_where_it_is(services: Services, reports: dict[str, NewArticle]) -> None:
    store_all(services, reports)
    pin(services, number(services, "en"), "awa")
    changed = new(
        "en", "Floods swept away 300 houses in Niamey, the capital of Niger, the junta said on Friday.", 3
    ).analysis
    store_version(services, number(services, "en"), changed, None)
    regroup(services)
    assert stories(services) == EXPECTED


def test_what_cannot_be_said_is_refused(services: Services, reports: dict[str, NewArticle]) -> None:
    store_all(services, reports)
    with pytest.raises(ConfigError):
        merge_stories(services, story_of(services, "fr"), story_of(services, "ar"), "awa")
    with pytest.raises(ConfigError):
        pin(services, number(services, "fr"), "awa")
    with pytest.raises(ConfigError):
        unsay(services, number(services, "fr"))
    with pytest.raises(NotFound):
        merge_stories(services, 9999, story_of(services, "fr"), "awa")


def group_all_again(services: Services) -> None:
    with services.store.writing() as tx:
        tx.groups.mark_dirty(article.moment for article in tx.articles.between(*ALWAYS))
    regroup(services)


def test_an_update_is_in_the_story_it_brings_up_to_date_whatever_day_it_names(services: Services) -> None:
    """The weekday of a late evening may be read as that of the week before; an update says by its words what it is."""
    assert services.settings.home.is_dir()
    first = f"Un convoi a été attaqué mardi à Sikasso. {CONVOY}"
    later = f"Un convoi a été attaqué jeudi à Sikasso. {CONVOY.replace('plus de 100', 'plus de 300')}"
    store_article(services, new("agence", first, 0), None)
    store_article(services, new("suite", later, 8), None)
    with services.store.reading() as view:
        listed = view.stories.dossier(story_of(services, "suite")).members
    assert [(one.article.source, one.relation) for one in listed] == [("agence", None), ("suite", RelationKind.UPDATE)]
    split_off(services, number(services, "suite"), "awa")
    group_all_again(services)
    assert story_of(services, "suite") != story_of(services, "agence")
