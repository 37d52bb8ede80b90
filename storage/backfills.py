"""Where backfills stand, and which editions of the digest were written."""

from sqlalchemy import Connection, func, select

from pipeline.domain.records import Backfill, Edition
from storage.dialects import row_of, upsert
from storage.schema import backfills, editions


class Backfills:
    """The cursors of backfills; each is saved in the transaction that stores what it produced."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, target: str) -> Backfill | None:
        """Where the backfill of a target stands."""
        row = self._connection.execute(select(backfills).where(backfills.c.target == target)).first()
        return None if row is None else Backfill(**row._mapping)

    def put(self, backfill: Backfill) -> None:
        """Save where a backfill stands."""
        upsert(self._connection, backfills, row_of(backfill))

    def all(self) -> list[Backfill]:
        """All backfills, the newest first."""
        query = select(backfills).order_by(backfills.c.updated.desc(), backfills.c.target)
        return [Backfill(**row._mapping) for row in self._connection.execute(query)]


class Editions:
    """The editions of the digest that were written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self, day: str, language: str) -> Edition | None:
        """The newest edition of a day in a language."""
        query = select(editions).where(editions.c.day == day, editions.c.language == language)
        row = self._connection.execute(query.order_by(editions.c.number.desc()).limit(1)).first()
        return None if row is None else Edition(**row._mapping)

    def before(self, day: str, language: str, number: int) -> Edition | None:
        """The edition of a day that came before the one of this number."""
        query = select(editions).where(editions.c.day == day, editions.c.language == language)
        row = self._connection.execute(query.where(editions.c.number == number - 1)).first()
        return None if row is None else Edition(**row._mapping)

    def first(self) -> Edition | None:
        """The very first edition, which covers all that was stored by then; None where none was written."""
        query = select(editions).where(editions.c.since.is_(None)).order_by(editions.c.day, editions.c.number)
        row = self._connection.execute(query.limit(1)).first()
        return None if row is None else Edition(**row._mapping)

    def newest_day(self) -> str | None:
        """The latest day that has an edition."""
        day: str | None = self._connection.scalar(select(func.max(editions.c.day)))
        return day

    def add(self, edition: Edition) -> None:
        """Write down that an edition was written, or written again."""
        upsert(self._connection, editions, row_of(edition))
