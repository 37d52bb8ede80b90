"""Links: one row an address."""

from dataclasses import replace

from pipeline.domain.hosts import Fate
from storage.store import Store
from tests.storage.samples import MINUTE, NOON, link, new_article


def test_an_address_is_added_once(store: Store) -> None:
    with store.writing() as tx:
        first = tx.links.add([link(), link()], NOON)
        again = tx.links.add([link(minutes=9)], NOON)
    assert first == again
    assert len(first) == 1


def test_due_links_come_by_priority_then_by_age(store: Store) -> None:
    urgent = replace(link("https://radio-dune.example/c", minutes=-1), priority=10)
    old = link("https://radio-dune.example/a", minutes=-9)
    new = link("https://radio-dune.example/b", minutes=-2)
    with store.writing() as tx:
        tx.links.add([new, old, urgent, link("https://radio-dune.example/d", minutes=3)], NOON)
        due = tx.links.due("radio-dune.example", NOON, 10)
        assert [one.url for one in due] == [urgent.url, old.url, new.url]
        assert len(tx.links.due("radio-dune.example", NOON, 1)) == 1


def test_a_postponed_link_comes_back_later(store: Store) -> None:
    with store.writing() as tx:
        (number,) = tx.links.add([link()], NOON).values()
        tx.links.postpone(number, NOON + MINUTE, attempts=2, reason="timeout")
        assert tx.links.due("radio-dune.example", NOON, 10) == []
        (back,) = tx.links.due("radio-dune.example", NOON + MINUTE, 10)
    assert (back.attempts, back.reason) == (2, "timeout")


def test_a_link_to_a_stored_article_is_settled_at_once(store: Store) -> None:
    with store.writing() as tx:
        article = tx.articles.add(new_article(), group=tx.groups.new_group(), story=tx.groups.new_story())
        tx.articles.add_aliases(article, ["https://radio-dune.example/alias"])
        ids = tx.links.add([link(), link("https://radio-dune.example/alias")], NOON)
        found = [tx.links.get(number) for number in ids.values()]
    assert {(one.fate, one.article) for one in found} == {(Fate.ARTICLE, article)}


def test_a_forgotten_address_is_never_fetched_again(store: Store) -> None:
    with store.writing() as tx:
        tx.reviews.forget([link().url_key], NOON, "asked by the outlet")
        (number,) = tx.links.add([link()], NOON).values()
        assert tx.links.get(number).fate is Fate.GIVEN_UP


def test_what_one_feed_gave_off_topic_is_fetched_when_another_gives_it(store: Store) -> None:
    with store.writing() as tx:
        tx.links.add([replace(link(), fate=Fate.OFF_TOPIC)], NOON)
        assert tx.links.due("radio-dune.example", NOON, 10) == []
        tx.links.add([link()], NOON)
        assert len(tx.links.due("radio-dune.example", NOON, 10)) == 1


def test_fates_are_counted(store: Store) -> None:
    with store.writing() as tx:
        ids = list(tx.links.add([link(), link("https://radio-dune.example/b")], NOON).values())
        tx.links.settle(ids[0], Fate.REJECTED, reason="paywall")
        assert tx.links.counts() == {(Fate.REJECTED, "paywall"): 1, (Fate.WAITING, ""): 1}
        assert tx.links.counts_between(None, NOON + MINUTE) == {Fate.REJECTED: 1, Fate.WAITING: 1}
        assert tx.links.counts_between(NOON + MINUTE, NOON + 2 * MINUTE) == {}
