"""What is true of every published article, for those who judge a reader of the newsroom."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from tests.newsroom.drafts import Kind
from tests.newsroom.world import Article, World


@dataclass(frozen=True, slots=True)
class ArticleTruth:
    """One published article. `topics` are those it is certain to be about; `copy_group` is that of the agency's text.

    `body` holds the paragraphs of the article in order, without what the page puts around them; `published` is UTC.
    """

    url: str
    outlet: str
    published: datetime
    language: str
    relevant: bool
    event: str
    kind: Kind
    copy_group: str
    topics: tuple[str, ...]
    title: str
    body: tuple[str, ...]
    credit: str
    edits: tuple[str, ...]


def truth(world: World, now: datetime) -> tuple[ArticleTruth, ...]:
    """The truth on all that is published by now, in order of time."""
    articles = (article for outlet in world.outlets for article in world.visible(outlet, now))
    return tuple(_of(world, article) for article in sorted(articles, key=lambda a: (a.published, a.url)))


def as_json_line(told: ArticleTruth) -> str:
    """One line of the truth as JSON."""
    return json.dumps(asdict(told) | {"published": told.published.isoformat()}, ensure_ascii=False)


def _of(world: World, article: Article) -> ArticleTruth:
    draft, text = article.draft, world.text(article)
    return ArticleTruth(
        url=article.url,
        outlet=article.outlet.key,
        published=article.published,
        language=article.outlet.language,
        relevant=draft.event is not None,
        event=draft.event.key if draft.event else "",
        kind=draft.kind,
        copy_group=draft.copy_group,
        topics=draft.event.topics if draft.event else (),
        title=text.title,
        body=text.body,
        credit=text.credit,
        edits=text.edits,
    )
