"""The time of tagging beside two ways of finding the same terms and nothing more.

    python -m benchmarks.matching --labels labels.jsonl

All terms of all languages, places and actors included, in all texts, one core. Beside ours (folding, matching, spans,
exclusions, places, verdicts): pyahocorasick alone, on texts that are folded already, and one `re.search` a term on the
text as it is, with word boundaries and without regard to case, as Taranis AI's word lists do. pyahocorasick is no
dependency of the project: where it cannot be imported, it is named as missing (pip install pyahocorasick).
"""

import argparse
import re
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import chain
from pathlib import Path

from benchmarks.tagging import ARTICLE, Label, read_labels
from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.analyse.tagging import tag
from pipeline.domain.folding import fold
from pipeline.domain.topics import Vocabulary
from pipeline.lists import load_vocabulary

ROUNDS = 5
_FEW = 12
"""Texts that re.search is timed on: it takes a thousand times as long."""

Reader = Callable[[Label], object]


def surfaces(vocabulary: Vocabulary) -> list[str]:
    """All that is looked for, each once."""
    terms = (entry.terms for entries in (vocabulary.topics, vocabulary.places, vocabulary.actors) for entry in entries)
    return sorted({term.surface for term in chain.from_iterable(terms)})


def milliseconds(read: Reader, labels: Sequence[Label]) -> float:
    """Milliseconds for 3,000 characters, all texts one after the other."""
    characters = sum(len(label.title) + len(label.text) for label in labels)
    begun = time.perf_counter()
    for label in labels:
        read(label)
    return (time.perf_counter() - begun) * 1000 * ARTICLE / max(1, characters)


def tagger(lexicon: Lexicon) -> Reader:
    """Ours, the whole verdict."""
    return lambda label: tag(lexicon, label.title, label.text, label.language)


def automaton(words: Sequence[str], labels: Sequence[Label]) -> Reader | None:
    """The automaton over texts that were folded before; None where it is not installed."""
    try:
        ahocorasick = import_module("ahocorasick")
    except ImportError:
        return None
    machine = ahocorasick.Automaton()
    for word in words:
        machine.add_word(fold(word).text, word)
    machine.make_automaton()
    folded = {id(label): fold(f"{label.title}\n{label.text}").text for label in labels}
    return lambda label: [end for end, _ in machine.iter(folded[id(label)])]


def searches(words: Sequence[str]) -> Reader:
    """One compiled expression a term, each searched for in turn."""
    patterns = [re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE) for word in words]
    return lambda label: [pattern for pattern in patterns if pattern.search(f"{label.title}\n{label.text}")]


def main() -> None:
    """Measure and print; the readers take turns, so that all meet the machine in the same mood."""
    parser = argparse.ArgumentParser(description="Time tagging beside other ways of finding the same terms.")
    parser.add_argument("--labels", type=Path, required=True, help="articles, one JSON object a line")
    labels = read_labels(parser.parse_args().labels)
    vocabulary = load_vocabulary(None)
    words = surfaces(vocabulary)
    readers = {"ours": tagger(compile_lexicon(source_of(vocabulary)))}
    if found := automaton(words, labels):
        readers["pyahocorasick"] = found
    else:
        print("pyahocorasick is not installed, and left out")
    best = dict.fromkeys(readers, float("inf"))
    for _ in range(ROUNDS):
        for name, read in readers.items():
            best[name] = min(best[name], milliseconds(read, labels))
    best["re.search, a term each"] = milliseconds(searches(words), labels[:_FEW])
    print(f"{len(words)} terms, {len(labels)} texts; ms for 3,000 characters, best of {ROUNDS} rounds; ours = 1")
    for name, spent in best.items():
        print(f"{name:24s} {spent:9.3f} {spent / best['ours']:9.3f}")


if __name__ == "__main__":
    main()
