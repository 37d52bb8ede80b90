"""The page archive: the bytes of each page, compressed, immutable, named by their sha256.

A local folder by default; any address that fsspec knows otherwise.
"""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

import zstandard

from pipeline.domain.errors import ConfigError, StorageError, StoreFull
from pipeline.domain.urls import without_secrets

_LEVEL = 9
_LARGEST = 64 * 1024 * 1024
_ID_OBJECT = "store-id"


class Archive:
    """Objects put once and never changed. `put` returns only when the object is on disk.

    Raises ConfigError where fsspec does not know the address, or lacks a package for it.
    """

    def __init__(self, address: str) -> None:
        import fsspec

        self.name = without_secrets(address)
        try:
            self._files, self._root = fsspec.core.url_to_fs(address)
        except (ImportError, ValueError, OSError) as error:
            raise ConfigError("the page archive cannot be opened", subject=f"archive = {self.name}") from error
        self._local = "file" in _protocols(self._files)

    def bind(self, store_id: str) -> None:
        """Make sure that this archive belongs to the store; raises ConfigError where it belongs to another."""
        path = f"{self._root}/{_ID_OBJECT}"
        with self._translated():
            if not self._files.exists(path):
                self._write(path, store_id.encode())
            found = self._files.cat_file(path).decode().strip()
        if found != store_id:
            raise ConfigError("this page archive belongs to another store", subject=self.name)

    def put(self, body: bytes, sha256: str) -> None:
        """Keep the bytes of a page under their hash; putting them twice changes nothing."""
        path = self._path(sha256)
        with self._translated():
            if not self._files.exists(path):
                self._write(path, zstandard.ZstdCompressor(level=_LEVEL).compress(body))

    def get(self, sha256: str) -> bytes:
        """The bytes of a page; raises StorageError where they are missing or damaged."""
        try:
            packed = self._files.cat_file(self._path(sha256))
            body = zstandard.ZstdDecompressor().decompress(packed, max_output_size=_LARGEST)
        except (OSError, zstandard.ZstdError) as error:
            raise StorageError("this page is not in the archive, or is damaged", subject=sha256) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise StorageError("the archived page does not have its hash", subject=sha256)
        return body

    def has(self, sha256: str) -> bool:
        """Whether the bytes of a page are kept."""
        return bool(self._files.exists(self._path(sha256)))

    def _path(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256}.zst"

    def _write(self, path: str, content: bytes) -> None:
        if self._local:
            _write_durably(Path(path), content)
        else:
            self._files.pipe_file(path, content)

    @contextlib.contextmanager
    def _translated(self) -> Any:
        try:
            yield
        except OSError as error:
            kind = StoreFull if error.errno in _FULL else StorageError
            raise kind("the page archive cannot be written", subject=self.name) from error


_FULL = {28, 122}
"""ENOSPC and EDQUOT."""


def _write_durably(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: it is on disk before it has its name."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(partial)
        raise


def _protocols(files: Any) -> tuple[str, ...]:
    protocol = files.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)
