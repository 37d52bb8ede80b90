"""What saved searches know of stories."""

from datetime import timedelta

import pytest

from pipeline.domain.alerts import Alerted, Standing
from pipeline.domain.bounds import Calendar
from pipeline.domain.queries import read_query
from storage.store import Store
from tests.storage.samples import MINUTE, NOON, analysis, new_article
from tests.storage.test_articles import put

DAY = timedelta(days=1)
CALENDAR = Calendar(NOON)


def matching(store: Store, query: str, *, since: int = -1, stored: int | None = None) -> set[int]:
    with store.reading() as view:
        stored_since = None if stored is None else NOON + stored * MINUTE
        return view.alerts.matching(read_query(query), CALENDAR, NOON + since * DAY, stored_since)


@pytest.fixture
def filled(store: Store) -> Store:
    """An article on fuel at noon, by an agency, stored a minute later, and one that is not relevant."""
    with store.writing() as tx:
        put(tx, new_article())
        put(tx, new_article("https://radio-dune.example/b", made=analysis("Une coupe de football à Sévaré.")))
    return store


def test_stories_of_relevant_articles_that_match_are_found(filled: Store) -> None:
    with filled.reading() as view:
        story = view.articles.get(1).story
    assert matching(filled, "topic:fuel-blockade") == {story}
    assert matching(filled, "") == {story}
    assert matching(filled, "football") == set()


def test_what_was_stored_or_dated_before_is_not_found(filled: Store) -> None:
    assert matching(filled, "carburant", stored=1) == matching(filled, "carburant") != set()
    assert matching(filled, "carburant", stored=2) == set()
    assert matching(filled, "carburant", since=1) == set()


def test_a_look_is_remembered_as_long_as_the_query_is_the_same(store: Store) -> None:
    with store.writing() as tx:
        assert tx.alerts.last_look("gao", "gao") is None
        tx.alerts.note_look("gao", "gao", NOON)
        tx.alerts.note_look("gao", "gao", NOON + MINUTE)
        assert tx.alerts.last_look("gao", "gao") == NOON + MINUTE
        assert tx.alerts.last_look("gao", "gao OR kidal") is None
        assert tx.alerts.last_look("kidal", "gao") is None


def test_what_was_told_comes_out_as_it_went_in(store: Store) -> None:
    told = Alerted(7, Standing(2, (("injured", 3), ("killed", 12))), NOON)
    waiting = Alerted(8, Standing(0), None)
    with store.writing() as tx:
        tx.alerts.note("gao", [told, waiting], NOON)
        assert tx.alerts.known("gao", NOON - DAY) == {7: told, 8: waiting}
        assert tx.alerts.known("gao", NOON + DAY) == {}
        assert tx.alerts.known("kidal", NOON - DAY) == {}


def test_a_story_that_went_into_another_is_known_by_the_new_number(store: Store) -> None:
    with store.writing() as tx:
        tx.alerts.note("gao", [Alerted(7, Standing(2), NOON), Alerted(9, Standing(1, (("killed", 4),)), None)], NOON)
        tx.stories.rename(7, 9)
        assert tx.alerts.known("gao", NOON - DAY) == {9: Alerted(9, Standing(2, (("killed", 4),)), NOON)}


def test_what_was_noted_long_ago_can_be_dropped(store: Store) -> None:
    with store.writing() as tx:
        tx.alerts.note("gao", [Alerted(7, Standing(2), NOON)], NOON - DAY)
        tx.alerts.note("gao", [Alerted(8, Standing(2), NOON)], NOON)
        tx.alerts.forget(NOON)
        assert set(tx.alerts.known("gao", NOON - 9 * DAY)) == {8}


def test_the_standing_of_a_story_has_the_highest_toll_of_each_harm_but_no_earlier_count(filled: Store) -> None:
    """The wounded of the article are an earlier count."""
    with filled.writing() as tx:
        story = tx.articles.get(1).story
        assert tx.alerts.standings([story, 999]) == {story: Standing(1, (("killed", 2),))}
        assert tx.alerts.standings([]) == {}
