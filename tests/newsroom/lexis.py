"""The templates and word lists of the newsroom, read once from texts/*.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en", "ar", "ha")
_TEXTS = Path(__file__).parent / "texts"


@cache
def table(name: str) -> dict[str, Any]:
    """A whole file of texts: `places`, or `fr/events`, `fr/common`, `fr/offtopic`, `fr/interface` and so on."""
    return tomllib.loads((_TEXTS / f"{name}.toml").read_text("utf-8"))


def interface(language: str) -> dict[str, Any]:
    """What stands around an article in a language."""
    return table(f"{language}/interface")


def subjects(language: str) -> tuple[str, ...]:
    """What an outlet of this language writes about beside the news of the Sahel."""
    return tuple(table(f"{language}/offtopic"))
