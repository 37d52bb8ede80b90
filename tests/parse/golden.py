"""Golden pairs: an input beside a JSON file with what must be read from it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
"""The moment at which the tests of this room read."""

_FOLDER = Path(__file__).parents[1] / "golden" / "parse"


def pairs(kind: str) -> list[Path]:
    """The inputs of one kind (pages, feeds, seeds)."""
    found = sorted(path for path in (_FOLDER / kind).iterdir() if path.suffix != ".json")
    assert found
    return found


def expected(path: Path) -> dict[str, Any]:
    """What must be read from an input."""
    truth: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return truth


def iso(moment: datetime | None) -> str | None:
    """A moment as the golden files write it."""
    return moment.isoformat() if moment else None
