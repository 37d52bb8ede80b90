"""The errors of the product, one tree; the class says what to do about it.

PipelineError(message, subject=...)      str() = message: subject: cause
|- ConfigError            exit 2
|  |- ListError           exit 2         a list of sources, topics, places or actors: names file and key
|  `- QueryError          exit 2         a query that cannot be read: points at the place
|- FetchError(url)
|  |- Unreachable         later          dns, refused, reset, cut, timed out
|  |- Busy                later          429, 5xx, 404 of a feed; carries retry_after
|  |- Denied              seldom         401, 403, a challenge page, robots.txt
|  |- Gone                seldom         410; an article's 404
|  |- Unsafe              seldom         private address, odd scheme, user and password in the address
|  |- BadRedirect         seldom         loop, too many, not an address
|  |  `- Elsewhere                       to another host, where its own rules hold; carries the target
|  |- TooBig              seldom
|  `- BadProtocol         later          not HTTP, 304 unasked
|- ParseError(url)        later          not a feed, empty, HTML, entity bomb
|- ComputeError           later          a pure step broke, ran too long or took too much memory
|- Interrupted            soon           broken off because the program ends; nothing is written down
`- StorageError           exit 5
   |- StoreBusy           soon           locked, serialization, connection lost
   |- StoreFull           soon           after the disk has room again
   |- SchemaMismatch      exit 3         names the command to run
   `- NotFound            exit 4
Anything else is a bug: exit 70.
"""

import unicodedata
from enum import StrEnum
from typing import ClassVar


class Retry(StrEnum):
    """When it makes sense to try the same thing again."""

    SOON = "soon"
    LATER = "later"
    SELDOM = "seldom"
    NEVER = "never"


class Failure(StrEnum):
    """The word for a failed request or body, as `sahel feeds list --json` shows it."""

    TIMEOUT = "timeout"
    TRANSPORT = "transport"
    TOO_LARGE = "too_large"
    PARSE = "parse"
    REDIRECT = "redirect"
    BLOCKED = "blocked"
    BLOCKED_BY_SITE = "blocked_by_site"
    STATUS = "status"
    PROTOCOL = "protocol"
    ROBOTS = "robots"


class PipelineError(Exception):
    """Any failure that the product foresees; `subject` is the file, key, address or id it is about."""

    retry: ClassVar[Retry] = Retry.NEVER
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, subject: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject

    def __str__(self) -> str:
        parts = [self.message, self.subject, str(self.__cause__ or "")]
        return ": ".join(part for part in parts if part)


class ConfigError(PipelineError):
    """A setting, an argument or the home folder is not usable."""

    exit_code = 2


class ListError(ConfigError):
    """A list (sources, topics, places, actors) has a fault; the subject names file, table and key."""


class QueryError(ConfigError):
    """A query that cannot be read; `at` is the index of the fault in the text, which is the subject.

    In print a caret stands under the place; as letters of some scripts run the other way, its number is told, too.
    """

    shown_before: ClassVar[int] = 40
    shown_after: ClassVar[int] = 30

    def __init__(self, message: str, *, subject: str = "", at: int = 0) -> None:
        super().__init__(message, subject=subject)
        self.at = at

    def __str__(self) -> str:
        start = max(0, self.at - self.shown_before)
        before, after = self.subject[start : self.at], self.subject[self.at : self.at + self.shown_after]
        left = "…" if start else ""
        right = "…" if len(self.subject) > self.at + self.shown_after else ""
        line = _on_one_line(f"{left}{before}{after}{right}")
        caret = " " * _columns(_on_one_line(left + before)) + "^"
        return f"{self.message} (at character {self.at + 1})\n  {line}\n  {caret}"


class FetchError(PipelineError):
    """A request that brought no usable answer; the subject is the address."""

    retry = Retry.LATER
    weight: ClassVar[float] = 1.0
    default_failure: ClassVar[Failure] = Failure.TRANSPORT

    def __init__(self, message: str, *, subject: str = "", failure: Failure | None = None, status: int = 0) -> None:
        super().__init__(message, subject=subject)
        self.failure = failure or self.default_failure
        self.status = status


class Unreachable(FetchError):
    """The host did not answer, or the answer was cut off."""

    weight = 0.25


class Busy(FetchError):
    """The host asks to come back later, or is out of order; `retry_after` is in seconds where it was said."""

    weight = 0.5
    default_failure = Failure.STATUS

    def __init__(self, message: str, *, subject: str = "", status: int = 0, retry_after: float | None = None) -> None:
        super().__init__(message, subject=subject, status=status)
        self.retry_after = retry_after


class Denied(FetchError):
    """The host refuses us: 401, 403, a challenge page or its robots.txt."""

    retry = Retry.SELDOM
    default_failure = Failure.STATUS


class Gone(FetchError):
    """The address was taken down on purpose (410), or an article is no longer there (404)."""

    retry = Retry.SELDOM
    default_failure = Failure.STATUS


class Unsafe(FetchError):
    """An address that must not be fetched: private network, other scheme, user and password inside."""

    retry = Retry.SELDOM
    default_failure = Failure.BLOCKED


class BadRedirect(FetchError):
    """A redirect that loops, is one too many, or leads to something that is not an address."""

    retry = Retry.SELDOM
    default_failure = Failure.REDIRECT


class Elsewhere(BadRedirect):
    """A redirect to another host, for a request that may not leave its own; `target` is the address there."""

    def __init__(self, target: str, *, subject: str = "") -> None:
        super().__init__(f"redirects to another host, {target}", subject=subject)
        self.target = target


class TooBig(FetchError):
    """An answer larger than the caps allow, on the wire or unpacked."""

    retry = Retry.SELDOM
    default_failure = Failure.TOO_LARGE


class BadProtocol(FetchError):
    """The answer breaks the rules of HTTP, or answers what was not asked."""

    weight = 0.5
    default_failure = Failure.PROTOCOL


class ParseError(PipelineError):
    """A body that is not what it should be; `sample` keeps its first characters for the operator."""

    retry = Retry.LATER
    weight: ClassVar[float] = 0.5
    failure: ClassVar[Failure] = Failure.PARSE

    def __init__(self, message: str, *, subject: str = "", sample: str = "") -> None:
        super().__init__(message, subject=subject)
        self.sample = sample


class ComputeError(PipelineError):
    """A pure step broke, ran too long or took too much memory; the process that ran it was ended."""

    retry = Retry.LATER


class Interrupted(PipelineError):
    """Broken off because the program ends: not the fault of what was worked on, so nothing is written down."""

    retry = Retry.SOON
    exit_code = 130


class StorageError(PipelineError):
    """The database refused something that is not a bug of ours."""

    exit_code = 5


class StoreBusy(StorageError):
    """Locked, a serialization conflict, or the connection was lost: the same work can be tried at once."""

    retry = Retry.SOON


class StoreFull(StorageError):
    """The disk, or the share of it that we may use, is full."""

    retry = Retry.SOON


class SchemaMismatch(StorageError):
    """The database is of another version than this program."""

    exit_code = 3


class NotFound(StorageError):
    """There is no such article, feed, topic or story."""

    exit_code = 4

    def __init__(self, kind: str, key: object) -> None:
        super().__init__(f"no such {kind}", subject=str(key))


def _on_one_line(text: str) -> str:
    """The text with a plain sign for each character that would move what stands behind it."""
    return "".join(" " if one.isspace() else one if unicodedata.category(one)[0] != "C" else "\ufffd" for one in text)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in {"W", "F"} else 1 for one in text
    )
