"""Looking again at the pages of stored articles, and what a feed says when a page says nothing."""

import threading
from datetime import timedelta

import pytest

from pipeline.domain.articles import Basis
from pipeline.domain.errors import Busy, Gone
from pipeline.domain.feeds import Gate
from pipeline.domain.hosts import Fate
from pipeline.domain.queries import Filters, read_query
from pipeline.domain.records import Dossier, Listed
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services
from pipeline.flows.visit import visit
from tests.flows.world import CONVOY, CUP, FEED, MovableClock, Network, html, rss, with_feed

HOST = "radio-dune.example"
A, B = f"https://{HOST}/a", f"https://{HOST}/b"
TITLE = "Mali : un convoi de carburant arrive à Bamako"
CHANGED = (
    CONVOY.replace("40 camions", "52 camions") + "\n\nLe gouverneur de Kayes a été relevé de ses fonctions dimanche."
)
SHELL = b"<!doctype html><html><head><title>Radio</title></head><body><div id='root'></div><script src='/a.js'>"


def go(services: Services) -> None:
    visit(services, HOST, threading.Event())


def poll_again(services: Services) -> None:
    with services.store.writing() as tx:
        tx.feeds.bring_forward(services.clock.now())
    go(services)


def stored(services: Services, words: str = "") -> list[Listed]:
    with services.store.reading() as view:
        return list(view.listings.find(read_query(words), Filters(everything=True, limit=None)))


def dossier(services: Services) -> Dossier:
    with services.store.reading() as view:
        return view.listings.dossier(stored(services)[0].article.id)


def fates(services: Services) -> dict[tuple[Fate, str], int]:
    with services.store.reading() as view:
        return view.links.counts()


def with_article(services: Services, network: Network, text: str = CONVOY) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, text)}
    go(services)


def item(title: str, summary: str, *, link: str = "") -> bytes:
    where = f"<link>{link}</link>" if link else "<guid isPermaLink='false'>7</guid>"
    inside = f"<item><title>{title}</title>{where}<description>{summary}</description></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Radio</title>{inside}</channel></rss>'.encode()


def leading_to(url: str) -> bytes:
    return f"<html><head><meta http-equiv='refresh' content='0;url={url}'></head><body>Suivez</body></html>".encode()


def test_a_text_that_changed_becomes_a_version(services: Services, network: Network, clock: MovableClock) -> None:
    with_article(services, network)
    clock.advance(hours=7)
    network.answers[A] = html(TITLE, CHANGED)
    go(services)
    found = dossier(services)
    assert [version.number for version in found.versions] == [1, 2]
    assert [version.page is not None for version in found.versions] == [True, True]
    assert "52 camions" in stored(services)[0].text
    assert [one.article.version for one in stored(services, "gouverneur")] == [2]
    assert all(
        getattr(found.versions[1].document, one.field)[one.start : one.end] == one.surface for one in found.mentions
    )


def test_a_page_is_asked_for_conditionally_three_times_and_then_no_more(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_article(services, network)
    network.answers |= {A: None, FEED: None}
    for _ in range(20):
        clock.advance(hours=12)
        go(services)
    looks = [request for request in network.requests if request.url == A]
    assert [request.etag for request in looks] == ["", '"7"', '"7"', '"7"']
    assert len(dossier(services).versions) == 1


def test_an_article_off_topic_is_not_looked_at_again(services: Services, network: Network, clock: MovableClock) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, "La coupe")]), A: html("La coupe", CUP)}
    go(services)
    clock.advance(hours=30)
    go(services)
    assert network.asked_for(A) == 1


