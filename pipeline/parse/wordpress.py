"""Posts as the REST interface of WordPress tells them (https://developer.wordpress.org/rest-api/reference/posts/)."""

import html
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pipeline.domain.errors import ParseError
from pipeline.domain.feeds import Entry
from pipeline.parse.characters import one_line
from pipeline.parse.charsets import decode
from pipeline.parse.entries import Item, Reading, read_entries

MAX_BYTES = 10_000_000
"""Answers longer than this are refused."""
MOST_POSTS = 500
"""How many posts of one answer are kept; WordPress gives a hundred where nobody has changed it."""
_NO_ZONE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def read_posts(body: bytes, *, url: str, timezone: str, now: datetime) -> tuple[Entry, ...]:
    """Read the answer to `/wp-json/wp/v2/posts`, an empty list included; what in it is no post is left out.

    `url` is the address it came from, `timezone` that of the outlet. Raises ParseError for everything else, also for a
    list without a single post.
    """
    if len(body) > MAX_BYTES:
        raise ParseError(f"posts of more than {MAX_BYTES} bytes", subject=url)
    text = decode(body).strip()
    said = _load(text, url)
    posts = [post for post in said if _is_post(post)] if isinstance(said, list) else []
    if not posts and said != []:
        raise ParseError("JSON, but no posts of WordPress", subject=url, sample=one_line(text[:300]))
    return read_entries(map(_item, posts[:MOST_POSTS]), Reading(url, timezone, now), MOST_POSTS)


def _load(text: str, url: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise ParseError("broken or too deep JSON", subject=url, sample=one_line(text[:300])) from error


def _is_post(post: Any) -> bool:
    return isinstance(post, dict) and isinstance(post.get("link"), str) and isinstance(post.get("title"), dict)


def _item(post: dict[str, Any]) -> Item:
    excerpt = _rendered(post, "excerpt")
    return Item(
        guid=html.unescape(_rendered(post, "guid")),
        links=(post["link"],),
        title=_rendered(post, "title"),
        summary=excerpt,
        texts=(_rendered(post, "content"), excerpt),
        dates=tuple(_dates(post)),
    )


def _dates(post: dict[str, Any]) -> Iterator[str]:
    """The moment in UTC, which WordPress writes without saying so; else that on the outlet's clocks."""
    said = post.get("date_gmt")
    if isinstance(said, str) and said:
        yield f"{said}Z" if _NO_ZONE.fullmatch(said) else said
    local = post.get("date")
    if isinstance(local, str) and local:
        yield local


def _rendered(post: dict[str, Any], name: str) -> str:
    field = post.get(name)
    text = field.get("rendered") if isinstance(field, dict) else None
    return text if isinstance(text, str) else ""
