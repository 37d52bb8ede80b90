"""Rules of nearness in a topic file."""

from pathlib import Path

import pytest

from pipeline.domain.errors import ListError
from pipeline.domain.topics import Nearness, Topic
from pipeline.lists import load_vocabulary

HEAD = 'key = "cattle"\nlabel_en = "a"\nlabel_fr = "b"\nmeaning = "c"\n[terms.fr]\nweak = ["bétail", "berger"]\n'


def topic_of(folder: Path, rest: str) -> Topic:
    (folder / "topics").mkdir(exist_ok=True)
    (folder / "topics" / "cattle.toml").write_text(HEAD + rest, "utf-8")
    return next(topic for topic in load_vocabulary(folder).topics if topic.key == "cattle")


def test_a_rule_names_words_and_what_stands_beside_them(tmp_path: Path) -> None:
    rest = '[[terms.fr.near]]\nwords = ["vol"]\nbeside = ["bœuf"]\nplaces = true\nexclusions = ["vol sec"]\n'
    assert topic_of(tmp_path, rest).near == (Nearness("fr", ("vol",), ("bœuf",), True, ("vol sec",)),)


def test_a_backdrop_is_generic_too(tmp_path: Path) -> None:
    terms = topic_of(tmp_path, 'backdrop = ["berger"]\n').terms
    assert [(term.surface, term.generic, term.backdrop) for term in terms] == [
        ("bétail", False, False),
        ("berger", True, True),
    ]


@pytest.mark.parametrize(
    ("rest", "fault"),
    [
        ('[[terms.fr.near]]\nbeside = ["bœuf"]\n', "words: is empty"),
        ('[[terms.fr.near]]\nwords = ["vol"]\n', "beside: is empty"),
        ('[[terms.fr.near]]\nwords = ["vol"]\nplace = true\n', "place: is not a key"),
        ('backdrop = ["vol"]\n', "'vol' is not among the terms"),
    ],
)
def test_a_fault_is_told_with_its_key(tmp_path: Path, rest: str, fault: str) -> None:
    with pytest.raises(ListError, match=fault):
        topic_of(tmp_path, rest)
