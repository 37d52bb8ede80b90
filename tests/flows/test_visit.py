"""A visit: the polite turn at one host, from the feed to the stored article."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.domain.articles import RelationKind
from pipeline.domain.errors import (
    BadRedirect,
    Busy,
    Denied,
    Elsewhere,
    Failure,
    Gone,
    StoreFull,
    TooBig,
    Unreachable,
    Unsafe,
)
from pipeline.domain.feeds import FeedStatus, Gate
from pipeline.domain.hosts import Fate
from pipeline.domain.queries import Filters, read_query
from pipeline.domain.records import Listed
from pipeline.domain.urls import url_key
from pipeline.flows.owners import is_dead, this_process
from pipeline.flows.services import Services
from pipeline.flows.visit import LEASE, Visited, free_dead_leases, visit
from tests.flows.world import CONVOY, CUP, FEED, START, MovableClock, Network, html, rss, with_feed

HOST = "radio-dune.example"
A, B = f"https://{HOST}/a", f"https://{HOST}/b"
TITLE = "Mali : un convoi de carburant arrive à Bamako"


def go(services: Services, host: str = HOST) -> Visited:
    return visit(services, host, threading.Event())


def stored(services: Services) -> list[Listed]:
    with services.store.reading() as view:
        return list(view.listings.find(read_query(""), Filters(everything=True, limit=None)))


def fates(services: Services) -> dict[tuple[Fate, str], int]:
    with services.store.reading() as view:
        return view.links.counts()


def test_an_entry_becomes_a_tagged_article(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    assert go(services) == Visited(HOST, True, polled=1, fetched=1)
    (one,) = stored(services)
    assert (one.article.title, one.article.url_final, one.article.published) == (TITLE, A, START)
    assert one.article.relevant
    assert "fuel-blockade" in [tag.topic for tag in one.topics]
    assert one.countries[0] == "ML"
    assert fates(services) == {(Fate.ARTICLE, ""): 1}


def test_the_bytes_of_a_page_are_kept(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    go(services)
    with services.store.reading() as view:
        (version,) = view.listings.dossier(stored(services)[0].article.id).versions
    assert version.page is not None
    assert services.archive.get(version.page.sha256) == html(TITLE, CONVOY)


def test_an_article_off_topic_is_stored_as_not_relevant(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, "La coupe")]), A: html("La coupe", CUP)}
    go(services)
    (one,) = stored(services)
    assert not one.article.relevant
    assert one.topics == ()


def test_a_gated_feed_is_fetched_only_where_it_names_the_sahel(services: Services, network: Network) -> None:
    with_feed(services, gate=Gate.ANCHOR)
    network.answers |= {FEED: rss([(A, TITLE), (B, "Une coupe de football")]), A: html(TITLE, CONVOY)}
    go(services)
    assert network.asked_for(B) == 0
    assert fates(services) == {(Fate.ARTICLE, ""): 1, (Fate.OFF_TOPIC, ""): 1}


def test_a_second_visit_fetches_nothing_twice(services: Services, network: Network, clock: MovableClock) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    go(services)
    clock.advance(hours=2)
    network.answers[FEED] = rss([(A, TITLE)]) + b"<!-- later -->"
    with services.store.writing() as tx:
        tx.feeds.bring_forward(clock.now())
    go(services)
    assert network.asked_for(A) == 1
    assert network.asked_for(FEED) == 2
    assert len(stored(services)) == 1


def test_validators_are_sent_between_the_daily_full_polls(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers[FEED] = rss([])
    go(services)
    network.answers[FEED] = None
    clock.advance(hours=23)
    with services.store.writing() as tx:
        tx.feeds.bring_forward(clock.now())
    go(services)
    clock.advance(hours=2)
    with services.store.writing() as tx:
        tx.feeds.bring_forward(clock.now())
    go(services)
    assert [request.etag for request in network.requests if request.url == FEED] == ["", '"7"', ""]
    with services.store.reading() as view:
        assert view.feeds.get("radio-dune").state.status is FeedStatus.NOT_MODIFIED


def test_the_same_bytes_are_not_read_again(services: Services, network: Network, clock: MovableClock) -> None:
    with_feed(services)
    network.answers[FEED] = rss([])
    go(services)
    clock.advance(days=2)
    go(services)
    with services.store.reading() as view:
        assert view.feeds.get("radio-dune").state.status is FeedStatus.UNCHANGED


def test_a_copy_joins_the_group_of_the_first(services: Services, network: Network, clock: MovableClock) -> None:
    for key in ("radio-dune", "le-fleuve"):
        with_feed(services, key=key)
    other = "https://le-fleuve.example/x"
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    network.answers |= {"https://le-fleuve.example/feed": rss([(other, "Carburant")])}
    network.answers[other] = html("Carburant", CONVOY + "\n\nLire la suite dans notre édition de demain.",
                                  published=START + timedelta(minutes=30))  # fmt: skip
    go(services)
    go(services, "le-fleuve.example")
    articles = {one.article.source: one for one in stored(services)}
    assert articles["le-fleuve"].article.group == articles["radio-dune"].article.group
    assert articles["le-fleuve"].relation is RelationKind.COPY
    assert articles["radio-dune"].relation is None
    with services.store.reading() as view:
        members = view.listings.dossier(articles["radio-dune"].article.id).members
    assert [member.source for member in members] == ["le-fleuve"]


def test_an_update_is_linked_and_stays_its_own_group(services: Services, network: Network) -> None:
    with_feed(services)
    later = CONVOY.replace("plus de 100 camions-citernes", "plus de 300 camions-citernes")
    network.answers |= {FEED: rss([(A, TITLE), (B, TITLE)]), A: html(TITLE, CONVOY)}
    network.answers[B] = html(TITLE, later, published=START + timedelta(hours=3))
    go(services)
    second, first = stored(services)
    assert second.relation is RelationKind.UPDATE
    assert second.article.group != first.article.group
    assert second.article.story == first.article.story


def test_a_page_without_an_article_keeps_its_reason(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: b"<!doctype html><html><body></body></html>"}
    go(services)
    ((fate, reason),) = fates(services)
    assert fate is Fate.REJECTED
    assert reason
    assert stored(services) == []


def test_a_wrapped_link_is_never_fetched(services: Services, network: Network) -> None:
    with_feed(services)
    wrapped = "https://news.google.com/rss/articles/CBMi123"
    network.answers[FEED] = rss([(wrapped, TITLE)])
    go(services)
    go(services, "news.google.com")
    assert network.asked_for(wrapped) == 0
    assert fates(services) == {(Fate.UNRESOLVED, ""): 1}


def test_a_page_at_another_host_is_fetched_in_that_hosts_turn_and_by_its_rules(
    services: Services, network: Network
) -> None:
    with_feed(services)
    there = "https://ailleurs.example/x"
    network.answers |= {FEED: rss([(A, TITLE)]), A: Elsewhere(there, subject=A), there: html(TITLE, CONVOY)}
    assert go(services).fetched == 1
    assert stored(services) == []
    assert go(services, "ailleurs.example").fetched == 1
    assert network.asked_for("https://ailleurs.example/robots.txt") == 1
    (one,) = stored(services)
    assert (one.article.url_final, one.article.source) == (there, "radio-dune")
    with services.store.reading() as view:
        assert view.articles.find([url_key(A)]) == one.article.id


def test_hosts_that_send_a_page_to_and_fro_lose_it_in_the_end(services: Services, network: Network) -> None:
    with_feed(services)
    there = "https://ailleurs.example/x"
    network.answers |= {FEED: rss([(A, TITLE)])}
    network.answers |= {A: Elsewhere(there, subject=A), there: Elsewhere(A, subject=there)}
    for _ in range(5):
        go(services)
        go(services, "ailleurs.example")
    assert [fate for fate, _ in fates(services)] == [Fate.GIVEN_UP]
    assert network.asked_for(A) + network.asked_for(there) == 6


def test_a_redirect_to_the_front_page_is_no_article(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers[FEED] = rss([(A, TITLE)])
    home = f"https://{HOST}/"
    real_get = network.get
    network.answers[home] = html(TITLE, CONVOY)

    class Redirecting(Network):
        def get(self, request):  # type: ignore[no-untyped-def]
            if request.url == A:
                page = real_get(replace(request, url=home))
                return replace(page, url=A, url_final=home)
            return real_get(request)

    go(replace(services, client=Redirecting(MovableClock())))
    assert fates(services) == {(Fate.REJECTED, "redirected_home"): 1}


def test_a_failing_feed_is_polled_later_and_says_why(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers[FEED] = Unreachable("no answer", subject=FEED, failure=Failure.TIMEOUT)
    go(services)
    with services.store.reading() as view:
        state = view.feeds.get("radio-dune").state
    assert (state.status, state.error, state.failures) == (FeedStatus.ERROR, Failure.TIMEOUT, 0.25)
    assert state.next_poll is not None
    assert state.next_poll > START


def test_a_page_where_a_feed_was_due_sends_us_to_the_next_address(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers |= {FEED: html("Accueil", CONVOY), f"https://{HOST}/rss": rss([])}
    go(services)
    clock.advance(minutes=15)
    go(services)
    with services.store.reading() as view:
        state = view.feeds.get("radio-dune").state
    assert (state.address, state.status) == (f"https://{HOST}/rss", FeedStatus.OK)


def test_retry_after_holds_the_whole_host(services: Services, network: Network, clock: MovableClock) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE), (B, TITLE)])}
    network.answers[A] = Busy("status 503", subject=A, status=503, retry_after=3600)
    network.answers[B] = html(TITLE, CONVOY)
    go(services)
    assert network.asked_for(B) == 0
    assert not go(services).begun
    clock.advance(hours=1.1)
    network.answers[A] = html(TITLE, CONVOY)
    go(services)
    assert len(stored(services)) == 2


def test_when_nobody_can_be_reached_nobody_is_blamed(services: Services, network: Network) -> None:
    keys = [f"radio-{n}" for n in range(4)]
    for key in keys:
        with_feed(services, key=key)
        network.answers[f"https://{key}.example/feed"] = Unreachable("no network")
    for key in keys:
        go(services, f"{key}.example")
    with services.store.reading() as view:
        assert view.feeds.get("radio-3").state.failures == 0.0
        assert "no network here" in view.feeds.get("radio-3").state.error_detail


@pytest.mark.parametrize(
    ("error", "tries"), [(Gone("x", status=410), 1), (Denied("x", status=403), 4), (Busy("x", status=500), 7)]
)
def test_a_link_is_given_up_in_the_end(
    services: Services, network: Network, clock: MovableClock, error: Exception, tries: int
) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: error}
    for _ in range(12):
        go(services)
        clock.advance(days=8)
    assert network.asked_for(A) == tries
    assert [fate for fate, _ in fates(services)] == [Fate.GIVEN_UP]


def test_our_own_network_being_down_gives_no_link_up(services: Services, network: Network, clock: MovableClock) -> None:
    keys = [f"radio-{number}" for number in range(4)]
    for key in keys:
        with_feed(services, key=key)
        network.answers[f"https://{key}.example/feed"] = rss([(f"https://{key}.example/a", TITLE)])
        network.answers[f"https://{key}.example/a"] = Unreachable("no network")
        go(services, f"{key}.example")
    for key in keys:
        network.answers[f"https://{key}.example/feed"] = Unreachable("no network")
    for _ in range(30):
        clock.advance(hours=8)
        with services.store.writing() as tx:
            tx.feeds.bring_forward(clock.now())
        for key in keys:
            go(services, f"{key}.example")
    assert {fate for fate, _ in fates(services)} == {Fate.WAITING}
    network.answers["https://radio-1.example/a"] = html(TITLE, CONVOY)
    clock.advance(days=4)
    go(services, "radio-1.example")
    assert len(stored(services)) == 1


def test_a_robots_txt_that_cannot_be_had_costs_a_link_no_try(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    network.answers[f"https://{HOST}/robots.txt"] = Unreachable("refused")
    for _ in range(60):
        go(services)
        clock.advance(hours=2)
    assert network.asked_for(A) == 0
    network.answers[f"https://{HOST}/robots.txt"] = b""
    go(services)
    assert len(stored(services)) == 1


def test_a_robots_txt_that_is_missing_for_a_month_forbids_nothing_more(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    network.answers[f"https://{HOST}/robots.txt"] = Busy("status 503", status=503)
    for _ in range(2):
        go(services)
        clock.advance(days=29)
    assert network.asked_for(A) == 0
    clock.advance(days=2)
    go(services)
    assert len(stored(services)) == 1


def test_while_robots_txt_cannot_be_had_what_it_last_said_holds(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE), (B, TITLE)]), A: html(TITLE, CONVOY), B: html(TITLE, CONVOY)}
    network.answers[f"https://{HOST}/robots.txt"] = b"User-agent: *\nDisallow: /b\nDisallow: /a2\n"
    go(services)
    more = f"https://{HOST}/a3"
    network.answers |= {FEED: rss([(more, TITLE), (f"https://{HOST}/a2", TITLE)]), more: html(TITLE, CONVOY)}
    network.answers[f"https://{HOST}/robots.txt"] = Unreachable("refused")
    clock.advance(days=2)
    go(services)
    assert (network.asked_for(more), network.asked_for(f"https://{HOST}/a2")) == (1, 0)


def test_a_link_to_an_address_that_is_not_allowed_is_given_up_in_the_end(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    network.answers[f"https://{HOST}/robots.txt"] = Unsafe("leads to a private address")
    for _ in range(8):
        go(services)
        clock.advance(days=8)
    assert network.asked_for(A) == 0
    assert [fate for fate, _ in fates(services)] == [Fate.GIVEN_UP]


def test_robots_txt_is_asked_once_and_obeyed(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE), (B, TITLE)]), A: html(TITLE, CONVOY), B: html(TITLE, CONVOY)}
    network.answers[f"https://{HOST}/robots.txt"] = b"User-agent: *\nDisallow: /b\n"
    go(services)
    assert network.asked_for(f"https://{HOST}/robots.txt") == 1
    assert (network.asked_for(A), network.asked_for(B)) == (1, 0)


def test_without_an_answer_on_robots_nothing_is_fetched(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    network.answers[f"https://{HOST}/robots.txt"] = Busy("status 500", status=500)
    go(services)
    assert network.asked_for(A) == 0
    assert fates(services) == {(Fate.WAITING, next(iter(fates(services)))[1]): 1}


def test_a_poll_reads_what_changed_and_knows_the_rest(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    more = f"https://{HOST}/c"
    network.answers |= {FEED: rss([(A, TITLE), (B, TITLE)]), A: html(TITLE, CONVOY), B: html(TITLE, CONVOY)}
    go(services)
    network.answers |= {FEED: rss([(more, TITLE), (A, TITLE), (B, TITLE)]), more: html(TITLE, CONVOY)}
    clock.advance(hours=2)
    go(services)
    with services.store.reading() as view:
        first, latest = view.feeds.polls_between(None, clock.now() + timedelta(seconds=1))
    assert (first.entries, first.new, first.overlap) == (2, 2, 0.0)
    assert (latest.entries, latest.new) == (3, 1)
    assert latest.overlap == pytest.approx(2 / 3)
    assert network.asked_for(more) == 1


def test_a_bug_in_a_stage_sets_the_link_aside_and_is_shown(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: ZeroDivisionError("a bug")}
    with pytest.raises(ZeroDivisionError):
        go(services)
    with services.store.reading() as view:
        assert view.links.due(HOST, START, 10) == []
        assert view.hosts.owners() == []
    assert list(fates(services)) == [(Fate.WAITING, "a bug")]


def test_a_host_that_another_visits_is_left_to_it(services: Services, network: Network) -> None:
    with_feed(services)
    with services.store.writing() as tx:
        tx.hosts.lease(HOST, "another", START, LEASE)
    assert go(services) == Visited(HOST, begun=False)
    assert network.requests == []


def test_a_stopped_visit_leaves_the_rest_for_later(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    stop = threading.Event()
    stop.set()
    assert visit(services, HOST, stop).polled == 0
    assert go(services).polled == 1


def test_a_lost_lease_ends_the_visit(services: Services, network: Network, clock: MovableClock) -> None:
    with_feed(services)
    network.answers |= {A: html(TITLE, CONVOY), FEED: rss([(A, TITLE)])}

    class Sleeping(Network):
        def get(self, request):  # type: ignore[no-untyped-def]
            answer = network.get(request)
            clock.advance(seconds=2 * LEASE)
            with services.store.writing() as tx:
                tx.hosts.lease(HOST, "another", clock.now(), LEASE)
            return answer

    visit(replace(services, client=Sleeping(clock)), HOST, threading.Event())
    assert network.asked_for(A) == 0
    with services.store.reading() as view:
        assert view.hosts.owners() == ["another"]


def test_the_leases_of_a_dead_process_are_taken_back(services: Services) -> None:
    machine = this_process().partition("/")[0]
    with services.store.writing() as tx:
        tx.hosts.lease(HOST, f"{machine}/999999999/1", START, LEASE)
        tx.hosts.lease("le-fleuve.example", "elsewhere/1/1", START, LEASE)
        tx.hosts.lease("other.example", this_process(), START, LEASE)
    assert free_dead_leases(services) == 1
    with services.store.reading() as view:
        assert set(view.hosts.owners()) == {"elsewhere/1/1", this_process()}


def test_a_living_process_is_not_dead() -> None:
    assert not is_dead(this_process())
    assert not is_dead("garbage")


def test_without_room_nothing_is_begun(services: Services, network: Network) -> None:
    with_feed(services)
    full = replace(services, settings=services.settings.model_copy(update={"min_free_mb": 10**9}))
    with pytest.raises(StoreFull, match="min_free_mb"):
        go(full)
    assert network.requests == []


def test_when_room_runs_short_pages_are_no_longer_kept_but_articles_are(services: Services, network: Network) -> None:
    import shutil

    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    free = shutil.disk_usage(services.settings.home).free // 1_000_000
    short = replace(services, settings=services.settings.model_copy(update={"min_free_mb": int(free * 1.5)}))
    go(short)
    with services.store.reading() as view:
        (version,) = view.listings.dossier(stored(services)[0].article.id).versions
    assert version.page is not None
    assert not version.page.archived
    assert not services.archive.has(version.page.sha256)


def test_a_hold_that_robots_txt_asks_for_ends_the_visit(services: Services, network: Network) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    network.answers[f"https://{HOST}/robots.txt"] = Busy("status 429", status=429, retry_after=7_200.0)
    go(services)
    assert network.asked_for(A) == 0
    with services.store.reading() as view:
        held = view.hosts.get(HOST).not_before
    assert held is not None
    assert held >= START + timedelta(hours=2)


@pytest.mark.parametrize("fault", [TooBig("more than 4 MB"), BadRedirect("redirects in a circle")])
def test_a_robots_txt_that_is_none_forbids_nothing(services: Services, network: Network, fault: Exception) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: html(TITLE, CONVOY)}
    network.answers[f"https://{HOST}/robots.txt"] = fault
    go(services)
    assert len(stored(services)) == 1


def test_a_link_that_failed_before_is_still_followed_to_another_host(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with_feed(services)
    network.answers |= {FEED: rss([(A, TITLE)]), A: Busy("status 503", status=503)}
    for _ in range(5):
        go(services)
        clock.advance(hours=30)
    moved = "https://neuf.example/a"
    network.answers |= {A: Elsewhere(moved, subject=A), moved: html(TITLE, CONVOY)}
    clock.advance(days=4)
    go(services)
    go(services, "neuf.example")
    assert [one.article.url_final for one in stored(services)] == [moved]
