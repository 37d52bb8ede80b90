"""What analysts' decisions say about the topic list, for people."""

from collections import Counter
from collections.abc import Sequence

from pipeline.analyse.corrections import Candidate, TermRecord
from pipeline.cli.rendering import print_table, say
from pipeline.domain.records import ReviewedText

MOST_READ = 5000
"""Decisions that are read, the newest ones."""
_MOST = 40
"""Terms that are shown."""


def print_review(
    reviewed: Sequence[ReviewedText], terms: Sequence[TermRecord], candidates: Sequence[Candidate]
) -> None:
    """Print the terms that mislead, then the phrases that tell kept from dropped articles."""
    states = Counter(one.review.state.value for one in reviewed)
    corrected = sum(bool(one.review.topics_added or one.review.topics_removed) for one in reviewed)
    told = ", ".join(f"{number} {state}" for state, number in sorted(states.items())) or "nothing decided yet"
    say(f"{told}; topics of {corrected} articles corrected (sahel mark ID --topic KEY --not-topic KEY)")
    say("")
    print_table(
        ("topic", "term", "articles", "topic taken away", "dropped"),
        [(one.topic, one.term, one.articles, one.corrected, one.dropped) for one in terms[:_MOST]],
        empty="no term stands out as misleading",
    )
    say("")
    print_table(
        ("stands in", "phrase", "language", "kept", "dropped", "is a term of"),
        [
            (
                "kept" if one.sureness > 0 else "dropped",
                one.phrase,
                one.language,
                one.kept,
                one.dropped,
                ", ".join(one.topics) or "-",
            )
            for one in candidates
        ],
        empty="no phrase tells kept from dropped articles yet",
    )
