import re
import string
import zlib

import pytest

from pipeline.domain.errors import Failure
from pipeline.domain.feeds import Ownership
from pipeline.report.catalogue import WORDS, country_name, language_name, say
from pipeline.report.digest import KEY_LINES
from pipeline.report.names import COUNTRIES, LANGUAGES
from pipeline.report.ordering import SECTIONS


def placeholders(text: str) -> set[str]:
    return {name for part in text.split("|") for _, name, _, _ in string.Formatter().parse(part) if name}


@pytest.mark.parametrize("key", WORDS)
def test_no_french_text_is_older_than_the_english_it_was_made_from(key: str) -> None:
    """After a change of the English: read the French again, then write the new number beside it."""
    assert WORDS[key].fr_of == f"{zlib.crc32(WORDS[key].en.encode()):08x}"


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_have_a_text_with_the_same_placeholders(key: str) -> None:
    words = WORDS[key]
    assert words.en
    assert words.fr
    assert placeholders(words.en) == placeholders(words.fr)
    assert "|" in words.fr or "|" not in words.en  # French has a singular where English needs none


@pytest.mark.parametrize("key", WORDS)
def test_no_french_sign_can_be_parted_from_its_word(key: str) -> None:
    values: dict[str, str | int] = dict.fromkeys(placeholders(WORDS[key].fr), "x")
    said = say("fr", key, **values | {"count": 2})
    assert not re.search(r" [;:!?»]|« |n° ", said)
    assert "'" not in said


def test_every_word_that_the_domain_can_ask_for_is_there() -> None:
    asked = {f"cause_{failure.value}" for failure in Failure} | {f"owned_{kind.value}" for kind in Ownership}
    asked |= {f"{prefix}_{section}" for section in SECTIONS for prefix in ("section", "follow")} | set(KEY_LINES)
    assert asked <= set(WORDS)


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 0, "1 source, 0 copies"),
        ("en", 1, "1 source, 1 copy"),
        ("en", 2, "1 source, 2 copies"),
        ("fr", 0, "1 source, 0 reprise"),
        ("fr", 1, "1 source, 1 reprise"),
        ("fr", 2, "1 source, 2 reprises"),
    ],
)
def test_the_plural_is_that_of_the_language(language: str, count: int, said: str) -> None:
    assert say(language, "mark_copies", count=count) == said


def test_numbers_get_the_separators_of_the_language() -> None:
    assert say("en", "cov_sources", count=2, answered=1200, expected=3000).startswith("1,200 of 3,000 sources")
    assert say("fr", "cov_sources", count=2, answered=1200, expected=3000).startswith(
        "1\u202f200 sources sur 3\u202f000"
    )


def test_braces_in_a_value_are_left_alone() -> None:
    assert say("en", "row", name="{value}", value=3) == "{value}: 3"


def test_countries_and_languages_are_called_by_name_and_unknown_ones_by_code() -> None:
    assert country_name("fr", "TD") == "Tchad"
    assert country_name("en", "TD") == "Chad"
    assert country_name("en", "XX") == "XX"
    assert language_name("fr", "ha") == "haoussa"
    assert language_name("en", "xx") == "xx"


def test_names_are_filed_under_codes() -> None:
    assert all(re.fullmatch("[A-Z]{2}", code) for code in COUNTRIES)
    assert all(re.fullmatch("[a-z]{2,3}", code) for code in LANGUAGES)
