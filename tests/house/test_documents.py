"""The documents name what there is."""

import re
from pathlib import Path

import pytest

from pipeline.config import Settings

ROOT = Path(__file__).parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_link_leads_nowhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    broken = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert broken == []


def test_every_setting_is_described() -> None:
    settings = [name for name in Settings.model_fields if name not in {"home", "db"}]
    assert [name for name in settings if f"| `{name}` |" not in OPERATIONS] == []


def test_every_default_in_the_table_is_the_default() -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| `?([^|`]*?)`? \|", OPERATIONS, re.MULTILINE))
    for name in ("visits", "host_delay", "deadline", "digest_hour", "min_free_mb", "timezone", "language"):
        assert told[name] == str(Settings.model_fields[name].default)


def test_every_room_stands_in_the_house() -> None:
    house = (ROOT / "docs" / "house.md").read_text("utf-8")
    rooms = [
        path.stem for path in (ROOT / "pipeline").iterdir() if path.name not in {"__init__.py", "__pycache__", "_seeds"}
    ]
    repos = [path.stem for path in (ROOT / "storage").glob("*.py") if path.stem != "__init__"]
    assert [name for name in rooms + repos if name not in house] == []


def test_the_readme_counts_the_sources_and_topics_we_ship() -> None:
    from pipeline.lists import load_outlets, load_vocabulary

    readme = (ROOT / "README.md").read_text("utf-8")
    outlets = load_outlets(None)
    on = sum(feed.enabled for feed in outlets.feeds)
    assert f"{len(outlets.sources)} sources with {len(outlets.feeds)} feeds; {on} of these" in readme
    assert f"the feeds of {len(outlets.sources)} sources" in readme
    assert f"{len(load_vocabulary(None).topics)} topics" in readme
