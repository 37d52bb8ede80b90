"""What a figure was measured on."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def describe() -> str:
    """The machine and the day in a line: a figure without them says nothing."""
    return f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
