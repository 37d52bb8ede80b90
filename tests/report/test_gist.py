"""What happened where and when, in a few words."""

from dataclasses import replace
from datetime import date

from pipeline.domain.digests import Candidate, Digest, Item
from pipeline.domain.stories import Harm
from pipeline.domain.topics import Kind, Mention
from pipeline.report.digest import build
from pipeline.report.markdown import to_markdown
from tests.report.samples import candidate, incident, record, source

PLACES = (("ayorou", "Ayorou"), ("mali", "Mali"))
TEXT = "Vingt personnes ont été tuées à Ayorou."
TOLL = replace(incident(TEXT, "Vingt", 20), place="ayorou", precision=1)


def digest(*candidates: Candidate, language: str = "en") -> Digest:
    return build(record(*candidates, places=PLACES, spots=frozenset({"ayorou"}), language=language), 1)


def first(*candidates: Candidate, language: str = "en") -> Item:
    return digest(*candidates, language=language).in_brief[0]


def test_a_toll_is_told_with_its_place_country_and_day() -> None:
    told = candidate(1, text=TEXT, countries=("NE",), incidents=[replace(TOLL, day=date(2026, 11, 20))])
    assert first(told).gist.replace("\u00a0", " ") == "Ayorou (Niger), 20 Nov: 20 killed"
    assert first(told, language="fr").gist.replace("\u00a0", " ").replace("\u202f", " ") == (
        "Ayorou (Niger), 20 nov. : 20 tués"
    )


def test_a_place_has_the_country_that_the_report_is_most_about_beside_it() -> None:
    told = candidate(1, text=TEXT, countries=("NE", "ML", "BF"), incidents=[TOLL])
    assert first(told).gist == "Ayorou (Niger): 20 killed"


def test_a_toll_without_a_place_is_told_for_its_country() -> None:
    told = candidate(1, text=TEXT, countries=("NE",), incidents=[replace(TOLL, place="", precision=0)])
    assert first(told).gist == "Niger: 20 killed"


def test_a_place_known_only_roughly_is_told_as_an_area() -> None:
    told = candidate(1, text=TEXT, countries=("NE",), incidents=[replace(TOLL, precision=2)])
    assert first(told).gist == "Ayorou area (Niger): 20 killed"


def test_a_toll_that_the_leading_report_does_not_give_is_not_told_before_its_headline() -> None:
    leading = replace(candidate(1, countries=("NE",), story=5), updates=9)
    beside = candidate(2, text=TEXT, countries=("NE",), incidents=[TOLL], story=5, outlet=source("b"))
    item = first(leading, beside)
    assert (item.article, item.gist) == (1, "Niger")


def test_without_a_toll_the_place_of_the_title_is_told_and_no_country_twice() -> None:
    mentions = [Mention("title", at, at + 1, "x", "x", Kind.PLACE, key) for at, key in ((0, "mali"), (5, "ayorou"))]
    assert first(candidate(1, countries=("ML",), mentions=mentions)).gist == "Ayorou (Mali)"
    assert first(candidate(1, countries=("ML",), mentions=mentions[:1])).gist == "Mali"


def test_the_gravest_row_of_a_story_is_told() -> None:
    other = replace(TOLL, harm=Harm.INJURED, least=90, most=90)
    told = [candidate(1, text=TEXT, countries=("NE",), incidents=[other], story=5)]
    told += [candidate(2, text=TEXT, countries=("NE",), incidents=[TOLL], story=5, outlet=source("b"))]
    assert first(*told).gist == "Ayorou (Niger): 20 killed"


def test_a_line_in_brief_begins_with_it_and_says_how_many_speak() -> None:
    told = [candidate(1, text=TEXT, countries=("NE",), incidents=[TOLL], story=5, outlet=source("a", owner="A"))]
    told += [candidate(2, text=TEXT, countries=("NE",), incidents=[TOLL], story=5, outlet=source("b", owner="B"))]
    lines = " ".join(to_markdown(digest(*told)).partition("## In brief")[2].split())
    assert lines.startswith("1. **Ayorou (Niger): 20 killed.** ")
    assert "2 independent sources · no." in lines.replace("\u00a0", " ")
