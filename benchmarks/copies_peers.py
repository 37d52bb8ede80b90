"""Copies as others find them, beside our stream over the same texts in the same run.

    python -m benchmarks.copies_peers --data PATH

datasketch: MinHash with 128 permutations over word 5-shingles, LSH at 0.5, as its documentation has it; a text joins
all that LSH returns. SimHash: 64 bits over word 3-shingles, joined up to 12 differing bits. Exact: equal folded
words. The groups are what these joins connect. Processor seconds are of one core and hold the cutting into words.
datasketch is no dependency of the project: where it cannot be imported it is named as missing (pip install
datasketch).
"""

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from benchmarks.copies import Labelled, bcubed, exact_groups, read, run

ROUNDS = 3
_WORD = re.compile(r"\w+")
_NEAR_BITS = 12

Grouping = Callable[[Sequence[Labelled]], dict[str, str]]


class _Union:
    """Sets that are joined (union by the smaller number, Tarjan 1975 without ranks)."""

    def __init__(self, size: int) -> None:
        self._leader = list(range(size))

    def find(self, member: int) -> int:
        while self._leader[member] != member:
            self._leader[member] = member = self._leader[self._leader[member]]
        return member

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._leader[high] = low


def shingles(text: str, size: int) -> set[bytes]:
    """The runs of so many words of a text, in lower case; one of all words where there are fewer."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + size]).encode() for at in range(max(1, len(words) - size + 1))}


def minhash_groups(datasketch: Any) -> Grouping:
    """Groups by MinHash LSH."""

    def grouped(texts: Sequence[Labelled]) -> dict[str, str]:
        index = datasketch.MinHashLSH(threshold=0.5, num_perm=128)
        union = _Union(len(texts))
        for number, one in enumerate(texts):
            signature = datasketch.MinHash(num_perm=128)
            signature.update_batch(list(shingles(one.text, 5)))
            for other in index.query(signature):
                union.join(number, other)
            index.insert(number, signature)
        return _named(texts, union)

    return grouped


def simhash_groups(texts: Sequence[Labelled]) -> dict[str, str]:
    """Groups by 64-bit SimHash (Charikar 2002), all pairs."""
    hashes = np.array([_simhash(shingles(one.text, 3)) for one in texts], dtype=np.uint64)
    union = _Union(len(texts))
    for number in range(1, len(texts)):
        bits = np.bitwise_xor(hashes[:number], hashes[number])
        differing = np.unpackbits(bits.view(np.uint8).reshape(number, 8), axis=1).sum(axis=1)
        for other in np.flatnonzero(differing <= _NEAR_BITS):
            union.join(number, int(other))
    return _named(texts, union)


def _simhash(of: Iterable[bytes]) -> int:
    digests = np.frombuffer(b"".join(blake2b(one, digest_size=8).digest() for one in of), dtype=np.uint8)
    bits = np.unpackbits(digests.reshape(-1, 8), axis=1)
    return int.from_bytes(np.packbits(2 * bits.sum(axis=0, dtype=np.int64) > len(bits)).tobytes(), "big")


def _named(texts: Sequence[Labelled], union: _Union) -> dict[str, str]:
    return {one.id: texts[union.find(number)].id for number, one in enumerate(texts)}


def stream_groups(texts: Sequence[Labelled]) -> dict[str, str]:
    """Groups by our stream."""
    return {id_: verdict.group for id_, verdict in run(texts)[0].items()}


def main() -> None:
    """Measure and print; the ways take turns, the best of their rounds counts."""
    parser = argparse.ArgumentParser(description="Find copies in the ways of others, beside ours.")
    parser.add_argument("--data", type=Path, required=True, help="labelled texts, one JSON object a line")
    texts = read(parser.parse_args().data)
    ways: dict[str, Grouping] = {"copy stream": stream_groups}
    try:
        ways["datasketch MinHash LSH"] = minhash_groups(import_module("datasketch"))
    except ImportError:
        print("datasketch is not installed, and left out")
    ways |= {"SimHash, 64 bits": simhash_groups, "exact hash": exact_groups}
    spent = dict.fromkeys(ways, float("inf"))
    groups: dict[str, dict[str, str]] = {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begun = process_time()
            groups[name] = way(texts)
            spent[name] = min(spent[name], process_time() - begun)
    floor = spent.get("datasketch MinHash LSH", spent["copy stream"])
    for name, seconds in spent.items():
        scores = bcubed(texts, groups[name])
        print(
            f"{name:<23} BCubed P {scores.precision:.4f}  R {scores.recall:.4f}  F1 {scores.f1:.4f}  "
            f"{len(texts) / seconds:6.0f} texts/s, {seconds / floor:.2f} of datasketch's time"
        )


if __name__ == "__main__":
    main()
