from dataclasses import replace
from datetime import UTC

import pytest

from pipeline.domain.errors import Failure
from pipeline.domain.feeds import FeedStatus
from pipeline.report.coverage import (
    absence,
    brief_absence,
    by_cause,
    coverage_lines,
    funnel_rows,
    silent_sources,
    state,
)
from tests.report.samples import CUT_OFF, FUNNEL, source, watch

MALI = source("mali", country="ML", covers=("ML",))
NIGER = source("niger", country="NE", covers=("NE",), languages=("fr", "ha"))
WORLD = source("world", country="FR", covers=("ML", "NE", "BF"), languages=())


@pytest.mark.parametrize(
    ("answered", "key"), [([], "unwatched"), ([False], "unseen"), ([True, False], "partial"), ([True], "complete")]
)
def test_the_state_of_coverage_is_said_in_words(answered: list[bool], key: str) -> None:
    watched = [watch(source(str(at)), answered=one) for at, one in enumerate(answered)]
    assert state(watched, "en").key == key
    assert f"{sum(answered)} of {len(answered)}" in state(watched, "en").text or key == "unwatched"


@pytest.mark.parametrize("section", ["ML", "NE", "BF", "region", "others"])
def test_where_no_source_answered_a_section_is_unseen(section: str) -> None:
    for watched in ([], [watch(MALI, answered=False), watch(WORLD, answered=False)]):
        assert absence(section, watched, "en").startswith("Unseen: no source answered")
        assert absence(section, watched, "fr").startswith("Non vu\u202f: aucune source")


def test_a_country_none_of_whose_sources_answered_is_unseen_though_others_answered() -> None:
    said = absence("NE", [watch(MALI), watch(NIGER, answered=False)], "en")
    assert said.startswith("Unseen: none of the sources that follow Niger answered (1 expected)")


def test_a_source_from_abroad_counts_for_the_countries_it_covers() -> None:
    said = absence("NE", [watch(MALI), watch(NIGER, answered=False), watch(WORLD)], "en")
    assert "1 of 2 sources that follow Niger answered" in said


def test_a_country_that_no_source_follows_is_named_as_such() -> None:
    assert "no source that follows Burkina Faso" in absence("BF", [watch(MALI)], "en")


def test_all_sources_count_for_the_region() -> None:
    assert "2 of 2 sources that follow the region" in absence("region", [watch(MALI), watch(WORLD)], "en")


def test_an_empty_brief_says_whether_anything_was_read() -> None:
    assert "Unseen" in brief_absence([], "en")
    assert "what was read" in brief_absence([watch(MALI)], "en")


def test_answers_are_counted_by_country_and_by_language() -> None:
    watched = [watch(MALI), watch(NIGER, answered=False), watch(WORLD)]
    lines = coverage_lines(watched, "en", UTC)
    assert lines[0].startswith("2 of 3 sources answered")
    assert "France 1 of 1, Mali 1 of 1, Niger 0 of 1" in lines[1]
    assert "French 1 of 2, not known 1 of 1, Hausa 0 of 1" in lines[2]


def test_the_oldest_last_answer_is_shown_and_silence_since_ever_is_counted() -> None:
    never = replace(watch(WORLD, answered=False), last_success=None)
    lines = coverage_lines([watch(MALI), watch(NIGER, answered=False), never], "en", UTC)
    told = "Of all sources the last answer of Outlet niger lies furthest back: 19 Nov 2026, 06:00 UTC."
    assert lines[3].replace("\u00a0", " ") == told
    assert lines[4] == "1 source had not answered before the cut-off."


def test_the_last_line_says_what_not_to_conclude() -> None:
    assert coverage_lines([], "en", UTC)[-1].startswith("Do not conclude")
    assert coverage_lines([watch(MALI)], "fr", UTC)[-1].startswith("Ne concluez pas")


@pytest.mark.parametrize(
    ("polls", "failure", "cause"),
    [
        (3, Failure.BLOCKED_BY_SITE, "refused by the site"),
        (3, Failure.ROBOTS, "closed by robots.txt"),
        (3, None, "no cause recorded"),
        (0, None, "not polled"),
        (0, Failure.TIMEOUT, "not polled"),
    ],
)
def test_a_silent_source_is_named_with_its_cause(polls: int, failure: Failure | None, cause: str) -> None:
    named = silent_sources([watch(MALI, answered=False, polls=polls, failure=failure)], "en", UTC)
    said = f"{cause}; last answer 19 Nov 2026, 06:00 UTC"
    assert [(name, why.replace("\u00a0", " ")) for name, why in named] == [("Outlet mali", said)]


def test_a_source_that_never_answered_says_so() -> None:
    never = replace(watch(MALI, answered=False, failure=Failure.STATUS), last_success=None)
    assert silent_sources([never], "en", UTC)[0][1].endswith("; never answered")


def test_silent_sources_stand_in_the_order_of_their_names_and_the_others_not_at_all() -> None:
    watched = [watch(NIGER, answered=False), watch(WORLD), watch(MALI, answered=False)]
    assert [name for name, _ in silent_sources(watched, "en", UTC)] == ["Outlet mali", "Outlet niger"]


def test_silent_sources_are_told_together_where_the_cause_is_the_same() -> None:
    silent = (("A", "not polled"), ("B", "status 500"), ("C", "not polled"))
    assert by_cause(silent) == (("not polled", ("A", "C")), ("status 500", ("B",)))


def test_news_of_a_day_that_was_not_polled_was_read_afterwards() -> None:
    nobody = [watch(MALI, answered=False, polls=0)]
    assert state(nobody, "en", shown=3).key == "later"
    assert state(nobody, "en").key == "unseen"
    assert "no source was polled" in absence("NE", nobody, "en", shown=3)


def test_every_number_of_the_funnel_is_shown_with_a_name_of_its_own() -> None:
    rows = funnel_rows(FUNNEL, "en")
    assert [count for _, count in rows] == [1200, 900, 300, 10, 20, 5, 40, 265, 15, 200, 2, 33, 0, 0]
    assert len({name for name, _ in rows}) == len(rows)


def test_the_last_answer_is_told_in_the_zone_of_the_digest() -> None:
    late = replace(watch(MALI, answered=False), last_success=CUT_OFF)
    assert "06 h 00 TU" in silent_sources([late], "fr", UTC)[0][1].replace("\u00a0", " ")


def test_times_when_entries_may_have_been_missed_are_named_by_source() -> None:
    lines = coverage_lines([replace(watch(MALI), gaps=2), replace(watch(NIGER), gaps=1)], "en", UTC)
    assert f"Entries may have been missed between two polls of: {MALI.name} (2 times), {NIGER.name} (once)." in lines
    assert not any("missed" in line for line in coverage_lines([watch(MALI)], "en", UTC))


@pytest.mark.parametrize(
    ("status", "cause"),
    [(FeedStatus.GONE, "taken down for good"), (FeedStatus.RETRY_LATER, "the site asked to come back later")],
)
def test_a_source_that_was_taken_down_or_asked_to_wait_is_told_as_such(status: FeedStatus, cause: str) -> None:
    silent = replace(watch(MALI, answered=False), last_status=status, failure=None)
    ((_, told),) = silent_sources([silent], "en", UTC)
    assert told.startswith(cause)
