"""How well and how fast articles are extracted, beside trafilatura on the same pages.

python -m benchmarks.extraction --data DIR [--repeat N]

DIR holds sets (or is one): ground-truth.json (id -> articleBody, url, and where known title and publishing_date) and
html/ID.html.gz. The score is that of scrapinghub/article-extraction-benchmark: overlap of the multisets of 4-word
shingles; precision and recall are averaged over pages, F1 is made from the two means. Time is CPU time of one process,
the candidates taken in turn on each page; the first round warms up and is not counted.
"""

import argparse
import gzip
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

from trafilatura import bare_extraction

from pipeline.domain.articles import Document
from pipeline.parse.extract import extract_page

NOW = datetime(2030, 1, 1, tzinfo=UTC)
"""Later than every page of the sets, so that no date in them lies in the future."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with the text, and where known the title and the day, that people or publishers' own parsers found."""

    name: str
    url: str
    body: bytes
    text: str
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of the shingles of one page."""

    precision: float
    recall: float


def read_set(folder: Path) -> list[Sample]:
    """The samples of one set."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return [
        Sample(
            name=name,
            url=said["url"],
            body=gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()),
            text=said["articleBody"],
            title=said.get("title") or "",
            day=str(said.get("publishing_date") or "")[:10],
        )
        for name, said in sorted(truth.items())
    ]


def score(truth: str, text: str) -> Score:
    """How well a text agrees with the truth; where both are empty, wholly."""
    expected, found = _shingles(truth), _shingles(text)
    shared = sum((expected & found).values())
    return Score(_share(shared, found, expected), _share(shared, expected, found))


def f1(scores: Sequence[Score]) -> float:
    """F1 of the mean precision and the mean recall."""
    precision, recall = mean(one.precision for one in scores), mean(one.recall for one in scores)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def extract_ours(sample: Sample) -> Document | None:
    """The document of a sample's page, None where it is rejected."""
    read = extract_page(sample.body, url=sample.url, content_type="text/html", timezone="UTC", now=NOW)
    return read if isinstance(read, Document) else None


def _ours(sample: Sample) -> str:
    document = extract_ours(sample)
    return document.text if document else ""


def _trafilatura(sample: Sample) -> str:
    return _text_of(bare_extraction(sample.body, url=sample.url, with_metadata=True))


def _trafilatura_fast(sample: Sample) -> str:
    return _text_of(bare_extraction(sample.body, url=sample.url, fast=True, include_comments=False))


CANDIDATES: dict[str, Callable[[Sample], str]] = {
    "ours, with metadata": _ours,
    "trafilatura, with metadata": _trafilatura,
    "trafilatura fast, text only": _trafilatura_fast,
}


def report_quality(name: str, samples: list[Sample]) -> None:
    """Print precision, recall and F1 of every candidate on one set, and how well our titles and dates agree."""
    for candidate, extract in CANDIDATES.items():
        scores = [score(sample.text, extract(sample)) for sample in samples]
        precision, recall = mean(one.precision for one in scores), mean(one.recall for one in scores)
        print(f"{name:22} {candidate:28} F1 {f1(scores):.4f}  P {precision:.4f}  R {recall:.4f}  {len(samples)} pages")
    read = [(sample, extract_ours(sample)) for sample in samples]
    titled = [document is not None and document.title == sample.title for sample, document in read if sample.title]
    dated = [_day(document) == sample.day for sample, document in read if sample.day]
    if titled:
        print(f"{name:22} ours: title exact {sum(titled)}/{len(titled)}, day exact {sum(dated)}/{len(dated)}")


def report_speed(samples: list[Sample], repeat: int) -> None:
    """Print the CPU time a page takes, and its ratio to that of trafilatura with metadata."""
    spent: Counter[str] = Counter()
    for turn in range(repeat + 1):
        for sample in samples:
            for candidate, extract in CANDIDATES.items():
                start = time.process_time_ns()
                extract(sample)
                spent[candidate] += (time.process_time_ns() - start) * bool(turn)
    for candidate, nanoseconds in spent.items():
        ratio = nanoseconds / spent["trafilatura, with metadata"]
        print(f"{candidate:28} {nanoseconds / repeat / len(samples) / 1e6:6.2f} ms a page  ratio {ratio:.3f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the sets named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a set, or a folder of sets")
    parser.add_argument("--repeat", type=int, default=3, help="rounds that are timed")
    chosen = parser.parse_args(arguments)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    folders = sorted(path.parent for path in chosen.data.glob("**/ground-truth.json"))
    if not folders:
        parser.error(f"no ground-truth.json in or below {chosen.data}")
    sets = {folder.name: read_set(folder) for folder in folders}
    for name, samples in sets.items():
        report_quality(name, samples)
    report_speed([sample for samples in sets.values() for sample in samples], chosen.repeat)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(len(words) - 3, min(len(words), 1))))


def _share(shared: int, whole: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    return shared / whole.total() if whole else float(not other)


def _text_of(found: object) -> str:
    return getattr(found, "text", None) or ""


def _day(document: Document | None) -> str:
    return document.published.date().isoformat() if document and document.published else ""


if __name__ == "__main__":
    main()
