"""Reading marks of transport as what they stand for: HTML entities of feeds, and words broken at the end of a line.

The text keeps its length, so that every index into it stays true: what is over is filled with a mark without width.
"""

import html
import re

from pipeline.analyse.sentences import sentence_starts

_FILL = "\u200b"
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
"""An entity, also one that was escaped again."""

_BROKEN_WORD = re.compile(r"-\r?\n[ \t]*(?=[^\W\d_])")


def entity_starts(text: str) -> dict[int, int]:
    """For the index at which the character of an entity will stand, its last, the index at which the entity begins."""
    return {match.end() - 1: match.start() for match in _ENTITY.finditer(text)} if "&" in text else {}


def without_transport_marks(text: str) -> str:
    """The text with each entity as its character and broken words joined, as long as before.

    A line that goes on with a capital letter is not joined: Burkina-Faso keeps its hyphen.
    """
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "-\n" in text or "-\r\n" in text:
        text = _BROKEN_WORD.sub(lambda match: _joined(match, text), text)
    return text


def wrapped_sentence_starts(text: str) -> list[int]:
    """Where the sentences of a text begin; a line that goes on with a small letter is no sentence of its own."""
    return [start for start in sentence_starts(text) if not start or not text[start : start + 1].islower()]


def _character(entity: re.Match[str]) -> str:
    character = html.unescape(html.unescape(entity.group()))
    return character.rjust(len(entity.group()), _FILL) if len(character) == 1 else entity.group()


def _joined(gap: re.Match[str], text: str) -> str:
    return _FILL * len(gap.group()) if text[gap.end()].islower() else gap.group()
