"""Where a site keeps its feeds: what its pages and its robots.txt name, and where to look when they name none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from pipeline.domain.feeds import FeedLink
from pipeline.domain.urls import clean_url, host_of, same_site, url_key
from pipeline.parse.charsets import decode
from pipeline.parse.entries import address
from pipeline.parse.html import MAX_BYTES, Tree, parse, plain_line, wrong_type

MOST_LINKS = 20
"""How many feeds of a page are told."""
MOST_READ = 10_000
"""How many links of a page are looked at, of those in its head and of others each."""
MOST_SITEMAPS = 50
"""How many sitemaps of a robots.txt are told."""
WELL_KNOWN = (
    "/feed/", "/rss", "/rss.xml", "/feed.xml", "/spip.php?page=backend", "/atom.xml", "/?format=feed&type=rss",
    "/feeds/posts/default", "/index.xml", "/?feed=rss2", "/news-sitemap.xml", "/sitemap-news.xml",
)  # fmt: skip
"""Where the feeds of a site are worth looking for, most likely first: WordPress, plain names, SPIP, Joomla, Blogger,
Hugo, WordPress without readable addresses, and the sitemaps of news."""

_KINDS = {
    "application/rss+xml": "rss", "text/rss+xml": "rss", "application/rss": "rss", "text/rss": "rss",
    "application/x-rss+xml": "rss", "application/atom+xml": "atom", "application/x.atom+xml": "atom",
    "text/atom+xml": "atom", "application/rdf+xml": "rdf", "text/rdf+xml": "rdf", "application/feed+json": "json",
}  # fmt: skip
_LOOSE = {"application/xml": "", "text/xml": "", "application/json": "json", "text/json": "json"}
"""Said of feeds and of other things alike: here the address has a word, too."""
_FEED_PATH = re.compile(
    r"/(?:feed|rss2?|atom|rdf|backend|rss\.php|feed\.php|backend\.php|index\.(?:xml|rdf)|feeds/posts/default)/?$"
    r"|(?:^|[/_.-])(?:feed|rss2?|atom)\.(?:xml|json)$|[^/]\.(?:rss|rdf|atom)$",
    re.I,
)
_FEED_QUERY = re.compile(
    r"(?:^|&)(?:page=backend(?:$|[&-])|format=feed(?:$|&)|feed=(?:rss2?|atom|rdf)\b|alt=rss\b)", re.I
)
_FEED_HOST = re.compile(r"feeds\d*\.feed(?:burner|blitz)\.com|feedproxy\.google\.com|feedpress\.me", re.I)
"""Services that carry the feeds of others."""
_COMMENT_ADDRESS = re.compile(
    r"/comments?(?:/|\.|-feed|-rss)|/commentaires?/|[?&]feed=comments|[?&]page=backend-forum", re.I
)
_COMMENT_TITLE = re.compile(r"\bcomments\b|\bcomment feed\b|\bcommentaires?\b|تعليقات", re.I)
_TEXTS = 20
"""How many pieces of text inside a link are its title: one that is never closed holds the rest of its page."""
_ARTICLE_API = "/wp-json/"
_WORDPRESS = "https://api.w.org/"
_SITEMAP = re.compile(r"^[ \t\ufeff]*sitemap[ \t]*:[ \t]*([^\s#]+)", re.I | re.M)


@dataclass(frozen=True, slots=True)
class _Document:
    """A page as a tree, and the address that its links start from."""

    tree: Tree
    base: str


def find_feeds(body: bytes, *, url: str, content_type: str) -> tuple[FeedLink, ...]:
    """The feeds that a web page names, in the order in which they should be tried; none where it is no page.

    First those that its head declares, in its order, then links of the same site whose address is clearly that of a
    feed, those nearest to the root of the site first; feeds of comments come last. Never raises.
    """
    document = _read(body, url, content_type)
    if document is None:
        return ()
    linked = sorted(_linked(document, host_of(url) if clean_url(url) else ""), key=_distance)
    each_once: dict[str, FeedLink] = {}
    for link in sorted((*_declared(document), *linked), key=_is_of_comments):
        if link.url.partition("#")[0] != url.partition("#")[0]:
            each_once.setdefault(url_key(link.url), link)
    return tuple(each_once.values())[:MOST_LINKS]


def wordpress_api(body: bytes, *, url: str, content_type: str) -> str | None:
    """The address of the WordPress REST root that a web page names, or None where it names none. Never raises."""
    document = _read(body, url, content_type)
    links = islice(document.tree.iter("link"), MOST_READ) if document else ()
    named = (link.get("href") or "" for link in links if _WORDPRESS in _words(link, "rel"))
    return next((root for href in named if document and (root := address(href, document.base))), None)


def find_sitemaps(robots: str, *, url: str) -> tuple[str, ...]:
    """The sitemaps that the robots.txt at an address names, absolute, in its order. Never raises."""
    named = _SITEMAP.findall(robots.replace("\r", "\n"))
    return tuple(dict.fromkeys(found for said in named if (found := address(said, url))))[:MOST_SITEMAPS]


def _read(body: bytes, url: str, content_type: str) -> _Document | None:
    if wrong_type(body, content_type):
        return None
    tree = parse(decode(body[:MAX_BYTES], content_type))
    if tree is None:
        return None
    said = next((base.get("href") for base in tree.iter("base") if base.get("href")), "")
    return _Document(tree, address(said, url) or url)


def _declared(document: _Document) -> Iterator[FeedLink]:
    for link in islice(document.tree.iter("link"), MOST_READ):
        media = (link.get("type") or "").partition(";")[0].strip().lower()
        href = link.get("href") or ""
        found = address(href, document.base) if href else None
        if not found or "alternate" not in _words(link, "rel") or _ARTICLE_API in found:
            continue
        if media in _KINDS or (media in _LOOSE and _is_feed(found)):
            yield FeedLink(found, plain_line(link.get("title") or "", 200), _KINDS.get(media) or _LOOSE.get(media, ""))


def _linked(document: _Document, host: str) -> Iterator[FeedLink]:
    for link in islice(document.tree.iter("a"), MOST_READ):
        href = link.get("href") or ""
        found = address(href, document.base) if href and not href.startswith("#") else None
        if found and _is_feed(found) and (_is_carried(found) or same_site(host_of(found), host)):
            yield FeedLink(found, plain_line(link.get("title") or " ".join(islice(link.itertext(), _TEXTS)), 200))


def _is_feed(found: str) -> bool:
    parts = urlsplit(found)
    return bool(_FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query)) or _is_carried(found)


def _is_carried(found: str) -> bool:
    return _FEED_HOST.fullmatch(urlsplit(found).hostname or "") is not None


def _distance(link: FeedLink) -> tuple[int, int]:
    """How far a feed is from that of the whole site: a section adds to its path or to its query."""
    parts = urlsplit(link.url)
    return parts.path.strip("/").count("/"), parts.query.count("&")


def _is_of_comments(link: FeedLink) -> bool:
    return bool(_COMMENT_ADDRESS.search(link.url) or _COMMENT_TITLE.search(link.title))


def _words(element: Tree, name: str) -> list[str]:
    return (element.get(name) or "").lower().split()
