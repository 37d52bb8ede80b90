"""Commands on feeds: list, add, remove, enable, disable, import, export."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.call import Call, call_of
from pipeline.cli.checking import check_feeds, discover_feeds, look_at
from pipeline.cli.narrowing import checked_country, checked_language
from pipeline.cli.rendering import print_json, print_table, readable, say, when_due
from pipeline.domain.errors import ConfigError
from pipeline.domain.feeds import Certainty, Feed, Gate, Ownership, PolledFeed, Source
from pipeline.domain.urls import clean_url, host_of, url_key

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The feeds: list, check, find, add, switch, import, export."
)
app.command("check")(check_feeds)
app.command("discover")(discover_feeds)

KeyArgument = Annotated[
    str, typer.Argument(metavar="FEED", callback=readable, help="The key of a feed, as `sahel feeds list` shows it.")
]


@app.command("list")
def list_feeds(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List the feeds with how their last poll ended and when the next one is due."""
    call = call_of(context)
    now = call.clock.now()
    with call.store() as store, store.reading() as view:
        feeds = view.feeds.all()
    if as_json:
        for polled in feeds:
            print_json(_record(polled))
        return
    rows = [
        (
            polled.feed.key,
            polled.source.country,
            "off" if not polled.feed.enabled else polled.state.status,
            polled.state.error or "",
            polled.state.last_new,
            when_due(polled.state.next_poll, now) if polled.feed.enabled else "",
            polled.state.address,
        )
        for polled in feeds
    ]
    headings = ("feed", "from", "status", "error", "last new", "next poll", "address")
    print_table(headings, rows, empty="no feeds yet; `sahel poll` or `sahel run` loads the lists")


@app.command()
def add(
    context: typer.Context,
    address: Annotated[
        str, typer.Argument(metavar="URL", callback=readable, help="The address of the feed, http or https.")
    ],
    key: Annotated[str, typer.Option(callback=readable, help="Its key (default: made from the host).")] = "",
    name: Annotated[str, typer.Option(callback=readable, help="The name of the outlet (default: the host).")] = "",
    country: Annotated[str, typer.Option(callback=readable, help="The outlet's country, two letters.")] = "",
    lang: Annotated[str, typer.Option(callback=readable, help="Its languages, comma-separated.")] = "",
    ownership: Annotated[Ownership, typer.Option(help="Who stands behind it.")] = Ownership.PRIVATE,
    timezone: Annotated[str, typer.Option(help="The time zone of its dates.")] = "UTC",
    gate: Annotated[Gate, typer.Option(help="anchor: fetch only entries that name the Sahel.")] = Gate.NONE,
    check: Annotated[bool, typer.Option("--check/--no-check", help="Look whether it is a feed.")] = True,
) -> None:
    """Add a feed; it is polled at the next pass.

    It is looked at first: of a web page the feed that it names is added, or the first at the usual addresses. What does
    not answer now is added all the same; a page of a site without a feed is not.
    """
    url = clean_url(address)
    if url is None:
        raise ConfigError("a feed needs an http or https address without user and password", subject=address)
    host = host_of(url)
    call = call_of(context)
    chosen = key or _free_key(call, host, url)
    its_country = checked_country(country) if country else ""
    languages = tuple(checked_language(part) for part in lang.split(",") if part.strip())
    zone = _zone(timezone)
    addresses = look_at(call, url) if check else (url,)
    source = Source(
        key=chosen,
        name=name or host,
        home=f"https://{host}/",
        country=its_country,
        covers=(),
        languages=languages,
        ownership=ownership,
        timezone=zone,
    )
    feed = Feed(key=chosen, source=chosen, addresses=addresses, gate=gate, certainty=Certainty.SEEN)
    known = _add_all(call, [(source, feed)])
    say(f"known already as {known[0]}: {addresses[0]}" if known else f"added {chosen}: {addresses[0]}")


@app.command()
def remove(context: typer.Context, feed: KeyArgument) -> None:
    """Take a feed out for good; what it gave stays stored."""
    with call_of(context).store() as store, store.writing() as tx:
        tx.feeds.remove(feed)
    say(f"removed {feed}")


