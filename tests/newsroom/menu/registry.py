"""What is on the menu: behaviours by name, each one function with what a pipeline must make of it, as data."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from tests.newsroom.menu.play import Play

FEED_PATH = "/feed"
PAGE_PATH = "/story"
"""Where the article page lies that misbehaves."""

Act = Callable[[Play], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Expected:
    """What must hold after the polls of the menu.

    `first` to `day` are what `sahel feeds list` says after each poll (the last one a day after the others): a status,
    or `error:` and the kind of error; alternatives are separated by |. What is left empty is as after the poll before,
    but a feed that was `ok` and sends the same again is `unchanged`. The other values hold after the last poll, and
    None or an empty value means: not looked at. `asked` bounds the requests at the feed (for an article: at its page)
    before the last poll.
    """

    first: str = "ok"
    then: str = ""
    third: str = ""
    day: str = ""
    entries: int | None = 2
    articles: int | None = None
    titles: tuple[str, ...] = ()
    summary: str = ""
    links: tuple[str, ...] = ()
    dates: tuple[datetime | None, ...] = ()
    address: str = FEED_PATH
    asked: int | None = None
    never: tuple[str, ...] = ()
    fate: str = ""
    reason: str = ""
    page_title: str = ""
    canonical: str = ""
    partial: bool = False
    basis: str = ""
    versions: int | None = None

    @property
    def statuses(self) -> tuple[str, str, str, str]:
        """What the list says after each poll."""
        then = self.then or ("unchanged" if self.first == "ok" else self.first)
        third = self.third or then
        return self.first, then, third, self.day or third


@dataclass(frozen=True, slots=True)
class Dish:
    """One behaviour of one outlet; `kind` tells which of its documents is ill."""

    name: str
    group: str
    kind: str
    act: Act = field(repr=False)
    expected: Expected
    path: str = FEED_PATH
    timezone: str = "Africa/Bamako"
    verify_tls: bool = True


DISHES: dict[str, Dish] = {}
"""The whole menu by name, in the order of its groups."""


def feed(
    expected: Expected, *, path: str = FEED_PATH, timezone: str = "Africa/Bamako", verify_tls: bool = True
) -> Callable[[Act], Act]:
    """Enter a function as the behaviour of a feed; it answers all that is asked under the feed's path."""

    def enter(act: Act) -> Act:
        return _enter(act, "feed", expected, path, timezone, verify_tls)

    return enter


def article(expected: Expected) -> Callable[[Act], Act]:
    """Enter a function as the behaviour of the one article page of an outlet whose feed is well."""

    def enter(act: Act) -> Act:
        return _enter(act, "article", expected, FEED_PATH, "Africa/Bamako", True)

    return enter


def _enter(act: Act, kind: str, expected: Expected, path: str, timezone: str, verify_tls: bool) -> Act:
    name, group = getattr(act, "__name__", ""), act.__module__.rpartition(".")[2]
    if not name or name in DISHES:
        raise ValueError(f"there is a behaviour of this name already: {name}")
    DISHES[name] = Dish(name, group, kind, act, expected, path, timezone, verify_tls)
    return act
