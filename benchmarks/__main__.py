"""Re-measure what the documents claim: python -m benchmarks [NAME ...] [--data DIR].

DIR holds the development sets (extraction-dev/, extraction-publishers/, dedup-dev.jsonl, labels-dev.jsonl); without it
only what needs no such set is measured: road, cadence, polling, menu, growth, digest, stories. Each runs in a process
of its own.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks.machine import describe


def main() -> int:
    """Run all benchmarks there is material for; return 0 only if all ran."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of the development sets")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these: road, cadence, polling, ...")
    options = parser.parse_args()
    folder = options.data
    alone = ("road", "cadence", "polling", "menu", "growth", "digest", "stories")
    wanted: list[tuple[str, list[str]]] = [(name, []) for name in alone]
    if folder is not None:
        wanted += [
            ("road", ["--data", str(folder / "extraction-dev")]),
            ("extraction", ["--data", str(folder)]),
            ("copies", ["--data", str(folder / "dedup-dev.jsonl")]),
            ("copies_peers", ["--data", str(folder / "dedup-dev.jsonl")]),
            ("tagging", ["--labels", str(folder / "labels-dev.jsonl"), "--others", str(folder / "dedup-dev.jsonl")]),
            ("matching", ["--labels", str(folder / "labels-dev.jsonl")]),
            ("retag", ["--labels", str(folder / "labels-dev.jsonl")]),
        ]
    unknown = set(options.names) - {name for name, _ in wanted}
    if unknown:
        parser.error(f"not known, or without --data not to be measured: {', '.join(sorted(unknown))}")
    print(describe(), flush=True)
    return max(run(name, arguments) for name, arguments in wanted if not options.names or name in options.names)


def run(name: str, arguments: list[str]) -> int:
    """Run one benchmark and show what it prints."""
    print(f"\n== {name} {' '.join(arguments)}", flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
