"""`make test` runs this: all tests, coverage with a floor, and in the end, loudly, what was skipped and why.

Whole-product runs (marked slow) come second and without coverage, which would slow their many processes down.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Run everything and return 0 only if all of it passed."""
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder) / "quick.xml", Path(folder) / "slow.xml"]
        coverage = ["--cov", "--cov-report=term:skip-covered"]
        codes = [
            pytest("-m", "not slow", *coverage, f"--junitxml={reports[0]}"),
            pytest("-m", "slow", "-s", "--timeout=600", f"--junitxml={reports[1]}"),
        ]
        skipped = [reason for report in reports if report.exists() for reason in skips(report)]
    print_skips(skipped)
    return 0 if not any(codes) else 1


def pytest(*arguments: str) -> int:
    """Run pytest in a process of its own."""
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *arguments], cwd=ROOT, check=False).returncode


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
