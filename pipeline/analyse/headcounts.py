"""What the title and the first sentences of a text count beside people harmed: lorries, accused, instructors, money.

A figure says what happened by what it counts: 27 lorries here and 27 lorries there are one convoy, 27 days are nothing.
So figures come with a word for what they count, one for all languages; what no list knows is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.analyse.casualties import CASUALTIES
from pipeline.analyse.numerals import Amount, Numerals, Word, amount_at, words_of
from pipeline.analyse.wordforms import ARTICLE
from pipeline.domain.folding import Folded

Count = tuple[str, int, int | None]
"""What is counted, and the least and the most of it; None: not bounded."""

LEAST = 10
"""Fewer of a thing are counted in too many texts to tell one happening from another."""
_WITHIN = 2
"""So many words may stand between a figure and what it counts: 39 Russian armoured vehicles."""

_FRENCH = {
    "lorries": "camion citerne lorry poids semi",
    "vehicles": "vehicule blinde automitrailleuse",
    "accused": "accuse prevenu inculpe suspect",
    "prisoners": "detenu prisonnier",
    "instructors": "instructeur formateur",
    "soldiers": "soldat militaire mercenaire",
    "ministers": "ministre",
    "delegates": "delegue",
    "displaced": "deplace refugie",
    "households": "menage famille foyer",
    "houses": "maison habitation concession",
    "tonnes": "tonne",
    "billions": "milliard",
}
_ENGLISH = {
    "lorries": "lorry lorries truck tanker",
    "vehicles": "vehicle",
    "accused": "accused defendant suspect",
    "prisoners": "prisoner detainee inmate",
    "instructors": "instructor trainer",
    "soldiers": "soldier troop mercenary mercenaries",
    "ministers": "minister",
    "delegates": "delegate",
    "displaced": "displaced refugee",
    "households": "household family families",
    "houses": "house home hut",
    "tonnes": "tonne ton",
    "billions": "billion bn",
}
_ARABIC = {
    "lorries": "شاحنه شاحنات صهريج صهريجا صهاريج",
    "vehicles": "مدرعه مدرعات مركبه مركبات عربه عربات اليه اليات",
    "accused": "متهم متهما متهمين متهمون",
    "prisoners": "سجين سجينا سجناء معتقل معتقلا معتقلين",
    "instructors": "مدرب مدربا مدربين مدربون",
    "soldiers": "جندي جنديا جنود عسكري عسكريا عسكريين مرتزق مرتزقا مرتزقه",
    "ministers": "وزير وزيرا وزراء",
    "delegates": "مندوب مندوبا مندوبين",
    "displaced": "نازح نازحا نازحين لاجي لاجيا لاجيين",
    "households": "اسره اسر عايله عايلات",
    "houses": "منزل منزلا منازل بيت بيتا بيوت",
    "tonnes": "طن طنا اطنان",
    "billions": "مليار مليارا مليارات",
}
_HAUSA = {
    "lorries": "tanka tankoki tankokin",
    "vehicles": "mota motoci motocin",
    "prisoners": "fursuna fursunoni",
    "soldiers": "soja sojoji sojojin",
    "ministers": "minista ministoci",
    "delegates": "wakilai",
    "displaced": "hijira",
    "households": "iyali iyalai iyalan gidaje",
    "tonnes": "tan ton",
    "billions": "biliyan",
}


def _by_word(things: Mapping[str, str], *, before: str = "", behind: str = "") -> Mapping[str, str]:
    """The thing by its words, as they are listed, and with what may be written onto them."""
    listed = {word: thing for thing, words in things.items() for word in words.split()}
    return {f"{before}{word}{behind}": thing for word, thing in listed.items()} | listed


_THINGS = {
    "fr": _by_word(_FRENCH, behind="s"),
    "en": _by_word(_ENGLISH, behind="s"),
    "pcm": _by_word(_ENGLISH, behind="s"),
    "ar": _by_word(_ARABIC, before=ARTICLE),
    "ha": _by_word(_HAUSA),
}
_WORD = re.compile(r"[^\W_]+")
_NUMERALS: Mapping[str, Numerals] = {
    language: replace(CASUALTIES[language].numerals, too_big=frozenset()) for language in _THINGS
}
"""Billions are no victims, but they are counted."""
_COUNTED_AHEAD = frozenset({"ha"})
"""Languages in which the thing stands before its figure."""


def headcounts(folded: Folded, language: str) -> Iterator[Count]:
    """The things that a folded passage counts, in the order of their figures; none in a language without a list."""
    things = _THINGS.get(language, {})
    if things.keys().isdisjoint(_WORD.findall(folded.text)):
        return
    words = words_of(folded, 0, len(folded.text))
    at = 0
    while at < len(words):
        amount = amount_at(words, at, _NUMERALS[language])
        if amount is None:
            at += 1
            continue
        thing = _counted(words, amount, things, language)
        if thing and amount.least >= LEAST:
            yield thing, amount.least, amount.most
        at = max(amount.after, at + 1)


def _counted(words: Sequence[Word], amount: Amount, things: Mapping[str, str], language: str) -> str:
    """What an amount counts, empty where nothing near it is on the list, or where it counts years and the like."""
    if language in _COUNTED_AHEAD:
        near = words[max(0, amount.first - _WITHIN) : amount.first][::-1]
    else:
        behind = words[amount.after : amount.after + _WITHIN + 1]
        near = list(takewhile(lambda word: not word.apart, behind))
    for word in near:
        if word.text in things or word.text in CASUALTIES[language].units:
            return things.get(word.text, "")
    return ""
