"""From the entries of a feed to links that wait to be fetched, and to articles that are looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.feeds import GatedEntry, PolledFeed
from pipeline.domain.folding import folded_words
from pipeline.domain.hosts import Fate, NewLink, Recheck, Why
from pipeline.domain.urls import ENTRY, entry_key, host_of
from pipeline.flows.stages import is_wrapper, without_page
from storage.store import Transaction

CURRENT, OLDER = 10, 5
"""Priorities of links: current news first, then what was missed."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The entries of a reading: those this feed has not given before, and those it gave with another title."""

    new: tuple[GatedEntry, ...]
    reworded: tuple[GatedEntry, ...]


def sort_entries(tx: Transaction, polled: PolledFeed, entries: Sequence[GatedEntry]) -> Sorted:
    """Tell the entries that are new to a feed from those that it gave before."""
    known = tx.feeds.known_names(polled.feed.key, [entry.identity for entry in entries])
    others = [entry for entry in entries if entry.identity in known and _has_other_words(entry, known[entry.identity])]
    strangers = [without_page(entry) for entry in others if _has_other_guid(entry, known[entry.identity])]
    met = tx.feeds.known_names(polled.feed.key, [entry.identity for entry in strangers]) if strangers else {}
    return Sorted(
        new=(
            *(entry for entry in entries if entry.identity not in known),
            *(entry for entry in strangers if entry.identity not in met),
        ),
        reworded=tuple(entry for entry in others if not _has_other_guid(entry, known[entry.identity])),
    )


def _has_other_words(gated: GatedEntry, known: tuple[str, str]) -> bool:
    return folded_words(gated.entry.title) != folded_words(known[1])


def _has_other_guid(gated: GatedEntry, known: tuple[str, str]) -> bool:
    """Whether an entry at a known address calls itself otherwise, and so is another post on the same page."""
    return bool(gated.entry.guid and known[0] and gated.url_key) and gated.entry.guid != known[0]


def add_entries(
    tx: Transaction, polled: PolledFeed, new: Sequence[GatedEntry], now: datetime, priority: int = CURRENT
) -> None:
    """Store new entries, and the links they lead to, which wait to be fetched; one without address is one itself."""
    links = tx.links.add([_link(entry, polled, now, priority) for entry in new], now)
    tx.feeds.add_entries(polled.feed.key, [(entry, links.get(_key(entry, polled))) for entry in new], now)


def note_rewording(tx: Transaction, polled: PolledFeed, reworded: Sequence[GatedEntry], now: datetime) -> None:
    """Keep what a feed says of its entries now, and let the pages of relevant articles among them be looked at soon.

    What was off topic by its old title may be fetched for its new one.
    """
    tx.links.add([_link(entry, polled, now, CURRENT) for entry in reworded if entry.on_topic], now)
    for entry in reworded:
        article = tx.feeds.reword(polled.feed.key, entry)
        if article is not None and (stored := tx.articles.get(article)).relevant:
            is_page = not stored.url_key.startswith(ENTRY)
            url = stored.url_final if is_page else stored.url
            tx.rechecks.put(Recheck(article, url, host_of(url), stored.source, now))


def _key(gated: GatedEntry, polled: PolledFeed) -> str:
    return gated.url_key or entry_key(polled.feed.key, gated.identity)


def _link(gated: GatedEntry, polled: PolledFeed, now: datetime, priority: int) -> NewLink:
    url = gated.entry.url or polled.state.address
    fate = Fate.WAITING if gated.on_topic else Fate.OFF_TOPIC
    return NewLink(
        url=url,
        url_key=_key(gated, polled),
        host=gated.host or host_of(url),
        why=Why.FEED,
        source=polled.feed.source,
        due_at=now,
        priority=priority,
        fate=Fate.UNRESOLVED if is_wrapper(url) else fate,
    )
