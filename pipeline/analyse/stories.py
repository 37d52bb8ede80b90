"""Which story an article belongs to: names, figures, what is counted, days, and words inside one language.

Decided like copies: by canonically earlier articles alone, so any order of arrival ends in the same stories. How often
a name or word stands in the window is handed in: a famous actor alone never joins anything.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.analyse.grouping import Placement
from pipeline.analyse.headcounts import Count
from pipeline.analyse.storyfeatures import StoryFeatures, figure_terms, hashed, number_of
from pipeline.domain.articles import RelationKind

GATE = timedelta(days=3)
"""Articles further apart tell of two happenings, or of one that moved on."""
LAST = 8
"""Members of a story that a text is held against, the last ones: a story must not drift into another."""
RARE = 0.02
"""Share of the texts of the window in which a rare name or figure may stand; at least _RARE_COUNT texts."""
_RARE_COUNT = 4
KEYS = 24
"""By so many of its rarest names and figures a text's candidates are looked for."""
_SAME_LANGUAGE, _CROSS_LANGUAGE = 0.34, 0.40
"""The likeness from which a text joins a story."""
_FIRM = 0.7
"""The share of a likeness that is asked for where a town is shared with an equal toll or two equal figures."""
_CERTAIN = 0.45
"""The same where they name the same day as well."""
_OTHER_DAY = 1.3
"""The same where the texts tell of neighbouring days: a night has two, and so has a moment in two time zones."""
_DOUBTFUL = 0.7
"""From this share of a likeness on, what is rare on another day might make a story of two texts."""
_PER_DOUBLING = 0.03
_SMALL = 4
"""From so many members on each doubling asks for that much more."""
_LEAD = 1.6
"""What a name of title and lead weighs beside one further down."""
_FIGURE = 0.9
_WORD = 0.55
_PLACES, _TOWN, _ACTOR = ("p:", "c:"), "p:", "a:"
_FAMOUS = {"c": 0.15, "a": 0.03}
"""The share of texts that a country and a listed actor are taken to stand in, by the first letter of such a name: a
window says too little of them while it is small."""
_AT_ONCE = timedelta(hours=36)
_SIGMA = timedelta(hours=36)
_FAR = 0.3
"""What is left of a likeness of texts far apart in time."""
_LEAST_TEXTS = 200
"""A smaller window is taken for one of so many texts: in it nothing would be rare."""
_MOST_OF_IT = 0.5
"""The share of one of two texts that a shared passage must be to make a story of them by itself."""
_FORM, _FORM_FIGURES, _SAME_FIGURES = 0.6, 3, 0.5
"""Texts of a language that share so much of their words, but not half of their figures, are a form filled in twice."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many texts the window holds, and in how many of them each hashed term stands."""

    texts: int
    counts: Mapping[int, int]

    def weight(self, term: str) -> float:
        """The inverse document frequency of a term; what is known to be famous is never taken for rare."""
        texts = max(self.texts, _LEAST_TEXTS)
        famous = _FAMOUS.get(term[:1], 0.0) * texts
        return math.log((texts + 1) / (max(self.counts.get(hashed(term), 0), famous) + 0.5))

    def is_rare(self, term: str) -> bool:
        """Whether a term stands in few texts of the window, and is neither a country nor a listed actor."""
        return term[:1] not in _FAMOUS and self.counts.get(hashed(term), 0) <= max(_RARE_COUNT, RARE * self.texts)

    def is_hardly_named(self, term: str) -> bool:
        """Whether a term stands in next to no text of the window, famous or not."""
        return self.counts.get(hashed(term), 0) <= _RARE_COUNT


@dataclass(frozen=True, slots=True)
class StoryMember:
    """A leading article that a text is held against; `size` is that of its story, `outlet` empty where not known."""

    article: int
    story: int
    size: int
    outlets: int
    moment: datetime
    outlet: str
    features: StoryFeatures


