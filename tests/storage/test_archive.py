"""The page archive."""

import hashlib
import importlib.util
from pathlib import Path

import pytest

from pipeline.domain.errors import ConfigError, StorageError
from storage.archive import Archive

BODY = b"<html>" + "Une page, مالي".encode() * 200
HASH = hashlib.sha256(BODY).hexdigest()


def test_what_was_put_comes_back_whole(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path / "pages"))
    archive.put(BODY, HASH)
    assert archive.get(HASH) == BODY
    assert archive.has(HASH)


def test_an_empty_page_can_be_kept(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path / "pages"))
    name = hashlib.sha256(b"").hexdigest()
    archive.put(b"", name)
    assert archive.get(name) == b""


def test_putting_twice_leaves_one_object_and_no_remains(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path))
    archive.put(BODY, HASH)
    archive.put(BODY, HASH)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [f"{HASH}.zst"]
    assert files[0].stat().st_size < len(BODY)


def test_a_missing_page_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=HASH):
        Archive(str(tmp_path)).get(HASH)


def test_a_damaged_page_is_not_given_out(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path))
    archive.put(BODY, HASH)
    (path,) = tmp_path.rglob("*.zst")
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(StorageError):
        archive.get(HASH)


def test_an_archive_belongs_to_one_store(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path))
    archive.bind("one")
    archive.bind("one")
    with pytest.raises(ConfigError, match="another store") as caught:
        archive.bind("two")
    assert caught.value.exit_code == 2


def test_an_archive_may_lie_in_memory_or_elsewhere() -> None:
    archive = Archive("memory://pages-of-a-test")
    archive.bind("one")
    archive.put(BODY, HASH)
    assert archive.get(HASH) == BODY


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("a file where a folder should be")
    with pytest.raises(StorageError, match="pages"):
        Archive(str(tmp_path / "pages")).put(BODY, HASH)


def test_an_address_that_nothing_here_can_open_names_the_setting() -> None:
    with pytest.raises(ConfigError, match=r"archive = foo://bar") as caught:
        Archive("foo://bar")
    assert caught.value.exit_code == 2


@pytest.mark.skipif(importlib.util.find_spec("s3fs") is not None, reason="s3fs is installed")
def test_a_missing_package_is_named_and_no_key_is_shown() -> None:
    with pytest.raises(ConfigError, match=r"archive = s3://KEY:\*\*\*@bucket.*s3fs") as caught:
        Archive("s3://KEY:SECRET@bucket")
    assert "SECRET" not in str(caught.value)


def test_the_key_of_an_archive_is_in_none_of_its_errors() -> None:
    archive = Archive("memory://KEY:SECRET@pages-of-another-test")
    archive.bind("one")
    with pytest.raises(ConfigError, match="another store") as caught:
        archive.bind("two")
    assert "SECRET" not in str(caught.value)
