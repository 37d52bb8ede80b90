from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.errors import ParseError
from pipeline.domain.feeds import Entry, ParsedFeed
from pipeline.parse.feeds import MAX_BYTES, MOST_ELEMENTS, read_feed
from tests.parse.golden import NOW, expected, iso, pairs

FRENCH = "L’armée – enfin – à Ségou"
ARABIC = "مجلس الأمن يبحث الوضع في مالي"


def item(title: str, inside: str = "") -> str:
    return f"<item><title>{title}</title>{inside}</item>"


def rss(*items: str, channel: str = "") -> str:
    return f'<rss version="2.0"><channel><title>T</title>{channel}{"".join(items)}</channel></rss>'


def read(body: str | bytes, *, content_type: str = "application/rss+xml", limit: int = 500) -> ParsedFeed:
    return read_feed(
        body.encode() if isinstance(body, str) else body,
        url="https://courrier.example/feed/",
        content_type=content_type,
        timezone="Africa/Niamey",
        now=NOW,
        limit=limit,
    )


def entry(inside: str) -> Entry:
    return read(rss(item("un", inside))).entries[0]


def as_written(one: Entry) -> dict[str, Any]:
    return {
        "guid": one.guid,
        "url": one.url,
        "title": one.title,
        "summary": one.summary,
        "content": one.content,
        "published": iso(one.published),
        "authors": list(one.authors),
        "credit": one.credit,
        "categories": list(one.categories),
    }


@pytest.mark.parametrize("path", pairs("feeds"), ids=lambda path: path.stem)
def test_a_golden_feed_is_read_as_expected(path: Path) -> None:
    feed = read_feed(
        path.read_bytes(),
        url="https://courrier.example/feed/",
        content_type="application/xml",
        timezone="Africa/Bamako",
        now=NOW,
    )
    truth = expected(path)
    assert [as_written(one) for one in feed.entries] == truth["entries"]
    assert (feed.kind, feed.title, feed.home) == (truth["kind"], truth["title"], truth["home"])
    assert (feed.language, feed.ttl, feed.salvaged) == (truth["language"], truth["ttl"], truth["salvaged"])


@pytest.mark.parametrize(
    ("declared", "codec", "content_type", "title"),
    [
        ("utf-8", "cp1252", "application/rss+xml; charset=utf-8", FRENCH),
        ("iso-8859-1", "cp1252", "text/xml", FRENCH),
        ("", "cp1252", "", FRENCH),
        ("utf-8", "utf-8", "text/xml; charset=iso-8859-1", FRENCH),
        ("utf-16", "utf-16", "text/xml", FRENCH),
        ("utf-8", "utf-8-sig", "text/xml", FRENCH),
        ("windows-1256", "cp1256", "text/xml", ARABIC),
        ("", "cp1256", "text/xml; charset=windows-1256", ARABIC),
        ("utf-8", "cp1256", "text/xml; charset=utf-8", ARABIC),
        ("iso-8859-6", "iso8859_6", "text/xml", ARABIC),
    ],
)
def test_titles_survive_every_encoding(declared: str, codec: str, content_type: str, title: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = f"{declaration}{rss(item(title))}".encode(codec)
    assert read(body, content_type=content_type).entries[0].title == title


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link>https://x.example/1?a=1&amp;b=2</link>", "https://x.example/1?a=1&b=2"),
        ("<link>https://x.example/1?a=1&b=2</link>", "https://x.example/1?a=1&b=2"),
        ("<link> \n https://x.example/1 \n</link>", "https://x.example/1"),
        ("<link>/1</link>", "https://courrier.example/1"),
        ("<link>//x.example/1</link>", "https://x.example/1"),
        ("<link></link><guid>https://x.example/2</guid>", "https://x.example/2"),
        ("<guid>https://x.example/2</guid>", "https://x.example/2"),
        ('<guid isPermaLink="false">https://x.example/2</guid>', None),
        ("<guid>12</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>data:text/html,x</link>", None),
        ("<link>https://name:word@x.example/</link>", None),
        (f"<link>https://x.example/{'a' * 50_000}</link>", None),
        ("", None),
    ],
)
def test_the_link_of_an_entry_is_absolute_and_may_be_fetched(inside: str, url: str | None) -> None:
    assert entry(inside).url == url


def test_the_address_behind_feedburner_is_preferred() -> None:
    space = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    inside = (
        f"<link>https://feeds.example/~r/1</link><feedburner:origLink {space}>https://x.example/1</feedburner:origLink>"
    )
    assert entry(inside).url == "https://x.example/1"


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Fri, 21 Nov 2025 08:30:00", datetime(2025, 11, 21, 7, 30, tzinfo=UTC)),
        ("ven. 21 novembre 2025 à 08h30", datetime(2025, 11, 21, 7, 30, tzinfo=UTC)),
        ("1763710200", datetime(2025, 11, 21, 7, 30, tzinfo=UTC)),
        ("Thu, 32 Nov 2025", None),
        ("Fri, 01 Jan 1971 00:00:00 GMT", None),
        ("Fri, 21 Nov 2031 08:30:00 GMT", None),
    ],
)
def test_dates_are_read_by_our_own_rules_and_kept_as_they_were_said(date: str, moment: datetime | None) -> None:
    one = entry(f"<pubDate>{date}</pubDate>")
    assert (one.published, one.published_said) == (moment, date)


def test_entries_with_one_identity_stay_apart() -> None:
    items = [item(f"titre {n}", f"<guid>x</guid><link>/{n}</link>") for n in range(3)]
    assert len(read(rss(*items)).entries) == 3


