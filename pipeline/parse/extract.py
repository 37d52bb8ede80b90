"""The article in a page: its text, without what surrounds it, and what the page says of it.

decode -> one parse -> metadata -> captions out -> links out -> trafilatura fast -> gate -> walls -> clean lines

The gate holds the text against the prose in the page, which is the sum of the long paragraphs in the element (or its
parent) that holds most of them: trafilatura's fast mode now and then loses most of an article without a sign, and only
then is its full extraction worth its time. `python -m benchmarks.extraction` measures
both.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from htmldate import find_date
from lxml import etree
from trafilatura import bare_extraction

from pipeline.domain.articles import Basis, DateSource, Document, Reason, Rejected
from pipeline.parse.bylines import Byline, credit_line, credit_of, is_signature, read_byline
from pipeline.parse.captions import count_pictures, has_player, split_captions, take_captions
from pipeline.parse.characters import first_sentence, joined, lines, one_line
from pipeline.parse.charsets import decode
from pipeline.parse.dates import EARLIEST, is_date_line, read_date
from pipeline.parse.html import MAX_BYTES, MAX_ELEMENTS, Tree, parse, wrong_type
from pipeline.parse.metadata import Metadata, read_metadata
from pipeline.parse.pruning import Weighed, open_tables, prune
from pipeline.parse.residue import without_residue
from pipeline.parse.walls import SHORTEST, Seen, is_partial, wall_of

_UNSEEN = ("script", "style", "svg", "noscript", "template", "iframe", "head")
_FURNITURE = (
    "nav", "footer", "aside", "button", "select", "textarea", "input", "label", "picture", "video", "audio", "canvas",
    "object", "embed", "dialog", "menu", "map",
)  # fmt: skip
"""Elements that trafilatura deletes as well; without them its copies of the tree cost a fifth less time."""
_LEAST_SHARE, _LEAST = 0.75, 200
"""The gate: a text shorter than this share of the prose, or than this, is extracted again in full."""
_BODY_LEAST, _BODY_SHARE = 500, 0.6
"""The text in JSON-LD comes to the rescue where it is this long and the text found is less than this share of it."""
_SIGNATURE = 40
"""A last line of at most this many characters that names an agency is no part of the text."""
_TOP = 4
"""How many of the first lines may say the date."""
_SEARCHED = 2_000_000
"""Longest markup in which a date is searched for, characters."""
_FEED = re.compile(r"\s*(?:<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b")
_RULE = re.compile(r"[|\s-]+")
_FAULTS = (AttributeError, LookupError, RecursionError, TypeError, ValueError, etree.LxmlError)
"""What extractors of others stumble over in broken pages; a page they cannot read has no text."""


@dataclass(frozen=True, slots=True)
class _Hints:
    """What is known of a page before it is read."""

    url: str
    timezone: str
    now: datetime
    feed_date: datetime | None
    feed_title: str


@dataclass(frozen=True, slots=True)
class _Told:
    """The lines of an article, told apart; `shown` is the line above them that says a date."""

    text: list[str]
    captions: list[str]
    credit: str
    shown: str
    signature: Byline


@dataclass(frozen=True, slots=True)
class _Found:
    """The text found in a page, line by line, and the prose beside which it was judged."""

    lines: list[str]
    held: Weighed


def extract_page(
    body: bytes,
    *,
    url: str,
    content_type: str,
    timezone: str,
    now: datetime,
    feed_date: datetime | None = None,
    feed_title: str = "",
) -> Document | Rejected:
    """The article of a page, or why it has none. Never raises on anything that a server may send.

    `timezone` is that of the outlet; `feed_date` and `feed_title` are what its feed said of the article.
    """
    refused = _refused(body, content_type)
    if refused:
        return refused
    markup = decode(body, content_type)
    tree = parse(markup)
    if tree is None:
        return Rejected(Reason.EMPTY)
    if markup.count("<") > MAX_ELEMENTS and tree.xpath("count(//*)") > MAX_ELEMENTS:
        return Rejected(Reason.TOO_BIG, f"more than {MAX_ELEMENTS} elements")
    hints = _Hints(url, timezone, now, feed_date, feed_title)
    return _read(tree, markup, hints)


def _read(tree: Tree, markup: str, hints: _Hints) -> Document | Rejected:
    declared = read_metadata(tree, url=hints.url, timezone=hints.timezone, now=hints.now)
    pictures, plays = count_pictures(tree), has_player(tree)
    captions = take_captions(tree)
    visible = _visible(tree)
    found = _article(tree, markup, declared)
    seen = Seen(
        url=hints.url,
        declared=declared,
        text="\n".join(found.lines),
        visible=visible,
        markup=markup,
        prose=found.held.prose,
        together=found.held.together,
        linked=found.held.linked,
        listed=found.held.headings,
        pictures=pictures,
        plays=plays,
    )
    rejected = wall_of(seen)
    if rejected:
        return rejected
    told = _told(found.lines, declared, hints.feed_title)
    text = joined(told.text)
    if len(text) < SHORTEST:
        return wall_of(replace(seen, text=text)) or Rejected(Reason.TOO_SHORT, f"{len(text)} characters")
    published, source = _dated(declared, told, markup, hints)
    return Document(
        basis=Basis.PAGE,
        title=declared.title or one_line(hints.feed_title) or first_sentence(" ".join(told.text[:1])),
        text=text,
        captions=(*captions, *(caption for caption in told.captions if caption not in captions)),
        authors=declared.authors or told.signature.authors,
        credit=declared.credit or told.signature.credit or told.credit,
        published=published,
        date_source=source,
        site=declared.site,
        language=declared.language,
        canonical=declared.canonical,
        partial=is_partial(seen),
        live=declared.live_blog,
    )


def _refused(body: bytes, content_type: str) -> Rejected | None:
    if not body.strip():
        return Rejected(Reason.EMPTY)
    if len(body) > MAX_BYTES:
        return Rejected(Reason.TOO_BIG, f"{len(body)} bytes")
    kind = wrong_type(body, content_type) or ("no markup" if b"<" not in body else "")
    if kind:
        return Rejected(Reason.WRONG_TYPE, kind)
    start = body[:1_000].decode("ascii", "ignore")
    return Rejected(Reason.NOT_ARTICLE, "a feed or sitemap") if _FEED.match(start) else None


def _visible(tree: Tree) -> str:
    """All that the page shows. What it does not show is dropped from the tree, and then its furniture."""
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    visible = " ".join(tree.text_content().split())
    etree.strip_elements(tree, *_FURNITURE, with_tail=False)
    return visible


def _article(tree: Tree, markup: str, declared: Metadata) -> _Found:
    held = prune(tree)
    text = _extracted(tree, fast=True)
    if len(text) < max(_LEAST_SHARE * held.prose, _LEAST):
        text = min(text, _in_full(markup), key=lambda candidate: abs(len(candidate) - max(held.prose, _LEAST)))
    body = declared.article_body
    believed = len(body) < 2 * held.prose + _BODY_LEAST or len(text) < _LEAST
    if believed and len(body) >= _BODY_LEAST and len(text) < _BODY_SHARE * len(body):
        text = body
    return _Found([_row(line) for line in lines(text) if not _RULE.fullmatch(line)], held)


def _row(line: str) -> str:
    """A row of a table without the bars that trafilatura puts around it."""
    if not (line.startswith("|") and line.endswith("|")):
        return line
    return " | ".join(filter(None, (cell.strip() for cell in line.split("|"))))


def _in_full(markup: str) -> str:
    tree = parse(markup)
    if tree is None:
        return ""
    take_captions(tree)
    etree.strip_elements(tree, *_FURNITURE, with_tail=False)
    open_tables(tree)
    return _extracted(tree, fast=False)


def _extracted(tree: Tree, *, fast: bool) -> str:
    try:
        found = bare_extraction(tree, fast=fast, include_comments=False, include_tables=True)
    except _FAULTS:
        return ""
    return getattr(found, "text", None) or ""


def _told(found: list[str], declared: Metadata, feed_title: str) -> _Told:
    """The lines found, told apart: the text, the captions in it, the agency it names, the date shown above it."""
    titles = (declared.title, declared.heading, feed_title)
    named = tuple(f"{word} {author}" for author in declared.authors for word in ("", "par", "by"))
    kept = without_residue(found, (*titles, *named))
    shown = next(filter(is_date_line, kept[:_TOP]), "")
    signed = next(filter(is_signature, (*kept[:_TOP], *kept[-1:])), "")
    kept = [line for line in kept if line not in {shown, signed}]
    credit = credit_of(kept) or credit_of(found)
    while kept and (is_date_line(kept[-1]) or (len(kept[-1]) <= _SIGNATURE and credit_line(kept[-1]))):
        kept.pop()
    text, captions = split_captions(kept)
    return _Told(text, captions, credit, shown, read_byline([signed]))


def _dated(declared: Metadata, told: _Told, markup: str, hints: _Hints) -> tuple[datetime | None, DateSource]:
    stated = declared.published
    if stated and not (hints.feed_date and _is_day_of(stated, hints.feed_date)):
        return stated, DateSource.DECLARED
    if hints.feed_date:
        return hints.feed_date, DateSource.FEED
    shown = read_date(told.shown, timezone=hints.timezone, now=hints.now)
    if shown:
        return shown, DateSource.DECLARED
    searched = _searched_date(markup, hints)
    return searched, DateSource.SEARCHED if searched else DateSource.NONE


def _is_day_of(stated: datetime, moment: datetime) -> bool:
    """Whether a date is only the day of a moment, in some time zone: then the moment says more."""
    return stated.time() == time.min and abs(stated.date() - moment.astimezone(UTC).date()) <= timedelta(days=1)


def _searched_date(markup: str, hints: _Hints) -> datetime | None:
    """A day found in the visible page or the address; right about five times in eight."""
    tree = parse(markup) if len(markup) <= _SEARCHED else None
    if tree is None:
        return None
    first, last = EARLIEST.strftime("%Y-%m-%d"), hints.now.strftime("%Y-%m-%d")
    try:
        found = find_date(tree, original_date=True, url=hints.url, min_date=first, max_date=last)
        return datetime.strptime(found, "%Y-%m-%d").replace(tzinfo=UTC) if found else None
    except _FAULTS:
        return None
