"""How well and how fast articles are extracted, beside other extractors on the same pages.

python -m benchmarks.extraction --data DIR [--repeat N] [--memory] [--hostile]

DIR holds sets (or is one): ground-truth.json (id -> articleBody, url, and where known title, authors and
publishing_date) and html/ID.html.gz. The score is that of scrapinghub/article-extraction-benchmark: overlap of the
multisets of 4-word shingles; precision and recall are averaged over pages, F1 is made from the two means. The interval
is that of the difference of two F1 over 2,000 draws of pages with replacement (paired bootstrap, seeded). Time is
processor time of one process, the candidates taken in turn on each page; the first round warms up and is not counted.

trafilatura is always there; newspaper4k, readability-lxml, resiliparse and news-please take part where they are
installed; how, stands in benchmarks/extraction_peers.py.
"""

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean

from trafilatura import bare_extraction

from benchmarks.extraction_limits import report_hostile, report_memory
from benchmarks.extraction_peers import Peers, Read, attempt, document, find_peers, ours, quiet
from pipeline.analyse.language import identify
from pipeline.domain.folding import folded_words
from pipeline.parse.bylines import agency_of
from pipeline.parse.charsets import decode

_DRAWS, _SEED = 2_000, 20_261_121
_WORD = re.compile(r"\w+")
_DECLARED = re.compile(r"""<meta[^>]{0,200}property=["']article:published_time["'][^>]{0,200}content=["']([^"']+)""")


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with the text, and where known the title, authors and day, that people or publishers' parsers found."""

    name: str
    url: str
    body: bytes
    text: str
    title: str
    authors: tuple[str, ...]
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
            authors=tuple(said.get("authors") or ()),
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


def interval(mine: Sequence[Score], other: Sequence[Score]) -> tuple[float, float]:
    """The 95 % interval of the difference in F1, the pages drawn with replacement, the same for both."""
    chance = random.Random(_SEED)
    pairs = list(zip(mine, other, strict=True))
    gains = []
    for _ in range(_DRAWS):
        drawn = chance.choices(pairs, k=len(pairs))
        gains.append(f1([pair[0] for pair in drawn]) - f1([pair[1] for pair in drawn]))
    gains.sort()
    return gains[round(0.025 * _DRAWS)], gains[round(0.975 * _DRAWS) - 1]


def report_quality(name: str, scores: dict[str, list[Score]]) -> None:
    """Print precision, recall and F1 of every candidate on one set, and by how much ours is better."""
    for candidate, those in scores.items():
        precision, recall = mean(one.precision for one in those), mean(one.recall for one in those)
        line = f"{name:22} {candidate:22} F1 {f1(those):.4f}  P {precision:.4f}  R {recall:.4f}  {len(those)} pages"
        if candidate != "ours":
            low, high = interval(scores["ours"], those)
            line += f"  ours {f1(scores['ours']) - f1(those):+.4f} [{low:+.4f}, {high:+.4f}]"
        print(line, flush=True)


def report_metadata(name: str, samples: list[Sample], read: dict[str, list[Read]]) -> None:
    """Print how many titles, days and authors each candidate that has any gets right."""
    for candidate, those in read.items():
        pairs = list(zip(samples, those, strict=True))
        titles = [found.title == sample.title for sample, found in pairs if sample.title]
        days = [found.day == sample.day for sample, found in pairs if sample.day]
        signed = [(_keys(sample.authors), _keys(found.authors)) for sample, found in pairs if sample.authors]
        if titles and any((*titles, *days)):
            exact, held = sum(said == found for said, found in signed), sum(_holds(*one) for one in signed)
            print(
                f"{name:22} {candidate:22} title exact {sum(titles)}/{len(titles)}, day exact {sum(days)}/{len(days)}, "
                f"authors exact {exact}/{len(signed)}, contained {held}/{len(signed)}"
            )


def report_promises(name: str, samples: list[Sample]) -> None:
    """Print whether a feed overrides declared dates, and whether texts are in the language of the truth."""
    kept = [_keeps_date(sample) for sample in samples if _declared(sample)]
    spoken = [
        (identify(sample.title, sample.text), found)
        for sample in samples
        if (found := document(sample.body, sample.url))
    ]
    identified = sum(truth == identify(found.title, found.text) for truth, found in spoken)
    declared = [truth == found.language for truth, found in spoken if found.language]
    print(
        f"{name:22} declared dates overridden {kept.count(False)}/{len(kept)}, language as in the truth: identified "
        f"{identified}/{len(spoken)}, declared by the page {sum(declared)}/{len(declared)}"
    )