@app.command()
def enable(context: typer.Context, feed: KeyArgument) -> None:
    """Poll a feed again."""
    _switch(call_of(context), feed, enabled=True)


@app.command()
def disable(context: typer.Context, feed: KeyArgument) -> None:
    """Poll a feed no longer."""
    _switch(call_of(context), feed, enabled=False)


@app.command("import")
def import_opml(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML file.")]
) -> None:
    """Add the feeds of an OPML file, with their folders; those known already stay as they are."""
    from pipeline.parse.opml import read_opml

    call = call_of(context)
    try:
        outlines = read_opml(file.read_bytes(), name=str(file))
    except OSError as error:
        raise ConfigError(error.strerror or "cannot be read", subject=str(file)) from None
    found = []
    for outline in outlines:
        url = clean_url(outline.address)
        if url is None:
            call.fail(outline.address or outline.title, "not an http(s) address")
            continue
        host = host_of(url)
        key = f"{host}-{_digest(url)}"
        home = clean_url(outline.home) or f"https://{host}/"
        source = Source(key, outline.title or host, home, "", (), (), Ownership.PRIVATE, "UTC")
        found.append((source, Feed(key=key, source=key, addresses=(url,), folder=outline.folder)))
    known = _add_all(call, found)
    say(f"{len(found) - len(known)} feeds added, {len(known)} known already")
    call.end()


@app.command("export")
def export_opml(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="The file to write (default: standard output).")] = None,
) -> None:
    """Write the feeds as OPML."""
    from pipeline.report.opml import to_opml

    with call_of(context).store() as store, store.reading() as view:
        text = to_opml(view.feeds.all())
    if out is None:
        say(text.rstrip("\n"))
    else:
        _write(out, text)
        say(str(out))


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        raise ConfigError(error.strerror or "cannot be written", subject=str(out)) from None


def _switch(call: Call, key: str, *, enabled: bool) -> None:
    with call.store() as store, store.writing() as tx:
        tx.feeds.set_enabled(key, enabled, call.clock.now())
    say(f"{'enabled' if enabled else 'disabled'} {key}")


def _add_all(call: Call, found: list[tuple[Source, Feed]]) -> list[str]:
    """Add feeds; return the keys of those that were known already."""
    from pipeline.flows.services import make_home
    from storage.store import open_store

    settings = call.settings()
    make_home(settings.home)
    store = open_store(settings.db)
    known: list[str] = []
    try:
        with store.writing() as tx:
            keys = tx.feeds.by_address()
            for source, feed in found:
                address = url_key(feed.addresses[0])
                if address in keys:
                    known.append(keys[address])
                    continue
                keys[address] = feed.key
                if tx.feeds.has(feed.key):
                    raise ConfigError("there is another feed with this key; give one with --key", subject=feed.key)
                tx.feeds.add(source, feed, call.clock.now())
    finally:
        store.close()
    return known


def _record(polled: PolledFeed) -> dict[str, object]:
    state = polled.state
    return {
        "key": polled.feed.key,
        "source": polled.source.key,
        "name": polled.source.name,
        "url": state.address,
        "enabled": polled.feed.enabled,
        "gate": polled.feed.gate,
        "folder": polled.feed.folder,
        "status": state.status,
        "error": state.error,
        "error_detail": state.error_detail,
        "next_poll": state.next_poll,
        "failures": state.failures,
        "last_success": state.last_success,
        "last_new": state.last_new,
        "gap": state.gap,
    }


def _free_key(call: Call, host: str, url: str) -> str:
    """The host for the first of its feeds, then the host and a mark of the address."""
    settings = call.settings()
    if not settings.home.is_dir():
        return host
    with call.store() as store, store.reading() as view:
        known = view.feeds.at_address(url)
        if known is not None or not view.feeds.has(host):
            return known or host
    return f"{host}-{_digest(url)}"


def _digest(url: str) -> str:
    from hashlib import sha256

    return sha256(url.encode()).hexdigest()[:6]


def _zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ConfigError("no such time zone", subject=name) from None
    return name
