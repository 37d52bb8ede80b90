"""The few statements that SQLite and PostgreSQL spell differently."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, Table, any_, bindparam, text
from sqlalchemy.dialects import postgresql, sqlite


def row_of(value: Any) -> dict[str, Any]:
    """The fields of a dataclass by name; unlike asdict it copies nothing."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def is_sqlite(connection: Connection) -> bool:
    """Whether a connection leads to SQLite."""
    return connection.dialect.name == "sqlite"


def one_of(connection: Connection, column: ColumnElement[int], numbers: Collection[int]) -> ColumnElement[bool]:
    """Whether a column holds one of many numbers: one parameter whatever their number, so the statement is cached."""
    if is_sqlite(connection):
        listed = text("SELECT value FROM json_each(:numbers)").bindparams(numbers=json.dumps(list(numbers)))
        return column.in_(listed.columns(Column("value", BigInteger)))
    return column == any_(bindparam("numbers", list(numbers), type_=postgresql.ARRAY(BigInteger), unique=True))


def insert_plain(connection: Connection, table: Table, rows: Sequence[tuple[int | str, ...]]) -> None:
    """Insert many rows of numbers and texts, given in the order of the columns, by the shortest way."""
    if rows:
        connection.exec_driver_sql(_insertion(table, "?" if is_sqlite(connection) else "%s"), list(rows))


@cache
def _insertion(table: Table, mark: str) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join(mark for _ in table.columns)})'


def inserting(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what happens on a conflict."""
    return sqlite.insert(table) if is_sqlite(connection) else postgresql.insert(table)


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose unique key is not there yet; leave the others as they are."""
    if rows:
        connection.execute(inserting(connection, table).on_conflict_do_nothing(), list(rows))


def upsert(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row, or overwrite the one with the same primary key."""
    keys = [column.name for column in table.primary_key.columns]
    rest = {name: value for name, value in row.items() if name not in keys}
    statement = inserting(connection, table).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest))
