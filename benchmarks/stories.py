"""How well stories are told on news that no rule was written for: the newsroom's, whose events are known.

For each seed the relevant articles of three days go through the copy stream in canonical order; its stories are
compared with the events that the articles report. `python -m benchmarks.stories [--errors]`
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmarks.copies import Labelled, bcubed, cross_language, run
from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.lists import load_vocabulary
from tests.newsroom.newsroom import START
from tests.newsroom.outlets import roster
from tests.newsroom.truth import ArticleTruth, truth
from tests.newsroom.world import World

SEEDS = (11, 12, 13, 31, 32, 33)
OUTLETS = 30
DAYS = 3
ALL = "all"


def read(seed: int) -> list[Labelled]:
    """The relevant articles of a newsroom in canonical order; the story of each is its event."""
    world = World(seed, roster(OUTLETS, port=8000), START, DAYS)
    return sorted(
        (_labelled(told) for told in truth(world, world.end) if told.relevant), key=lambda one: (one.published, one.id)
    )


def _labelled(told: ArticleTruth) -> Labelled:
    return Labelled(
        id=told.url,
        group=told.copy_group or told.url,
        kind=told.kind,
        of=None,
        story=told.event,
        title=told.title,
        language=told.language,
        text="\n\n".join(told.body),
        published=told.published,
    )


def by_language(texts: Sequence[Labelled]) -> Iterator[tuple[str, list[Labelled]]]:
    """All texts, then those of each language, the most told first."""
    yield ALL, list(texts)
    for language, _ in Counter(one.language for one in texts).most_common():
        yield language, [one for one in texts if one.language == language]


def measure(seed: int, lexicon: Lexicon, *, errors: bool) -> None:
    """Print the figures of one seed."""
    texts = read(seed)
    verdicts, seconds = run(texts, lexicon)
    stories = {id_: verdict.story for id_, verdict in verdicts.items()}
    print(
        f"seed {seed}: {len(texts)} texts on {len({one.story for one in texts})} events, {len(texts) / seconds:.0f}/s"
    )
    for name, some in by_language(texts):
        scores = bcubed(some, stories, truth="story")
        figures = f"P {scores.precision:.3f}  R {scores.recall:.3f}  F1 {scores.f1:.3f}"
        print(f"  {name:<4} {len(some):>4} texts  BCubed {figures}")
    told, true, both = cross_language(texts, stories)
    print(f"  across languages {told} pairs told, {both} of them right, of {true}")
    if errors:
        show_errors(texts, stories)


def show_errors(texts: Sequence[Labelled], stories: Mapping[str, str]) -> None:
    """Print the stories that hold several events, and the events that are told as several stories."""
    for name, outer, inner in (
        ("joined", lambda one: stories[one.id], lambda one: one.story),
        ("split", lambda one: one.story, lambda one: stories[one.id]),
    ):
        for parts in nested(texts, outer, inner).values():
            if len(parts) > 1:
                print(f"  {name}")
                for key, some in parts.items():
                    print(f"    {key}: " + " | ".join(f"[{one.language} {one.kind}] {one.title}" for one in some))


def nested(
    texts: Sequence[Labelled], outer: Callable[[Labelled], str], inner: Callable[[Labelled], str]
) -> dict[str, dict[str, list[Labelled]]]:
    """Texts by two keys, one inside the other, both in the order of their first texts."""
    found: dict[str, dict[str, list[Labelled]]] = {}
    for one in texts:
        found.setdefault(outer(one), {}).setdefault(inner(one), []).append(one)
    return found


def main() -> int:
    """Measure on all seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="also print what was told wrongly")
    options = parser.parse_args()
    lexicon = compile_lexicon(source_of(load_vocabulary(None)))
    for seed in SEEDS:
        measure(seed, lexicon, errors=options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