def test_an_entry_that_stands_there_twice_is_one() -> None:
    assert len(read(rss(item("un", "<link>/1</link>"), item("un", "<link>/1</link>"))).entries) == 1


def test_of_too_many_entries_the_newest_stay_in_their_order() -> None:
    days = [NOW - timedelta(days=days) for days in (9, 8, 1, 2)]
    items = [item(f"{n}", f"<pubDate>{day.isoformat()}</pubDate>") for n, day in enumerate(days)]
    assert [one.title for one in read(rss(*items), limit=2).entries] == ["2", "3"]


def test_of_too_many_entries_without_dates_the_first_stay() -> None:
    assert [one.title for one in read(rss(*map(item, "abcd")), limit=2).entries] == ["a", "b"]


def test_markup_and_controls_never_reach_a_title() -> None:
    said = "&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;b&amp;gt;gras&amp;lt;/b&amp;gt;\u202e\u200b &#xD800;\0fin"
    assert read(rss(item(said))).entries[0].title == "gras \ufffdfin"


def test_a_very_long_title_is_cut() -> None:
    assert len(read(rss(item("mot " * 25_000))).entries[0].title) <= 1_000


def test_a_formula_stays_as_the_feed_said_it() -> None:
    assert read(rss(item("=HYPERLINK(1)"))).entries[0].title == "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("channel", "ttl"),
    [
        ("<ttl>60</ttl>", 60.0),
        ("<ttl>soon</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>nan</ttl>", None),
        ('<x:updatePeriod xmlns:x="http://purl.org/rss/1.0/modules/syndication/">daily</x:updatePeriod>', 1440.0),
        ("", None),
    ],
)
def test_the_wish_to_be_left_alone_is_read_in_minutes(channel: str, ttl: float | None) -> None:
    assert read(rss(item("un"), channel=channel)).ttl == ttl


def older(links: str, kind: str = "rss") -> str:
    if kind == "atom":
        return read(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{links}</feed>').older
    links = links.replace("<link", '<atom:link xmlns:atom="http://www.w3.org/2005/Atom"')
    return read(rss(item("un", '<link rel="next">https://courrier.example/1</link>'), channel=links)).older


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize(
    ("links", "address"),
    [
        ('<link rel="next" href="/feed/?paged=2"/>', "https://courrier.example/feed/?paged=2"),
        ('<link rel="prev-archive" href="https://x.example/2025-10"/>', "https://x.example/2025-10"),
        ('<link rel="next" href="/2"/><link rel="prev-archive" href="/old"/>', "https://courrier.example/old"),
        ('<link rel="next" href="https://courrier.example/feed/"/>', ""),
        ('<link rel="next" href="http://www.courrier.example/feed"/>', ""),
        ('<link rel="prev-archive" href=""/><link rel="next" href="/2"/>', "https://courrier.example/2"),
        ('<link rel="next" href="javascript:alert(1)"/>', ""),
        ('<link rel="next" href="file:///etc/passwd"/>', ""),
        ('<link rel="previous" href="/newer"/><link rel="next-archive" href="/newer"/><link href="/"/>', ""),
        ("", ""),
    ],
)
def test_the_page_with_older_entries_is_told_unless_it_is_the_feed_itself(kind: str, links: str, address: str) -> None:
    assert older(links, kind) == address


def test_a_feed_without_items_is_a_feed() -> None:
    assert read(rss()).entries == ()


def test_a_feed_that_was_cut_off_keeps_its_whole_items() -> None:
    whole = rss(item("un"), item("deux"), item("trois"))
    feed = read(whole[: whole.index("trois")])
    assert ([one.title for one in feed.entries], feed.salvaged) == (["un", "deux"], True)


def test_a_feed_of_too_many_elements_keeps_its_first_items() -> None:
    feed = read(rss(item("un"), item("deux", "<a></a>" * MOST_ELEMENTS), item("trois")))
    assert ([one.title for one in feed.entries], feed.salvaged) == (["un"], True)


def test_markup_inside_of_texts_does_not_count_as_elements() -> None:
    text = f"<description><![CDATA[{'<a>' * MOST_ELEMENTS}]]></description>"
    feed = read(rss(item("un", text), item("deux")))
    assert ([one.title for one in feed.entries], feed.salvaged) == (["un", "deux"], False)


def test_one_stray_byte_does_not_harm_the_other_items() -> None:
    titles = [one.title for one in read(rss(item("été " * 9), item("b\0")).encode().replace(b"\0", b"\xe9")).entries]
    assert titles == ["été été été été été été été été été", "b\ufffd"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        " \n ",
        "<!DOCTYPE html><html><body>En maintenance</body></html>",
        "/etc/passwd",
        "https://courrier.example/evil.dtd",
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss><channel/></rss>',
        "<rss>" + "<a>" * 100_000,
        "[" * 100_000,
        "{}",
        "x" * (MAX_BYTES + 1),
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_feed_raises_a_parse_error_that_names_the_address(body: str | bytes) -> None:
    with pytest.raises(ParseError) as caught:
        read(body)
    assert caught.value.subject == "https://courrier.example/feed/"


def test_the_error_keeps_the_first_words_for_the_operator() -> None:
    with pytest.raises(ParseError) as caught:
        read("<html><h1>Site en maintenance</h1></html>")
    assert "Site en maintenance" in caught.value.sample


def test_a_body_that_names_a_file_is_not_opened(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(rss(item("un")), "utf-8")
    with pytest.raises(ParseError):
        read(str(feed))
