"""From a link to a stored article.

fetch -> archive the bytes -> (pool) extract, language, tags, incidents, fingerprint -> ONE transaction: judge against
the stored fingerprints, join a group and a story, store the article, index its words, settle the link.
"""

from datetime import datetime, timedelta

from pipeline.analyse.fingerprint import week_of
from pipeline.domain.articles import NotModified, Page, Reason, Rejected
from pipeline.domain.cadence import next_try, retry_after
from pipeline.domain.errors import (
    BadProtocol,
    ComputeError,
    Elsewhere,
    Failure,
    FetchError,
    PipelineError,
    StoreFull,
    Unreachable,
)
from pipeline.domain.hosts import Fate, Link
from pipeline.domain.polling import OFFLINE_WINDOW, is_offline, next_look
from pipeline.domain.records import Analysis, NewArticle, PageRecord
from pipeline.domain.urls import host_of, is_home, url_key
from pipeline.flows.asking import Asker
from pipeline.flows.judge import Subject, adopted, judge, relation_of
from pipeline.flows.robots import ensure_allowed
from pipeline.flows.services import Services
from pipeline.flows.space import may_archive
from pipeline.flows.stages import PageHints, read_page
from pipeline.telemetry import get_log
from storage.store import Transaction

MOST_HOPS = 5
"""How often a link is sent on to another host before it is given up."""
_SOON = timedelta(minutes=1)
log = get_log("ingest")


def fetch_link(services: Services, asker: Asker, link: Link) -> bool:
    """Fetch a link and store what it holds; return whether the host may be asked for more now."""
    now = services.clock.now()
    try:
        with services.store.reading() as view:
            source = view.feeds.source(link.source)
        ensure_allowed(services, asker, source, link.url)
        answer = asker.get(source, link.url)
        if isinstance(answer, NotModified):
            raise BadProtocol("304 unasked", subject=link.url)
        take_page(services, link, answer)
    except Elsewhere as moved:
        _send_on(services, link, moved, now)
    except (FetchError, ComputeError) as error:
        return _postpone(services, link, error, now)
    except PipelineError:
        raise
    except Exception as bug:
        # A fault of ours: set the link aside a little longer each time, so that it is not tried for ever.
        _postpone(services, link, bug, now)
        raise
    return True


def take_page(services: Services, link: Link, page: Page) -> None:
    """Archive, read, judge and store one fetched page, and settle its link."""
    hints = _hints(services, link)
    if is_home(page.url_final) and not is_home(link.url_key):
        read: Analysis | Rejected = Rejected(Reason.REDIRECTED_HOME)
    else:
        read = services.pool.run(read_page, page, hints)
    record = _record(services, page)
    if isinstance(read, Rejected):
        _reject(services, link, read, record)
        return
    keys = dict.fromkeys((url_key(page.url_final), url_key(link.url), link.url_key))
    key, *aliases = keys
    new = NewArticle(
        url=link.url,
        url_final=page.url_final,
        url_key=key,
        source=link.source,
        first_seen=page.fetched_at,
        analysis=read,
        page=record,
        aliases=tuple(aliases),
    )
    store_article(services, new, link.id)


def store_article(services: Services, new: NewArticle, link: int | None) -> bool:
    """Store an article with its place among the others and settle its link; return whether it was new."""
    with services.store.writing() as tx:
        tx.groups.lock()
        known = tx.articles.find([new.url_key, *new.aliases])
        article = known if known is not None else _add(tx, new)
        tx.articles.add_aliases(article, new.aliases)
        if link is not None:
            tx.links.settle(link, Fate.ARTICLE, reason="" if known is None else "known", article=article)
    fate = "known" if known is not None else "relevant" if new.analysis.tagging.relevant else "not_relevant"
    services.meters.count("article", fate)
    log.info("stored" if known is None else "known", article=article, url=new.url, fate=fate)
    return known is None


