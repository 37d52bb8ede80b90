"""Where the lists and the seed documents are: shipped with the product, and in the user's own seeds folder."""

from pathlib import Path

from pipeline.lists.rows import Faults, Row, laid_over, read_list

_LISTS = ("actors.toml", "feeds.toml", "places.toml", "searches.toml")


def shipped_seeds() -> Path:
    """The seeds folder of the product: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_seeds"
    return installed if installed.is_dir() else package.parent / "seeds"


def seed_documents(overlay: Path | None) -> tuple[Path, ...]:
    """The shipped seed documents, then the user's own; one of the same file name replaces the shipped one."""
    folders = [shipped_seeds(), *([overlay] if overlay else [])]
    return tuple({path.name: path for folder in folders for path in _visible(folder / "documents", "*")}.values())


def listed(faults: Faults, name: str, heading: str, overlay: Path | None) -> tuple[Row, ...]:
    """The tables [heading.KEY] of a list, with those of the user's own list of the same name laid over them."""
    shipped = read_list(faults, shipped_seeds() / name)
    rows = tuple(shipped.tables(heading))
    shipped.done()
    if overlay:
        own = read_list(faults, overlay / name, optional=True)
        rows = laid_over(rows, own.tables(heading))
        own.done()
    return rows


def topic_files(faults: Faults, folder: Path) -> tuple[Row, ...]:
    """The topics of a seeds folder, one file each; the key is the name of the file."""
    return tuple(read_list(faults, path, key=path.stem) for path in _visible(folder / "topics", "*.toml"))


def check_names(faults: Faults, overlay: Path | None) -> None:
    """Note lists in the user's folder that have another name than those that are read."""
    for path in _visible(overlay, "*.toml") if overlay else ():
        if path.name not in _LISTS:
            faults.add(str(path), f"is not a list that is read; the lists are {', '.join(_LISTS)} and topics/KEY.toml")


def _visible(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder by name, without hidden ones and the backups of editors; none where there is no folder."""
    return sorted(path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith((".", "~", "#")))
