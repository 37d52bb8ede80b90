"""The lists of sources, feeds, topics, places and actors."""
