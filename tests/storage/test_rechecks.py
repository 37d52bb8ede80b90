"""Articles whose pages are looked at again, and stored texts that are judged again."""

from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.domain.hosts import Recheck
from pipeline.domain.records import PageRecord
from pipeline.domain.topics import Level
from storage.store import Store
from tests.storage.samples import MINUTE, NOON, analysis, feed, gated, link, new_article, source
from tests.storage.test_articles import put

HOST = "radio-dune.example"


def recheck(article: int, due: datetime = NOON) -> Recheck:
    return Recheck(article, f"https://{HOST}/a", HOST, "radio-dune", due)


def test_a_recheck_is_due_when_its_time_has_come_and_is_moved_or_dropped(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        tx.rechecks.put(recheck(number, NOON + MINUTE))
        assert tx.rechecks.due(HOST, NOON, 10) == []
        tx.rechecks.put(recheck(number))
        assert tx.rechecks.due(HOST, NOON, 10) == [recheck(number)]
        assert tx.rechecks.due("other.example", NOON, 10) == []
        assert tx.rechecks.due(HOST, NOON, 10, of=["le-fleuve"]) == []
        tx.rechecks.drop(number)
        assert tx.rechecks.of_article(number) is None


def test_a_host_with_nothing_but_a_recheck_is_due(store: Store) -> None:
    with store.writing() as tx:
        tx.rechecks.put(recheck(put(tx), NOON + MINUTE))
        assert tx.hosts.due(NOON, 10) == []
        assert tx.hosts.due(NOON + MINUTE, 10) == [HOST]
        assert tx.hosts.next_due(NOON) == NOON + MINUTE


def test_a_recheck_far_ahead_is_recalled_when_the_clock_was_wrong(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        tx.rechecks.put(recheck(number, NOON + timedelta(days=400)))
        tx.rechecks.recall_astray(NOON)
        assert tx.rechecks.due(HOST, NOON, 10) == [recheck(number)]


def test_the_page_of_the_current_version_is_known(store: Store) -> None:
    page = PageRecord("https://a.example/", "https://a.example/", 200, (("etag", '"x"'),), NOON, "ab" * 32, 9, True)
    with store.writing() as tx:
        number = put(tx, replace(new_article(), page=page))
        assert tx.articles.current_page(number) == page
        tx.articles.add_version(number, analysis("Un autre texte."), None, NOON + MINUTE)
        assert tx.articles.current_page(number) is None


def test_new_verdicts_take_the_place_of_those_of_another_lexicon(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        (left,) = tx.articles.tagged_otherwise("lexicon-2", 0, 10, None)
        assert (left.article, left.number, tx.articles.count_tagged_otherwise("lexicon-2")) == (number, 1, 1)
        old = analysis().tagging
        tx.articles.replace_verdicts([(left, replace(old, lexicon="lexicon-2", relevant=False, tags=()), (), "")])
        dossier = tx.listings.dossier(number)
        assert (dossier.tags, dossier.incidents, dossier.listed.article.relevant) == ((), (), False)
        assert dossier.mentions == old.mentions
        assert tx.articles.tagged_otherwise("lexicon-2", 0, 10, None) == []
        assert tx.articles.levels([number]) == {}


def test_a_text_to_be_judged_again_comes_with_the_time_zone_of_its_outlet(store: Store) -> None:
    with store.writing() as tx:
        put(tx)
        assert [one.timezone for one in tx.articles.tagged_otherwise("lexicon-2", 0, 10, None)] == ["UTC"]
        tx.feeds.load([replace(source(), timezone="Africa/Niamey")], [feed()], NOON)
        assert [one.timezone for one in tx.articles.tagged_otherwise("lexicon-2", 0, 10, None)] == ["Africa/Niamey"]


def test_verdicts_on_a_version_that_is_no_longer_current_are_left_out(store: Store) -> None:
    with store.writing() as tx:
        number = put(tx)
        (left,) = tx.articles.tagged_otherwise("lexicon-2", 0, 10, None)
        tx.articles.add_version(number, analysis("Du carburant encore."), None, NOON + MINUTE)
        tx.articles.replace_verdicts([(left, replace(analysis().tagging, lexicon="lexicon-2", tags=()), (), "")])
        assert tx.articles.levels([number]) == {number: {"fuel-blockade": Level.REPORTED}}


def test_what_a_gate_kept_out_can_be_let_in(store: Store) -> None:
    one = gated(f"https://{HOST}/a", on_topic=False)
    with store.writing() as tx:
        tx.feeds.load([source()], [feed()], NOON)
        links = tx.links.add([link()], NOON)
        tx.feeds.add_entries("radio-dune", [(one, links[link().url_key])], NOON)
        (kept_out,) = tx.feeds.off_topic(0, 10, None)
        assert (kept_out.title, kept_out.url, kept_out.link) == (one.entry.title, one.entry.url, links[link().url_key])
        assert tx.feeds.off_topic(0, 10, NOON + MINUTE) == []
        tx.feeds.let_in([kept_out.id])
        assert tx.feeds.off_topic(0, 10, None) == []


def test_an_entry_says_what_its_feed_says_of_it_now(store: Store) -> None:
    one = gated(f"https://{HOST}/a")
    with store.writing() as tx:
        tx.feeds.load([source()], [feed()], NOON)
        links = tx.links.add([link()], NOON)
        tx.feeds.add_entries("radio-dune", [(one, links[link().url_key])], NOON)
        reworded = replace(one, entry=replace(one.entry, title="Autrement"))
        assert tx.feeds.reword("radio-dune", reworded) is None
        assert tx.feeds.known_names("radio-dune", [one.identity]) == {one.identity: (one.entry.guid, "Autrement")}
