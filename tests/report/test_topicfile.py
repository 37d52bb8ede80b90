"""Topics written as the files they are read from."""

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.topics import Origin, Strength, Term, Topic
from pipeline.lists import load_vocabulary
from pipeline.report.topicfile import Offer, comment, topic_file

TOPIC = Topic("water", "Water", "Eau", "Wells.", (Origin("a-note", "Wells run dry."),), (), ())


def test_every_shipped_topic_is_read_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    shipped = load_vocabulary(None)
    for topic in shipped.topics:
        (tmp_path / "topics" / f"{topic.key}.toml").write_text(topic_file(topic), "utf-8")
    assert load_vocabulary(tmp_path) == shipped


def test_a_taken_offer_is_a_weak_term_and_another_one_a_comment() -> None:
    text = topic_file(TOPIC, [Offer("dry well", "en", ("twice",)), Offer("Lake", "en", ("a name",), taken=False)])
    assert tomllib.loads(text)["terms"] == {"en": {"weak": ["dry well"]}}
    assert '# "Lake",' in text


def test_offers_stand_after_the_terms_that_are_there() -> None:
    old = Term("well", "en", Strength.WEAK)
    offered = topic_file(Topic("water", "W", "E", "", (), (old,)), [Offer("dry well", "en", ())])
    assert tomllib.loads(offered)["terms"]["en"]["weak"] == ["well", "dry well"]


@given(st.text(), st.text(max_size=60))
def test_any_label_surface_and_reason_can_be_read_back(label: str, surface: str) -> None:
    topic = Topic("water", label, "Eau", label, (Origin("a-note", label),), (), (surface,))
    read = tomllib.loads(topic_file(topic, [Offer(surface, "en", (label,))]))
    assert read["exclusions"] == read["terms"]["en"]["weak"]
    assert read["meaning"] == read["label_en"] == read["derived_from"][0]["statement"]
    if label.isprintable() and label == " ".join(label.split()):
        assert read["label_en"] == label


@given(st.text())
def test_a_comment_never_leaves_its_lines(text: str) -> None:
    assert tomllib.loads("\n".join(comment(text))) == {}
