"""Putting the services together."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.domain.errors import ConfigError
from pipeline.flows.services import make_home


def test_programs_that_start_together_do_not_trip_over_one_another_in_the_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with ThreadPoolExecutor(8) as starts:
        list(starts.map(lambda _: make_home(home), range(2000)))
    assert list(home.iterdir()) == []


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(ConfigError, match=r"cannot be written.*home"):
        make_home(tmp_path / "home")
