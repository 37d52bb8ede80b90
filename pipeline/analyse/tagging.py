"""What a text is about: first whether it is about the Sahel at all, then which topics it reports or only mentions.

    mentions -> anchors -> about the Sahel? -> per topic: rule C -> substance -> reported or mentioned

Rule C: a strong term tags by itself; a weak one needs an anchor (a strong place, actor or term anywhere in the text),
and where the term is generic, a second weak one. What one passing sentence says is mentioned; what the headline, the
opening or several sentences say is reported. What a text denies is mentioned, and the text is of interest all the same.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2

from pipeline.analyse.denials import denied_stretches
from pipeline.analyse.lexicon import Lexicon
from pipeline.analyse.matching import Found, find_mentions
from pipeline.analyse.rawtext import wrapped_sentence_starts
from pipeline.analyse.sport import without_play
from pipeline.domain.topics import Actor, Anchoring, Kind, Level, Mention, Place, Strength, Tag, Tagging, Term

_CORE = frozenset({"ML", "NE", "BF"})
"""The countries of the crisis; a weak anchor must be one of their places, with company."""

_NAMESAKE = "NG"
"""Nigeria, of which another Niger is a state, and towns bear the names of towns of Niger."""

_REGIONS = frozenset({"", "AES"})
"""What the lists give as the country of places that lie in several."""

_BY_STRENGTH = (Anchoring.NONE, Anchoring.WEAK, Anchoring.STRONG)

# Weights and thresholds, tuned by hand on the development labels inside a broad plateau; see benchmarks/tagging.py.
_STRONG, _WEAK, _GENERIC = 1.5, 1.0, 0.55
_MOST_OF_A_SENTENCE = 2.5
_TITLE, _LEAD, _BODY = 2.5, 1.5, 1.0
_LEAD_SENTENCES = 2
_ENOUGH, _MORE_PER_DOUBLING, _SHORT = 1.25, 0.5, 40
"""The substance a report needs in a text of 40 words, and how much more with every doubling of its length."""

_SHARE_OF_TOP = 0.35
"""The share of the foremost topic's substance that another needs to be reported beside it."""

_TOP = 3.5
"""How many times what a report needs the foremost topic counts at most: surveys report on several topics."""

_ABOUT_SENTENCES = 3
_ABOUT_SHARE = 0.35
"""Anchored sentences, and their share of all, that make a text about the Sahel where its title does not say so."""

_COUNTRY_SHARE = 0.15
"""The share of the foremost country's weight that another needs to be named as concerned."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """Something found, and the number of its sentence: 0 is the title; `denied`: told not to be so."""

    found: Found
    sentence: int
    anchoring: Anchoring
    denied: bool = False

    @property
    def mention(self) -> Mention:
        return self.found.mention


class Lack(StrEnum):
    """What a topic lacks in a text to be tagged (anchor, company) or to be reported (about, substance, own term)."""

    ANCHOR = "anchor"
    COMPANY = "company"
    ABOUT = "about"
    SUBSTANCE = "substance"
    OWN_TERM = "own term"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a text says on one topic, held against what a report needs; no level where it is not tagged at all."""

    topic: str
    level: Level | None
    rule: str
    score: float
    substance: float
    enough: float
    lacks: tuple[Lack, ...]
    mentions: tuple[Mention, ...]
    denied: bool = False
    """Whether the text would report on the topic if it did not deny it."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the verdict on a text comes about: what puts it in the Sahel, and every topic any of whose terms it holds."""

    anchors: tuple[Mention, ...]
    about: bool
    topics: tuple[Weighed, ...]


def tag(lexicon: Lexicon, title: str, text: str, language: str) -> Tagging:
    """The verdict on one text, and the mentions it rests on."""
    starts = wrapped_sentence_starts(text)
    placed = _placed(lexicon, title, text, language, starts)
    weighed = _weighed(lexicon, placed, title, text, len(starts)).topics
    tags = _tags(weighed)
    return Tagging(
        lexicon=lexicon.version,
        relevant=any(one.level is Level.REPORTED or one.denied for one in weighed),
        tags=tags,
        mentions=_kept(placed, {tag.topic for tag in tags}),
        countries=_countries(lexicon, placed),
        places=_foremost(placed, Kind.PLACE),
        actors=_foremost(placed, Kind.ACTOR),
    )


