"""The tick: it finds what is due and hands it over."""

from collections.abc import Callable
from datetime import timedelta

from pipeline.domain.errors import StoreBusy
from pipeline.domain.feeds import FeedState, FeedStatus, Poll
from pipeline.domain.hosts import NewLink, Why
from pipeline.flows.digest import write_today
from pipeline.flows.services import Services
from pipeline.flows.storing import store_article
from pipeline.flows.upkeep import ListWatch, NewsWatch, mend_clock
from pipeline.service import Service
from tests.flows.test_regroup import new
from tests.flows.world import CONVOY, START, MovableClock, with_feed


class Recorder:
    """An engine that writes down what it was handed."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.visits = 0
        self.chores: list[str] = []
        self.fault = fault

    def start_due(self) -> int:
        if self.fault:
            raise self.fault
        self.visits += 1
        return 1

    def start_chore(self, name: str, chore: Callable[[], object]) -> bool:
        self.chores.append(name)
        chore()
        return True


def test_a_tick_hands_over_visits_and_chores(services: Services) -> None:
    engine, done = Recorder(), []
    Service(services, engine, {"digest": lambda: done.append(1)}).tick()
    assert (engine.visits, engine.chores, done) == (1, ["digest"], [1])


def test_a_store_that_is_busy_does_not_end_the_service(services: Services) -> None:
    engine = Recorder(StoreBusy("locked"))
    Service(services, engine, {}).tick()
    engine.fault = None
    Service(services, engine, {}).tick()
    assert engine.visits == 1


def test_it_looks_at_once_when_it_starts_and_stops_when_told(services: Services) -> None:
    engine = Recorder()
    service = Service(services, engine, {})
    service.start()
    service.stop()
    assert engine.visits >= 1
    service.stop()


def test_a_clock_that_jumped_silences_no_feed(services: Services, clock: MovableClock) -> None:
    with_feed(services)
    state = FeedState(address="https://radio-dune.example/feed", next_poll=START + timedelta(days=400))
    with services.store.writing() as tx:
        tx.feeds.record(Poll("radio-dune", START, FeedStatus.OK), state)
        tx.hosts.hold("radio-dune.example", START + timedelta(days=400))
    Service(services, Recorder(), {}).tick()
    with services.store.reading() as view:
        assert view.hosts.due(clock.now(), 10) == ["radio-dune.example"]


def test_edited_lists_are_taken_over_while_it_runs(services: Services) -> None:
    watch = ListWatch(services)
    assert not watch.look()
    services.settings.seeds.mkdir()
    path = services.settings.seeds / "feeds.toml"
    path.write_text(
        '[sources.ours]\nname = "Ours"\nhome = "https://ours.example/"\ncountry = "ML"\ncovers = ["ML"]\n'
        'languages = ["fr"]\nownership = "private"\ntimezone = "Africa/Bamako"\n'
        'addresses = ["https://ours.example/feed"]\ngate = "none"\ncertainty = "seen"\nenabled = true\n',
        "utf-8",
    )
    assert watch.look()
    assert not watch.look()
    with services.store.reading() as view:
        assert view.feeds.get("ours").state.next_poll is not None


def test_a_fault_in_an_edited_list_leaves_the_lists_as_they_were(services: Services) -> None:
    watch = ListWatch(services)
    services.settings.seeds.mkdir()
    (services.settings.seeds / "feeds.toml").write_text("[sources.broken", "utf-8")
    assert not watch.look()
    with services.store.reading() as view:
        assert view.feeds.all() == []


def test_todays_digest_follows_the_store_but_not_at_every_tick(services: Services) -> None:
    now_and_then, eager = NewsWatch(services, write_today), NewsWatch(services, write_today, every=0)
    today = services.settings.digests / "today.en.json"
    assert now_and_then.look()
    assert eager.look()
    assert today.exists()
    assert not eager.look()
    store_article(services, new("agence", CONVOY, 0), None)
    assert not now_and_then.look()
    assert eager.look()
    assert "Titre de agence" in today.read_text("utf-8")


def test_a_new_hour_is_reason_to_look_again(services: Services, clock: MovableClock) -> None:
    watch = NewsWatch(services, write_today, every=0)
    assert watch.look()
    clock.advance(hours=1)
    assert watch.look()


def test_links_and_robots_of_a_host_wait_no_longer_than_a_rule_says(services: Services, clock: MovableClock) -> None:
    with_feed(services)
    far = clock.now() + timedelta(days=1500)
    link = NewLink("https://a.example/x", "https://a.example/x", "a.example", Why.FEED, "radio-dune", far)
    with services.store.writing() as tx:
        tx.links.add([link], clock.now())
        tx.hosts.set_robots("a.example", "User-agent: *\nDisallow: /", far)
    assert mend_clock(services)
    assert not mend_clock(services)
    with services.store.reading() as view:
        assert len(view.links.due("a.example", clock.now(), 5)) == 1
        assert view.hosts.get("a.example").robots_until == clock.now()


def test_an_edited_topic_list_is_a_new_version_of_the_lexicon(services: Services) -> None:
    with services.store.reading() as view:
        before = view.lexicons.current()
    watch = ListWatch(services)
    services.settings.seeds.mkdir()
    (services.settings.seeds / "places.toml").write_text("[places.mali]\nremove = true\n", "utf-8")
    watch.look()
    with services.store.reading() as view:
        assert view.lexicons.current() != before
        assert view.lexicons.source(before or "") != ""
