"""Sources and feeds: seeds/feeds.toml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.domain.errors import Unsafe
from pipeline.domain.feeds import Certainty, Feed, Gate, Ownership, Source
from pipeline.domain.urls import clean_url, url_key
from pipeline.lists.folders import check_names, listed
from pipeline.lists.rows import Faults, Row

COUNTRY = re.compile(r"[A-Z]{2}")
_A_COUNTRY = "a country code of two capital letters, such as ML (UN for bodies of the United Nations)"
LANGUAGE = re.compile(r"[a-z]{2,3}")
_A_LANGUAGE = "a language code such as fr, en, ar or ha"
_OF_A_FEED = ("addresses", "gate", "certainty", "enabled")


@dataclass(frozen=True, slots=True)
class Outlets:
    """The sources of the lists and the feeds that are polled for them."""

    sources: tuple[Source, ...]
    feeds: tuple[Feed, ...]


def load_outlets(overlay: Path | None) -> Outlets:
    """The shipped sources and feeds with those of the overlay, a seeds folder of the same form, laid over them by key.

    Raises ListError, which names the file, table and key of every fault.
    """
    faults = Faults()
    check_names(faults, overlay)
    sources: list[Source] = []
    feeds: list[Feed] = []
    taken: dict[str, str] = {}
    for row in listed(faults, "feeds.toml", "sources", overlay):
        sources.append(_source(row))
        feeds.extend(_feeds(row, taken))
        row.done()
    faults.raise_any()
    return Outlets(tuple(sources), tuple(feeds))


def _source(row: Row) -> Source:
    country = row.code("country", COUNTRY, _A_COUNTRY)
    return Source(
        key=row.key,
        name=row.text("name"),
        home=_web_address(row, "home", None),
        country=country,
        covers=row.codes("covers", COUNTRY, _A_COUNTRY) or (country,),
        languages=_languages(row),
        ownership=row.choice("ownership", Ownership),
        timezone=_timezone(row),
        owner=row.text("owner", ""),
        notes=row.text("notes", ""),
        proxy=_web_address(row, "proxy"),
        verify_tls=row.flag("verify_tls", True),
    )


def _feeds(row: Row, taken: dict[str, str]) -> Iterator[Feed]:
    """The feeds of a source: those of its tables [sources.KEY.feeds.NAME], or the one that its own table describes."""
    if "feeds" not in row:
        yield _feed(row, row.key, row.key, taken)
        return
    for key in _OF_A_FEED:
        if key in row:
            row.fault(key, "belongs into the tables of the feeds of this source")
    for feed in row.tables("feeds"):
        yield _feed(feed, row.key, f"{row.key}/{feed.key}", taken)
        feed.done()


def _feed(row: Row, source: str, key: str, taken: dict[str, str]) -> Feed:
    return Feed(
        key=key,
        source=source,
        addresses=_addresses(row, key, taken),
        gate=row.choice("gate", Gate, Gate.NONE),
        certainty=row.choice("certainty", Certainty, Certainty.SEEN),
        enabled=row.flag("enabled", True),
    )


def _addresses(row: Row, key: str, taken: dict[str, str]) -> tuple[str, ...]:
    """The candidates for a feed; `taken` holds the addresses of all feeds read before, by their keys."""
    addresses = row.texts("addresses")
    if not addresses and "addresses" not in row:
        row.fault("addresses", "is missing")
    elif not addresses:
        row.fault("addresses", "names no address")
    for address in addresses:
        try:
            identity = url_key(address)
        except Unsafe:
            row.fault("addresses", f"{address!r} is not an http(s) address that may be fetched")
            continue
        if identity in taken:
            row.fault("addresses", f"{address!r} is already an address of {taken[identity]}")
        taken.setdefault(identity, key)
    return addresses


def _web_address(row: Row, key: str, default: str | None = "") -> str:
    address = row.text(key, default)
    if address and clean_url(address) is None:
        row.fault(key, f"{address!r} is not an http(s) address")
    return address


def _languages(row: Row) -> tuple[str, ...]:
    languages = row.codes("languages", LANGUAGE, _A_LANGUAGE)
    if not languages:
        row.fault("languages", "names no language")
    return languages


def _timezone(row: Row) -> str:
    timezone = row.text("timezone")
    try:
        ZoneInfo(timezone or "UTC")
    except (KeyError, ValueError, OSError):
        row.fault("timezone", f"{timezone!r} is not a time zone; allowed: names such as Africa/Bamako or UTC")
    return timezone
