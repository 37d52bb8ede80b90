"""Who says so: the outlets of an item, and the marks that tell how many speak for it, and whether only parties do.

The counting is the one rule of the product (domain/corroboration.py), over all that the digest has on the story.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pipeline.domain.corroboration import ENOUGH, Corroboration, Witness, corroboration, family_of
from pipeline.domain.digests import Candidate, Mark
from pipeline.domain.feeds import Ownership, Source
from pipeline.domain.genres import genre_of
from pipeline.domain.records import Article
from pipeline.domain.stories import Claimant
from pipeline.report.catalogue import say

_DEEDS = frozenset({Claimant.ARMY, Claimant.GROUP})
"""Those who claim deeds of their own."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks for a story: counted by the one rule; whose texts stand for its groups; whose claims those relay.

    `copying` counts the outlets that carry copies alone.
    """

    found: Corroboration
    speakers: frozenset[str]
    claimants: frozenset[Claimant]
    copying: int


def outlet_name(candidate: Candidate) -> str:
    """The name of the outlet of the article that stands for a group."""
    listed = candidate.listed
    return (candidate.source.name if candidate.source else listed.source_name) or listed.article.source


def other_outlets(candidate: Candidate) -> tuple[str, ...]:
    """The names of the other outlets that carry the text, each once, in the order of the copies."""
    names: dict[str, str] = {}
    for member in candidate.copies:
        key = member.article.source
        if key != candidate.listed.article.source:
            names.setdefault(key, (member.source.name if member.source else "") or key)
    return tuple(names.values())


def counted(story: Iterable[Candidate]) -> Corroboration:
    """How many speak for a story, all its candidates and their copies taken together."""
    return corroboration(witness for candidate in story for witness in _witnesses(candidate))


def voices_of(story: Iterable[Candidate]) -> Voices:
    """Who speaks for a story, all its candidates and their copies taken together."""
    by_candidate = [list(_witnesses(candidate)) for candidate in story]
    standing = [witnesses[0] for witnesses in by_candidate]
    found = corroboration(chain.from_iterable(by_candidate))
    return Voices(
        found=found,
        speakers=frozenset(family_of(one)[0] or f"outlet {one.outlet}" for one in standing),
        claimants=frozenset(claimant for one in standing for claimant, _ in one.claims),
        copying=found.outlets - len({one.outlet for one in standing}),
    )


def marks(voices: Voices, language: str) -> tuple[Mark, ...]:
    """The marks on who speaks for a story."""
    return tuple(_marks(voices, language))


def witness(candidate: Candidate) -> Witness:
    """The article that stands for a group, as far as corroboration goes."""
    return next(_witnesses(candidate))


def _marks(voices: Voices, language: str) -> Iterator[Mark]:
    found = voices.found
    if len(voices.speakers) == 1 and voices.copying:
        yield Mark("copies", say(language, "mark_copies", count=voices.copying))
    elif len(voices.speakers) == 1:
        yield Mark("single_source", say(language, "mark_single_source"))
    elif len(found.families) < ENOUGH:
        yield Mark("owners_unknown", say(language, "mark_owners_unknown"))
    if found.parties_only and len(found.families) == len(voices.speakers):
        key = "claim" if voices.claimants and voices.claimants <= _DEEDS else "official_only"
        yield Mark(key, say(language, f"mark_{key}"))


def _witnesses(candidate: Candidate) -> Iterator[Witness]:
    """The article that stands for a group, then its copies."""
    article, source = candidate.listed.article, candidate.source
    yield Witness(
        *_heard(article, source),
        group=article.group,
        stands=True,
        agency=candidate.agency,
        claims=tuple({(one.claimant, one.claimed_by): None for one in candidate.incidents if not one.superseded}),
        genre=genre_of(article.title, article.url, source.ownership if source else None),
    )
    for copy in candidate.copies:
        yield Witness(*_heard(copy.article, copy.source), group=article.group, stands=False)


def _heard(article: Article, source: Source | None) -> tuple[int, str, str, Ownership | None]:
    """Number, outlet, owner and kind of owner of an article: how a witness begins."""
    owner, ownership = (source.owner, source.ownership) if source else ("", None)
    return article.id, article.source, owner, ownership
