"""What a site's robots.txt says, asked once a day and kept with the host."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from pipeline.domain.articles import NotModified
from pipeline.domain.errors import BadRedirect, Denied, Failure, FetchError, Gone, TooBig, Unreachable, Unsafe
from pipeline.domain.feeds import Source
from pipeline.domain.hosts import Host
from pipeline.domain.urls import host_of
from pipeline.flows.asking import Asker
from pipeline.flows.services import Services
from pipeline.net import robots
from pipeline.net.client import Wanted
from storage.store import Transaction

_KEPT = timedelta(hours=24)
_SOONEST, _LATEST = timedelta(minutes=10), timedelta(hours=1)
"""A robots.txt that could not be had is asked for again after these, the later the longer it is missing."""
_LONG_MISSING = timedelta(days=30)
"""How long a robots.txt that cannot be had forbids everything; the time that RFC 9309, 2.3.1.4, names."""


def closed_hosts(tx: Transaction) -> list[str]:
    """Hosts where nothing is fetched because their robots.txt was never had."""
    return [host.name for host in tx.hosts.without_robots() if host.robots == robots.NOTHING]


def delay_for(host: Host, usual: float) -> float:
    """Seconds between two requests to a host: the usual pause, or the longer one that its robots.txt asks for."""
    return max(usual, robots.delay(host.robots) or 0.0) if host.robots else usual


def ensure_allowed(services: Services, asker: Asker, source: Source | None, url: str) -> str:
    """The rules that hold for a page; raises Denied where they forbid it, Unreachable where they could not be had."""
    rules = rules_of_host(services, asker, source, url)
    if rules == robots.NOTHING:
        raise Unreachable("robots.txt could not be had, so nothing is fetched", subject=url, failure=Failure.ROBOTS)
    if not robots.allows(rules, url):
        raise Denied("robots.txt forbids it", subject=url, failure=Failure.ROBOTS)
    return rules


def rules_of_host(services: Services, asker: Asker, source: Source | None, url: str) -> str:
    """The text of the robots.txt that holds for an address, asked for where it is not known or a day old."""
    now = services.clock.now()
    with services.store.reading() as view:
        host = view.hosts.get(host_of(url))
    if host.robots is not None and host.robots_until is not None and now < host.robots_until:
        return host.robots
    found = _ask(asker, source, url)
    rules = _rules_without_answer(host, now) if found is None else found
    missing_since = (host.robots_missing_since or now) if found is None else None
    kept = _KEPT if missing_since is None else min(max(now - missing_since, _SOONEST), _LATEST)
    with services.store.writing() as tx:
        tx.hosts.set_robots(host.name, rules, now + kept, missing_since=missing_since)
    if asker.is_held:
        raise Unreachable("the host asks to be left alone", subject=url, failure=Failure.ROBOTS)
    asker.pause = max(asker.pause, robots.delay(rules) or 0.0)
    return rules


def _rules_without_answer(host: Host, now: datetime) -> str:
    """What holds while robots.txt cannot be had: what it last said; if that is not known nothing, for a time."""
    if host.robots is not None and host.robots != robots.NOTHING:
        return host.robots
    since = host.robots_missing_since or now
    return "" if now - since >= _LONG_MISSING else robots.NOTHING


def _ask(asker: Asker, source: Source | None, url: str) -> str | None:
    """The text that a site gives for its robots.txt, None where it gives no answer to go by."""
    parts = urlsplit(url)
    try:
        answer = asker.get(source, f"{parts.scheme}://{parts.netloc}/robots.txt", Wanted.ROBOTS)
    except (Denied, Gone, BadRedirect, TooBig):
        return ""
    except Unsafe:
        raise
    except FetchError:
        return None
    return "" if isinstance(answer, NotModified) else robots.rules_of(answer.body, answer.header("content-type"))
