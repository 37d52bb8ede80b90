"""The analyst's word: kept over new texts and new lists, and what articles are found by."""

from pipeline.domain.articles import Review, State
from pipeline.domain.records import Untagged
from pipeline.domain.topics import Level
from storage.store import Store, Transaction
from tests.storage.samples import MINUTE, NOON, analysis, new_article
from tests.storage.test_articles import found, put


def corrected(article: int, *, added: tuple[str, ...] = (), removed: tuple[str, ...] = ()) -> Review:
    return Review(article, State.KEPT, "", "awa", NOON, added, removed)


def topics(tx: Transaction, article: int) -> list[str]:
    (listed,) = tx.listings.listed([article])
    return [tag.topic for tag in listed.topics]


def test_an_article_is_found_by_the_topics_an_analyst_gave_it_and_not_by_those_taken_away(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        tx.reviews.put(corrected(number, added=("human-rights",), removed=("fuel-blockade",)))
        assert topics(tx, number) == ["human-rights"]
        assert found(tx, topic="human-rights") == [number]
        assert found(tx, topic="fuel-blockade") == []
        assert found(tx, country="ML") == [number]


def test_a_topic_taken_away_and_given_back_is_as_the_lists_have_it(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        before = tx.listings.listed([number])[0].topics
        tx.reviews.put(corrected(number, removed=("fuel-blockade",)))
        tx.reviews.put(corrected(number))
        assert tx.listings.listed([number])[0].topics == before
        assert found(tx, topic="fuel-blockade") == [number]


def test_corrections_outlive_a_new_version(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        tx.reviews.put(corrected(number, added=("human-rights",), removed=("fuel-blockade",)))
        tx.articles.add_version(number, analysis("Le carburant manque encore à Sévaré."), None, NOON + MINUTE)
        assert found(tx, topic="human-rights") == [number]
        assert found(tx, topic="fuel-blockade") == []


def test_corrections_outlive_new_verdicts(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        tx.reviews.put(corrected(number, removed=("fuel-blockade",)))
        made = analysis()
        one = Untagged(number, 1, made.document.title, made.document.text, "fr")
        tx.articles.replace_verdicts([(one, made.tagging, made.incidents, "")])
        assert topics(tx, number) == []
        assert found(tx, topic="fuel-blockade") == []


def test_what_was_decided_is_read_with_what_fired_the_last_decision_first(store: Store) -> None:
    with store.writing() as tx:
        first = put(tx)
        second = put(tx, new_article("https://le-fleuve.example/b", made=analysis("Rien de neuf au marché.")))
        put(tx, new_article("https://le-fleuve.example/c", made=analysis("Un autre texte sans rien.")))
        tx.reviews.put(corrected(first))
        tx.reviews.put(Review(second, State.DROPPED, "", "awa", NOON + MINUTE))
        read = tx.reviews.reviewed(10)
        assert [(one.review.article, one.fired) for one in read] == [
            (second, ()),
            (first, (("fuel-blockade", "carburant"),)),
        ]
        assert read[1].text == analysis().document.text
        assert len(tx.reviews.reviewed(1)) == 1


def test_an_added_topic_counts_as_reported(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        tx.reviews.put(corrected(number, added=("human-rights",)))
        (listed,) = tx.listings.listed([number])
        assert [(tag.topic, tag.level, tag.mentions) for tag in listed.topics] == [
            ("fuel-blockade", Level.REPORTED, 1),
            ("human-rights", Level.REPORTED, 0),
        ]
