"""Commands that look at feeds: how they are doing, and where a site keeps its own."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.call import Call, call_of
from pipeline.cli.rendering import note, print_json, print_table, say, short_moment, when_due
from pipeline.domain.errors import ConfigError, FetchError, ParseError, Unsafe
from pipeline.domain.feeds import GapState, PolledFeed
from pipeline.domain.health import MEMORY, Condition, Health, health_of
from pipeline.domain.urls import clean_url

if TYPE_CHECKING:
    from pipeline.flows.discover import Finder

_OFFER = 5
_WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def check_feeds(
    context: typer.Context,
    feeds: Annotated[list[str] | None, typer.Argument(metavar="[FEED]...", help="Keys of feeds; all if none.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Tell how each feed is doing, those in trouble first: silent, stale, failing, blocked, with gaps, and why.

    Nothing is fetched: it is judged by what polling has taught so far.
    """
    call = call_of(context)
    now = call.clock.now()
    with call.store() as store, store.reading() as view:
        chosen = [view.feeds.get(key) for key in feeds] if feeds else view.feeds.all()
        arrivals = view.feeds.arrivals(now - MEMORY)
        gaps = view.gaps.counts(now - MEMORY)
    judged = [(polled, health_of(polled, arrivals.get(polled.feed.key, ()), now)) for polled in chosen]
    if as_json:
        for polled, health in judged:
            print_json(_record(polled, health, gaps))
        return
    order = list(Condition)
    judged.sort(key=lambda one: (one[1].condition is Condition.OFF, order.index(one[1].condition), one[0].feed.key))
    print_table(
        ("feed", "condition", "last success", "last new", "a week", "gaps", "next poll", "why"),
        [_row(polled, health, gaps, now) for polled, health in judged],
        empty="no feeds yet; `sahel poll` or `sahel run` loads the lists",
    )
    if feeds:
        for polled, health in judged:
            _say_more(polled, health)


def _say_more(polled: PolledFeed, health: Health) -> None:
    """What is known of a feed that was asked for by its key, beyond its line."""
    state = polled.state
    say("")
    say(f"{polled.feed.key}: {state.address}")
    usual = ", ".join(f"{day} {number:.1f}" for day, number in zip(_WEEK, health.by_weekday or (), strict=False))
    say(f"    usually brings {usual or 'not known yet: it takes a week or two'}")
    say(f"    its youngest entry is of {short_moment(state.newest) or 'an unknown date'}")
    if state.moved_to:
        say(f"    redirected for good to {state.moved_to}, {state.moved_times} times so far")
    if state.error_detail:
        say(f"    at the last poll: {state.error_detail}")


def discover_feeds(
    context: typer.Context,
    address: Annotated[str, typer.Argument(metavar="URL", help="The address of a site, or of a page of it.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Find the feeds of a site: those its page names, those at the usual addresses, its sitemaps."""
    from pipeline.flows.discover import open_finder

    url = clean_url(address)
    if url is None:
        raise ConfigError("an http or https address without user and password is needed", subject=address)
    call = call_of(context)
    call.listen()
    found = 0
    with open_finder(call.settings(), call.clock, call.stop) as finder:
        if not as_json:
            note(f"sahel: looking for the feeds of {url}")
        for one in finder.discover(url):
            found += 1
            if as_json:
                print_json(one)
            else:
                newest = short_moment(one.newest) or "undated"
                say(f"{one.url}  {one.kind}, {one.entries} entries, newest {newest}  {one.title}".rstrip())
    if not found:
        for fault in finder.faults:
            note(f"sahel: {fault}")
        call.fail(url, "no feed was found there")
    call.end()


def look_at(call: Call, url: str) -> tuple[str, ...]:
    """The addresses to add for a feed: its own, or where a page stands there the feed that it names, then its own."""
    from pipeline.flows.discover import best_of, open_finder

    call.listen()
    with open_finder(call.settings(), call.clock, call.stop) as finder:
        try:
            found, links = finder.look(url)
        except Unsafe as error:
            raise ConfigError(
                f"it could never be polled: {error.message} (allow_networks, allow_ports)", subject=url
            ) from None
        except FetchError as error:
            note(f"sahel: it cannot be had now: {error}; it is added all the same, and polled")
            return (url,)
        except ParseError as error:
            return (_usual_feed(finder, url, error),)
    if found is not None:
        note(f"sahel: {found.kind}, {found.entries} entries, newest {short_moment(found.newest) or 'undated'}")
        return (url,)
    best = best_of(links, url)
    if best is None:
        return (url,)
    for link in links[:_OFFER]:
        note(f"sahel: the page there names the feed {link.url} {link.title}".rstrip())
    return (best.url, url)


def _usual_feed(finder: "Finder", url: str, error: ParseError) -> str:
    """The first feed at the usual addresses of a site; raises ConfigError where there is none."""
    note(f"sahel: {error}; looking at the usual addresses")
    found = next(finder.discover(url), None)
    if found is None:
        raise ConfigError(
            "this is no feed, and none was found at the site; --no-check adds it all the same", subject=url
        )
    note(f"sahel: {found.url}: {found.kind}, {found.entries} entries")
    return found.url


def _gaps(gaps: dict[tuple[str, GapState], int], key: str) -> str:
    return ", ".join(f"{gaps[key, state]} {state.value}" for state in GapState if gaps.get((key, state)))


def _row(
    polled: PolledFeed, health: Health, gaps: dict[tuple[str, GapState], int], now: datetime
) -> tuple[object, ...]:
    a_week = f"{sum(health.by_weekday):.0f}" if health.by_weekday else ""
    state = polled.state
    shown = (polled.feed.key, health.condition, state.last_success, state.last_new)
    next_poll = when_due(state.next_poll, now) if polled.feed.enabled else ""
    return (*shown, a_week, _gaps(gaps, polled.feed.key), next_poll, health.why)


def _record(polled: PolledFeed, health: Health, gaps: dict[tuple[str, GapState], int]) -> dict[str, object]:
    state, key = polled.state, polled.feed.key
    return {
        "key": key,
        "source": polled.source.key,
        "condition": health.condition,
        "why": health.why,
        "last_success": state.last_success,
        "last_new": state.last_new,
        "newest": state.newest,
        "by_weekday": health.by_weekday,
        "expected": health.expected,
        "quiet_hours": None if health.quiet is None else health.quiet.total_seconds() / 3600,
        "gaps": {word.value: gaps.get((key, word), 0) for word in GapState},
        "moved_to": state.moved_to,
        "verify_tls": polled.source.verify_tls,
        "proxy": bool(polled.source.proxy),
        "next_poll": state.next_poll,
    }
