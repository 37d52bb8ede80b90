"""`sahel run`: the service in the foreground, until it is told to stop."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from pipeline.cli.call import Call
from pipeline.cli.failures import in_words
from pipeline.cli.locking import holder_of, lock_of, sign, take_lock
from pipeline.cli.rendering import note, say
from pipeline.cli.working import warn_without_contact
from pipeline.config import Settings
from pipeline.domain.errors import ConfigError

if TYPE_CHECKING:
    from pipeline.flows.deliver import Channels
    from pipeline.flows.services import Services

_LOOK_AGAIN = 5.0


def serve(call: Call, settings: Settings, *, host: str, port: int | None) -> None:
    """Run the service; `port` is None where the review page is not wanted."""
    from pipeline.engine.local import LocalEngine
    from pipeline.flows.deliver import open_channels
    from pipeline.flows.services import make_home
    from pipeline.flows.visit import free_dead_leases
    from pipeline.service import Service

    make_home(settings.home)
    channels = open_channels(settings)
    with ExitStack() as stack:
        call.listen()
        if not stack.enter_context(_sole_service(call, settings)):
            return
        if not stack.enter_context(_sole_on_database(call, settings)):
            return
        services = stack.enter_context(call.services(settings))
        warn_without_contact(services)
        _first_start(call, services)
        free_dead_leases(services)
        engine = LocalEngine(services)
        engine.stop = call.stop
        stack.callback(engine.close)
        stack.callback(channels.close)
        service = Service(services, engine, _chores(services) | _deliveries(services, channels, call))
        stack.callback(service.stop)
        page = stack.enter_context(_review_page(services, host, port))
        service.start()
        _say_what_happens(services, page)
        call.stop.wait()
        note("sahel: stopping; what is being fetched is finished or left for the next start")


def _first_start(call: Call, services: "Services") -> None:
    from pipeline.flows.backfill import Result, backfill_documents
    from pipeline.flows.digest import write_digest
    from pipeline.flows.regroup import regroup
    from pipeline.flows.starting import has_begun, load_lists, note_beginning
    from pipeline.lists import seed_documents

    added = load_lists(services)
    if added:
        with services.store.reading() as view:
            feeds = view.feeds.all()
        say(_loaded(added, len(feeds), sum(polled.feed.enabled for polled in feeds)))
    if has_begun(services):
        return
    files = seed_documents(services.settings.seeds)
    for outcome in backfill_documents(services, files, call.stop):
        if outcome.result is Result.FAILED:
            note(f"{outcome.path}: {in_words(outcome.detail)}")
        elif outcome.result is Result.STORED:
            say(f"stored: {outcome.path.name}")
    if call.stop.is_set():
        return
    regroup(services)
    language, folder = services.settings.language, services.settings.digests
    for path in write_digest(services, None, language, ["md", "html", "json"], folder):
        say(f"first digest: {path}")
    note_beginning(services)


def _loaded(added: int, feeds: int, on: int) -> str:
    """How many feeds the lists gave, and how many are polled: those that are off are no fault."""
    if added != feeds:
        return f"{added} feeds loaded from the lists; {on} of all {feeds} are switched on"
    others = "" if on == feeds else " (the others: `sahel feeds list`)"
    return f"{added} feeds loaded from the lists; {on} of them are switched on{others}"


def _chores(services: "Services") -> dict[str, Any]:
    from pipeline.flows.digest import write_due_digests, write_today
    from pipeline.flows.regroup import regroup
    from pipeline.flows.upkeep import FEEDS_EVERY, ListWatch, NewsWatch, keep_feeds

    return {
        "lists": ListWatch(services).look,
        "regroup": lambda: regroup(services),
        "digest": NewsWatch(services, write_due_digests).look,
        "today": NewsWatch(services, write_today).look,
        "feeds": NewsWatch(services, keep_feeds, FEEDS_EVERY).look,
    }


def _deliveries(services: "Services", channels: "Channels", call: Call) -> dict[str, Any]:
    """The chores that look for alerts and send what waits, where the settings name somebody."""
    from pipeline.flows.alerts import look_for_alerts
    from pipeline.flows.deliver import deliver
    from pipeline.flows.upkeep import NewsWatch

    if not channels:
        return {}
    return {
        "alerts": NewsWatch(services, look_for_alerts).look,
        "deliver": lambda: deliver(services, channels, call.stop.is_set),
    }


def _say_what_happens(services: "Services", page: str) -> None:
    """Tell what the service does now; `page` is the line about the review page, empty where none is wanted."""
    settings = services.settings
    with services.store.reading() as view:
        enabled = sum(polled.feed.enabled for polled in view.feeds.all())
    say(f"polling {enabled} feeds, {settings.visits} hosts at once, {settings.host_delay:g} s between requests to one")
    say(f"digests: {settings.digests}")
    say(f"    today.* after each pass; yesterday's after {settings.digest_hour:02d}:00 {settings.timezone}")
    if readers := len(settings.mail_to) + len(settings.chat):
        say(f"delivered to {readers} readers; what did not arrive: `sahel deliveries`")
    if page:
        say(page)
    say("look with `sahel status` and `sahel search WORDS`; stop with Ctrl-C")


@contextmanager
def _sole_service(call: Call, settings: Settings) -> Iterator[bool]:
    """Hold the lock of a home. A second service on it fails (SQLite), or stands by until the first ends."""
    stands_by = not settings.db.startswith("sqlite")
    with lock_of(settings.home) as file:
        while not take_lock(file):
            other = holder_of(settings.home)
            if not stands_by:
                raise ConfigError(
                    f"`sahel run` is at work here already, as process {other}", subject=str(settings.home)
                )
            note(f"sahel: standing by; process {other} is at work here")
            if call.stop.wait(_LOOK_AGAIN):
                yield False
                return
        sign(file)
        yield True


@contextmanager
def _sole_on_database(call: Call, settings: Settings) -> Iterator[bool]:
    """Stand by while the service of another home is at work on the same database."""
    from storage.store import open_store

    store = open_store(settings.db)
    told = False
    try:
        while not call.stop.is_set():
            with store.sole_service() as is_ours:
                if is_ours:
                    yield True
                    return
            if not told:
                note("sahel: standing by; the service of another home is at work on this database")
                told = True
            call.stop.wait(_LOOK_AGAIN)
        yield False
    finally:
        store.close()


@contextmanager
def _review_page(services: "Services", host: str, port: int | None) -> Iterator[str]:
    """Serve the review page and give the line that says where; where its port is taken, go on without it."""
    if port is None:
        yield ""
        return
    from pipeline.web.serving import PortTaken, ReviewPage

    try:
        page = ReviewPage(services, host, port)
    except PortTaken as error:
        note(f"sahel: {error}; running without the review page")
        yield f"no review page: {error} (choose another with --port)"
        return
    try:
        yield f"review page: {page.address}"
    finally:
        page.close()
