"""Sitemaps and sitemap indexes (https://www.sitemaps.org/protocol.html), with what Google's extension says of news.

characters -> marks -> places (what each <url> or <sitemap> holds) -> entries or parts

A scanner of marks and no XML parser: it has nothing that could expand an entity, load a DTD or reach the network, its
time grows with the length of the text whatever stands in it, and it goes on after what is broken.
"""

import html
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from urllib.parse import unquote, urlsplit

from pipeline.domain.feeds import ParsedFeed, SitemapPart
from pipeline.domain.urls import is_home
from pipeline.parse.dates import EARLIEST, read_date
from pipeline.parse.entries import Item, Reading, address, read_entries
from pipeline.parse.markup import JUNK, Unreadable

MOST_LOCS = 50_000
"""How many addresses of a sitemap are read: as many as the protocol allows."""
MOST_PARTS = 500
"""How many sitemaps of an index are kept."""
DEEPEST = 20
"""How deep elements may lie in a <url> to be told apart; the protocol and its extensions need four levels."""

_ROOT = re.compile(
    r"<(?:!doctype\s+html|(?:[a-z][\w.-]*:)?(?P<name>rss|feed|rdf|channel|html|head|body|urlset|sitemapindex)(?=[\s>/]))",
    re.I,
)
_MARK = re.compile(r"<!--|<!\[CDATA\[|<\?|<(/?)(?:[\w.-]++:)?+([A-Za-z_][\w.-]*+)[^<>]*+>")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TEXT, _START, _END = "text", "start", "end"
_LOC, _CHANGED, _TITLE, _DATE, _WORDS = "loc", "lastmod", "news/title", "news/publication_date", "news/keywords"
_WANTED = frozenset({_LOC, _CHANGED, _TITLE, _DATE, _WORDS})
_COMMAS = re.compile("[,;،؛]")

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|pdf|mp[34]|m4[av]|webm|og[gv]|wav|zip|docx?|xlsx?|pptx?|xml|gz|rss|rdf|json"
    r"|txt|css|js)$"
)
_LISTING = re.compile(
    r"/(?:categor(?:y|ies?)|catégories?|tags?|authors?|auteurs?|taxonomy|mots?-cl[eé]s?|wp-(?:content|json)|feed|search"
    r"|recherche|users?|login|تصنيف|وسم|الكاتب|كاتب)(?:/|$)|/rubriques?/[^/]+$|/page/\d+$"
    r"|^/(?:19|20)\d\d(?:/\d\d?){0,2}$"
)
"""Paths of WordPress, Drupal, Joomla and SPIP, in the languages of their installations, that list articles."""
_LISTING_QUERY = re.compile(
    r"(?:^|&)(?:(?:rubrique|mot|auteur)\d+(?:&|$)|view=(?:categor|featured|login)"
    r"|(?:cat|tag|author|s|page_id|paged|attachment_id|id_rubrique|id_mot|id_auteur)=)"
)
_ONE_WORD = re.compile(r"[^\W\d_]+")
_PAGE_NAME = re.compile(r"\.(?:html?|php|aspx?)$")
_STANDING = frozenset(
    {
        "a-propos", "about-us", "conditions-d-utilisation", "conditions-generales", "contact-us", "contactez-nous",
        "cookie-policy", "legal-notice", "mentions-legales", "nous-contacter", "plan-du-site", "plan-de-site",
        "politique-de-confidentialite", "privacy-policy", "qui-sommes-nous", "site-map", "terms-and-conditions",
        "terms-of-service", "terms-of-use", "اتصل-بنا", "من-نحن", "سياسة-الخصوصية",
    }
)  # fmt: skip
"""Pages of a site about itself, in French, English and Arabic."""


def is_sitemap(text: str) -> bool:
    """Whether the root of a document is that of a sitemap or a sitemap index, in whatever namespace."""
    return _root(text) is not None


