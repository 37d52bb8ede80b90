"""The text of a query cut into its signs: words, phrases, fields with their values, operators and parentheses."""

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.articles import State
from pipeline.domain.bounds import WANTED, read_when
from pipeline.domain.errors import QueryError
from pipeline.domain.folding import folded_words
from pipeline.domain.querytree import FIELDS, QUOTES, Bound, BoundName, Field, FieldName, Leaf, Phrase, Trait

LONGEST_QUERY = 4_000
"""Characters of a query; whoever has more has pasted a text."""

_MARKS = re.escape("".join(QUOTES))
_WORD = re.compile(rf"(?:[^\s()|{_MARKS}]|\([^\s()|{_MARKS}]*\))+")
_VALUE = re.compile(rf"[^\s,()|{_MARKS}]+")
_HYPHENS = re.compile(r"-+(?=\S)")
_SPACES = re.compile(r"\s+")
_FIELD = re.compile(r"(?P<name>[A-Za-z]+):(?!//)(?P<value>\S)?")
_UNUSABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ALLOWED: dict[FieldName, Collection[str]] = {FieldName.STATE: list(State), FieldName.IS: list(Trait)}
_AS_TYPED = {FieldName.SOURCE, FieldName.OWNER}
_FARTHEST = 2
"""Slips in a name that is still taken for that of a field; not for one so short: US: and AES: are not meant as is:."""


class Sign(StrEnum):
    """What stands between the parts of a query, and the parts themselves."""

    OPEN = "("
    CLOSE = ")"
    OR = "OR"
    AND = "AND"
    NOT = "NOT"
    LEAF = "leaf"


_SINGLE = {"(": Sign.OPEN, ")": Sign.CLOSE, "|": Sign.OR}
_OPERATORS = {"AND": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT}


@dataclass(frozen=True, slots=True)
class Token:
    """A sign and where in the text it begins; a leaf comes with its words or its field."""

    sign: Sign
    at: int
    leaf: Leaf | None = None


def tokens_of(text: str) -> list[Token]:
    """The signs of a query in order; what has neither letters nor digits is passed over. Raises QueryError."""
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"a query of no more than {LONGEST_QUERY} characters is wanted", subject=text, at=LONGEST_QUERY
        )
    found: list[Token] = []
    at = 0
    while at < len(text):
        space = _SPACES.match(text, at)
        if space:
            at = space.end()
            continue
        token, end = _token(text, at)
        if token is not None:
            found.append(token)
        elif found and found[-1].sign is Sign.NOT and text[at - 1] == "-":
            found.pop()
        at = end
    return found


def _token(text: str, at: int) -> tuple[Token | None, int]:
    """The token that begins at a place, None for signs without meaning; and where the next one may begin."""
    if text[at] in _SINGLE:
        return Token(_SINGLE[text[at]], at), at + 1
    if text[at] in QUOTES:
        quoted, end = _quoted(text, at)
        return _phrase(quoted, at), end
    hyphens = _HYPHENS.match(text, at)
    if hyphens:
        return Token(Sign.NOT, at), hyphens.end()
    field = _FIELD.match(text, at)
    if field and field["name"].lower() in FIELDS:
        return _field(text, field)
    if field and field["value"]:
        _refuse_slip(text, field)
    word = _WORD.match(text, at)
    if word is None:
        return None, at + 1
    if word.group() in _OPERATORS:
        return Token(_OPERATORS[word.group()], at), word.end()
    return _phrase(word.group(), at), word.end()


def _phrase(text: str, at: int) -> Token | None:
    words = tuple(folded_words(text))
    return Token(Sign.LEAF, at, Phrase(words)) if words else None


def _quoted(text: str, at: int) -> tuple[str, int]:
    """What stands in the quotation marks that open at a place, and where the text goes on behind them."""
    end = min((found for mark in QUOTES[text[at]] if (found := text.find(mark, at + 1)) >= 0), default=-1)
    if end < 0:
        raise QueryError(f"a quotation mark is left open; expected {QUOTES[text[at]][0]}", subject=text, at=at)
    return text[at + 1 : end], end + 1


def _field(text: str, opening: re.Match[str]) -> tuple[Token, int]:
    name = opening["name"].lower()
    at = opening.start()
    values = list(_values(text, at + len(name) + 1))
    end = values[-1][2]
    if name in set(BoundName):
        return Token(Sign.LEAF, at, _bound(text, BoundName(name), values)), end
    checked = (_checked(text, FieldName(name), value, place) for value, place, _ in values)
    return Token(Sign.LEAF, at, Field(FieldName(name), tuple(dict.fromkeys(checked)))), end


def _values(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The values from a place on, which commas part: each with where it begins and ends."""
    while True:
        value, end = _value(text, at)
        if not value or _UNUSABLE.search(value):
            what = "holds a character that no value has" if value else "is missing"
            hint = "; as a word it stands in quotation marks" if not value else ""
            raise QueryError(f"the value of a field {what}; expected one right here{hint}", subject=text, at=at)
        yield value, at, end
        if not text.startswith(",", end):
            return
        at = end + 1


def _value(text: str, at: int) -> tuple[str, int]:
    if at < len(text) and text[at] in QUOTES:
        quoted, end = _quoted(text, at)
        return " ".join(quoted.split()), end
    bare = _VALUE.match(text, at)
    return (bare.group(), bare.end()) if bare else ("", at)


def _checked(text: str, name: FieldName, value: str, at: int) -> str:
    if name is FieldName.COUNTRY:
        return value.upper()
    if name in _AS_TYPED:
        return value
    value = value.lower()
    allowed = _ALLOWED.get(name)
    if allowed is not None and value not in allowed:
        near = difflib.get_close_matches(value, allowed, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise QueryError(f"{name}: takes no such value{hint}; expected {', '.join(allowed)}", subject=text, at=at)
    return value


def _bound(text: str, name: BoundName, values: list[tuple[str, int, int]]) -> Bound:
    value, at, end = values[0]
    if len(values) > 1:
        raise QueryError(f"{name}: takes one value; expected no comma", subject=text, at=end)
    try:
        return Bound(name, read_when(value))
    except ValueError as error:
        raise QueryError(
            f"{name}: not a time that is known ({error}); expected {WANTED}", subject=text, at=at
        ) from None


def _refuse_slip(text: str, field: re.Match[str]) -> None:
    """Raise QueryError where a name is nearly that of a field; any other word may have a colon in it."""
    name = field["name"].lower()
    slips, near = min((_distance(name, known), known) for known in FIELDS if len(known) > _FARTHEST)
    if slips <= _FARTHEST:
        what = f"no such field; did you mean {near}:? Expected {', '.join(FIELDS)}, or the words in quotation marks"
        raise QueryError(what, subject=text, at=field.start())


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make one word of the other (Levenshtein, 1965)."""
    row = list(range(len(other) + 1))
    for count, letter in enumerate(one, start=1):
        before, row[0] = row[0], count
        for place, own in enumerate(other, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != own))
    return row[-1]
