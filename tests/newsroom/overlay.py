"""The outlets as a list of sources in the form of seeds/feeds.toml."""

import json
from collections.abc import Iterable

from tests.newsroom.outlets import Outlet

_NEIGHBOURS = ("ML", "NE", "BF")


def feeds_toml(outlets: Iterable[Outlet], *, instead_of: Iterable[str] = ()) -> str:
    """All outlets as TOML, each with its feed; the sources they stand instead of are taken away."""
    removals = [f"[sources.{key}]\nremove = true\n" for key in instead_of]
    return "\n".join([*(_section(outlet) for outlet in outlets), *removals])


def _section(outlet: Outlet) -> str:
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
    }
    lines = (f"{key} = {_toml(value)}" for key, value in values.items() if value != "")
    return f"[sources.{outlet.key}]\n" + "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """A text, a list of texts or a truth value; JSON writes them as TOML does."""
    return json.dumps(value, ensure_ascii=False)
