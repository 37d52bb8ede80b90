from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.domain.articles import Basis, DateSource
from pipeline.domain.digests import Item
from pipeline.domain.feeds import Ownership
from pipeline.domain.topics import Level
from pipeline.report import phrases
from pipeline.report.digest import ALSO_ITEMS, FULL_ITEMS, build
from pipeline.report.html import to_html
from pipeline.report.items import EVIDENCE_WORDS
from pipeline.report.markdown import to_markdown
from tests.report.samples import (
    FUNNEL,
    NOON,
    candidate,
    copy_by,
    incident,
    mention,
    record,
    source,
    tag,
    watch,
)

TEXT = (
    "Le marché était plein vendredi matin. Des hommes armés ont attaqué le poste de Gao. "
    "Douze soldats ont été tués, selon le maire."
)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def only_item(*candidates: object, **changes: object) -> Item:
    return build(record(*candidates, **changes), 1).in_brief[0]  # type: ignore[arg-type]


def test_an_item_holds_what_the_article_says_and_what_it_was_found_by() -> None:
    radio = source("radio", name="Radio Test", ownership=Ownership.NGO)
    item = only_item(
        candidate(
            7,
            text=TEXT,
            title="Attaque à Gao",
            outlet=radio,
            countries=("ML", "NE"),
            topics=(tag("displacement", Level.MENTIONED, 1.0), tag(score=4.0)),
            mentions=[mention(TEXT, "hommes armés"), mention(TEXT, "attaqué")],
            incidents=[incident(TEXT, "Douze soldats ont été tués", 12)],
            copies=[copy_by(8, source("paper"))],
            group=3,
            story=2,
        )
    )
    assert item.article == 7
    assert (item.group, item.story) == (3, 2)
    assert item.headline == "Attaque à Gao"
    assert item.extract == "Des hommes armés ont attaqué le poste de Gao."
    assert not item.extract_cut
    assert item.url == "https://radio.example/7"
    assert (item.outlet, item.ownership) == ("Radio Test", "ngo")
    assert item.countries == ("ML", "NE")
    assert item.topics == ("jihadist-insurgency",)
    assert item.mentioned == ("displacement",)
    assert item.evidence == (("jihadist-insurgency", ("hommes armés", "attaqué")), ("displacement", ()))
    assert item.figures == ("Douze soldats ont été tués",)
    assert item.copies == ("Outlet paper",)
    assert [mark.key for mark in item.marks] == ["copies", "new"]


def test_a_figure_is_evidence_for_the_quotation_too() -> None:
    item = only_item(candidate(1, text=TEXT, incidents=[incident(TEXT, "Douze soldats", 12)]))
    assert item.extract == "Douze soldats ont été tués, selon le maire."


def test_words_that_only_name_a_topic_do_not_choose_the_quotation() -> None:
    passing = candidate(
        1,
        text=TEXT,
        topics=(tag(), tag("displacement", Level.MENTIONED)),
        mentions=[mention(TEXT, "Gao", "displacement")],
    )
    assert only_item(passing).extract == "Le marché était plein vendredi matin."


def test_a_mention_that_does_not_stand_where_it_says_is_no_evidence_for_the_quotation() -> None:
    shifted = replace(mention(TEXT, "attaqué"), surface="brûlé")
    assert only_item(candidate(1, text=TEXT, mentions=[shifted])).extract == "Le marché était plein vendredi matin."


def test_words_are_shown_once_title_first_and_not_too_many() -> None:
    text = " ".join(f"mot{number}" for number in range(20))
    found = [mention(text, f"mot{number}") for number in range(10, 18)]
    title = mention("Mot12 ici", "Mot12", field="title")
    item = only_item(candidate(1, text=text, title="Mot12 ici", mentions=[*found, title]))
    assert item.evidence == (("jihadist-insurgency", ("Mot12", "mot10", "mot11", "mot13", "mot14", "mot15")),)
    assert len(item.evidence[0][1]) == EVIDENCE_WORDS


def test_a_date_is_told_in_the_zone_of_the_record_and_kept_in_universal_time() -> None:
    item = only_item(candidate(1), timezone="Africa/Niamey")
    assert plain(item.published) == "21 Nov 2026, 13:00 UTC+1"
    assert item.published_at == "2026-11-21T12:00:00Z"


