from pathlib import Path

import pytest

from pipeline.domain.urls import clean_url
from pipeline.parse.discovery import (
    MOST_LINKS,
    MOST_READ,
    MOST_SITEMAPS,
    WELL_KNOWN,
    find_feeds,
    find_sitemaps,
    wordpress_api,
)
from tests.parse.golden import expected, pairs

SITE = "https://courrier.example"
RSS = 'rel="alternate" type="application/rss+xml"'


def find(inside: str, *, url: str = f"{SITE}/", content_type: str = "text/html; charset=utf-8") -> list[str]:
    body = f"<!DOCTYPE html><html><head><title>T</title></head><body>{inside}</body></html>"
    feeds = find_feeds(body.encode(), url=url, content_type=content_type)
    return [feed.url.removeprefix(SITE) for feed in feeds]


@pytest.mark.parametrize("path", pairs("fronts"), ids=lambda path: path.stem)
def test_the_feeds_of_a_golden_front_page_are_found(path: Path) -> None:
    body, truth = path.read_bytes(), expected(path)
    feeds = find_feeds(body, url=f"{SITE}/", content_type="text/html; charset=utf-8")
    assert [[feed.url, feed.title, feed.kind] for feed in feeds] == truth["feeds"]
    assert wordpress_api(body, url=f"{SITE}/", content_type="text/html") == truth["api"]


@pytest.mark.parametrize(
    ("media", "kinds"),
    [
        ("application/rss+xml", ["rss"]),
        ("Application/Atom+XML; charset=utf-8", ["atom"]),
        ("application/rdf+xml", ["rdf"]),
        ("application/feed+json", ["json"]),
        ("application/json+oembed", []),
        ("text/xml+oembed", []),
        ("application/xml", []),
        ("application/json", []),
        ("text/html", []),
        ("", []),
    ],
)
def test_a_declared_feed_is_known_by_its_type(media: str, kinds: list[str]) -> None:
    page = f'<link rel="alternate" type="{media}" href="/abonnement">'.encode()
    assert [feed.kind for feed in find_feeds(page, url=f"{SITE}/", content_type="")] == kinds


def test_a_type_that_is_said_of_other_things_too_needs_an_address_that_says_feed() -> None:
    inside = (
        '<link rel="alternate" type="text/xml" href="/rss.xml"><link rel="alternate" type="text/xml" href="/plan.xml">'
        '<link rel="alternate" type="application/json" href="/feed.json">'
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/feed">'
    )
    assert find(inside) == ["/rss.xml", "/feed.json"]


@pytest.mark.parametrize(
    "href",
    [
        "/feed",
        "/feed/",
        "/politique/feed/",
        "/rss",
        "/fr/rss/",
        "/mali.rss",
        "/atom.xml",
        "/feed.xml",
        "/rss.xml",
        "/actualites-rss.xml",
        "/index.xml",
        "/headlines.rdf",
        "/backend.php",
        "/spip.php?page=backend",
        "/spip.php?page=backend-breves",
        "/?format=feed&amp;type=rss",
        "/index.php?option=com_content&amp;format=feed",
        "/?feed=rss2",
        "/feeds/posts/default?alt=rss",
        "/feeds/posts/default",
    ],
)
def test_a_link_whose_address_clearly_is_a_feed_is_one(href: str) -> None:
    assert find(f'<a href="{href}">RSS</a>') == [href.replace("&amp;", "&")]


@pytest.mark.parametrize(
    "href",
    [
        "/feedback",
        "/rss-feeds-expliques",
        "/politique/",
        "/sitemap.xml",
        "/spip.php?article12",
        "/a?u=https://courrier.example/feed/x",
        "#feed",
        "mailto:rss@courrier.example",
        "javascript:open('/feed')",
        "ftp://courrier.example/feed",
        "https://name:word@courrier.example/feed",
        "https://agence.example/feed",
        "https://feeds.feedburner.com.agence.example/x",
        "http://[::1/feed",
        "",
    ],
)
def test_other_links_are_no_feeds_of_the_page(href: str) -> None:
    assert find(f'<a href="{href}">RSS</a>') == []


def test_a_feed_that_the_page_declares_may_lie_on_another_site() -> None:
    assert find(f'<link {RSS} href="https://flux.example/1">') == ["https://flux.example/1"]


def test_declared_feeds_come_before_linked_ones_and_those_of_the_site_before_those_of_its_sections() -> None:
    inside = f'<a href="/sport/rss">Sport</a><a href="/rss">Tout</a><link {RSS} href="/fr/actualites/feed">'
    assert find(inside) == ["/fr/actualites/feed", "/rss", "/sport/rss"]


@pytest.mark.parametrize(
    ("href", "title"),
    [
        ("/comments/feed/", ""),
        ("/2025/11/le-pont/feed/", "Courrier &raquo; Le pont Comments Feed"),
        ("/2025/11/le-pont/feed/", "Courrier &raquo; Le pont Flux des commentaires"),
        ("/3/feed", "تعليقات على الجسر"),
        ("/?feed=comments-rss2", ""),
        ("/feeds/12/comments/default", ""),
        ("/spip.php?page=backend-forum", ""),
    ],
)
def test_feeds_of_comments_are_tried_last(href: str, title: str) -> None:
    inside = f'<link {RSS} title="{title}" href="{href}"><a href="/sport/rss">Sport</a>'
    assert find(inside) == ["/sport/rss", href]


