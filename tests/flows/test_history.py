"""After a gap the older entries are fetched, on the way that the outlet offers."""

import json
from datetime import timedelta

import pytest

from pipeline.domain.errors import Busy, Gone
from pipeline.domain.feeds import Gap, GapState, Gate, Way
from pipeline.flows.services import Services
from pipeline.flows.visit import Visited
from pipeline.net.robots import NOTHING
from tests.flows.test_visit import go
from tests.flows.world import FEED, START, MovableClock, Network, rss, with_feed

HOST = "radio-dune.example"
SITE = f"https://{HOST}"


def entry(number: int) -> tuple[str, str]:
    return f"{SITE}/article-{number}", f"Mali : nouvelle {number}"


def window(*numbers: int) -> bytes:
    return rss([entry(number) for number in numbers])


@pytest.fixture(autouse=True)
def _polled_before(services: Services, network: Network, clock: MovableClock) -> None:
    """The feed showed 1 to 3, was not polled for a while, and now shows 8 to 10: 4 to 7 were not seen."""
    with_feed(services)
    network.answers[FEED] = window(3, 2, 1)
    go(services)
    clock.advance(hours=30)
    network.answers[FEED] = window(10, 9, 8)


def again(services: Services) -> Visited:
    with services.store.writing() as tx:
        tx.feeds.bring_forward(services.clock.now())
    return go(services)


def seen(services: Services) -> set[str]:
    with services.store.reading() as view:
        return {
            key.rpartition("-")[2]
            for key in view.feeds.known_names("radio-dune", [entry(number)[0] for number in range(40)])
        }


def gap_of(services: Services) -> Gap:
    with services.store.reading() as view:
        (gap, *_) = view.gaps.of_feed("radio-dune", START)
    return gap


def every(first: int, last: int) -> set[str]:
    return {str(number) for number in range(first, last + 1)}


def posts(*numbers: int) -> bytes:
    return json.dumps(
        [
            {
                "link": entry(number)[0],
                "title": {"rendered": entry(number)[1]},
                "date_gmt": "2026-11-21T08:00:00",
                "guid": {"rendered": f"{SITE}/?p={number}"},
                "excerpt": {"rendered": "<p>Bref.</p>"},
                "content": {"rendered": "<p>Texte.</p>"},
            }
            for number in numbers
        ]
    ).encode()


def wordpress_address(network: Network) -> str:
    return next(request.url for request in network.requests if "/wp-json/" in request.url)


def test_paged_feeds_are_followed_to_the_overlap(services: Services, network: Network) -> None:
    network.answers |= {FEED + "?paged=2": window(7, 6, 5), FEED + "?paged=3": window(4, 3, 2)}
    again(services)
    assert seen(services) == every(1, 10)
    gap = gap_of(services)
    assert (gap.state, gap.way, gap.found) == (GapState.CLOSED, Way.PAGED, 4)
    assert network.asked_for(FEED + "?paged=4") == 0


def test_a_feed_that_overlaps_has_no_gap(services: Services, network: Network) -> None:
    network.answers[FEED] = window(4, 3, 2)
    again(services)
    with services.store.reading() as view:
        assert view.gaps.of_feed("radio-dune", START) == []


def test_wordpress_gives_its_posts(services: Services, network: Network, clock: MovableClock) -> None:
    with services.store.reading() as view:
        since = view.feeds.get("radio-dune").state.last_success
    assert since is not None
    after = (since - timedelta(days=1)).strftime("%Y-%m-%dT%H%%3A%M%%3A%S")
    address = f"{SITE}/wp-json/wp/v2/posts?per_page=100&orderby=date&order=desc&after={after}&page=1"
    network.answers[address] = posts(10, 9, 8, 7, 6, 5, 4, 3)
    again(services)
    assert wordpress_address(network) == address
    assert seen(services) == every(1, 10)
    assert gap_of(services).state is GapState.CLOSED


def test_an_engine_that_ignores_the_page_number_is_not_asked_on_and_on(services: Services, network: Network) -> None:
    network.answers[FEED + "?paged=2"] = window(10, 9, 8)
    again(services)
    assert [request.url for request in network.requests if "paged" in request.url] == [FEED + "?paged=2"]
    assert gap_of(services).way is Way.SITEMAP


def test_a_sitemap_gives_what_is_as_young_as_the_gap(services: Services, network: Network) -> None:
    fresh = "".join(
        f"<url><loc>{entry(number)[0]}</loc><lastmod>2026-11-21T0{number}:00:00Z</lastmod></url>"
        for number in range(4, 8)
    )
    old = f"<url><loc>{entry(30)[0]}</loc><lastmod>2025-01-01</lastmod></url>"
    network.answers |= {
        f"{SITE}/robots.txt": f"User-agent: *\nSitemap: {SITE}/sitemap.xml\n".encode(),
        f"{SITE}/sitemap.xml": f'<?xml version="1.0"?><urlset>{fresh}{old}</urlset>'.encode(),
    }
    again(services)
    assert seen(services) == every(1, 10)
    assert gap_of(services).state is GapState.CLOSED


