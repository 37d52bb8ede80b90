"""retag and topics why: judging stored texts again, and telling why they are judged as they are."""

from pathlib import Path

import pytest

from tests.cli.conftest import Sahel

TOPIC = """key = "standards"
label_en = "Standards"
label_fr = "Drapeaux"
meaning = "Standards of the joint force."
[[derived_from]]
document = "a-note"
statement = "The force has a standard."
[terms.en]
strong = ["AES Unified Force"]
weak = ["umbrella", "ceremony"]
generic = ["ceremony"]
"""


@pytest.fixture
def changed(home: Path) -> Path:
    """A home with both seed documents and a topic that was written afterwards."""
    folder = home / "seeds" / "topics"
    folder.mkdir(parents=True)
    (folder / "standards.toml").write_text(TOPIC, "utf-8")
    return home


def test_a_dry_run_shows_what_would_change_and_changes_nothing(sahel: Sahel, changed: Path) -> None:
    for _ in range(2):
        out = sahel("--home", changed, "retag", "--dry-run").out
        assert "+ standards  " in out
        assert "2 articles would be judged again" in out
    assert "standards" not in sahel("--home", changed, "show", 1).out + sahel("--home", changed, "show", 2).out


def test_new_verdicts_are_stored_with_their_words_and_only_once(sahel: Sahel, changed: Path) -> None:
    before = {one["id"]: one for one in sahel("--home", changed, "search", "", "--json").lines}
    called = sahel("--home", changed, "retag")
    assert called.code == 0
    assert "2 articles judged again" in called.out
    (found,) = sahel("--home", changed, "search", "", "--topic", "standards", "--json").lines
    assert "standards" not in str(before[found["id"]]["topics"])
    assert "AES Unified Force" in sahel("--home", changed, "show", found["id"]).out
    assert sahel("--home", changed, "retag").out.endswith("0 entries let in\n")
    assert "0 articles judged again" in sahel("--home", changed, "retag").out


def test_taking_the_topic_away_brings_the_old_verdicts_back(sahel: Sahel, changed: Path) -> None:
    before = [sahel("--home", changed, "show", number).out for number in (1, 2)]
    sahel("--home", changed, "retag")
    (changed / "seeds" / "topics" / "standards.toml").unlink()
    sahel("--home", changed, "retag")
    assert [sahel("--home", changed, "show", number).out for number in (1, 2)] == before


def test_status_tells_of_articles_that_earlier_lists_judged(sahel: Sahel, changed: Path) -> None:
    assert "earlier lists" not in sahel("--home", changed, "status").out
    sahel("--home", changed, "retag", "--dry-run")
    assert "2 articles were judged by earlier lists" in sahel("--home", changed, "status").out
    sahel("--home", changed, "retag")
    assert "earlier lists" not in sahel("--home", changed, "status").out


def test_what_analysts_decided_stays(sahel: Sahel, changed: Path) -> None:
    sahel("--home", changed, "mark", 1, "--state", "kept", "--note", "quote it")
    sahel("--home", changed, "retag")
    shown = sahel("--home", changed, "show", 1).out
    assert "kept" in shown
    assert "quote it" in shown


def test_only_articles_of_the_days_asked_for_are_judged_again(sahel: Sahel, changed: Path) -> None:
    assert "0 articles judged again" in sahel("--home", changed, "retag", "--since", "2031-01-01").out
    called = sahel("--home", changed, "retag", "--since", "yesterday")
    assert called.code == 2
    assert "yesterday" in called.err


def test_why_names_what_fired_and_what_was_near(sahel: Sahel, changed: Path) -> None:
    (found,) = [one for one in sahel("--home", changed, "search", "", "--json").lines if "standard" in one["title"]]
    out = sahel("--home", changed, "topics", "why", found["id"]).out
    assert "about the Sahel; put there by Mali" in out
    assert "[AES Unified Force]" in out
    one = sahel("--home", changed, "topics", "why", found["id"], "--topic", "fuel-blockade").out
    assert "fuel-blockade: none of its terms stands in the text" in one


def test_why_knows_what_it_cannot_tell(sahel: Sahel, changed: Path) -> None:
    assert sahel("--home", changed, "topics", "why", 1, "--topic", "weather").code == 2
    assert sahel("--home", changed, "topics", "why", 77).code == 4


def test_why_for_programs_holds_spans_of_the_text(sahel: Sahel, changed: Path) -> None:
    (record,) = sahel("--home", changed, "topics", "why", 1, "--json").lines
    (shown,) = sahel("--home", changed, "show", 1, "--json").lines
    mentions = [mention for topic in record["topics"] for mention in topic["mentions"]]
    assert mentions
    assert all(shown[one["field"]][one["start"] : one["end"]] == one["surface"] for one in mentions)
