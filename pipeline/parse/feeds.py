"""Feeds of every kind to values: RSS, RDF and Atom through feedparser, JSON Feed through our own reader.

bytes -> characters -> repair -> feedparser, which sees well-formed UTF-8 -> items -> entries

What broken feeds need is done before feedparser sees them, since its own way out (a parser that takes anything) loses
text, takes seconds for hostile input, and detects no Arabic encodings.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NoReturn

import feedparser

from pipeline.domain.errors import ParseError
from pipeline.domain.feeds import ParsedFeed
from pipeline.domain.urls import clean_url
from pipeline.parse.characters import one_line
from pipeline.parse.charsets import decode
from pipeline.parse.entries import Item, Reading, read_entries
from pipeline.parse.html import plain_line, wrong_type
from pipeline.parse.jsonfeed import read_json_feed
from pipeline.parse.markup import Mended, mend

MAX_BYTES = 10_000_000
"""Feeds longer than this are refused."""
DEFAULT_LIMIT = 500
"""Of more entries than this only the newest are kept."""

_PERIODS = {"hourly": 60.0, "daily": 1440.0, "weekly": 10080.0, "monthly": 43200.0, "yearly": 525600.0}
_KINDS = (("rss10", "rdf"), ("rss090", "rdf"), ("atom", "atom"))
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What feedparser stumbles over in feeds that no repair makes readable."""
