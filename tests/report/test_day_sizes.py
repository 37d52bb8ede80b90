"""The digest of any day can be read in one sitting, whether nothing came or five thousand articles."""

import re
from collections.abc import Callable
from functools import cache

import pytest

from pipeline.domain.digests import DayRecord, Digest
from pipeline.report.digest import FULL_ITEMS, build
from pipeline.report.html import to_html
from pipeline.report.markdown import WIDTH, to_markdown
from pipeline.report.ordering import BRIEF_LINES, SECTIONS
from pipeline.report.sentences import LONGEST_WORDS
from pipeline.report.tolls import MOST_ROWS
from tests.report.newsdays import big_day, single_day, unseen_day
from tests.report.reading import page

LANGUAGES = ("fr", "en")
SCREEN = 60
"""Lines that can be taken in at a glance: a sheet of paper, a screen or two."""


@cache
def crowded(language: str) -> Digest:
    """The digest of a day of five thousand articles in fifteen hundred groups."""
    return build(big_day(language), 1)


def words(text: str) -> int:
    return len(re.findall(r"\w+", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", [unseen_day, single_day])
def test_a_quiet_day_is_told_in_two_screens(day: Callable[[str], DayRecord], language: str) -> None:
    lines = to_markdown(build(day(language), 1)).splitlines()
    assert len(lines) <= 2 * SCREEN
    assert not [line for line in lines if len(line) > WIDTH]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_came_in_brief_stands_on_the_first_screen(language: str) -> None:
    lines = to_markdown(crowded(language)).splitlines()
    headings = [at for at, line in enumerate(lines) if line.startswith("## ")]
    assert headings[1] <= SCREEN
    assert len(re.findall(r"^\d\. ", "\n".join(lines[headings[0] : headings[1]]), re.MULTILINE)) == BRIEF_LINES


@pytest.mark.parametrize("language", LANGUAGES)
def test_however_much_came_the_items_in_full_are_few_and_short(language: str) -> None:
    cards = page(to_html(crowded(language))).xpath("//article")
    assert len(cards) <= FULL_ITEMS * len(SECTIONS)
    assert max(words(card.text_content()) for card in cards) <= 5 * LONGEST_WORDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_five_thousand_articles_each_group_has_its_line_and_no_more(language: str) -> None:
    digest = crowded(language)
    lines = [line for line in to_markdown(digest).splitlines() if line]
    leading = [item for section in digest.sections for item in section.shown]
    full = sum(len(section.items) for section in digest.sections)
    also = len(leading) - full
    assert sum(1 + len(item.reports) for item in leading) == 1500
    assert len(lines) <= 16 * full + 4 * also + 3 * MOST_ROWS + 3 * SCREEN


def test_a_story_with_a_hundred_reports_does_not_list_them_all_at_each() -> None:
    digest = crowded("en")
    cards = page(to_html(digest)).xpath("//article")
    longest = max(len(card.xpath(".//li//a[starts-with(@href, '#')]")) for card in cards)
    assert longest <= 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_tolls_are_few_rows_and_the_rest_are_counted(language: str) -> None:
    digest = crowded(language)
    tree = page(to_html(digest))
    assert len(digest.tolls) > MOST_ROWS
    assert len(tree.xpath("//table[@class='tolls']/tbody/tr")) <= MOST_ROWS
