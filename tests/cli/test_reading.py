"""search, show, mark, export."""

import csv
import json
import os
import shutil
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.cli.reading import _cell
from pipeline.domain.articles import Basis
from storage.store import open_store
from tests.cli.conftest import Sahel
from tests.flows.world import CONVOY, START
from tests.storage.samples import NOON, analysis


def test_search_finds_and_says_why(sahel: Sahel, home: Path) -> None:
    called = sahel("search", "blockade", "--json")
    assert called.code == 0
    (record,) = called.lines
    assert set(record) >= {
        "id", "url", "source", "title", "snippet", "published", "date_source", "language", "relevant", "topics",
        "countries", "places", "actors", "group", "relation", "story", "state",
    }  # fmt: skip
    assert {"id", "level", "score", "mentions"} == set(record["topics"][0])
    assert record["relation"] == "new"


def test_spans_cut_the_surface_out_of_the_text(sahel: Sahel, home: Path) -> None:
    for record in sahel("search", "", "--all", "--text", "--json").lines:
        mentions = [mention for topic in record["topics"] for mention in topic["mentions"]]
        assert mentions
        for mention in mentions:
            assert record[mention["field"]][mention["start"] : mention["end"]] == mention["surface"]


def test_an_empty_query_is_all(sahel: Sahel, home: Path) -> None:
    assert len(sahel("search", "", "--json").lines) == 2


def test_filters_narrow_a_search(sahel: Sahel, home: Path) -> None:
    assert len(sahel("search", "", "--topic", "fuel-blockade", "--json").lines) == 1
    assert len(sahel("search", "", "--country", "ml", "--json").lines) == 2
    assert sahel("search", "", "--lang", "ar", "--json").lines == []
    assert sahel("search", "", "--since", "2030-01-01", "--json").lines == []
    assert len(sahel("search", "", "--until", "2026-12-31", "--limit", "1", "--json").lines) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("topic:fuel-blockade", 1),
        ("topic:fuel-blockade OR topic:aes-confederation", 2),
        ("country:ml -topic:fuel-blockade", 1),
        ("source:seed-documents is:relevant", 2),
        ("until:2026-12-31 NOT lang:ar", 2),
        ("since:2030-01-01", 0),
        ("is:copy", 0),
        ("state:new (blockade | blocus)", 1),
    ],
)
def test_a_query_may_name_fields(sahel: Sahel, filled_home: Path, tmp_path: Path, query: str, found: int) -> None:
    assert len(sahel("--home", filled_home, "search", query, "--json").lines) == found
    called = sahel("--home", filled_home, "export", "--query", query, "--format", "jsonl", "--out", "-")
    assert (called.code, len(called.lines)) == (0, found)


def test_flags_and_the_fields_of_a_query_bound_together(sahel: Sahel, filled_home: Path) -> None:
    for arguments in (("country:ML", "--topic", "fuel-blockade"), ("topic:fuel-blockade", "--country", "ml")):
        assert len(sahel("--home", filled_home, "search", *arguments, "--json").lines) == 1
    assert sahel("--home", filled_home, "search", "topic:fuel-blockade", "--lang", "ar", "--json").lines == []


def test_days_of_a_query_are_counted_from_now(sahel: Sahel, tmp_path: Path) -> None:
    told = tmp_path / "convoy.md"
    told.write_text(f"---\ntitle: Convoi\npublished: 2026-11-10\n---\n\n{CONVOY}", "utf-8")
    assert sahel("backfill", told).code == 0
    found = {since: len(sahel("search", f"convoi since:{since}", "--json").lines) for since in ("P2W", "11d", "9d")}
    assert START.date() == date(2026, 11, 20)
    assert found == {"P2W": 1, "11d": 1, "9d": 0}


def test_a_fault_in_a_query_is_pointed_at(sahel: Sahel, filled_home: Path) -> None:
    called = sahel("--home", filled_home, "search", "blockade (topic:fuel-blockade OR")
    assert called.code == 2
    message, line, caret = called.err.splitlines()
    assert "something is missing; expected" in message
    assert (line.strip(), caret.index("^")) == ("blockade (topic:fuel-blockade OR", len(line))


def test_nothing_found_is_said(sahel: Sahel, home: Path) -> None:
    called = sahel("search", "Ouroboros")
    assert (called.code, called.out) == (0, "nothing found\n")


@pytest.mark.parametrize("arguments", [('"open',), ("-only",), ("x", "--since", "yesterday"), ("x", "--state", "odd")])
def test_a_faulty_search_is_an_error_of_usage(sahel: Sahel, home: Path, arguments: tuple[str, ...]) -> None:
    called = sahel("search", "--json", "--", *arguments) if arguments[0] == "-only" else sahel("search", *arguments)
    assert called.code == 2
    assert arguments[-1].strip('"-') in called.err


