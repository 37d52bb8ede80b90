"""Topics, places and actors: seeds/topics/KEY.toml, seeds/places.toml and seeds/actors.toml."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.domain.folding import fold
from pipeline.domain.topics import Actor, Anchoring, Nearness, Origin, Place, Strength, Term, Topic, Vocabulary
from pipeline.lists.folders import check_names, listed, shipped_seeds, topic_files
from pipeline.lists.rows import A_KEY, KEY, Faults, Row, laid_over

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_COUNTRY_OR_BODY = re.compile(r"[A-Z]{2}|AES")
_A_COUNTRY = "a country code of two capital letters, such as ML"
_A_COUNTRY_OR_BODY = f"{_A_COUNTRY} (AES for bodies of the confederation, UN for those of the United Nations)"


def load_vocabulary(overlay: Path | None) -> Vocabulary:
    """The shipped topics, places and actors with those of the overlay, a seeds folder of the same form, over them.

    Raises ListError, which names the file, table and key of every fault.
    """
    faults = Faults()
    check_names(faults, overlay)
    shipped = topic_files(faults, shipped_seeds())
    own = topic_files(faults, overlay) if overlay else ()
    topics = tuple(_topic(row) for row in laid_over(shipped, own))
    places = tuple(_place(row) for row in listed(faults, "places.toml", "places", overlay))
    known = {row.key for row in (*shipped, *own)}
    kept = {topic.key for topic in topics}
    actors = tuple(_actor(row, known, kept) for row in listed(faults, "actors.toml", "actors", overlay))
    faults.raise_any()
    return Vocabulary(topics, places, actors)


def _topic(row: Row) -> Topic:
    languages = tuple(row.tables("terms"))
    topic = Topic(
        key=row.code("key", KEY, A_KEY),
        label_en=row.text("label_en"),
        label_fr=row.text("label_fr"),
        meaning=row.text("meaning"),
        derived_from=tuple(_origin(origin) for origin in row.repeated("derived_from")),
        terms=tuple(term for language in languages for term in _terms_of_language(language)),
        exclusions=row.texts("exclusions"),
        near=tuple(near for language in languages for near in _near_of_language(language)),
    )
    for language in languages:
        language.done()
    if topic.key and topic.key != row.key:
        row.fault("key", f"{topic.key!r} is not the name of the file; it must be {row.key!r}")
    row.done()
    return topic


def _origin(row: Row) -> Origin:
    origin = Origin(document=row.text("document"), statement=row.text("statement"))
    row.done()
    return origin


def _terms_of_language(row: Row) -> Iterator[Term]:
    """The terms of one table [terms.LANGUAGE]: strong and weak ones, with the flags of some of them."""
    if not _LANGUAGE.fullmatch(row.key):
        row.fault("", f"{row.key!r} is not a language code such as fr, en, ar or ha")
    strong, weak = row.texts("strong"), row.texts("weak")
    for surface in sorted(set(strong) & set(weak)):
        row.fault("weak", f"{surface!r} stands among the strong terms, too")
    exact = row.among("exact_case", (*strong, *weak), "the terms of this language")
    generic = row.among("generic", (*strong, *weak), "the terms of this language")
    backdrop = row.among("backdrop", (*strong, *weak), "the terms of this language")
    for strength, surfaces in ((Strength.STRONG, strong), (Strength.WEAK, weak)):
        for surface in surfaces:
            ordinary = surface in generic or surface in backdrop
            yield Term(surface, row.key, strength, surface in exact, ordinary, surface in backdrop)


def _near_of_language(row: Row) -> Iterator[Nearness]:
    """The tables [[terms.LANGUAGE.near]]: words, and what must stand beside them: other words, towns or both."""
    for near in row.repeated("near"):
        rule = Nearness(
            row.key, near.texts("words"), near.texts("beside"), near.flag("places", False), near.texts("exclusions")
        )
        if not rule.words:
            near.fault("words", "is empty: nothing would be looked for")
        if not rule.beside and not rule.places:
            near.fault("beside", "is empty, and places do not serve: nothing would be looked for")
        near.done()
        yield rule


def _place(row: Row) -> Place:
    anchoring = row.choice("anchor", Anchoring)
    place = Place(
        key=row.key,
        name=row.text("name"),
        kind=row.text("kind"),
        country=row.code("country", _COUNTRY, _A_COUNTRY, ""),
        anchoring=anchoring,
        terms=tuple(_names(row, anchoring)),
        region=row.text("region", ""),
        latitude=row.number("latitude", 90),
        longitude=row.number("longitude", 180),
        coordinates_from=row.text("coordinates_from", ""),
        exclusions=row.texts("exclusions"),
        notes=row.text("notes", ""),
        name_en=_shown_name(row, "name_en"),
        name_fr=_shown_name(row, "name_fr"),
    )
    if ("latitude" in row) != ("longitude" in row):
        row.fault("latitude", "latitude and longitude go together")
    row.done()
    return place


def _actor(row: Row, known: set[str], kept: set[str]) -> Actor:
    """An actor; its topics must be `known`, and those that the user took away are left out."""
    anchoring = row.choice("anchor", Anchoring)
    topics = row.among("topics", known, "the topics")
    actor = Actor(
        key=row.key,
        name=row.text("name"),
        kind=row.text("kind"),
        country=row.code("country", _COUNTRY_OR_BODY, _A_COUNTRY_OR_BODY),
        anchoring=anchoring,
        terms=tuple(_names(row, anchoring)),
        topics=tuple(sorted(topics & kept)),
        exclusions=row.texts("exclusions"),
        notes=row.text("notes", ""),
        as_of=row.text("as_of", ""),
        name_en=_shown_name(row, "name_en"),
        name_fr=_shown_name(row, "name_fr"),
    )
    row.done()
    return actor


def _shown_name(row: Row, key: str) -> str:
    """One of the names, to be shown in one language; it may have other accents there."""
    name, known = row.text(key, ""), (*row.texts("names"), row.text("name", ""))
    if name and fold(name).text not in {fold(one).text for one in known}:
        row.fault(key, f"{name!r} is not among its names")
    return name


def _names(row: Row, anchoring: Anchoring) -> Iterator[Term]:
    """The terms of a place or actor: its name, unless that never stands alone, its other names, and the Arabic ones."""
    own = (row.text("name", ""),) if row.flag("name_alone", True) else ()
    names, arabic = (*own, *row.texts("names")), row.texts("ar")
    surfaces = (*names, *arabic)
    _check_surfaces(row, surfaces)
    weak = row.among("weak", surfaces, "its names")
    exact = row.among("exact_case", surfaces, "its names")
    for surface in dict.fromkeys(surface for surface in surfaces if surface):
        strong = anchoring is Anchoring.STRONG and surface not in weak
        language = "ar" if surface in arabic else ""
        yield Term(surface, language, Strength.STRONG if strong else Strength.WEAK, surface in exact)


def _check_surfaces(row: Row, surfaces: Sequence[str]) -> None:
    if not surfaces:
        row.fault("names", "is empty, and the name never stands alone: nothing would be looked for")
    for surface in sorted({surface for surface in surfaces if surfaces.count(surface) > 1}):
        row.fault("names", f"{surface!r} stands among its names twice")
