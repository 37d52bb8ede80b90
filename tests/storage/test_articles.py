"""Articles, versions, groups, search and listings."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.domain.articles import Relation, RelationKind, Review, State
from pipeline.domain.errors import NotFound
from pipeline.domain.feeds import Ownership
from pipeline.domain.queries import Filters, read_query
from pipeline.domain.records import Analysis, NewArticle, PageRecord
from pipeline.domain.topics import Level
from storage.store import Store, Transaction
from tests.storage.samples import MINUTE, NOON, analysis, new_article, source

OTHER = "https://le-fleuve.example/b"


def put(tx: Transaction, new: NewArticle | None = None, *, group: int | None = None) -> int:
    """Store an article the way a flow does."""
    article = new or new_article()
    number = tx.articles.add(article, group=group or tx.groups.new_group(), story=tx.groups.new_story())
    made = article.analysis
    tx.fingerprints.put(number, 2900, made.fingerprint)
    tx.search.put(number, made.document)
    stored = tx.articles.get(number)
    tx.groups.settle([stored.group], [stored.story])
    return number


def found(tx: Transaction, query: str = "", **filters: object) -> list[int]:
    wanted = Filters(**filters)  # type: ignore[arg-type]
    return [one.article.id for one in tx.listings.find(read_query(query), wanted)]


def test_an_article_comes_back_with_all_its_evidence(store: Store) -> None:
    made = analysis()
    page = PageRecord("https://a.example/", "https://a.example/", 200, (("etag", '"x"'),), NOON, "ab" * 32, 9, True)
    with store.writing() as tx:
        number = put(tx, replace(new_article(made=made), page=page, aliases=("https://radio-dune.example/x",)))
        dossier = tx.listings.dossier(number)
    assert dossier.versions[0].document == made.document
    assert dossier.mentions == made.tagging.mentions
    assert dossier.incidents == made.incidents
    assert [(tag.topic, tag.level, tag.lexicon) for tag in dossier.tags] == [
        ("fuel-blockade", Level.REPORTED, "lexicon-1")
    ]
    assert dossier.versions[0].page == page
    assert dossier.aliases == ("https://radio-dune.example/x",)
    assert dossier.listed.countries == ("ML",)
    assert dossier.review is None


def test_an_article_is_found_by_its_key_and_its_aliases(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx, replace(new_article(), aliases=("https://radio-dune.example/x",)))
        assert tx.articles.find(["https://radio-dune.example/a"]) == number
        assert tx.articles.find(["https://elsewhere.example", "https://radio-dune.example/x"]) == number
        assert tx.articles.find(["https://elsewhere.example"]) is None


def test_a_missing_article_is_not_found(store: Store) -> None:
    with store.reading() as view, pytest.raises(NotFound) as caught:
        view.listings.dossier(99)
    assert caught.value.exit_code == 4


def test_an_undated_article_is_placed_when_it_was_first_seen(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx, new_article(made=analysis(when=None)))
        article = tx.articles.get(number)
    assert article.published is None
    assert article.moment == article.first_seen


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    before, after = analysis(), analysis("Le convoi n'est pas arrivé.", title="Démenti")
    with store.writing() as tx:
        number = put(tx, new_article(made=before))
        assert tx.articles.add_version(number, after, None, NOON + MINUTE) == 2
        tx.search.put(number, after.document, before=before.document)
        dossier = tx.listings.dossier(number)
        assert found(tx, "Démenti", everything=True) == [number]
        assert found(tx, "carburant", everything=True) == []
    assert [version.document for version in dossier.versions] == [before.document, after.document]
    assert dossier.listed.article.title == "Démenti"
    assert dossier.tags == ()


def test_the_sketch_of_an_article_comes_back_as_it_was(store: Store) -> None:
    made = analysis()
    with store.writing() as tx:
        number = put(tx, new_article(made=made))
        assert tx.articles.fingerprint(number) == made.fingerprint
        assert tx.articles.texts([number]) == {number: made.document.text}


def test_neighbours_share_fingerprints_inside_the_window(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        mine = analysis("Un convoi de carburant est parti de Sévaré.").fingerprint
        day = timedelta(days=1)
        near = tx.fingerprints.near(mine, [2900], since=NOON - day, until=NOON + day, least=2)
        assert [(one.id, one.shared >= 2) for one in near] == [(number, True)]
        assert tx.fingerprints.near(mine, [2899], since=NOON - day, until=NOON + day, least=2) == []
        assert tx.fingerprints.near(mine, [2900], since=NOON + MINUTE, until=NOON + day, least=2) == []
        assert tx.fingerprints.near(mine, [2900], since=NOON - day, until=NOON + day, least=99) == []


def test_equal_words_are_found_by_their_hash(store: Store) -> None:
    made = analysis()
    with store.writing() as tx:
        number = put(tx, new_article(made=made))
        same = tx.fingerprints.same(made.fingerprint.exact, since=NOON, until=NOON)
        assert [one.id for one in same] == [number]


def test_the_origin_of_a_group_is_the_agency(store: Store) -> None:
    late = replace(analysis(), document=replace(analysis().document, published=NOON + 60 * MINUTE))
    with store.writing() as tx:
        tx.feeds.load([source(), source("agence", ownership=Ownership.AGENCY)], [], NOON)
        copy = put(tx)
        group = tx.articles.get(copy).group
        wire = put(tx, new_article("https://agence.example/1", made=late, outlet="agence"), group=group)
        assert found(tx) == [wire]
        assert set(found(tx, everything=True)) == {copy, wire}
        assert found(tx, source="radio-dune") == [copy]


def test_without_an_agency_the_origin_is_the_earliest(store: Store) -> None:
    late = replace(analysis(), document=replace(analysis().document, published=NOON + 60 * MINUTE))
    with store.writing() as tx:
        first = put(tx)
        put(tx, new_article(OTHER, made=late), group=tx.articles.get(first).group)
        assert found(tx) == [first]


def test_an_empty_group_disappears(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        before = tx.articles.get(number).group
        after = tx.groups.new_group()
        tx.articles.move(number, group=after, story=tx.articles.get(number).story)
        tx.groups.settle([before, after], [])
        assert tx.groups.first_member(before) is None
        assert found(tx) == [number]


def test_a_relation_an_analyst_decided_is_not_overwritten(store: Store) -> None:
    with store.writing() as tx:
        one, two = put(tx), put(tx, new_article(OTHER))
        decided = Relation(two, one, RelationKind.UPDATE, 0.5, 0.4, 3, 1, ("12 -> 20",), decided_by="awa")
        tx.groups.put_relations([decided])
        tx.groups.put_relations([replace(decided, kind=RelationKind.COPY, decided_by="machine")])
        tx.groups.drop_relations(two)
        assert tx.groups.relations_of(one) == [decided]


def test_relations_are_shown_from_both_sides(store: Store) -> None:
    with store.writing() as tx:
        one, two = put(tx), put(tx, new_article(OTHER))
        tx.groups.put_relations([Relation(two, one, RelationKind.UPDATE, 0.5, 0.4, 3, 1, ())])
        assert [link.other.id for link in tx.listings.dossier(one).links] == [two]
        assert [link.other.id for link in tx.listings.dossier(two).links] == [one]
        assert tx.listings.listed([two])[0].relation is RelationKind.UPDATE


def test_dirty_days_are_remembered_once_and_in_order(store: Store) -> None:
    with store.writing() as tx:
        tx.groups.mark_dirty([NOON, NOON + MINUTE, NOON - timedelta(days=2)])
        first = tx.groups.oldest_dirty_day()
        assert first == (NOON - timedelta(days=2)).date()
        tx.groups.mark_clean(first)
        assert tx.groups.oldest_dirty_day() == NOON.date()


@pytest.mark.parametrize(
    "query",
    ["sevare", "SÉVARÉ", "convoi carburant", '"convoi de carburant"', "Sévaré -Kayes", "«de carburant»", "convoi*"],
)
def test_search_forgives_case_and_accents_and_knows_phrases(store: Store, query: str) -> None:
    with store.writing() as tx:
        number = put(tx)
        assert found(tx, query) == [number]


@pytest.mark.parametrize(
    "query", ["Kayes", '"carburant de convoi"', "convoi -carburant", '"convoi un"', "convoi NEAR(kayes)", "and or not"]
)
def test_search_finds_nothing_else(store: Store, query: str) -> None:
    with store.writing() as tx:
        put(tx)
        assert found(tx, query) == []


def test_search_knows_arabic_forms_and_hausa_hooks(store: Store) -> None:
    with store.writing() as tx:
        arabic = put(tx, new_article(OTHER, made=analysis("أعلنت إدارة مدينة كيدال carburant عن هدنة", title="هُدنة")))
        hausa = put(tx, new_article("https://c.example/1", made=analysis("Ɗan sanda ya ƙi carburant", title="Yaƙi")))
        assert found(tx, "اعلنت ادارة") == [arabic]
        assert found(tx, "هدنه") == [arabic]
        assert found(tx, "dan sanda yaki") == [hausa]


def test_a_filter_bounds_a_search(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        for matching in ({"topic": "fuel-blockade"}, {"country": "ML"}, {"place": "sevare"}, {"language": "fr"}):
            assert found(tx, **matching) == [number]
        for other in (
            {"topic": "displacement"},
            {"country": "NE"},
            {"actor": "x"},
            {"language": "ar"},
            {"source": "x"},
        ):
            assert found(tx, **other) == []
        assert found(tx, since=NOON, until=NOON + MINUTE) == [number]
        assert found(tx, since=NOON + MINUTE) == []
        assert found(tx, until=NOON) == []


def test_what_is_not_relevant_is_shown_only_when_all_is_asked_for(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx, new_article(made=analysis("Le match est fini.")))
        assert found(tx) == []
        assert found(tx, everything=True) == [number]


def test_the_word_of_an_analyst_is_kept_and_filters(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        assert found(tx, state=State.NEW) == [number]
        review = Review(number, State.KEPT, "à suivre", "awa", NOON)
        tx.reviews.put(review)
        assert tx.reviews.get(number) == review
        assert found(tx, state=State.KEPT) == [number]
        assert found(tx, state=State.NEW) == []
        tx.reviews.put(replace(review, state=State.NEW))
        assert found(tx, state=State.NEW) == [number]


def test_the_newest_come_first_and_no_more_than_asked_for(store: Store) -> None:
    def at(minutes: int) -> Analysis:
        made = analysis(f"carburant numéro {minutes}")
        return replace(made, document=replace(made.document, published=NOON + minutes * MINUTE))

    with store.writing() as tx:
        numbers = [put(tx, new_article(f"https://x.example/{n}", made=at(n))) for n in (3, 1, 2)]
        assert found(tx, limit=None) == [numbers[0], numbers[2], numbers[1]]
        assert found(tx, limit=1) == [numbers[0]]


def test_the_index_can_be_made_anew(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        tx.search.rebuild()
        assert found(tx, "convoi") == [number]


def test_a_very_long_text_is_stored_and_found(store: Store) -> None:
    text = "carburant " + " ".join(f"mot{n}" for n in range(60_000)) + " dernier " + "x" * 5_000
    with store.writing() as tx:
        number = put(tx, new_article(made=analysis(text)))
        assert found(tx, "dernier") == [number]
        assert found(tx, "mot59999") == [number]
