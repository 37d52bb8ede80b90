"""Article and front pages as sites make them, with all that stands around the text."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from tests.newsroom.grammar import chance
from tests.newsroom.lexis import interface
from tests.newsroom.outlets import Outlet
from tests.newsroom.wording import capital_of, moment_text, seat_name
from tests.newsroom.world import Article, World
from tests.newsroom.writing import Text

_TEMPLATES = Path(__file__).parent / "templates"
_RELATED, _MOST_READ = 4, 8
_SUMMARY_LENGTH = 240


@cache
def templates() -> Environment:
    """The templates of pages and feeds."""
    return Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def article_page(world: World, article: Article) -> bytes:
    """The page of an article; it never changes once it is published."""
    outlet, text = article.outlet, world.text(article)
    earlier = [other for other in world.visible(outlet, article.published) if other is not article]
    rng = chance(article.draft.voice, "page")
    labels = interface(outlet.language)
    local = article.published.astimezone(outlet.zone)
    form = rng.choice(labels["published"])
    context = _frame(outlet) | {
        "article": article,
        "text": text,
        "summary": summary(text),
        "author": rng.choice(labels["desk"]),
        "section": rng.choice(labels["sections"][1:8]),
        "caption": rng.choice(labels["caption"]).format(place=_where(article)),
        "published": local.isoformat(),
        "published_text": moment_text(form, local, outlet.language),
        "related": [_link(world, other) for other in earlier[-_RELATED:]],
        "most_read": [_link(world, other) for other in earlier[:_MOST_READ]],
        "tags": rng.sample(labels["sections"], 5),
        "structured": _structured(article, text, local),
    }
    return encoded(templates().get_template(f"{outlet.cms}.html").render(context), outlet)


def front_page(world: World, outlet: Outlet, articles: Sequence[Article]) -> bytes:
    """The front page: the newest headlines, and where the feed is."""
    context = _frame(outlet) | {"links": [_link(world, article) for article in articles]}
    return encoded(templates().get_template("front.html").render(context), outlet)


def missing_page(outlet: Outlet) -> bytes:
    """What a site says of a page it does not have."""
    return encoded(templates().get_template("missing.html").render(_frame(outlet)), outlet)


def encoded(page: str, outlet: Outlet) -> bytes:
    """A page in the character set of its outlet; what that lacks becomes a numeric reference."""
    return page.encode(outlet.charset, "xmlcharrefreplace")


def summary(text: Text) -> str:
    """The beginning of a text as feeds and search engines show it: never the whole first paragraph."""
    lead = text.body[0]
    most = min(_SUMMARY_LENGTH, len(lead) - 12)
    return lead if most < 40 else f"{lead[:most].rsplit(' ', 1)[0]} […]"


def _frame(outlet: Outlet) -> dict[str, Any]:
    return {"outlet": outlet, "labels": interface(outlet.language)}


def _link(world: World, article: Article) -> dict[str, str]:
    return {"url": article.url, "title": world.text(article).title}


def _where(article: Article) -> str:
    event, outlet = article.draft.event, article.outlet
    return seat_name(event, outlet.language) if event else capital_of(outlet.country, outlet.language)


def _structured(article: Article, text: Text, local: datetime) -> Markup:
    """The JSON-LD of an article, fit to stand inside a script element."""
    outlet = article.outlet
    content = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": article.url,
        "headline": text.title,
        "datePublished": local.isoformat(),
        "dateModified": local.isoformat(),
        "inLanguage": outlet.language,
        "author": {"@type": "Organization", "name": text.credit or outlet.name},
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name, "url": outlet.home},
        "image": [f"{outlet.home}media/{article.number}.jpg"],
    }
    return Markup(json.dumps(content, ensure_ascii=False).replace("</", "<\\/"))
