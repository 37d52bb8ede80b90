"""What a page says of itself: JSON-LD first, then its meta tags, then what a reader would see."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from pipeline.domain.urls import clean_url, is_home
from pipeline.parse.bylines import Byline, agency_of, read_byline
from pipeline.parse.characters import one_line, single_spaced
from pipeline.parse.dates import is_date_line, read_date
from pipeline.parse.html import Tree, flat_text, plain, plain_line
from pipeline.parse.jsonld import Described, describe
from pipeline.parse.titles import Named, name_page

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
_TEXT = "text()[normalize-space()][not(parent::script or parent::style or parent::noscript)]"
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_PUBLISHED = re.compile(r"publi|posted|entry-date|post-date|date-?created|created", re.I)
_CHANGED = re.compile(r"updat|modif", re.I)
_SAID_PUBLISHED = re.compile(
    r"(?:publié[e]?|mise? en ligne|posté|published|posted|نشر(?:ت)?|تاريخ النشر)\s*(?:le|on|في|:)?\s*(.{6,60})", re.I
)
_HEADINGS = 10
"""How many headings of the first rank, and of lower ranks, are held against the title of the window."""


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
    is_media: bool = False
    live_blog: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands in the elements of a page that tell about it, gathered in one walk."""

    metas: dict[str, list[str]]
    scripts: list[str]
    headings: list[str]
    lesser: list[str]
    times: list[Tree]
    title: str
    canonical: str


def read_metadata(tree: Tree, *, url: str, timezone: str, now: datetime) -> Metadata:
    """What a page declares, read from its whole tree, before anything was dropped from it. Never raises."""
    head = _gather(tree)
    described = describe(head.scripts)
    named = _named(head, described, url)
    byline = _byline(tree, head, described)
    dates = chain(_dates_declared(tree, head, described), _dates_shown(tree, {named.title, named.heading} - {""}))
    return Metadata(
        title=named.title,
        heading=named.heading,
        authors=byline.authors,
        credit=byline.credit,
        published=next(filter(None, (read_date(said, timezone=timezone, now=now) for said in dates)), None),
        site=named.site,
        language=_language(tree, head, described),
        canonical=_canonical(head, url),
        article_body=plain(described.body[:BODY_LIMIT]),
        is_free=_is_free(head, described),
        is_article=_is_article(head, described),
        is_media=_is_media(head, described),
        live_blog=described.is_live_blog,
    )


def _gather(tree: Tree) -> _Head:
    head = _Head({}, [], [], [], [], "", "")
    title = canonical = ""
    for element in tree.iter("meta", "script", "link", "h1", "h2", "h3", "time", "title"):
        match element.tag:
            case "meta":
                _note(element, head.metas)
            case "script":
                if "ld+json" in (element.get("type") or "").lower():
                    head.scripts.append(element.text or "")
            case "h1" | "h2" | "h3":
                _note_heading(element, head.headings if element.tag == "h1" else head.lesser)
            case "time":
                head.times.append(element)
            case "title":
                title = title or flat_text(element)
            case _:
                if "canonical" in (element.get("rel") or "").lower().split():
                    canonical = canonical or element.get("href") or ""
    return replace(head, title=title, canonical=canonical)


def _note(meta: Tree, metas: dict[str, list[str]]) -> None:
    content = (meta.get("content") or "").strip()
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = meta.get(attribute)
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)


def _note_heading(element: Tree, headings: list[str]) -> None:
    if len(headings) < _HEADINGS:
        headings.append(one_line(flat_text(element)))


def _all(metas: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    return (content for name in names for content in metas.get(name, ()))


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> str:
    return next(_all(metas, names), "")


def _named(head: _Head, described: Described, url: str) -> Named:
    declared = _first(head.metas, _TITLES[:1]) or described.headline or _first(head.metas, _TITLES)
    return name_page(
        declared=plain_line(declared),
        window=plain_line(head.title),
        headings=head.headings,
        lesser=head.lesser,
        site=plain_line(_first(head.metas, _SITES) or described.publisher, SITE_LIMIT),
        url=url,
    )


def _byline(tree: Tree, head: _Head, described: Described) -> Byline:
    said = described.authors or tuple(_all(head.metas, _AUTHORS))
    byline = read_byline(map(plain_line, said))
    if not byline.authors:
        seen = tree.xpath("//a[@rel='author'] | //*[@itemprop='author']")[:5]
        visible = read_byline(flat_text(element) for element in seen)
        byline = Byline(visible.authors, byline.credit or visible.credit)
    sources = map(agency_of, _all(head.metas, _SOURCES))
    return byline if byline.credit else Byline(byline.authors, next(filter(None, sources), ""))


def _dates_declared(tree: Tree, head: _Head, described: Described) -> Iterator[str]:
    """What a page says in its markup of when it was published, the most reliable first."""
    yield described.published
    yield from _all(head.metas, _DATES)
    yield from _times_said(head.times)
    for element in tree.xpath("//*[contains(@property, 'datePublished') or contains(@property, 'dc:date')]")[:3]:
        yield element.get("content") or flat_text(element)
    for element in tree.xpath("//*[contains(@itemprop, 'datePublished') or contains(@class, 'published')]")[:3]:
        yield element.get("content") or element.get("datetime") or element.get("title") or flat_text(element)


def _dates_shown(tree: Tree, titles: set[str]) -> Iterator[str]:
    """What a reader sees: a date right below the heading, or words that say when the page was published."""
    for heading in tree.iter("h1", "h2", "h3"):
        if one_line(flat_text(heading)) in titles:
            below = (one_line(text).strip(" ,|–—-") for text in heading.xpath(f"following::{_TEXT}[position() < 9]"))
            yield from (line for line in below if is_date_line(line))
    shown = single_spaced(" ".join(tree.xpath(f"//body//{_TEXT}")))
    yield from _SAID_PUBLISHED.findall(shown[:_SHOWN])


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


def _is_media(head: _Head, described: Described) -> bool:
    """Whether pictures or a film are the main thing, as the page has it."""
    return described.is_media or _first(head.metas, ("og:type",)).lower().startswith("video")
