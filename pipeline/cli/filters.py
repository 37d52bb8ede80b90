"""The three filters: extract, tag, copies. They touch no database and no network, and their memory does not grow."""

import json
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.call import Call, call_of
from pipeline.cli.records import mention_record
from pipeline.cli.rendering import print_json, readable
from pipeline.domain.articles import Document, Rejected
from pipeline.domain.errors import ConfigError, PipelineError
from pipeline.domain.topics import Level, Tagging

if TYPE_CHECKING:
    from pipeline.analyse.stream import Text

LARGEST = 20_000_000
"""A file larger than this, as it lies there or unpacked, is not read; bytes."""
GZIP = b"\x1f\x8b"

InputArgument = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A JSONL file; standard input if none.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(extract)
    app.command()(tag)
    app.command()(copies)


def extract(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="HTML pages.")],
    url: Annotated[str, typer.Option(callback=readable, help="The address the pages come from.")] = "",
) -> None:
    """Extract the article of each HTML page: one JSON object a file, in their order.

    Its `status` is ok, partial (a paywall's free part), or the reason why there is no article.
    """
    from pipeline.flows.stages import PRELOADED, extract_file
    from pipeline.pool import Pool

    call = call_of(context)
    settings = call.settings()
    now = call.clock.now()
    pool = Pool(min(settings.processes, len(files)), preload=PRELOADED)
    width = settings.processes

    def work(path: Path) -> Document | Rejected:
        return pool.run(extract_file, _read(path), url, settings.timezone, now)

    threads = ThreadPoolExecutor(width)
    try:
        for path, result in _in_order(threads, work, files, width):
            try:
                print_json(_extracted(path, url, result()))
            except (OSError, PipelineError) as error:
                call.fail(path, str(error))
    finally:
        # The pool first: an interrupt must not wait for the pages that are being read.
        pool.close()
        threads.shutdown(cancel_futures=True)
    call.end()


def tag(context: typer.Context, file: InputArgument = None) -> None:
    """Tag texts: JSONL with id, title, text (and lang, published) in, one JSON object a line out."""
    from pipeline.analyse.incidents import find_incidents
    from pipeline.analyse.language import identify
    from pipeline.analyse.lexicon import compile_lexicon, source_of
    from pipeline.analyse.tagging import tag as tag_text
    from pipeline.lists import load_vocabulary

    call = call_of(context)
    lexicon = compile_lexicon(source_of(load_vocabulary(call.settings().seeds)))
    for row in _rows(call, file):
        title, text = _string(row, "title"), _string(row, "text")
        language = _string(row, "lang") or identify(title, text)
        tagging = tag_text(lexicon, title, text, language)
        incidents = find_incidents(title, text, language, tagging, _moment(_string(row, "published")), lexicon)
        print_json({"id": row["id"], "language": language, **_tagged(tagging), "incidents": incidents})
    call.end()


def copies(context: typer.Context, file: InputArgument = None) -> None:
    """Find copies: JSONL with id, title, text, published (and lang, source) in canonical order, relations out.

    Canonical order is by published, then by id. `relation` is new, exact, copy, update or contains.
    """
    from pipeline.analyse.lexicon import compile_lexicon, source_of
    from pipeline.analyse.stream import CopyStream
    from pipeline.lists import load_vocabulary

    call = call_of(context)
    stream = CopyStream(compile_lexicon(source_of(load_vocabulary(call.settings().seeds))))
    for row in _rows(call, file):
        verdict = stream.feed(_text_of(row))
        print_json(
            {
                "id": row["id"],
                "group": verdict.group,
                "relation": verdict.relation or "new",
                "of": verdict.of,
                "containment": round(verdict.containment, 4),
                "story": verdict.story,
            }
        )
    call.end()


def _text_of(row: dict[str, Any]) -> "Text":
    from pipeline.analyse.stream import Text

    return Text(
        id=str(row["id"]),
        text=_string(row, "text"),
        published=_moment(_string(row, "published")),
        title=_string(row, "title"),
        language=_string(row, "lang"),
        source=_string(row, "source"),
    )


def _in_order(
    threads: ThreadPoolExecutor, work: Callable[[Path], Any], items: list[Path], width: int
) -> Iterator[tuple[Path, Callable[[], Any]]]:
    """Work on a few items ahead, and give the results back in the order of the items."""
    ahead: deque[tuple[Path, Future[Any]]] = deque()
    for item in items:
        ahead.append((item, threads.submit(work, item)))
        if len(ahead) > 2 * width:
            path, future = ahead.popleft()
            yield path, future.result
    for path, future in ahead:
        yield path, future.result


def _read(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise ConfigError(f"larger than {LARGEST // 1_000_000} MB", subject=str(path))
    body = path.read_bytes()
    if body[:2] != GZIP:
        return body
    from pipeline.net.inflate import Inflater

    unpacked = Inflater("gzip", LARGEST, url=str(path))
    unpacked.feed(body)
    return unpacked.finish()


def _extracted(path: Path, url: str, read: Document | Rejected) -> dict[str, object]:
    document = read if isinstance(read, Document) else None
    status = read.reason.value if isinstance(read, Rejected) else "partial" if read.partial else "ok"
    return {
        "path": str(path),
        "url": url,
        "status": status,
        "detail": read.detail if isinstance(read, Rejected) else "",
        "title": document.title if document else "",
        "text": document.text if document else "",
        "captions": document.captions if document else (),
        "authors": document.authors if document else (),
        "credit": document.credit if document else "",
        "published": document.published if document else None,
        "date_source": document.date_source if document else "none",
        "language": document.language if document else "",
        "site": document.site if document else "",
    }


def _tagged(tagging: Tagging) -> dict[str, object]:
    reported = [tag for tag in tagging.tags if tag.level is Level.REPORTED]
    return {
        "lexicon": tagging.lexicon,
        "relevant": tagging.relevant,
        "topics": [
            {
                "id": tag.topic,
                "score": round(tag.score, 4),
                "rule": tag.rule,
                "mentions": [mention_record(mention) for mention in tag.mentions],
            }
            for tag in reported
        ],
        "mentioned": [tag.topic for tag in tagging.tags if tag.level is Level.MENTIONED],
        "countries": tagging.countries,
        "places": tagging.places,
        "actors": tagging.actors,
    }


def _rows(call: Call, file: Path | None) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL input; a line that is none is named and left out."""
    name = "standard input" if file is None or str(file) == "-" else str(file)
    with _opened(file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                call.fail(f"{name}, line {number}", f"not JSON ({error})")
                continue
            if not isinstance(row, dict) or "id" not in row:
                call.fail(f"{name}, line {number}", "not an object with an id")
                continue
            yield row


def _opened(file: Path | None) -> IO[bytes]:
    if file is None or str(file) == "-":
        return sys.stdin.buffer
    try:
        return file.open("rb")
    except OSError as error:
        raise ConfigError(error.strerror or "cannot be read", subject=str(file)) from None


def _string(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return readable(value) if isinstance(value, str) else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
