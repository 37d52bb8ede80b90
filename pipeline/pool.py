"""Runs pure functions in processes that can be killed."""
