"""Judging stored texts again."""

import threading

from pipeline.analyse.lexicon import source_of
from pipeline.domain.feeds import Gate
from pipeline.domain.hosts import Fate
from pipeline.domain.topics import Strength, Term, Topic, Vocabulary
from pipeline.flows.retag import gate_entries_again, retag
from pipeline.flows.services import Services, use_lexicon
from pipeline.flows.visit import visit
from pipeline.lists import load_vocabulary
from tests.flows.world import CONVOY, CUP, FEED, Network, html, rss, with_feed

HOST = "radio-dune.example"
A = f"https://{HOST}/a"
TITLE = "Une coupe de football à Zinderoua"


def lexicon_with(services: Services, *words: str) -> str:
    """The shipped lists and a topic with these strong terms."""
    shipped = load_vocabulary(services.settings.seeds)
    terms = tuple(Term(word, "fr", Strength.STRONG) for word in words)
    topic = Topic("coupes", "Cups", "Coupes", "Cups.", (), terms)
    return source_of(Vocabulary((*shipped.topics, topic), shipped.places, shipped.actors))


def go(services: Services) -> None:
    visit(services, HOST, threading.Event())


def all_batches(services: Services, *, dry_run: bool = False) -> list[int]:
    return [
        one.article
        for batch in retag(services, threading.Event(), since=None, dry_run=dry_run)
        for one in batch
        if one.changes
    ]


def test_a_stop_leaves_the_rest_for_the_next_run(services: Services, network: Network) -> None:
    with_feed(services)
    addresses = [f"https://{HOST}/{number}" for number in range(120)]
    network.answers |= {FEED: rss([(url, url) for url in addresses])}
    network.answers |= {url: html(f"{TITLE} {url[-3:]}", f"Numéro {url}. {CUP}") for url in addresses}
    go(services)
    use_lexicon(services, lexicon_with(services, "coupe régionale"))
    stop = threading.Event()
    done = 0
    for batch in retag(services, stop, since=None, dry_run=False):
        done += len(batch)
        stop.set()
    assert 0 < done < 120
    rest = sum(len(batch) for batch in retag(services, threading.Event(), since=None, dry_run=False))
    assert done + rest == 120


def test_what_a_gate_kept_out_is_fetched_when_the_lists_let_it_in(services: Services, network: Network) -> None:
    with_feed(services, gate=Gate.ANCHOR)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    go(services)
    assert network.asked_for(A) == 0
    use_lexicon(services, lexicon_with(services, "Zinderoua"))
    dry = list(gate_entries_again(services, threading.Event(), since=None, dry_run=True))
    go(services)
    assert ([one.url for one in dry], network.asked_for(A)) == ([A], 0)
    list(gate_entries_again(services, threading.Event(), since=None, dry_run=False))
    go(services)
    assert network.asked_for(A) == 1
    with services.store.reading() as view:
        assert view.links.counts() == {(Fate.ARTICLE, ""): 1}
    assert list(gate_entries_again(services, threading.Event(), since=None, dry_run=False)) == []


def test_an_article_that_became_relevant_is_listed_with_its_evidence(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CUP)}
    go(services)
    use_lexicon(services, lexicon_with(services, "coupe régionale de football", "Zinderoua"))
    (article,) = all_batches(services)
    with services.store.reading() as view:
        dossier = view.listings.dossier(article)
    assert dossier.listed.article.relevant
    assert {tag.topic for tag in dossier.tags} == {"coupes"}
    assert {one.surface for one in dossier.mentions} >= {"coupe régionale de football", "Zinderoua"}
    assert all_batches(services) == []
