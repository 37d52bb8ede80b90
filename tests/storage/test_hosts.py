"""Hosts: what is due, and who may knock."""

from datetime import timedelta

from pipeline.domain.hosts import Fate
from storage.store import Store, Transaction
from tests.storage.samples import MINUTE, NOON, feed, link, source

HOST = "radio-dune.example"
LONG = 600.0


def with_feed(tx: Transaction, *keys: str) -> None:
    tx.feeds.load([source(key) for key in keys], [feed(key) for key in keys], NOON)


def test_a_host_with_a_due_feed_is_due(store: Store) -> None:
    with store.writing() as tx:
        with_feed(tx, "radio-dune")
        assert tx.hosts.due(NOON, 10) == [HOST]
        assert tx.hosts.due(NOON - MINUTE, 10) == []


def test_a_host_with_a_due_link_is_due(store: Store) -> None:
    with store.writing() as tx:
        tx.links.add([link(minutes=5)], NOON)
        assert tx.hosts.due(NOON, 10) == []
        assert tx.hosts.due(NOON + 5 * MINUTE, 10) == [HOST]


def test_a_settled_link_is_no_work(store: Store) -> None:
    with store.writing() as tx:
        (number,) = tx.links.add([link()], NOON).values()
        tx.links.settle(number, Fate.REJECTED, reason="empty")
        assert tx.hosts.due(NOON, 10) == []


def test_a_disabled_feed_is_no_work(store: Store) -> None:
    with store.writing() as tx:
        with_feed(tx, "radio-dune")
        tx.feeds.set_enabled("radio-dune", False, NOON)
        assert tx.hosts.due(NOON, 10) == []


def test_work_can_be_asked_for_by_source(store: Store) -> None:
    with store.writing() as tx:
        with_feed(tx, "radio-dune", "le-fleuve")
        assert tx.hosts.due(NOON, 10, sources={"le-fleuve"}) == ["le-fleuve.example"]


def test_a_host_is_leased_once(store: Store) -> None:
    with store.writing() as tx:
        assert tx.hosts.lease(HOST, "one", NOON, LONG) is not None
        assert tx.hosts.lease(HOST, "two", NOON, LONG) is None


def test_a_leased_host_is_not_due(store: Store) -> None:
    with store.writing() as tx:
        with_feed(tx, "radio-dune")
        tx.hosts.lease(HOST, "one", NOON, LONG)
        assert tx.hosts.due(NOON, 10) == []
        assert tx.hosts.visited(NOON) == 1


def test_a_lease_that_ran_out_can_be_taken(store: Store) -> None:
    with store.writing() as tx:
        tx.hosts.lease(HOST, "one", NOON, -1.0)
        later = tx.hosts.lease(HOST, "two", NOON, LONG)
    assert later is not None
    assert later.owner == "two"


def test_a_lease_can_be_lengthened_by_its_owner_only(store: Store) -> None:
    with store.writing() as tx:
        mine = tx.hosts.lease(HOST, "one", NOON, LONG)
        assert mine is not None
        assert tx.hosts.renew(mine, NOON, 2 * LONG) is not None
        tx.hosts.free("one", NOON)
        tx.hosts.lease(HOST, "two", NOON, LONG)
        assert tx.hosts.renew(mine, NOON, LONG) is None


def test_a_released_host_is_left_alone_for_its_pause(store: Store) -> None:
    with store.writing() as tx:
        with_feed(tx, "radio-dune")
        mine = tx.hosts.lease(HOST, "one", NOON, LONG)
        assert mine is not None
        tx.hosts.release(mine, NOON + MINUTE)
        assert tx.hosts.due(NOON, 10) == []
        assert tx.hosts.lease(HOST, "two", NOON, LONG) is None
        assert tx.hosts.due(NOON + MINUTE, 10) == [HOST]


def test_a_release_does_not_shorten_a_hold(store: Store) -> None:
    with store.writing() as tx:
        mine = tx.hosts.lease(HOST, "one", NOON, LONG)
        assert mine is not None
        tx.hosts.hold(HOST, NOON + 60 * MINUTE)
        tx.hosts.release(mine, NOON + MINUTE)
        assert tx.hosts.get(HOST).not_before == NOON + 60 * MINUTE


def test_the_leases_of_a_dead_owner_can_be_taken_back(store: Store) -> None:
    with store.writing() as tx:
        tx.hosts.lease(HOST, "dead", NOON, LONG)
        assert tx.hosts.owners() == ["dead"]
        assert tx.hosts.free("dead", NOON) == 1
        assert tx.hosts.owners() == []


def test_the_next_work_is_known_ahead(store: Store) -> None:
    with store.writing() as tx:
        assert tx.hosts.next_due(NOON) is None
        tx.links.add([link(minutes=7)], NOON)
        assert tx.hosts.next_due(NOON) == NOON + 7 * MINUTE
        tx.hosts.hold(HOST, NOON + 9 * MINUTE)
        assert tx.hosts.next_due(NOON) == NOON + 9 * MINUTE


def test_a_hold_from_a_clock_that_stood_ahead_is_recalled(store: Store) -> None:
    with store.writing() as tx:
        tx.hosts.hold(HOST, NOON + timedelta(days=400))
        assert tx.hosts.any_astray(NOON)
        tx.hosts.recall_astray(NOON)
        assert tx.hosts.get(HOST).not_before == NOON


def test_the_longest_overdue_host_comes_first(store: Store) -> None:
    with store.writing() as tx:
        tx.links.add([link("https://b.example/1", minutes=-5), link("https://a.example/1", minutes=-3)], NOON)
        assert tx.hosts.due(NOON, 10) == ["b.example", "a.example"]
        assert tx.hosts.due(NOON, 1) == ["b.example"]


def test_robots_rules_are_kept_until_a_moment(store: Store) -> None:
    with store.writing() as tx:
        tx.hosts.set_robots(HOST, "User-agent: *\nDisallow: /prive", NOON + MINUTE)
        host = tx.hosts.get(HOST)
    assert host.robots is not None
    assert "prive" in host.robots
    assert host.robots_until == NOON + MINUTE