@dataclass(frozen=True, slots=True)
class StoryLink:
    """Why a text joined a story: the article it is most like, and the names and figures they share."""

    story: int
    of: int
    likeness: float
    names: tuple[str, ...]
    figures: tuple[int, ...]
    cross_language: bool


def place_in_story(
    features: StoryFeatures, moment: datetime, outlet: str, members: Iterable[StoryMember], rarity: Rarity
) -> StoryLink | None:
    """The story that a text belongs to, by the one of its last members that it is most like; None for a new story.

    A story with a single outlet is joined by another outlet only: two reports of one house are a series, or a report
    brought up to date, and the latter is told by their words.
    """
    best: StoryLink | None = None
    for member in _last_of_each(members):
        if not abs(moment - member.moment) <= GATE or _is_of_one_house(outlet, member):
            continue
        link = _compared(features, member, moment, rarity)
        if link is not None and (best is None or (link.likeness, -link.of) > (best.likeness, -best.of)):
            best = link
    return best


def _last_of_each(members: Iterable[StoryMember]) -> list[StoryMember]:
    by_story: dict[int, list[StoryMember]] = {}
    for member in sorted(members, key=lambda one: (one.moment, one.article), reverse=True):
        kept = by_story.setdefault(member.story, [])
        if len(kept) < LAST:
            kept.append(member)
    return [member for kept in by_story.values() for member in kept]


def _is_of_one_house(outlet: str, member: StoryMember) -> bool:
    return bool(outlet) and member.outlets == 1 and member.outlet == outlet


def _compared(features: StoryFeatures, member: StoryMember, moment: datetime, rarity: Rarity) -> StoryLink | None:
    other = member.features
    names = tuple(name for name in features.names if name in set(other.names))
    figures = _shared_figures(features, other)
    crossing = features.language != other.language
    apart = abs(moment - member.moment)
    tolls = _equal_tolls(features, other)
    if not (_is_firm(features, other, figures, tolls) or _is_anchored(names, figures, tolls, rarity)):
        return None
    if crossing and not _is_told(features, other, names, figures, rarity):
        return None
    if _is_vetoed(features, other, apart) or _is_form(features, other, figures):
        return None
    likeness = _cosine(features, other, rarity, words=not crossing) * _nearness(apart)
    if likeness < _ease(features, other, figures, tolls) * _threshold(crossing, member.size):
        return None
    numbers = tuple(dict.fromkeys(map(number_of, figures)))
    return StoryLink(member.story, member.article, round(likeness, 4), names, numbers, crossing)


def _shared_figures(one: StoryFeatures, other: StoryFeatures) -> tuple[str, ...]:
    theirs = set(figure_terms(other))
    return tuple(term for term in figure_terms(one) if term in theirs)


def _ease(one: StoryFeatures, other: StoryFeatures, figures: Sequence[str], tolls: int) -> float:
    """What part of the usual likeness is asked for: less where both are firmly about one thing, more on other days."""
    if _days_differ(one, other):
        return _OTHER_DAY
    if tolls and set(one.days) & set(other.days) and _is_firm(one, other, figures, tolls):
        return _CERTAIN
    return _FIRM if _is_firm(one, other, figures, tolls) else 1.0


def _threshold(crossing: bool, size: int) -> float:
    """The likeness that is asked for: more where languages differ, and more as a story grows."""
    base = _CROSS_LANGUAGE if crossing else _SAME_LANGUAGE
    return base + _PER_DOUBLING * max(0.0, math.log2(size / _SMALL)) if size > _SMALL else base


def _is_anchored(names: Sequence[str], figures: Sequence[str], tolls: int, rarity: Rarity) -> bool:
    """Whether what is shared could not be so by chance: two names, or a name and a figure or toll; one of them rare."""
    rare = sum(rarity.is_rare(name) for name in names) + sum(map(rarity.is_rare, figures))
    return bool(names) and len(names) + len(figures) + tolls > 1 and rare > 0


