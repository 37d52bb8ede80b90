"""extract, tag, copies: filters that touch no database and no network."""

import gzip
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Sahel
from tests.flows.world import CONVOY, CUP, START, html

Files = Callable[[str, str | bytes], Path]


def jsonl(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_extract_gives_one_object_a_file_in_order(sahel: Sahel, files: Files, tmp_path: Path) -> None:
    pages = [files(f"{n}.html", html(f"Titre numéro {n}", CONVOY)) for n in range(5)]
    called = sahel("extract", *pages)
    assert called.code == 0
    assert [record["path"] for record in called.lines] == [str(page) for page in pages]
    assert [record["title"] for record in called.lines] == [f"Titre numéro {n}" for n in range(5)]
    first = called.lines[0]
    assert (first["status"], first["language"], first["date_source"]) == ("ok", "fr", "declared")
    assert first["published"] == "2026-11-20T12:00:00Z"
    assert set(first) >= {"url", "text", "captions", "authors", "credit", "site"}
    assert not (tmp_path / "sahel-home").exists()


def test_extract_says_why_there_is_no_article(sahel: Sahel, files: Files) -> None:
    called = sahel("extract", files("a.html", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99), files("b.html", ""))
    assert [record["status"] for record in called.lines] == ["wrong_type", "empty"]
    assert called.code == 0


def test_extract_names_a_file_it_cannot_read_and_goes_on(sahel: Sahel, files: Files, tmp_path: Path) -> None:
    good = files("a.html", html("Titre", CONVOY))
    called = sahel("extract", tmp_path / "nowhere.html", good)
    assert called.code == 1
    assert "nowhere.html" in called.err
    assert [record["path"] for record in called.lines] == [str(good)]


def test_extract_opens_packed_pages(sahel: Sahel, files: Files) -> None:
    packed = files("a.html.gz", gzip.compress(html("Titre", CONVOY)))
    assert sahel("extract", packed).lines[0]["title"] == "Titre"


def test_tag_shows_topics_with_their_words(sahel: Sahel, files: Files, tmp_path: Path) -> None:
    rows = jsonl({"id": 7, "title": "Carburant", "text": CONVOY}, {"id": "b", "title": "Coupe", "text": CUP})
    called = sahel("tag", files("in.jsonl", rows))
    assert called.code == 0
    first, second = called.lines
    assert (first["id"], first["relevant"], first["language"]) == (7, True, "fr")
    assert "fuel-blockade" in [topic["id"] for topic in first["topics"]]
    for topic in first["topics"]:
        for mention in topic["mentions"]:
            field = {"title": "Carburant", "text": CONVOY}[mention["field"]]
            assert field[mention["start"] : mention["end"]] == mention["surface"]
    assert first["countries"][0] == "ML"
    assert set(first) >= {"mentioned", "places", "actors", "incidents"}
    assert (second["relevant"], second["topics"]) == (False, [])
    assert not (tmp_path / "sahel-home").exists()


def test_tag_tells_incidents_with_their_evidence(sahel: Sahel, files: Files) -> None:
    title = "Mali : douze soldats tués lundi à Gao, selon l'armée"
    rows = jsonl({"id": 1, "title": title, "text": "", "lang": "fr", "published": "2026-11-20T08:00:00Z"})
    (incident,) = sahel("tag", files("in.jsonl", rows)).lines[0]["incidents"]
    assert (incident["harm"], incident["least"], incident["most"], incident["side"]) == ("killed", 12, 12, "forces")
    assert (incident["place"], incident["precision"], incident["day"]) == ("gao", 1, "2026-11-16")
    assert (incident["claimant"], incident["claim_words"]["surface"]) == ("army", "selon l'armée")
    assert (incident["cause"], incident["attackers"], incident["victims"]) == ("unstated", [], [])


def test_tag_names_a_bad_line_and_goes_on(sahel: Sahel, files: Files) -> None:
    rows = 'not json\n{"no": "id"}\n[1]\n\n' + jsonl({"id": 1, "title": None, "text": 5})
    called = sahel("tag", files("in.jsonl", rows))
    assert called.code == 1
    assert [record["id"] for record in called.lines] == [1]
    assert [line.split(":")[0] for line in called.err.splitlines()] == [
        f"{files('in.jsonl', rows)}, line {n}" for n in (1, 2, 3)
    ]


def test_copies_are_told_from_new_texts(sahel: Sahel, files: Files) -> None:
    def row(number: int, text: str) -> dict[str, object]:
        published = (START + timedelta(hours=number)).isoformat()
        return {"id": f"n{number}", "title": "x", "text": text, "published": published, "lang": "fr"}

    rows = [row(1, CONVOY), row(2, CONVOY + "\n\nLire aussi nos autres articles."), row(3, CUP), row(4, CONVOY)]
    called = sahel("copies", files("in.jsonl", jsonl(*rows)))
    assert called.code == 0
    relations = [(record["id"], record["relation"], record["of"], record["group"]) for record in called.lines]
    assert relations == [
        ("n1", "new", None, "n1"),
        ("n2", "copy", "n1", "n1"),
        ("n3", "new", None, "n3"),
        ("n4", "exact", "n1", "n1"),
    ]
    assert set(called.lines[0]) == {"id", "group", "relation", "of", "containment", "story"}


def test_a_missing_input_is_an_error_of_usage(sahel: Sahel, tmp_path: Path) -> None:
    for command in ("tag", "copies"):
        called = sahel(command, tmp_path / "nowhere.jsonl")
        assert called.code == 2
        assert "nowhere.jsonl" in called.err


def test_an_empty_input_gives_nothing(sahel: Sahel, files: Files) -> None:
    for command in ("tag", "copies"):
        assert sahel(command, files("empty.jsonl", "")).out == ""


def test_half_a_character_is_escaped_and_stops_nothing(sahel: Sahel, files: Files) -> None:
    texts = {"title": "\ud83d", "text": f"\udc00 {CONVOY} \ud83d"}
    lines = "".join(json.dumps({"id": id_, **texts}) + "\n" for id_ in ("a\ud83d", "b"))
    for command in ("tag", "copies"):
        called = sahel(command, files("in.jsonl", lines))
        assert called.code == 0
        assert [record["id"] for record in called.lines] == ["a\ud83d", "b"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes are a matter of Linux")
def test_extract_reads_a_file_whose_name_is_no_text(sahel: Sahel, tmp_path: Path) -> None:
    path = tmp_path / "a\udcff.html"
    path.write_bytes(html("Titre", CONVOY))
    called = sahel("extract", "--url", "https://radio.example/\udcff", path)
    assert (called.code, [record["path"] for record in called.lines]) == (0, [str(path)])
