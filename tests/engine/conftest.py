"""The same services as the flows."""

from tests.flows.conftest import clock, lexicon, network, services

__all__ = ["clock", "lexicon", "network", "services"]
