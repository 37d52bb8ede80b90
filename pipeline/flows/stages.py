"""The pure stages strung together, one call a datum: what runs in the children of the pool.

bytes -> parse.feeds.read_feed -> gate                                              (read_feed_page)
bytes -> parse.extract -> language -> tags -> incidents -> fingerprint              (read_page, read_seed)
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from pipeline.analyse.boilerplate import lines_left_out
from pipeline.analyse.fingerprint import sign
from pipeline.analyse.incidents import find_incidents
from pipeline.analyse.language import identify
from pipeline.analyse.lexicon import Lexicon, compile_lexicon
from pipeline.analyse.storyfeatures import features_of
from pipeline.analyse.tagging import names_the_sahel, tag
from pipeline.domain.articles import Basis, DateSource, Document, Page, Reason, Rejected, without_lines
from pipeline.domain.feeds import Entry, FeedLink, Gate, GatedEntry, ParsedFeed
from pipeline.domain.records import Analysis, Untagged
from pipeline.domain.stories import Incident
from pipeline.domain.topics import Tagging
from pipeline.domain.urls import host_of, is_home, slug_words, url_key

PRELOADED = ("pipeline.flows.stages", "pipeline.parse.extract", "pipeline.parse.feeds", "pipeline.parse.plaintext")
"""What the children of the pool have loaded before they start; the parent never loads the parsers."""

WRAPPERS = frozenset({"news.google.com"})
"""Hosts whose links hide the true address and cannot be resolved politely."""

SHORTEST_ENTRY = 40
"""What a feed says in fewer characters is no text that could be reviewed."""

_compiled: list[Lexicon] = []
"""The lexicon of this process: set once by load_lexicon, before any stage runs."""


@dataclass(frozen=True, slots=True)
class FeedReading:
    """A feed document with its entries gated."""

    parsed: ParsedFeed
    entries: tuple[GatedEntry, ...]


@dataclass(frozen=True, slots=True)
class PageHints:
    """What is known of a page before it is read."""

    timezone: str
    title: str = ""
    published: datetime | None = None
    recurring: frozenset[int] = frozenset()


def load_lexicon(source: str) -> None:
    """Compile the lexicon that all stages in this process use."""
    _compiled[:] = [compile_lexicon(source)]


def read_feed_page(page: Page, timezone: str, gate: Gate, marks: bytes = b"") -> FeedReading:
    """Read a feed and say which entries may be fetched; items with one of these marks are known. Raises ParseError."""
    from pipeline.parse.feeds import read_feed

    parsed = read_feed(
        page.body,
        url=page.url_final,
        content_type=page.header("content-type"),
        timezone=timezone,
        now=page.fetched_at,
        marks=marks,
    )
    return _gate_all(parsed, gate)


def _gate_all(parsed: ParsedFeed, gate: Gate) -> FeedReading:
    gated = _told_apart([_gated(entry, gate) for entry in parsed.entries])
    by_identity = {entry.identity: entry for entry in reversed(gated)}
    marks = parsed.marks if all(entry.url_key or not entry.entry.url for entry in gated) else b""
    return FeedReading(replace(parsed, marks=marks), tuple(reversed(by_identity.values())))


def _told_apart(gated: list[GatedEntry]) -> list[GatedEntry]:
    """Entries of one document with one address but several guids and titles are several: the posts of a live page."""
    named: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in gated:
        named[one.url_key].add((one.entry.guid, one.entry.title))
    shared = {
        key
        for key, names in named.items()
        if key and min(len({guid for guid, _ in names}), len({title for _, title in names})) > 1
    }
    return [without_page(one) if one.url_key in shared else one for one in gated]


def without_page(gated: GatedEntry) -> GatedEntry:
    """An entry whose address is not its own: known by what its feed calls it, an article of its feed's words."""
    said = gated.entry.guid or gated.entry.title
    return replace(gated, identity=f"{gated.url_key}#{said}", url_key="") if said and gated.url_key else gated


def feed_of_page(page: Page) -> ParsedFeed:
    """Read a feed without judging its entries; raises ParseError."""
    from pipeline.parse.feeds import read_feed

    return read_feed(
        page.body, url=page.url_final, content_type=page.header("content-type"), timezone="UTC", now=page.fetched_at
    )


def usual_feeds(url: str) -> tuple[str, ...]:
    """The addresses at which a site's feeds usually lie."""
    from pipeline.parse.discovery import WELL_KNOWN

    return tuple(urljoin(url, path) for path in WELL_KNOWN)


def find_feed_links(page: Page) -> tuple[FeedLink, ...]:
    """The feeds that a web page names as its own, best first."""
    from pipeline.parse.discovery import find_feeds

    return find_feeds(page.body, url=page.url_final, content_type=page.header("content-type"))


