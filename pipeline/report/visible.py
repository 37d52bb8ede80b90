"""What texts from outside look like in print: no character in them may change how the rest is read."""

import re
import unicodedata
from urllib.parse import quote

from pipeline.domain.records import Article
from pipeline.domain.urls import clean_url, is_home

SEED_SCHEME = "seed:"
"""How the address of a seed document begins; it leads nowhere."""

_EMBEDDINGS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_CONTROL_SPACES = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
_SPACES = re.compile("[\t\n\r \u2028\u2029]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_ISOLATE, _ISOLATE_END = "\u2068", "\u2069"


def printable(text: str) -> str:
    """The text without direction overrides, with plain spaces for odd ones and U+FFFD for what cannot be printed."""
    if text.isprintable():  # nothing that is replaced is printable to Python, and most texts are
        return text
    return _UNPRINTABLE.sub("\ufffd", _CONTROL_SPACES.sub(" ", _EMBEDDINGS.sub("", text)))


def one_line(text: str) -> str:
    """The printable text on one line, with single spaces; no-break spaces are kept."""
    return _SPACES.sub(" ", printable(text)).strip()


def isolated(text: str) -> str:
    """A text for a line of plain text: one that is written from right to left leaves the order around it alone."""
    return f"{_ISOLATE}{text}{_ISOLATE_END}" if has_right_to_left(text) else text


def has_right_to_left(text: str) -> bool:
    """Whether a letter of the text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def direction(language: str) -> str:
    """The value of an HTML dir attribute for a text in a language."""
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT_LANGUAGES else "auto"


def language_tag(language: str) -> str:
    """The value of an HTML lang attribute: empty, which means unknown, for what is no language code."""
    return language if _LANGUAGE.fullmatch(language) else ""


def stored_address(url: str) -> str:
    """An http(s) address that may stand in a link, a seed document's name as it is, or nothing."""
    if url.startswith(SEED_SCHEME):
        return one_line(url)
    return quote(clean_url(url) or "", safe="%/:=&?~#+!$,;'@()*[]", errors="replace")


def address(article: Article) -> str:
    """Where an article was found; the address it was fetched from where that led to a front page."""
    final = article.url_final
    return stored_address(article.url if not final or is_home(final) else final)


def is_link(url: str) -> bool:
    """Whether an address of an item leads somewhere."""
    return bool(url) and not url.startswith(SEED_SCHEME)
