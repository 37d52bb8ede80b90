"""Other extractors beside ours, each asked for the text, title, authors and day of a page in its own way.

They are no dependencies of the project. Those that can be imported take part, the others are named as missing. Into an
environment of its own, beside the project: `pip install -c constraints.txt -e .`, then `pip install newspaper4k
readability-lxml resiliparse news-please`. They are no extra of the project and are not pinned: they bring some sixty
packages, and pip searches long for versions that agree with constraints.txt (--no-deps and the missing ones by name are
quicker). newspaper4k needs more for some languages (`newspaper4k[all]`). A fault of a peer is counted and printed, for
it may be one of its installation; newspaper4k, and news-please on top of it, differ a little from run to run.
"""

import logging
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from htmldate import find_date
from trafilatura import bare_extraction

from pipeline.domain.articles import Document
from pipeline.parse.charsets import decode
from pipeline.parse.extract import extract_page
from pipeline.parse.html import plain

NOW = datetime(2030, 1, 1, tzinfo=UTC)
"""Later than every page of the sets, so that no date in them lies in the future."""
_NOWHERE = "http://127.0.0.1:9"
"""Where requests end at once: two of the peers ask for a list of domain suffixes on the way, and fall back without."""
_EVERY_FAULT = Exception
"""What an extractor stumbles over counts as a page it reads nothing from, whatever it is."""


@dataclass(frozen=True, slots=True)
class Read:
    """What an extractor says of a page; empty where it says nothing. The day is in ISO 8601."""

    text: str = field(default="", repr=False)
    title: str = ""
    authors: tuple[str, ...] = ()
    day: str = ""
    fault: str = ""


Extractor = Callable[[bytes, str], Read]
"""From the bytes of a page and its address to what was read; raises what it likes."""


@dataclass(frozen=True, slots=True)
class Peers:
    """The extractors that can be run here, ours first, and the names of the packages that are missing."""

    present: dict[str, Extractor]
    missing: tuple[str, ...]


def find_peers() -> Peers:
    """All extractors there are here; those of trafilatura always, as we depend on it."""
    present: dict[str, Extractor] = {
        "ours": ours,
        "trafilatura": _trafilatura(with_metadata=True),
        "trafilatura fast": _trafilatura(fast=True),
        "trafilatura precision": _trafilatura(precision=True),
    }
    missing = []
    os.environ.update(dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE))
    for package, (module, extract) in _OTHERS.items():
        try:
            with quiet():
                import_module(module)
            present[package] = extract
        except ImportError:
            missing.append(package)
    return Peers({**present, "htmldate": _htmldate}, tuple(missing))


def attempt(extract: Extractor, body: bytes, url: str) -> Read:
    """What an extractor reads; where it fails nothing but the name of the fault."""
    try:
        with quiet():
            return extract(body, url)
    except _EVERY_FAULT as fault:
        return Read(fault=type(fault).__name__)


@contextmanager
def quiet() -> Iterator[None]:
    """No warnings and no log of others in the figures."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def document(body: bytes, url: str, feed_date: datetime | None = None) -> Document | None:
    """Our document of a page, None where it is rejected."""
    read = extract_page(body, url=url, content_type="text/html", timezone="UTC", now=NOW, feed_date=feed_date)
    return read if isinstance(read, Document) else None


def ours(body: bytes, url: str) -> Read:
    """What we read; the agency a text comes from stands beside its authors, as the others have it."""
    found = document(body, url)
    if found is None:
        return Read()
    credit = (found.credit,) if found.credit else ()
    return Read(found.text, found.title, (*found.authors, *credit), _day(found.published))


def _trafilatura(*, with_metadata: bool = False, fast: bool = False, precision: bool = False) -> Extractor:
    def extract(body: bytes, url: str) -> Read:
        found: Any = bare_extraction(
            body,
            url=url,
            include_comments=False,
            with_metadata=with_metadata,
            fast=fast,
            favor_precision=precision,
        )
        if found is None:
            return Read()
        return Read(found.text or "", found.title or "", _split(found.author), (found.date or "")[:10])

    return extract


def _htmldate(body: bytes, url: str) -> Read:
    return Read(day=find_date(body, original_date=True, url=url) or "")


def _newspaper(body: bytes, url: str) -> Read:
    found: Any = import_module("newspaper").Article(url)
    found.download(input_html=decode(body))
    found.parse()
    return Read(found.text or "", found.title or "", tuple(found.authors), _day(found.publish_date))


def _newsplease(body: bytes, url: str) -> Read:
    found: Any = import_module("newsplease").NewsPlease.from_html(decode(body), url=url, fetch_images=False)
    return Read(found.maintext or "", found.title or "", tuple(found.authors or ()), _day(found.date_publish))


def _readability(body: bytes, url: str) -> Read:
    found: Any = import_module("readability").Document(decode(body), url=url)
    return Read(plain(found.summary(html_partial=True)), found.short_title() or "")


def _resiliparse(body: bytes, _url: str) -> Read:
    extract: Any = import_module("resiliparse.extract.html2text").extract_plain_text
    return Read(extract(decode(body), main_content=True, list_bullets=False, alt_texts=False, comments=False))


_OTHERS: dict[str, tuple[str, Extractor]] = {
    "newspaper4k": ("newspaper", _newspaper),
    "readability-lxml": ("readability", _readability),
    "resiliparse": ("resiliparse.extract.html2text", _resiliparse),
    "news-please": ("newsplease", _newsplease),
}


def _split(authors: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (authors or "").split(";") if name.strip())


def _day(moment: object) -> str:
    return str(moment)[:10] if moment else ""
