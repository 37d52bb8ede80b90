"""The menu: outlets on loopback that each misbehave in one way, and what must come of it."""

from tests.newsroom.menu.menu import Menu

__all__ = ["Menu"]
