"""Where sentences begin."""

import re
from itertools import islice

_END = re.compile(r"[.!?؟۔](?:[\"'»”’)\]]|[ \u00a0\u202f]»)*\s+|\n+")
"""The end of a sentence with the quotes and brackets that close with it, or of a line."""


def sentence_starts(text: str, at_most: int | None = None) -> list[int]:
    """The indexes at which the sentences of a text begin, the first being 0; a line is at least a sentence."""
    return [0, *(match.end() for match in islice(_END.finditer(text), None if at_most is None else at_most - 1))]
