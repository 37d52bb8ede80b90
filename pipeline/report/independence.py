"""Who says so: the outlets of an item, and the marks that tell how many speak for it, and whether only parties do.

The counting is the one rule of the product (domain/corroboration.py), over all that the digest has on the story.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.domain.corroboration import ENOUGH, Corroboration, Witness, corroboration, family_of
from pipeline.domain.digests import Candidate, Mark
from pipeline.domain.feeds import Source
from pipeline.domain.genres import genre_of
from pipeline.domain.stories import Claimant
from pipeline.report.catalogue import say

_DEEDS = frozenset({Claimant.ARMY, Claimant.GROUP})
"""Those who claim deeds of their own."""


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


def marks(candidate: Candidate, story: Sequence[Candidate], language: str) -> tuple[Mark, ...]:
    """The marks on who speaks for an item; `story` are all candidates on its happening, itself among them."""
    return tuple(_marks(candidate, story, language))


def witness(candidate: Candidate) -> Witness:
    """The article that stands for a group, as far as corroboration goes."""
    return next(_witnesses(candidate))


def _marks(candidate: Candidate, story: Sequence[Candidate], language: str) -> Iterator[Mark]:
    found, copies = counted(story), len(other_outlets(candidate))
    standing = [witness(one) for one in story]
    speakers = {family_of(one)[0] or f"outlet {one.outlet}" for one in standing}
    if len(speakers) == 1 and copies:
        yield Mark("copies", say(language, "mark_copies", count=copies))
    elif len(speakers) == 1:
        yield Mark("single_source", say(language, "mark_single_source"))
    elif len(found.families) < ENOUGH:
        yield Mark("owners_unknown", say(language, "mark_owners_unknown"))
    if found.parties_only and len(found.families) == len(speakers):
        claimants = {claimant for one in standing for claimant, _ in one.claims}
        key = "claim" if claimants and claimants <= _DEEDS else "official_only"
        yield Mark(key, say(language, f"mark_{key}"))


def _witnesses(candidate: Candidate) -> Iterator[Witness]:
    """The article that stands for a group, then its copies."""
    article = candidate.listed.article
    claims = tuple({(one.claimant, one.claimed_by): None for one in candidate.incidents})
    own = _witness(article.id, article.source, candidate.source, article.group)
    genre = genre_of(article.title, article.url, candidate.source.ownership if candidate.source else None)
    yield replace(own, stands=True, agency=candidate.agency, claims=claims, genre=genre)
    for copy in candidate.copies:
        yield _witness(copy.article.id, copy.article.source, copy.source, article.group)


def _witness(article: int, outlet: str, source: Source | None, group: int) -> Witness:
    owner, ownership = (source.owner, source.ownership) if source else ("", None)
    return Witness(article, outlet, owner, ownership, group, stands=False)
