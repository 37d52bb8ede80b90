"""Reading the rendered forms back, the way their readers do."""

import json
import re
from typing import Any

from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.token import Token

NUMBER = re.compile(r"(?:no\.|n°)\s(\d+)")
_NO_ITEMS = frozenset(
    {
        *("Follow-ups and corrections", "Awaiting confirmation", "Topics", "Coverage", "Key and method"),
        *("Suites et corrections", "À confirmer", "Thèmes", "Couverture", "Légende et méthode"),
        *("Reported tolls", "Bilans rapportés"),
    }
)
"""The parts of a digest that hold no items of their own."""


def page(text: str) -> Any:
    """The parsed tree of an HTML page."""
    return lxml_html.document_fromstring(text)


def page_articles(text: str) -> list[int]:
    """The numbers of the items of an HTML page, in the order in which they stand."""
    return [int(place[1:]) for place in page(text).xpath("//main//*[starts-with(@id, 'a')]/@id") if place[1:].isdigit()]


def tokens(text: str) -> list[Token]:
    """The tokens of a Markdown text, those inside paragraphs too, with tables and bare links recognised."""
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [token for block in blocks for token in (block, *(block.children or ()))]


def inline_texts(text: str) -> list[str]:
    """What each paragraph or heading of a Markdown text says, without its markup."""
    return [said(block.children or []) for block in MarkdownIt("commonmark").parse(text) if block.type == "inline"]


def said(children: list[Token]) -> str:
    """The text of the parts of a paragraph on one line."""
    return "".join(" " if part.type in {"softbreak", "hardbreak"} else part.content for part in children)


def markdown_articles(text: str) -> list[int]:
    """The numbers of the items of a Markdown digest whose headlines hold none, in the order in which they stand."""
    parts = text.split("\n## ")[2:]
    shown = [part for part in parts if part.partition("\n")[0].partition(" (")[0] not in _NO_ITEMS]
    return [int(number) for line in inline_texts("\n".join(shown)) for number in NUMBER.findall(line)]


def json_articles(text: str) -> list[int]:
    """The numbers of the items of a JSON digest and of their reports, in the order in which they stand."""
    leading = [item for section in json.loads(text)["sections"] for item in section["items"]]
    return [one["article"] for item in leading for one in (item, *item["reports"])]