def _is_firm(one: StoryFeatures, other: StoryFeatures, figures: Sequence[str], tolls: int) -> bool:
    """Whether both are about one town, with an equal toll or two equal figures: then it need not be rare.

    Much may happen in a town in a week; and other words matter less. What only the rest of a text names, as those who
    were called up in a capital, is not what it is about.
    """
    towns = {f"{_TOWN}{place}" for place in set(one.places) & set(other.places)}
    return not towns.isdisjoint(one.names) and (tolls > 0 or len(figures) > 1)


def _equal_tolls(one: StoryFeatures, other: StoryFeatures) -> int:
    """How many tolls of two texts, or other things that both count as they begin, are the same to the last."""
    exact = {count for count in (*one.tolls, *one.counted) if count[1] == count[2]}
    return len(exact & {*other.tolls, *other.counted})


def _is_told(
    one: StoryFeatures, other: StoryFeatures, names: Sequence[str], figures: Sequence[str], rarity: Rarity
) -> bool:
    """Whether two languages tell the same: beside a name a figure, a toll, or a name that tells.

    A name tells where it is rare and no place; a listed actor only beside a town, where hardly anybody else names it.
    """
    town = any(name.startswith(_TOWN) for name in names)
    telling = any(rarity.is_rare(name) and not name.startswith(_PLACES) for name in names)
    telling = telling or (town and any(rarity.is_hardly_named(name) for name in names if name.startswith(_ACTOR)))
    harmed = any(ours[0] == theirs[0] and _may_be_equal(ours, theirs) for ours in one.tolls for theirs in other.tolls)
    return bool(len(names) > 1 and (figures or harmed or telling)) or (town and _equal_tolls(one, other) > 0)


def _is_vetoed(one: StoryFeatures, other: StoryFeatures, apart: timedelta) -> bool:
    """Whether place, country, day, toll or what is counted say that these are two happenings.

    Other figures of one place are a contradiction if told at once, and another happening on another day.
    """
    elsewhere = not set(one.places) & set(other.places)
    differ = _tolls_differ(one.tolls, other.tolls) or _counts_differ(one.counted, other.counted)
    return (differ and (elsewhere or apart > _AT_ONCE or _days_differ(one, other))) or _tell_apart(one, other)


def _disjoint(one: Iterable[str], other: Iterable[str]) -> bool:
    ours, theirs = set(one), set(other)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _days_differ(one: StoryFeatures, other: StoryFeatures) -> bool:
    return _disjoint(one.days, other.days)


def _days_between(one: StoryFeatures, other: StoryFeatures) -> int:
    """The days between those of two texts where they come nearest; 0 where either gives none."""
    pairs = ((date.fromisoformat(ours), date.fromisoformat(theirs)) for ours in one.days for theirs in other.days)
    return min((abs((ours - theirs).days) for ours, theirs in pairs), default=0)


def _are_elsewhere(one: StoryFeatures, other: StoryFeatures) -> bool:
    """Whether two texts have no country in common, or begin with other towns that the other does not name at all."""
    ours, theirs = ({f"{_TOWN}{place}" for place in features.places} for features in (one, other))
    no_town = _disjoint(ours, theirs) and ours.isdisjoint(other.names) and theirs.isdisjoint(one.names)
    return no_town or _disjoint(one.countries, other.countries)


def _tolls_differ(one: Sequence[Count], other: Sequence[Count]) -> bool:
    """Whether both tell of the same harm and no figure of one could be one of the other."""
    pairs = [(ours, theirs) for ours in one for theirs in other if ours[0] == theirs[0]]
    return bool(pairs) and not any(_may_be_equal(ours, theirs) for ours, theirs in pairs)


def _counts_differ(one: Sequence[Count], other: Sequence[Count]) -> bool:
    """Whether both count some thing, and no figure of one could be one of the other."""
    things = {count[0] for count in one} & {count[0] for count in other}
    return any(_tolls_differ([count for count in one if count[0] == thing], other) for thing in things)


def _may_be_equal(one: Count, other: Count) -> bool:
    return (one[2] is None or one[2] >= other[1]) and (other[2] is None or other[2] >= one[1])


