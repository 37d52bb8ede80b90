"""topics derive: what seed documents propose for the topic list, as the files it is read from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.failures import in_words
from pipeline.cli.rendering import readable, say
from pipeline.domain.articles import Reason, Rejected
from pipeline.domain.errors import ComputeError
from pipeline.domain.topics import Origin, Topic, Vocabulary

if TYPE_CHECKING:
    from pipeline.analyse.derive import Proposal
    from pipeline.analyse.phrases import Seed
    from pipeline.pool import Pool

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_UNKNOWN_LANGUAGE = "und"
"""The code of ISO 639 for a language that is not known."""
_AROUND = 160
"""Letters of a long sentence that are shown before and after a phrase."""
_LEAST = 2
"""Phrases that make a topic."""
_MEANING = "Say here what counts and what does not."


def read_seeds(call: Call, files: Sequence[Path]) -> "list[Seed]":
    """The seed documents that can be read; each other one is named on stderr with the reason."""
    from pipeline.flows.stages import PRELOADED
    from pipeline.pool import Pool

    pool = Pool(1, preload=PRELOADED)
    try:
        return [seed for path in files if (seed := _read(call, pool, path)) is not None]
    finally:
        pool.close()


def _read(call: Call, pool: "Pool", path: Path) -> "Seed | None":
    from pipeline.analyse.phrases import Seed
    from pipeline.flows.backfill import LARGEST
    from pipeline.flows.stages import read_document

    try:
        if path.stat().st_size > LARGEST:
            call.fail(path, in_words(f"{Reason.TOO_BIG}: more than {LARGEST // 1_000_000} MB"))
            return None
        read = pool.run(read_document, readable(path.name), path.read_bytes(), call.clock.now())
    except (OSError, ComputeError) as error:
        call.fail(path, (error.strerror if isinstance(error, OSError) else "") or str(error))
        return None
    if isinstance(read, Rejected):
        call.fail(path, in_words(": ".join(filter(None, (read.reason, read.detail)))))
        return None
    language = read.language if _LANGUAGE.fullmatch(read.language) else _UNKNOWN_LANGUAGE
    return Seed(readable(path.stem), language, read)


def print_files(proposals: "Sequence[Proposal]", vocabulary: Vocabulary) -> None:
    """Print proposals as topic files, each after the name it is to be saved under."""
    for key, text in as_files(proposals, vocabulary):
        if key:
            say(f"# ======== HOME/seeds/topics/{key}.toml ========")
        say(text)


def as_files(proposals: "Iterable[Proposal]", vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The topics that change or are new, each as the name of its file and its text, then the rest as comments.

    A file of the user's own replaces the shipped one as a whole, so each holds the whole topic.
    """
    from pipeline.analyse.derive import State

    by_topic: defaultdict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        by_topic[proposal.topics[0] if proposal.topics else ""].append(proposal)
    present = {topic.key: topic for topic in vocabulary.topics}
    rest = by_topic.pop("", [])
    for key in (*(key for key in present if key in by_topic), *(key for key in by_topic if key not in present)):
        those = by_topic[key]
        if key not in present and len(those) < _LEAST:
            rest += those
        elif any(proposal.state is not State.KNOWN for proposal in those):
            yield key, _file(present.get(key) or _new_topic(key, those), those)
        else:
            yield "", "\n".join([f"# {key}: nothing new", *_known(those)]) + "\n"
    if rest:
        yield "", "\n".join(["# In no topic", *_others(rest)]) + "\n"


def _file(topic: Topic, proposals: "Sequence[Proposal]") -> str:
    from pipeline.analyse.derive import State
    from pipeline.report.topicfile import Offer, topic_file

    fresh = [proposal for proposal in proposals if proposal.state is not State.KNOWN]
    offers = [Offer(one.phrase, one.language, _why(one), taken=_is_taken(one)) for one in fresh]
    origins = {one.document: Origin(one.document, _around(one)) for one in reversed(fresh)}
    known = _known([proposal for proposal in proposals if proposal.state is State.KNOWN])
    changed = replace(topic, derived_from=(*topic.derived_from, *(origins[name] for name in sorted(origins))))
    return "\n".join([*known, topic_file(changed, offers)])


def _is_taken(proposal: "Proposal") -> bool:
    """Single words fit too many texts, and most names that no list knows are of people and outlets: comments only."""
    return not proposal.name and len(proposal.phrase.split()) > 1


def _new_topic(key: str, proposals: "Sequence[Proposal]") -> Topic:
    label = min(proposals, key=lambda one: (one.name, -one.weight)).phrase
    return Topic(key, label, label, _MEANING, (), ())


def _why(proposal: "Proposal") -> tuple[str, ...]:
    also = f", also near {', '.join(proposal.topics[1:4])}" if proposal.topics[1:] else ""
    kind = " (a name; for places.toml or actors.toml?)" if proposal.name else ""
    times = "once" if proposal.count == 1 else f"{proposal.count} times"
    return (f"{proposal.state}{kind}, {times}{also}: {_around(proposal)} [{proposal.document}]",)


def _known(proposals: "Iterable[Proposal]") -> list[str]:
    from pipeline.report.topicfile import comment

    return [line for one in proposals for line in comment(f"{one.state} {_told(one)}")]


def _others(proposals: "Iterable[Proposal]") -> list[str]:
    from pipeline.report.topicfile import comment

    return [
        line
        for one in proposals
        for line in comment(f"{one.state if one.places or one.actors else 'near no topic'} {_told(one)}")
    ]


def _told(proposal: "Proposal") -> str:
    kinds: Mapping[str, tuple[str, ...]] = {"place": proposal.places, "actor": proposal.actors}
    listed = ", ".join(f"{kind} {key}" for kind, keys in kinds.items() for key in keys)
    return f'"{proposal.phrase}"{f" ({listed})" if listed else ""}: {_around(proposal)} [{proposal.document}]'


def _around(proposal: "Proposal") -> str:
    """The sentence of a proposal, or what stands around the phrase in a long one."""
    sentence = proposal.sentence
    at = sentence.find(proposal.phrase)
    start, end = max(0, at - _AROUND), at + len(proposal.phrase) + _AROUND
    return f"{'... ' if start else ''}{sentence[start:end].strip()}{' ...' if end < len(sentence) else ''}"