def find_sitemap_addresses(rules: str, url: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names."""
    from pipeline.parse.discovery import find_sitemaps

    return find_sitemaps(rules, url=url)


def read_posts_page(page: Page, timezone: str, gate: Gate) -> FeedReading:
    """Read what WordPress tells of its posts and say which may be fetched; raises ParseError."""
    from pipeline.parse.wordpress import read_posts

    posts = read_posts(page.body, url=page.url_final, timezone=timezone, now=page.fetched_at)
    return _gate_all(ParsedFeed(kind="json", title="", entries=posts), gate)


def read_page(page: Page, hints: PageHints) -> Analysis | Rejected:
    """Extract the article of a page and judge it; a page without one is Rejected."""
    from pipeline.parse.extract import extract_page
    from pipeline.parse.forwarding import forward_of

    read = extract_page(
        page.body,
        url=page.url_final,
        content_type=page.header("content-type"),
        timezone=hints.timezone,
        now=page.fetched_at,
        feed_date=hints.published,
        feed_title=hints.title,
    )
    if isinstance(read, Rejected):
        target = forward_of(page.body, page.url_final)
        return Rejected(Reason.FORWARDED, target) if target else read
    return analyse(read, hints.recurring, hints.timezone)


def read_entry(entry: Entry, partial: bool, timezone: str) -> Analysis | Rejected:
    """Take what a feed says of an article for its text; it is `partial` where there is a page that says more.

    `timezone` is that of the outlet.
    """
    from pipeline.parse.characters import first_sentence

    text = max(entry.content, entry.summary, key=len) or ("" if partial else entry.title)
    if len(text) < SHORTEST_ENTRY:
        return Rejected(Reason.TOO_SHORT, f"{len(text)} characters in the feed")
    return analyse(
        Document(
            basis=Basis.FEED,
            title=entry.title or first_sentence(text),
            text=text,
            authors=entry.authors,
            credit=entry.credit,
            published=entry.published,
            date_source=DateSource.FEED if entry.published else DateSource.NONE,
            partial=partial,
        ),
        timezone=timezone,
    )


def read_seed(name: str, body: bytes, now: datetime) -> Analysis | Rejected:
    """Read a seed document and judge it."""
    from pipeline.parse.plaintext import read_seed_document

    read = read_seed_document(body, name=name, now=now)
    return read if isinstance(read, Rejected) else analyse(read)


def extract_file(body: bytes, url: str, timezone: str, now: datetime) -> Document | Rejected:
    """Extract the article of a page that lies in a file, and tell its language."""
    from pipeline.parse.extract import extract_page

    return _with_language(extract_page(body, url=url, content_type="", timezone=timezone, now=now))


def read_document(name: str, body: bytes, now: datetime) -> Document | Rejected:
    """Read a seed document and tell its language, without judging it."""
    from pipeline.parse.plaintext import read_seed_document

    return _with_language(read_seed_document(body, name=name, now=now))


def _with_language(read: Document | Rejected) -> Document | Rejected:
    if isinstance(read, Rejected):
        return read
    return replace(read, language=identify(read.title, read.text) or read.language)


def analyse(document: Document, recurring: frozenset[int] = frozenset(), timezone: str = "UTC") -> Analysis:
    """All verdicts on one document; lines with one of the `recurring` hashes are no part of its fingerprint.

    Days that the text names are counted in the `timezone` of its outlet.
    """
    language = identify(document.title, document.text) or document.language
    published = _local(document.published, timezone)
    tagging, incidents = _verdicts(document.title, document.text, language, published)
    left_out = lines_left_out(document.text, recurring)
    return Analysis(
        document=replace(document, language=language),
        tagging=tagging,
        incidents=incidents,
        fingerprint=sign(without_lines(document.text, left_out)),
        left_out=left_out,
        features=_features(document, language, tagging, incidents, published),
    )


def judge_again(texts: tuple[Untagged, ...]) -> tuple[tuple[Tagging, tuple[Incident, ...], str], ...]:
    """The verdicts of the lexicon in use on texts that are stored, and what stories are told by."""
    return tuple(_judged_again(one) for one in texts)


def _judged_again(one: Untagged) -> tuple[Tagging, tuple[Incident, ...], str]:
    published = _local(one.published, one.timezone)
    tagging, incidents = _verdicts(one.title, one.text, one.language, published)
    return tagging, incidents, _features(one, one.language, tagging, incidents, published)


def _local(moment: datetime | None, timezone: str) -> datetime | None:
    return moment.astimezone(ZoneInfo(timezone or "UTC")) if moment else None


def _features(
    said: Document | Untagged,
    language: str,
    tagging: Tagging,
    incidents: tuple[Incident, ...],
    published: datetime | None,
) -> str:
    if not tagging.relevant:
        return ""
    places = _compiled[0].places
    return features_of(said.title, said.text, language, tagging.mentions, incidents, places, published).to_json()


def gate_again(entries: tuple[tuple[str, str, str], ...]) -> tuple[bool, ...]:
    """Whether entries (title, text, address) name the Sahel by the lexicon in use."""
    return tuple(_names_the_sahel(title or slug_words(url), text) for title, text, url in entries)


def _verdicts(title: str, text: str, language: str, published: datetime | None) -> tuple[Tagging, tuple[Incident, ...]]:
    lexicon = _compiled[0]
    tagging = tag(lexicon, title, text, language)
    if not tagging.relevant:
        return tagging, ()
    return tagging, find_incidents(title, text, language, tagging, published, lexicon)


def _names_the_sahel(title: str, text: str) -> bool:
    return names_the_sahel(_compiled[0], title, text, identify(title, text))


def _gated(entry: Entry, gate: Gate) -> GatedEntry:
    key = url_key(entry.url) if entry.url else ""
    if entry.url and is_home(entry.url) and (entry.guid or entry.title):
        return without_page(_gated_as(entry, gate, key))
    return _gated_as(entry, gate, key)


def _gated_as(entry: Entry, gate: Gate, key: str) -> GatedEntry:
    title, text = entry.title or slug_words(entry.url or ""), entry.summary or entry.content
    on_topic = gate is Gate.NONE or _names_the_sahel(title, text)
    return GatedEntry(
        entry=entry,
        identity=key or (f"guid:{entry.guid}" if entry.guid else f"title:{entry.title}"),
        url_key=key,
        host=host_of(entry.url) if entry.url else "",
        on_topic=on_topic,
    )


def is_wrapper(url: str) -> bool:
    """Whether an address only wraps another that it does not show."""
    return (urlsplit(url).hostname or "") in WRAPPERS