def _add(tx: Transaction, new: NewArticle) -> int:
    """Judge an article and store it with all that follows from the verdict."""
    document, fingerprint = new.analysis.document, new.analysis.fingerprint
    subject = Subject(document.text, fingerprint, document.published or new.first_seen, new.url_key)
    judgement = judge(tx, subject)
    joined = judgement.with_ or adopted(tx, subject, judgement)
    keeps_apart = judgement.with_ is not None and judgement.placement.group is None
    grouped = None if keeps_apart else joined
    group = grouped.group if grouped else tx.groups.new_group()
    story = joined.story if joined else tx.groups.new_story()
    article = tx.articles.add(new, group=group, story=story)
    tx.fingerprints.put(article, week_of(subject.moment), fingerprint)
    relation = relation_of(article, judgement.placement)
    tx.groups.put_relations([relation] if relation else [])
    tx.groups.lead(article, group=None if grouped else group, story=None if joined else story)
    tx.groups.settle([group] if grouped else [], [story] if joined else [])
    if judgement.later:
        tx.groups.mark_dirty([subject.moment, *(other.moment for other in judgement.later)])
    tx.search.put(article, document)
    return article


def _hints(services: Services, link: Link) -> PageHints:
    with services.store.reading() as view:
        entry = view.feeds.entry_of(link.id)
        source = view.feeds.source(link.source)
    zone = source.timezone if source else services.settings.timezone
    return PageHints(zone, entry.title, entry.published) if entry else PageHints(zone)


def archive_bytes(services: Services, body: bytes, sha256: str) -> bool:
    """Keep the bytes of a page where there is room for them; return whether they are kept."""
    if not may_archive(services):
        return False
    try:
        services.archive.put(body, sha256)
    except StoreFull:
        return False
    return True


def _record(services: Services, page: Page) -> PageRecord:
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


def _reject(services: Services, link: Link, rejected: Rejected, record: PageRecord) -> None:
    with services.store.writing() as tx:
        tx.articles.add_page(record, link.id)
        tx.links.settle(link.id, Fate.REJECTED, reason=rejected.reason)
    services.meters.count("link", rejected.reason)
    log.info("rejected", url=link.url, reason=rejected.reason.value, detail=rejected.detail)


def _send_on(services: Services, link: Link, moved: Elsewhere, now: datetime) -> None:
    """Let the page be fetched at the host it is redirected to, in that host's turn and by its rules."""
    hops = link.attempts + 1
    with services.store.writing() as tx:
        if hops > MOST_HOPS:
            tx.links.settle(link.id, Fate.GIVEN_UP, reason="redirected from host to host")
        else:
            tx.links.send_on(link.id, moved.target, host_of(moved.target), now, attempts=hops)
    log.info("redirected", url=link.url, to=moved.target)


def _postpone(services: Services, link: Link, error: Exception, now: datetime) -> bool:
    chance = services.chance()
    kept_from = _kept_from_asking(services, link, error, now, chance) if isinstance(error, Unreachable) else None
    attempts = link.attempts + (kept_from is None)
    due = kept_from or next_try(error, attempts=attempts, now=now, chance=chance)
    hold = retry_after(error, chance)
    with services.store.writing() as tx:
        if due is None:
            tx.links.settle(link.id, Fate.GIVEN_UP, reason=str(error)[:300])
        else:
            tx.links.postpone(link.id, due, attempts=attempts, reason=str(error)[:300])
        if hold is not None:
            tx.hosts.hold(link.host, now + hold)
    services.meters.count("link", "given_up" if due is None else "postponed")
    log.warning("fetch_failed", url=link.url, attempts=attempts, error=str(error))
    return hold is None


def _kept_from_asking(
    services: Services, link: Link, error: Unreachable, now: datetime, chance: float
) -> datetime | None:
    """When to try again what no try was made of: robots.txt is missing, or our own network down. None where one was."""
    with services.store.reading() as view:
        if error.failure is Failure.ROBOTS:
            return max(view.hosts.get(link.host).robots_until or now, now) + _SOON * chance
        return next_look(now, chance) if is_offline(*view.feeds.reached_since(now - OFFLINE_WINDOW)) else None
