"""topics derive: proposals printed as files of the topic list."""

import tomllib
from pathlib import Path

from pipeline.lists import seed_documents
from tests.cli.conftest import Sahel

NOTE = """Salt caravans

The salt caravans have come back to the wells of Amadror. Salt caravans pay a toll to the keepers of the wells, and the
keepers guard the salt road. Nobody had seen the salt caravans since the salt road was mined, the keepers of the wells
say. The traders of Agadez wait for the salt caravans at the salt market; the salt market opens at dawn.
"""


def files_of(out: str) -> dict[str, str]:
    """The topic files that were printed, by the name they are to be saved under."""
    parts = out.split("# ======== HOME/seeds/topics/")[1:]
    return {name: text for name, _, text in (part.partition(" ========\n") for part in parts)}


def test_what_is_printed_can_be_saved_and_is_read_without_a_fault(sahel: Sahel, home: Path) -> None:
    called = sahel("--home", home, "topics", "derive", *seed_documents(None))
    assert called.code == 0
    printed = files_of(called.out)
    assert len(printed) > 10
    (home / "seeds" / "topics").mkdir(parents=True)
    for name, text in printed.items():
        (home / "seeds" / "topics" / name).write_text(text, "utf-8")
    assert sahel("--home", home, "topics", "check").code == 0
    listed = {one["key"] for one in sahel("--home", home, "topics", "list", "--json").lines}
    assert {name.removesuffix(".toml") for name in printed} <= listed


def test_a_note_on_something_else_proposes_a_new_topic_with_its_sentences(sahel: Sahel, tmp_path: Path) -> None:
    note = tmp_path / "desk-note.txt"
    note.write_text(NOTE, "utf-8")
    called = sahel("--home", tmp_path / "none", "topics", "derive", note)
    assert called.code == 0
    new = [tomllib.loads(text) for text in files_of(called.out).values() if "salt" in text]
    surfaces = {term for topic in new for terms in topic["terms"].values() for term in terms.get("weak", [])}
    assert "salt caravans" in {surface.lower() for surface in surfaces}
    assert "[desk-note]" in called.out


def test_in_json_each_phrase_has_its_sentence_and_how_it_stands_to_the_list(sahel: Sahel, tmp_path: Path) -> None:
    lines = sahel("--home", tmp_path / "none", "topics", "derive", "--json", *seed_documents(None)).lines
    assert {"known term", "new term", "new topic", "known name"} == {one["state"] for one in lines}
    assert all(one["phrase"] in one["sentence"] for one in lines)


def test_what_cannot_be_read_is_named_and_the_rest_is_read(sahel: Sahel, tmp_path: Path) -> None:
    note, film = tmp_path / "desk-note.txt", tmp_path / "film.pdf"
    note.write_text(NOTE, "utf-8")
    film.write_bytes(b"%PDF-1.7\n1 0 obj")
    called = sahel("topics", "derive", film, note)
    assert called.code == 1
    assert "film.pdf" in called.err
    assert "salt" in called.out


def test_a_missing_file_is_a_fault_of_usage(sahel: Sahel, tmp_path: Path) -> None:
    called = sahel("topics", "derive", tmp_path / "missing.md")
    assert called.code == 2
    assert "missing.md" in called.err