def test_an_article_without_a_date_says_when_it_was_first_seen() -> None:
    item = only_item(candidate(1, published=None, date_source=DateSource.NONE))
    assert plain(item.published) == "no date; first seen 21 Nov 2026, 13:00 UTC"
    assert item.published_at == ""
    assert "date_estimated" in {mark.key for mark in item.marks}


@pytest.mark.parametrize(
    ("url", "final", "shown"),
    [
        ("https://a.example/rss/1", "https://a.example/1", "https://a.example/1"),
        ("https://a.example/rss/1", "https://a.example/", "https://a.example/rss/1"),
        ("https://a.example/1", "", "https://a.example/1"),
        ("seed:note.md", "seed:note.md", "seed:note.md"),
    ],
)
def test_the_address_is_the_one_the_text_came_from_unless_that_is_a_front_page(
    url: str, final: str, shown: str
) -> None:
    assert only_item(candidate(1, url=url, url_final=final)).url == shown


def test_items_of_one_story_point_at_one_another() -> None:
    one = candidate(1, outlet=source("a"), story=5)
    other = candidate(2, outlet=source("b"), story=5)
    alone = candidate(3, story=6)
    mali = build(record(one, other, alone), 1).sections[0]
    assert {item.article: item.same_story for item in mali.items} == {1: ((2, "Outlet b"),), 3: ()}
    assert [report.same_story for report in mali.items[0].reports] == [((1, "Outlet a"),)]


def test_a_headline_in_another_language_has_one_in_the_readers_beside_it() -> None:
    arabic = candidate(
        1, title="هجوم في مالي", language="ar", outlet=source("a"), copies=[copy_by(9, source("c"))], story=5
    )
    french = candidate(2, title="Attaque au Mali", outlet=source("b"), story=5)
    for language, beside in (("fr", True), ("en", False)):
        built = build(record(arabic, french, language=language), 1)
        brief = to_markdown(built).partition("## Mali")[0]
        assert ("Attaque au Mali (Outlet b)" in brief.replace("\n   ", " ")) is beside
        assert ('class="companion"' in to_html(built)) is beside


def test_a_story_stands_in_brief_once() -> None:
    day = [candidate(number, outlet=source(f"s{number}"), story=5) for number in range(1, 9)]
    built = build(record(*day, candidate(9, story=6)), 1)
    assert [len(item.reports) for item in built.in_brief] == [7, 0]
    assert built.funnel.stories == 2


def test_what_broke_and_was_brought_up_to_date_in_one_day_is_new() -> None:
    first, update = candidate(1, story=5), replace(candidate(2, story=5), updates=1)
    (item,) = build(record(first, update), 1).in_brief
    assert item.status == "new"
    (item,) = build(record(update), 1).in_brief
    assert item.status == "changed"


def test_sections_stand_in_a_fixed_order_with_each_item_once() -> None:
    places = [(), ("TD",), ("BF", "ML"), ("NE",), ("ML",), ("SN", "ML", "BF")]
    candidates = [candidate(number, countries=countries) for number, countries in enumerate(places, 1)]
    digest = build(record(*candidates), 1)
    filed = {section.key: [item.article for item in section.items] for section in digest.sections}
    assert list(filed) == ["ML", "NE", "BF", "region", "others"]
    assert filed == {"ML": [5], "NE": [4], "BF": [3], "region": [1, 6], "others": [2]}


def test_what_is_not_shown_in_full_still_has_its_line() -> None:
    candidates = [candidate(number, moment=NOON) for number in range(1, FULL_ITEMS + 31)]
    mali = build(record(*candidates), 1).sections[0]
    assert (len(mali.items), len(mali.also)) == (FULL_ITEMS, ALSO_ITEMS)
    assert {item.article for item in mali.shown} == set(range(1, FULL_ITEMS + 31))


def test_a_section_has_either_items_or_a_note() -> None:
    digest = build(record(candidate(1)), 1)
    assert [bool(section.items) for section in digest.sections] == [not section.note for section in digest.sections]
    assert digest.brief_note == ""