def report_speed(samples: list[Sample], repeat: int) -> None:
    """Print the processor time a page takes, and its ratio to that of trafilatura with metadata."""
    spent: Counter[str] = Counter()
    for turn in range(repeat + 1):
        for sample in samples:
            for candidate, extract in _TIMED.items():
                start = time.process_time_ns()
                extract(sample)
                spent[candidate] += (time.process_time_ns() - start) * bool(turn)
    for candidate, nanoseconds in spent.items():
        ratio = nanoseconds / spent["trafilatura, with metadata"]
        print(f"{candidate:28} {nanoseconds / repeat / len(samples) / 1e6:6.2f} ms a page  ratio {ratio:.3f}")


_TIMED: dict[str, Callable[[Sample], object]] = {
    "ours, with metadata": lambda sample: ours(sample.body, sample.url),
    "trafilatura, with metadata": lambda sample: bare_extraction(sample.body, url=sample.url, with_metadata=True),
    "trafilatura fast, text only": lambda sample: bare_extraction(
        sample.body, url=sample.url, fast=True, include_comments=False
    ),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the sets named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a set, or a folder of sets")
    parser.add_argument("--repeat", type=int, default=3, help="rounds that are timed")
    parser.add_argument("--memory", action="store_true", help="only the resident set over 5,000 extractions")
    parser.add_argument("--hostile", action="store_true", help="only the time that hostile pages take")
    chosen = parser.parse_args(arguments)
    folders = sorted(path.parent for path in chosen.data.glob("**/ground-truth.json"))
    if not folders:
        parser.error(f"no ground-truth.json in or below {chosen.data}")
    sets = {folder.name: read_set(folder) for folder in folders}
    pages = [sample for samples in sets.values() for sample in samples]
    if chosen.memory:
        report_memory([(sample.body, sample.url) for sample in pages])
    if chosen.hostile:
        report_hostile()
    if not (chosen.memory or chosen.hostile):
        _report_sets(sets, find_peers())
        with quiet():
            report_speed(pages, chosen.repeat)


def _report_sets(sets: dict[str, list[Sample]], peers: Peers) -> None:
    if peers.missing:
        print(f"NOT MEASURED, not installed: {', '.join(peers.missing)}", file=sys.stderr, flush=True)
    pooled: dict[str, list[Score]] = {}
    for name, samples in sets.items():
        read = {
            candidate: [attempt(extract, sample.body, sample.url) for sample in samples]
            for candidate, extract in peers.present.items()
        }
        for candidate, those in read.items():
            faults = Counter(found.fault for found in those if found.fault)
            if faults:
                print(f"{name:22} {candidate:22} FAILED on {dict(faults)}", flush=True)
        scores = {
            candidate: [score(sample.text, found.text) for sample, found in zip(samples, those, strict=True)]
            for candidate, those in read.items()
            if any(found.text for found in those)
        }
        report_quality(name, scores)
        report_metadata(name, samples, read)
        report_promises(name, samples)
        for candidate, those_scores in scores.items():
            pooled.setdefault(candidate, []).extend(those_scores)
    if len(sets) > 1:
        report_quality("all", pooled)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(len(words) - 3, min(len(words), 1))))


def _share(shared: int, whole: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    return shared / whole.total() if whole else float(not other)


def _keys(names: Sequence[str]) -> frozenset[str]:
    """Names as they are compared: folded, agencies by their short names."""
    return frozenset(" ".join(folded_words(agency_of(name) or name)) for name in names) - {""}


def _holds(said: frozenset[str], found: frozenset[str]) -> bool:
    """Whether any name of the truth is in one that was found, or the other way round."""
    return any(name in other or other in name for name in said for other in found)


def _declared(sample: Sample) -> datetime | None:
    """The moment a page declares in Open Graph, read without any of our code but the decoder."""
    found = _DECLARED.search(decode(sample.body))
    try:
        moment = datetime.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment and moment.tzinfo else None


def _keeps_date(sample: Sample) -> bool:
    """Whether the day a page declares is the document's, although the feed says another one."""
    declared = _declared(sample)
    if declared is None:
        return True
    found = document(sample.body, sample.url, declared + timedelta(days=5))
    return found is None or (found.published is not None and found.published.date() == declared.date())


if __name__ == "__main__":
    main()
