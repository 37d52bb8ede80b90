"""Options, settings, status, the database, topics, digest, backfill."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import __version__
from tests.cli.conftest import Sahel
from tests.flows.world import CONVOY

Files = Callable[[str, str | bytes], Path]
COMMANDS = (
    "run", "poll", "backfill", "digest", "search", "show", "mark", "export", "extract", "tag", "copies", "status",
    "config", "feeds list", "feeds add", "feeds remove", "feeds enable", "feeds disable", "feeds import",
    "feeds export", "topics list", "topics check", "db upgrade", "db check", "db backup",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(sahel: Sahel, command: str) -> None:
    called = sahel(*command.split(), "--help")
    assert called.code == 0
    assert f"sahel {command}" in called.out
    assert len(called.out.splitlines()) >= 5


def test_without_a_command_it_shows_its_help(sahel: Sahel) -> None:
    called = sahel()
    assert called.code == 2
    assert "backfill" in called.out


def test_the_version_is_told(sahel: Sahel) -> None:
    assert sahel("--version").out == f"sahel-monitor {__version__}\n"


def test_an_unknown_command_is_an_error_of_usage(sahel: Sahel) -> None:
    called = sahel("nonsense")
    assert called.code == 2
    assert "nonsense" in called.err


def test_settings_come_from_file_and_environment(sahel: Sahel, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "sahel.toml").write_text('contact = "desk@example.org"\nhost_delay = 9\n', "utf-8")
    monkeypatch.setenv("SAHEL_HOST_DELAY", "4.5")
    monkeypatch.setenv("SAHEL_ALLOW_NETWORKS", "127.76.0.0/15, 10.0.0.0/8")
    values = json.loads(sahel("config", "--json").out)
    assert (values["contact"], values["host_delay"]) == ("desk@example.org", "4.5")
    assert values["allow_networks"] == "127.76.0.0/15, 10.0.0.0/8"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("contakt = 'x'", ("sahel.toml", "contakt", "did you mean contact")),
        ("visits = 'many'", ("sahel.toml", "visits")),
        ("timezone = 'Mars/Base'", ("sahel.toml", "timezone", "no such time zone")),
        ("digest_hour = 24", ("digest_hour",)),
        ("allow_networks = ['10.0.0.1/8']", ("allow_networks",)),
        ("visits = ", ("sahel.toml", "cannot be read")),
        ("language = 'de'", ("language",)),
    ],
)
def test_a_fault_in_the_settings_is_named(sahel: Sahel, home: Path, content: str, words: tuple[str, ...]) -> None:
    (home / "sahel.toml").write_text(content, "utf-8")
    called = sahel("config")
    assert called.code == 2
    assert [word for word in words if word not in called.err] == []


def test_an_unknown_setting_in_the_environment_is_named(sahel: Sahel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAHEL_VISIT", "3")
    called = sahel("config")
    assert called.code == 2
    assert "SAHEL_VISIT" in called.err
    assert "visits" in called.err


def test_a_settings_file_that_is_missing_is_named(sahel: Sahel, tmp_path: Path) -> None:
    called = sahel("--config", tmp_path / "none.toml", "config")
    assert called.code == 2
    assert "none.toml" in called.err


def test_a_password_is_never_shown(sahel: Sahel) -> None:
    called = sahel("--db", "postgresql://desk:hunter2@db.example/sahel", "config")
    assert called.code == 0
    assert "hunter2" not in called.out
    assert "desk:***@db.example" in called.out.replace("\n", "")


def test_status_tells_what_is_there_and_what_is_wrong(sahel: Sahel, home: Path) -> None:
    called = sahel("status")
    assert called.code == 0
    assert "2, 2 relevant" in called.out
    assert "no contact is set" in called.out
    record = json.loads(sahel("status", "--json").out)
    assert (record["articles"], record["never_polled"]) == (2, record["enabled"])


def test_a_database_of_the_future_is_refused_with_its_code(sahel: Sahel, home: Path) -> None:
    with sqlite3.connect(home / "sahel.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for command in (["status"], ["search", "x"], ["db", "upgrade"], ["poll"]):
        called = sahel(*command)
        assert called.code == 3
        assert "9999" in called.err


def test_an_upgrade_of_a_new_home_sets_it_up(sahel: Sahel, tmp_path: Path) -> None:
    assert sahel("db", "upgrade").code == 0
    assert (tmp_path / "sahel-home" / "sahel.db").exists()
    assert sahel("db", "check").out == "ok\n"


def test_a_backup_is_made_and_never_overwritten(sahel: Sahel, home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert sahel("db", "backup", copy).code == 0
    assert sahel("--db", f"sqlite:///{copy}", "search", "", "--json").lines != []
    assert sahel("db", "backup", copy).code == 2


def test_topics_are_listed_with_where_they_come_from(sahel: Sahel) -> None:
    records = sahel("topics", "list", "--json").lines
    assert len(records) == 19
    assert all(record["derived_from"] for record in records)
    assert "fuel-blockade" in sahel("topics", "list").out


def test_topics_check_names_doubts_and_counts(sahel: Sahel) -> None:
    called = sahel("topics", "check")
    assert called.code == 0
    assert "19 topics" in called.out


def test_a_fault_in_the_users_lists_is_named_with_file_and_key(sahel: Sahel, home: Path) -> None:
    (home / "seeds" / "topics").mkdir(parents=True)
    (home / "seeds" / "topics" / "mine.toml").write_text('key = "mine"\nlabel_en = 3\n', "utf-8")
    called = sahel("topics", "check")
    assert called.code == 2
    assert "mine.toml" in called.err
    assert "label_en" in called.err


def test_a_backfill_names_what_failed_and_stores_the_rest(sahel: Sahel, files: Files, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text(CONVOY, "utf-8")
    (folder / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 999)
    called = sahel("backfill", folder)
    assert called.code == 1
    assert "b.png" in called.err
    assert called.out == "1 stored, 1 failed\n"
    again = sahel("backfill", folder / "a.txt")
    assert (again.code, again.out) == (0, "0 stored, 1 known already (nothing changed)\n")


def test_a_backfill_of_nothing_is_an_error_of_usage(sahel: Sahel, tmp_path: Path) -> None:
    called = sahel("backfill", tmp_path / "nowhere")
    assert called.code == 2
    assert "nowhere" in called.err


def test_a_home_that_cannot_be_written_is_named(sahel: Sahel, files: Files) -> None:
    called = sahel("--home", files("a-file", "not a folder"), "backfill")
    assert called.code == 2
    assert "a-file" in called.err


def test_the_digest_prints_where_its_files_lie(sahel: Sahel, home: Path, tmp_path: Path) -> None:
    called = sahel("digest", "--lang", "fr", "--format", "md,json", "--out", tmp_path / "out")
    assert called.code == 0
    paths = [Path(line) for line in called.out.splitlines()]
    assert [path.name for path in paths] == ["2026-11-19.fr.md", "2026-11-19.fr.json"]
    assert all(path.read_text("utf-8") for path in paths)


@pytest.mark.parametrize(
    "arguments",
    [("--date", "2026-13-01"), ("--date", "2027-01-01"), ("--lang", "de"), ("--format", "pdf"), ("--format", ",")],
)
def test_a_faulty_digest_is_an_error_of_usage(sahel: Sahel, home: Path, arguments: tuple[str, str]) -> None:
    assert sahel("digest", *arguments).code == 2


def test_the_contract_of_the_design_is_kept_by_the_commands(sahel: Sahel) -> None:
    listed = sahel("--help").out
    assert [command for command in COMMANDS if command.split()[0] not in listed] == []
