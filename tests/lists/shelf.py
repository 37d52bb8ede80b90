"""A user's seeds folder for the tests, with lists in it that have a fault or none."""

import re
from pathlib import Path

import pytest

from pipeline.domain.errors import ListError
from pipeline.domain.topics import Place, Topic
from pipeline.lists import load_outlets, load_vocabulary

SOURCE = """
[sources.the-desk]
name = "The Desk"
home = "https://desk.example/"
country = "ML"
languages = ["fr"]
ownership = "private"
timezone = "Africa/Bamako"
addresses = ["https://desk.example/feed/"]
"""

PLACE = """
[places.somewhere]
name = "Somewhere"
kind = "town"
country = "ML"
anchor = "strong"
"""

ACTOR = """
[actors.somebody]
name = "Somebody Known"
kind = "person"
country = "ML"
anchor = "strong"
topics = ["joint-force"]
"""

TOPIC = """
key = "water"
label_en = "Water"
label_fr = "Eau"
meaning = "Wells and rivers."

[[derived_from]]
document = "a-note"
statement = "Wells run dry."

[terms.fr]
strong = ["puits asséchés"]
weak = ["puits", "eau"]
generic = ["eau"]
"""


def put(folder: Path, name: str, text: str) -> Path:
    """Write one list of the user's, or a topic by its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def replaced(text: str, old: str, new: str) -> str:
    """A list with one fault put into it."""
    assert text.count(old) == 1
    return text.replace(old, new)


def outlets_fault(folder: Path, text: str) -> str:
    """What is said of a feeds.toml with a fault."""
    path = put(folder, "feeds.toml", text)
    with pytest.raises(ListError, match=re.escape(str(path))) as caught:
        load_outlets(folder)
    return str(caught.value)


def vocabulary_fault(folder: Path, name: str, text: str) -> str:
    """What is said of a list of topics, places or actors with a fault."""
    path = put(folder, name, text)
    with pytest.raises(ListError, match=re.escape(str(path))) as caught:
        load_vocabulary(folder)
    return str(caught.value)


def topic_of(folder: Path | None, key: str) -> Topic:
    """One topic of the lists."""
    return next(topic for topic in load_vocabulary(folder).topics if topic.key == key)


def place_of(folder: Path | None, key: str) -> Place:
    """One place of the lists."""
    return next(place for place in load_vocabulary(folder).places if place.key == key)
