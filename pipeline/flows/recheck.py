"""Looking again at the page of a stored article: where its text has changed, it becomes a new version."""

from datetime import datetime

from pipeline.domain.articles import Basis, DateSource, Page, Rejected
from pipeline.domain.cadence import next_recheck, retry_after
from pipeline.domain.errors import ComputeError, FetchError, Gone, PipelineError
from pipeline.domain.hosts import Recheck
from pipeline.domain.records import Analysis, Article, PageRecord
from pipeline.domain.urls import ENTRY
from pipeline.flows.asking import Asker
from pipeline.flows.boilerplate import recurring_of
from pipeline.flows.robots import ensure_allowed
from pipeline.flows.services import Services
from pipeline.flows.stages import PageHints, read_entry, read_page
from pipeline.flows.storing import record_of, store_version
from pipeline.net.client import Wanted
from pipeline.telemetry import get_log

log = get_log("recheck")


def recheck(services: Services, asker: Asker, due: Recheck) -> bool:
    """Look at an article's page once more; return whether the host may be asked for more now.

    A page that cannot be had or read now is looked at again when its turn comes; the article stays as it is. A page
    that is gone is written down as withdrawn, until it is there again.
    """
    now, hold = services.clock.now(), None
    with services.store.reading() as view:
        article = view.articles.get(due.article)
    try:
        if services.settings.rechecks:
            _look(services, asker, due, article)
    except Gone as error:
        with services.store.writing() as tx:
            is_new = tx.revisions.withdraw(due.article, now)
        log.info("withdrawn" if is_new else "still_gone", article=due.article, error=str(error))
    except (FetchError, ComputeError) as error:
        hold = retry_after(error, services.chance())
        log.info("recheck_failed", article=due.article, error=str(error))
    except PipelineError:
        raise
    except Exception:
        # A fault of ours: not again before its next turn.
        _schedule(services, due, article, now)
        raise
    _schedule(services, due, article, now)
    if hold is not None:
        with services.store.writing() as tx:
            tx.hosts.hold(due.host, now + hold)
    return hold is None


def _look(services: Services, asker: Asker, due: Recheck, article: Article) -> None:
    if article.url_key.startswith(ENTRY):
        _read_entry_again(services, article)
        return
    with services.store.reading() as view:
        source, known = view.feeds.source(due.source), view.articles.current_page(article.id)
    rules = ensure_allowed(services, asker, source, due.url)
    validators = dict(known.headers) if known else {}
    answer = asker.get(
        source,
        due.url,
        Wanted.PAGE,
        etag=validators.get("etag", ""),
        last_modified=validators.get("last-modified", ""),
        rules=rules,
    )
    _is_there(services, article.id)
    if isinstance(answer, Page) and (known is None or answer.sha256 != known.sha256):
        zone = source.timezone if source else services.settings.timezone
        _read_page_again(services, article, answer, zone)
    services.meters.count("recheck", "done")


def _is_there(services: Services, article: int) -> None:
    with services.store.reading() as view:
        was_gone = article in view.revisions.withdrawn([article])
    if was_gone:
        with services.store.writing() as tx:
            tx.revisions.restore(article)


def _read_page_again(services: Services, article: Article, page: Page, zone: str) -> None:
    from_feed = article.published if article.date_source is DateSource.FEED else None
    hints = PageHints(zone, article.title, from_feed, recurring_of(services, article.source, article.moment))
    read: Analysis | Rejected = services.pool.run(read_page, page, hints)
    if isinstance(read, Analysis):
        record: PageRecord = record_of(services, page)
        store_version(services, article.id, read, record)


def _read_entry_again(services: Services, article: Article) -> None:
    with services.store.reading() as view:
        entry, source = view.feeds.entry_of_article(article.id), view.feeds.source(article.source)
    zone = source.timezone if source else services.settings.timezone
    read: Analysis | Rejected | None = services.pool.run(read_entry, entry, False, zone) if entry else None
    if isinstance(read, Analysis):
        store_version(services, article.id, read, None)


def _schedule(services: Services, due: Recheck, article: Article, now: datetime) -> None:
    with services.store.writing() as tx:
        live = tx.articles.document(article.id).live
        again = next_recheck(article.published or article.first_seen, now, live=live)
        if again is None or not services.settings.rechecks or article.basis is Basis.SEED:
            tx.rechecks.drop(article.id)
        else:
            tx.rechecks.put(Recheck(article.id, due.url, due.host, due.source, again))
