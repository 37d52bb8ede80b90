"""Sentences out of templates: `[a|b]` is a choice, `{name}` a fact."""

import random
import re
from collections.abc import Mapping

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_SPACES = re.compile(r" {2,}")
_LOOSE = re.compile(r" +([.,)])")


def chance(*parts: object) -> random.Random:
    """A source of chance that depends on the parts alone: the same in every process and on every day."""
    return random.Random("/".join(map(str, parts)))


def choose(template: str, rng: random.Random) -> str:
    """Settle the choices of a template; its facts are still open, so that no fact can sway a choice."""
    settled = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), template)
    return _LOOSE.sub(r"\1", _SPACES.sub(" ", settled)).strip()


def fill(sentence: str, facts: Mapping[str, str]) -> str:
    """Put the facts into settled words; raises KeyError for a fact not given."""
    return _SLOT.sub(lambda found: _fact(found[1], facts), sentence)


def say(sentence: str, facts: Mapping[str, str]) -> str:
    """Put the facts into a settled sentence, which begins with a capital; raises KeyError for a fact not given."""
    filled = fill(sentence, facts)
    return filled[:1].upper() + filled[1:]


def _fact(name: str, facts: Mapping[str, str]) -> str:
    if name in facts:
        return facts[name]
    if name.isupper():
        return facts[name.lower()].upper()
    fact = facts[name[:1].lower() + name[1:]]
    return fact[:1].upper() + fact[1:]
