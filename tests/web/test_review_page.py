"""The review page, asked over a real socket."""

import json
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from urllib.parse import urlencode

import feedparser
import pytest
from lxml import html as lxml_html

from pipeline.flows.digest import write_today
from pipeline.flows.feeds_out import feeds_folder, publish_feeds
from pipeline.flows.services import Services
from pipeline.flows.storing import store_article
from pipeline.web.serving import PortTaken, ReviewPage
from tests.flows.test_regroup import FRAMED, new
from tests.flows.world import CONVOY, CUP

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> carburant Bamako "&amp;'


@pytest.fixture
def page(services: Services) -> Iterator[ReviewPage]:
    hostile = new("hostile", CONVOY.replace("100", "900") + "\n\n" + HOSTILE, 4)
    analysis = replace(hostile.analysis, document=replace(hostile.analysis.document, title=HOSTILE))
    for article in (new("agence", CONVOY, 0), new("radio", FRAMED, 1), new("sport", CUP, 2)):
        store_article(services, article, None)
    store_article(services, replace(hostile, analysis=analysis), None)
    running = ReviewPage(services, "127.0.0.1", 0)
    yield running
    running.close()


def ask(page: ReviewPage, path: str, *, host: str = "") -> tuple[int, str, Message]:
    request = urllib.request.Request(page.address.rstrip("/") + path)
    if host:
        request.add_header("Host", host)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, response.read().decode(), response.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), error.headers


def titles(body: str) -> list[str]:
    return [element.text_content() for element in lxml_html.fromstring(body).iterfind(".//h2")]


def test_the_listing_shows_each_report_once_the_newest_first(page: ReviewPage) -> None:
    status, body, _ = ask(page, "/")
    assert status == 200
    assert titles(body) == [HOSTILE, "Titre de agence"]


def test_all_shows_copies_and_what_is_not_relevant(page: ReviewPage) -> None:
    assert len(titles(ask(page, "/?all=1")[1])) == 4


def test_a_search_narrows_the_listing(page: ReviewPage) -> None:
    assert titles(ask(page, "/?q=convoi+escorte&topic=fuel-blockade")[1]) == [HOSTILE, "Titre de agence"]
    status, body, _ = ask(page, "/?q=Ouroboros")
    assert (status, titles(body)) == (200, [])
    assert "Nothing found" in body


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topic:fuel-blockade escorte", 2),
        ("topic:displacement OR country:ML", 2),
        ("is:copy", 1),
        ("-is:relevant", 1),
        ("since:24h (convoi OR coupe)", 2),
        ("until:yesterday", 0),
    ],
)
def test_the_search_box_takes_the_query_language(page: ReviewPage, query: str, found: int) -> None:
    status, body, _ = ask(page, "/?" + urlencode({"q": query}))
    assert (status, len(titles(body))) == (200, found)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('"open', "quotation mark"),
        ("Gao (Kidal", "left open; expected )"),
        ("topic:fuel-blokade", "did you mean fuel-blockade?"),
        ("topc:x", "did you mean topic:?"),
        ("(" * 3000, "no more than"),
    ],
)
def test_a_faulty_query_is_explained_beside_what_was_typed(page: ReviewPage, query: str, said: str) -> None:
    status, body, _ = ask(page, "/?" + urlencode({"q": query}))
    tree = lxml_html.fromstring(body)
    (fault,) = tree.find_class("fault")
    assert status == 400
    assert said in fault.text_content()
    assert tree.get_element_by_id("q").get("value") == query
    assert "Nothing found" not in body


def test_a_caret_stands_under_the_fault(page: ReviewPage) -> None:
    _, body, _ = ask(page, "/?" + urlencode({"q": "Gao <b>) x"}))
    (fault,) = lxml_html.fromstring(body).find_class("fault")
    _, line, caret = fault.text_content().split("\n")
    assert line[caret.index("^") :] == ") x"


def test_feeds_are_served_once_they_were_written(page: ReviewPage, services: Services) -> None:
    assert ask(page, "/feeds/fuel-blockade.atom")[0] == 404
    publish_feeds(services.store, services.settings, services.clock.now())
    status, body, headers = ask(page, "/feeds/fuel-blockade.atom")
    assert (status, headers["Content-Type"]) == (200, "application/atom+xml")
    read = feedparser.parse(body)
    assert (bool(read.bozo), len(read.entries)) == (False, 2)
    status, body, headers = ask(page, "/feeds/fuel-blockade.json")
    assert (status, headers["Content-Type"]) == (200, "application/feed+json")
    assert len(json.loads(body)["items"]) == 2


