"""Worlds and a running newsroom for the tests of the newsroom itself."""

from collections.abc import Iterator

import pytest

from tests.newsroom import Newsroom
from tests.newsroom.newsroom import START
from tests.newsroom.outlets import roster
from tests.newsroom.world import Article, World


@pytest.fixture(scope="session")
def world() -> World:
    """The world at the default settings, without a server."""
    return World(3, roster(50, port=8000), START, 2)


@pytest.fixture(scope="session")
def articles(world: World) -> tuple[Article, ...]:
    """All articles of that world."""
    return tuple(article for outlet in world.outlets for article in world.visible(outlet, world.end))


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """A running newsroom with every kind of outlet, at its start."""
    with Newsroom(outlets=20, seed=5) as running:
        yield running
