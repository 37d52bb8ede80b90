"""Doubts about the topic list, those that the store raises among them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.analyse.doubts import Doubt, DoubtKind
from pipeline.cli.call import Call
from pipeline.cli.rendering import note, print_table
from pipeline.domain.topics import Vocabulary

_MOST_READ = 2000
"""So many of the newest articles are read, which takes a few seconds."""
_SHOWN = 12
"""Terms never seen that are named for each topic; `--json` has all."""


def doubts_of_store(call: Call, vocabulary: Vocabulary) -> tuple[Doubt, ...]:
    """What the newest articles of the store say about the terms as they are now; nothing where there is no store."""
    from pipeline.analyse.lexicon import compile_lexicon, source_of
    from pipeline.analyse.usage import ENOUGH, ReadText, count_usage, doubts_of_usage

    if not call.settings().home.is_dir():
        return ()
    with call.store() as store, store.reading() as view:
        read = [
            ReadText(one.title, text, one.language, one.relevant)
            for one, text in view.articles.newest_texts(_MOST_READ)
        ]
    if len(read) < ENOUGH:
        note(f"sahel: {len(read)} articles are stored; what they say of the terms is told from {ENOUGH} a language on")
    return tuple(doubts_of_usage(vocabulary, count_usage(compile_lexicon(source_of(vocabulary)), read)))


def print_doubts(doubts: Sequence[Doubt]) -> None:
    """Print doubts as a table; the terms of a topic that were never seen share a line."""
    print_table(("doubt", "topic", "term", "why"), list(_rows(doubts)), empty="no doubtful terms")


def _rows(doubts: Iterable[Doubt]) -> Iterator[tuple[str, str, str, str]]:
    unseen: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for doubt in doubts:
        if doubt.kind is DoubtKind.NEVER_SEEN:
            unseen[doubt.topic, doubt.detail].append(doubt.term)
        else:
            yield doubt.kind, doubt.topic, doubt.term, doubt.detail
    for (topic, detail), terms in unseen.items():
        more = f" and {len(terms) - _SHOWN} more" if len(terms) > _SHOWN else ""
        yield DoubtKind.NEVER_SEEN, topic, f"{len(terms)} terms", f"{detail} {', '.join(terms[:_SHOWN])}{more}"
