"""Bytes to words: feeds, pages and seed documents become values; pure."""
