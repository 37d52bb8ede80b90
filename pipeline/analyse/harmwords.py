"""How a language reports a toll, as tables of folded words, and how such tables are written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.analyse.numerals import Numerals
from pipeline.domain.folding import folded_words
from pipeline.domain.stories import Harm, Side

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flights:
    """How one language tells of people who fled, in folded words.

    `fled` phrases behind people say so. `uprooted` are people who are called displaced or refugees: they had to leave
    now where one of `arrivals` follows (2,000 refugees have crossed into Niger) or one of `waves` stands before (an
    influx of 2,000 refugees). `torn` phrases behind people say so where one of `drivers` stands before them (drove 200
    from their homes). What comes after `reasons` behind a bare `2,000 displaced` is the happening that displaced them.

    `settled` words before or behind make them people who live somewhere already, and `given` right before them those
    that get something. `relatives` begin a clause that is about other things. `households` are counted before their
    people, whom `amounting` words lead to (700 families, or 4,000 people).
    """

    fled: frozenset[Phrase]
    uprooted: frozenset[Phrase]
    arrivals: frozenset[Phrase]
    waves: frozenset[Phrase]
    torn: frozenset[Phrase]
    drivers: frozenset[str]
    reasons: frozenset[str]
    settled: frozenset[str]
    given: frozenset[str]
    relatives: frozenset[str]
    households: frozenset[str] = frozenset()
    amounting: frozenset[Phrase] = frozenset()


@dataclass(frozen=True)
class Casualties:
    """How one language reports a toll, in folded words.

    `before` are verbs and nouns that an amount follows (killing 12), `after` those that follow an amount, at once or
    behind its victims (12 soldiers killed). `victims` are people as they are counted, singular, with their side;
    `ranks` name a side behind a harm and one of `within` (12 dead in the ranks of the army). Of `members` the next
    words say of what (members of the security forces).

    `active` words turn `after` words round (12 gunmen have killed), unless one of `passive` stands by, and so do
    `objects` behind them; `own` words mean their subject all the same (12 have died). `subjects` may stand between a
    verb and the amount it is about, where verbs come first. `others` may stand before a harm (five others wounded),
    `lone` words mean one person without a figure, where a harm is said of them first;
    `followers` behind an amount that names no people; `ands` join figures of one toll; `asides` open a remark that ends
    with the next mark (, including 3 women,).

    `to` stands between the ends of a range, unless one of `moves` before it makes it a figure that grew, of the dead
    where one of `counts` grew. `causes` come before a figure of people displaced that are not merely counted somewhere.

    `apposed` words give a figure in other terms (200 families, or 1,000 people, have fled). `flights` tell who had to
    leave their homes. `people` are those counted where they stand before their figure, as they do in Hausa.

    `units` behind a figure make it one of other things. A toll is taken back by one of `ages` before its figure,
    `denials` before it, `negations` close to it, `unreal` words before its verb (could kill), and where people were
    abducted by `undone` behind or `undoing` before it.
    """

    numerals: Numerals
    before: Mapping[Phrase, Harm]
    after: Mapping[Phrase, Harm]
    victims: Mapping[str, Side]
    members: frozenset[str]
    active: frozenset[str]
    passive: frozenset[str]
    objects: frozenset[str]
    own: frozenset[Phrase]
    subjects: frozenset[str]
    others: frozenset[str]
    lone: frozenset[str]
    within: frozenset[str]
    ranks: Mapping[str, Side]
    followers: frozenset[str]
    ands: frozenset[str]
    asides: frozenset[str]
    to: frozenset[str]
    moves: frozenset[str]
    counts: frozenset[str]
    causes: frozenset[str]
    ages: frozenset[str]
    units: frozenset[str]
    denials: frozenset[str]
    negations: frozenset[str]
    unreal: frozenset[str]
    undone: frozenset[str]
    undoing: frozenset[str]
    apposed: frozenset[str]
    flights: Flights
    people: frozenset[Phrase] = frozenset()

    @cached_property
    def breaks(self) -> frozenset[str]:
        """The words with which the phrase of an amount ends: `in`, `by`, `after`."""
        return self.followers - self.others - self.numerals.links


def word_set(text: str) -> frozenset[str]:
    """The folded words of a text."""
    return frozenset(folded_words(text))


def counted(text: str) -> dict[str, int]:
    """Number words in their order, from one."""
    return {word: value for value, word in enumerate(folded_words(text), 1)}


def phrase_set(text: str) -> frozenset[Phrase]:
    """Phrases that are parted by commas, folded."""
    return frozenset(tuple(folded_words(phrase)) for phrase in text.split(","))


def harms(killed: str, injured: str, abducted: str, displaced: str, neutralised: str) -> dict[Phrase, Harm]:
    """Phrases with the harm they tell, given for each kind of harm in turn."""
    told = (killed, injured, abducted, displaced, neutralised)
    return {phrase: harm for harm, phrases in zip(Harm, told, strict=True) for phrase in phrase_set(phrases)}


def sides(civilians: str, forces: str, fighters: str, unknown: str) -> dict[str, Side]:
    """Words with the side they tell, given for each side in turn."""
    told = (civilians, forces, fighters, unknown)
    return {word: side for side, words in zip(Side, told, strict=True) for word in word_set(words)}


def with_clitics(phrases: Mapping[Phrase, Harm]) -> dict[Phrase, Harm]:
    """Arabic phrases, also with `and`, `so` or `with` written onto them."""
    clitics = {(mark + phrase[0], *phrase[1:]): harm for phrase, harm in phrases.items() for mark in "وفب"}
    return {**clitics, **phrases}


def groups_of(table: str) -> dict[Phrase, tuple[int, int | None]]:
    """`une dizaine 8 12`: a set phrase with its least and most, which is - where it is open."""
    groups: dict[Phrase, tuple[int, int | None]] = {}
    for line in table.strip().splitlines():
        *phrase, least, most = line.split()
        groups[tuple(folded_words(" ".join(phrase)))] = (int(least), None if most == "-" else int(most))
    return groups
