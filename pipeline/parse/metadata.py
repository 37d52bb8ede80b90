"""What a page says of itself: JSON-LD first, then its meta tags, then what a reader would see."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from pipeline.domain.folding import folded_words
from pipeline.domain.urls import clean_url, is_home
from pipeline.parse.bylines import Byline, agency_of, read_byline
from pipeline.parse.characters import one_line
from pipeline.parse.dates import read_date
from pipeline.parse.html import Tree, flat_text, plain, plain_line
from pipeline.parse.jsonld import Described, describe

SITE_LIMIT = 120
BODY_LIMIT = 500_000

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title")
_SITES = ("og:site_name", "application-name", "dc.publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
_SOURCES = ("source", "article:source", "dc.source", "syndication-source")
_DATES = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "article.published", "date",
    "cxenseparse:recs:publishtime", "article:published_date", "citation_publication_date", "article_date_original",
)  # fmt: skip
_SHOWN = 20_000
"""How much of what a page shows is searched for the words of a publication date, characters."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_PUBLISHED = re.compile(r"publi|posted|entry-date|post-date|date-?created|created", re.I)
_CHANGED = re.compile(r"updat|modif", re.I)
_SAID_PUBLISHED = re.compile(
    r"(?:publié[e]?|mise? en ligne|posté|published|posted|نشر(?:ت)?|تاريخ النشر)\s*(?:le|on|في|:)?\s*(.{6,60})", re.I
)
_SEPARATOR = re.compile(r"\s+[|•·–—-]+\s+|\s*[|»]\s*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page declares; empty or None where it is silent.

    `heading` is the heading that readers see, `article_body` the text in JSON-LD.
    """

    title: str = ""
    heading: str = ""
    authors: tuple[str, ...] = ()
    credit: str = ""
    published: datetime | None = None
    site: str = ""
    language: str = ""
    canonical: str = ""
    article_body: str = field(default="", repr=False)
    is_free: bool | None = None
    is_article: bool | None = None
    live_blog: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands in the elements of a page that tell about it, gathered in one walk."""

    metas: dict[str, list[str]]
    scripts: list[str]
    headings: list[str]
    times: list[Tree]
    title: str
    canonical: str


def read_metadata(tree: Tree, *, url: str, timezone: str, now: datetime) -> Metadata:
    """What a page declares, read from its whole tree, before anything was dropped from it. Never raises."""
    head = _gather(tree)
    described = describe(head.scripts)
    site = plain_line(_first(head.metas, _SITES) or described.publisher or _title_ending(head), SITE_LIMIT)
    headings = [heading for heading in head.headings if heading and not _names_site(heading, site, url)]
    byline = _byline(tree, head, described)
    return Metadata(
        title=_title(head, described, headings, site, url),
        heading=headings[0] if headings else "",
        authors=byline.authors,
        credit=byline.credit,
        published=_published(tree, head, described, timezone, now),
        site=site or _host_label(url),
        language=_language(tree, head, described),
        canonical=_canonical(head, url),
        article_body=plain(described.body[:BODY_LIMIT]),
        is_free=_is_free(head, described),
        is_article=_is_article(head, described),
        live_blog=described.is_live_blog,
    )


def _gather(tree: Tree) -> _Head:
    head = _Head({}, [], [], [], "", "")
    title = canonical = ""
    for element in tree.iter("meta", "script", "link", "h1", "time", "title"):
        match element.tag:
            case "meta":
                _note(element, head.metas)
            case "script":
                if "ld+json" in (element.get("type") or "").lower():
                    head.scripts.append(element.text or "")
            case "h1":
                head.headings.append(one_line(flat_text(element)))
            case "time":
                head.times.append(element)
            case "title":
                title = title or flat_text(element)
            case _:
                if "canonical" in (element.get("rel") or "").lower().split():
                    canonical = canonical or element.get("href") or ""
    return _Head(head.metas, head.scripts, head.headings, head.times, title, canonical)


def _note(meta: Tree, metas: dict[str, list[str]]) -> None:
    content = (meta.get("content") or "").strip()
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = meta.get(attribute)
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)


