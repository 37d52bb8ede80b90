"""Writing files that appear whole: whoever opens one finds the old one or the new one, never a part."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.domain.errors import ConfigError, StoreFull

_DISK_FULL = {28, 122}
"""ENOSPC and EDQUOT."""
_PIECE = 1 << 20
"""Characters read at a time."""


def write_files(folder: Path, texts: Mapping[str, Iterable[str]]) -> list[Path]:
    """Write texts, given in pieces, under their names into a folder, which is made; raises StoreFull or ConfigError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write_whole(folder / name, pieces) for name, pieces in texts.items()]
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise StoreFull("the disk is full", subject=str(folder)) from error
        raise ConfigError("files cannot be written here", subject=str(folder)) from error


def pieces_of(path: Path) -> Iterator[str]:
    """The text of a file in pieces."""
    with path.open(encoding="utf-8", newline="") as file:
        while piece := file.read(_PIECE):
            yield piece


def point_at(target: Path, name: str) -> Path:
    """Let a name beside a file lead to it at once: as a link, or as a copy where links cannot be made."""
    link = target.with_name(name)
    opened, partial = tempfile.mkstemp(dir=target.parent, prefix=f".{name}-")
    os.close(opened)
    os.unlink(partial)
    try:
        os.symlink(target.name, partial)
        os.replace(partial, link)
    except OSError:
        Path(partial).unlink(missing_ok=True)
        _write_whole(link, pieces_of(target))
    return link


def _write_whole(path: Path, pieces: Iterable[str]) -> Path:
    opened, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(opened, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(partial, 0o644)
        os.replace(partial, path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    return path
