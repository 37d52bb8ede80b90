"""What a page says of its article in JSON-LD (schema.org), however the publisher's plug-ins garbled it."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]

_LONGEST = 2_000_000
_MOST_NODES = 500
_DEEPEST = 6
_ARTICLE_KINDS = (
    "NewsArticle", "LiveBlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "Article", "BlogPosting", "Report",
    "ScholarlyArticle", "TechArticle", "SocialMediaPosting",
)  # fmt: skip
_COLLECTION_KINDS = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage"})
_MEDIA_KINDS = frozenset({"ImageGallery", "MediaGallery", "VideoGallery", "VideoObject"})
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")
_PAGE_KINDS = frozenset({"WebPage", "Webpage", "VideoObject", "CreativeWork"})
_WRAPPING = re.compile(r"<!--|-->|(?:/\*|//)?\s*(?:<!\[CDATA\[|\]\]>)\s*(?:\*/)?")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_FIELD = re.compile(r'"(headline|datePublished|@type)"\s*:\s*"((?:[^"\\\n]|\\.){1,500})"')


@dataclass(frozen=True, slots=True)
class Described:
    """What JSON-LD says of a page; everything as it was said, empty where nothing was."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    body: str = field(default="", repr=False)
    publisher: str = ""
    language: str = ""
    is_free: bool | None = None
    is_article: bool = False
    is_live_blog: bool = False
    is_collection: bool = False
    is_media: bool = False


def describe(scripts: Iterable[str]) -> Described:
    """Read the JSON-LD blocks of a page: what it says of its article, else of the page itself. Never raises."""
    nodes = [node for script in scripts for node in _walk(_load(script[:_LONGEST]), _DEEPEST)][:_MOST_NODES]
    if not nodes:
        return Described()
    main = min(nodes, key=_rank)
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    is_article = _is_article(main)
    return Described(
        headline=_text(main.get("headline") or (main.get("name") if is_article else "")),
        authors=tuple(_names(main.get("author") or main.get("creator"), by_id, _DEEPEST)),
        published=next((said for node in sorted(nodes, key=_rank) if (said := _text(node.get("datePublished")))), ""),
        body=_text(main.get("articleBody")),
        publisher=next(_names(main.get("publisher"), by_id, _DEEPEST), ""),
        language=_text(main.get("inLanguage")),
        is_free=_is_free(main),
        is_article=is_article,
        is_live_blog=any("LiveBlogPosting" in _kinds(node) for node in nodes),
        is_collection=not is_article and any(_COLLECTION_KINDS.intersection(_kinds(node)) for node in nodes),
        is_media=not is_article and any(_MEDIA_KINDS.intersection(_kinds(node)) for node in nodes),
    )


def _load(script: str) -> Any:
    mended = _TRAILING_COMMA.sub(r"\1", _WRAPPING.sub("", script)).strip().rstrip(";")
    for text in (script, mended):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return _legible(script)


def _legible(script: str) -> Node:
    """What can be picked out of a block that is not JSON: the first of each field, and all the types it names."""
    fields = _FIELD.findall(script)
    return {**dict(reversed(fields)), "@type": [value for name, value in fields if name == "@type"]}


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth and isinstance(value, list):
        for item in value[:_MOST_NODES]:
            yield from _walk(item, depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        for holder in _HOLDERS:
            yield from _walk(value.get(holder), depth - 1)


def _kinds(node: Node) -> tuple[str, ...]:
    said = node.get("@type")
    return tuple(str(kind).rpartition("/")[2] for kind in (said if isinstance(said, list) else [said]))


def _is_article(node: Node) -> bool:
    return any(kind in _ARTICLE_KINDS for kind in _kinds(node))


def _rank(node: Node) -> int:
    """The lower, the more an object is the article that the page shows."""
    named = 0 if node.get("headline") else 1
    ranks = [_ARTICLE_KINDS.index(kind) for kind in _kinds(node) if kind in _ARTICLE_KINDS]
    return 2 * min(ranks) + named if ranks else 100 if _PAGE_KINDS.intersection(_kinds(node)) else 200


def _names(value: Any, by_id: dict[str, Node], depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth and isinstance(value, list):
        for item in value[:_MOST_NODES]:
            yield from _names(item, by_id, depth - 1)
    elif depth and isinstance(value, dict):
        named = value if "name" in value else by_id.get(str(value.get("@id")), {})
        yield from _names(named.get("name"), by_id, depth - 1)


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    return value if isinstance(value, str) else ""


def _is_free(node: Node) -> bool | None:
    parts = node.get("hasPart")
    for part in (node, *(parts if isinstance(parts, list) else [parts])):
        said = part.get("isAccessibleForFree") if isinstance(part, dict) else None
        if said is not None:
            return str(said).lower().rpartition("/")[2] not in {"false", "0", "no"}
    return None
