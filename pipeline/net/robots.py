"""What a site's robots.txt lets us fetch (RFC 9309)."""

from functools import lru_cache

from protego import Protego

LARGEST = 500_000
PRODUCT = "sahel-monitor"
SLOWEST = 60.0
"""A crawl-delay longer than this is not followed, seconds."""
NOTHING = "User-agent: *\nDisallow: /\n"
"""Stands for a robots.txt that could not be had: nothing may be fetched until it can."""


def allows(rules: str, url: str) -> bool:
    """Whether these rules let us fetch an address."""
    return bool(_parsed(rules).can_fetch(url, PRODUCT))


def delay(rules: str) -> float | None:
    """The pause between requests that these rules ask for, seconds."""
    asked = _parsed(rules).crawl_delay(PRODUCT)
    return None if asked is None else min(max(float(asked), 0.0), SLOWEST)


def rules_of(body: bytes, content_type: str) -> str:
    """The rules in the answer to a request for robots.txt; a page in its place forbids nothing."""
    text = body[:LARGEST].decode("utf-8", "replace").lstrip("\ufeff")
    is_page = "html" in content_type.lower() or text.lstrip()[:1] == "<"
    return "" if is_page else text.replace("\x00", "")


@lru_cache(maxsize=256)
def _parsed(rules: str) -> Protego:
    return Protego.parse(rules)
