"""Backfilling seed documents."""

import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain.errors import ConfigError, StoreFull
from pipeline.domain.queries import Filters, read_query
from pipeline.flows.backfill import Outcome, Result, backfill_documents, files_of
from pipeline.flows.services import Services
from pipeline.lists import seed_documents
from tests.flows.world import CONVOY

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def backfill(services: Services, *files: Path) -> list[Outcome]:
    return list(backfill_documents(services, files, threading.Event()))


def results(outcomes: list[Outcome]) -> list[Result]:
    return [outcome.result for outcome in outcomes]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_documents_of_each_form_are_stored(services: Services, tmp_path: Path) -> None:
    files = [
        write(tmp_path, "a.txt", "Un convoi arrive à Bamako\n\n" + CONVOY),
        write(
            tmp_path, "b.md", "---\ntitle: Le convoi\nlanguage: fr\n---\n\n# Titre\n\n" + CONVOY.replace("cent", "100")
        ),
        write(tmp_path, "c.html", f"<html><head><title>Convoi</title></head><body><p>{CONVOY}</p></body></html>"),
    ]
    assert results(backfill(services, *files)) == [Result.STORED] * 3
    with services.store.reading() as view:
        found = list(view.listings.find(read_query("carburant"), Filters(everything=True)))
    assert {one.article.source for one in found} == {"seed-documents"}
    assert len(found) == 3


def test_a_second_time_changes_nothing(services: Services, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", CONVOY)
    backfill(services, path)
    moved = write(tmp_path, "moved.txt", CONVOY)
    assert results(backfill(services, path, moved)) == [Result.KNOWN, Result.KNOWN]
    with services.store.reading() as view:
        assert view.articles.count() == 1


@pytest.mark.parametrize(
    ("content", "reason"), [(PNG, "wrong_type"), (b"", "empty"), (b"  \n\n", "empty"), (b"x" * 10_000_001, "too_big")]
)
def test_a_bad_document_is_named_with_its_reason_and_the_rest_is_stored(
    services: Services, tmp_path: Path, content: bytes, reason: str
) -> None:
    bad = write(tmp_path, "a-bad.txt", content)
    good = write(tmp_path, "b-good.txt", CONVOY)
    first, second = backfill(services, bad, good)
    assert (first.path, first.result) == (bad, Result.FAILED)
    assert reason in first.detail
    assert second.result is Result.STORED


def test_a_document_of_an_old_code_page_keeps_its_letters(services: Services, tmp_path: Path) -> None:
    backfill(services, write(tmp_path, "a.txt", CONVOY.encode("cp1252")))
    with services.store.reading() as view:
        (one,) = view.listings.find(read_query(""), Filters(everything=True))
    assert "après onze" in one.text
    assert "« Nous avons passé" in one.text


def test_a_missing_document_is_an_error_of_usage(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        files_of([tmp_path / "nowhere"])


def test_a_folder_is_read_through_in_order_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    names = ["b.txt", "a.md", ".hidden", "inner/c.txt"]
    for name in names:
        write(tmp_path, name, "x")
    assert files_of([tmp_path]) == [tmp_path / name for name in ("a.md", "b.txt", "inner/c.txt")]


def test_a_folder_in_place_of_a_document_is_a_failure_not_a_crash(services: Services, tmp_path: Path) -> None:
    assert results(backfill(services, tmp_path)) == [Result.FAILED]


def test_a_stop_between_documents_loses_nothing(services: Services, tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.txt", f"{CONVOY} {n}") for n in range(3)]
    stop = threading.Event()
    outcomes = []
    for outcome in backfill_documents(services, files, stop):
        outcomes.append(outcome)
        stop.set()
    assert results(outcomes) == [Result.STORED]
    assert results(backfill(services, *files)) == [Result.KNOWN, Result.STORED, Result.STORED]


def test_without_room_a_backfill_says_so(services: Services, tmp_path: Path) -> None:
    full = replace(services, settings=services.settings.model_copy(update={"min_free_mb": 10**9}))
    with pytest.raises(StoreFull):
        backfill(full, write(tmp_path, "a.txt", CONVOY))


REQUIRED = (
    {
        "fuel-blockade",
        "aes-confederation",
        "ecowas-relations",
        "joint-force",
        "justice-system",
        "regional-finance",
        "jihadist-insurgency",
    },
    {"aes-confederation", "russia-partnership", "france-rupture", "mining-sovereignty", "human-rights"},
)


def required_topics_are_borne(services: Services, files: list[Path]) -> None:
    """Check that each of two documents bears its topics, with spans that cut the surface out of the text."""
    assert results(backfill(services, *files)) == [Result.STORED] * 2
    with services.store.reading() as view:
        found = sorted(view.listings.find(read_query(""), Filters(everything=True)), key=lambda one: one.article.id)
        dossiers = [view.listings.dossier(one.article.id) for one in found]
    for dossier, required in zip(dossiers, REQUIRED, strict=True):
        assert required <= {tag.topic for tag in dossier.tags}
        assert dossier.listed.article.language == "en"
        document = dossier.versions[0].document
        for mention in dossier.mentions:
            assert getattr(document, mention.field)[mention.start : mention.end] == mention.surface
        assert {tag.topic for tag in dossier.tags} <= {mention.key for mention in dossier.mentions}


def test_our_accounts_of_the_seed_documents_bear_their_topics(services: Services) -> None:
    files = sorted(seed_documents(None), key=lambda path: "paris" in path.name)
    required_topics_are_borne(services, files)


def test_the_raw_seed_documents_bear_their_topics(services: Services) -> None:
    folder = Path(__file__).parents[2].parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the client's raw seed documents are not on this machine")
    required_topics_are_borne(services, files_of([folder]))


def test_captions_and_comment_forms_of_the_raw_seed_documents_are_left_out(services: Services) -> None:
    folder = Path(__file__).parents[2].parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the client's raw seed documents are not on this machine")
    files = files_of([folder])
    backfill(services, *files)
    with services.store.reading() as view:
        found = sorted(view.listings.find(read_query(""), Filters(everything=True)), key=lambda one: one.article.id)
    for words in ("REUTERS", "AP Photo", "Leave a Reply", "email address", "Source link", "Mali map"):
        assert all(words not in one.text for one in found)
    first_line = files[1].read_text("utf-8").splitlines()[0]
    assert found[1].article.title == first_line
    assert first_line not in found[1].text


def test_a_hidden_file_that_is_named_itself_is_taken(tmp_path: Path) -> None:
    path = write(tmp_path, ".hidden.txt", "x")
    assert files_of([path]) == [path]


@pytest.mark.skipif(os.name == "nt", reason="devices and pipes have other names there")
def test_what_is_neither_file_nor_folder_is_named(tmp_path: Path) -> None:
    pipe = tmp_path / "a-pipe"
    os.mkfifo(pipe)
    for path in (Path("/dev/null"), pipe):
        with pytest.raises(ConfigError, match=path.name):
            files_of([path])


def test_a_name_longer_than_any_file_has_is_an_error_of_usage(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        files_of([tmp_path / ("x" * 5000)])


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes are a matter of Linux")
def test_a_file_name_that_is_no_text_stops_nothing(services: Services, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, content in ((b"a\xff.txt", CONVOY), (b"b.txt", CONVOY + " Fin.")):
        write(folder, os.fsdecode(name), content)
    assert results(backfill(services, *files_of([folder]))) == [Result.STORED] * 2
    with services.store.reading() as view:
        found = view.listings.find(read_query(""), Filters(everything=True))
        assert {one.article.url for one in found} == {"seed:a%FF.txt", "seed:b.txt"}
