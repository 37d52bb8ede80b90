"""What the tables are made of: the kinds of columns, and the names of keys and indexes."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, ForeignKey, Integer, MetaData, Text
from sqlalchemy.types import TypeDecorator

BigId = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts ids by itself only in a plain INTEGER."""


KeyText = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is ordered by code point on every database."""


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A point in time, UTC in and UTC out on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone; hand UTC to the driver."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value}")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the stored time its zone back."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def id_column() -> Column[int]:
    """Make a primary key that the database counts."""
    return Column("id", BigId, primary_key=True)


def reference(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[Any]:
    """Make a column that points at the id of another table."""
    return Column(name, BigId, ForeignKey(target), nullable=nullable, index=index)


def text_column(name: str, **options: Any) -> Column[str]:
    """Make a column of text that is empty rather than null."""
    return Column(name, Text, nullable=False, server_default="", **options)