def test_a_gap_that_no_way_leads_over_is_written_down_as_lost(services: Services, network: Network) -> None:
    again(services)
    gap = gap_of(services)
    assert gap.state is GapState.LOST
    assert gap.reason
    assert seen(services) == every(1, 3) | every(8, 10)


def test_robots_txt_holds_for_history(services: Services, network: Network) -> None:
    network.answers[f"{SITE}/robots.txt"] = b"User-agent: *\nDisallow: /feed?paged\nDisallow: /wp-json\n"
    network.answers[FEED + "?paged=2"] = window(7, 6, 5, 4, 3)
    with services.store.writing() as tx:
        tx.hosts.set_robots(HOST, "", services.clock.now())
    again(services)
    assert network.asked_for(FEED + "?paged=2") == 0


def test_a_search_that_was_broken_off_goes_on_where_it_was(
    services: Services, network: Network, clock: MovableClock
) -> None:
    network.answers |= {FEED + "?paged=2": window(7, 6), FEED + "?paged=3": Busy("status 503", status=503)}
    again(services)
    assert gap_of(services).state is GapState.OPEN
    assert network.asked_for(FEED + "?paged=2") == 1
    network.answers[FEED + "?paged=3"] = window(5, 4, 3)
    clock.advance(hours=1)
    network.answers[FEED] = None
    again(services)
    assert network.asked_for(FEED + "?paged=2") == 1
    assert seen(services) == every(1, 10)
    assert gap_of(services).state is GapState.CLOSED


def test_history_ends_where_the_outlet_has_no_more(services: Services, network: Network) -> None:
    network.answers |= {FEED + "?paged=2": window(7, 6), FEED + "?paged=3": Gone("status 404", status=404)}
    again(services)
    gap = gap_of(services)
    assert (gap.state, gap.found) == (GapState.BOUNDED, 2)


def test_what_was_missed_comes_after_current_news(services: Services, network: Network) -> None:
    network.answers[FEED + "?paged=2"] = window(7, 6, 5, 4, 3)
    again(services)
    fetched = [int(request.url.rpartition("-")[2]) for request in network.requests if "/article-" in request.url]
    assert max(map(fetched.index, (8, 9, 10))) < min(map(fetched.index, (4, 5, 6, 7)))


def test_the_gate_of_a_feed_holds_for_its_history(services: Services, network: Network, clock: MovableClock) -> None:
    with_feed(services, gate=Gate.ANCHOR, key="monde")
    monde = "https://monde.example"
    network.answers[f"{monde}/feed"] = rss([(f"{monde}/1", "Mali : un"), (f"{monde}/2", "Mali : deux")])
    go(services, "monde.example")
    clock.advance(hours=30)
    network.answers[f"{monde}/feed"] = rss([(f"{monde}/8", "Mali : huit"), (f"{monde}/9", "Mali : neuf")])
    network.answers[f"{monde}/feed?paged=2"] = rss([(f"{monde}/5", "Une coupe"), (f"{monde}/2", "Mali : deux")])
    with services.store.writing() as tx:
        tx.feeds.bring_forward(clock.now())
    go(services, "monde.example")
    assert network.asked_for(f"{monde}/5") == 0


def test_a_gap_found_during_a_search_lets_it_begin_anew(
    services: Services, network: Network, clock: MovableClock
) -> None:
    network.answers[FEED] = window(20, 19, 18)
    later = Busy("status 429", status=429, retry_after=60.0)
    network.answers |= {f"{FEED}?paged={page}": window(*range(20 - 3 * page, 17 - 3 * page, -1)) for page in (2, 3)}
    network.answers[f"{FEED}?paged=4"] = later
    for path in ("/wp-json/wp/v2/posts",):
        network.answers[f"{SITE}{path}"] = Gone("status 404", status=404)
    again(services)
    clock.advance(hours=12)
    network.answers[FEED] = window(30, 29, 28)
    numbers = list(range(27, 0, -1))
    network.answers |= {
        f"{FEED}?paged={page}": window(*numbers[3 * (page - 2) : 3 * (page - 1)]) for page in range(2, 11)
    }
    for _ in range(3):
        again(services)
        clock.advance(hours=1)
    assert seen(services) == every(1, 30)


def test_a_robots_txt_that_cannot_be_had_for_a_moment_ends_no_search(
    services: Services, network: Network, clock: MovableClock
) -> None:
    with services.store.writing() as tx:
        tx.hosts.set_robots(HOST, NOTHING, clock.now(), missing_since=clock.now())
    network.answers[f"{SITE}/robots.txt"] = Busy("status 503", status=503)
    again(services)
    assert gap_of(services).state is GapState.OPEN
