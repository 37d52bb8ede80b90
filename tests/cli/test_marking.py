"""mark, topics review and what topics check says of the store: the analyst's word and what follows from it."""

from pathlib import Path

from tests.cli.conftest import Sahel


def topics_of(sahel: Sahel, home: Path, article: int) -> list[str]:
    (record,) = sahel("--home", home, "show", article, "--json").lines
    return [topic["id"] for topic in record["topics"]]


def test_a_topic_is_taken_away_and_another_given_and_what_is_not_said_stays(sahel: Sahel, home: Path) -> None:
    gone, *rest = topics_of(sahel, home, 1)
    sahel("--home", home, "mark", 1, "--state", "kept", "--note", "quote it", "--by", "awa")
    called = sahel("--home", home, "mark", 1, "--not-topic", gone, "--topic", "border-trafficking", "--by", "awa")
    assert called.code == 0
    assert f"without {gone}" in called.out
    assert topics_of(sahel, home, 1) == [*(key for key in rest), "border-trafficking"] or "border-trafficking" in rest
    (record,) = sahel("--home", home, "show", 1, "--json").lines
    assert (record["state"], record["review"]["note"]) == ("kept", "quote it")
    shown = sahel("--home", home, "show", 1).out
    assert f"{gone}: reported" in shown
    assert "taken away by awa" in shown
    found = {one["id"] for one in sahel("--home", home, "search", "", "--topic", gone, "--json").lines}
    assert 1 not in found


def test_a_topic_given_back_is_as_before(sahel: Sahel, home: Path) -> None:
    before = topics_of(sahel, home, 1)
    sahel("--home", home, "mark", 1, "--not-topic", before[0])
    assert sahel("--home", home, "mark", 1, "--topic", before[0]).code == 0
    assert set(topics_of(sahel, home, 1)) == set(before)


def test_a_mark_that_says_nothing_or_two_things_or_an_unknown_topic_is_refused(sahel: Sahel, home: Path) -> None:
    assert sahel("--home", home, "mark", 1).code == 2
    called = sahel("--home", home, "mark", 1, "--topic", "human-rights", "--not-topic", "human-rights")
    assert (called.code, "human-rights" in called.err) == (2, True)
    called = sahel("--home", home, "mark", 1, "--topic", "no-such-topic")
    assert (called.code, "no-such-topic" in called.err) == (2, True)
    assert "review" not in sahel("--home", home, "show", 1).out


def test_a_review_names_the_terms_whose_topics_were_taken_away(sahel: Sahel, home: Path) -> None:
    assert "nothing decided yet" in sahel("--home", home, "topics", "review").out
    gone = topics_of(sahel, home, 1)[0]
    sahel("--home", home, "mark", 1, "--state", "kept", "--not-topic", gone)
    called = sahel("--home", home, "topics", "review")
    assert called.code == 0
    assert "1 kept; topics of 1 articles corrected" in called.out
    lines = sahel("--home", home, "topics", "review", "--json").lines
    assert {one["topic"] for one in lines if one.get("corrected")} == {gone}


def test_check_says_where_too_few_articles_are_stored_to_speak_of_use(sahel: Sahel, home: Path) -> None:
    called = sahel("--home", home, "topics", "check")
    assert called.code == 0
    assert "2 articles are stored" in called.err
    assert "never seen" not in called.out


def test_unlink_names_what_an_article_is_kept_apart_from_and_needs_a_relation(sahel: Sahel, home: Path) -> None:
    called = sahel("--home", home, "unlink", 1)
    assert (called.code, "relation of article: 1" in called.err) == (4, True)
    assert sahel("--home", home, "unlink", 99).code == 4
    assert sahel("--home", home, "relink", 1).code == 4
