"""Commands that do the work: run, poll, backfill, digest."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.call import Call, call_of
from pipeline.cli.failures import in_words
from pipeline.cli.rendering import note, say, short_moment
from pipeline.domain.errors import ConfigError, PipelineError, StorageError
from pipeline.domain.feeds import FeedStatus
from pipeline.domain.polling import is_offline
from pipeline.domain.urls import host_of

if TYPE_CHECKING:
    from pipeline.domain.queries import SavedSearch
    from pipeline.engine.local import LocalEngine
    from pipeline.flows.services import Services
    from storage.store import Transaction

BUG = 70


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(run)
    app.command()(poll)
    app.command()(backfill)
    app.command()(digest)


def run(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address the review page listens on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Its port; 0 takes any that is free.")] = 8000,
    web: Annotated[bool, typer.Option("--web/--no-web", help="Show the review page.")] = True,
    visits: Annotated[int | None, typer.Option(min=1, max=256, help="How many outlets are visited at once.")] = None,
    processes: Annotated[int | None, typer.Option(min=1, max=256, help="How many processes read pages.")] = None,
) -> None:
    """Run the background service until Ctrl-C: poll what is due, store, tag and group it, write the digest each day.

    The first time it loads the lists of sources and topics, stores the seed documents and writes a first digest.
    """
    from pipeline.cli.running import serve

    call = call_of(context)
    changes = {name: value for name, value in (("visits", visits), ("processes", processes)) if value is not None}
    settings = call.settings().model_copy(update=changes)
    serve(call, settings, host=host, port=port if web else None)


def poll(
    context: typer.Context,
    feeds: Annotated[list[str] | None, typer.Argument(metavar="[FEED]...", help="Keys of feeds; all if none.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also feeds that are not due yet.")] = False,
) -> None:
    """Poll once what is due, fetch and store the articles, and end.

    Feeds that are gone, and hosts that asked to be left alone, are not touched even with --all.
    """
    from pipeline.engine.local import LocalEngine
    from pipeline.flows.starting import load_lists
    from pipeline.flows.upkeep import mend_clock
    from pipeline.flows.visit import free_dead_leases

    call = call_of(context)
    with call.services(call.settings()) as services:
        warn_without_contact(services)
        load_lists(services)
        mend_clock(services)
        free_dead_leases(services)
        begun = services.clock.now()
        sources = _bring_forward(services, feeds, everything)
        engine = LocalEngine(services, sources=sources)
        engine.stop = call.stop
        try:
            engine.drain()
        finally:
            engine.close()
        if not call.interrupted:
            _finish(services)
        _report_poll(call, services, begun)
    _end_with_faults(call, engine)


def backfill(
    context: typer.Context,
    targets: Annotated[
        list[Path] | None, typer.Argument(metavar="[TARGET]...", help="Folders and files; the seed documents if none.")
    ] = None,
) -> None:
    """Store seed documents: plain text, Markdown or HTML files, alone or in folders.

    Without a target: the documents that come with the program, and those in seeds/documents of the home folder.
    A Markdown file may begin with lines "key: value" between two of ---. The keys that are read: title, language or
    lang, source, and for the date published, date, published_at, publication_date or pubdate, the first that is a date.
    What was stored before is left as it is.
    """
    from pipeline.flows.backfill import Result, backfill_documents, files_of
    from pipeline.flows.regroup import regroup
    from pipeline.flows.starting import load_lists
    from pipeline.lists import seed_documents

    call = call_of(context)
    settings = call.settings()
    files = files_of(targets) if targets else list(seed_documents(settings.seeds))
    counts = dict.fromkeys(Result, 0)
    try:
        with call.services(settings, processes=1) as services:
            load_lists(services)
            for outcome in backfill_documents(services, files, call.stop):
                counts[outcome.result] += 1
                if outcome.result is Result.FAILED:
                    call.fail(outcome.path, in_words(outcome.detail))
            regroup(services)
    finally:
        say(_summary(counts[Result.STORED], counts[Result.KNOWN], counts[Result.FAILED], of=len(files)))
    call.end()


def _summary(stored: int, known: int, failed: int, *, of: int) -> str:
    """What became of the files of a backfill, in a line."""
    left = of - stored - known - failed
    parts = (
        (f"{stored} stored", True),
        (f"{known} known already", known),
        (f"{failed} failed", failed),
        (f"{left} not looked at", left),
    )
    told = ", ".join(text for text, worth_telling in parts if worth_telling)
    return told if stored else f"{told} (nothing changed)"


def digest(
    context: typer.Context,
    day: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day; the last whole day if not given.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The folder to write to (default digests/ in the home).")] = None,
    forms: Annotated[str, typer.Option("--format", help="Any of md, html and json.")] = "md,html,json",
    language: Annotated[str | None, typer.Option("--lang", help="fr or en (default: the setting language).")] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="So many days that end with the day: 7 for a week.")] = 1,
    search: Annotated[str | None, typer.Option(metavar="KEY", help="Only what this saved search finds.")] = None,
) -> None:
    """Write the digest of a day and print where the files lie. The same store gives the same bytes.

    With --days or --search it is written beside the digests of days, and has no editions.
    """
    from pipeline.flows.digest import FORMS, today_of, write_digest, write_span
    from pipeline.flows.gathering import Wanted

    call = call_of(context)
    settings = call.settings_at_home()
    wanted = [form.strip() for form in forms.split(",") if form.strip()]
    unknown = [form for form in wanted if form not in FORMS]
    if unknown or not wanted:
        raise ConfigError(f"--format takes any of {', '.join(FORMS)}", subject=forms)
    if language not in {None, "fr", "en"}:
        raise ConfigError("--lang takes fr or en", subject=str(language))
    with call.services(settings, processes=1) as services:
        asked = _day(day, today_of(services))
        chosen, folder = language or settings.language, out or settings.digests
        if days == 1 and search is None:
            written = write_digest(services, asked, chosen, wanted, folder)
        else:
            last = asked or today_of(services) - timedelta(days=1)
            first = last - timedelta(days=days - 1) if days > 1 else None
            found = _saved_search(services, search) if search else None
            written = write_span(services, Wanted(last, chosen, first, found), wanted, folder)
    for path in written:
        say(str(path))
    call.end()


def warn_without_contact(services: "Services") -> None:
    """Remind the operator that outlets cannot tell who is polling them."""
    if not services.settings.contact:
        note("sahel: no contact is set; outlets see `no contact given` (set contact in sahel.toml, or SAHEL_CONTACT)")


def _saved_search(services: "Services", key: str) -> "SavedSearch":
    """The saved search of a key, checked; raises ConfigError for one that there is not, ListError for a faulty one."""
    from pipeline.flows.feeds_out import check_searches, topics_of
    from pipeline.lists import load_searches

    found = [one for one in load_searches(services.settings.seeds) if one.key == key]
    if not found:
        raise ConfigError("no such saved search (sahel searches list)", subject=key)
    with services.store.reading() as view:
        check_searches(view, found, topics_of(view))
    return found[0]


def _day(text: str | None, today: date) -> date | None:
    from pipeline.cli.reading import within_reach

    spoken = {"today": today, "yesterday": today - timedelta(days=1)}
    if text in spoken:
        return spoken[text]
    try:
        return None if text is None else within_reach(date.fromisoformat(text))
    except ValueError:
        raise ConfigError("--date takes a day such as 2026-11-20, today or yesterday", subject=str(text)) from None


def _bring_forward(services: "Services", keys: list[str] | None, everything: bool) -> set[str] | None:
    """Make the asked-for feeds due; return their sources, or None where all are meant."""
    now = services.clock.now()
    with services.store.writing() as tx:
        if keys:
            chosen = {tx.feeds.get(key).feed.source for key in keys}
            tx.feeds.bring_forward(now, keys=keys)
            for key in keys:
                _tell_if_not_touched(tx, key, now)
            return chosen
        if everything:
            tx.feeds.bring_forward(now)
    return None


def _tell_if_not_touched(tx: "Transaction", key: str, now: datetime) -> None:
    """Say why a feed that was asked for by its key is not polled."""
    polled = tx.feeds.get(key)
    due, held = polled.state.next_poll, tx.hosts.get(host_of(polled.state.address)).not_before
    if not polled.feed.enabled:
        note(f"sahel: {key} is switched off (sahel feeds enable {key})")
    elif polled.state.status is FeedStatus.GONE and due and due > now:
        note(f"sahel: {key} was taken down for good (410); it is looked at again {short_moment(due)} UTC")
    elif held and held > now:
        note(f"sahel: the host of {key} is to be left alone until {short_moment(held)} UTC")


def _finish(services: "Services") -> None:
    from pipeline.flows.digest import write_today
    from pipeline.flows.regroup import regroup

    regroup(services)
    write_today(services)


def _report_poll(call: Call, services: "Services", begun: datetime) -> None:
    with services.store.reading() as view:
        polls = view.feeds.polls_between(begun, services.clock.now() + timedelta(seconds=1))
        offline = is_offline(*view.feeds.reached_since(begun))
    failed = [poll for poll in polls if poll.status in {FeedStatus.ERROR, FeedStatus.GONE, FeedStatus.RETRY_LATER}]
    for one in failed:
        call.fail(one.feed, one.detail)
    if offline:
        note("sahel: no feed could be reached: it looks as if this machine has no network now")
    gaps = sum(poll.gap for poll in polls)
    meters = services.meters
    stored = meters.counted("article", "relevant") + meters.counted("article", "not_relevant")
    say(
        f"{len(polls)} feeds polled, {len(failed)} failed; {sum(poll.new for poll in polls)} new entries; "
        f"{stored} articles stored, {meters.counted('article', 'relevant')} of them relevant"
        + (f"; {gaps} feeds with a gap (sahel feeds check)" if gaps else "")
    )


def _end_with_faults(call: Call, engine: "LocalEngine") -> None:
    faults = engine.faults
    if any(not isinstance(fault, PipelineError) for fault in faults):
        raise typer.Exit(BUG)
    storage = next((fault for fault in faults if isinstance(fault, StorageError)), None)
    if storage is not None:
        raise storage
    call.end()
