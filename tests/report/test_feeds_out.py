"""Feeds of what was found."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.feeds_out import (
    LONGEST_EXTRACT,
    Category,
    OutFeed,
    OutItem,
    extract_of,
    to_atom,
    to_json_feed,
)

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FEED = OutFeed("5f3a", "fuel-blockade", "Blocus du carburant", "Les articles sur ce thème", "fr")
ITEM = OutItem(
    article=12,
    url="https://radio-dune.example/a?x=1&y=2",
    title="Un convoi à Sévaré",
    outlet="Radio Dune",
    extract="Un convoi est arrivé …",
    language="fr",
    published=NOON,
    updated=NOON.replace(hour=18),
    categories=(Category("fuel-blockade", "Blocus du carburant"), Category("road", "Routes & pistes")),
)
ARABIC = replace(ITEM, article=13, title="قافلة في سيفاري", extract="وصلت قافلة …", language="ar", outlet="الصحراء")
SEED = replace(ITEM, article=14, url="seed:note.md")
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "]]><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "</title></entry></feed><!--",
    "&#x3c;b onclick=alert(1)&#x3e;",
    "\u202egnp.exe",
    "&xxe; %xxe;",
]
UNPRINTABLE = "a\x00b\x08c\x1bd\x7fe\x9ff\ud800g\uffffh"


def parsed(*items: OutItem, feed: OutFeed = FEED) -> Any:
    """The Atom feed as another program reads it."""
    read = feedparser.parse(to_atom(feed, items).encode("utf-8"), sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo
    return read


def decoded(*items: OutItem, feed: OutFeed = FEED) -> Any:
    text = to_json_feed(feed, items)
    text.encode("utf-8")
    return json.loads(text)


def links(item: OutItem) -> list[str]:
    """Where an item leads; feedparser would show the identity where there is no link."""
    return [link.get("href", "") for link in ElementTree.fromstring(to_atom(FEED, [item])).iter(f"{ATOM}link")]


def test_an_atom_feed_says_what_was_put_in() -> None:
    read = parsed(ITEM)
    assert read.version == "atom10"
    assert (read.feed.title, read.feed.language) == ("Blocus du carburant", "fr")
    assert read.feed.updated == "2026-11-20T18:00:00Z"
    (entry,) = read.entries
    assert (entry.title, entry.link, entry.author) == (ITEM.title, ITEM.url, "Radio Dune")
    assert (entry.published, entry.updated) == ("2026-11-20T12:00:00Z", "2026-11-20T18:00:00Z")
    assert entry.summary == '<p lang="fr" dir="auto">Un convoi est arrivé …</p>'
    assert [(tag.term, tag.label) for tag in entry.tags] == [
        ("fuel-blockade", "Blocus du carburant"),
        ("road", "Routes & pistes"),
    ]


def test_an_atom_feed_has_all_that_the_standard_asks_for() -> None:
    root = ElementTree.fromstring(to_atom(FEED, [ITEM, SEED]))
    assert [len(root.findall(ATOM + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
    for entry in root.findall(f"{ATOM}entry"):
        assert [len(entry.findall(ATOM + name)) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
        has_link = entry.find(f"{ATOM}link[@rel='alternate']") is not None
        assert has_link or entry.find(f"{ATOM}content") is not None


def test_a_json_feed_says_what_was_put_in() -> None:
    record = decoded(ITEM)
    assert record["version"] == "https://jsonfeed.org/version/1.1"
    assert (record["title"], record["language"]) == ("Blocus du carburant", "fr")
    assert record["items"] == [
        {
            "id": "tag:5f3a.sahel-monitor.invalid,2026:article/12",
            "url": ITEM.url,
            "date_published": "2026-11-20T12:00:00Z",
            "language": "fr",
            "title": ITEM.title,
            "summary": "Un convoi est arrivé …",
            "content_html": '<p lang="fr" dir="auto">Un convoi est arrivé …</p>',
            "date_modified": "2026-11-20T18:00:00Z",
            "authors": [{"name": "Radio Dune"}],
            "tags": ["Blocus du carburant", "Routes & pistes"],
        }
    ]


def test_an_article_keeps_its_identity_whatever_becomes_of_it_and_wherever_it_stands() -> None:
    changed = replace(ITEM, title="Autre titre", url="https://elsewhere.example/", updated=NOON.replace(hour=20))
    other = replace(FEED, key="displacement", title="Déplacements")
    ids = {parsed(ITEM).entries[0].id, parsed(changed).entries[0].id, parsed(ITEM, feed=other).entries[0].id}
    assert ids == {decoded(ITEM)["items"][0]["id"]} == {"tag:5f3a.sahel-monitor.invalid,2026:article/12"}


def test_feeds_of_two_stores_have_other_identities() -> None:
    other = replace(FEED, store="77aa")
    assert parsed(feed=FEED).feed.id == "tag:5f3a.sahel-monitor.invalid,2026:feed/fuel-blockade"
    assert parsed(feed=FEED).feed.id != parsed(feed=other).feed.id
    assert parsed(ITEM).entries[0].id != parsed(ITEM, feed=other).entries[0].id


def test_a_feed_is_as_new_as_its_newest_version() -> None:
    assert parsed(replace(ITEM, updated=NOON), replace(ITEM, article=9)).feed.updated == "2026-11-20T18:00:00Z"


def test_arabic_keeps_its_letters_its_language_and_its_direction() -> None:
    (entry,) = parsed(ARABIC).entries
    assert (entry.title, entry.author) == (ARABIC.title, "الصحراء")
    assert entry.title_detail.language == "ar"
    assert entry.summary == '<p lang="ar" dir="rtl">وصلت قافلة …</p>'
    item = decoded(ARABIC)["items"][0]
    assert (item["title"], item["language"], item["content_html"]) == (ARABIC.title, "ar", entry.summary)


def test_an_empty_feed_is_a_feed() -> None:
    read = parsed()
    assert (read.entries, read.feed.updated) == ([], "1970-01-01T00:00:00Z")
    assert decoded()["items"] == []


def test_a_seed_document_links_to_nothing() -> None:
    (entry,) = parsed(SEED).entries
    assert links(SEED) == []
    assert "Un convoi est arrivé" in entry.content[0].value
    assert "url" not in decoded(SEED)["items"][0]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", "//x.example/"])
def test_a_link_leads_to_the_web_or_is_left_out(url: str) -> None:
    assert links(replace(ITEM, url=url)) == []
    assert "url" not in decoded(replace(ITEM, url=url))["items"][0]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text: str) -> None:
    item = replace(ITEM, title=text, outlet=text, extract=text, language=text, categories=(Category(text, text),))
    feed = replace(FEED, title=text, subtitle=text, language=text)
    shown = text.replace("\u202e", "")
    read = parsed(item, feed=feed)
    (entry,) = read.entries
    assert (read.feed.title, entry.title, entry.author, entry.tags[0].label) == (shown, shown, shown, shown)
    for paragraph in (entry.summary, decoded(item)["items"][0]["content_html"]):
        inner = paragraph.removeprefix('<p dir="auto">').removesuffix("</p>")
        assert not set(inner) & set("<>\"'")
    assert decoded(item, feed=feed)["items"][0]["title"] == shown


def test_what_cannot_be_printed_is_not_in_a_feed() -> None:
    item = replace(ITEM, title=UNPRINTABLE, outlet=UNPRINTABLE, extract=UNPRINTABLE)
    assert parsed(item).entries[0].title == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh"
    assert decoded(item)["items"][0]["title"] == parsed(item).entries[0].title


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_is_put_in_both_forms_can_be_read(title: str, outlet: str, extract: str, language: str) -> None:
    item = replace(ITEM, title=title, outlet=outlet, extract=extract, language=language)
    ElementTree.fromstring(to_atom(FEED, [item]).encode("utf-8"))
    assert decoded(item)["items"][0]["authors"]


def test_the_same_items_give_the_same_bytes() -> None:
    again = replace(ITEM, title=str(ITEM.title))
    assert to_atom(FEED, [ITEM, ARABIC]) == to_atom(FEED, [again, ARABIC])
    assert to_json_feed(FEED, [ITEM, ARABIC]) == to_json_feed(FEED, [again, ARABIC])


@given(st.text())
def test_an_extract_is_never_the_whole_text_and_never_long(text: str) -> None:
    extract = extract_of(text)
    assert len(extract) <= LONGEST_EXTRACT + 2
    assert not text.strip() or extract != text


def test_an_extract_ends_with_a_word() -> None:
    assert extract_of("un deux trois quatre cinq six") == "un deux trois …"
    assert extract_of("mot " * 500) == "mot " * 60 + "…"
    assert extract_of("indivisible") == ""
