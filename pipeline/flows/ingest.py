"""From a link to a stored article.

fetch -> archive the bytes -> (pool) extract, language, tags, incidents, fingerprint -> ONE transaction: judge against
the stored fingerprints, join a group and a story, store the article, index its words, settle the link.
"""

from datetime import datetime, timedelta

from pipeline.domain.articles import Document, NotModified, Page, Reason, Rejected
from pipeline.domain.cadence import next_try, retry_after
from pipeline.domain.errors import (
    BadProtocol,
    ComputeError,
    Denied,
    Elsewhere,
    Failure,
    FetchError,
    Gone,
    PipelineError,
    Unreachable,
)
from pipeline.domain.feeds import Source
from pipeline.domain.folding import folded_words
from pipeline.domain.hosts import Fate, Link
from pipeline.domain.polling import OFFLINE_WINDOW, is_offline, next_look
from pipeline.domain.records import Analysis, NewArticle, PageRecord
from pipeline.domain.urls import ENTRY, host_of, is_home, url_key
from pipeline.flows.asking import Asker
from pipeline.flows.boilerplate import recurring_of
from pipeline.flows.robots import ensure_allowed
from pipeline.flows.services import Services
from pipeline.flows.stages import PageHints, read_entry, read_page
from pipeline.flows.storing import record_of, store_article
from pipeline.telemetry import get_log

MOST_HOPS = 5
"""How often a link is sent on to another host before it is given up."""
_SOON = timedelta(minutes=1)
_ANNOUNCED = 2_000
"""How far into a page the words of the title that its feed announced are looked for, characters."""
_UNREAD = frozenset(
    {
        Reason.CHALLENGE, Reason.CONSENT_WALL, Reason.EMPTY, Reason.FORWARDED, Reason.OTHER_PAGE, Reason.PAYWALL,
        Reason.SCRIPT_SHELL, Reason.TOO_SHORT, Reason.UNREADABLE,
    }
)  # fmt: skip
"""Pages that may have an article which we cannot read: what the feed said of it is better than nothing."""
log = get_log("ingest")


def fetch_link(services: Services, asker: Asker, link: Link) -> bool:
    """Fetch a link and store what it holds; return whether the host may be asked for more now."""
    now = services.clock.now()
    try:
        if link.url_key.startswith(ENTRY):
            _settle(services, link, _from_entry(services, link, partial=False), None)
        else:
            _take(services, link, *_fetched(services, asker, link))
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


def get_page(services: Services, asker: Asker, source: Source | None, url: str) -> Page:
    """Fetch a page that robots.txt allows; raises FetchError."""
    rules = ensure_allowed(services, asker, source, url)
    answer = asker.get(source, url, rules=rules)
    if isinstance(answer, NotModified):
        raise BadProtocol("304 unasked", subject=url)
    return answer


def _fetched(services: Services, asker: Asker, link: Link) -> tuple[Page, Analysis | Rejected]:
    """A page and what was read in it; one that only leads on is followed once."""
    with services.store.reading() as view:
        source = view.feeds.source(link.source)
    page = get_page(services, asker, source, link.url)
    read = _read(services, link, page)
    if not isinstance(read, Rejected) or read.reason is not Reason.FORWARDED:
        return page, read
    if host_of(read.detail) != host_of(link.url):
        raise Elsewhere(read.detail, subject=link.url)
    page = get_page(services, asker, source, read.detail)
    return page, _read(services, link, page)


def _read(services: Services, link: Link, page: Page) -> Analysis | Rejected:
    if is_home(page.url_final) and not is_home(link.url_key):
        return Rejected(Reason.REDIRECTED_HOME)
    hints = _hints(services, link)
    read: Analysis | Rejected = services.pool.run(read_page, page, hints)
    is_other = isinstance(read, Analysis) and _is_other_page(services, link, page, hints.title, read.document)
    return Rejected(Reason.OTHER_PAGE, page.url_final) if is_other else read


def _is_other_page(services: Services, link: Link, page: Page, title: str, document: Document) -> bool:
    """Whether a link was redirected to a page that is stored for another one and does not hold what was announced."""
    final, words = url_key(page.url_final), set(folded_words(title))
    if final in {link.url_key, url_key(link.url)} or not words:
        return False
    with services.store.reading() as view:
        is_stored = view.articles.find([final]) is not None
    shown = set(folded_words(f"{document.title}\n{document.text[:_ANNOUNCED]}"))
    return is_stored and 2 * len(words & shown) < len(words)


def take_page(services: Services, link: Link, page: Page) -> None:
    """Read, judge, archive and store one fetched page, and settle its link."""
    _take(services, link, page, _read(services, link, page))


