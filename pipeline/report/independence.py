"""Who says so: outlets, their owners, and the marks that tell a reader how much weight a report can bear.

Three numbers are kept apart: articles, outlets, independent owners. Copies of one text add outlets and never an owner;
an outlet whose owner is not known adds an outlet and never an owner. Owners are counted over the story: each candidate
of it is a text of its own.
"""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.domain.articles import DateSource
from pipeline.domain.digests import Candidate, Mark
from pipeline.domain.feeds import Ownership, Source
from pipeline.report.catalogue import say

INDEPENDENT_OWNERS = 2
"""So many known owners, each with a text of its own, make a story more than one source's word."""


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


def marks(candidate: Candidate, story: Sequence[Candidate], language: str) -> tuple[Mark, ...]:
    """The marks of an item; `story` are all candidates on its happening, itself among them."""
    return tuple(_marks(candidate, story, language))


def _marks(candidate: Candidate, story: Sequence[Candidate], language: str) -> Iterator[Mark]:
    copies = len(other_outlets(candidate))
    if len({_family(one) for one in story}) == 1:
        yield (
            Mark("copies", say(language, "mark_copies", count=copies))
            if copies
            else Mark("single_source", say(language, "mark_single_source"))
        )
    elif len(_owners(story)) < INDEPENDENT_OWNERS:
        yield Mark("owners_unknown", say(language, "mark_owners_unknown"))
    if all(_is_of_a_state(source) for one in story for source in _sources(one)):
        yield Mark("official_only", say(language, "mark_official_only"))
    if candidate.listed.article.date_source in {DateSource.SEARCHED, DateSource.NONE}:
        yield Mark("date_estimated", say(language, "mark_date_estimated"))


def _family(candidate: Candidate) -> tuple[str, str]:
    """The owner of the outlet or, where that is not known, the outlet itself."""
    source = candidate.source
    return ("owner", source.owner) if source and source.owner else ("outlet", candidate.listed.article.source)


def _owners(story: Iterable[Candidate]) -> set[str]:
    return {one.source.owner for one in story if one.source and one.source.owner}


def _sources(candidate: Candidate) -> list[Source | None]:
    return [candidate.source, *(member.source for member in candidate.copies)]


def _is_of_a_state(source: Source | None) -> bool:
    return source is not None and source.ownership is Ownership.STATE
