"""What a site's robots.txt says, asked once a day and kept with the host."""

from datetime import timedelta
from urllib.parse import urlsplit

from pipeline.domain.articles import NotModified
from pipeline.domain.errors import Denied, Failure, FetchError, Gone, Unreachable
from pipeline.domain.hosts import Host, Link
from pipeline.flows.services import Services
from pipeline.net import robots
from pipeline.net.client import Request, Wanted

_KEPT = timedelta(hours=24)
_ASKED_AGAIN = timedelta(hours=1)


def delay_for(host: Host, usual: float) -> float:
    """Seconds between two requests to a host: the usual pause, or the longer one that its robots.txt asks for."""
    return max(usual, robots.delay(host.robots) or 0.0) if host.robots else usual


def ensure_allowed(services: Services, link: Link) -> None:
    """Raise Denied where robots.txt forbids a page, Unreachable where it could not be had."""
    rules = _rules(services, link)
    if rules == robots.NOTHING:
        raise Unreachable(
            "robots.txt could not be had, so nothing is fetched", subject=link.url, failure=Failure.ROBOTS
        )
    if not robots.allows(rules, link.url):
        raise Denied("robots.txt forbids it", subject=link.url, failure=Failure.ROBOTS)


def _rules(services: Services, link: Link) -> str:
    now = services.clock.now()
    with services.store.reading() as view:
        host = view.hosts.get(link.host)
    if host.robots is not None and host.robots_until is not None and now < host.robots_until:
        return host.robots
    rules = _ask(services, link.url)
    kept = _ASKED_AGAIN if rules == robots.NOTHING else _KEPT
    with services.store.writing() as tx:
        tx.hosts.set_robots(link.host, rules, now + kept)
    return rules


def _ask(services: Services, url: str) -> str:
    parts = urlsplit(url)
    try:
        answer = services.client.get(Request(f"{parts.scheme}://{parts.netloc}/robots.txt", Wanted.ROBOTS))
    except (Denied, Gone):
        return ""
    except FetchError:
        return robots.NOTHING
    return "" if isinstance(answer, NotModified) else robots.rules_of(answer.body, answer.header("content-type"))
