import json
from datetime import UTC, datetime

import pytest

from pipeline.domain.errors import ParseError
from pipeline.domain.feeds import ParsedFeed
from pipeline.parse.feeds import read_feed
from tests.parse.golden import NOW

VERSION = "https://jsonfeed.org/version/1.1"


def read(feed: object) -> ParsedFeed:
    return read_feed(
        json.dumps(feed).encode(), url="https://x.example/feed.json", content_type="", timezone="", now=NOW
    )


def test_a_json_feed_is_read() -> None:
    feed = read(
        {
            "version": VERSION,
            "title": "Le Courrier",
            "home_page_url": "https://x.example/",
            "language": "fr-FR",
            "items": [
                {
                    "id": 7,
                    "url": "/a/7",
                    "title": "L&#8217;AES &amp; la Cédéao",
                    "summary": "En bref.",
                    "content_html": "<p>Un.</p><p>Deux &amp; trois.</p>",
                    "date_published": "2025-11-18T09:00:00+01:00",
                    "authors": [{"name": "Aïcha Walet"}, {"name": "AFP"}],
                    "tags": ["Mali", 5],
                }
            ],
        }
    )
    one = feed.entries[0]
    assert (feed.kind, feed.title, feed.home, feed.language) == ("json", "Le Courrier", "https://x.example/", "fr")
    assert (one.guid, one.url, one.title) == ("7", "https://x.example/a/7", "L’AES & la Cédéao")
    assert (one.summary, one.content) == ("En bref.", "Un.\n\nDeux & trois.")
    assert one.published == datetime(2025, 11, 18, 8, tzinfo=UTC)
    assert (one.authors, one.credit, one.categories) == (("Aïcha Walet",), "AFP", ("Mali", "5"))


def test_an_identity_that_is_an_address_stands_in_for_the_link() -> None:
    assert read({"version": VERSION, "items": [{"id": "https://x.example/1"}]}).entries[0].url == "https://x.example/1"


def test_version_1_names_its_author_alone() -> None:
    feed = read({"version": "https://jsonfeed.org/version/1", "items": [{"author": {"name": "Aïcha"}}]})
    assert feed.entries[0].authors == ("Aïcha",)


def test_fields_of_the_wrong_type_are_left_out() -> None:
    item = {"id": None, "url": [1], "title": {"a": 1}, "authors": "x", "tags": {"a": 1}, "date_published": True}
    one = read({"version": VERSION, "items": [item, "x", None]}).entries[0]
    assert (one.guid, one.url, one.title, one.authors, one.published) == ("", None, "", (), None)


@pytest.mark.parametrize(
    "feed", [[], {}, {"version": VERSION}, {"version": "2", "items": []}, {"version": 5, "items": {}}, [{"id": 1}]]
)
def test_other_json_is_no_feed(feed: object) -> None:
    with pytest.raises(ParseError, match="no JSON Feed"):
        read(feed)


@pytest.mark.parametrize(
    ("said", "older"),
    [
        ("https://x.example/feed.json?page=2", "https://x.example/feed.json?page=2"),
        ("?page=2", "https://x.example/feed.json?page=2"),
        ("https://x.example/feed.json", ""),
        ("data:,x", ""),
        (["https://x.example/2"], ""),
        (None, ""),
    ],
)
def test_the_next_page_is_told_unless_it_is_the_feed_itself(said: object, older: str) -> None:
    assert read({"version": VERSION, "items": [], "next_url": said}).older == older


def test_every_address_of_a_feed_has_a_key() -> None:
    long = "a" * 7_990
    feed = read(
        {
            "version": VERSION,
            "items": [{"url": "/1\ud800"}, {"url": long}, {"url": "/2"}],
            "home_page_url": "https://x.example/\udfff",
            "next_url": long,
        }
    )
    assert [one.url for one in feed.entries] == ["https://x.example/1", None, "https://x.example/2"]
    assert (feed.home, feed.older) == ("https://x.example/", "")


def test_half_a_surrogate_does_not_survive() -> None:
    assert read({"version": VERSION, "items": [{"title": "a\ud800b"}]}).entries[0].title == "ab"
