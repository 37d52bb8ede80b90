"""Writing OPML: the feeds as any reader can take them over."""

from collections import defaultdict
from collections.abc import Iterable
from xml.etree import ElementTree

from pipeline.domain.feeds import PolledFeed


def to_opml(feeds: Iterable[PolledFeed]) -> str:
    """The feeds as an OPML 2.0 document, in their folders; a feed without one is filed under its country."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = "sahel-monitor"
    body = ElementTree.SubElement(root, "body")
    filed: dict[str, list[PolledFeed]] = defaultdict(list)
    for polled in feeds:
        filed[polled.feed.folder or polled.source.country].append(polled)
    for folder in sorted(filed):
        parent = ElementTree.SubElement(body, "outline", text=folder, title=folder) if folder else body
        for polled in filed[folder]:
            parent.append(_outline(polled))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _outline(polled: PolledFeed) -> ElementTree.Element:
    name = polled.source.name
    return ElementTree.Element(
        "outline", type="rss", text=name, title=name, xmlUrl=polled.state.address, htmlUrl=polled.source.home
    )