def weigh(lexicon: Lexicon, title: str, text: str, language: str) -> Weighing:
    """How `tag` comes to its verdict on a text, with the topics that it holds terms of and does not tag."""
    starts = wrapped_sentence_starts(text)
    return _weighed(lexicon, _placed(lexicon, title, text, language, starts), title, text, len(starts))


def names_the_sahel(lexicon: Lexicon, title: str, summary: str, language: str) -> bool:
    """Whether a title and summary name the Sahel: the gate of feeds that are about the whole world."""
    return bool(_anchors(lexicon, _placed(lexicon, title, summary, language, [0])))


def _placed(lexicon: Lexicon, title: str, text: str, language: str, starts: Sequence[int]) -> list[_Placed]:
    every = (*find_mentions(lexicon, "title", title, language), *find_mentions(lexicon, "text", text, language))
    found = tuple(without_play(every, title, text))
    named = _anchoring_of_names(lexicon, found)
    denied = {"title": denied_stretches(title, language), "text": denied_stretches(text, language)}
    return [
        _Placed(
            one,
            0 if one.mention.field == "title" else bisect_right(starts, one.mention.start),
            _anchoring(one, named),
            any(start < one.mention.end and one.mention.start < end for start, end in denied[one.mention.field]),
        )
        for one in found
    ]


_Span = tuple[str, int, int]


def _span(mention: Mention) -> _Span:
    return mention.field, mention.start, mention.end


def _anchoring_of_names(lexicon: Lexicon, found: Iterable[Found]) -> Mapping[_Span, Anchoring]:
    """How the places and actors found anchor the text, by where they stand; of two at one spot the stronger."""
    named: dict[_Span, Anchoring] = {}
    for one in found:
        if one.mention.kind is not Kind.TOPIC:
            anchoring = _listed(lexicon, one.mention).anchoring
            if anchoring is Anchoring.STRONG and one.term.strength is Strength.WEAK:
                anchoring = Anchoring.WEAK
            span = _span(one.mention)
            named[span] = max(anchoring, named.get(span, anchoring), key=_BY_STRENGTH.index)
    return named


def _listed(lexicon: Lexicon, mention: Mention) -> Place | Actor:
    return lexicon.places[mention.key] if mention.kind is Kind.PLACE else lexicon.actors[mention.key]


def _anchoring(one: Found, named: Mapping[_Span, Anchoring]) -> Anchoring:
    """How a mention anchors the text: names as the lists say; strong terms do, unless they are a lesser name."""
    if one.mention.kind is Kind.TOPIC and one.term.strength is Strength.WEAK:
        return Anchoring.NONE
    return named.get(_span(one.mention), Anchoring.STRONG)


def _anchors(lexicon: Lexicon, placed: Sequence[_Placed]) -> list[_Placed]:
    """The mentions that put the text in the Sahel; none where only weak ones without company would."""
    strong = [one for one in placed if one.anchoring is Anchoring.STRONG]
    weak = [one for one in placed if one.anchoring is Anchoring.WEAK and _is_core_place(lexicon, one.mention)]
    beyond = _beyond_the_border(lexicon, placed)
    return [*strong, *weak, *beyond] if strong or beyond or _has_company(lexicon, weak, placed) else []


def _beyond_the_border(lexicon: Lexicon, placed: Iterable[_Placed]) -> list[_Placed]:
    """Weak places in one sentence with the name of an armed group: the war around Lake Chad and in Borno."""
    weak = [one for one in placed if one.anchoring is Anchoring.WEAK]
    places = [one for one in weak if one.mention.kind is Kind.PLACE]
    groups = {one.sentence for one in weak if _is_armed_group(lexicon, one.mention)}
    return [place for place in places if place.sentence in groups]


def _is_armed_group(lexicon: Lexicon, mention: Mention) -> bool:
    return mention.kind is Kind.ACTOR and lexicon.actors[mention.key].kind == "armed-group"


def _is_core_place(lexicon: Lexicon, mention: Mention) -> bool:
    return mention.kind is Kind.PLACE and lexicon.places[mention.key].country in _CORE | _REGIONS