def test_a_page_with_the_same_words_is_no_new_version(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_article(services, network)
    clock.advance(hours=7)
    network.answers[A] = html(TITLE, CONVOY).replace(b"</body>", b"<footer>Vu 31 fois</footer></body>")
    go(services)
    assert network.asked_for(A) == 2
    assert len(dossier(services).versions) == 1


@pytest.mark.parametrize("gone", [Gone("status 410", subject=A, status=410), Busy("status 503", subject=A, status=503)])
def test_a_page_that_is_gone_leaves_its_article_as_it_is(
    services: Services, network: Network, clock: MovableClock, gone: Exception
) -> None:
    with_article(services, network)
    clock.advance(hours=7)
    network.answers[A] = gone
    go(services)
    clock.advance(hours=1)
    go(services)
    assert network.asked_for(A) == 2
    assert len(dossier(services).versions) == 1


def test_a_pay_wall_that_went_up_later_takes_nothing_back(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_article(services, network)
    clock.advance(hours=7)
    lead = CONVOY.partition("\n\n")[0] + "\n\nLa suite de cet article est réservée aux abonnés."
    network.answers[A] = html(TITLE, lead)
    go(services)
    assert network.asked_for(A) == 2
    assert len(dossier(services).versions) == 1


def test_a_hold_that_a_recheck_meets_holds_for_the_host(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_article(services, network)
    clock.advance(hours=7)
    network.answers[A] = Busy("status 429", subject=A, status=429, retry_after=3_600.0)
    go(services)
    with services.store.reading() as view:
        held = view.hosts.get(HOST).not_before
    assert held is not None
    assert held >= clock.now() + timedelta(hours=1)


def test_a_new_title_in_the_feed_lets_the_page_be_looked_at_soon(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_article(services, network)
    clock.advance(hours=1)
    network.answers |= {FEED: rss([(A, f"{TITLE}, le gouverneur limogé")]), A: html(f"{TITLE} (bis)", CHANGED)}
    poll_again(services)
    (one,) = stored(services)
    assert (one.article.version, one.article.title) == (2, f"{TITLE} (bis)")


def test_what_was_off_topic_by_its_old_title_is_fetched_for_its_new_one(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services, gate=Gate.ANCHOR)
    network.answers |= {FEED: rss([(A, "Ce que l'on sait")]), A: html(TITLE, CONVOY)}
    go(services)
    assert network.asked_for(A) == 0
    clock.advance(hours=3)
    network.answers[FEED] = rss([(A, TITLE)])
    poll_again(services)
    assert [one.article.title for one in stored(services)] == [TITLE]


def test_a_shell_for_scripts_gives_way_to_the_text_of_the_feed(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {
        FEED: item(TITLE, CONVOY, link=A),
        A: SHELL,
    }
    go(services)
    (version,) = dossier(services).versions
    assert (version.document.basis, version.document.partial) == (Basis.FEED, True)
    assert "stations-service" in version.document.text
    assert fates(services) == {(Fate.ARTICLE, "script_shell"): 1}


def test_the_page_takes_the_place_of_the_text_of_the_feed_once_it_can_be_read(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    lead = CONVOY.partition("\n\n")[0]
    network.answers |= {
        FEED: item(TITLE, lead, link=A),
        A: SHELL,
    }
    go(services)
    clock.advance(hours=7)
    network.answers[A] = html(TITLE, CONVOY)
    go(services)
    (one,) = stored(services)
    assert (one.article.version, one.article.basis) == (2, Basis.PAGE)
    network.answers[A] = SHELL
    clock.advance(hours=20)
    go(services)
    assert stored(services)[0].article.version == 2


def test_a_shell_whose_feed_says_next_to_nothing_is_rejected(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: item(TITLE, "Mali.", link=A), A: SHELL}
    go(services)
    assert fates(services) == {(Fate.REJECTED, "script_shell"): 1}


def test_an_entry_without_an_address_is_an_article_of_its_own(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers[FEED] = item(TITLE, CONVOY)
    go(services)
    (one,) = stored(services)
    assert (one.article.title, one.article.basis, one.article.url) == (TITLE, Basis.FEED, FEED)
    clock.advance(hours=2)
    network.answers[FEED] = item(f"{TITLE} (actualisé)", CHANGED)
    poll_again(services)
    (one,) = stored(services)
    assert (one.article.version, "52 camions" in one.text) == (2, True)
    assert len(network.requests) == 2


def test_an_entry_without_address_and_words_makes_no_article(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers[FEED] = item("Mali", "")
    go(services)
    assert stored(services) == []
    assert fates(services) == {(Fate.REJECTED, "too_short"): 1}


def test_a_page_that_is_given_up_leaves_what_its_feed_said(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers[FEED] = item(TITLE, CONVOY, link=A)
    network.answers[A] = Busy("status 500", subject=A, status=500)
    for _ in range(12):
        go(services)
        clock.advance(days=4)
    (one,) = stored(services)
    assert (one.article.basis, one.article.relevant) == (Basis.FEED, True)
    assert [fate for fate, _ in fates(services)] == [Fate.ARTICLE]


def test_a_page_that_was_taken_down_is_not_told_from_its_feed(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers[FEED] = item(TITLE, CONVOY, link=A)
    network.answers[A] = Gone("status 410", subject=A, status=410)
    go(services)
    clock.advance(days=3)
    go(services)
    assert stored(services) == []


def test_a_page_that_leads_on_is_followed_once(services: Services, network: Network) -> None:
    with_feed(services)
    leads_on = leading_to(B)
    network.answers |= {FEED: rss([(A, TITLE)]), A: leads_on, B: html(TITLE, CONVOY)}
    go(services)
    (one,) = stored(services)
    assert one.article.url_final == B
    assert (network.asked_for(A), network.asked_for(B)) == (1, 1)


def test_a_page_that_leads_on_and_on_is_rejected(services: Services, network: Network) -> None:
    with_feed(services)
    there = leading_to(B)
    back = leading_to(A)
    network.answers |= {FEED: rss([(A, TITLE)]), A: there, B: back}
    go(services)
    assert stored(services) == []
    assert fates(services) == {(Fate.REJECTED, "forwarded"): 1}


def test_a_changed_text_is_grouped_again(services: Services, network: Network, clock: MovableClock) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE), (B, TITLE)]), A: html(TITLE, CONVOY), B: html(TITLE, CONVOY)}
    go(services)
    assert len({one.article.group for one in stored(services)}) == 1
    clock.advance(hours=7)
    other = "\n\n".join(
        f"Un autre récit du Mali, partie {part} : à Gao, des habitants parlent du fleuve." for part in range(9)
    )
    network.answers[B] = html("Mali : autre chose à Gao", other)
    go(services)
    regroup(services)
    assert len({one.article.group for one in stored(services)}) == 2


def live_page(*posts: str) -> bytes:
    """A feed whose items all lead to one page, each with a guid and a title of its own."""
    items = "".join(
        f"<item><title>{post} : le point à Bamako</title><link>{A}#{post}</link><guid isPermaLink='false'>{post}</guid>"
        f"<description>{post}. {CONVOY}</description></item>"
        for post in posts
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Direct</title>{items}</channel></rss>'.encode()


def test_posts_of_one_page_are_told_apart_by_what_their_feed_calls_them(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers |= {FEED: live_page("9h", "10h"), A: html(TITLE, CONVOY)}
    go(services)
    assert {one.article.title.partition(" ")[0] for one in stored(services)} == {"9h", "10h"}
    clock.advance(hours=3)
    network.answers[FEED] = live_page("11h", "9h", "10h")
    poll_again(services)
    assert {one.article.title.partition(" ")[0] for one in stored(services)} == {"9h", "10h", "11h"}


def test_a_post_at_a_known_address_with_another_guid_and_title_is_another_post(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers |= {FEED: live_page("9h"), f"{A}#9h": html(TITLE, CONVOY)}
    go(services)
    clock.advance(hours=3)
    network.answers[FEED] = live_page("10h")
    poll_again(services)
    assert len(stored(services)) == 2
    clock.advance(hours=3)
    poll_again(services)
    assert len(stored(services)) == 2


def test_items_that_lead_to_the_front_page_are_articles_of_their_own(services: Services, network: Network) -> None:
    with_feed(services)
    home = live_page("9h", "10h").replace(f"{A}#9h".encode(), f"https://{HOST}/".encode())
    network.answers[FEED] = home.replace(f"{A}#10h".encode(), f"https://{HOST}/".encode())
    go(services)
    assert len(stored(services)) == 2
    assert network.asked_for(f"https://{HOST}/") == 0


def test_a_page_that_is_gone_is_withdrawn_until_it_is_there_again(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_article(services, network)
    clock.advance(hours=7)
    network.answers[A] = Gone("status 404", subject=A, status=404)
    go(services)
    since = clock.moment
    assert dossier(services).withdrawn == since
    clock.advance(hours=30)
    network.answers[A] = html(TITLE, CONVOY)
    go(services)
    assert dossier(services).withdrawn is None
