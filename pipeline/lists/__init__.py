"""The lists of sources, feeds, topics, places, actors and searches: seeds/*.toml, the user's own over them by key."""

from pipeline.lists.folders import seed_documents, shipped_seeds
from pipeline.lists.outlets import Outlets, load_outlets
from pipeline.lists.searches import load_searches
from pipeline.lists.vocabulary import load_vocabulary

__all__ = ["Outlets", "load_outlets", "load_searches", "load_vocabulary", "seed_documents", "shipped_seeds"]
