"""The feeds of the outlets: RSS 2.0, Atom 1.0, RSS 1.0 (RDF) and JSON Feed 1.1, as they are at a moment."""

import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from tests.newsroom.lexis import interface
from tests.newsroom.outlets import Outlet
from tests.newsroom.pages import summary, templates
from tests.newsroom.world import Article, World

CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=UTF-8",
    "atom": "application/atom+xml; charset=UTF-8",
    "rdf": "application/rdf+xml; charset=UTF-8",
    "json": "application/feed+json; charset=utf-8",
}


def feed_window(world: World, outlet: Outlet, now: datetime) -> tuple[Article, ...]:
    """What a feed shows at a moment: its newest articles, newest first."""
    return world.visible(outlet, now)[-outlet.window :][::-1]


def feed_document(world: World, outlet: Outlet, articles: Sequence[Article]) -> bytes:
    """The feed of an outlet with these articles in it; it changes only when they do."""
    items = [_item(world, article) for article in articles]
    if outlet.feed_format == "json":
        return _json_feed(outlet, items)
    built = articles[0].published if articles else world.start
    context = {
        "outlet": outlet,
        "labels": interface(outlet.language),
        "built": built.astimezone(outlet.zone).isoformat(),
        "built_mail": format_datetime(built.astimezone(outlet.zone)),
        "items": items,
    }
    return templates().get_template(f"{outlet.feed_format}.xml").render(context).encode("utf-8")


def tracked(article: Article) -> str:
    """The address of an article as its feed gives it, with the tracking that some outlets hang on it."""
    tracking = article.outlet.tracking
    if not tracking:
        return article.url
    return f"{article.url}{'&' if '?' in article.url else '?'}{tracking}"


def _item(world: World, article: Article) -> dict[str, str]:
    text, local = world.text(article), article.published.astimezone(article.outlet.zone)
    return {
        "title": text.title,
        "link": tracked(article),
        "guid": f"{article.outlet.home}?p={article.number}",
        "date": local.isoformat(),
        "mail_date": format_datetime(local),
        "author": text.credit or article.outlet.name,
        "summary": summary(text),
    }


def _json_feed(outlet: Outlet, items: Sequence[dict[str, str]]) -> bytes:
    entries: list[dict[str, Any]] = [
        {
            "id": item["guid"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["summary"],
            "content_text": item["summary"],
            "date_published": item["date"],
            "authors": [{"name": item["author"]}],
        }
        for item in items
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": outlet.home,
        "feed_url": outlet.feed_url,
        "language": outlet.language,
        "items": entries,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode("utf-8")
