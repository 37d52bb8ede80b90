"""The embedded engine: visits in threads."""

import threading
import time
from dataclasses import replace

from pipeline.domain.errors import SchemaMismatch, StoreBusy, StoreFull
from pipeline.engine.local import LocalEngine
from pipeline.flows.services import Services
from tests.flows.test_visit import stored
from tests.flows.world import CONVOY, Network, html, rss, with_feed


def outlets(services: Services, network: Network, number: int) -> None:
    for n in range(number):
        key = f"radio-{n}"
        with_feed(services, key=key)
        url = f"https://{key}.example/a"
        network.answers[f"https://{key}.example/feed"] = rss([(url, "Convoi")])
        network.answers[url] = html(f"Convoi {n}", CONVOY)


def test_draining_visits_every_host_that_is_due(services: Services, network: Network) -> None:
    outlets(services, network, 5)
    engine = LocalEngine(services)
    engine.drain()
    engine.close()
    assert len(stored(services)) == 5
    assert list(engine.faults) == []
    assert engine.visited == 5


def test_draining_nothing_ends_at_once(services: Services) -> None:
    engine = LocalEngine(services)
    engine.drain()
    engine.close()
    assert engine.visited == 0


def test_only_the_asked_for_sources_are_visited(services: Services, network: Network) -> None:
    outlets(services, network, 3)
    engine = LocalEngine(services, sources={"radio-1"})
    engine.drain()
    engine.close()
    assert [one.article.source for one in stored(services)] == ["radio-1"]


def test_a_host_is_in_hand_once(services: Services) -> None:
    engine = LocalEngine(services)
    going = threading.Event()
    assert engine.start_chore("long", lambda: going.wait(5))
    assert not engine.start_chore("long", lambda: None)
    going.set()
    engine.close()


def test_a_bug_in_a_visit_is_kept_and_the_others_go_on(services: Services, network: Network) -> None:
    outlets(services, network, 3)
    network.answers["https://radio-1.example/feed"] = ZeroDivisionError("a bug")
    engine = LocalEngine(services)
    engine.drain()
    engine.close()
    assert [type(fault) for fault in engine.faults] == [ZeroDivisionError]
    assert {one.article.source for one in stored(services)} == {"radio-0", "radio-2"}


def test_a_foreseen_fault_is_kept_too(services: Services) -> None:
    def fail() -> None:
        raise SchemaMismatch("not ours")

    engine = LocalEngine(services)
    engine.start_chore("other", fail)
    engine.close()
    assert [type(fault) for fault in engine.faults] == [SchemaMismatch]


def test_a_store_that_was_busy_once_is_no_fault(services: Services) -> None:
    tried = threading.Event()

    def fail_once() -> None:
        if not tried.is_set():
            tried.set()
            raise StoreBusy("locked")

    engine = LocalEngine(services)
    assert engine.start_chore("busy", fail_once)
    deadline = time.monotonic() + 20
    while not engine.start_chore("busy", fail_once) and time.monotonic() < deadline:
        time.sleep(0.05)
    engine.close()
    assert tried.is_set()
    assert list(engine.faults) == []


def test_draining_ends_where_nothing_can_be_stored(services: Services, network: Network) -> None:
    outlets(services, network, 3)
    full = replace(services, settings=services.settings.model_copy(update={"min_free_mb": 10**9}))
    engine = LocalEngine(full)
    engine.drain()
    engine.close()
    assert StoreFull in {type(fault) for fault in engine.faults}
    assert network.requests == []


def test_closing_ends_a_visit_after_the_request_it_is_at(services: Services, network: Network) -> None:
    outlets(services, network, 1)
    engine = LocalEngine(services)
    begun = time.monotonic()
    engine.start_due()
    engine.close()
    assert time.monotonic() - begun < 10
    with services.store.reading() as view:
        assert view.hosts.owners() == []
    assert not engine.start_chore("after", lambda: None)
