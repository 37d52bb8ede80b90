"""Commands for review: search, show, mark, export."""

import csv
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from pipeline.cli.call import Call, call_of
from pipeline.cli.narrowing import check_search, checked_country, checked_language
from pipeline.cli.records import dossier_record, listed_record, snippet
from pipeline.cli.rendering import plain, print_json, readable, say, short_moment, to_json_line
from pipeline.domain.articles import State
from pipeline.domain.bounds import YEARS, Calendar
from pipeline.domain.errors import ConfigError, NotFound
from pipeline.domain.queries import Filters, read_query
from pipeline.domain.querytree import Query

if TYPE_CHECKING:
    from storage.store import Transaction

LARGEST_ID = 2**63 - 1
CSV_COLUMNS = (
    "id", "published", "date_source", "source", "source_name", "language", "title", "url", "relevant", "topics",
    "countries", "places", "actors", "group", "relation", "story", "state",
)  # fmt: skip

TopicOption = Annotated[str, typer.Option(callback=readable, help="Only this topic (a key).")]
CountryOption = Annotated[str, typer.Option(callback=readable, help="Only this country (two letters).")]
PlaceOption = Annotated[str, typer.Option(callback=readable, help="Only this place (a key).")]
ActorOption = Annotated[str, typer.Option(callback=readable, help="Only this actor (a key).")]
SourceOption = Annotated[str, typer.Option(callback=readable, help="Only this source (a key), its copies too.")]
LanguageOption = Annotated[str, typer.Option(callback=readable, help="Only this language (two letters).")]
SinceOption = Annotated[str, typer.Option(metavar="DAY", help="Published on this day or later.")]
UntilOption = Annotated[str, typer.Option(metavar="DAY", help="Published on this day or earlier.")]
StateOption = Annotated[State | None, typer.Option(help="Only articles in this state of review.")]
AllOption = Annotated[bool, typer.Option("--all", help="Also articles that are not relevant, and copies.")]
TextOption = Annotated[bool, typer.Option("--text", help="Whole texts.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(search)
    app.command()(show)
    app.command()(export)


def search(
    context: typer.Context,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY",
            help='Words, "phrases", -words, fields such as topic:KEY or since:7d, OR, parentheses; empty: all.',
        ),
    ],
    topic: TopicOption = "",
    country: CountryOption = "",
    place: PlaceOption = "",
    actor: ActorOption = "",
    source: SourceOption = "",
    lang: LanguageOption = "",
    since: SinceOption = "",
    until: UntilOption = "",
    state: StateOption = None,
    everything: AllOption = False,
    text: TextOption = False,
    limit: Annotated[
        int | None, typer.Option(min=1, max=1_000_000_000, help="At most so many (default 50; with --all no bound).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Search the stored articles, the newest first; case, accents and apostrophes do not matter."""
    call = call_of(context)
    most = limit if limit is not None else None if everything else 50
    filters = _filters(call, topic, country, place, actor, source, lang, since, until, state, everything, most)
    print_found(call, read_query(readable(" ".join(query))), filters, as_json=as_json, text=text)


def print_found(call: Call, query: Query, filters: Filters, *, as_json: bool, text: bool = False) -> None:
    """Print the articles that match; raises ConfigError for a topic, place ... that is not known."""
    found = 0
    with call.store() as store, store.reading() as view:
        check_search(view, query, filters)
        for listed in view.listings.find(query, filters, calendar_of(call)):
            found += 1
            if as_json:
                print_json(_record(view, listed, text=text))
            else:
                _print_listed(listed, text=text)
    if not found and not as_json:
        say("nothing found")


def calendar_of(call: Call) -> Calendar:
    """What time it is for a call, and the zone that its days are counted in."""
    return Calendar(call.clock.now(), ZoneInfo(call.settings().timezone))


def show(
    context: typer.Context,
    article: Annotated[int, typer.Argument(metavar="ID", help="The number of the article.")],
    versions: Annotated[bool, typer.Option("--versions", help="What changed from version to version.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show one article with its evidence: tags and their words, copies, versions, review."""
    from pipeline.cli.dossier import print_dossier

    with call_of(context).store() as store, store.reading() as view:
        dossier = view.listings.dossier(checked_id(article))
    if as_json:
        print_json(dossier_record(dossier, changes=versions))
    else:
        print_dossier(dossier, versions=versions)


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The file to write; - for standard output.")],
    form: Annotated[str, typer.Option("--format", help="jsonl or csv (default: by the name of the file).")] = "",
    query: Annotated[str, typer.Option(callback=readable, help="Only articles that match, as in `sahel search`.")] = "",
    topic: TopicOption = "",
    country: CountryOption = "",
    place: PlaceOption = "",
    actor: ActorOption = "",
    source: SourceOption = "",
    lang: LanguageOption = "",
    since: SinceOption = "",
    until: UntilOption = "",
    state: StateOption = None,
    everything: AllOption = False,
    text: TextOption = False,
) -> None:
    """Write articles to a file, the newest first; texts only with --text. The file appears when it is whole.

    A link is followed; a device or a pipe is written as it stands.
    """
    if form not in {"", "jsonl", "csv"}:
        raise ConfigError("--format takes jsonl or csv", subject=form)
    call = call_of(context)
    filters = _filters(call, topic, country, place, actor, source, lang, since, until, state, everything, None)
    wanted, calendar = read_query(query), calendar_of(call)
    form = form or ("csv" if out.suffix.lower() == ".csv" else "jsonl")
    with call.store() as store, store.reading() as view:
        check_search(view, wanted, filters)
    with call.store() as store, store.reading() as view, _output(out) as file:
        records = (_record(view, listed, text=text) for listed in view.listings.find(wanted, filters, calendar))
        written = _write_csv(file, records, text=text) if form == "csv" else _write_jsonl(file, records)
    print(f"{written} articles written to {out}", file=sys.stderr)


def _filters(
    call: Call, topic: str, country: str, place: str, actor: str, source: str, lang: str,
    since: str, until: str, state: State | None, everything: bool, limit: int | None,
) -> Filters:  # fmt: skip
    zone = call.settings().timezone
    return Filters(
        topic=topic,
        country=checked_country(country) if country else "",
        place=place,
        actor=actor,
        source=source,
        language=checked_language(lang) if lang else "",
        since=bound_of(since, zone, time.min),
        until=bound_of(until, zone, time.max),
        state=state,
        everything=everything,
        limit=limit,
    )


def bound_of(text: str, zone: str, of_day: time = time.min) -> datetime | None:
    """A day, or a time with or without zone, as a bound; a day means its beginning or its end."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError("not a day such as 2026-11-20", subject=text) from None
    within_reach(moment)
    if len(text) == len("2026-11-20"):
        moment = datetime.combine(moment.date(), of_day)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def within_reach(day: date) -> date:
    """The day itself; raises ConfigError where time zones would lead out of the calendar, or it is surely a slip."""
    if day.year not in YEARS:
        raise ConfigError(f"a day from {YEARS[0]} to {YEARS[-1]} is wanted", subject=day.isoformat())
    return day


def checked_id(article: int) -> int:
    """The number of an article; raises NotFound for one that no database can hold."""
    if abs(article) > LARGEST_ID:
        raise NotFound("article", article)
    return article


def _record(view: "Transaction", listed: Any, *, text: bool) -> dict[str, Any]:
    article = listed.article.id
    return listed_record(listed, view.listings.mentions_of([article])[article], text=text)


def _print_listed(listed: Any, *, text: bool) -> None:
    article = listed.article
    topics = ", ".join(tag.topic for tag in listed.topics) or ("-" if article.relevant else "not relevant")
    relation = f" [{listed.relation}]" if listed.relation else ""
    say(f"{article.id}  {short_moment(article.moment)}  {listed.source_name}{relation}")
    say(f"    {article.title}")
    say(f"    {topics}")
    say(f"    {listed.text if text else snippet(listed.text)}\n")


@contextmanager
def _output(out: Path) -> Iterator[IO[str]]:
    if str(out) == "-":
        yield sys.stdout
        return
    try:
        in_place = out.exists() and not out.is_file()
        with _opened(out) if in_place else _appearing_whole(Path(os.path.realpath(out))) as file:
            yield file
    except OSError as error:
        raise ConfigError(error.strerror or "cannot be written", subject=str(out)) from None


@contextmanager
def _appearing_whole(out: Path) -> Iterator[IO[str]]:
    partial = out.with_name(out.name + ".partial")
    try:
        with _opened(partial) as file:
            yield file
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def _opened(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8", newline="")


def _write_jsonl(file: IO[str], records: Iterator[dict[str, Any]]) -> int:
    written = 0
    for record in records:
        file.write(to_json_line(record))
        written += 1
    return written


def _write_csv(file: IO[str], records: Iterator[dict[str, Any]], *, text: bool) -> int:
    columns = (*CSV_COLUMNS, "text" if text else "snippet")
    writer = csv.writer(file)
    writer.writerow(columns)
    written = 0
    for record in records:
        writer.writerow([_cell(name, plain(record[name])) for name in columns])
        written += 1
    return written


def _cell(name: str, value: Any) -> Any:
    """A value for a spreadsheet: lists joined, and nothing that it would take for a formula."""
    if name == "topics":
        value = [tag["id"] for tag in value]
    cell = "; ".join(value) if isinstance(value, list) else value
    return "'" + cell if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