def read_sitemap(text: str, reading: Reading, limit: int) -> ParsedFeed:
    """Read a sitemap or a sitemap index that `is_sitemap`; of more than `limit` entries the newest are kept.

    An address without news is an entry only where it may be an article, not the front page, a list of articles or a
    file. A date coarser than a day is none. Raises Unreadable for an attack, or where no address is whole.
    """
    root = _root(text)
    if not root or "<!ENTITY" in text[: root.start()]:
        raise Unreadable("entity declarations, which no sitemap needs")
    body, name = text[root.start() :], root["name"].lower()
    places = [*islice(_located(body, "url" if name == "urlset" else "sitemap"), MOST_LOCS)]
    cut_off = _is_cut_off(body, name)
    if cut_off and not places:
        raise Unreadable("cut off before the end of its first address")
    if name == "sitemapindex":
        return ParsedFeed("sitemap_index", "", (), salvaged=cut_off, parts=_parts(places, reading))
    return ParsedFeed("sitemap", "", read_entries(_items(places, reading), reading, limit), salvaged=cut_off)


def _root(text: str) -> re.Match[str] | None:
    root = _ROOT.search(text, 0, JUNK)
    return root if root and (root["name"] or "").lower() in {"urlset", "sitemapindex"} else None


def _is_cut_off(body: str, name: str) -> bool:
    closed = re.search(rf"</(?:[\w.-]++:)?+{name}\s*>", body, re.I) or re.match(r"<[^<>]*/>", body)
    return closed is None


def _items(places: Iterable[dict[str, str]], reading: Reading) -> Iterator[Item]:
    for place in places:
        url, title = address(place[_LOC], reading.url), place.get(_TITLE, "")
        if url and (title or _may_be_article(url)):
            yield Item(
                links=(url,),
                title=title,
                dates=tuple(filter(None, (place.get(_DATE), place.get(_CHANGED)))),
                categories=tuple(_COMMAS.split(place.get(_WORDS, ""))),
            )


def _parts(places: Iterable[dict[str, str]], reading: Reading) -> tuple[SitemapPart, ...]:
    modified: dict[str, datetime | None] = {}
    for place in places:
        url = address(place[_LOC], reading.url)
        if url and url != reading.url:
            said = place.get(_CHANGED, "")
            modified.setdefault(url, read_date(said, timezone=reading.timezone, now=reading.now))
    newest_first = sorted(modified.items(), key=lambda part: part[1] or EARLIEST, reverse=True)
    return tuple(SitemapPart(url, moment) for url, moment in newest_first[:MOST_PARTS])


def _located(body: str, name: str) -> Iterator[dict[str, str]]:
    return (place for place in _places(body, name) if place.get(_LOC))


def _places(body: str, name: str) -> Iterator[dict[str, str]]:
    """The texts of each element of this name by their path in it; only those that are whole, the first of each path.

    A new element of this name begins a new place even where the one before it was never closed.
    """
    place: dict[str, str] = {}
    path: list[str] = []
    pieces: list[str] = []
    for kind, said in _marks(body):
        if kind == _TEXT:
            pieces.append(said)
        elif said == name:
            yield place
            place, path = {}, []
        elif kind == _START:
            if "/".join(path) not in _WANTED:
                pieces.clear()
            path.extend([said][: DEEPEST - len(path)])
        elif said in path:
            if path[-1] == said and (key := "/".join(path)) in _WANTED:
                place.setdefault(key, "".join(pieces).strip())
            while path.pop() != said:
                pass
    yield place


def _marks(body: str) -> Iterator[tuple[str, str]]:
    """The texts and the names of the elements that start and end, in their order; comments are left out."""
    place = 0
    while mark := _MARK.search(body, place):
        yield _TEXT, _REFERENCE.sub(_character, body[place : mark.start()])
        opening, place = mark.group(), mark.end()
        if opening not in _ENDS:
            name = mark[2].lower()
            if not mark[1]:
                yield _START, name
            if mark[1] or opening.endswith("/>"):
                yield _END, name
            continue
        end = body.find(_ENDS[opening], place)
        if end < 0:
            return
        if opening == "<![CDATA[":
            yield _TEXT, body[place:end]
        place = end + len(_ENDS[opening])


def _character(reference: re.Match[str]) -> str:
    return html.unescape(reference.group())


def _may_be_article(url: str) -> bool:
    """Whether an address is not clearly that of something else."""
    parts = urlsplit(url)
    path = unquote(parts.path).rstrip("/")
    if is_home(url) or _FILE.search(path.lower()) or _LISTING.search(path.lower()):
        return False
    if parts.query:
        return not _LISTING_QUERY.search(unquote(parts.query).lower())
    segments = _PAGE_NAME.sub("", path).strip("/").split("/")
    is_section = all(_ONE_WORD.fullmatch(segment) and segment == segment.lower() for segment in segments)
    return not is_section and segments[-1].lower() not in _STANDING
