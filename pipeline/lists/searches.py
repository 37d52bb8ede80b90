"""Saved searches: HOME/seeds/searches.toml. None is shipped."""

from pathlib import Path

from pipeline.domain.errors import QueryError
from pipeline.domain.queries import SavedSearch, read_query
from pipeline.domain.querytree import Query
from pipeline.lists.folders import check_names
from pipeline.lists.rows import Faults, Row, read_list

LANGUAGES = ("en", "fr")
_LIST = "searches.toml"


def load_searches(overlay: Path | None) -> tuple[SavedSearch, ...]:
    """The saved searches of a seeds folder, in the order in which they are written; none where there is no list.

    Raises ListError, which names the file, table and key of every fault.
    """
    if overlay is None:
        return ()
    faults = Faults()
    check_names(faults, overlay)
    top = read_list(faults, overlay / _LIST, optional=True)
    searches = tuple(_search(row) for row in top.tables("searches"))
    top.done()
    faults.raise_any()
    return searches


def _search(row: Row) -> SavedSearch:
    search = SavedSearch(
        key=row.key,
        name=row.text("name"),
        query=_query(row),
        alert=row.flag("alert", False),
        feed=row.flag("feed", True),
        language=_language(row),
    )
    row.done()
    return search


def _query(row: Row) -> Query:
    text = row.text("query")
    try:
        query = read_query(text)
    except QueryError as error:
        row.fault("query", str(error))
        return Query()
    if text and query.root is None:
        row.fault("query", "has no word to look for")
    return query


def _language(row: Row) -> str:
    language = row.text("language", "")
    if language and language not in LANGUAGES:
        row.fault("language", f"{language!r} is not known; allowed: {', '.join(LANGUAGES)}")
    return language