def _take(services: Services, link: Link, page: Page, read: Analysis | Rejected) -> None:
    """Archive a page, store what was read in it, or what the feed said where it could not be read; settle its link."""
    record = record_of(services, page)
    if not isinstance(read, Rejected):
        _settle(services, link, read, record)
        return
    fallback = _from_entry(services, link, partial=True) if read.reason in _UNREAD else read
    if isinstance(fallback, Rejected):
        _reject(services, link, read, record)
    else:
        _settle(services, link, fallback, record, reason=read.reason)


def _from_entry(services: Services, link: Link, *, partial: bool) -> Analysis | Rejected:
    """What the feed itself said of an article."""
    with services.store.reading() as view:
        entry = view.feeds.entry_of(link.id)
        source = view.feeds.source(link.source)
    if entry is None:
        return Rejected(Reason.EMPTY)
    zone = source.timezone if source else services.settings.timezone
    read: Analysis | Rejected = services.pool.run(read_entry, entry, partial, zone)
    return read


def _settle(
    services: Services, link: Link, read: Analysis | Rejected, page: PageRecord | None, *, reason: str = ""
) -> None:
    """Store an article and settle its link; a feed's entry with nothing in it only settles the link."""
    if isinstance(read, Rejected):
        _reject(services, link, read, page)
        return
    final = page.url_final if page else link.url
    is_page = not link.url_key.startswith(ENTRY)
    keys = dict.fromkeys((url_key(final), url_key(link.url), link.url_key) if is_page else (link.url_key,))
    key, *aliases = keys
    new = NewArticle(
        url=link.url,
        url_final=final,
        url_key=key,
        source=link.source,
        first_seen=page.fetched_at if page else services.clock.now(),
        analysis=read,
        page=page,
        aliases=tuple(aliases),
    )
    store_article(services, new, link.id, reason=reason)


def _hints(services: Services, link: Link) -> PageHints:
    with services.store.reading() as view:
        entry = view.feeds.entry_of(link.id)
        source = view.feeds.source(link.source)
    zone = source.timezone if source else services.settings.timezone
    now = services.clock.now()
    if entry is None:
        return PageHints(zone, recurring=recurring_of(services, link.source, now))
    recurring = recurring_of(services, link.source, min(entry.published or now, now))
    return PageHints(zone, entry.title, entry.published, recurring)


def _reject(services: Services, link: Link, rejected: Rejected, record: PageRecord | None) -> None:
    with services.store.writing() as tx:
        if record is not None:
            tx.articles.add_page(record, link.id)
        tx.links.settle(link.id, Fate.REJECTED, reason=rejected.reason)
    services.meters.count("link", rejected.reason)
    log.info("rejected", url=link.url, reason=rejected.reason.value, detail=rejected.detail)


def _send_on(services: Services, link: Link, moved: Elsewhere, now: datetime) -> None:
    """Let the page be fetched at the host it is redirected to, in that host's turn and by its rules."""
    hops = link.hops + 1
    with services.store.writing() as tx:
        if hops > MOST_HOPS:
            tx.links.settle(link.id, Fate.GIVEN_UP, reason="redirected from host to host")
        else:
            tx.links.send_on(link.id, moved.target, host_of(moved.target), now, hops=hops)
    log.info("redirected", url=link.url, to=moved.target)


def _postpone(services: Services, link: Link, error: Exception, now: datetime) -> bool:
    chance = services.chance()
    kept_from = _kept_from_asking(services, link, error, now, chance) if isinstance(error, FetchError) else None
    attempts = link.attempts + (kept_from is None)
    due = kept_from or next_try(error, attempts=attempts, now=now, chance=chance)
    hold = retry_after(error, chance)
    if due is None and not isinstance(error, Gone) and _told_by_feed(services, link, error):
        return True
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


def _told_by_feed(services: Services, link: Link, error: Exception) -> bool:
    """Whether what the feed said of a page that is given up was enough for an article, which then is stored."""
    try:
        read = _from_entry(services, link, partial=True)
    except ComputeError:
        return False
    if isinstance(read, Analysis):
        _settle(services, link, read, None, reason=str(error)[:300])
    return isinstance(read, Analysis)


def _kept_from_asking(
    services: Services, link: Link, error: FetchError, now: datetime, chance: float
) -> datetime | None:
    """When to try again what no try was made of: robots.txt is missing, or our own network down. None where one was."""
    with services.store.reading() as view:
        if error.failure is Failure.ROBOTS and not isinstance(error, Denied):
            return max(view.hosts.get(link.host).robots_until or now, now) + _SOON * chance
        is_ours = isinstance(error, Unreachable) and is_offline(*view.feeds.reached_since(now - OFFLINE_WINDOW))
        return next_look(now, chance) if is_ours else None
