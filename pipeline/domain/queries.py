"""The one query language: words that must all occur, phrases in quotation marks, -words that must not."""

import re
from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.articles import State
from pipeline.domain.errors import ConfigError
from pipeline.domain.folding import folded_words

_PIECE = re.compile(r'(?P<not>-?)(?:[«"“](?P<phrase>[^"”»]*)["”»]|(?P<word>\S+))')


@dataclass(frozen=True, slots=True)
class Query:
    """A query read: each phrase is a run of folded words that stand together; no phrases means everything."""

    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Bounds on a search; `everything` includes what is not relevant, and copies. Times are when it was published."""

    topic: str = ""
    country: str = ""
    place: str = ""
    actor: str = ""
    source: str = ""
    language: str = ""
    since: datetime | None = None
    until: datetime | None = None
    state: State | None = None
    everything: bool = False
    limit: int | None = 50


def read_query(text: str) -> Query:
    """Read what a person typed; raises ConfigError where only words to leave out are given or a quote is left open."""
    if len(re.findall(r'["«»“”]', text)) % 2:
        raise ConfigError("a quotation mark is left open", subject=text)
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    for piece in _PIECE.finditer(text):
        words = tuple(folded_words(piece["phrase"] if piece["phrase"] is not None else piece["word"]))
        if words:
            (without if piece["not"] else phrases).append(words)
    if without and not phrases:
        raise ConfigError("a query needs at least one word to look for", subject=text)
    return Query(tuple(phrases), tuple(without))