def test_a_headline_that_asks_how_is_not_about_comments() -> None:
    inside = f'<link {RSS} title="Comment va le Mali ?" href="/comment-va-le-mali/feed"><link {RSS} href="/feed">'
    assert find(inside) == ["/comment-va-le-mali/feed", "/feed"]


def test_a_declaration_without_an_address_names_nothing() -> None:
    assert find(f'<base href="/fr/"><link {RSS}><link {RSS} href="">') == []


def test_links_beyond_the_bound_are_not_looked_at() -> None:
    assert find("<a href=/x>x</a>" * (MOST_READ - 1) + "<a href=/1/feed>x</a><a href=/2/feed>x</a>") == ["/1/feed"]


def test_the_base_of_a_page_is_where_its_links_start() -> None:
    assert find(f'<base href="/fr/"><link {RSS} href="feed"><a href="rss">x</a>') == ["/fr/feed", "/fr/rss"]


def test_a_base_that_is_no_address_is_passed_over() -> None:
    assert find(f'<base href="javascript:0"><link {RSS} href="feed">', url=f"{SITE}/fr/") == ["/fr/feed"]


def test_each_feed_is_told_once() -> None:
    inside = f'<link {RSS} href="/feed/"><link {RSS} href="https://www.courrier.example/feed"><a href="/feed">x</a>'
    assert find(inside) == ["/feed/"]


def test_the_page_itself_is_not_among_its_feeds() -> None:
    assert find(f'<link {RSS} href="/feed/#top"><link {RSS} href="/rss">', url=f"{SITE}/feed/") == ["/rss"]


def test_a_page_does_not_name_feeds_without_end() -> None:
    assert len(find("".join(f'<a href="/{n}/feed">x</a>' for n in range(1_000)))) == MOST_LINKS


@pytest.mark.parametrize("body", [b"", b"\0", b"%PDF-1.7 /feed", b"\x89PNG\r\n\x1a\n", b"<a href='/feed'"])
def test_what_is_no_page_names_no_feeds(body: bytes) -> None:
    assert find_feeds(body, url=f"{SITE}/", content_type="") == ()
    assert wordpress_api(body, url=f"{SITE}/", content_type="") is None


def test_a_page_without_an_address_of_its_own_still_names_what_is_absolute() -> None:
    assert find(f'<link {RSS} href="{SITE}/feed"><link {RSS} href="/rss"><a href="/feed">x</a>', url="") == ["/feed"]


def test_a_page_in_utf_16_is_read() -> None:
    page = f'<html><link {RSS} title="مالي" href="/feed"></html>'.encode("utf-16")
    assert [feed.title for feed in find_feeds(page, url=f"{SITE}/", content_type="")] == ["مالي"]


@pytest.mark.parametrize(
    ("link", "api"),
    [
        ('<link rel="https://api.w.org/" href="/index.php?rest_route=/">', f"{SITE}/index.php?rest_route=/"),
        ('<link href="https://courrier.example/fr/wp-json/" rel="https://api.w.org/">', f"{SITE}/fr/wp-json/"),
        ('<link rel="https://api.w.org/" href="data:,x">', None),
        ('<a rel="https://api.w.org/" href="/wp-json/">', None),
        ('<link rel="alternate" href="/wp-json/">', None),
    ],
)
def test_the_interface_of_wordpress_is_where_the_page_names_it(link: str, api: str | None) -> None:
    assert wordpress_api(f"<html>{link}</html>".encode(), url=f"{SITE}/a", content_type="text/html") == api


def test_the_sitemaps_of_a_robots_txt_are_found() -> None:
    robots = (
        "\ufeffSitemap: https://courrier.example/a.xml\r\n# Sitemap: /never.xml\r\nUser-agent: *\nDisallow: /\n"
        "  SITEMAP : /b.xml.gz # the old ones\rsitemap:https://cdn.example/c.xml\nSitemap: /b.xml.gz\n"
        "Sitemap:\nsitemap: ftp://courrier.example/d.xml\nX-Sitemap: /e.xml\n"
    )
    found = find_sitemaps(robots, url=f"{SITE}/robots.txt")
    assert found == (f"{SITE}/a.xml", f"{SITE}/b.xml.gz", "https://cdn.example/c.xml")


def test_a_robots_txt_does_not_name_sitemaps_without_end() -> None:
    robots = "".join(f"Sitemap: /{n}.xml\n" for n in range(1_000))
    assert len(find_sitemaps(robots, url=f"{SITE}/robots.txt")) == MOST_SITEMAPS


def test_the_well_known_places_are_addresses_of_the_site_each_once() -> None:
    found = [clean_url(path, base=f"{SITE}/fr/x") for path in WELL_KNOWN]
    assert all(address and address.startswith(f"{SITE}/") and "/fr/" not in address for address in found)
    assert len(set(found)) == len(WELL_KNOWN)
