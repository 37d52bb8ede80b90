import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.rawtext import entity_starts, without_transport_marks, wrapped_sentence_starts

FILL = "\u200b"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("l&#039;AES", "l'AES"),
        ("l&amp;#039;AES", "l'AES"),
        ("d&eacute;plac&#233;s", "déplacés"),
        ("Mali&#x2019;s", "Mali’s"),
        ("Wagner &amp; Co", "Wagner & Co"),
        ("djiha-\ndistes", "djihadistes"),
        ("djiha-\r\n  distes", "djihadistes"),
    ],
)
def test_a_mark_of_transport_is_read_as_what_it_stands_for(text: str, read: str) -> None:
    assert without_transport_marks(text).replace(FILL, "") == read


@pytest.mark.parametrize("text", ["", "R&D; AT&T", "&nosuchname;", "&#;", "Burkina-\nFaso", "Bamako - \n le 3", "a&b"])
def test_what_is_no_such_mark_stays(text: str) -> None:
    assert without_transport_marks(text) == text


def test_an_entity_is_known_by_its_last_character() -> None:
    assert entity_starts("à &Eacute;tat") == {9: 2}


def test_a_wrapped_line_is_no_sentence_of_its_own() -> None:
    assert wrapped_sentence_starts("Une attaque\na eu lieu.\nLe bilan monte.") == [0, 23]


@given(st.text(alphabet="ab&#0;39xeacute-\n\r Burkina", max_size=80) | st.text(max_size=80))
def test_the_text_keeps_its_length(text: str) -> None:
    assert len(without_transport_marks(text)) == len(text)
