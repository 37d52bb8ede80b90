"""Short texts of tests/golden/tagging, written as outlets write, against the shipped lists.

Each names `reported`, the topics that must be reported; no other may be, unless it stands in `doubtful`, where people
would disagree. `mentioned` are topics that must be tagged as mentioned; `surfaces` must be among the mentions.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.analyse.tagging import tag
from pipeline.domain.topics import Level, Tagging
from pipeline.lists import load_vocabulary

FOLDER = Path(__file__).parents[1] / "golden" / "tagging"


@dataclass(frozen=True, slots=True)
class Snippet:
    why: str
    language: str
    title: str
    text: str
    relevant: bool
    reported: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def read(path: Path) -> list[Snippet]:
    return [snippet_of(row) for row in tomllib.loads(path.read_text("utf-8"))["snippets"]]


def snippet_of(row: dict[str, Any]) -> Snippet:
    fields: dict[str, Any] = {key: tuple(said) if isinstance(said, list) else said for key, said in row.items()}
    return Snippet(**fields)


SNIPPETS = {
    f"{path.stem}-{number}": snippet
    for path in sorted(FOLDER.glob("*.toml"))
    for number, snippet in enumerate(read(path), start=1)
}
EACH = pytest.mark.parametrize("snippet", SNIPPETS.values(), ids=SNIPPETS.keys())


@cache
def shipped() -> Lexicon:
    return compile_lexicon(source_of(load_vocabulary(None)))


def tagged(snippet: Snippet) -> Tagging:
    return tag(shipped(), snippet.title, snippet.text, snippet.language)


def topics(tagging: Tagging, level: Level) -> set[str]:
    return {one.topic for one in tagging.tags if one.level is level}


def test_there_are_snippets_of_every_language() -> None:
    languages = [snippet.language for snippet in SNIPPETS.values()]
    assert all(
        languages.count(language) >= least for language, least in {"fr": 40, "en": 35, "ar": 30, "ha": 5}.items()
    )


@EACH
def test_a_snippet_gets_the_verdict_that_people_would_give(snippet: Snippet) -> None:
    tagging = tagged(snippet)
    reported = topics(tagging, Level.REPORTED)
    assert tagging.relevant is snippet.relevant
    assert reported - set(snippet.doubtful) == set(snippet.reported)
    assert set(snippet.mentioned) <= topics(tagging, Level.MENTIONED)


@EACH
def test_a_snippet_names_what_it_should(snippet: Snippet) -> None:
    tagging = tagged(snippet)
    assert set(snippet.surfaces) <= {mention.surface for mention in tagging.mentions}
    assert set(snippet.countries) <= set(tagging.countries)


@EACH
def test_every_mention_of_a_snippet_is_what_stands_at_its_span(snippet: Snippet) -> None:
    fields = {"title": snippet.title, "text": snippet.text}
    tagging = tagged(snippet)
    mentions = [*tagging.mentions, *(mention for one in tagging.tags for mention in one.mentions)]
    assert [
        mention for mention in mentions if fields[mention.field][mention.start : mention.end] != mention.surface
    ] == []
