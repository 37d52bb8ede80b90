from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.pictures import Series
from pipeline.report.svg import Breadth
from pipeline.report.trends import habit_of, trend
from tests.report.drawn import SVG, said, size, texts, tree

DAY = date(2026, 11, 21)
DAY_WIDTH = 4.5
COUNTS = st.lists(st.none() | st.integers(0, 5000), max_size=40).map(tuple)
SERIES = st.lists(st.builds(Series, st.text(st.characters(), max_size=80), COUNTS), max_size=8)


def four_weeks(*last: int | None, before: int | None = 0) -> Series:
    return Series("Gold", (before,) * (28 - len(last)) + last)


def elements(picture: str, name: str, class_: str = "") -> list[ET.Element]:
    found = tree(picture).iter(f"{SVG}{name}")
    return [element for element in found if not class_ or element.get("class") == class_]


def bars(picture: str) -> int:
    """The bars of the days before the last."""
    return sum(element.get("d", "").count("v") for element in elements(picture, "path", "bars"))


def hatched(picture: str) -> list[float]:
    """How wide the hatched parts of the charts are, without that of the key."""
    rects = [element for element in elements(picture, "rect") if "hatch" in element.get("fill", "")]
    return [float(rect.get("width", "")) for rect in rects][:-1]


@settings(max_examples=60, deadline=None)
@given(SERIES, st.sampled_from(["en", "fr"]), st.sampled_from(Breadth))
def test_no_text_lies_on_another_or_leaves_the_picture(series: list[Series], language: str, breadth: Breadth) -> None:
    picture = trend(series, DAY, language, breadth=breadth)
    right, bottom = size(picture)
    written = texts(picture)
    assert [(a, b) for a, b in combinations(written, 2) if a.box.meets(b.box)] == []
    for text in written:
        assert text.box.x >= 0
        assert text.box.x + text.box.width <= right
        assert text.box.y + text.box.height <= bottom


def test_the_last_count_and_the_median_are_written() -> None:
    picture = trend([four_weeks(4, 7, before=2)], DAY, "en")
    assert said(picture, "last-figure") == ["7"]
    assert "median 2" in said(picture)


def test_a_median_between_two_counts_has_one_decimal_as_the_language_writes_it() -> None:
    series = [Series("Gold", (2, 3, 9))]
    assert "median 2.5" in said(trend(series, DAY, "en"))
    assert "médiane 2,5" in said(trend(series, DAY, "fr"))


def test_the_last_day_is_held_against_the_days_before_it() -> None:
    assert habit_of((1, 3, 100)) == 2
    assert habit_of((None, 4, None, 9)) == 4
    assert habit_of((7,)) is None


def test_the_highest_day_is_labelled() -> None:
    picture = trend([four_weeks(1234, 3)], DAY, "en")
    assert "1,234" in said(picture)


def test_days_that_were_not_seen_are_hatched_and_take_no_part_in_the_median() -> None:
    picture = trend([four_weeks(9, 9, 9, before=None)], DAY, "en")
    assert hatched(picture) == [25 * DAY_WIDTH]
    assert bars(picture) == 2
    assert "median 9" in said(picture)


def test_days_that_follow_one_another_unseen_are_hatched_as_one() -> None:
    assert hatched(trend([four_weeks(None, None, 1, None, 2)], DAY, "en")) == [2 * DAY_WIDTH, DAY_WIDTH]


def test_a_day_with_nothing_is_no_bar_and_not_hatched() -> None:
    picture = trend([four_weeks(3, 0)], DAY, "en")
    assert bars(picture) == 1
    assert [element for element in elements(picture, "rect") if "hatch" in element.get("fill", "")] == []
    assert said(picture, "last-figure") == ["0"]


def test_a_last_day_that_was_not_seen_is_said_to_be_so_and_never_a_nought() -> None:
    picture = trend([four_weeks(None, before=3)], DAY, "en")
    assert said(picture, "last-figure") == []
    assert "not seen" in said(picture, "quiet")


def test_a_topic_never_seen_has_no_median() -> None:
    picture = trend([four_weeks(before=None)], DAY, "en")
    assert not any(text.startswith("median") for text in said(picture))


@pytest.mark.parametrize("counts", [(), (5,), (1,) * 27])
def test_days_before_the_first_count_were_not_seen(counts: tuple[int, ...]) -> None:
    assert hatched(trend([Series("Gold", counts)], DAY, "en")) == [DAY_WIDTH * (28 - len(counts))]


def test_of_more_than_four_weeks_the_last_four_are_shown() -> None:
    assert trend([Series("Gold", (900, *range(28)))], DAY, "en") == trend([Series("Gold", tuple(range(28)))], DAY, "en")


def test_the_days_are_named() -> None:
    assert said(trend([four_weeks()], DAY, "en"))[-1].startswith(
        "Number of articles a day from 25 October to 21 November"
    )
    assert said(trend([four_weeks()], DAY, "fr"))[-1].startswith(
        "Nombre d’articles par jour, du 25 octobre au 21 novembre"
    )


def test_what_is_seen_is_also_said() -> None:
    description = (
        tree(trend([four_weeks(7, before=2), Series("Arms", (None,))], DAY, "en")).findtext(f"{SVG}desc") or ""
    )
    assert "Gold: 7, median 2. Arms: not seen, median not seen." in description


def test_without_topics_the_picture_says_so() -> None:
    assert said(trend([], DAY, "en")) == ["No topic to show."]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x>', "\x00\ud800]]>"])
def test_a_name_cannot_become_markup(hostile: str) -> None:
    usual = [element.tag for element in tree(trend([four_weeks()], DAY, "en")).iter()]
    assert [e.tag for e in tree(trend([Series(hostile, (0,) * 28)], DAY, "en")).iter()] == usual
