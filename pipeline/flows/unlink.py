"""An analyst's word that an article is no copy, update or part of others: it holds whatever is judged later."""

from pipeline.domain.errors import NotFound
from pipeline.flows.regroup import regroup
from pipeline.flows.services import Services
from pipeline.telemetry import get_log
from storage.store import Transaction

log = get_log("unlink")


def unlink(services: Services, article: int, by: str) -> list[int]:
    """Take an article out of its group, and back all relations it has; return the articles it is kept apart from.

    Raises NotFound where there is no such article, or it has neither relations nor copies.
    """
    with services.store.writing() as tx:
        tx.groups.lock()
        tx.articles.get(article)
        others = _linked_with(tx, article)
        if not others:
            raise NotFound("relation of article", article)
        tx.groups.part(article, others, by)
        _doubt(tx, [article, *others])
    regroup(services)
    log.info("unlinked", article=article, others=others, by=by)
    return others


def relink(services: Services, article: int) -> list[int]:
    """Let the machine judge an article again against those it was kept apart from; return these."""
    with services.store.writing() as tx:
        tx.groups.lock()
        tx.articles.get(article)
        others = tx.groups.rejoin(article)
        if not others:
            raise NotFound("article kept apart from", article)
        _doubt(tx, [article, *others])
    regroup(services)
    log.info("relinked", article=article, others=others)
    return others


def _linked_with(tx: Transaction, article: int) -> list[int]:
    apart = tx.groups.apart_from(article)
    related = {number for one in tx.groups.relations_of(article) for number in (one.later, one.earlier)}
    copies = {member.id for member in tx.listings.members(article)}
    return sorted((related | copies) - apart - {article})


def _doubt(tx: Transaction, articles: list[int]) -> None:
    tx.groups.mark_dirty([tx.articles.get(one).moment for one in articles])
