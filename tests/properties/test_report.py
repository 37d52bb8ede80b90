"""What holds for the digest of any day, whatever stands in the articles."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.articles import DateSource
from pipeline.domain.digests import Candidate, DayRecord, Funnel, Item, SourceWatch
from pipeline.domain.errors import Failure
from pipeline.domain.feeds import Ownership, Source
from pipeline.domain.records import TopicTag
from pipeline.domain.topics import Level
from pipeline.report.digest import build
from pipeline.report.html import to_html
from pipeline.report.markdown import to_markdown
from pipeline.report.phrases import MOST_REPORTS
from pipeline.report.records import to_json
from pipeline.report.sentences import LONGEST_CHARACTERS, LONGEST_WORDS, quotation, sentences
from pipeline.report.visible import one_line, printable
from tests.report.reading import inline_texts, json_articles, markdown_articles, page, page_articles, tokens
from tests.report.samples import candidate, copy_by, mention, record, source

# Letters of several scripts, signs that mean something to HTML, Markdown or a terminal, and halves of characters.
TRICKY = "aé مالي 1.!?…؟«»\"'<>&;:#*_`[]()|\\/-=+~@{}%\n\r\t\x00\x0b\x1c\x85\u00a0\u202e\u202f\u2028\u2066\ud83d\ufffe"
any_text = st.one_of(st.text(st.sampled_from(TRICKY), max_size=80), st.text(st.characters(), max_size=40))
prose = st.lists(any_text, max_size=12).map(". ".join)
countries = st.lists(st.sampled_from(["ML", "NE", "BF", "SN", "TD", "XX"]), max_size=4, unique=True).map(tuple)
moments = st.integers(0, 2_800_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
sources = st.builds(
    Source,
    key=st.sampled_from(["a", "b", "c"]),
    name=any_text,
    home=st.just(""),
    country=st.sampled_from(["ML", "NE", "FR", ""]),
    covers=countries,
    languages=st.lists(st.sampled_from(["fr", "ar", "ha", "xx"]), max_size=2).map(tuple),
    ownership=st.sampled_from(Ownership),
    timezone=st.just("UTC"),
    owner=st.sampled_from(["", "one", "two"]),
)
tags = st.builds(
    TopicTag,
    st.sampled_from(["jihadist-insurgency", "fuel-blockade", "not-listed"]),
    st.sampled_from(Level),
    st.floats(0, 50),
    st.just(1),
)
addresses = st.one_of(any_text, any_text.map("https://a.example/".__add__), any_text.map("seed:".__add__))


@st.composite
def candidates(draw: st.DrawFn, number: int) -> Candidate:
    text, title, outlet = draw(prose), draw(any_text), draw(sources)
    words = text.split()
    word = draw(st.sampled_from(words)) if words else ""
    one = candidate(
        number,
        title=title,
        text=text,
        outlet=outlet,
        countries=draw(countries),
        topics=tuple(draw(st.lists(tags, max_size=3, unique_by=lambda tag: tag.topic))),
        copies=[copy_by(10_000 + at, copied) for at, copied in enumerate(draw(st.lists(sources, max_size=3)))],
        mentions=[mention(text, word)] if word else [],
        language=draw(st.sampled_from(["fr", "en", "ar", "ha", "", "<x>"])),
        date_source=draw(st.sampled_from(DateSource)),
        published=draw(st.none() | moments),
        moment=draw(moments),
        story=draw(st.integers(0, 3)),
        url=draw(addresses),
        url_final=draw(addresses),
    )
    return replace(one, source=draw(st.sampled_from([one.source, None])))


watches = st.builds(
    SourceWatch,
    source=sources,
    polls=st.integers(0, 5),
    answered=st.booleans(),
    failure=st.none() | st.sampled_from(Failure),
    detail=any_text,
    last_success=st.none() | moments,
)
funnels = st.builds(Funnel, *[st.integers(0, 10**7)] * 10)


@st.composite
def days(draw: st.DrawFn) -> DayRecord:
    size = draw(st.integers(0, 5))
    return record(
        *(draw(candidates(number)) for number in range(1, size + 1)),
        language=draw(st.sampled_from(["en", "fr"])),
        day=draw(st.dates()).isoformat(),
        timezone=draw(st.sampled_from(["UTC", "Africa/Niamey", "Asia/Kolkata", "America/St_Johns"])),
        since=draw(st.none() | moments),
        until=draw(moments),
        lexicon=draw(any_text),
        watch=tuple(draw(st.lists(watches, max_size=4))),
        funnel=draw(funnels),
    )


def shown(day: DayRecord) -> list[Item]:
    """All items, each before the others on its story."""
    leading = [item for section in build(day, 1).sections for item in section.shown]
    return [one for item in leading for one in (item, *item.reports)]


def in_markdown(day: DayRecord) -> list[Item]:
    """All items in the order of Markdown, which has what the page folds away at its end."""
    sections = build(day, 1).sections
    leading = [item for section in sections for item in (*section.items, *section.also)]
    leading += [item for section in sections for item in section.rest]
    return [one for item in leading for one in (item, *item.reports)]


def by_headline(day: DayRecord) -> list[Item]:
    """The items of which Markdown shows the headline: all but the last of many reports on one story."""
    leading = [(item, MOST_REPORTS) for section in build(day, 1).sections for item in section.items]
    leading += [(item, 0) for section in build(day, 1).sections for item in (*section.also, *section.rest)]
    return [one for item, most in leading for one in (item, *item.reports[:most])]


@given(prose)
def test_sentences_lie_apart_in_order_without_white_space_around_them(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()


@given(prose, any_text, st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=5))
def test_a_quotation_stands_in_the_text_and_is_short(text: str, title: str, evidence: list[tuple[int, int]]) -> None:
    quoted = quotation(text, title, evidence)
    assert quoted.text in text
    assert len(quoted.text.split()) <= LONGEST_WORDS
    assert len(quoted.text) <= LONGEST_CHARACTERS


@given(days())
def test_headline_and_extract_are_the_articles_own_words(day: DayRecord) -> None:
    articles = {one.listed.article.id: one.listed for one in day.candidates}
    for item in shown(day):
        assert item.headline == articles[item.article].article.title
        assert item.extract in articles[item.article].text
        assert all(word in articles[item.article].text for _, words in item.evidence for word in words)


@given(days())
def test_every_candidate_is_shown_once(day: DayRecord) -> None:
    assert sorted(item.article for item in shown(day)) == [one.listed.article.id for one in day.candidates]


@given(days(), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_changes_no_byte(day: DayRecord, chance: Any) -> None:
    mixed = list(day.candidates)
    chance.shuffle(mixed)
    one, other = build(day, 1), build(replace(day, candidates=tuple(mixed)), 1)
    assert to_json(one) == to_json(other)
    assert to_html(one) == to_html(other)
    assert to_markdown(one) == to_markdown(other)


@settings(deadline=None)
@given(st.lists(countries, max_size=60), st.integers(1, 10**9), st.booleans())
def test_all_forms_in_both_languages_hold_the_same_articles_in_the_same_order(
    places: list[tuple[str, ...]], first: int, related: bool
) -> None:
    stories = {"story": 1} if related else {}
    day = record(*(candidate(first + at, countries=place, **stories) for at, place in enumerate(places)))  # type: ignore[arg-type]
    expected = [item.article for item in shown(day)]
    for language in ("en", "fr"):
        digest = build(replace(day, language=language), 1)
        assert json_articles(to_json(digest)) == expected
        assert page_articles(to_html(digest)) == expected
        assert markdown_articles(to_markdown(digest)) == [item.article for item in in_markdown(day)]


@settings(deadline=None)
@given(days())
def test_no_text_can_break_out_of_the_page(day: DayRecord) -> None:
    tree = page(to_html(build(day, 1)))
    assert not tree.xpath("//script | //img | //b[not(parent::li)] | //style[position() > 1]")
    for item in shown(day):
        card = tree.get_element_by_id(f"a{item.article}")
        said = one_line(card.xpath("(.//*[@class='headline'])[1]")[0].text_content())
        assert said == (one_line(item.headline) if item.headline.strip() else said)
        quoted = [one_line(part.text_content()) for part in card.xpath("./blockquote//*[@class='extract']")]
        assert quoted in ([], [one_line(item.extract)])


@settings(deadline=None)
@given(days())
def test_no_text_can_break_out_of_the_markdown(day: DayRecord) -> None:
    text = to_markdown(build(day, 1))
    items = by_headline(day)
    kinds = tokens(text)
    assert not {"html_block", "html_inline", "image", "code_inline", "code_block", "fence", "hr", "table_open"} & {
        token.type for token in kinds
    }
    links = [token.attrs["href"] for token in kinds if token.type == "link_open"]
    leading = [item for section in build(day, 1).sections for item in section.shown]
    assert len(links) == sum(item.url.startswith("https:") for item in leading)
    lines = inline_texts(text)
    for item in items:
        assert any(one_line(item.headline) in line for line in lines)
    for item in (item for section in build(day, 1).sections for item in section.items):
        assert any(one_line(item.extract) in line for line in lines)


@settings(deadline=None)
@given(days())
def test_every_form_can_be_written_as_utf_8(day: DayRecord) -> None:
    digest = build(day, 1)
    for text in (to_json(digest), to_html(digest), to_markdown(digest)):
        assert text.endswith("\n")
        text.encode("utf-8")


@given(any_text, any_text)
def test_printing_is_done_letter_by_letter_and_once(one: str, other: str) -> None:
    assert printable(one + other) == printable(one) + printable(other)
    assert printable(printable(one)) == printable(one)


def test_an_empty_source_name_still_gives_a_digest() -> None:
    nameless = source("a", name="")
    assert "<h3" in to_html(build(record(candidate(1, outlet=nameless)), 1))
