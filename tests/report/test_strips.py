import re
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.pictures import Series
from pipeline.report.chartdays import short_figure
from pipeline.report.strips import calendar_strip
from pipeline.report.svg import Breadth
from tests.report.drawn import SVG, said, size, texts, tree

DAY = date(2026, 11, 21)
COUNTS = st.lists(st.none() | st.integers(0, 10**13), max_size=40).map(tuple)
SERIES = st.lists(st.builds(Series, st.text(st.characters(), max_size=80), COUNTS), max_size=6)


def cells(picture: str) -> list[str]:
    """What the cells of the strips look like, in their order, without those of the key: the shade, or hatched."""
    return [look for _, look in sorted(placed(picture))]


def placed(picture: str) -> list[tuple[tuple[float, float], str]]:
    """The cells by line and column, with their looks; those of the key are 18 pixels wide, and left out."""
    found = []
    for path in tree(picture).iter(f"{SVG}path"):
        look = "hatched" if "hatch" in path.get("fill", "") else path.get("class", "").removeprefix("cell ")
        for x, y, width in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v", path.get("d", "")):
            if width != "18":
                found.append(((float(y), float(x)), look))
    return found


def figures(picture: str) -> list[str]:
    """The counts in the cells: what is neither a name, nor a day, nor in the key."""
    below = len(said(picture)) - 1
    return [text.said for text in texts(picture)[:below] if not set(text.classes) - {"inverse"}]


def strip(*last: int | None, before: int | None = None, language: str = "en") -> str:
    return calendar_strip([Series("Mali", (before,) * (28 - len(last)) + last)], DAY, language)


@settings(max_examples=60, deadline=None)
@given(SERIES, st.sampled_from(["en", "fr"]), st.sampled_from(Breadth))
def test_no_text_lies_on_another_or_leaves_the_picture(series: list[Series], language: str, breadth: Breadth) -> None:
    picture = calendar_strip(series, DAY, language, breadth=breadth)
    right, bottom = size(picture)
    written = texts(picture)
    assert [(a, b) for a, b in combinations(written, 2) if a.box.meets(b.box)] == []
    for text in written:
        assert text.box.x >= 0
        assert text.box.x + text.box.width <= right
        assert text.box.y + text.box.height <= bottom


@pytest.mark.parametrize("breadth", Breadth)
def test_there_is_a_cell_a_day(breadth: Breadth) -> None:
    picture = calendar_strip([Series("Mali", (3,) * 28)], DAY, "en", breadth=breadth)
    assert len(cells(picture)) == 28


def test_each_day_that_was_seen_has_its_figure_and_no_other_has_one() -> None:
    picture = strip(12, 0, None, 4)
    assert cells(picture)[-4:] == ["shade4", "shade0", "hatched", "shade3"]
    assert figures(picture)[:3] == ["12", "0", "4"]
    assert cells(picture).count("hatched") == 25


def test_nothing_found_and_not_seen_are_told_apart_in_the_key() -> None:
    assert {"not seen", "Seen, no article"} <= set(said(strip(0, None)))
    assert "not seen" not in said(strip(before=0))
    assert "Seen, no article" not in said(strip(before=1))


def test_the_more_the_darker() -> None:
    shades = cells(calendar_strip([Series("Mali", tuple(range(28)))], DAY, "en"))
    assert shades == sorted(shades)
    assert (shades[0], shades[1], shades[-1]) == ("shade0", "shade1", "shade4")


def test_the_key_gives_the_counts_of_each_shade() -> None:
    ranges = [text for text in said(strip(1, 2, 20, 30, 80, before=0)) if "–" in text]
    assert ranges == ["1–2", "30–80"]


def test_the_last_day_and_the_months_stand_out_above_the_cells() -> None:
    picture = strip()
    assert said(picture, "last-figure") == ["21"]
    assert {"October", "November", "25", "1"} <= set(said(picture, "quiet"))


def test_a_phone_gets_two_lines_of_fourteen_days() -> None:
    picture = calendar_strip([Series("Mali", (3,) * 28)], DAY, "en", breadth=Breadth.NARROW)
    lines = [line for (line, _), _ in placed(picture)]
    assert [lines.count(line) for line in sorted(set(lines))] == [14, 14]


def test_what_is_seen_is_also_said() -> None:
    spoken = tree(strip(1200, 3)).findtext(f"{SVG}desc") or ""
    assert "Mali: 3 on the last day, 1,203 in all." in spoken
    spoken = tree(strip(3, None, language="fr")).findtext(f"{SVG}desc") or ""
    assert "Mali\u202f: non vu le dernier jour, 3 en tout." in spoken


def test_without_countries_the_picture_says_so() -> None:
    assert said(calendar_strip([], DAY, "en")) == ["No country to show."]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x>', "\x00\ud800]]>"])
def test_a_name_cannot_become_markup(hostile: str) -> None:
    usual = [element.tag for element in tree(strip(before=0)).iter()]
    got = calendar_strip([Series(hostile, (0,) * 28)], DAY, "en")
    assert [element.tag for element in tree(got).iter()] == usual


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "0"), (999, "999"), (1000, "1k"), (99_999, "99k"), (100_000, ">k"), (10**6, "1M"), (10**12, ">G")],
)
def test_a_count_in_a_cell_has_three_characters_at_most(count: int, written: str) -> None:
    assert short_figure(count) == written
