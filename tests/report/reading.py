"""Reading the rendered forms back, the way their readers do."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.token import Token

NUMBER = re.compile(r"(?:no\.|n°)\s(\d+)")


def page(text: str) -> Any:
    """The parsed tree of an HTML page."""
    return lxml_html.document_fromstring(text)


def page_articles(text: str) -> list[int]:
    """The numbers of the items of an HTML page, in the order in which they stand."""
    return [int(place[1:]) for place in page(text).xpath("//main//*[starts-with(@id, 'a')]/@id")]


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
    sections = text.split("\n## ")[2:-3]
    return [int(number) for number in _own_numbers("\n".join(sections))]


def json_articles(text: str) -> list[int]:
    """The numbers of the items of a JSON digest, in the order in which they stand."""
    return [item["article"] for section in json.loads(text)["sections"] for item in section["items"]]


def _own_numbers(text: str) -> Iterator[str]:
    for line in inline_texts(text):
        if not line.startswith(("Same story", "Même récit")):
            yield from NUMBER.findall(line)