def test_a_day_without_any_answer_is_unseen_and_never_calm() -> None:
    digest = build(record(watch=(watch(source(), answered=False),)), 1)
    assert digest.state.key == "unseen"
    assert {section.note for section in digest.sections} == {"Unseen: no source answered."}
    assert digest.brief_note.startswith("Unseen: no source answered in this window")


def test_the_window_is_told_with_its_zone() -> None:
    assert plain(build(record(language="fr"), 1).window) == (
        "Fenêtre : du 21 nov. 2026, 00 h 00 TU au 22 nov. 2026, 06 h 00 TU (clôture)."
    )
    digest = build(record(since=None), 1)
    assert plain(digest.window) == "Window: all that is stored, up to 22 Nov 2026, 06:00 UTC (cut-off)."
    assert (digest.since, digest.until) == ("", "2026-11-22T06:00:00Z")


def test_every_topic_is_counted_by_the_items_that_report_on_it() -> None:
    digest = build(
        record(
            candidate(1, topics=(tag(), tag("fuel-blockade"))),
            candidate(2, topics=(tag(), tag("displacement", Level.MENTIONED))),
            candidate(3, topics=(tag("not-listed"),)),
            language="fr",
        ),
        1,
    )
    assert digest.topics == (
        ("jihadist-insurgency", "Insurrection djihadiste", 2),
        ("fuel-blockade", "Blocus du carburant", 1),
        ("displacement", "Déplacements de population", 0),
        ("not-listed", "not-listed", 1),
    )


def test_the_funnel_ends_in_what_is_shown() -> None:
    shown = build(record(candidate(1), candidate(2), funnel=replace(FUNNEL, shown=99)), 1).funnel
    assert shown == replace(FUNNEL, shown=2, stories=2)


def test_the_same_record_gives_the_same_digest_whatever_the_order_of_its_candidates() -> None:
    candidates = [candidate(number, story=number % 2) for number in range(1, 6)]
    assert build(record(*candidates), 1) == build(record(*reversed(candidates)), 1)


def test_nothing_but_the_edition_tells_two_editions_of_the_same_record_apart() -> None:
    first, second = build(record(candidate(1)), 1), build(record(candidate(1)), 2)
    assert replace(first, edition=2) == second


@pytest.mark.parametrize(
    ("language", "edition", "said"),
    [("en", 2, "Edition 2,"), ("fr", 2, "Édition 2,"), ("en", 0, "Provisional,"), ("fr", 0, "Édition provisoire,")],
)
def test_a_day_that_is_not_over_has_no_edition_yet(language: str, edition: int, said: str) -> None:
    digest = build(record(language=language), edition)
    assert phrases.edition(digest).startswith(said)
    assert said in to_markdown(digest)
    assert said in to_html(digest)


def test_the_title_names_the_day_and_not_the_day_of_the_cut_off() -> None:
    late = record(until=datetime(2026, 11, 25, tzinfo=UTC))
    assert build(late, 1).title == "Sahel monitor: Saturday 21 November 2026"


def test_seed_documents_stand_in_a_part_of_their_own_and_not_in_brief() -> None:
    built = build(record(candidate(1, basis=Basis.SEED), candidate(2)), 1)
    assert [section.key for section in built.sections][-1] == "seeds"
    assert [item.article for item in built.sections[-1].items] == [1]
    assert [item.article for item in built.in_brief] == [2]


def test_without_seed_documents_there_is_no_part_for_them() -> None:
    assert "seeds" not in [section.key for section in build(record(candidate(1)), 1).sections]


def test_seed_documents_are_in_brief_where_there_is_nothing_else() -> None:
    assert [item.article for item in build(record(candidate(1, basis=Basis.SEED)), 1).in_brief] == [1]


def test_the_key_explains_the_marks_that_occur_and_no_others() -> None:
    plain = build(record(candidate(1, outlet=source("a", owner="a"), copies=[copy_by(2, source("b"))])), 1).key
    assert any("[1 source, n copies]" in line for line in plain)
    assert not any("[Date estimated]" in line for line in plain)
    undated = build(record(candidate(1, published=None, date_source=DateSource.NONE)), 1).key
    assert any("[Date estimated]" in line for line in undated)
