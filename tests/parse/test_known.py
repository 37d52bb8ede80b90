"""Leaving out the items of a feed that came before in the same characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.feeds import ParsedFeed
from pipeline.parse.feeds import read_feed
from pipeline.parse.known import MARK, leave_out
from tests.parse.golden import NOW

HEAD, TAIL = '<rss version="2.0"><channel><title>T</title>', "</channel></rss>"


def item(name: str, inside: str = "") -> str:
    return f"<item><title>{name}</title><link>https://courrier.example/{name}</link>{inside}</item>"


def feed(*items: str) -> str:
    return f"{HEAD}{''.join(items)}{TAIL}"


def read(text: str, marks: bytes = b"", limit: int = 500) -> ParsedFeed:
    return read_feed(
        text.encode(),
        url="https://courrier.example/feed/",
        content_type="application/rss+xml; charset=utf-8",
        timezone="Africa/Niamey",
        now=NOW,
        limit=limit,
        marks=marks,
    )


def titles(parsed: ParsedFeed) -> list[str]:
    return [entry.title for entry in parsed.entries]


def test_items_that_did_not_change_are_counted_and_not_read_again() -> None:
    first = read(feed(item("un"), item("deux")))
    then = read(feed(item("trois"), item("un"), item("deux")), first.marks)
    assert (titles(then), then.known, len(then.marks)) == (["trois"], 2, 3 * MARK)


def test_an_item_that_changed_is_read_again() -> None:
    first = read(feed(item("un"), item("deux")))
    then = read(feed(item("un", "<author>Awa</author>"), item("deux")), first.marks)
    assert (titles(then), then.known) == (["un"], 1)


def test_a_feed_without_anything_new_has_known_items_only() -> None:
    first = read(feed(item("un"), item("deux")))
    then = read(feed(item("deux"), item("un")), first.marks)
    assert (titles(then), then.known, then.salvaged) == ([], 2, False)


def test_the_entries_of_an_atom_feed_are_known_too() -> None:
    def atom(*names: str) -> str:
        entries = (f'<entry xml:lang="fr"><id>urn:{name}</id><title>{name}</title></entry>' for name in names)
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{"".join(entries)}</feed>'

    then = read(atom("deux", "un"), read(atom("un")).marks)
    assert (titles(then), then.known, then.kind) == (["deux"], 1, "atom")


@pytest.mark.parametrize(
    "odd",
    [
        item("un", "<description><![CDATA[<item>a</item>]]></description>"),
        item("un", "<description><![CDATA[so ends an </item> in words]]></description>"),
        "<!-- <item><title>old</title></item> -->" + item("un"),
        "<item><title>un</title></item >",
        item("un") + "<entry><title>deux bis</title></entry>",
    ],
)
def test_a_feed_whose_items_do_not_stand_plainly_is_read_whole(odd: str) -> None:
    first = read(feed(odd))
    then = read(feed(item("deux"), odd), first.marks)
    assert (titles(then)[:2], then.known) == (["deux", "un"], 0)


def test_a_feed_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    whole = feed(item("un"), item("deux"), item("trois"))
    first = read(whole)
    cut_off = read(f"{HEAD}{item('zero')}{item('un')}{item('deux')[:30]}", first.marks)
    assert titles(cut_off)[0] == "zero"
    assert cut_off.salvaged
    assert cut_off.marks == b""


def test_a_feed_of_more_items_than_are_kept_is_read_whole() -> None:
    assert read(feed(item("un"), item("deux")), limit=1).marks == b""


def test_an_item_that_stands_twice_is_known_once() -> None:
    first = read(feed(item("un"), item("un")))
    then = read(feed(item("un"), item("un")), first.marks)
    assert (titles(then), then.known) == ([], 1)


pieces = st.lists(
    st.one_of(
        st.sampled_from(
            ["<item>", "</item>", "<item ", "<items>", "<![CDATA[", "]]>", "<!--", "-->", "<entry>", "</entry>"]
        ),
        st.text(max_size=5),
    ),
    max_size=30,
).map("".join)


@given(pieces, st.binary(max_size=40))
def test_nothing_is_left_out_that_has_no_mark(text: str, known: bytes) -> None:
    assert leave_out(text).text == text
    cut = leave_out(text, known)
    assert cut.text == text or cut.known


@given(pieces)
def test_what_is_left_out_and_what_is_left_make_up_the_feed(text: str) -> None:
    whole = leave_out(text)
    without = leave_out(text, whole.marks)
    assert without.left == 0
    assert without.marks == whole.marks
    assert without.known == len(whole.marks) // MARK


names = st.lists(st.text("abcdef", min_size=1, max_size=3), max_size=8, unique=True)


@given(names, names)
def test_reading_what_changed_loses_no_entry_and_reads_none_twice(before: list[str], after: list[str]) -> None:
    first = read(feed(*map(item, before)))
    then = read(feed(*map(item, after)), first.marks)
    assert titles(then) == [name for name in after if name not in before]
    assert then.known == len(set(before) & set(after))
