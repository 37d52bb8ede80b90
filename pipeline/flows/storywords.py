"""Analysts' words on stories: merge two, split an article off, pin one where it is. No machine undoes them."""

from pipeline.domain.errors import ConfigError
from pipeline.domain.records import Article, StoryWord
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services
from pipeline.telemetry import get_log
from storage.store import Transaction

log = get_log("story")


def merge_stories(services: Services, story: int, other: int, by: str) -> int:
    """Make two stories one for good; return its number. Raises NotFound, ConfigError where they are one already."""
    with services.store.writing() as tx:
        tx.groups.lock()
        first, second = sorted((_leading(tx, story), _leading(tx, other)), key=_order)
        if first.story == second.story:
            raise ConfigError("both are this story already", subject=f"{story}, {other}")
        tx.stories.say(StoryWord(second.id, first.id, by, services.clock.now()))
        _doubt(tx, tx.stories.members(second.story))
    log.info("merged", story=first.story, other=second.story, by=by)
    return _settled(services, first.id)


def split_off(services: Services, article: int, by: str) -> int:
    """Take an article out of its story for good; return its new story.

    Those that joined by being like it go with it. Where it leads the story, the others leave it together. Raises
    ConfigError for one that is alone.
    """
    with services.store.writing() as tx:
        tx.groups.lock()
        story = tx.articles.get(article).story
        first, *others = tx.stories.members(story)
        if not others:
            raise ConfigError("it is alone in its story", subject=f"article {article}")
        off, *following = others if article == first else [article]
        now = services.clock.now()
        tx.stories.say(StoryWord(off, None, by, now))
        for one in following:
            tx.stories.say(StoryWord(one, off, by, now))
        _doubt(tx, [first, *others])
    log.info("split", article=article, story=story, by=by)
    return _settled(services, article)


def pin(services: Services, article: int, by: str) -> int:
    """Keep an article in its story for good; return the story. Raises ConfigError for the one that leads it."""
    with services.store.writing() as tx:
        tx.groups.lock()
        stored = tx.articles.get(article)
        leading = _leading(tx, stored.story)
        if leading.id == article:
            raise ConfigError("it leads its story; pin the others to it", subject=f"article {article}")
        tx.stories.say(StoryWord(article, leading.id, by, services.clock.now()))
    return stored.story


def unsay(services: Services, article: int) -> int:
    """Take back what was said of an article; return the story the machine puts it in."""
    with services.store.writing() as tx:
        tx.groups.lock()
        tx.articles.get(article)
        if not tx.stories.unsay(article):
            raise ConfigError("nothing was said of its story", subject=f"article {article}")
        _doubt(tx, tx.stories.members(tx.articles.get(article).story))
    return _settled(services, article)


def _leading(tx: Transaction, story: int) -> Article:
    """The canonically first article of a story, by any number that it had; raises NotFound."""
    return tx.stories.dossier(story).members[0].article


def _order(article: Article) -> tuple[object, str]:
    return article.moment, article.url_key


def _doubt(tx: Transaction, articles: list[int]) -> None:
    tx.groups.mark_dirty([tx.articles.get(one).moment for one in articles])


def _settled(services: Services, article: int) -> int:
    regroup(services)
    with services.store.reading() as view:
        return view.articles.get(article).story