def test_an_article_is_shown_with_its_evidence(sahel: Sahel, home: Path) -> None:
    called = sahel("show", "1")
    assert called.code == 0
    assert "reported, score" in called.out
    assert "lexicon" in called.out
    assert sahel("show", "1", "--versions").out.count("version 1") == 1


def test_an_article_as_json_holds_its_versions_and_tags(sahel: Sahel, home: Path) -> None:
    (record,) = sahel("show", "1", "--json").lines
    assert record["versions"][0]["number"] == 1
    assert record["versions"][0]["page"]["sha256"]
    assert record["tags"][0]["lexicon"] == record["versions"][0]["lexicon"]
    assert record["text"]


def test_a_missing_article_has_its_exit_code(sahel: Sahel, home: Path) -> None:
    called = sahel("show", "99")
    assert (called.code, called.err) == (4, "sahel: no such article: 99\n")
    assert sahel("mark", "99", "--state", "kept").code == 4


def test_a_mark_is_kept_and_filters(sahel: Sahel, home: Path) -> None:
    assert sahel("mark", "1", "--state", "flagged", "--note", "à vérifier", "--by", "awa").code == 0
    assert [record["id"] for record in sahel("search", "", "--state", "flagged", "--json").lines] == [1]
    (record,) = sahel("show", "1", "--json").lines
    assert (record["review"]["note"], record["review"]["by"]) == ("à vérifier", "awa")
    assert "note by awa" in sahel("show", "1").out


def test_export_writes_lines_without_texts(sahel: Sahel, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert sahel("export", "--out", out).code == 0
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(records) == 2
    assert "text" not in records[0]
    assert list(tmp_path.glob("*.partial")) == []


def test_export_gives_texts_when_asked(sahel: Sahel, home: Path) -> None:
    assert all("text" in record for record in sahel("export", "--text", "--out", "-").lines)


def test_export_as_csv_can_be_read_back(sahel: Sahel, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert sahel("export", "--format", "csv", "--out", out).code == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"] for row in rows} == {"1", "2"}
    assert "fuel-blockade" in {topic for row in rows for topic in row["topics"].split("; ")}


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(formula: str) -> None:
    assert _cell("title", formula) == "'" + formula
    assert _cell("title", "a" + formula) == "a" + formula


def test_export_to_a_place_that_is_none_is_named(sahel: Sahel, home: Path, tmp_path: Path) -> None:
    called = sahel("export", "--out", tmp_path / "no" / "such" / "folder.csv")
    assert called.code == 2
    assert "folder.csv" in called.err


def test_without_a_home_it_says_where_it_looked(sahel: Sahel, tmp_path: Path) -> None:
    for command in (["search", "x"], ["status"], ["digest"], ["show", "1"], ["feeds", "list"], ["db", "check"]):
        called = sahel(*command)
        assert called.code == 2
        assert str(tmp_path / "sahel-home") in called.err
    assert not (tmp_path / "sahel-home").exists()


@pytest.mark.parametrize("number", ["99999999999999999999", "9223372036854775808"])
def test_a_number_beyond_all_ids_is_a_missing_article(sahel: Sahel, home: Path, database: str, number: str) -> None:
    for command in (["show", number], ["mark", number, "--state", "kept"]):
        called = sahel("--db", database, *command)
        assert (called.code, called.err) == (4, f"sahel: no such article: {number}\n")


def test_a_limit_beyond_all_bounds_is_an_error_of_usage(sahel: Sahel, home: Path) -> None:
    assert sahel("search", "", "--limit", "99999999999999999999").code == 2


@pytest.mark.parametrize(
    "bound",
    [("--since", "0001-01-01"), ("--since", "1899-12-31"), ("--until", "9999-12-31"), ("--until", "2200-01-01")],
)
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_a_day_outside_the_calendar_is_an_error_of_usage(
    sahel: Sahel, home: Path, monkeypatch: pytest.MonkeyPatch, bound: tuple[str, str], zone: str
) -> None:
    monkeypatch.setenv("SAHEL_TIMEZONE", zone)
    for command in (["search", "x"], ["export", "--out", "-"]):
        called = sahel(*command, *bound)
        assert called.code == 2
        assert "1900 to 2199" in called.err


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_can_be_asked_for(sahel: Sahel, home: Path, day: str) -> None:
    assert sahel("search", "", "--since", day).code == 0


def test_words_that_are_no_utf8_are_kept_with_a_replacement_character(sahel: Sahel, home: Path) -> None:
    assert sahel("mark", "1", "--state", "kept", "--note", "vu \udcff", "--by", "A\udce9cha").code == 0
    (record,) = sahel("show", "1", "--json").lines
    assert (record["review"]["note"], record["review"]["by"]) == ("vu \ufffd", "A\ufffdcha")
    assert sahel("search", "Bamako\udcff").code == 0
    assert sahel("export", "--query", "\udcff", "--out", "-").code == 0


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_export_writes_what_a_link_points_at(sahel: Sahel, home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "out.jsonl", tmp_path / "link.jsonl"
    link.symlink_to(target)
    for _ in range(2):
        assert sahel("export", "--out", link).code == 0
        assert link.is_symlink()
        assert len(target.read_text("utf-8").splitlines()) == 2
    assert [path.name for path in target.parent.iterdir()] == ["out.jsonl"]


@pytest.mark.skipif(os.name == "nt", reason="pipes have other names there")
def test_export_writes_into_a_pipe_and_leaves_it(sahel: Sahel, home: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    assert sahel("export", "--out", pipe).code == 0
    reader.join(timeout=10)
    assert pipe.is_fifo()
    assert len(read[0].splitlines()) == 2
    assert list(tmp_path.glob("*.partial")) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("topic:fuel-blokade", "did you mean fuel-blockade?"),
        ("blockade -place:nowhere-at-all", "no such place"),
        ("blockade OR actor:nobody-at-all", "no such actor"),
        ("source:seed-document", "did you mean seed-documents?"),
        ("owner:nobody-at-all", "no such owner"),
        ("country:Mali", "two letters"),
        ("lang:french", "its code"),
    ],
)
def test_a_slip_in_a_field_is_told_and_is_no_empty_result(
    sahel: Sahel, filled_home: Path, query: str, said: str
) -> None:
    for command in (["search", query], ["export", "--query", query, "--out", "-"]):
        called = sahel("--home", filled_home, *command)
        assert called.code == 2
        assert said in called.err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--topic", "fuel-blokade", "did you mean fuel-blockade?"),
        ("--place", "nowhere-at-all", "no such place"),
        ("--actor", "nobody-at-all", "no such actor"),
        ("--source", "seed-document", "did you mean seed-documents?"),
        ("--country", "Mali", "two letters"),
        ("--lang", "french", "its code"),
    ],
)
def test_a_slip_in_a_filter_is_told_and_is_no_empty_result(
    sahel: Sahel, filled_home: Path, option: str, value: str, said: str
) -> None:
    called = sahel("--home", filled_home, "search", "", option, value)
    assert called.code == 2
    assert said in called.err