@pytest.mark.parametrize(
    "name",
    [
        "fuel-blockade",
        "fuel-blockade.txt",
        "nowhere.atom",
        "..%2fsahel.toml",
        "..%2f..%2fx.json",
        ".x.atom",
        "%00.atom",
    ],
)
def test_nothing_else_is_served_as_a_feed(page: ReviewPage, services: Services, name: str) -> None:
    publish_feeds(services.store, services.settings, services.clock.now())
    (feeds_folder(services.settings) / ".x.atom").write_text("hidden", "utf-8")
    assert ask(page, f"/feeds/{name}")[0] == 404


def test_an_article_shows_the_words_that_earned_its_tags(page: ReviewPage) -> None:
    status, body, _ = ask(page, "/articles/1")
    assert status == 200
    marks = [mark.text_content() for mark in lxml_html.fromstring(body).iterfind(".//mark")]
    assert marks
    assert all(mark in CONVOY or mark in "Titre de agence" for mark in marks)
    assert "fuel-blockade" in body


def test_a_text_stays_whole_between_its_marks(page: ReviewPage) -> None:
    _, body, _ = ask(page, "/articles/1")
    (text,) = lxml_html.fromstring(body).find_class("text")
    assert text.text_content() == CONVOY


def test_no_text_becomes_markup(page: ReviewPage) -> None:
    for path in ("/", "/articles/4", "/?q=%3Cscript%3E"):
        tree = lxml_html.fromstring(ask(page, path)[1])
        assert tree.findall(".//script") == []
        assert tree.findall(".//img") == []
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]


def test_a_missing_article_and_a_missing_page_are_404(page: ReviewPage) -> None:
    assert ask(page, "/articles/999")[0] == 404
    assert ask(page, "/nowhere")[0] == 404


def test_a_page_may_load_nothing_from_elsewhere(page: ReviewPage) -> None:
    for path in ("/", "/articles/1", "/digest", "/nowhere"):
        _, _, headers = ask(page, path)
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_another_site_cannot_reach_it_through_a_browser(page: ReviewPage) -> None:
    assert ask(page, "/", host="evil.example")[0] == 400


def test_the_style_is_served(page: ReviewPage) -> None:
    status, body, headers = ask(page, "/static/style.css")
    assert (status, headers["Content-Type"].split(";")[0]) == (200, "text/css")
    assert "--ink" in body


def test_todays_digest_is_shown_once_it_was_written(page: ReviewPage, services: Services) -> None:
    assert "No digest" in ask(page, "/digest")[1]
    write_today(services)
    assert "Titre de agence" in ask(page, "/digest")[1]


def test_health_and_counters_are_told(page: ReviewPage) -> None:
    assert '"articles":4' in ask(page, "/health")[1]
    assert 'sahel_fates_total{fate="relevant",kind="article"} 3.0' in ask(page, "/metrics")[1]


def test_a_taken_port_is_told_not_fought_over(services: Services) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=str(port)):
            ReviewPage(services, "127.0.0.1", port)


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="no IPv6 here")
@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_the_loopback_of_ipv6_is_guarded_and_its_address_can_be_opened(services: Services, host: str) -> None:
    running = ReviewPage(services, host, 0)
    try:
        assert running.address.startswith("http://[::1]:")
        assert ask(running, "/")[0] == 200
        assert ask(running, "/", host="localhost")[0] == 200
        assert ask(running, "/", host="evil.example")[0] == 400
    finally:
        running.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds all of 127.0.0.0/8")
def test_any_loopback_address_is_guarded(services: Services) -> None:
    running = ReviewPage(services, "127.76.0.9", 0)
    try:
        assert ask(running, "/")[0] == 200
        assert ask(running, "/", host="evil.example")[0] == 400
    finally:
        running.close()


def test_an_article_lists_the_copies_of_its_group(page: ReviewPage) -> None:
    _, body, _ = ask(page, "/articles/1")
    told = [item.text_content() for item in lxml_html.fromstring(body).iterfind(".//li")]
    assert [line for line in told if line.startswith("the same report:")] == [
        "the same report: Titre de radio (radio, copy)"
    ]
