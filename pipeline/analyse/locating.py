"""Where a toll was suffered: the place that its sentence names for it, and how precisely."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.analyse.elsewhere import is_elsewhere, is_of_sources
from pipeline.domain.topics import Mention, Place

EXACT, NEARBY, COUNTRY = 1, 2, 3
"""At the place itself; near it, or somewhere in a region; somewhere in a country or in several."""

_Named = tuple[int, int, Mention]
"""A mention, with where it stands in a folded sentence."""

_POINTS = frozenset({"town", "village", "capital", "city", "camp", "fort", "mine", "site", "suburb", "island"})

_NEAR = re.compile(
    r"(?:pres d|non loin d|(?:aux )?(?:environs|alentours|abords) d|autour d|region d|province d|cercle d|departement d"
    r"|(?:nord|sud|est|ouest) d|km d|kilometres d|entre|axe|route|vers|secteur d|zone d)(?:e la |e l'|es |u |e |'| )?$"
    r"|(?:near|around|outside|close to|between|region of|province of|(?:north|south|east|west)(?:ern)?(?: of)?"
    r"|(?:km|kilomet(?:re|er)s|miles) (?:\w+ )?(?:from|of)|area of|district of)(?: the)? $"
    r"|(?:قرب|بالقرب من|منطقه|اقليم|ولايه|محيط|شمال|جنوب|شرق|غرب|ضواحي|كيلومترا? (?:من|عن|شمال|جنوب|شرق|غرب)|بين) ?$"
)
"""What stands before a place that is only near, over folded text."""

_AREA = re.compile(r"^[ -](?:region|province|area|district|department)|^,? \d+ ?k(?:m|ilomet)")
_REGIONAL = re.compile(r"\b(?:regions?|province|اقليم|منطقه|ولايه)\b")

_FRAME = re.compile(
    r"(?:[ ,('-]+(?:dans|en|in|a|au|the|le|la|l|de|du|d|of|est|ouest|nord|sud|centre|chef-lieu|localite|ville|commune"
    r"|situee?|(?:east|west|north|south|centr)\w*|regions?|province|cercle|departement"
    r"|في|من|منطقه|اقليم|ولايه|شمال|جنوب|شرق|غرب|وسط)\b)*[ ,('-]*"
)
"""What may stand between a town and the region that is named to say where the town lies: Torodi, in the region of."""

_DATELINE = re.compile(
    r"^\s*[^.;:]{0,40}\((?:afp|reuters|ap|apa|xinhua|aa|aib|ami|anp|bbc|rfi)\b[^)]*\)|^[^.;:()]{0,40}\s[-]\s"
)
"""The beginning of a report that says where it was written: BAMAKO, Nov 20 (Reuters) -"""


def place_of(
    text: str, places: Sequence[_Named], start: int, end: int, listed: Mapping[str, Place]
) -> tuple[Mention, int] | None:
    """The place of a figure that stands from `start` to `end` of a folded sentence, with its precision.

    `places` are those that the sentence names in their order, with where they stand in the folded text. A town is taken
    before a country and before the region it lies in, then the nearest; the place where a report was written or a
    source is only where there is no other, and no agency's.
    """
    dateline = _DATELINE.match(text)
    written = dateline.end() if dateline else 0
    agency = bool(dateline and "(" in dateline.group())
    ranked = []
    for begun, ended, mention in _without_frames(text, places, listed):
        precision = _precision(text, begun, ended, listed.get(mention.key))
        outside = (
            ended <= written or _is_label(text, begun, ended, listed.get(mention.key)) or is_of_sources(text, begun)
        )
        if not (agency and ended <= written):
            distance = max(begun - end, start - ended)
            ranked.append(((outside, precision == COUNTRY, distance, begun), mention, precision))
    if not ranked:
        return None
    _, mention, precision = min(ranked, key=lambda one: one[0])
    return mention, precision


def scene_of(text: str, places: Sequence[_Named], listed: Mapping[str, Place]) -> str | None:
    """The key of the one town or village at which the event of a folded sentence took place.

    Empty where there are several of them, None where there is none at all.
    """
    dateline = _DATELINE.match(text)
    keys = {
        mention.key
        for begun, ended, mention in _without_frames(text, places, listed)
        if mention.key in listed and listed[mention.key].kind in _POINTS
        if not (_is_label(text, begun, ended, listed[mention.key]) or is_elsewhere(text, begun, arrived=False))
        if dateline is None or ended > dateline.end()
    }
    return (keys.pop() if len(keys) == 1 else "") if keys else None


def _without_frames(text: str, places: Sequence[_Named], listed: Mapping[str, Place]) -> Iterator[_Named]:
    """Places without the regions that are named right behind a town to say where it lies."""
    town = None
    for begun, ended, mention in places:
        regional = _precision(text, begun, ended, listed.get(mention.key)) != EXACT
        if not (regional and town is not None and _FRAME.fullmatch(text, town, max(town, begun))):
            yield begun, ended, mention
            town = ended if mention.key in listed and listed[mention.key].kind in _POINTS else None


def _is_label(text: str, start: int, end: int, place: Place | None) -> bool:
    """Whether a capital (Bamako: ...), where it stands for its government, or a region opens a headline."""
    opens = text[end : end + 2].lstrip().startswith(":")
    return opens and place is not None and (place.kind == "capital" or _precision(text, start, end, place) == NEARBY)


def _precision(text: str, start: int, end: int, place: Place | None) -> int:
    if place is not None and (place.kind == "country" or not place.country):
        return COUNTRY
    if place is not None and place.kind not in _POINTS:
        return NEARBY
    near = _NEAR.search(text, max(0, start - 40), start)
    return NEARBY if near or _AREA.match(text[end : end + 20]) or _REGIONAL.search(text[start:end]) else EXACT
