"""What in a page leads elsewhere or says nothing: weighed and taken out in one walk, before its text is extracted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from pipeline.parse.html import Tree

_PARAGRAPH = 80
"""A paragraph of this many characters outside links counts for the mass of the page's prose."""
_LINKED, _LINKED_LENGTH = 0.85, 220
"""A short paragraph or list item with this share of its characters in links leads to another article."""
_BOX_LINKED, _BESIDE, _LINKS = 0.7, 100, 3
"""A box of this many links, with this share of its characters in them and few characters beside them, is a menu."""
_CELL = 300
"""A table with a cell longer than this holds paragraphs, not figures, characters."""
_KEPT_EMPTY = frozenset({"a", "br", "hr", "td", "th", "tr", "body", "html"})
"""Elements that mean something without any text in them."""
_BOXES = frozenset({"div", "section", "ul", "ol", "dl", "header"})
_BLOCKS = _BOXES | {"html", "body", "main", "article", "form", "table", "tbody", "tr", "figure"}
"""Elements that part words whether or not there is white space in them."""
_HEADINGS = frozenset({"h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a page holds: links by their share of its characters, headings that are links, and prose.

    `prose` counts the characters of the long paragraphs in the element that holds most of them, `together` how many of
    them at most share a parent.
    """

    linked: float = 0.0
    headings: int = 0
    prose: int = 0
    together: int = 0


@dataclass(slots=True)
class _Walk:
    """The characters below each element, those of them in links, and what was found on the way."""

    size: dict[Tree, int]
    linked: dict[Tree, int]
    links: dict[Tree, int]
    held: Counter[Tree] = field(default_factory=Counter)
    shared: Counter[Tree] = field(default_factory=Counter)
    doomed: set[Tree] = field(default_factory=set)
    kept: set[Tree] = field(default_factory=set)
    headings: int = 0


def prune(tree: Tree) -> Weighed:
    """Drop from a tree what leads elsewhere and what is empty; return what the page held before."""
    open_tables(tree)
    elements = list(tree.iter())
    nothing = dict.fromkeys(elements, 0)
    walk = _Walk(size=nothing, linked=nothing.copy(), links=nothing.copy())
    _weigh(elements, walk)
    _drop(elements, walk.doomed)
    return Weighed(
        linked=walk.linked[tree] / max(walk.size[tree], 1),
        headings=walk.headings,
        prose=max(walk.held.values(), default=0),
        together=max(walk.shared.values(), default=0),
    )


def open_tables(tree: Tree) -> None:
    """Drop the tables that are menus; those that only arrange a page, as older ones do, become plain boxes."""
    for table in list(tree.iter("table")):
        if _is_menu(table):
            table.drop_tree()
        elif any(len(cell.text_content()) > _CELL for cell in table.iter("td")):
            own = [part for part in table.iter("tbody", "tr", "td", "th") if next(part.iterancestors("table")) is table]
            for element in (table, *own):
                element.tag = "div"


def _is_menu(table: Tree) -> bool:
    size = len(table.text_content().strip())
    return size > 0 and sum(len(link.text_content()) for link in table.iter("a")) >= _LINKED * size


def _weigh(elements: Sequence[Tree], walk: _Walk) -> None:
    """Judge each element and add it to its parent: the last one first, so that all its children came before it."""
    sizes, in_links, links = walk.size, walk.linked, walk.links
    for element in reversed(elements):
        tag, parent, text, tail = element.tag, element.getparent(), element.text, element.tail
        if text and not (tag in _BLOCKS and text.isspace()):
            sizes[element] += len(text)
        size = sizes[element]
        linked = in_links[element] = size if tag == "a" else in_links[element]
        if parent is not None:
            sizes[parent] += size
            in_links[parent] += linked
            links[parent] += links[element] + (tag == "a")
            if tail and not (tail.isspace() and parent.tag in _BLOCKS):
                sizes[parent] += len(tail)
        _judge(element, tag, parent, walk)


def _judge(element: Tree, tag: str, parent: Tree, walk: _Walk) -> None:
    size, linked = walk.size[element], walk.linked[element]
    if not size:
        if tag in _KEPT_EMPTY or element in walk.kept:
            walk.kept.add(parent)
        else:
            walk.doomed.add(element)
    elif tag in _BOXES:
        if linked >= _BOX_LINKED * size and size - linked <= _BESIDE and walk.links[element] >= _LINKS:
            walk.doomed.add(element)
    elif tag in {"p", "li"}:
        if size <= _LINKED_LENGTH and linked >= _LINKED * size:
            walk.doomed.add(element)
        elif tag == "p" and size - linked >= _PARAGRAPH:
            walk.shared[parent] += 1
            for holder in islice(element.iterancestors(), 2):
                walk.held[holder] += size - linked
    elif tag in _HEADINGS and linked >= _LINKED * size:
        walk.headings += 1


def _drop(elements: Sequence[Tree], doomed: set[Tree]) -> None:
    """Drop elements with all that is in them, but not the text behind them."""
    for element in elements:
        parent = element.getparent()
        if parent in doomed:
            doomed.add(element)
        elif element in doomed and parent is not None:
            element.drop_tree()