def test_several_words_need_no_quotes(sahel: Sahel, filled_home: Path) -> None:
    together = sahel("--home", filled_home, "search", "fuel blockade", "--json").lines
    apart = sahel("--home", filled_home, "search", "fuel", "blockade", "--json").lines
    assert [one["id"] for one in apart] == [one["id"] for one in together] != []


def test_the_name_of_a_file_tells_its_form(sahel: Sahel, filled_home: Path, tmp_path: Path) -> None:
    sahel("--home", filled_home, "export", "--out", tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text("utf-8").startswith("id,published,")


def test_a_mark_without_a_user_is_of_somebody_unknown(
    sahel: Sahel, filled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "own"
    shutil.copytree(filled_home, home)
    for name in ("USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    sahel("--home", home, "mark", 1, "--state", "kept", "--note", "vu")
    assert sahel("--home", home, "show", 1, "--json").lines[0]["review"]["by"] == "unknown"


def test_all_copies_of_a_report_are_listed_with_source_and_relation(sahel: Sahel, tmp_path: Path) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    for day in ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"):
        (folder / f"{day}.txt").write_text(f"{CONVOY}\n\nNous y reviendrons dans notre édition de {day}.", "utf-8")
    assert sahel("backfill", folder).code == 0
    for article in range(1, 8):
        (record,) = sahel("show", article, "--json").lines
        others = {number for number in range(1, 8) if number != article}
        assert {member["article"] for member in record["members"]} == others
        assert {member["source"] for member in record["members"]} == {"seed-documents"}
        copies = [member for member in record["members"] if member["relation"] in {"copy", "exact"}]
        assert len(copies) == (6 if record["relation"] == "new" else 5)
    shown = sahel("show", 1).out
    assert "the same report, 6 more of group" in shown
    assert shown.count("(seed-documents, ") >= 5


def test_a_source_that_no_feed_has_yet_may_be_seed_documents(sahel: Sahel) -> None:
    sahel("feeds", "add", "--no-check", "https://radio.example/feed")
    assert sahel("search", "", "--source", "seed-documents").code == 0


def test_it_is_told_where_a_text_is_only_what_the_feed_said(sahel: Sahel, home: Path) -> None:
    store = open_store(f"sqlite:///{home / 'sahel.db'}")
    with store.writing() as tx:
        before = tx.articles.document(1)
        made = analysis("Un convoi de carburant est arrivé à Sévaré.")
        told = replace(made, document=replace(made.document, basis=Basis.FEED, partial=True, live=True))
        tx.articles.add_version(1, told, None, NOON)
        tx.search.put(1, told.document, before=before)
    store.close()
    out = sahel("--home", home, "show", 1).out
    assert "the text is what the feed said of it: its page could not be read" in out
    assert "written on as things happen" in out
    assert "2 versions (--versions)" in out
