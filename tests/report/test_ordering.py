from datetime import timedelta
from itertools import permutations

import pytest

from pipeline.domain.digests import Candidate
from pipeline.domain.topics import Level
from pipeline.report.ordering import in_brief, in_order, section_of
from pipeline.report.tellings import telling
from tests.report.samples import NOON, candidate, copy_by, incident, source, tag


@pytest.mark.parametrize(
    ("countries", "section"),
    [
        (("ML",), "ML"),
        (("NE", "ML", "BF"), "NE"),
        (("BF", "CI"), "BF"),
        (("SN", "ML", "NE"), "region"),
        (("SN", "ML"), "others"),
        (("TD",), "others"),
        ((), "region"),
    ],
)
def test_an_item_goes_to_the_part_of_its_most_concerned_country(countries: tuple[str, ...], section: str) -> None:
    assert section_of(countries) == section


def ids(candidates: list[Candidate]) -> list[int]:
    return [one.listed.article.id for one in candidates]


OTHER = source("other", owner="Other house")
TOLL = "Vingt personnes ont été tuées."
WEIGHTIEST_FIRST = [
    candidate(1, text=TOLL, incidents=[incident(TOLL, "Vingt", 20)], topics=(tag(score=1.0),)),
    candidate(2, text=TOLL, incidents=[incident(TOLL, "Vingt", 2)], topics=(tag(score=1.0),)),
    candidate(3, copies=[copy_by(91, source("a")), copy_by(92, source("b"))], topics=(tag(score=1.0),)),
    candidate(4, copies=[copy_by(93, source("a"))]),
    candidate(5, topics=(tag(score=9.0),)),
    candidate(6, moment=NOON + timedelta(hours=1)),
    candidate(7, url_key="https://a.example/7"),
    candidate(8, url_key="https://b.example/8"),
    candidate(9, topics=(tag(level=Level.MENTIONED, score=99.0),), copies=[copy_by(94, source("a"))]),
]


def test_the_weightiest_comes_first() -> None:
    assert ids(in_order(reversed(WEIGHTIEST_FIRST))) == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_the_order_of_arrival_does_not_matter() -> None:
    assert {tuple(ids(in_order(some))) for some in permutations(WEIGHTIEST_FIRST[:5])} == {(1, 2, 3, 4, 5)}


def on(number: int, *countries: str) -> Candidate:
    """A report of two independent outlets."""
    return candidate(number, countries=countries, story=number, outlet=source("own", owner="Own house"))


def deadly(number: int, dead: int = 20, *countries: str) -> Candidate:
    told = [incident(TOLL, "Vingt", dead)]
    return candidate(number, text=TOLL, incidents=told, countries=countries or ("ML",), story=number)


def brief(candidates: list[Candidate]) -> list[int]:
    """The happenings in brief of reports that another owner confirms, but for the deadly ones."""
    stories = [
        telling(
            at, [one] if one.incidents else [one, candidate(900 + at, outlet=OTHER, story=one.listed.article.story)]
        )
        for at, one in enumerate(candidates)
    ]
    return [story.candidates[0].listed.article.id for story in in_brief(stories)]


def test_no_country_takes_more_than_a_third_of_the_lines_in_brief() -> None:
    ordered = [on(1, "ML"), on(2, "ML"), on(3, "ML"), on(4, "ML"), on(5, "NE"), on(6, "NE"), on(7, "BF"), on(8, "TD")]
    ordered += [on(9, "SN")]
    assert brief(ordered) == [1, 2, 5, 6, 7, 8, 9]


def test_one_country_fills_the_lines_in_brief_where_there_is_nothing_else() -> None:
    ordered = [on(number, "ML") for number in range(1, 10)] + [on(10, "NE")]
    assert brief(ordered) == [1, 2, 3, 4, 5, 6, 10]


def test_the_last_line_in_brief_is_for_the_deadliest_that_would_not_stand_there() -> None:
    ordered = [on(number, "ML") for number in range(1, 9)] + [deadly(dead, dead) for dead in (19, 41, 40)]
    assert brief(ordered) == [1, 2, 3, 4, 5, 6, 41]


def test_the_last_line_in_brief_stays_where_none_of_the_others_is_deadlier() -> None:
    assert brief([deadly(number) for number in range(1, 12)]) == [1, 2, 3, 4, 5, 6, 7]


def test_what_one_outlet_tells_and_nobody_died_of_gives_way_to_two_more_raids_on_a_country_that_has_its_lines() -> None:
    alone = [telling(number, [on(number, "NE")]) for number in range(1, 6)]
    raids = [telling(number, [deadly(number)]) for number in range(11, 17)]
    found = [story.candidates[0].listed.article.id for story in in_brief([*raids, *alone])]
    assert found == [11, 12, 13, 14, 15, 1, 2]


def test_a_short_day_is_not_padded() -> None:
    assert brief([on(1, "ML")]) == [1]
    assert brief([]) == []
