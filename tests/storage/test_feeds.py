"""Feeds, their polls and entries."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.domain.errors import Failure, NotFound
from pipeline.domain.feeds import FeedState, FeedStatus, Gate, Poll
from storage.feeds import Polls
from storage.store import Store
from tests.storage.samples import MINUTE, NOON, feed, gated, source


def loaded(store: Store, *keys: str) -> None:
    with store.writing() as tx:
        tx.feeds.load([source(key) for key in keys], [feed(key) for key in keys], NOON)


def poll(key: str = "radio-dune", **options: object) -> Poll:
    return Poll(**{"feed": key, "at": NOON, "status": FeedStatus.OK, **options})  # type: ignore[arg-type]


def test_the_lists_come_into_the_tables_as_they_are(store: Store) -> None:
    loaded(store, "radio-dune")
    with store.reading() as view:
        found = view.feeds.get("radio-dune")
    assert found.feed == feed("radio-dune")
    assert found.source == source("radio-dune")
    assert found.state == FeedState(address="https://radio-dune.example/feed", next_poll=NOON)


def test_loading_again_adds_only_what_is_new(store: Store) -> None:
    loaded(store, "radio-dune")
    with store.writing() as tx:
        tx.feeds.set_enabled("radio-dune", False, NOON)
        added = tx.feeds.load([source(), source("le-fleuve")], [feed(), feed("le-fleuve")], NOON)
        assert added == 1
        assert not tx.feeds.get("radio-dune").feed.enabled


def test_a_removed_feed_is_not_brought_back_by_the_lists(store: Store) -> None:
    loaded(store, "radio-dune")
    with store.writing() as tx:
        tx.feeds.remove("radio-dune")
        assert tx.feeds.load([source()], [feed()], NOON) == 0
        assert tx.feeds.all() == []
        with pytest.raises(NotFound):
            tx.feeds.get("radio-dune")


def test_a_removed_feed_is_brought_back_by_hand(store: Store) -> None:
    loaded(store, "radio-dune")
    with store.writing() as tx:
        tx.feeds.remove("radio-dune")
        tx.feeds.add(source(), feed(), NOON)
        assert tx.feeds.get("radio-dune").feed.enabled


def test_the_state_of_a_feed_comes_back_as_it_was_recorded(store: Store) -> None:
    loaded(store, "radio-dune")
    state = FeedState(
        address="https://radio-dune.example/rss",
        next_poll=NOON + MINUTE,
        etag='W/"x"',
        interval=12.5,
        failures=0.25,
        status=FeedStatus.ERROR,
        error=Failure.TIMEOUT,
        last_polled=NOON,
        rate=0.01,
        gap=True,
    )
    with store.writing() as tx:
        tx.feeds.record(poll(status=FeedStatus.ERROR, error=Failure.TIMEOUT), state)
        assert tx.feeds.get("radio-dune").state == state


def test_polls_come_back_in_order_and_inside_their_bounds(store: Store) -> None:
    loaded(store, "radio-dune")
    polls = [poll(at=NOON + minutes * MINUTE, entries=minutes, overlap=0.5) for minutes in (0, 5, 9)]
    with store.writing() as tx:
        for one in reversed(polls):
            tx.feeds.record(one, FeedState(address="https://radio-dune.example/feed"))
        assert tx.feeds.polls_between(NOON, NOON + 9 * MINUTE) == polls[:2]
        assert tx.feeds.polls_between(None, NOON + 10 * MINUTE) == polls


def test_the_polls_of_each_feed_are_counted_inside_their_bounds_and_the_last_one_is_told(store: Store) -> None:
    loaded(store, "radio-dune", "le-fleuve")
    failed = poll(at=NOON + 5 * MINUTE, status=FeedStatus.ERROR, error=Failure.TIMEOUT)
    with store.writing() as tx:
        for one in (failed, poll(at=NOON), poll(at=NOON + 9 * MINUTE)):
            tx.feeds.record(one, FeedState(address="https://radio-dune.example/feed"))
        inside = tx.feeds.polled_between(NOON, NOON + 9 * MINUTE)
        ever = tx.feeds.polled_between(None, NOON + 10 * MINUTE)
    assert inside == {"radio-dune": Polls(number=2, answered=1, last=failed)}
    assert ever == {"radio-dune": Polls(number=3, answered=2, last=poll(at=NOON + 9 * MINUTE))}


def test_only_due_feeds_of_a_host_are_polled(store: Store) -> None:
    loaded(store, "radio-dune", "le-fleuve")
    with store.reading() as view:
        assert [polled.feed.key for polled in view.feeds.due("radio-dune.example", NOON)] == ["radio-dune"]
        assert view.feeds.due("radio-dune.example", NOON - MINUTE) == []
        assert view.feeds.due("radio-dune.example", NOON, of={"le-fleuve"}) == []


def test_a_feed_can_be_brought_forward_but_not_one_that_is_gone(store: Store) -> None:
    loaded(store, "radio-dune", "le-fleuve")
    ahead = FeedState(address="https://radio-dune.example/feed", next_poll=NOON + 99 * MINUTE)
    gone = replace(ahead, address="https://le-fleuve.example/feed", status=FeedStatus.GONE)
    with store.writing() as tx:
        tx.feeds.record(poll(), ahead)
        tx.feeds.record(poll("le-fleuve"), gone)
        tx.feeds.bring_forward(NOON)
        assert tx.feeds.get("radio-dune").state.next_poll == NOON
        assert tx.feeds.get("le-fleuve").state.next_poll == NOON + 99 * MINUTE


def test_a_next_poll_from_a_clock_that_stood_ahead_is_recalled(store: Store) -> None:
    loaded(store, "radio-dune")
    astray = FeedState(address="https://radio-dune.example/feed", next_poll=NOON + timedelta(days=10))
    with store.writing() as tx:
        tx.feeds.record(poll(), astray)
        assert tx.feeds.any_astray(NOON)
        tx.feeds.recall_astray(NOON)
        assert tx.feeds.get("radio-dune").state.next_poll == NOON
        assert not tx.feeds.any_astray(NOON)


def test_entries_are_stored_once_and_known_afterwards(store: Store) -> None:
    loaded(store, "radio-dune")
    one = gated("https://radio-dune.example/a")
    with store.writing() as tx:
        tx.feeds.add_entries("radio-dune", [(one, None), (one, None)], NOON)
        tx.feeds.add_entries("radio-dune", [(one, None)], NOON)
        known = tx.feeds.known_names("radio-dune", [one.identity, "another"])
        assert known == {one.identity: (one.entry.guid, one.entry.title)}
        assert tx.feeds.entry_counts(None, NOON + MINUTE) == (1, 1)


def test_the_entry_behind_a_link_comes_back_as_the_feed_said_it(store: Store) -> None:
    loaded(store, "radio-dune")
    one = gated("https://radio-dune.example/a", on_topic=False)
    with store.writing() as tx:
        from tests.storage.samples import link

        ids = tx.links.add([link("https://radio-dune.example/a")], NOON)
        tx.feeds.add_entries("radio-dune", [(one, ids[one.url_key])], NOON)
        assert tx.feeds.entry_of(ids[one.url_key]) == one.entry


def test_reached_and_unreached_feeds_are_counted_once(store: Store) -> None:
    loaded(store, "radio-dune", "le-fleuve")
    with store.writing() as tx:
        state = FeedState(address="https://radio-dune.example/feed")
        for _ in range(2):
            tx.feeds.record(poll(status=FeedStatus.ERROR, error=Failure.TRANSPORT), state)
        tx.feeds.record(
            poll("le-fleuve", status=FeedStatus.ERROR, error=Failure.STATUS),
            replace(state, address="https://le-fleuve.example/feed"),
        )
        assert tx.feeds.reached_since(NOON) == (1, 1)
        assert tx.feeds.reached_since(NOON + MINUTE) == (0, 0)


def test_the_last_success_before_a_moment_is_told(store: Store) -> None:
    loaded(store, "radio-dune")
    state = FeedState(address="https://radio-dune.example/feed")
    with store.writing() as tx:
        tx.feeds.record(poll(), state)
        tx.feeds.record(poll(at=NOON + MINUTE, status=FeedStatus.ERROR), state)
        tx.feeds.record(poll(at=NOON + 9 * MINUTE), state)
        assert tx.feeds.last_successes(NOON + 5 * MINUTE) == {"radio-dune": NOON}


def test_a_gate_survives_the_tables(store: Store) -> None:
    with store.writing() as tx:
        tx.feeds.load([source()], [feed(gate=Gate.ANCHOR)], NOON)
        assert tx.feeds.get("radio-dune").feed.gate is Gate.ANCHOR
