"""How much room a text takes in a picture. No font is read: widths are generous, so that no text runs into another."""

import unicodedata
from itertools import islice

from pipeline.report.visible import one_line

LINE = 1.25
"""The distance between two lines of a text, in font sizes."""

ELLIPSIS = "…"
_LONGEST = 400
"""Characters; what is longer fits nowhere."""

_WIDTHS = {
    **dict.fromkeys("ijlI|!.,:;'’·", 0.34),
    **dict.fromkeys("frt()[]-/ \u00a0\u202f", 0.42),
    **dict.fromkeys("wNOQDGHUCV&ABKRXT+=<>~^ΣŒ", 0.8),
    **dict.fromkeys("mMW%@œæ—…", 1.0),
}
"""In font sizes, a little over those of DejaVu Sans, the widest of the common fonts."""
_LATIN, _ARABIC, _OTHER = 0.64, 0.8, 1.1
_BOLD = 1.12


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, in the unit of the font size; rather too much than too little."""
    return sum(map(_advance, text)) * size * (_BOLD if bold else 1.0)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text on one line, cut with an ellipsis where it is wider than the room; empty where not a letter fits."""
    whole = one_line(text[:_LONGEST])
    if len(text) <= _LONGEST and width_of(whole, size, bold=bold) <= room:
        return whole
    cut = whole
    while cut and width_of(cut + ELLIPSIS, size, bold=bold) > room:
        cut = cut[:-1]
    return cut.rstrip(f" ,{ELLIPSIS}") + ELLIPSIS if cut else ""


def wrapped(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text in at most so many lines, broken between words; what is too much is cut with an ellipsis."""
    rest = one_line(text[:_LONGEST]).split(" ")
    done: list[str] = []
    while rest and len(done) < lines - 1:
        line = rest.pop(0)
        while rest and width_of(f"{line} {rest[0]}", size, bold=bold) <= room:
            line = f"{line} {rest.pop(0)}"
        done.append(line)
    last = [" ".join(rest)] if rest else []
    return tuple(fitted(line, room, size, bold=bold) for line in done + last)


def _advance(character: str) -> float:
    """The width of a character in font sizes; an accented letter is as wide as its base."""
    base = next(islice(unicodedata.normalize("NFD", character), 1))
    if base in _WIDTHS:
        return _WIDTHS[base]
    if unicodedata.combining(base) or unicodedata.category(base) in {"Mn", "Me", "Cf"}:
        return 0.0
    if base < "\u0530":
        return _LATIN
    return _ARABIC if unicodedata.bidirectional(base) == "AL" else _OTHER
