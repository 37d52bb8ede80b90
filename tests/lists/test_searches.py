"""Saved searches."""

import re
from pathlib import Path

import pytest

from pipeline.domain.errors import ListError
from pipeline.domain.queries import SavedSearch, read_query
from pipeline.lists import load_outlets, load_searches, load_vocabulary
from tests.lists.shelf import put, replaced

SEARCH = """
[searches.fuel-in-kayes]
name = "Carburant à Kayes"
query = 'topic:fuel-blockade "Kayes" since:P1W'
"""


def fault(folder: Path, text: str) -> str:
    """What is said of a searches.toml with a fault."""
    path = put(folder, "searches.toml", text)
    with pytest.raises(ListError, match=re.escape(str(path))) as caught:
        load_searches(folder)
    return str(caught.value)


def test_without_a_list_there_are_no_searches(tmp_path: Path) -> None:
    assert load_searches(None) == load_searches(tmp_path) == load_searches(tmp_path / "nowhere") == ()


def test_what_a_search_leaves_out_gets_its_default(tmp_path: Path) -> None:
    put(tmp_path, "searches.toml", SEARCH)
    query = read_query('topic:fuel-blockade "Kayes" since:7d')
    expected = SavedSearch("fuel-in-kayes", "Carburant à Kayes", query, alert=False, feed=True, language="")
    assert load_searches(tmp_path) == (expected,)


def test_searches_stay_in_the_order_in_which_they_are_written(tmp_path: Path) -> None:
    other = SEARCH.replace("fuel-in-kayes", "another") + 'alert = true\nfeed = false\nlanguage = "fr"\n'
    put(tmp_path, "searches.toml", SEARCH + other)
    first, second = load_searches(tmp_path)
    assert (first.key, second.key) == ("fuel-in-kayes", "another")
    assert (second.alert, second.feed, second.language) == (True, False, "fr")


def test_the_list_is_known_beside_the_others(tmp_path: Path) -> None:
    put(tmp_path, "searches.toml", SEARCH)
    assert load_outlets(tmp_path) == load_outlets(None)
    assert load_vocabulary(tmp_path) == load_vocabulary(None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("since:P1W", "since:P1X", "not a time that is known"),
        ("topic:", "topik:", "did you mean topic:?"),
        ("'topic:fuel-blockade \"Kayes\" since:P1W'", "'...'", "has no word to look for"),
        ("'topic:fuel-blockade \"Kayes\" since:P1W'", "''", "query: is empty"),
        ("'topic:fuel-blockade \"Kayes\" since:P1W'", "7", "must be text in quotes"),
        ('name = "Carburant à Kayes"\n', "", "name: is missing"),
        ("name =", "title =", "title: is not a key of this table"),
        ("name =", "feed = 1\nname =", "must be true or false"),
        ("name =", 'language = "ar"\nname =', "'ar' is not known; allowed: en, fr"),
        ("fuel-in-kayes", "Fuel_Kayes", "is not a key: small letters"),
        (
            "[searches.fuel-in-kayes]",
            "[search.fuel-in-kayes]",
            "search: is not a key of this table; the nearest is searches",
        ),
    ],
)
def test_a_fault_names_file_table_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in fault(tmp_path, replaced(SEARCH, old, new))


def test_a_list_that_is_no_toml_is_named(tmp_path: Path) -> None:
    assert "not TOML" in fault(tmp_path, "[searches")
    (tmp_path / "searches.toml").write_bytes(b"\xff")
    with pytest.raises(ListError, match="not UTF-8"):
        load_searches(tmp_path)
