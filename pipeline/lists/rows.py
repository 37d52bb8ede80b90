"""Typed values out of TOML tables; each fault is noted with its file, table and key, and all are told at once."""

import difflib
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from pipeline.domain.errors import ListError

_MOST_FAULTS = 20
"""Faults that one error names; whoever has more has made the same mistake many times."""

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
A_KEY = "a key: small letters, digits and single hyphens"

Choice = TypeVar("Choice", bound=StrEnum)


class Faults:
    """The faults found in the lists so far."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str]] = []

    def add(self, where: str, what: str) -> None:
        """Note a fault, once: where it is (file, table, key) and what is wrong."""
        if (where, what) not in self._found:
            self._found.append((where, what))

    def raise_any(self) -> None:
        """Raise one ListError that names the faults found, if there are any."""
        lines = [f"{where}: {what}" for where, what in self._found[:_MOST_FAULTS]]
        if len(lines) == 1:
            raise ListError(lines[0])
        if lines:
            more = len(self._found) - len(lines)
            told = [f"{len(self._found)} faults in the lists", *lines, *([f"and {more} more"] if more else [])]
            raise ListError("\n  ".join(told))


class Row:
    """One table of a list. A value that is missing or wrong is noted as a fault and stands in as an empty one."""

    def __init__(self, faults: Faults, path: Path, fields: dict[str, Any], *, table: str = "", key: str = "") -> None:
        self.key = key
        self._faults = faults
        self._path = path
        self._fields = fields
        self._table = table
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._fields

    def fault(self, key: str, what: str) -> None:
        """Note what is wrong with one key of this table."""
        table = f" [{self._table}]" if self._table else ""
        self._faults.add(f"{self._path}{table}{' ' if key else ''}{key}", what)

    def text(self, key: str, default: str | None = None) -> str:
        """A line of text, white space evened out; without a default it must be there and not be blank."""
        value = " ".join(self._value(key, str, "text in quotes", default or "").split())
        if default is None and (key not in self._fields or (not value and isinstance(self._fields[key], str))):
            self.fault(key, "is empty" if key in self._fields else "is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them blank and none twice; empty where the key is left out."""
        texts: list[str] = []
        for value in self._value(key, list, 'a list such as ["one", "two"]', []):
            text = " ".join(value.split()) if isinstance(value, str) else ""
            if not isinstance(value, str):
                self.fault(key, f"must hold texts in quotes, not {_shown(value)}")
            elif not text:
                self.fault(key, "holds an empty text")
            elif text in texts:
                self.fault(key, f"{_shown(text)} stands here twice")
            else:
                texts.append(text)
        return tuple(texts)

    def flag(self, key: str, default: bool) -> bool:
        """A switch."""
        return bool(self._value(key, bool, "true or false", default))

    def number(self, key: str, limit: float) -> float | None:
        """A number from -limit to limit, or None where the key is left out."""
        value: float | None = self._value(key, (int, float), "a number", None)
        if value is not None and not -limit <= value <= limit:
            self.fault(key, f"{_shown(value)} is not between {-limit:g} and {limit:g}")
            return None
        return value

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """One of a few words; without a default it must be there."""
        allowed = list(kind)
        value = self.text(key, default)
        if value in allowed:
            return kind(value)
        if value:
            self.fault(key, f"{_shown(value)} is not known; allowed: {', '.join(allowed)}")
        return allowed[0]

    def code(self, key: str, pattern: re.Pattern[str], wanted: str, default: str | None = None) -> str:
        """A code of a given form, such as a country's; `wanted` says it in words."""
        value = self.text(key, default)
        if value:
            self._check(key, value, pattern, wanted)
        return value

    def codes(self, key: str, pattern: re.Pattern[str], wanted: str) -> tuple[str, ...]:
        """A list of codes of a given form."""
        values = self.texts(key)
        for value in values:
            self._check(key, value, pattern, wanted)
        return values

    def among(self, key: str, known: Collection[str], of: str) -> frozenset[str]:
        """A list of texts that must all be among those already `known`; `of` names them in a fault."""
        chosen = self.texts(key)
        for value in chosen:
            if value not in known:
                self.fault(key, f"{_shown(value)} is not among {of}{_nearest(value, known)}")
        return frozenset(chosen)

    def tables(self, key: str) -> Iterator["Row"]:
        """The tables under a heading: [key.NAME], each with its name as key."""
        for name, fields in self._value(key, dict, f"tables such as [{key}.NAME]", {}).items():
            row = Row(self._faults, self._path, fields, table=self._under(f"{key}.{name}"), key=name)
            if not KEY.fullmatch(name):
                row.fault("", f"{name!r} is not {A_KEY}")
            elif isinstance(fields, dict):
                yield row
            else:
                self.fault(f"{key}.{name}", f"must be a table, not {_shown(fields)}")

    def repeated(self, key: str) -> Iterator["Row"]:
        """The tables of a repeated heading: [[key]]."""
        for number, fields in enumerate(self._value(key, list, f"tables such as [[{key}]]", []), start=1):
            if isinstance(fields, dict):
                yield Row(self._faults, self._path, fields, table=self._under(f"{key} {number}"))
            else:
                self.fault(key, f"must be tables such as [[{key}]], not {_shown(fields)}")

    def is_removal(self) -> bool:
        """Whether this table only takes away the one of the same key: `remove = true`."""
        if "remove" not in self._fields:
            return False
        if self._fields != {"remove": True}:
            self.fault("remove", "`remove = true` takes the whole table away and stands alone")
        return True

    def done(self) -> None:
        """Note every key that nobody asked for as unknown."""
        for key in self._fields.keys() - self._asked:
            self.fault(key, f"is not a key of this table{_nearest(key, self._asked)}")

    def _value(self, key: str, kind: type[Any] | tuple[type[Any], ...], wanted: str, default: Any) -> Any:
        self._asked.add(key)
        if key not in self._fields:
            return default
        value = self._fields[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fault(key, f"must be {wanted}, not {_shown(value)}")
            return default
        return value

    def _check(self, key: str, value: str, pattern: re.Pattern[str], wanted: str) -> None:
        if not pattern.fullmatch(value):
            self.fault(key, f"{_shown(value)} is not {wanted}")

    def _under(self, name: str) -> str:
        return f"{self._table}.{name}" if self._table else name


def read_list(faults: Faults, path: Path, *, optional: bool = False, key: str = "") -> Row:
    """The top table of a TOML file; an optional one may be missing. Raises ListError where it cannot be read."""
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        if not optional:
            raise ListError("there is no such list", subject=str(path)) from error
        content = b""
    except OSError as error:
        raise ListError("the list cannot be read", subject=str(path)) from error
    return Row(faults, path, _parsed(content, path), key=key)


def laid_over(shipped: Iterable[Row], own: Iterable[Row]) -> tuple[Row, ...]:
    """The shipped tables with the user's own over them by key: replaced in place, taken away, or added at the end."""
    rows = {row.key: row for row in shipped}
    for row in own:
        if not row.is_removal():
            rows[row.key] = row
        elif rows.pop(row.key, None) is None:
            row.fault("remove", f"there is no {row.key} to take away{_nearest(row.key, rows)}")
    return tuple(rows.values())


def _parsed(content: bytes, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ListError(f"not UTF-8 (at line {line})", subject=str(path)) from None
    except (ValueError, RecursionError) as error:
        raise ListError(f"not TOML: {error}", subject=str(path)) from None


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}..."


def _nearest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f"; the nearest is {near[0]}" if near else ""
