"""Storing an article, or a changed text of one, with all that follows from it; one transaction each."""

from datetime import datetime

from pipeline.analyse.fingerprint import hash_words, week_of
from pipeline.analyse.storyfeatures import StoryFeatures
from pipeline.domain.articles import Basis, Document, Page
from pipeline.domain.cadence import next_recheck
from pipeline.domain.errors import StoreFull
from pipeline.domain.folding import folded_words
from pipeline.domain.hosts import Fate, Recheck
from pipeline.domain.records import Analysis, NewArticle, PageRecord
from pipeline.domain.urls import ENTRY, host_of
from pipeline.flows.judge import Judgement, Subject, adopted, judge, relation_of
from pipeline.flows.services import Services
from pipeline.flows.space import may_archive
from pipeline.flows.stories import (
    Sought,
    Told,
    drop_story_index,
    index_story,
    join_of,
    seek_story,
    story_by_text,
    told_of,
)
from pipeline.telemetry import get_log
from storage.store import Transaction

log = get_log("storing")


def store_article(services: Services, new: NewArticle, link: int | None, *, reason: str = "") -> bool:
    """Store an article with its place among the others and settle its link; return whether it was new.

    `reason` is kept with the link: why the text is not the one of the page, say.
    """
    with services.store.writing() as tx:
        tx.groups.lock()
        known = tx.articles.find([new.url_key, *new.aliases])
        article = known if known is not None else _add(tx, new, services.clock.now())
        tx.articles.add_aliases(article, new.aliases)
        if link is not None:
            tx.links.settle(link, Fate.ARTICLE, reason=reason if known is None else "known", article=article)
        if known is None and services.settings.rechecks and not new.url_key.startswith(ENTRY):
            _schedule_first(tx, article, new)
    fate = "known" if known is not None else "relevant" if new.analysis.tagging.relevant else "not_relevant"
    services.meters.count("article", fate)
    log.info("stored" if known is None else "known", article=article, url=new.url, fate=fate)
    return known is None


def store_version(services: Services, article: int, analysis: Analysis, page: PageRecord | None) -> bool:
    """Store a changed text as the newest version of its article; return whether it had changed at all."""
    now = services.clock.now()
    with services.store.writing() as tx:
        tx.groups.lock()
        before, known = tx.articles.document(article), tx.articles.fingerprint(article)
        if not has_changed(before, analysis.document, same_words=_are_same(before.text, analysis.document.text)):
            return False
        stored = tx.articles.get(article)
        own_text = tx.articles.texts([article])[article]
        doubtful = _later(tx, Subject(own_text, known, stored.moment, stored.url_key, article))
        told = told_of(tx, stored)
        if told:
            drop_story_index(tx, article, told)
        number = tx.articles.add_version(article, analysis, page, now)
        told = told_of(tx, stored)
        if told:
            index_story(tx, article, told)  # where it leads no group, grouping again takes it out
        tx.fingerprints.replace(article, week_of(stored.moment), known, analysis.fingerprint)
        tx.search.put(article, analysis.document, before=before)
        changed = Subject(analysis.own_text, analysis.fingerprint, stored.moment, stored.url_key, article)
        tx.groups.mark_dirty([stored.moment, *doubtful, *_later(tx, changed)])
    services.meters.count("article", "new_version")
    log.info("new_version", article=article, version=number)
    return True


def has_changed(before: Document, after: Document, *, same_words: bool) -> bool:
    """Whether a text is another version of its article; a pay wall that went up later takes nothing back."""
    if (after.partial and not before.partial) or (after.basis is Basis.FEED and before.basis is Basis.PAGE):
        return False
    return not same_words or folded_words(before.title) != folded_words(after.title)


def _are_same(before: str, after: str) -> bool:
    return hash_words(before).exact == hash_words(after).exact


def record_of(services: Services, page: Page) -> PageRecord:
    """Archive the bytes of a page where there is room; give what is kept of it."""
    return PageRecord(
        url=page.url,
        url_final=page.url_final,
        status=page.status,
        headers=page.headers,
        fetched_at=page.fetched_at,
        sha256=page.sha256,
        size=len(page.body),
        archived=archive_bytes(services, page.body, page.sha256),
    )


def archive_bytes(services: Services, body: bytes, sha256: str) -> bool:
    """Keep the bytes of a page where there is room for them; return whether they are kept."""
    if not may_archive(services):
        return False
    try:
        services.archive.put(body, sha256)
    except StoreFull:
        return False
    return True


def _add(tx: Transaction, new: NewArticle, now: datetime) -> int:
    """Judge an article and store it with all that follows from the verdict."""
    document, fingerprint = new.analysis.document, new.analysis.fingerprint
    subject = Subject(new.analysis.own_text, fingerprint, document.published or new.first_seen, new.url_key)
    judgement = judge(tx, subject)
    joined = judgement.with_ or adopted(tx, subject, judgement)
    keeps_apart = judgement.with_ is not None and judgement.placement.group is None
    grouped = None if keeps_apart else joined
    told = _told(new, subject)
    by_text = story_by_text(tx, told, judgement) if judgement.with_ else joined.story if joined else None
    sought = seek_story(tx, told) if told and by_text is None else Sought(None, ())
    known = by_text or (sought.link.story if sought.link else None)
    group = grouped.group if grouped else tx.groups.new_group()
    story = known or tx.groups.new_story()
    article = tx.articles.add(new, group=group, story=story, now=now)
    if told and grouped is None:
        index_story(tx, article, told)
    if sought.link:
        tx.stories.put_join(join_of(article, sought.link))
    tx.fingerprints.put(article, week_of(subject.moment), fingerprint)
    relation = relation_of(article, judgement.placement)
    tx.groups.put_relations([relation] if relation else [])
    tx.groups.lead(article, group=None if grouped else group, story=None if known else story)
    tx.groups.settle([group] if grouped else [], [story] if known else [])
    tx.stories.count_again([story] if known else [])
    _mark_doubtful(tx, subject.moment, judgement, sought)
    tx.search.put(article, document)
    return article


def _told(new: NewArticle, subject: Subject) -> Told | None:
    """An article as far as stories go; None where it is not relevant."""
    said = new.analysis.features
    return Told(StoryFeatures.from_json(said), subject.moment, new.url_key, new.source) if said else None


def _mark_doubtful(tx: Transaction, moment: datetime, judgement: Judgement, sought: Sought) -> None:
    later = [*(other.moment for other in judgement.later), *sought.later]
    if later:
        tx.groups.mark_dirty([moment, *later])


def _later(tx: Transaction, subject: Subject) -> list[datetime]:
    """The moments of the articles that were, or would be, judged by this one."""
    return [other.moment for other in judge(tx, subject).later]


def _schedule_first(tx: Transaction, article: int, new: NewArticle) -> None:
    document = new.analysis.document
    due = next_recheck(document.published or new.first_seen, new.first_seen, live=document.live)
    if due is not None and new.analysis.tagging.relevant and document.basis is not Basis.SEED:
        tx.rechecks.put(Recheck(article, new.url_final, host_of(new.url_final), new.source, due))