def _has_company(lexicon: Lexicon, weak: Sequence[_Placed], placed: Sequence[_Placed]) -> bool:
    """Whether weak places anchor together: two of them, or a weak country in the title or with other evidence.

    Never where Nigeria is named more: Niger is then a state of Nigeria. A doubtful form of a sure name, such as
    the Arabic word that is Mali and "financial", needs the second place; a doubtful town that, or two terms of a topic.
    """
    countries = _countries(lexicon, placed)
    if _CORE.isdisjoint(countries) or countries[0] == _NAMESAKE:
        return False
    keys = {one.mention.key for one in weak}
    if len(keys) > 1 or (_own_terms(placed) > 1 and any(_is_town(lexicon.places[key]) for key in keys)):
        return True
    if not any(_is_weak_country(lexicon.places[key]) for key in keys):
        return False
    return any(
        one.sentence == 0
        if one.mention.key in keys
        else one.anchoring is Anchoring.WEAK or (one.mention.kind is Kind.TOPIC and not one.found.term.generic)
        for one in placed
    )


def _is_town(place: Place) -> bool:
    return place.kind not in {"country", "region"} and place.anchoring is Anchoring.WEAK


def _own_terms(placed: Iterable[_Placed]) -> int:
    """How many different words that are no generic ones speak for the topic that has most of them."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for one in placed:
        if one.mention.kind is Kind.TOPIC and not one.found.term.generic:
            words[one.mention.key].add(one.found.term.surface)
    return max(map(len, words.values()), default=0)


def _is_weak_country(place: Place) -> bool:
    return place.kind == "country" and place.anchoring is Anchoring.WEAK


def _is_about(anchors: Sequence[_Placed], sentences: int) -> bool:
    """Whether a text is about the Sahel and does not only name it: by its title, its opening or throughout."""
    anchored = {anchor.sentence for anchor in anchors}
    if not anchored:
        return False
    opens = min(anchored) <= _LEAD_SENTENCES and len(anchored) >= _ABOUT_SENTENCES
    return 0 in anchored or opens or len(anchored) >= _ABOUT_SHARE * sentences


def _substance(placed: Iterable[_Placed], inner: Collection[_Span]) -> dict[str, float]:
    """How much is said on each topic: the weights of the sentences, each no more than a sentence can say."""
    said: dict[tuple[str, int], dict[str, float]] = {}
    for one in placed:
        lent = _span(one.mention) in inner and one.found.term.strength is Strength.WEAK
        if one.mention.kind is Kind.TOPIC and not lent:
            words = said.setdefault((one.mention.key, one.sentence), {})
            surface = one.mention.surface.casefold()
            words[surface] = max(words.get(surface, 0.0), _weight(one.found.term))
    substance: dict[str, float] = {}
    for (topic, sentence), words in sorted(said.items()):
        weight = min(_MOST_OF_A_SENTENCE, sum(sorted(words.values()))) * _prominence(sentence)
        substance[topic] = substance.get(topic, 0.0) + weight
    return substance


def _inner_spans(placed: Sequence[_Placed]) -> set[_Span]:
    """Where terms stand inside a longer term of another topic: a French military base is not a base of others."""
    inner: set[_Span] = set()
    furthest = ("", 0)
    for field, start, back in sorted(
        {
            (one.mention.field, one.mention.start, -one.mention.end)
            for one in placed
            if one.mention.kind is Kind.TOPIC and not one.found.loose
        }
    ):
        if furthest >= (field, -back):
            inner.add((field, start, -back))
        furthest = max(furthest, (field, -back))
    return inner


def _weight(term: Term) -> float:
    if term.strength is Strength.STRONG:
        return _STRONG
    return _GENERIC if term.generic else _WEAK


def _prominence(sentence: int) -> float:
    if sentence == 0:
        return _TITLE
    return _LEAD if sentence <= _LEAD_SENTENCES else _BODY


def _needed(words: int) -> float:
    """The substance that a report needs in a text of so many words: a feed's two lines need less than an article."""
    return _ENOUGH + _MORE_PER_DOUBLING * max(0.0, log2(max(words, 1) / _SHORT))


