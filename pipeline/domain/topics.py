"""What is looked for in a text, and what was found there."""

from dataclasses import dataclass
from enum import StrEnum


class Strength(StrEnum):
    """A strong term speaks for itself; a weak one needs company."""

    STRONG = "strong"
    WEAK = "weak"


class Anchoring(StrEnum):
    """Whether a place or actor puts a text in the Sahel: by itself, with company, or not at all."""

    STRONG = "strong"
    WEAK = "weak"
    NONE = "none"


class Kind(StrEnum):
    """What a mention or an article's key points at."""

    TOPIC = "topic"
    PLACE = "place"
    ACTOR = "actor"
    COUNTRY = "country"


class Level(StrEnum):
    """Whether an article reports on a topic or only mentions it in passing."""

    REPORTED = "reported"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Term:
    """A form of words that is looked for; `exact_case` terms match letter by letter, all others folded.

    `generic` terms are common in ordinary news, or in any news of the Sahel, and make no report by themselves outside
    the title; the weak among them count least. Those that are also a `backdrop`, such as the names of foreign powers,
    make none in the title either. `language` is empty for names.
    """

    surface: str
    language: str
    strength: Strength
    exact_case: bool = False
    generic: bool = False
    backdrop: bool = False


@dataclass(frozen=True, slots=True)
class Nearness:
    """Two groups of words that stand for a topic where one of each stands near the other, as attack and killed do.

    `places`: a town of the gazetteer serves as the other word, too. In `exclusions` none of the words counts.
    """

    language: str
    words: tuple[str, ...]
    beside: tuple[str, ...]
    places: bool = False
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The seed document and the paraphrased statement in it that a topic was derived from."""

    document: str
    statement: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject the desk follows. `exclusions` are false friends: an occurrence of a term inside one does not count."""

    key: str
    label_en: str
    label_fr: str
    meaning: str
    derived_from: tuple[Origin, ...]
    terms: tuple[Term, ...]
    exclusions: tuple[str, ...] = ()
    near: tuple[Nearness, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; `country` is an ISO 3166 code, latitude and longitude are in degrees.

    `name_en` and `name_fr` are empty where `name` serves in that language.
    """

    key: str
    name: str
    kind: str
    country: str
    anchoring: Anchoring
    terms: tuple[Term, ...]
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    coordinates_from: str = ""
    exclusions: tuple[str, ...] = ()
    notes: str = ""
    name_en: str = ""
    name_fr: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, armed group, institution or company; `notes` and `as_of` inform people and never enter a verdict.

    `name_en` and `name_fr` are empty where `name` serves in that language.
    """

    key: str
    name: str
    kind: str
    country: str
    anchoring: Anchoring
    terms: tuple[Term, ...]
    topics: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    notes: str = ""
    as_of: str = ""
    name_en: str = ""
    name_fr: str = ""


def name_in(language: str, one: Place | Actor) -> str:
    """What a place or an actor is called in a language, fr or en."""
    return (one.name_fr if language == "fr" else one.name_en) or one.name


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that is looked for, as the lists say it: the source from which a lexicon is compiled."""

    topics: tuple[Topic, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words in a text that stand for a topic, place or actor: `getattr(document, field)[start:end] == surface`."""

    field: str
    start: int
    end: int
    surface: str
    term: str
    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Tag:
    """The verdict on one topic; there is no tag without a mention."""

    topic: str
    level: Level
    score: float
    rule: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Tagging:
    """All that tagging says of one text, and by which version of the lexicon."""

    lexicon: str
    relevant: bool
    tags: tuple[Tag, ...]
    mentions: tuple[Mention, ...]
    countries: tuple[str, ...]
    places: tuple[str, ...]
    actors: tuple[str, ...]
