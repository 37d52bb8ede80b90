"""What kind of text an article is: news, or an analysis or opinion, which confirm nothing.

Told by what an outlet says itself, in the address or before the title, or by what kind of outlet it is.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from pipeline.domain.feeds import Ownership
from pipeline.domain.folding import folded_words


class Genre(StrEnum):
    """What kind of text an article is."""

    NEWS = "news"
    ANALYSIS = "analysis"
    OPINION = "opinion"


def _folded(labels: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(folded_words(label)) for label in labels)


_OPINION = _folded(
    {
        "opinion", "opinions", "tribune", "tribunes", "editorial", "editoriaux", "editorials", "edito", "editos",
        "op ed", "oped", "point de vue", "points de vue", "libre opinion", "libres opinions", "chronique", "chroniques",
        "commentary", "commentaire", "viewpoint", "column", "columns", "billet", "lettre ouverte", "open letter",
        "رأي", "آراء", "مقال رأي", "افتتاحية", "sharhi", "ra ayi",
    }
)  # fmt: skip
_ANALYSIS = _folded(
    {
        "analyse", "analyses", "analysis", "decryptage", "decryptages", "interview", "interviews", "entretien",
        "entretiens", "grand entretien", "enquete", "enquetes", "explainer", "explainers", "explained", "long read",
        "longread", "grand format", "grands formats", "dossier", "dossiers", "reportage", "reportages", "in depth",
        "policy brief", "briefing paper", "research", "publications", "تحليل", "تحليلات", "حوار", "مقابلة",
    }
)  # fmt: skip
_LONGEST_LABEL = 30
_LABEL = re.compile(r"\s*[\[(]?([^:|\[\])–—]+?)(?:[\])]\s*[:|–—-]?|\s*[:|–—]|\s+-\s)")
"""What stands before a title: `Tribune :`, `[Opinion]`, `Analyse |`."""


_EXPLAINS = re.compile(
    r"(?:^|[:|–—]\s*|\s-\s)(?:how|why|what (?:is|are|does|do|next|the|we)|comment|pourquoi|كيف|لماذا)\b", re.IGNORECASE
)
"""How a title begins, or goes on after its subject, that promises to explain."""
_PLAIN_ADDRESS = re.compile(r"https?://[^\x00-\x20/?#\[\]\x7f-\U0010ffff]+(/[^\x00-\x20?#]*)(?=[?#]|\Z)")
"""An address as nearly all are, with its path, which needs not be taken apart for it: that takes ten times as long."""


def genre_of(title: str, url: str, ownership: Ownership | None = None) -> Genre:
    """The kind of text by the label before its title, else by the folders of its address, else by its outlet.

    A title that asks how or why is an analysis, and so is what a think tank writes.
    """
    label = _LABEL.match(title)
    said = [label.group(1)] if label and len(label.group(1)) <= _LONGEST_LABEL else []
    for part in (*said, *_folders(url)):
        genre = _named(part)
        if genre is not None:
            return genre
    explains = ownership is Ownership.THINK_TANK or _EXPLAINS.search(title)
    return Genre.ANALYSIS if explains else Genre.NEWS


@lru_cache(maxsize=4096)
def _named(label: str) -> Genre | None:
    """The genre that a label names; outlets have few labels and folders, so most are known by now."""
    words = " ".join(folded_words(label))
    if words in _OPINION:
        return Genre.OPINION
    return Genre.ANALYSIS if words in _ANALYSIS else None


def _folders(url: str) -> list[str]:
    """The parts of the path before the last one, which names the article itself."""
    plain = _PLAIN_ADDRESS.match(url)
    try:
        path = plain.group(1) if plain else urlsplit(url).path
    except ValueError:
        return []
    return path.split("/")[1:-1]
