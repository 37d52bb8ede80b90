"""The query language."""

import pytest

from pipeline.domain.errors import ConfigError
from pipeline.domain.queries import Query, read_query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("   ", Query()),
        ("Ménaka Gao", Query((("menaka",), ("gao",)))),
        ('"pénurie de carburant"', Query((("penurie", "de", "carburant"),))),
        ("«pénurie de carburant»", Query((("penurie", "de", "carburant"),))),
        ("l’armée", Query((("l", "armee"),))),
        ("AES-Sahel", Query((("aes", "sahel"),))),
        ("Gao -Kidal", Query((("gao",),), (("kidal",),))),
        ('Gao -"nord du Mali"', Query((("gao",),), (("nord", "du", "mali"),))),
        ("NEAR( * ) AND", Query((("near",), ("and",)))),
        ("مالي", Query((("مالي",),))),
    ],
)
def test_a_query_is_read(text: str, query: Query) -> None:
    assert read_query(text) == query


@pytest.mark.parametrize("text", ['"open', "-only", '-"only this"', "«open"])
def test_a_faulty_query_is_named(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_query(text)
    assert text in str(caught.value)
    assert caught.value.exit_code == 2
