"""What a status and its headers mean."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pipeline.domain.errors import BadProtocol, Busy, Denied, Failure, FetchError, Gone

KEPT_HEADERS = (
    "content-type",
    "etag",
    "last-modified",
    "cache-control",
    "expires",
    "date",
    "server",
    "content-language",
)
_CHALLENGE_MARKS = (
    b"cf-chl",
    b"challenge-platform",
    b"_Incapsula_",
    b"px-captcha",
    b"captcha-delivery",
    b"Just a moment...",
)
_CHALLENGED = frozenset({401, 403, 429, 503})


def fault(
    status: int, headers: Mapping[str, str], sample: bytes, *, url: str, feed: bool, now: datetime
) -> FetchError | None:
    """The error that a status stands for; None where the body is the answer. `feed`: a 404 may pass."""
    if 200 <= status < 300:
        return None
    text = f"status {status}"
    asked = retry_after(headers.get("retry-after", ""), now)
    if asked is None and _is_challenge(status, headers, sample):
        return Denied(
            "the site shows a challenge to robots", subject=url, status=status, failure=Failure.BLOCKED_BY_SITE
        )
    if status in {408, 425, 429} or status >= 500:
        return Busy(text, subject=url, status=status, retry_after=asked)
    if status == 404 and feed:
        return Busy(text, subject=url, status=status)
    if status in {404, 410}:
        return Gone(text, subject=url, status=status)
    if status == 304 or status < 200 or 300 <= status < 400:
        return BadProtocol(f"{text} unasked", subject=url, status=status)
    return Denied(text, subject=url, status=status)


def retry_after(said: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for; None where it says nothing usable."""
    said = said.strip()
    if said.isascii() and said.isdigit() and len(said) < 12:
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    seconds = (moment - now).total_seconds()
    return seconds if seconds > 0 else None


def _is_challenge(status: int, headers: Mapping[str, str], sample: bytes) -> bool:
    """Whether robots are kept out; the marks in a body count only with the statuses that such pages come with."""
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    return status in _CHALLENGED and any(mark in sample for mark in _CHALLENGE_MARKS)
