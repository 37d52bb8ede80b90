"""Backfilling seed documents: files that a client hands over go the same road as today's news, from extraction on."""

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from pipeline.domain.articles import Reason, Rejected
from pipeline.domain.errors import ComputeError, ConfigError
from pipeline.domain.records import NewArticle, PageRecord
from pipeline.flows.services import Services
from pipeline.flows.space import ensure_room
from pipeline.flows.stages import read_seed
from pipeline.flows.storing import archive_bytes, store_article

SOURCE = "seed-documents"
LARGEST = 10_000_000
"""A seed document larger than this is refused, bytes."""


class Result(StrEnum):
    """What became of one seed document."""

    STORED = "stored"
    KNOWN = "known"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one seed document, with the reason where it failed."""

    path: Path
    result: Result
    detail: str = ""


def files_of(targets: Sequence[Path]) -> list[Path]:
    """The seed documents in folders and files, in order; hidden files only where they are named themselves.

    Raises ConfigError for a target that is not there, or is neither a file nor a folder.
    """
    found: list[Path] = []
    for target in targets:
        if not os.path.exists(target):
            raise ConfigError("there is no such file or folder", subject=str(target))
        if target.is_dir():
            found += [path for path in sorted(target.rglob("*")) if path.is_file() and not path.name.startswith(".")]
        elif target.is_file():
            found.append(target)
        else:
            raise ConfigError("neither a file nor a folder", subject=str(target))
    return found


def backfill_documents(services: Services, files: Sequence[Path], stop: threading.Event) -> Iterator[Outcome]:
    """Read, judge and store seed documents one after the other; what was stored before is left as it is."""
    for path in files:
        if stop.is_set():
            return
        ensure_room(services)
        outcome = _one(services, path)
        services.meters.count("seed_document", outcome.result)
        yield outcome


def _one(services: Services, path: Path) -> Outcome:
    try:
        if path.stat().st_size > LARGEST:
            return Outcome(path, Result.FAILED, f"{Reason.TOO_BIG}: more than {LARGEST // 1_000_000} MB")
        body = path.read_bytes()
    except OSError as error:
        return Outcome(path, Result.FAILED, error.strerror or str(error))
    key = "seed:" + hashlib.sha256(body).hexdigest()[:32]
    with services.store.reading() as view:
        if view.articles.find([key]) is not None:
            return Outcome(path, Result.KNOWN)
    try:
        read = services.pool.run(read_seed, _readable(path.name), body, services.clock.now())
    except ComputeError as error:
        return Outcome(path, Result.FAILED, str(error))
    if isinstance(read, Rejected):
        return Outcome(path, Result.FAILED, ": ".join(filter(None, (read.reason, read.detail))))
    url = "seed:" + quote(os.fsencode(path.name))
    new = NewArticle(
        url=url,
        url_final=url,
        url_key=key,
        source=SOURCE,
        first_seen=services.clock.now(),
        analysis=read,
        page=_record(services, url, body),
    )
    return Outcome(path, Result.STORED if store_article(services, new, None) else Result.KNOWN)


def _readable(name: str) -> str:
    """The name of a file as text that can be stored: its bytes need not be UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _record(services: Services, url: str, body: bytes) -> PageRecord:
    sha256 = hashlib.sha256(body).hexdigest()
    return PageRecord(
        url=url,
        url_final=url,
        status=0,
        headers=(),
        fetched_at=services.clock.now(),
        sha256=sha256,
        size=len(body),
        archived=archive_bytes(services, body, sha256),
    )
