"""Seed documents: texts that the client hands over as plain text, Markdown or HTML.

Plain text does not go through HTML extraction, which finds nothing in it. Its captions are told by their credits and
kept apart; what a web page left behind when the text was copied from it is dropped, line by line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from statistics import median
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.domain.articles import Basis, DateSource, Document, Reason, Rejected
from pipeline.parse.bylines import credit_of
from pipeline.parse.captions import heads_caption, is_caption
from pipeline.parse.characters import clean, first_sentence, joined, lines, one_line, single_spaced
from pipeline.parse.charsets import decode
from pipeline.parse.dates import is_date_line, read_date
from pipeline.parse.extract import extract_page
from pipeline.parse.html import plain, wrong_type
from pipeline.parse.residue import is_residue, without_residue

MAX_BYTES = 10_000_000
"""Seed documents longer than this are refused."""

_TITLE = 150
"""Longest first line that is taken for a title, characters."""
_WRAPPED_WIDTH, _WRAPPED_LEAST = 100, 50
"""Lines broken to a width: none is longer than the first, half of those inside a block are longer than the second."""
_WIDE_WIDTH, _WIDE_SHARE = 160, 0.85
"""Wider lines are taken for broken ones only where half of those inside a block come so near to the longest."""
_DATED_LINES = 6
_DATE_KEYS = ("published", "date", "published_at", "publication_date", "pubdate")
"""How the date may be called in front of a document, the surest first."""
_DATELINE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ(][\w'’)-]*){0,2}, (?:le |on )?([^;:]{8,30}?) ?(?:[-–—:(]|$)")
"""A dateline: one to three words of a place, a comma, a date, a dash."""
_HTML, _MARKDOWN = ("html", "htm", "xhtml"), ("md", "markdown", "mdown")
_OTHER_FORMS = {
    "xml": "XML", "opml": "OPML", "toml": "TOML", "json": "JSON", "jsonl": "JSON lines", "csv": "CSV", "yaml": "YAML",
    "yml": "YAML",
}  # fmt: skip
"""Forms of lists and records, by the end of a file's name: no text to read stands in them."""
_PROLOGUE = re.compile(
    r"\s*(?P<xml><\?xml\b[^>]*>)?"
    r"(?:\s+|<\?[^>]*>|<!--.*?-->|<!doctype\s+(?P<kind>[\w:.-]+)[^>\[]*(?:\[.*?\]\s*)?>)*",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_TAG = re.compile(r"<([a-z][\w.:-]*)([^>]*)", re.IGNORECASE)
_XML_ROOTS = frozenset({"opml", "rss", "feed", "rdf:rdf", "urlset", "sitemapindex"})
_XHTML = re.compile(r"""xmlns\s*=\s*["']http://www\.w3\.org/1999/xhtml""")
_SNIFFED = 4_000
"""How far into a text its first tag is looked for, characters."""

Blocks: TypeAlias = list[list[str]]
"""The lines of a text, in blocks that were separated by blank lines."""


class _Markup(Enum):
    """What a text is that begins with a tag or a declaration."""

    NONE = "none"
    PAGE = "page"
    XML = "xml"


@dataclass(frozen=True, slots=True)
class _Given:
    """The blocks of a seed document and what it says of itself in front of them."""

    blocks: Blocks
    title: str = ""
    said: dict[str, str] = field(default_factory=dict)
    captions: tuple[str, ...] = ()


def read_seed_document(body: bytes, *, name: str, now: datetime) -> Document | Rejected:
    """The text of a seed document, or why it has none; `name` is that of its file. Never raises.

    HTML is read as a page is. A Markdown document may begin with `key: value` lines between lines of `---`: title,
    language (or lang), source, and published, date, published_at, publication_date or pubdate are read.
    """
    refused = _refused(body)
    if refused:
        return refused
    text = decode(body)
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    markup = _markup_of(text)
    form = _OTHER_FORMS.get(suffix) or ("XML" if markup is _Markup.XML else "")
    if form:
        return Rejected(Reason.WRONG_TYPE, form)
    if suffix in _HTML or markup is _Markup.PAGE:
        return _from_html(body, name, now)
    given = _from_markdown(text) if suffix in _MARKDOWN else _Given(_blocks(text))
    return _document(given, name, now)


def _refused(body: bytes) -> Rejected | None:
    if not body.strip():
        return Rejected(Reason.EMPTY)
    if len(body) > MAX_BYTES:
        return Rejected(Reason.TOO_BIG, f"{len(body)} bytes")
    kind = wrong_type(body, "")
    return Rejected(Reason.WRONG_TYPE, kind) if kind else None


def _markup_of(text: str) -> _Markup:
    """What the declarations, the first tag and its namespace say that a text is."""
    start = text[:_SNIFFED]
    prologue = _PROLOGUE.match(start)
    tag = _FIRST_TAG.match(start, prologue.end() if prologue else 0)
    root, attributes = (tag[1].lower(), tag[2]) if tag else ("", "")
    kind = prologue["kind"] if prologue else None
    if root == "html" or (kind or "").lower() == "html":
        return _Markup.PAGE
    if root in _XML_ROOTS:
        return _Markup.XML
    if _XHTML.search(attributes):
        return _Markup.NONE
    return _Markup.XML if (prologue and prologue["xml"]) or "xmlns" in attributes else _Markup.NONE


def _from_html(body: bytes, name: str, now: datetime) -> Document | Rejected:
    read = extract_page(body, url="", content_type="text/html", timezone="", now=now)
    return read if isinstance(read, Rejected) else replace(read, basis=Basis.SEED, title=read.title or _stem(name))


def _blocks(text: str) -> Blocks:
    """Lines are paragraphs, unless the text was broken to a width: then blocks are."""
    blocks: Blocks = [[]]
    for line in clean(text).split("\n"):
        words = single_spaced(line)
        if words:
            blocks[-1].append(words)
        elif blocks[-1]:
            blocks.append([])
    filled = [block for block in blocks if block]
    return [[" ".join(block)] for block in filled] if _is_wrapped(filled) else filled


def _is_wrapped(blocks: Blocks) -> bool:
    inner = [len(line) for block in blocks for line in block[:-1]]
    longest = max((len(line) for block in blocks for line in block), default=0)
    if len(inner) < 4 or longest > _WIDE_WIDTH:
        return False
    least = _WRAPPED_LEAST if longest <= _WRAPPED_WIDTH else _WIDE_SHARE * longest
    return median(inner) >= least


def _document(given: _Given, name: str, now: datetime) -> Document | Rejected:
    kept, captions = _split(given.blocks)
    title = one_line(given.said.get("title", "")) or given.title
    text = without_residue(kept, (title,))
    if not title and _begins_with_title(text):
        title = text.pop(0)
    if not text:
        return Rejected(Reason.EMPTY, "no text beside captions and residue")
    published, date_source = _published(given, kept, now)
    return Document(
        basis=Basis.SEED,
        title=title or first_sentence(_first_paragraph(text)) or _stem(name),
        text=joined(text),
        captions=(*given.captions, *captions),
        credit=credit_of(text),
        published=published,
        date_source=date_source,
        site=one_line(given.said.get("source", "")),
        language=(given.said.get("language") or given.said.get("lang", "")).strip().lower()[:3],
    )


def _split(blocks: Blocks) -> tuple[list[str], list[str]]:
    """The lines of the text and the captions; a heading that stands directly on its caption goes with it."""
    kept: list[str] = []
    captions: list[str] = []
    for block in blocks:
        told = [is_caption(line) for line in block]
        for line, caption, before_caption in zip(block, told, [*told[1:], False], strict=True):
            if caption:
                captions.append(line)
            elif not (before_caption and heads_caption(line)):
                kept.append(line)
    return kept, captions


def _begins_with_title(text: list[str]) -> bool:
    first = text[0] if text else ""
    longest_next = max(map(len, text[1:4]), default=0)
    return 0 < len(first) <= _TITLE and not first.endswith((".", ":", ";", ",")) and longest_next > len(first)


def _first_paragraph(text: list[str]) -> str:
    return next((line for line in text if len(line) > _TITLE), text[0])


def _published(given: _Given, kept: list[str], now: datetime) -> tuple[datetime | None, DateSource]:
    """The date in front of the document, that of a line which says when it was published, or that of its dateline."""
    first = kept[:_DATED_LINES]
    declared = (*(given.said.get(key, "") for key in _DATE_KEYS), *(line for line in first if is_residue(line)))
    datelines = (found[1] for line in first if (found := _DATELINE.match(line)) and is_date_line(found[1]))
    for texts, source in ((declared, DateSource.DECLARED), (datelines, DateSource.SEARCHED)):
        dates = (read_date(text, timezone="", now=now) for text in texts if text)
        if published := next(filter(None, dates), None):
            return published, source
    return None, DateSource.NONE


def _stem(name: str) -> str:
    return one_line(name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name)


def _from_markdown(text: str) -> _Given:
    said, rest = _front_matter(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(rest)
    blocks = list(_markdown_blocks(tokens))
    titled = bool(blocks) and tokens[0].tag == "h1" and not said.get("title")
    captions = tuple(
        one_line(image.content) for token in tokens for image in token.children or () if image.type == "image"
    )
    return _Given(blocks[titled:], blocks[0][0] if titled else "", said, tuple(filter(None, captions)))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    head, line, rest = text.lstrip().removeprefix("---\n").partition("\n---")
    if not line or not text.lstrip().startswith("---\n"):
        return {}, text
    pairs = (entry.partition(":") for entry in head.split("\n"))
    said = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    return said, rest.partition("\n")[2]


def _markdown_blocks(tokens: list[Token]) -> Iterator[list[str]]:
    in_item = False
    for token in tokens:
        if token.type in {"list_item_open", "list_item_close"}:
            in_item = token.type == "list_item_open"
        elif token.type == "inline":
            block = lines(_inline_text(token))
            if block:
                yield [f"- {' '.join(block)}"] if in_item else block
            in_item = False
        elif token.type == "html_block":
            yield from ([paragraph] for paragraph in lines(plain(token.content)))
        elif token.type in {"fence", "code_block"} and token.content.strip():
            yield lines(token.content)


def _inline_text(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    shown = (child for child in token.children or () if child.type in {"text", "code_inline", *breaks})
    return "".join(breaks.get(child.type, child.content) for child in shown)
