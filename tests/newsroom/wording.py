"""What an event is called in a language: the facts that templates ask for."""

import random
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.newsroom.events import IN_THE_FIELD, Event
from tests.newsroom.lexis import interface, table

_VOWELS = "AEIOUYÂÉÈÊÎÔÛ"


def event_facts(event: Event, language: str, zone: ZoneInfo, *, revised: bool = False) -> dict[str, str]:
    """All facts of an event in a language; days are counted in the zone of the outlet."""
    figures = event.revised if revised and event.revised else event.figures
    facts = {name: number(figure, language) for name, figure in figures.items()}
    facts |= _names(event, language) | table("places")["groups"][event.group][language]
    facts |= {
        "seat": seat_name(event, language),
        "company": event.company,
        "mine": event.mine,
        "weekday": interface(language)["weekdays"][event.at.astimezone(zone).weekday()],
        "date": day_text(event.at.astimezone(zone), language),
    }
    return facts | (_french(event, facts) if language == "fr" else {})


def seat_name(event: Event, language: str) -> str:
    """The name of the place that the news comes from: where it happened, or the capital."""
    if event.kind not in IN_THE_FIELD:
        return capital_of(event.country, language)
    return str(table("places")["places"][event.country][event.place][language])


def capital_of(country: str, language: str) -> str:
    """The name of the capital (or chief city) of a country."""
    places = table("places")
    inner = places["countries"].get(country)
    return str((inner["capital"] if inner else places["elsewhere"][country])[language])


def number(figure: int, language: str) -> str:
    """A figure with the separator of thousands of the language."""
    return f"{figure:,}".replace(",", interface(language)["thousands"])


def day_text(moment: datetime, language: str) -> str:
    """A date in words."""
    return moment_text(interface(language)["date"], moment, language)


def moment_text(form: str, moment: datetime, language: str) -> str:
    """A date, and a time of day where the form has one, in words."""
    labels = interface(language)
    return form.format(
        weekday=labels["weekdays"][moment.weekday()],
        day=moment.day,
        month=labels["months"][moment.month - 1],
        year=moment.year,
        hour=f"{moment:%H}",
        minute=f"{moment:%M}",
    )


def off_topic_facts(lists: Mapping[str, list[str]], language: str, capital: str, rng: random.Random) -> dict[str, str]:
    """Names from the lists of a subject (the second of a kind is {name2}) and figures for what is no news."""
    facts = {"capital": capital}
    for name, words in lists.items():
        first, second = rng.sample(words, 2)
        facts |= {name: first, f"{name}2": second}
    balls = rng.sample(range(1, 50), 6)
    figures = {f"n{place}": ball for place, ball in enumerate(balls, 1)}
    figures |= {"g": rng.randint(2, 5), "h": rng.randint(0, 1), "a": rng.randint(3, 9), "b": rng.randint(3, 6)}
    figures |= {"gap": rng.randint(3, 9), "minute2": rng.randint(28, 42)}
    figures |= {name: rng.randint(11, 75) for name in ("minute", "minute3")}
    figures |= {name: 100 * rng.randint(2, 40) for name in ("crowd", "crowd2", "price")}
    return facts | {name: number(figure, language) for name, figure in figures.items()}


def _names(event: Event, language: str) -> dict[str, str]:
    places = table("places")
    country: dict[str, Any] = places["countries"][event.country]
    there, other = (places["places"][event.country][index] for index in (event.place, event.other))
    return {
        "country": country["names"][language],
        "capital": country["capital"][language],
        "adj": country["adjectives"].get(language, ""),
        "army": country["army"],
        "port": country["ports"][event.port][language],
        "place": there[language],
        "other": other[language],
        "region": places["regions"][there["region"]].get(language, there["region"]),
    }


def _french(event: Event, facts: Mapping[str, str]) -> dict[str, str]:
    """The forms that French needs beside the names."""
    places = table("places")
    region = places["places"][event.country][event.place]["region"]
    adjectives = places["countries"][event.country]["adjectives"]
    land = facts["country"]
    return {
        "pays": land,
        "le_pays": f"le {land}",
        "du_pays": f"du {land}",
        "au_pays": f"au {land}",
        "de_region": places["regions"][region].get("de", _of(region)),
        **{name: adjectives[name] for name in ("adj", "adjf", "adjs")},
        **{f"de_{name}": _of(facts[name]) for name in ("place", "other", "seat", "capital", "port", "mine")},
    }


def _of(name: str) -> str:
    return f"d'{name}" if name[0] in _VOWELS else f"de {name}"
