"""`sahel run`: the service in the foreground, until it is told to stop."""

import contextlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from pipeline.cli.call import Call
from pipeline.cli.rendering import note, say
from pipeline.cli.working import warn_without_contact
from pipeline.config import Settings
from pipeline.domain.errors import ConfigError

if TYPE_CHECKING:
    from pipeline.flows.services import Services

_LOOK_AGAIN = 5.0


def serve(call: Call, settings: Settings, *, host: str, port: int | None) -> None:
    """Run the service; `port` is None where the review page is not wanted."""
    from pipeline.engine.local import LocalEngine
    from pipeline.flows.services import make_home
    from pipeline.flows.visit import free_dead_leases
    from pipeline.service import Service

    make_home(settings.home)
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
        service = Service(services, engine, _chores(services))
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
        say(f"{added} feeds loaded from the lists")
    if has_begun(services):
        return
    files = seed_documents(services.settings.seeds)
    for outcome in backfill_documents(services, files, call.stop):
        if outcome.result is Result.FAILED:
            note(f"{outcome.path}: {outcome.detail}")
        elif outcome.result is Result.STORED:
            say(f"stored: {outcome.path.name}")
    if call.stop.is_set():
        return
    regroup(services)
    language, folder = services.settings.language, services.settings.digests
    for path in write_digest(services, None, language, ["md", "html", "json"], folder):
        say(f"first digest: {path}")
    note_beginning(services)


def _chores(services: "Services") -> dict[str, Any]:
    from pipeline.flows.digest import write_due_digests, write_today
    from pipeline.flows.regroup import regroup
    from pipeline.flows.upkeep import ListWatch, NewsWatch

    return {
        "lists": ListWatch(services).look,
        "regroup": lambda: regroup(services),
        "digest": NewsWatch(services, write_due_digests).look,
        "today": NewsWatch(services, write_today).look,
    }


def _say_what_happens(services: "Services", page: str) -> None:
    settings = services.settings
    with services.store.reading() as view:
        enabled = sum(polled.feed.enabled for polled in view.feeds.all())
    say(f"polling {enabled} feeds, {settings.visits} hosts at once, {settings.host_delay:g} s between requests to one")
    say(f"digests: {settings.digests}")
    say(f"    today.* after each pass; yesterday's after {settings.digest_hour:02d}:00 {settings.timezone}")
    if page:
        say(f"review page: {page}")
    say("look with `sahel status` and `sahel search WORDS`; stop with Ctrl-C")


@contextmanager
def _sole_service(call: Call, settings: Settings) -> Iterator[bool]:
    """Hold the lock of a home. A second service on it fails (SQLite), or stands by until the first ends."""
    path = settings.home / "run.lock"
    stands_by = not settings.db.startswith("sqlite")
    with path.open("a+", encoding="utf-8") as file:
        while not _locked(file.fileno()):
            other = path.read_text("utf-8").strip() or "unknown"
            if not stands_by:
                raise ConfigError(
                    f"`sahel run` is at work here already, as process {other}", subject=str(settings.home)
                )
            note(f"sahel: standing by; process {other} is at work here")
            if call.stop.wait(_LOOK_AGAIN):
                yield False
                return
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
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


def _locked(handle: int) -> bool:
    """Take the lock of an open file if it is free; the system gives it back when the process ends, however it ends."""
    if os.name == "nt":
        import msvcrt

        with contextlib.suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
            return True
        return False
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


@contextmanager
def _review_page(services: "Services", host: str, port: int | None) -> Iterator[str]:
    """Serve the review page; where its port is taken, say so and go on without it."""
    if port is None:
        yield ""
        return
    from pipeline.web.serving import PortTaken, ReviewPage

    try:
        page = ReviewPage(services, host, port)
    except PortTaken as error:
        note(f"sahel: {error}; running without the review page (choose another with --port)")
        yield ""
        return
    try:
        yield page.address
    finally:
        page.close()
