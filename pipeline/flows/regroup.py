"""Grouping again, in canonical order, the days that a late arrival made doubtful.

A group keeps its number as long as its canonically first article is its first. Whatever changes makes the later days
of its neighbours doubtful in turn, and those are grouped next; so any order of arrival ends in the same groups.
"""

from datetime import UTC, date, datetime, time, timedelta

from pipeline.domain.records import Article
from pipeline.flows.judge import Judgement, Subject, judge, relation_of
from pipeline.flows.services import Services
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
    group, story = _group_for(tx, article, judgement), _story_for(tx, article, judgement)
    if (group, story) == (article.group, article.story):
        return False
    tx.articles.move(article.id, group=group, story=story)
    tx.groups.settle({group, article.group}, {story, article.story})
    today = article.moment.date()
    tx.groups.mark_dirty(other.moment for other in judgement.later if other.moment.date() > today)
    return True


def _group_for(tx: Transaction, article: Article, judgement: Judgement) -> int:
    if judgement.placement.group is not None:
        return judgement.placement.group
    return article.group if tx.groups.first_member(article.group) == article.id else tx.groups.new_group()


def _story_for(tx: Transaction, article: Article, judgement: Judgement) -> int:
    if judgement.with_ is not None:
        return judgement.with_.story
    return article.story if tx.groups.first_of_story(article.story) == article.id else tx.groups.new_story()
