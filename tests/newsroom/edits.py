"""What outlets do to an agency's text before they print it, from nothing at all to a good deal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from tests.newsroom.events import Event
from tests.newsroom.grammar import chance, choose, fill, say
from tests.newsroom.lexis import interface, table
from tests.newsroom.outlets import Outlet
from tests.newsroom.wording import event_facts
from tests.newsroom.writing import Text, dateline, headline

GRADES: tuple[tuple[str, ...], ...] = (
    (),
    ("headline",),
    ("credit",),
    ("headline", "credit"),
    ("headline", "intro"),
    ("truncated",),
    ("headline", "credit", "intro"),
    ("headline", "credit", "truncated"),
)
"""The edits of a copy, from the lightest to the heaviest; an outlet's own typography and tail come on top."""
_NO_BREAK = "\u00a0"
_QUOTES = {"fr": (f"«{_NO_BREAK}", f"{_NO_BREAK}»"), "en": ("“", "”"), "ha": ("“", "”"), "ar": ("«", "»")}


@dataclass(frozen=True, slots=True)
class _Copy:
    """Who copies what from whom."""

    event: Event
    agency: Outlet
    outlet: Outlet
    voice: str
    revised: bool


def copied(event: Event, text: Text, *, agency: Outlet, outlet: Outlet, voice: str, revised: bool) -> Text:
    """An agency's text as another outlet prints it; what was done is told in `edits`."""
    copy = _Copy(event, agency, outlet, voice, revised)
    names = chance(voice, "grade").choice(GRADES)
    for name in names:
        text = _EDITS[name](text, copy)
    return replace(text, edits=(*names, "typographic") if outlet.curly != agency.curly else names)


def typeset(text: Text, outlet: Outlet) -> Text:
    """A text in the typography of an outlet, with the lines that it puts under every article."""
    labels = interface(outlet.language)
    tail = (*text.tail, labels["channel"].format(name=outlet.name)) if outlet.channel else text.tail
    if not outlet.curly:
        return replace(text, tail=tail)
    body = tuple(_typographic(paragraph, outlet.language) for paragraph in text.body)
    return replace(text, title=_typographic(text.title, outlet.language), body=body, tail=tail)


def _own_headline(text: Text, copy: _Copy) -> Text:
    return replace(text, title=headline(copy.event, copy.outlet, copy.voice, revised=copy.revised))


def _credit_at_the_end(text: Text, copy: _Copy) -> Text:
    """Drop the dateline and name the agency after the last word instead."""
    first = text.body[0].removeprefix(dateline(copy.event, copy.agency))
    credit = choose(table(f"{copy.outlet.language}/common")["credit_end"], chance(copy.voice, "credit"))
    last = f"{text.body[-1]} {fill(credit, _agency_facts(copy))}"
    return replace(text, body=(first, *text.body[1:-1], last))


def _introduced(text: Text, copy: _Copy) -> Text:
    rng = chance(copy.voice, "intro")
    intro = choose(rng.choice(table(f"{copy.outlet.language}/common")["intros"]), rng)
    facts = event_facts(copy.event, copy.outlet.language, copy.outlet.zone) | _agency_facts(copy)
    return replace(text, body=(say(intro, facts), *text.body))


def _truncated(text: Text, copy: _Copy) -> Text:
    """Keep 45 to 75 in a hundred of the paragraphs, and say under the text that there is more."""
    rng = chance(copy.voice, "cut")
    kept = max(2, round(len(text.body) * rng.uniform(0.45, 0.75)))
    more = fill(choose(table(f"{copy.outlet.language}/common")["cut_end"], rng), _agency_facts(copy))
    return replace(text, body=text.body[:kept], tail=(*text.tail, more))


_EDITS: Mapping[str, Callable[[Text, _Copy], Text]] = MappingProxyType(
    {
        "headline": _own_headline,
        "credit": _credit_at_the_end,
        "intro": _introduced,
        "truncated": _truncated,
    }
)


def _agency_facts(copy: _Copy) -> dict[str, str]:
    return {"agency": copy.agency.name, "credit": copy.agency.credit}


def _typographic(text: str, language: str) -> str:
    opening, closing = _QUOTES[language]
    pieces = text.split('"')
    marked = "".join(
        piece if place == 0 else (opening if place % 2 else closing) + piece for place, piece in enumerate(pieces)
    )
    if language == "fr":
        for mark in ":;?!%":
            marked = marked.replace(f" {mark}", f"{_NO_BREAK}{mark}")
    return marked.replace("'", "’") if language != "ar" else marked
