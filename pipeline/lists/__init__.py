"""The lists of sources, feeds, topics, places and actors: seeds/*.toml, with the user's own laid over them by key."""

from pipeline.lists.folders import seed_documents, shipped_seeds
from pipeline.lists.outlets import Outlets, load_outlets
from pipeline.lists.vocabulary import load_vocabulary

__all__ = ["Outlets", "load_outlets", "load_vocabulary", "seed_documents", "shipped_seeds"]
