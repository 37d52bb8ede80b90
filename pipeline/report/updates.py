"""What an update says anew, in the words of its own text: stored evidence is folded, and nobody reads folded words."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from pipeline.domain.digests import Change
from pipeline.domain.folding import Folded, Token, fold, tokens

WORDS_BEHIND = 6
"""So many words are quoted from what is new on, as far as its sentence goes."""

_ARROW = " -> "
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,'٫٬]\d+)+")
_END = re.compile(r"[.!?…؟۔](?=\s)|[\n\r]| [-–—] ")


def changes_of(text: str, evidence: Iterable[str]) -> tuple[Change, ...]:
    """Find what changed in the text of an update; evidence: "words before, former -> new, words behind", folded.

    What is not found, the text having changed once more, stays as it is.
    """
    folded = fold(text)
    words = _words(folded)
    return tuple(_change(folded, words, said) for said in evidence)


def _change(folded: Folded, words: Sequence[Token], said: str) -> Change:
    before, _, behind = (part.split() for part in said.partition(_ARROW))
    places = [(same, -at) for at in _begins(words, behind) if (same := _same_before(words, at, before)) >= 0]
    if not places:
        return Change(said)
    same, at = max(places)
    at = -at
    shown = words[at - same : at + WORDS_BEHIND]
    begun, ended = folded.span(shown[0].start, shown[-1].end)
    new = folded.span(words[at].start, words[at].end)[0]
    return Change(_of_one_sentence(folded.original, begun, new, ended), " ".join(before[same:]))


def _words(folded: Folded) -> list[Token]:
    """The words of a text, a number with its groups of thousands or its decimals as one."""
    spans = (match.span() for match in _GROUPED.finditer(folded.text))
    numbers = deque(span for span in spans if _is_on_one_line(folded, *span))
    words: list[Token] = []
    for word in tokens(folded):
        while numbers and numbers[0][1] <= word.start:
            numbers.popleft()
        start, end = numbers[0] if numbers else (len(folded.text), 0)
        if start < word.start < end and words:
            words[-1] = Token(words[-1].text + word.text, words[-1].start, word.end)
        else:
            words.append(word)
    return words


def _is_on_one_line(folded: Folded, start: int, end: int) -> bool:
    return len(folded.original[slice(*folded.span(start, end))].splitlines()) == 1


def _begins(words: Sequence[Token], behind: Sequence[str]) -> Iterator[int]:
    """Where these words stand; a number that the text spells out is known by the two words or more behind it."""
    spelled = len(behind) > 2 and behind[0].isdigit()
    for at in range(len(words) - len(behind) + 1 if behind else 0):
        stands = spelled or words[at].text == behind[0]
        if stands and all(words[at + step].text == behind[step] for step in range(1, len(behind))):
            yield at


def _same_before(words: Sequence[Token], at: int, before: Sequence[str]) -> int:
    """How many words before a place are those before the former ones; -1 where none is, though there should be."""
    for same in range(min(len(before) - 1, at), 0, -1):
        if all(words[at - same + step].text == before[step] for step in range(same)):
            return same
    return 0 if len(before) == 1 else -1


def _of_one_sentence(text: str, begun: int, new: int, ended: int) -> str:
    """The words from `begun` to `ended` that stand in one sentence with what begins at `new`."""
    starts = [match.end() for match in _END.finditer(text, begun, new)]
    end = _END.search(text, new, ended)
    return text[starts[-1] if starts else begun : end.start() if end else ended].strip()
