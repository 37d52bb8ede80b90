"""`make test` runs this: all tests, coverage with a floor, and in the end, loudly, what was skipped and why.

Whole-product runs (marked slow) have a process of their own beside the others, for much of their time they wait; they
go without coverage, which would slow their many processes down. What they print is shown when both have ended.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Run everything and return 0 only if all of it passed."""
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder) / "quick.xml", Path(folder) / "slow.xml"]
        told = Path(folder) / "slow.txt"
        with told.open("w") as out:
            slow = started("-m", "slow", "-s", "--timeout=600", f"--junitxml={reports[1]}", out=out)
            coverage = ["--cov", "--cov-report=term:skip-covered"]
            quick = started("-m", "not slow", *coverage, f"--junitxml={reports[0]}")
            codes = [quick.wait(), slow.wait()]
        print(f"\nWhole-product runs:\n{told.read_text('utf-8', 'replace')}", flush=True)
        skipped = [reason for report in reports if report.exists() for reason in skips(report)]
    print_skips(skipped)
    return 0 if not any(codes) else 1


def started(*arguments: str, out: IO[str] | None = None) -> subprocess.Popen[bytes]:
    """Start pytest in a process of its own; what it prints goes to a file where one is given."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT if out else None)


def skips(report: Path) -> list[str]:
    """The reasons of the tests that a report says were skipped."""
    found = ElementTree.parse(report).getroot().iter("skipped")
    return [(element.get("message") or "no reason given").strip() for element in found]


def print_skips(reasons: list[str]) -> None:
    """Say what was not tested."""
    line = "=" * 80
    if not reasons:
        print(f"{line}\nNothing was skipped.\n{line}")
        return
    print(f"{line}\nSKIPPED: {len(reasons)} tests did not run")
    for reason, number in Counter(reasons).most_common():
        print(f"  {number:4} x {reason}")
    print(line)


if __name__ == "__main__":
    sys.exit(main())