def _all(metas: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    return (content for name in names for content in metas.get(name, ()))


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> str:
    return next(_all(metas, names), "")


def _title(head: _Head, described: Described, headings: list[str], site: str, url: str) -> str:
    """The declared title without the site's name; the heading where the title is that one cut short or extended."""
    said = _first(head.metas, _TITLES[:1]) or described.headline or _first(head.metas, _TITLES) or head.title
    declared = _without_site(plain_line(said), site, url)
    cut = declared.endswith(("…", "..."))
    for heading in headings[:3]:
        longer = cut and _begins(heading, declared)
        shorter = _SEPARATOR.search(declared) and _begins(declared, heading)
        if longer or shorter:
            return heading
    return declared or (headings[0] if headings else "")


def _title_ending(head: _Head) -> str:
    """What follows the heading in the title of the window, which is the name of the site."""
    found = list(_SEPARATOR.finditer(head.title))
    start = head.title[: found[-1].start()] if found else ""
    named = any(folded_words(heading) == folded_words(start) for heading in head.headings[:3])
    return head.title[found[-1].end() :] if found and named else ""


def _begins(text: str, start: str) -> bool:
    """Whether a text begins with the words of another one, and these are not only a small part of it."""
    words, first = folded_words(text), folded_words(start)
    return words[: len(first)] == first and 2 * len(first) >= len(words)


def _without_site(title: str, site: str, url: str) -> str:
    parts = list(_SEPARATOR.finditer(title))
    if parts and _names_site(title[parts[-1].end() :], site, url):
        return title[: parts[-1].start()].strip()
    if parts and _names_site(title[: parts[0].start()], site, url):
        return title[parts[0].end() :].strip()
    return title


def _names_site(text: str, site: str, url: str) -> bool:
    """Whether words say no more than which site this is: its name or host, or most of either."""
    key = "".join(folded_words(text))
    return any(_much_in(key, name) or _much_in(name, key) for name in _site_keys(site, url))


def _site_keys(site: str, url: str) -> tuple[str, ...]:
    return tuple("".join(folded_words(name)) for name in (site, _host_label(url)))


def _much_in(part: str, whole: str) -> bool:
    return bool(part) and part in whole and 2 * len(part) >= len(whole)


def _host_label(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _byline(tree: Tree, head: _Head, described: Described) -> Byline:
    said = described.authors or tuple(_all(head.metas, _AUTHORS))
    byline = read_byline(map(plain_line, said))
    if not byline.authors:
        seen = tree.xpath("//a[@rel='author'] | //*[@itemprop='author']")[:5]
        visible = read_byline(flat_text(element) for element in seen)
        byline = Byline(visible.authors, byline.credit or visible.credit)
    sources = map(agency_of, _all(head.metas, _SOURCES))
    return byline if byline.credit else Byline(byline.authors, next(filter(None, sources), ""))


def _published(tree: Tree, head: _Head, described: Described, timezone: str, now: datetime) -> datetime | None:
    dates = (read_date(said, timezone=timezone, now=now) for said in _dates_said(tree, head, described))
    return next((date for date in dates if date), None)


def _dates_said(tree: Tree, head: _Head, described: Described) -> Iterator[str]:
    """The places where a page says when it was published, the most reliable first."""
    yield described.published
    yield from _all(head.metas, _DATES)
    yield from _times_said(head.times)
    for element in tree.xpath("//*[contains(@property, 'datePublished') or contains(@property, 'dc:date')]")[:3]:
        yield element.get("content") or flat_text(element)
    for element in tree.xpath("//*[contains(@itemprop, 'datePublished') or contains(@class, 'published')]")[:3]:
        yield element.get("content") or element.get("datetime") or element.get("title") or flat_text(element)
    shown = tree.xpath("//body//text()[not(parent::script or parent::style or parent::noscript)]")
    yield from _SAID_PUBLISHED.findall(" ".join(" ".join(shown).split())[:_SHOWN])


def _times_said(times: list[Tree]) -> Iterator[str]:
    """The time elements that are marked as the publication; else the only day that all of them name."""
    marked = []
    for time in times:
        marks = " ".join(time.get(name) or "" for name in ("class", "itemprop", "property", "id"))
        said = time.get("datetime") or flat_text(time)
        if "pubdate" in time.attrib or (_PUBLISHED.search(marks) and not _CHANGED.search(marks)):
            yield said
        marked.append(said)
    if len({said[:10] for said in marked}) == 1:
        yield marked[0]


def _language(tree: Tree, head: _Head, described: Described) -> str:
    said = (
        tree.get("lang"),
        tree.get("xml:lang"),
        described.language,
        *_all(head.metas, ("og:locale", "content-language")),
    )
    tags = (_LANGUAGE.match(language.strip().lower()) for language in said if language)
    return next((tag.group() for tag in tags if tag), "")


def _canonical(head: _Head, url: str) -> str:
    """The address the page calls its own, of whatever site; a front page is not one of an article."""
    for said in (head.canonical, _first(head.metas, ("og:url",))):
        canonical = clean_url(said, base=url) if said else None
        if canonical and not is_home(canonical):
            return canonical
    return ""


def _is_free(head: _Head, described: Described) -> bool | None:
    if described.is_free is not None:
        return described.is_free
    tier = _first(head.metas, ("article:content_tier",)).lower()
    return {"free": True, "locked": False}.get(tier)


def _is_article(head: _Head, described: Described) -> bool | None:
    """True or False where the page says what it is; many say nothing, or "website" of everything."""
    if described.is_article or _first(head.metas, ("og:type",)).lower().startswith("article"):
        return True
    return False if described.is_collection else None
