"""Reading OPML, the format in which readers hand over their subscriptions."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from pipeline.domain.errors import ConfigError

DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription: the address of its feed, and the folders it lay in, joined by slashes."""

    address: str
    title: str
    home: str
    folder: str


def read_opml(body: bytes, *, name: str) -> tuple[Outline, ...]:
    """The subscriptions in an OPML document; raises ConfigError where it is none, or declares entities."""
    if b"<!ENTITY" in body:
        raise ConfigError("an OPML file must not declare entities", subject=name)
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise ConfigError("not an OPML file", subject=name) from error
    start = root.find("body")
    if root.tag.lower() != "opml" or start is None:
        raise ConfigError("not an OPML file: it has no opml and body elements", subject=name)
    return tuple(_outlines(start, (), 0))


def _outlines(parent: ElementTree.Element, folders: tuple[str, ...], depth: int) -> Iterator[Outline]:
    for element in parent.findall("outline"):
        title = element.get("title") or element.get("text") or ""
        address = element.get("xmlUrl") or element.get("xmlurl")
        if address:
            yield Outline(address.strip(), title.strip(), element.get("htmlUrl", "").strip(), "/".join(folders))
        elif depth < DEEPEST:
            yield from _outlines(element, (*folders, title.strip().replace("/", "-")), depth + 1)
