"""Forms of one word: guarded plurals of French and English, and Arabic words with clitics written onto them."""

from typing import NamedTuple

PLURAL_ENDINGS = frozenset("sx")
"""The last letters of a folded word that `singular` may change."""

ARTICLE = "ال"
"""The Arabic article, folded."""

_CONJUNCTIONS = frozenset("وف")
_PREPOSITIONS = frozenset("بكل")
CLITIC_STARTS = _CONJUNCTIONS | _PREPOSITIONS | {ARTICLE[0]}
"""The first letters of a folded word that `without_clitics` may take off."""

_SHORTEST = 3
"""Letters that must be left when a clitic is taken off; shorter remains are nearly always wrong cuts."""


class Bare(NamedTuple):
    """An Arabic word without its clitics: `cut` letters were taken off; `article`: the article was one of them."""

    word: str
    cut: int
    article: bool


def singular(word: str) -> str:
    """A folded word without its regular plural ending: -s of longer words, and -x only of French -eaux, -aux, -eux.

    So Robex never becomes a robe. Both sides of a comparison go through it: what matters is that they meet.
    """
    if len(word) <= 3:
        return word
    if word.endswith("s"):
        return word if word.endswith("ss") else word[:-1]
    if word.endswith(("eaux", "eux")):
        return word[:-1]
    return word[:-2] + "l" if word.endswith("aux") and len(word) > 4 else word


def without_clitics(word: str) -> list[Bare]:
    """The readings of a folded Arabic word as (and, so) + (in, like, for) + (the) + word, the longest first."""
    readings: list[Bare] = []
    cut = 0
    for clitics in (_CONJUNCTIONS, _PREPOSITIONS):
        if word[cut : cut + 1] in clitics:
            cut += 1
            _add(readings, word, cut)
    if word.startswith("لل", cut - 1) and cut:
        readings.append(Bare(ARTICLE + word[cut + 1 :], cut, article=False))
        _add(readings, word, cut + 1, article=True)
    elif word.startswith(ARTICLE, cut):
        _add(readings, word, cut + len(ARTICLE), article=True)
    return readings


def _add(readings: list[Bare], word: str, cut: int, *, article: bool = False) -> None:
    if len(word) - cut >= _SHORTEST:
        readings.append(Bare(word[cut:], cut, article))
