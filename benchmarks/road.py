"""The whole road on one core: pages in, tagged, grouped and searchable articles in the store out.

Beside it, in the same run on the same core: trafilatura.bare_extraction(with_metadata=True) alone on the same pages.
"""

import argparse
import gzip
import hashlib
import os
import tempfile
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.machine import describe
from pipeline.config import load_settings
from pipeline.domain.articles import Page
from pipeline.domain.hosts import Link, NewLink, Why
from pipeline.domain.urls import host_of, url_key
from pipeline.flows.clock import WallClock
from pipeline.flows.ingest import take_page
from pipeline.flows.services import Services, open_services
from pipeline.telemetry import set_up_logging

START = datetime(2026, 11, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Sample:
    """One page of the corpus."""

    url: str
    body: bytes


def main() -> None:
    """Measure and print the ratio of the two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder of .html or .html.gz pages; the newsroom's own if none")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    set_up_logging(verbosity=-1)
    samples = list(read_folder(options.data) if options.data else newsroom_pages())
    on_one_core()
    ratios = []
    for number in range(options.rounds + 1):
        floor, road = time_floor(samples), time_road(samples)
        if number:  # the first round warms caches up
            ratios.append(road / floor)
            print(f"round {number}: trafilatura {floor:.2f} s, road {road:.2f} s, ratio {road / floor:.2f}")
    print(
        f"{len(samples)} pages, median ratio {median(ratios):.2f} "
        f"({min(ratios):.2f} to {max(ratios):.2f}); {describe()}"
    )


def on_one_core() -> None:
    """Bind this process, and all that it starts, to one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def read_folder(folder: Path) -> Iterator[Sample]:
    """The pages in a folder."""
    for path in sorted(folder.rglob("*.html*")):
        body = path.read_bytes()
        name = hashlib.sha256(path.name.encode()).hexdigest()[:12]
        yield Sample(f"https://{name}.example/{path.stem}", gzip.decompress(body) if path.suffix == ".gz" else body)


def newsroom_pages() -> Iterator[Sample]:
    """Pages that the newsroom of the tests makes."""
    from tests.newsroom import Newsroom

    with Newsroom(outlets=20, seed=7) as newsroom:
        newsroom.set_clock(newsroom.world.end)
        for told in newsroom.truth():
            with urllib.request.urlopen(told.url) as answer:
                yield Sample(told.url, answer.read())


def time_floor(samples: list[Sample]) -> float:
    """Seconds that trafilatura alone takes for all pages."""
    import trafilatura

    begun = perf_counter()
    for sample in samples:
        trafilatura.bare_extraction(sample.body, url=sample.url, with_metadata=True)
    return perf_counter() - begun


def time_road(samples: list[Sample]) -> float:
    """Seconds from pages to stored articles, links found ready as a poll leaves them."""
    with opened_services() as services:
        links = add_links(services, samples)
        take_page(services, links[0], page_of(samples[0], START))  # children start, lexicon compiled
        begun = perf_counter()
        with ThreadPoolExecutor(4) as threads:
            jobs = [
                threads.submit(take_page, services, link, page_of(sample, START + timedelta(minutes=number)))
                for number, (link, sample) in enumerate(zip(links[1:], samples[1:], strict=True))
            ]
            for job in jobs:
                job.result()
        return (perf_counter() - begun) * len(samples) / (len(samples) - 1)


@contextmanager
def opened_services() -> Iterator[Services]:
    """Services on a new home, with one child process."""
    with tempfile.TemporaryDirectory() as home:
        settings = load_settings({}, home=Path(home))
        with open_services(settings, WallClock(), processes=1) as services:
            yield services


def add_links(services: Services, samples: list[Sample]) -> list[Link]:
    """The links of all pages as stored."""
    new = [
        NewLink(sample.url, url_key(sample.url), host_of(sample.url), Why.FEED, "benchmark", START)
        for sample in samples
    ]
    with services.store.writing() as tx:
        ids = tx.links.add(new, START)
        return [tx.links.get(ids[link.url_key]) for link in new]


def page_of(sample: Sample, fetched_at: datetime) -> Page:
    """A sample as the client would bring it."""
    digest = hashlib.sha256(sample.body).hexdigest()
    headers = (("content-type", "text/html"),)
    return Page(sample.url, sample.url, 200, headers, sample.body, fetched_at, digest)


if __name__ == "__main__":
    main()
