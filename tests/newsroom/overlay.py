"""The outlets as a list of sources in the form of seeds/feeds.toml."""

import json
from collections.abc import Iterable
from typing import Protocol

_NEIGHBOURS = ("ML", "NE", "BF")


class ListedOutlet(Protocol):
    """What the list of sources says of an outlet; its TLS certificate is checked unless it has a word on that."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def home(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def ownership(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def timezone(self) -> str: ...
    @property
    def feed_url(self) -> str: ...
    @property
    def gate(self) -> str: ...


def feeds_toml(outlets: Iterable[ListedOutlet], *, instead_of: Iterable[str] = ()) -> str:
    """All outlets as TOML, each with its feed; the sources they stand instead of are taken away."""
    removals = [f"[sources.{key}]\nremove = true\n" for key in instead_of]
    return "\n".join([*(_section(outlet) for outlet in outlets), *removals])


def _section(outlet: ListedOutlet) -> str:
    values: dict[str, object] = {
        "name": outlet.name,
        "home": outlet.home,
        "country": outlet.country,
        "covers": [outlet.country] if outlet.country in _NEIGHBOURS else list(_NEIGHBOURS),
        "languages": [outlet.language],
        "ownership": outlet.ownership,
        "owner": outlet.owner,
        "timezone": outlet.timezone,
        "addresses": [outlet.feed_url],
        "gate": outlet.gate,
        "certainty": "measured",
        "enabled": True,
        "verify_tls": getattr(outlet, "verify_tls", True),
    }
    lines = (f"{key} = {_toml(value)}" for key, value in values.items() if value != "")
    return f"[sources.{outlet.key}]\n" + "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """A text, a list of texts or a truth value; JSON writes them as TOML does."""
    return json.dumps(value, ensure_ascii=False)
