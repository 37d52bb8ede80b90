"""Options, settings, status, the database, topics, digest, backfill."""

import json
import os
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.cli.condition import _FATES
from pipeline.cli.failures import in_words
from pipeline.cli.locking import lock_of, sign, take_lock
from pipeline.cli.operation import _nothing_unfinished
from pipeline.cli.running import _loaded
from pipeline.domain.articles import Reason
from pipeline.domain.feeds import FeedStatus, Poll
from pipeline.domain.hosts import Fate, NewLink, Why
from pipeline.parse.plaintext import _DATE_KEYS
from storage.store import open_store
from tests.cli.conftest import Sahel
from tests.flows.world import CONVOY, START

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


def test_the_database_may_be_set_in_the_settings_file(
    sahel: Sahel, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "sahel.toml").write_text("db = 'sqlite:///one.db'\n", "utf-8")
    assert json.loads(sahel("config", "--json").out)["db"] == "sqlite:///one.db"
    assert sahel("status").code == 0
    assert (tmp_path / "one.db").exists()
    monkeypatch.setenv("SAHEL_DB", "sqlite:///two.db")
    assert json.loads(sahel("config", "--json").out)["db"] == "sqlite:///two.db"
    assert json.loads(sahel("--db", "sqlite:///three.db", "config", "--json").out)["db"] == "sqlite:///three.db"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("home = '/x'", ("sahel.toml", "--home or SAHEL_HOME")),
        ("db = 3", ("sahel.toml", "db")),
        ("host_delay = inf", ("host_delay",)),
        ("host_delay = nan", ("host_delay",)),
        ("host_delay = 3601", ("host_delay", "3600")),
        ("deadline = 241", ("deadline", "240")),
        ("deadline = nan", ("deadline",)),
        ('contact = "a\\r\\nHost: x"', ("contact", "one line")),
        ('contact = "a\\u0000"', ("contact", "one line")),
        ('contact = "a\\u0085"', ("contact", "one line")),
    ],
)
def test_a_setting_without_sense_is_refused(sahel: Sahel, home: Path, content: str, words: tuple[str, ...]) -> None:
    (home / "sahel.toml").write_text(content, "utf-8")
    called = sahel("config")
    assert called.code == 2
    assert [word for word in words if word not in called.err] == []


@pytest.mark.parametrize("option", ["--visits", "--processes"])
def test_the_service_takes_no_more_than_the_settings_do(sahel: Sahel, home: Path, option: str) -> None:
    # The impossible port is looked at after it, so that no service ever starts here.
    called = sahel("run", option, "257", "--port", "99999")
    assert called.code == 2
    assert "256" in called.err


def test_a_byte_order_mark_before_the_settings_is_no_fault(sahel: Sahel, home: Path) -> None:
    (home / "sahel.toml").write_bytes(b"\xef\xbb\xbfcontact = 'desk@example.org'\n")
    assert json.loads(sahel("config", "--json").out)["contact"] == "desk@example.org"


def test_no_secret_of_an_address_is_shown(sahel: Sahel, home: Path) -> None:
    (home / "sahel.toml").write_text("archive = 's3://KEY:hunter2@bucket'\n", "utf-8")
    values = json.loads(sahel("--db", "postgresql://h/db?user=u&password=hunter3", "config", "--json").out)
    assert values["archive"] == "s3://KEY:***@bucket"
    assert values["db"] == "postgresql://h/db?user=u&password=***"