def _is_form(one: StoryFeatures, other: StoryFeatures, figures: Sequence[str]) -> bool:
    """Whether two texts of one language are a bulletin of two days or places: the same words around other figures."""
    fewest = min(len(figure_terms(one)), len(figure_terms(other)))
    if one.language != other.language or fewest < _FORM_FIGURES or len(figures) >= _SAME_FIGURES * fewest:
        return False
    shared = len(set(one.words) & set(other.words))
    return shared > _FORM * max(1, min(len(one.words), len(other.words)))


def _cosine(one: StoryFeatures, other: StoryFeatures, rarity: Rarity, *, words: bool) -> float:
    ours, theirs = _weights(one, rarity, words=words), _weights(other, rarity, words=words)
    dot = sum(weight * theirs[term] for term, weight in ours.items() if term in theirs)
    norm = math.sqrt(sum(w * w for w in ours.values()) * sum(w * w for w in theirs.values()))
    return dot / norm if norm else 0.0


def _weights(features: StoryFeatures, rarity: Rarity, *, words: bool) -> dict[str, float]:
    lead = set(features.lead)
    found = {name: rarity.weight(name) * (_LEAD if name in lead else 1.0) for name in features.names}
    found |= {term: _FIGURE * rarity.weight(term) for term in figure_terms(features)}
    if words:
        said = (f"w:{features.language}:{word}" for word in features.words)
        found |= {term: _WORD * rarity.weight(term) for term in said}
    return found


def _nearness(apart: timedelta) -> float:
    return _FAR + (1 - _FAR) * math.exp(-((apart / _SIGMA) ** 2) / 2)


def may_join(one: StoryFeatures, other: StoryFeatures, apart: timedelta, rarity: Rarity) -> bool:
    """Whether two texts could be one story, or come near to it: what a late arrival makes doubtful."""
    names = [name for name in one.names if name in set(other.names)]
    figures = _shared_figures(one, other)
    tolls = _equal_tolls(one, other)
    if not (_is_firm(one, other, figures, tolls) or _is_anchored(names, figures, tolls, rarity)) or _is_vetoed(
        one, other, apart
    ):
        return False
    likeness = _cosine(one, other, rarity, words=one.language == other.language) * _nearness(apart)
    return likeness >= _DOUBTFUL * _ease(one, other, figures, tolls) * min(_SAME_LANGUAGE, _CROSS_LANGUAGE)


def tells_the_same(placement: Placement) -> bool:
    """Whether a text is of the story of the one that it shares words with, unless something `parts` them.

    A shared passage that is but a small part of either is background that the desks copy from each other.
    """
    return placement.kind is not RelationKind.CONTAINS or placement.containment >= _MOST_OF_IT


def parts(placement: Placement, one: StoryFeatures, other: StoryFeatures) -> bool:
    """Whether two texts that share their words are of two stories all the same.

    An update that is set elsewhere is the same form filled in again, and so is a part that tells of another day as
    well; an update of another day remains one. A copy is of the story of its text.
    """
    if placement.kind is RelationKind.UPDATE:
        return _are_elsewhere(one, other)
    return placement.kind is RelationKind.CONTAINS and _tell_apart(one, other)


def _tell_apart(one: StoryFeatures, other: StoryFeatures) -> bool:
    """Whether place, country or day say that two texts tell of two happenings, though they share many words."""
    return _are_elsewhere(one, other) or _days_between(one, other) > 1


def rarest(features: StoryFeatures, counts: Mapping[int, int]) -> list[int]:
    """The terms by which candidates are looked for: the rarest names and figures that stand in any other text.

    Words are none of them: texts of two languages share none, and without a rare name or figure nothing is anchored.
    """
    names = (name for name in features.names if name[:1] not in _FAMOUS)
    terms = dict.fromkeys(map(hashed, (*names, *figure_terms(features))))
    held = (term for term in terms if counts.get(term, 0))
    return sorted(held, key=lambda term: (counts[term], term))[:KEYS]
