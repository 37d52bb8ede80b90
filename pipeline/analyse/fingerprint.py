"""Fingerprints that find copies: an exact hash of the words of a text, and a small sample of its word shingles.

text -> digits joined -> folded words -> word hashes -> hashed shingles of 4 words -> FracMinHash sample

The sample is densest in the lead of a text: teasers and feed summaries are the first sentences of an article, and a
sample as thin as that of a long article misses many of them.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.articles import Fingerprint
from pipeline.domain.folding import FOLD_VERSION, folded_words

NORMALISER = 100 * 1 + FOLD_VERSION
"""The version of this module and of the folding; fingerprints of another version must be made again."""

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


@dataclass(frozen=True, eq=False)
class HashedWords:
    """The words of a text as numbers: a 64-bit hash of each, and one exact hash, 32 hex digits, of all."""

    joined: str = field(repr=False)
    exact: str
    hashes: Hashes = field(repr=False)

    def __len__(self) -> int:
        return len(self.hashes)


@lru_cache(maxsize=16)
def hash_words(text: str) -> HashedWords:
    """Hash the words of a text, alike in every process and on every machine; the last few texts are remembered."""
    joined = join_digits(text)
    words = folded_words(joined)
    exact = blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
    return HashedWords(joined, exact, np.frombuffer(b"".join(map(_WORD_HASHES.__getitem__, words)), "<u8"))


def sign(text: str) -> Fingerprint:
    """Make the fingerprint of a text. Texts of fewer than LEAST_WORDS words get an empty sketch."""
    words = hash_words(text)
    return Fingerprint(words.exact, _sketch(words.hashes), len(words), NORMALISER)


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


def begin_of_week(week: int) -> datetime:
    """The first moment of a week by its number."""
    return _FIRST_MONDAY + week * timedelta(weeks=1)


def _sketch(hashes: Hashes) -> tuple[int, ...]:
    """A sample of the hashed 4-shingles, sorted, 62 bits of each, empty for fewer than LEAST_WORDS words.

    FracMinHash: the hashes below a fixed bound, at least the 16 and at most the 128 smallest; and from the lead of the
    text those below a higher bound.
    """
    if len(hashes) < LEAST_WORDS:
        return ()
    in_order = rolled(hashes, SKETCH_SHINGLE)
    distinct, lead = np.unique(in_order), in_order[:LEAD_SHINGLES]
    low = int(np.searchsorted(distinct, _bound(SKETCH_SHARE)))
    sampled = distinct[: min(max(low, SKETCH_LEAST), SKETCH_MOST)]
    kept = np.union1d(sampled, lead[lead < _bound(LEAD_SHARE)])
    return tuple((kept >> np.uint64(2)).tolist())


class _WordHashes(dict[str, bytes]):
    """Remembers the hashes of words of usual length; forgets all when there are too many."""

    most, longest = 1 << 17, 64

    def __missing__(self, word: str) -> bytes:
        hashed = blake2b(word.encode(), digest_size=8).digest()
        if len(self) >= self.most:
            self.clear()
        if len(word) <= self.longest:
            self[word] = hashed
        return hashed


_WORD_HASHES = _WordHashes()


def _mixed(hashes: Hashes) -> Hashes:
    """Spread all bits over all bits: the finaliser of MurmurHash3 (Appleby, public domain)."""
    for multiplier in (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)):
        hashes = (hashes ^ (hashes >> np.uint64(33))) * multiplier
    return hashes ^ (hashes >> np.uint64(33))


def _bound(share: int) -> np.uint64:
    """The bound below which one hash in `share` lies."""
    return np.uint64(2**64 // share)
