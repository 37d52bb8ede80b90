"""Pages that only lead on: where a meta element sends the reader at once."""

import re
from html import unescape

from pipeline.domain.urls import clean_url

SOONEST = 10.0
"""A page that leads on later than this is meant to be read, seconds."""
_READ = 50_000
_REFRESH = re.compile(r"<meta\b[^<>]{0,300}\bhttp-equiv\s*=\s*[\"']?refresh\b[^<>]{0,2000}>", re.I)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)
_TARGET = re.compile(r"\s*(\d{1,4}(?:\.\d*)?)\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.I)
_COMMENT = re.compile(r"<!--.*?-->|<noscript\b.*?</noscript\s*>", re.I | re.S)


def forward_of(body: bytes, url: str) -> str:
    """The address that a page sends its reader on to at once; empty where it does not, or sends to itself."""
    markup = _COMMENT.sub("", body[:_READ].decode("ascii", "ignore").replace("\x00", ""))
    element = _REFRESH.search(markup)
    content = _CONTENT.search(element.group()) if element else None
    said = _TARGET.match(unescape(next(filter(None, content.groups()), ""))) if content else None
    if said is None or float(said[1]) > SOONEST:
        return ""
    target = clean_url(said[2].strip(), base=url) or ""
    return "" if target.partition("#")[0] == url.partition("#")[0] else target
