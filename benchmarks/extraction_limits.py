"""How much memory extraction keeps over thousands of pages, and how long a hostile page can hold it."""

import gc
import resource
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from benchmarks.extraction_peers import NOW, quiet
from pipeline.parse.extract import extract_page

_PAGE = "https://courrier.example/2025/11/18/page"
_SENTENCE = "Le gouverneur a dit lundi que la route de la ville serait rouverte avant la fin de la semaine. "

HOSTILE: dict[str, Callable[[], str]] = {
    "100,000 spans in a row": lambda: f"<p>{'<span>mot </span>' * 100_000}</p>",
    "100,000 spans, nested": lambda: f"<p>{'<span>mot ' * 100_000}</p>",
    "45,000 spans in a row": lambda: f"<article><p>{'<span>mot </span>' * 45_000}</p></article>",
    "60,000 links": lambda: "<p><a href=/x>un lien</a></p>" * 60_000,
    "24,000 links": lambda: "<p><a href=/x>un lien</a></p>" * 24_000,
    "3,000 nested boxes": lambda: f"{'<div>' * 3_000}<p>{_SENTENCE * 10}</p>",
    "100,000 nested boxes": lambda: f"{'<div>' * 100_000}<p>{_SENTENCE * 10}</p>",
    "2 MB on one line": lambda: f"<p>{_SENTENCE * 20_000}</p>",
    "2 MB without a space": lambda: f"<p>{'m' * 2_000_000}</p>",
    "20,000 paragraphs": lambda: f"<article>{f'<p>{_SENTENCE}</p>' * 20_000}</article>",
    "40,000 headings": lambda: "<h2>Titre</h2>" * 40_000,
    "10,000 tables, nested": lambda: f"{'<table><tr><td>' * 10_000}{_SENTENCE * 10}",
    "8,000 tables": lambda: f"<table><tr><td>{_SENTENCE * 5}</td></tr></table>" * 8_000,
    "a JSON-LD of 2 MB": lambda: f'<script type="application/ld+json">{"[" * 1_000_000}{"]" * 1_000_000}</script>',
    "7 MB of comments": lambda: f"{'<!-- x -->' * 700_000}<p>{_SENTENCE * 10}</p>",
}
"""Pages made to cost: what each holds, and how it is written."""


def report_memory(pages: Sequence[tuple[bytes, str]], extractions: int = 5_000) -> None:
    """Print the resident set before and after each thousand extractions, in MB."""
    _extract_all(pages)
    print(f"resident set after one pass of {len(pages)} pages: {_resident():.1f} MB", flush=True)
    endless = cycle(pages)
    for done in range(1_000, extractions + 1, 1_000):
        _extract_all(list(islice(endless, 1_000)))
        print(f"  after {done:,} more: {_resident():.1f} MB (peak {_peak():.1f})", flush=True)


def report_hostile() -> None:
    """Print how long each hostile page takes and how it ends."""
    for name, write in HOSTILE.items():
        body = f"<html><head><title>Page</title></head><body>{write()}</body></html>".encode()
        start = time.perf_counter()
        with quiet():
            read = extract_page(body, url=_PAGE, content_type="text/html", timezone="UTC", now=NOW)
        ended = getattr(read, "reason", None) or f"{len(getattr(read, 'text', '')):,} characters"
        print(f"  {name:26} {time.perf_counter() - start:6.2f} s  {ended}", flush=True)
    print(f"  peak resident set: {_peak():.0f} MB")


def _extract_all(pages: Sequence[tuple[bytes, str]]) -> None:
    with quiet():
        for body, url in pages:
            extract_page(body, url=url, content_type="text/html", timezone="UTC", now=NOW)


def _resident() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
