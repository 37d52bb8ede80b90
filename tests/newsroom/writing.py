"""Texts: reports on events, and what is no news, put together from templates."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tests.newsroom.events import Event
from tests.newsroom.grammar import chance, choose, fill, say
from tests.newsroom.lexis import table
from tests.newsroom.outlets import Outlet
from tests.newsroom.wording import capital_of, event_facts, off_topic_facts

LEAST_WORDS = 255
_ORDERS = (
    ("core", "details", "quotes", "details", "background", "details"),
    ("quotes", "details", "core", "background", "details", "details"),
    ("details", "core", "background", "details", "quotes"),
    ("background", "core", "details", "quotes", "details"),
    ("core", "quotes", "details", "details", "background"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """An article in words. `tail` are lines under it that are not part of it; `edits` is what was done to a copy."""

    title: str
    body: tuple[str, ...]
    credit: str = ""
    tail: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()


def report(event: Event, outlet: Outlet, voice: str, *, revised: bool = False) -> Text:
    """A report on an event in the words of a voice; a revised one says the same with later figures."""
    kind, common = table(f"{outlet.language}/events")[event.kind], table(f"{outlet.language}/common")
    facts = _facts(event, outlet, voice, revised=revised)
    pools = {
        "core": kind["core"],
        "details": kind["details"],
        "quotes": kind["quotes"],
        "background": [*common["background"], *common["backgrounds"][event.country]],
    }
    rng = chance(voice, "body")
    lead = choose(rng.choice(kind["leads"]), rng)
    sentences = [[lead], *_paragraphs(pools, rng.choice(_ORDERS), rng.randint(LEAST_WORDS + 20, 460), lead, rng)]
    body = [" ".join(say(sentence, facts) for sentence in paragraph) for paragraph in sentences]
    if revised:
        body.insert(1, _update_note(event, outlet, voice))
    return Text(headline(event, outlet, voice, revised=revised), tuple(body))


def agency_report(event: Event, outlet: Outlet, voice: str, *, revised: bool = False) -> Text:
    """A report as an agency sends it: with its dateline and its credit."""
    text = report(event, outlet, voice, revised=revised)
    return replace(text, body=(dateline(event, outlet) + text.body[0], *text.body[1:]), credit=outlet.credit)


def dateline(event: Event, agency: Outlet) -> str:
    """Place, date and credit, as they open an agency's report."""
    facts = event_facts(event, agency.language, agency.zone) | {"credit": agency.credit}
    return fill(table(f"{agency.language}/common")["dateline"], facts)


def headline(event: Event, outlet: Outlet, voice: str, *, revised: bool = False) -> str:
    """A headline of its own for each voice."""
    kind = table(f"{outlet.language}/events")[event.kind]
    rng = chance(voice, "title")
    title = choose(rng.choice(kind["update_titles" if revised else "titles"]), rng)
    return say(title, _facts(event, outlet, voice, revised=revised))


def off_topic(subject: str, outlet: Outlet, voice: str) -> Text:
    """An article that is no concern of a Sahel desk."""
    kind, common = table(f"{outlet.language}/offtopic")[subject], table(f"{outlet.language}/common")
    facts = _off_topic_facts(kind, outlet, voice)
    rng = chance(voice, "body")
    lead = choose(rng.choice(kind["leads"]), rng)
    pools = {"details": kind["details"], "background": common["asides"]}
    order = ("details", "details", "background", "details", "details")
    sentences = [[lead], *_paragraphs(pools, order, rng.randint(LEAST_WORDS, 320), lead, rng)]
    body = tuple(" ".join(say(sentence, facts) for sentence in paragraph) for paragraph in sentences)
    return Text(off_topic_headline(subject, outlet, voice), body)


def off_topic_headline(subject: str, outlet: Outlet, voice: str) -> str:
    """The headline of an article that is no concern of a Sahel desk."""
    kind = table(f"{outlet.language}/offtopic")[subject]
    rng = chance(voice, "title")
    return say(choose(rng.choice(kind["titles"]), rng), _off_topic_facts(kind, outlet, voice))


def _paragraphs(
    pools: Mapping[str, Sequence[str]], order: Sequence[str], words: int, lead: str, rng: random.Random
) -> list[list[str]]:
    """Settled sentences by paragraph, until there are enough words or nothing is left to say."""
    decks = {section: rng.sample(list(pool), len(pool)) for section, pool in pools.items()}
    paragraphs: list[list[str]] = []
    written, turn = len(lead.split()), 0
    while (written < words or turn < len(order)) and any(decks.values()):
        section = order[turn] if turn < len(order) else rng.choice([name for name, deck in decks.items() if deck])
        turn += 1
        if taken := _draw(decks[section], section, rng):
            paragraphs.append(taken)
            written += sum(len(sentence.split()) for sentence in taken)
    return paragraphs


def _draw(deck: list[str], section: str, rng: random.Random) -> list[str]:
    wanted = 1 if section in {"quotes", "core"} else rng.choice((1, 2, 2))
    taken, deck[:] = deck[:wanted], deck[wanted:]
    return [choose(template, rng) for template in taken]


def _facts(event: Event, outlet: Outlet, voice: str, *, revised: bool) -> dict[str, str]:
    analysts = table(f"{outlet.language}/common")["analysts"]
    facts = event_facts(event, outlet.language, outlet.zone, revised=revised)
    return facts | {"analyst": chance(voice, "analyst").choice(analysts)}


def _update_note(event: Event, outlet: Outlet, voice: str) -> str:
    first = _facts(event, outlet, voice, revised=False)
    before = fill(table(f"{outlet.language}/events")[event.kind]["before"], first)
    return say(table(f"{outlet.language}/common")["update_note"], first | {"before": before})


def _off_topic_facts(kind: Mapping[str, Mapping[str, list[str]]], outlet: Outlet, voice: str) -> dict[str, str]:
    capital = capital_of(outlet.country, outlet.language)
    return off_topic_facts(kind["lists"], outlet.language, capital, chance(voice, "facts"))
