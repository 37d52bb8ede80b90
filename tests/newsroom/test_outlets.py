from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.feeds import Gate, Ownership
from pipeline.domain.urls import host_of
from tests.newsroom.outlets import roster, slug


def test_every_outlet_has_a_key_a_name_and_an_address_of_its_own() -> None:
    outlets = roster(1000)
    for values in ([o.key for o in outlets], [o.name for o in outlets], [o.address for o in outlets]):
        assert len(set(values)) == 1000


@given(st.integers(1, 300), st.integers(1, 300))
def test_who_an_outlet_is_does_not_depend_on_how_many_there_are(one: int, other: int) -> None:
    assert roster(one)[: min(one, other)] == roster(other)[: min(one, other)]


@pytest.mark.parametrize("count", [0, -1, 1001])
def test_too_few_or_too_many_outlets_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 1000"):
        roster(count)


def test_ten_outlets_have_all_languages_formats_and_systems() -> None:
    outlets = roster(10)
    assert {o.language for o in outlets} == {"fr", "en", "ar", "ha"}
    assert {o.feed_format for o in outlets} == {"rss", "atom", "rdf", "json"}
    assert {o.cms for o in outlets} == {"wordpress", "spip", "drupal", "numeric"}
    assert {o.validators for o in outlets} == {"both", "etag", "last_modified", "weak"}
    assert {o.charset for o in outlets} == {"utf-8", "windows-1252"}


def test_most_outlets_are_french() -> None:
    languages = Counter(outlet.language for outlet in roster(50))
    assert languages.most_common(1)[0] == ("fr", languages["fr"])
    assert languages["fr"] > 25


def test_ownership_and_gate_are_words_of_the_product() -> None:
    for outlet in roster(20):
        assert Ownership(outlet.ownership)
        assert Gate(outlet.gate)


def test_each_address_is_a_host_of_its_own_to_the_product() -> None:
    outlets = roster(300, port=8000)
    assert {host_of(outlet.feed_url) for outlet in outlets} == {outlet.host for outlet in outlets}
    assert all(outlet.address.startswith("127.77.") for outlet in outlets)


@given(st.text())
def test_a_slug_is_plain_ascii(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
