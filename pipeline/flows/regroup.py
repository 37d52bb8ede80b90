"""Grouping again, in canonical order, the days that a late arrival made doubtful.

A group keeps its number as long as its canonically first article is its first. Whatever changes makes the later days
of its neighbours doubtful in turn, and those are grouped next; so any order of arrival ends in the same groups.
"""

from datetime import UTC, date, datetime, time, timedelta

from pipeline.domain.records import Article
from pipeline.flows.judge import Judgement, Subject, judge, relation_of
from pipeline.flows.services import Services
from pipeline.flows.stories import drop_story_index, index_story, join_of, seek_story, story_by_text, told_of
from pipeline.telemetry import get_log
from storage.store import Transaction

log = get_log("regroup")


def regroup(services: Services) -> int:
    """Group again all days that are marked dirty, one transaction a day; return how many there were."""
    days = 0
    while True:
        with services.store.reading() as view:
            if view.groups.oldest_dirty_day() is None:
                return days
        with services.store.writing() as tx:
            tx.groups.lock()
            day = tx.groups.oldest_dirty_day()
            if day is None:
                return days
            moved = _regroup_day(tx, day)
            tx.groups.mark_clean(day)
        days += 1
        log.info("regrouped", day=day.isoformat(), moved=moved)


def _regroup_day(tx: Transaction, day: date) -> int:
    begins = datetime.combine(day, time.min, UTC)
    return sum(_place_again(tx, article) for article in tx.articles.between(begins, begins + timedelta(days=1)))


def _place_again(tx: Transaction, article: Article) -> bool:
    """Judge a stored article again; return whether it moved."""
    subject = Subject(
        text=tx.articles.texts([article.id])[article.id],
        fingerprint=tx.articles.fingerprint(article.id),
        moment=article.moment,
        url_key=article.url_key,
        article=article.id,
    )
    judgement = judge(tx, subject)
    relation = relation_of(article.id, judgement.placement)
    tx.groups.drop_relations(article.id)
    tx.groups.put_relations([relation] if relation else [])
    group = _group_for(tx, article, judgement)
    story = _story_for(tx, article, judgement)
    if (group, story) == (article.group, article.story):
        return False
    followers = tx.stories.followers(article.id)
    tx.articles.move(article.id, group=group, story=story)
    tx.groups.settle({group, article.group}, {story, article.story})
    tx.stories.count_again({story, article.story})
    if not tx.stories.members(article.story):
        tx.stories.rename(article.story, story)
    today = article.moment.date()
    later = [*(other.moment for other in judgement.later), *followers]
    tx.groups.mark_dirty(moment for moment in later if moment.date() > today)
    return True


def _group_for(tx: Transaction, article: Article, judgement: Judgement) -> int:
    if judgement.placement.group is not None:
        return judgement.placement.group
    return article.group if tx.groups.first_member(article.group) == article.id else tx.groups.new_group()


def _story_for(tx: Transaction, article: Article, judgement: Judgement) -> int:
    """The story an article belongs to: by an analyst's word, by its text, or by what it tells."""
    told = told_of(tx, article)
    if told:
        drop_story_index(tx, article.id, told)  # what is sought is not to be found by itself
    by_text = story_by_text(tx, told, judgement)
    link = seek_story(tx, told).link if told and by_text is None else None
    if told and judgement.placement.group is None:
        index_story(tx, article.id, told)
    word = tx.stories.word_on(article.id)
    tx.stories.drop_join(article.id)
    if word is not None:
        return _own_story(tx, article) if word.other is None else tx.articles.get(word.other).story
    if by_text is not None:
        return by_text
    if link is not None:
        tx.stories.put_join(join_of(article.id, link))
        return link.story
    return _own_story(tx, article)


def _own_story(tx: Transaction, article: Article) -> int:
    return article.story if tx.groups.first_of_story(article.story) == article.id else tx.groups.new_story()