def _weighed(lexicon: Lexicon, placed: Sequence[_Placed], title: str, text: str, sentences: int) -> Weighing:
    """All topics weighed; a text that is not about the Sahel reports on nothing."""
    anchors = _anchors(lexicon, placed)
    about = _is_about(anchors, sentences)
    needed = _needed(len(title.split()) + len(text.split()))
    inner = _inner_spans(placed)
    told = _substance((one for one in placed if not one.denied), inner)
    denied = _substance((one for one in placed if one.denied), inner)
    enough = max(needed, _SHARE_OF_TOP * min(_TOP * needed, max(told.values(), default=0.0)))
    topics = []
    for topic in dict.fromkeys((*told, *denied)):
        evidence = [one for one in placed if one.mention.kind is Kind.TOPIC and one.mention.key == topic]
        said = told.get(topic, 0.0) + denied.get(topic, 0.0)
        weight = told.get(topic, 0.0) if said >= 2 * denied.get(topic, 0.0) else 0.0
        rule = _rule(evidence, anchored=bool(anchors))
        lacks = tuple(_lacks(evidence, rule, anchored=bool(anchors), about=about, substantial=weight >= enough))
        level = (Level.MENTIONED if lacks else Level.REPORTED) if rule else None
        score = round(1 - 2 ** (-said / needed), 3)
        mentions = tuple(one.mention for one in evidence)
        no_event = topic in denied and lacks == (Lack.SUBSTANCE,) and said >= needed
        topics.append(Weighed(topic, level, rule, score, weight, enough, lacks, mentions, no_event))
    return Weighing(tuple(one.mention for one in anchors), about, tuple(topics))


def _lacks(evidence: Sequence[_Placed], rule: str, *, anchored: bool, about: bool, substantial: bool) -> Iterator[Lack]:
    if not rule:
        yield Lack.COMPANY if anchored else Lack.ANCHOR
    if not about:
        yield Lack.ABOUT
    if not substantial:
        yield Lack.SUBSTANCE
    if not _is_specific(evidence):
        yield Lack.OWN_TERM


def _tags(weighed: Iterable[Weighed]) -> tuple[Tag, ...]:
    """The tags of a text, the foremost first."""
    tags = (Tag(one.topic, one.level, one.score, one.rule, one.mentions) for one in weighed if one.level is not None)
    return tuple(sorted(tags, key=lambda tag: (tag.level is not Level.REPORTED, -tag.score, tag.topic)))


def _is_specific(evidence: Iterable[_Placed]) -> bool:
    """Whether more than generic words in passing speak for a topic: a term of its own, or the title."""
    terms = ((one.found.term, one.sentence == 0) for one in evidence)
    return any(not term.generic or (in_title and not term.backdrop) for term, in_title in terms)


def _rule(evidence: Iterable[_Placed], *, anchored: bool) -> str:
    """The clause of rule C by which a topic's mentions tag, or empty; the title counts as a second weak term."""
    terms = [one.found.term for one in evidence for _ in range(2 if one.sentence == 0 else 1)]
    if any(term.strength is Strength.STRONG for term in terms):
        return "strong term"
    if anchored and any(not term.generic for term in terms):
        return "anchor and weak term"
    return "anchor and two weak terms" if anchored and len(terms) > 1 else ""


def _kept(placed: Iterable[_Placed], topics: Collection[str]) -> tuple[Mention, ...]:
    """Mentions worth keeping: names, and the evidence of tags."""
    return tuple(one.mention for one in placed if one.mention.kind is not Kind.TOPIC or one.mention.key in topics)


def _countries(lexicon: Lexicon, placed: Sequence[_Placed]) -> tuple[str, ...]:
    """The countries concerned, by ISO code, the most concerned first; those named in passing are left out.

    They are those of the places named; only a text without any goes by its actors, of whom the strong ones count.
    """
    places = [one for one in placed if one.mention.kind is Kind.PLACE]
    actors = [one for one in placed if one.mention.kind is Kind.ACTOR and one.anchoring is Anchoring.STRONG]
    weights = _country_weights(lexicon, places) or _country_weights(lexicon, actors)
    least = _COUNTRY_SHARE * max(weights.values(), default=0.0)
    return tuple(country for country in _ranked(weights) if weights[country] >= least)


def _country_weights(lexicon: Lexicon, placed: Iterable[_Placed]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for one in placed:
        country = _listed(lexicon, one.mention).country
        if len(country) == 2 and country != "UN":
            weights[country] = weights.get(country, 0.0) + _prominence(one.sentence)
    return weights


def _foremost(placed: Iterable[_Placed], kind: Kind) -> tuple[str, ...]:
    """The keys of the places or actors named, the most prominent first."""
    weights: defaultdict[str, float] = defaultdict(float)
    for one in placed:
        if one.mention.kind is kind:
            weights[one.mention.key] += _prominence(one.sentence)
    return _ranked(weights)


def _ranked(weights: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(weights, key=lambda key: (-weights[key], key)))