def test_an_archive_that_cannot_be_opened_names_its_setting(
    sahel: Sahel, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAHEL_ARCHIVE", "foo://bar")
    called = sahel("backfill")
    assert called.code == 2
    assert "archive = foo://bar" in called.err


def test_a_file_that_is_no_database_is_named_by_an_upgrade_too(sahel: Sahel, home: Path) -> None:
    (home / "sahel.db").write_bytes(b"this is not a database, but it is long enough to have a header" * 20)
    told = [sahel(*command) for command in (["status"], ["db", "upgrade"])]
    assert [called.code for called in told] == [5, 5]
    assert told[0].err == told[1].err


def test_a_digest_of_a_day_outside_the_calendar_is_an_error_of_usage(
    sahel: Sahel, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAHEL_TIMEZONE", "Asia/Tokyo")
    called = sahel("digest", "--date", "0001-01-01")
    assert called.code == 2
    assert "1900 to 2199" in called.err


def test_a_backfill_takes_a_hidden_file_and_refuses_a_device(sahel: Sahel, files: Files) -> None:
    assert sahel("backfill", files(".hidden.txt", CONVOY)).out == "1 stored\n"
    called = sahel("backfill", os.devnull)
    assert (called.code, os.devnull in called.err) == (2, True)


def test_an_interrupted_copy_leaves_nothing_behind(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"

    def interrupted() -> None:
        with _nothing_unfinished(copy):
            (tmp_path / "copy.db.partial").write_text("half of it")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_status_tells_whether_the_service_runs_and_leaves_it_alone(sahel: Sahel, home: Path) -> None:
    assert "not running" in sahel("status").out
    with lock_of(home) as file:
        assert take_lock(file)
        sign(file)
        assert f"running, process {os.getpid()}" in sahel("status").out
        with lock_of(home) as second:
            assert not take_lock(second)
    assert sahel("status", "--json").lines[0]["service"] == "not running"
    with lock_of(home) as file:
        assert take_lock(file)


def test_status_tells_the_fate_of_links_in_words(sahel: Sahel, home: Path) -> None:
    store = open_store(f"sqlite:///{home / 'sahel.db'}")
    fates = [Fate.WAITING, Fate.OFF_TOPIC, Fate.OFF_TOPIC]
    links = [
        NewLink(f"https://a.example/{n}", f"https://a.example/{n}", "a.example", Why.FEED, "radio", START, fate=fate)
        for n, fate in enumerate(fates)
    ]
    with store.writing() as tx:
        tx.links.add(links, START)
    store.close()
    assert "2 left out by a feed's gate, 1 waiting" in sahel("status").out
    assert sahel("status", "--json").lines[0]["links"] == {"waiting": 1, "off_topic": 2}


def test_every_fate_of_a_link_has_its_words() -> None:
    assert set(_FATES) == set(Fate)


def test_what_is_wrong_stands_before_the_feeds_that_fail_and_a_past_poll_is_due(sahel: Sahel, tmp_path: Path) -> None:
    sahel("feeds", "add", "--no-check", "https://radio.example/feed", "--key", "radio")
    store = open_store(f"sqlite:///{tmp_path / 'sahel-home' / 'sahel.db'}")
    with store.writing() as tx:
        past = START - timedelta(hours=3)
        state = replace(tx.feeds.get("radio").state, status=FeedStatus.ERROR, last_polled=past, next_poll=past)
        tx.feeds.record(Poll("radio", past, FeedStatus.ERROR), state)
    store.close()
    out = sahel("status").out
    assert "and `sahel run` is not running" in out
    assert out.index("1 of 1 enabled feeds failed") < out.index("next poll")
    assert out.splitlines()[-1].split() == ["radio", "error", "due"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("big.txt", b"x" * 10_000_001, "big.txt: more than 10 MB"),
        ("pic.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 999, "pic.png: a PNG picture, not a text"),
        ("list.opml", b"<opml></opml>", "list.opml: OPML content, not a text"),
        ("blank.txt", b" \n", "blank.txt: no text in it"),
    ],
)
def test_a_backfill_says_in_words_why_a_document_failed(
    sahel: Sahel, files: Files, name: str, content: bytes, words: str
) -> None:
    assert sahel("backfill", files(name, content)).err.rstrip().endswith(words)


def test_every_reason_has_its_words() -> None:
    assert [reason for reason in Reason if in_words(reason) == reason] == []
    assert in_words("too_short: 12 characters") == "too little text in it (12 characters)"
    assert in_words("Permission denied") == "Permission denied"


def test_the_help_of_backfill_names_every_key_that_is_read(sahel: Sahel) -> None:
    shown = sahel("backfill", "--help").out
    wanted = ("title", "language", "lang", "source", *_DATE_KEYS)
    assert [key for key in wanted if not re.search(rf"\b{key}\b", shown)] == []


def test_the_start_says_how_many_feeds_are_switched_on() -> None:
    shown = "193 feeds loaded from the lists; 147 of them are switched on (the others: `sahel feeds list`)"
    assert _loaded(193, 193, 147) == shown
    assert _loaded(10, 10, 10) == "10 feeds loaded from the lists; 10 of them are switched on"
    assert _loaded(5, 198, 150) == "5 feeds loaded from the lists; 150 of all 198 are switched on"


def test_a_fault_in_a_list_begins_with_where_it_is(sahel: Sahel, home: Path) -> None:
    path = home / "seeds" / "places.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[place.mali]\nremove = true\n", "utf-8")
    assert sahel("topics", "check").err.startswith(f"sahel: {path} place: is not a key of this table")
