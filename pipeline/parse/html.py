"""One decode, one parse: pages to trees, fragments of markup to plain paragraphs."""

import html
import re
from typing import Any, TypeAlias

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.parse.characters import TITLE_LIMIT, clean, lines, one_line, single_spaced

Tree: TypeAlias = Any
"""An element of an lxml tree (lxml ships no types)."""

MAX_BYTES = 8_000_000
"""Pages longer than this are refused."""
MAX_ELEMENTS = 50_000
"""Pages of more elements than this are refused: extraction takes seconds for them."""

_SNIFFED = 1_024
_MAGIC = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"GIF8": "GIF", b"\xff\xd8\xff": "JPEG", b"RIFF": "RIFF media", b"BM": "bitmap",
    b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"Rar!": "RAR", b"7z\xbc\xaf": "7-Zip", b"BZh": "bzip2",
    b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd", b"\xd0\xcf\x11\xe0": "old Office file", b"{\\rtf": "RTF",
    b"%!PS": "PostScript", b"ID3": "MP3", b"OggS": "Ogg", b"\x00\x00\x00": "media", b"\x7fELF": "program",
    b"wOFF": "font", b"II*\0": "TIFF", b"MM\0*": "TIFF",
}  # fmt: skip
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_SPACED = bytes(32 if code < 32 and code not in {9, 10, 13} else code for code in range(256))
_UNFIT = re.compile(
    rb"&#(?:[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F])"
    rb"|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9]));?"
)
_NO_CHARACTERS = ("\ufffe", "\uffff")
"""References and characters that no tree may hold: lxml raises when such a text is moved."""
_MARKUP = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BLOCKS = (
    "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section",
    "table", "tr", "ul",
)  # fmt: skip
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg", "head", "title", "textarea", "select")
_PARAGRAPH, _LINE = "\ue000", "\ue001"
"""Marks set into a fragment while it is flattened, from the area of Unicode that nobody has assigned."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_ALL_ALIKE = etree.ElementDefaultClassLookup(element=HtmlElement)
"""One class for all elements: lxml.html asks Python for the class of each one, which costs a tenth of an extraction."""


def wrong_type(body: bytes, content_type: str) -> str:
    """What a body is when it is no page (PDF, an image, an archive ...); empty where it may be one."""
    for magic, name in _MAGIC.items():
        if body.startswith(magic) and not body.startswith((b"BM\n", b"BM ")):
            return name
    start = body[:_SNIFFED]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start[:4].count(0) == 2:
        return ""
    if len(start) - len(start.translate(None, _CONTROLS)) > len(start) // 50 + 4:
        return "binary"
    media = content_type.partition(";")[0].strip().lower()
    if media.startswith(("image/", "audio/", "video/", "font/", "application/")) and b"<" not in start:
        return media
    return ""


def parse(text: str) -> Tree | None:
    """The tree of a page without comments, or None where there is none. Bad markup never raises.

    libxml2 cuts what is nested deeper than 256 elements.
    """
    parser = HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8")
    parser.set_element_class_lookup(_ALL_ALIKE)
    try:
        tree = document_fromstring(_fit(text), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def plain(markup: str) -> str:
    """The text of a fragment of HTML as paragraphs separated by blank lines; escaped markup is read once more."""
    text = markup
    for _ in range(2):
        if _MARKUP.search(text):
            text = _flattened(text)
        elif _REFERENCE.search(text):
            text = html.unescape(text)
        else:
            break
    return "\n\n".join("\n".join(block) for block in (lines(part) for part in _BLANK_LINE.split(clean(text))) if block)


def plain_line(markup: str, limit: int = TITLE_LIMIT) -> str:
    """The text of a title, name or other single line that may hold HTML, cut at `limit` characters."""
    text = markup[: 20 * limit]
    return one_line(plain(text) if "<" in text or "&" in text else text, limit)


def flat_text(element: Tree) -> str:
    """The words of an element on one line, with a space wherever a tag stood between two of them."""
    return single_spaced(" ".join(element.itertext()))


def _fit(text: str) -> bytes:
    for character in _NO_CHARACTERS:
        text = text.replace(character, "")
    return _UNFIT.sub(b"", text.encode("utf-8", "replace").translate(_SPACED))


def _flattened(markup: str) -> str:
    tree = parse(f"<div>{markup}</div>")
    if tree is None:
        return ""
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    for block in tree.iter(*_BLOCKS):
        block.text = _PARAGRAPH + (block.text or "")
        block.tail = _PARAGRAPH + (block.tail or "")
    for line in tree.iter("br", "li"):
        place = "text" if line.tag == "li" else "tail"
        setattr(line, place, _LINE + (getattr(line, place) or ""))
    text = single_spaced(tree.text_content())
    return text.replace(_PARAGRAPH, "\n\n").replace(_LINE, "\n")
