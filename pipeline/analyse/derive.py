"""From seed documents to proposals for the topic list: what the list knows, what it could take up, and what is new.

The candidates are found without the list (candidates.py); here they are compared with it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.analyse.candidates import Candidate, find_candidates
from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.analyse.matching import find_mentions
from pipeline.analyse.phrases import Seed, Sentence
from pipeline.analyse.wordforms import ARTICLE, singular, without_clitics
from pipeline.domain.folding import folded_words
from pipeline.domain.topics import Actor, Kind, Place, Strength, Term, Topic, Vocabulary

_KEY_WORDS = 4
"""Words of a phrase that a proposed key is made of."""
_FIRES = {Strength.STRONG: 4, Strength.WEAK: 2}
_GENERIC_FIRES = 1
"""What a term in the same sentence says for its topic: a strong one most."""


class State(StrEnum):
    """How a phrase stands to the present list."""

    KNOWN = "known term"
    NEW_TERM = "new term"
    NEW_TOPIC = "new topic"
    LISTED = "known name"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase for the topic list, with one sentence in which it stands letter by letter.

    `topics`: those it is a term of, or that fire in its sentences, the likeliest first, or the key of a new one.
    `places` and `actors`: those of the gazetteer that bear this name. `document` is the name of the seed document.
    """

    phrase: str
    language: str
    state: State
    topics: tuple[str, ...]
    name: bool
    places: tuple[str, ...]
    actors: tuple[str, ...]
    sentence: str
    document: str
    count: int
    documents: int
    weight: float


_Form = tuple[str, ...]
"""The words of a phrase as they are compared: folded, singular, without the Arabic article."""


def derive(seeds: Iterable[Seed], vocabulary: Vocabulary) -> tuple[Proposal, ...]:
    """What seed documents propose for a vocabulary, names first, then phrases, the weightiest first.

    A phrase that is a term is known; a name of the gazetteer that is no term is a known name; a phrase in whose
    sentences terms of a topic stand is a new term for that topic; those that stand near no term make new topics,
    one for all that stand in neighbouring sentences. The order of the seed documents changes nothing.
    """
    candidates = find_candidates(seeds)
    terms = _keys_by_form(vocabulary.topics)
    places, actors = _keys_by_form(vocabulary.places), _keys_by_form(vocabulary.actors)
    fires = _firing(compile_lexicon(source_of(vocabulary)))
    proposals: list[Proposal] = []
    for candidate in candidates:
        forms = _forms(candidate.best.surface)
        known = _looked_up(forms, terms)
        proposal = _proposal(candidate, _looked_up(forms, places), _looked_up(forms, actors))
        if known:
            proposals.append(replace(proposal, state=State.KNOWN, topics=known))
        elif proposal.places or proposal.actors:
            proposals.append(proposal)
        elif topics := _likeliest(candidate, fires):
            proposals.append(replace(proposal, state=State.NEW_TERM, topics=topics))
        else:
            proposals.append(replace(proposal, state=State.NEW_TOPIC))
    return tuple(_with_new_topics(candidates, proposals, {topic.key for topic in vocabulary.topics}))


def _proposal(candidate: Candidate, places: tuple[str, ...], actors: tuple[str, ...]) -> Proposal:
    best = candidate.best
    return Proposal(
        phrase=best.surface,
        language=best.sentence.seed.language,
        state=State.LISTED,
        topics=(),
        name=candidate.name,
        places=places,
        actors=actors,
        sentence=best.sentence.text,
        document=best.sentence.seed.name,
        count=candidate.count,
        documents=candidate.documents,
        weight=candidate.weight,
    )


def _keys_by_form(entries: Iterable[Topic | Place | Actor]) -> Mapping[_Form, list[str]]:
    keys: defaultdict[_Form, list[str]] = defaultdict(list)
    for entry in entries:
        for form in dict.fromkeys(_form(folded_words(term.surface)) for term in entry.terms):
            keys[form].append(entry.key)
    return keys


def _form(words: Iterable[str]) -> _Form:
    return tuple(singular(word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word) for word in words)


def _forms(surface: str) -> list[_Form]:
    """The forms of a phrase: as it is, and without what Arabic writes onto its first word."""
    words = folded_words(surface)
    return [_form(words), *(_form([bare.word, *words[1:]]) for bare in without_clitics(words[0]))]


def _looked_up(forms: Sequence[_Form], keys: Mapping[_Form, list[str]]) -> tuple[str, ...]:
    return next((tuple(sorted(keys[form])) for form in forms if form in keys), ())


def _firing(lexicon: Lexicon) -> Callable[[Sentence], Counter[str]]:
    """The topics whose terms stand in a sentence and how much they say for them; each sentence is read once."""
    read: dict[int, Counter[str]] = {}

    def fires(sentence: Sentence) -> Counter[str]:
        if id(sentence) not in read:
            read[id(sentence)] = counted = Counter[str]()
            for found in find_mentions(lexicon, "text", sentence.text, sentence.seed.language):
                if found.mention.kind is Kind.TOPIC:
                    counted[found.mention.key] += _says(found.term)
        return read[id(sentence)]

    return fires


def _says(term: Term) -> int:
    return _GENERIC_FIRES if term.generic else _FIRES[term.strength]


def _likeliest(candidate: Candidate, fires: Callable[[Sentence], Counter[str]]) -> tuple[str, ...]:
    """The topics that fire in the sentences of a candidate, the likeliest first."""
    total: Counter[str] = Counter()
    for occurrence in candidate.occurrences:
        total.update(fires(occurrence.sentence))
    return tuple(sorted(total, key=lambda key: (-total[key], key)))


def _with_new_topics(
    candidates: Sequence[Candidate], proposals: Sequence[Proposal], used: set[str]
) -> Iterator[Proposal]:
    """The proposals; those of new topics with a key, the same for phrases that stand in one line or are led to so."""
    new = [at for at, proposal in enumerate(proposals) if proposal.state is State.NEW_TOPIC]
    group = _joined({at: {_line(one.sentence) for one in candidates[at].occurrences} for at in new})
    keys: dict[int, str] = {}
    for at in sorted(new, key=lambda at: (proposals[at].name, at)):
        if group[at] not in keys:
            keys[group[at]] = _unused_key(proposals[at].phrase, used)
    for at, proposal in enumerate(proposals):
        yield replace(proposal, topics=(keys[group[at]],)) if at in group else proposal


def _line(sentence: Sentence) -> tuple[str, str, int]:
    return sentence.seed.name, sentence.seed.document.title, sentence.block


def _joined(lines: Mapping[int, set[tuple[str, str, int]]]) -> dict[int, int]:
    """The number of a group for each member; members that share a line, or are led to one another, share a group."""
    leader: dict[int, int] = {}

    def lead(member: int) -> int:
        while leader[member] != member:
            leader[member] = member = leader[leader[member]]
        return member

    first: dict[tuple[str, str, int], int] = {}
    for member, those in lines.items():
        leader[member] = member
        for line in those:
            one, other = sorted((lead(first.setdefault(line, member)), lead(member)))
            leader[other] = one
    return {member: lead(member) for member in lines}


def _unused_key(phrase: str, used: set[str]) -> str:
    """A key for a topic that begins with a phrase; phrases in other letters than ours give none to speak of."""
    words = [word for word in folded_words(phrase) if word.isascii()][:_KEY_WORDS]
    stem = "-".join(words) or "new-topic"
    number = 1
    while (key := stem if number == 1 else f"{stem}-{number}") in used:
        number += 1
    used.add(key)
    return key
