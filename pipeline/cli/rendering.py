"""How values are printed: one JSON object a line, or tables for people."""

import json
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

_WIDE = 400
_FEW = 5
"""A table of more columns is not squeezed into a narrow terminal."""
_PIPED = 80
_SURROGATE = re.compile("[\ud800-\udfff]")


def print_json(value: object) -> None:
    """Print one object on one line."""
    sys.stdout.write(to_json_line(value))


def to_json_line(value: object) -> str:
    """One object as a line of JSON, UTF-8 and unescaped but for halves of characters, which UTF-8 cannot write."""
    line = json.dumps(plain(value), ensure_ascii=False)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", line) + "\n"


def readable(text: str) -> str:
    """The text with a replacement character for each half of a character or byte that is no UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def plain(value: Any) -> Any:
    """A value as JSON knows it: dataclasses as objects, times as ISO 8601 in UTC."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date | Path):
        return str(value)
    return value


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str) -> None:
    """Print rows under headings, or a sentence where there are none; no text in a cell is read as markup."""
    table = Table(*headings, box=None, pad_edge=False, header_style="bold")
    if table.columns:
        table.columns[0].no_wrap = True
        table.columns[0].overflow = "fold"
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    # A pipe has no width: whoever reads it gets whole lines.
    width = None if sys.stdout.isatty() else _WIDE
    console = Console(width=width, markup=False, highlight=False, emoji=False)
    if not table.row_count:
        console.print(empty)
    elif (
        len(headings) > _FEW
        and console.measure(table, options=console.options.update(width=_WIDE)).maximum > console.width
    ):
        _print_sheets(headings, table)
    else:
        console.print(table)


def _width_of(table: Table, console: Console) -> int:
    return console.measure(table, options=console.options.update(width=_WIDE)).maximum


def _print_sheets(headings: Sequence[str], table: Table) -> None:
    """Print each row as a sheet of its own, for a terminal too narrow for a table."""
    columns = [list(column.cells) for column in table.columns]
    for cells in zip(*columns, strict=True):
        first, *others = (cell.plain for cell in cells)
        say(first)
        for heading, value in zip(headings[1:], others, strict=True):
            if value:
                say(f"    {heading}: {value}" if heading else f"    {value}")


def _cell(value: object) -> Any:
    from rich.text import Text

    return Text("" if value is None else short_moment(value) if isinstance(value, datetime) else readable(str(value)))


def short_moment(moment: datetime | None) -> str:
    """A time for people, to the minute, in UTC."""
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M")


def when_due(moment: datetime | None, now: datetime) -> str:
    """When something is to be done, for people: "due" where the time has come."""
    return "due" if moment is not None and moment <= now else short_moment(moment)


def terminal_width() -> int:
    """How many columns the terminal has; 80 where the output is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED


def say(text: str) -> None:
    """Print a line for people."""
    sys.stdout.write(readable(text) + "\n")


def note(text: str) -> None:
    """Print a line about the work itself, on stderr."""
    sys.stderr.write(text + "\n")
