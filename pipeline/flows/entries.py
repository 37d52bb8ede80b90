"""From the entries of a feed to links that wait to be fetched."""

from collections.abc import Sequence
from datetime import datetime

from pipeline.domain.feeds import GatedEntry, PolledFeed
from pipeline.domain.hosts import Fate, NewLink, Why
from pipeline.flows.stages import is_wrapper
from storage.store import Transaction

CURRENT, OLDER = 10, 5
"""Priorities of links: current news first, then what was missed."""


def unseen(tx: Transaction, polled: PolledFeed, entries: Sequence[GatedEntry]) -> list[GatedEntry]:
    """Those of the entries that this feed has not given before."""
    known = tx.feeds.known_identities(polled.feed.key, [entry.identity for entry in entries])
    return [entry for entry in entries if entry.identity not in known]


def add_entries(
    tx: Transaction, polled: PolledFeed, new: Sequence[GatedEntry], now: datetime, priority: int = CURRENT
) -> None:
    """Store new entries, and the links they lead to, which wait to be fetched."""
    links = tx.links.add([_link(entry, polled, now, priority) for entry in new if entry.url_key], now)
    tx.feeds.add_entries(polled.feed.key, [(entry, links.get(entry.url_key)) for entry in new], now)


def _link(gated: GatedEntry, polled: PolledFeed, now: datetime, priority: int) -> NewLink:
    url = gated.entry.url or ""
    fate = Fate.WAITING if gated.on_topic else Fate.OFF_TOPIC
    return NewLink(
        url=url,
        url_key=gated.url_key,
        host=gated.host,
        why=Why.FEED,
        source=polled.feed.source,
        due_at=now,
        priority=priority,
        fate=Fate.UNRESOLVED if is_wrapper(url) else fate,
    )
