"""Fingerprints that find copies: an exact hash of the words of a text, and a small sample of its word shingles.

text -> digits joined -> folded words -> word hashes -> hashed shingles of 4 words -> FracMinHash sample

The sample is densest in the lead of a text: teasers and feed summaries are the first sentences of an article, and a
sample as thin as that of a long article misses many of them.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.articles import Fingerprint
from pipeline.domain.folding import folded_words

NORMALISER = 1
"""The version of all that fingerprints rest on; those of another version cannot be compared and are made again."""

LEAST_WORDS = 16
"""Shorter texts are copies only where all their words are equal: they have no sketch."""
SKETCH_SHINGLE = 4
SKETCH_SHARE = 8
"""One shingle in so many is sampled."""
SKETCH_LEAST, SKETCH_MOST = 16, 128
LEAD_SHINGLES, LEAD_SHARE = 48, 2
"""Of the first shingles of a text one in two is sampled."""

Hashes = NDArray[np.uint64]

_FIRST_MONDAY = datetime(1969, 12, 29, tzinfo=UTC)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_IN_NUMBER = re.compile(r"[.,'’ʼ٫٬](?<=\d.)(?=\d)")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:\s+\d{3})+(?!\d)")
_SPACE = re.compile(r"\s+")


def join_digits(text: str) -> str:
    """Write each number in one piece: 1 000, 1.000, 1,000 and 1'000 become 1000 (and 2.5 becomes 25)."""
    text = _IN_NUMBER.sub("", text)
    return _GROUPED.sub(lambda match: _SPACE.sub("", match.group()), text)


def copy_words(text: str) -> list[str]:
    """The words by which copies are recognised: folded, with numbers in one piece."""
    return folded_words(join_digits(text))


def sign(text: str) -> Fingerprint:
    """Make the fingerprint of a text. Texts of fewer than LEAST_WORDS words get an empty sketch."""
    words = copy_words(text)
    return Fingerprint(exact_hash(words), sketch(words), len(words), NORMALISER)


def sketch(words: list[str]) -> tuple[int, ...]:
    """A sample of the hashed 4-shingles, sorted, 62 bits of each, empty for fewer than LEAST_WORDS words.

    FracMinHash: the hashes below a fixed bound, at least the 16 and at most the 128 smallest; and from the lead of the
    text those below a higher bound.
    """
    if len(words) < LEAST_WORDS:
        return ()
    in_order = rolled(word_hashes(words), SKETCH_SHINGLE)
    distinct, lead = np.unique(in_order), in_order[:LEAD_SHINGLES]
    low = int(np.searchsorted(distinct, _bound(SKETCH_SHARE)))
    sampled = distinct[: min(max(low, SKETCH_LEAST), SKETCH_MOST)]
    kept = np.union1d(sampled, lead[lead < _bound(LEAD_SHARE)])
    return tuple((kept >> np.uint64(2)).tolist())


def exact_hash(words: list[str]) -> str:
    """32 hex digits that are equal for equal words."""
    return blake2b(" ".join(words).encode(), digest_size=16).hexdigest()


def word_hashes(words: list[str]) -> Hashes:
    """A 64-bit hash of each word, the same in every process and on every machine."""
    return np.fromiter(map(_word_hash, words), np.uint64, len(words))


def rolled(hashes: Hashes, size: int) -> Hashes:
    """For each run of `size` words, in the order of the text, one 64-bit hash: a polynomial, then mixed."""
    count = max(len(hashes) - size + 1, 0)
    rolling = np.zeros(count, np.uint64)
    for start in range(size):
        rolling = rolling * _MULTIPLIER + hashes[start : start + count]
    return _mixed(rolling)


def week_of(moment: datetime) -> int:
    """Whole weeks since the Monday before the epoch, in UTC; `moment` must know its time zone."""
    return (moment - _FIRST_MONDAY) // timedelta(weeks=1)


@lru_cache(maxsize=1 << 17)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def _mixed(hashes: Hashes) -> Hashes:
    """Spread all bits over all bits: the finaliser of MurmurHash3 (Appleby, public domain)."""
    for multiplier in (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)):
        hashes = (hashes ^ (hashes >> np.uint64(33))) * multiplier
    return hashes ^ (hashes >> np.uint64(33))


def _bound(share: int) -> np.uint64:
    """The bound below which one hash in `share` lies."""
    return np.uint64(2**64 // share)
