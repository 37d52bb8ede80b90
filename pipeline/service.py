"""Finds what is due and hands it to the engine."""
