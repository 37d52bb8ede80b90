"""Where the older entries of a feed are looked for after a gap, and when the search is over. Pure rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from pipeline.domain.feeds import Gap, GapState, Gate, Way

MOST_PAGES = 20
"""How many pages a search fetches before it ends."""
POSTS = 100
"""How many posts WordPress gives at most in one answer."""
ROUGHLY = timedelta(days=1)
"""How much earlier than the last poll a search reaches: dates of posts and sitemaps are rough."""
REMEMBERED = timedelta(days=30)
"""How long the way that led to older entries once is tried first."""
HOPELESS = timedelta(days=7)
"""How long no search is begun after one that found no way."""
UNSEARCHED = "no way to its older entries is known"
"""The reason of a gap for which no search was begun; it says nothing of the ways."""
_FEED_NAMES = frozenset({"feed", "rss", "rss2", "atom"})
_PAGE = re.compile(r"(?<=[?&])(paged?)=(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """What a page of history held: whether any of it was known before the gap, and the address of the next page."""

    entries: int
    new: int
    overlap: bool
    next_address: str = ""


def ways(address: str, gate: Gate, older: str, since: datetime) -> tuple[tuple[Way, str], ...]:
    """The ways to the older entries of the feed at an address, each with its first page, in the order to be tried."""
    parts = urlsplit(address)
    origin, path = f"{parts.scheme}://{parts.netloc}", parts.path.strip("/").lower()
    found = [(Way.OLDER, older)] if older else []
    if path == "feed":
        found.append((Way.WORDPRESS, f"{origin}/wp-json/wp/v2/posts?{_posts_since(since)}"))
    if path.rpartition("/")[2] in _FEED_NAMES or "feed=" in parts.query:
        found.append((Way.PAGED, f"{address}{'&' if parts.query else '?'}paged=2"))
    if gate is Gate.NONE:
        found.append((Way.SITEMAP, f"{origin}/robots.txt"))
    return tuple(found)


def first_way(options: Sequence[tuple[Way, str]], past: Sequence[Gap], now: datetime) -> tuple[Way, str] | None:
    """The way to begin with: the one that works, or did the last time, else the first; None where none did of late."""
    ended = [gap for gap in past if gap.state is not GapState.OPEN and now - gap.until <= REMEMBERED]
    known = [gap for gap in ended if gap.reason != UNSEARCHED]
    last = known[0] if known else None
    if last is not None and last.state is GapState.LOST and now - last.until <= HOPELESS:
        return None
    going_on = next((gap for gap in past if gap.state is GapState.OPEN and gap.found), last)
    worked = [option for option in options if going_on is not None and option[0] is going_on.way]
    return next(iter((*worked, *options)), None)


def after_page(gap: Gap, found: Found, now: datetime) -> Gap:
    """How far a search has come with one more page; a page that tells nothing new is a dead end, see there."""
    reached = replace(gap, pages=gap.pages + 1, found=gap.found + found.new, attempts=0, due_at=now)
    if found.overlap or (gap.way is Way.WORDPRESS and found.entries < POSTS):
        return replace(reached, state=GapState.CLOSED)
    if not found.next_address:
        return replace(reached, state=GapState.CLOSED if gap.way is Way.SITEMAP else GapState.BOUNDED)
    if reached.pages >= MOST_PAGES:
        return replace(reached, state=GapState.BOUNDED, reason=f"{MOST_PAGES} pages fetched")
    return replace(reached, address=found.next_address)


def after_dead_end(gap: Gap, options: Sequence[tuple[Way, str]], reason: str, now: datetime) -> Gap:
    """Go on with the next way; where there is none the search is over."""
    if gap.found:
        return replace(gap, state=GapState.BOUNDED, reason=reason)
    order = list(Way)
    later = [option for option in options if order.index(option[0]) > order.index(gap.way)]
    if not later:
        return replace(gap, state=GapState.LOST, reason=reason)
    way, address = later[0]
    return replace(gap, way=way, address=address, attempts=0, due_at=now, reason=reason)


def next_page(address: str) -> str:
    """The address of the page after this one, where the number of the page stands in it; empty where none does."""
    found = _PAGE.search(address)
    return f"{address[: found.start(2)]}{int(found[2]) + 1}{address[found.end(2) :]}" if found else ""


def _posts_since(since: datetime) -> str:
    after = (since - ROUGHLY).strftime("%Y-%m-%dT%H:%M:%S")
    return urlencode({"per_page": POSTS, "orderby": "date", "order": "desc", "after": after, "page": 1})
