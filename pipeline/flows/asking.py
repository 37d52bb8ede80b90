"""Asking a host: one request after the other, with its pause between them, the way its source is to be reached."""

import threading
from time import monotonic

from pipeline.domain.articles import NotModified, Page
from pipeline.domain.cadence import retry_after
from pipeline.domain.errors import Busy, Interrupted
from pipeline.domain.feeds import Source
from pipeline.domain.urls import host_of
from pipeline.flows.services import Services
from pipeline.net.client import Request, Wanted


class Asker:
    """Sends the requests of one visit. `pause` is in seconds, from the end of an answer to the next request."""

    def __init__(self, services: Services, pause: float, stop: threading.Event) -> None:
        self._services = services
        self._stop = stop
        self._knocked: float | None = None
        self.pause = pause
        self.is_held = False
        """Whether an answer asked for the whole host to be left alone: the visit is over."""

    @property
    def has_asked(self) -> bool:
        """Whether the host was asked for anything in this visit."""
        return self._knocked is not None

    def get(
        self,
        source: Source | None,
        url: str,
        wanted: Wanted = Wanted.PAGE,
        *,
        etag: str = "",
        last_modified: str = "",
        rules: str = "",
    ) -> Page | NotModified:
        """Wait out the pause, then fetch; raises FetchError, or Interrupted where the visit is to end.

        A page is asked for at its own host only (Elsewhere), and where it leads by the `rules` of its robots.txt; a
        feed may send us on, as its operator was told it may. A host that asks to be left alone is held.
        """
        if self._knocked is not None and self._stop.wait(max(0.0, self._knocked + self.pause - monotonic())):
            raise Interrupted("the visit is to end", subject=url)
        proxy = (source.proxy if source else "") or self._services.settings.proxy
        verify = source is None or source.verify_tls
        try:
            stays = wanted is Wanted.PAGE
            return self._services.client.get(Request(url, wanted, etag, last_modified, proxy, verify, stays, rules))
        except Busy as busy:
            self._hold(busy, url)
            raise
        finally:
            self._knocked = monotonic()

    def _hold(self, busy: Busy, url: str) -> None:
        hold = retry_after(busy, self._services.chance())
        if hold is None:
            return
        self.is_held = True
        until = self._services.clock.now() + hold
        with self._services.store.writing() as tx:
            for host in {host_of(url), host_of(busy.subject or url)}:
                tx.hosts.hold(host, until)
