"""What the pictures of a digest show: the day's places, and four weeks by topic and by country."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.domain.articles import Basis
from pipeline.domain.digests import Candidate, TopicLabel
from pipeline.domain.pictures import Dot, DotKind, Pictured, Series
from pipeline.domain.stories import Cause, Harm
from pipeline.domain.topics import Kind, Place, Vocabulary, name_in
from pipeline.report.catalogue import country_name
from pipeline.report.phrases import topic_name
from storage.store import Transaction

DAYS = 28
OPENING = 700
"""Characters of a text in which a place is named that it is about."""
FEWEST_SEEN = 7
"""Before so many days were seen there is no habit to show."""
_COUNTRIES = ("ML", "NE", "BF", "TD", "MR", "NG", "BJ", "TG", "CI", "SN")
"""The countries of the strip: the three, then their neighbours with most to do with the crisis."""
_HARMED = frozenset({Harm.KILLED, Harm.INJURED, Harm.ABDUCTED})
_POINTED = frozenset({"country", "region", "river", "desert"})
"""Kinds of places that no dot can stand for."""


def pictured(
    view: Transaction, candidates: Sequence[Candidate], vocabulary: Vocabulary, language: str, day: date, zone: ZoneInfo
) -> Pictured:
    """All that the pictures of a day's digest show."""
    dots = dots_of(candidates, {place.key: place for place in vocabulary.places}, language)
    seen = seen_days(view, day, zone)
    if len(seen) < FEWEST_SEEN:
        return Pictured(dots)
    topics = [TopicLabel(one.key, one.label_en, one.label_fr) for one in vocabulary.topics]
    names = {code: country_name(language, code) for code in _COUNTRIES}
    return Pictured(
        dots,
        topic_series(view, topics, language, day, seen, zone),
        country_series(view, names, day, seen, zone),
    )


def dots_of(candidates: Iterable[Candidate], places: Mapping[str, Place], language: str) -> tuple[Dot, ...]:
    """A dot for each place of the day's groups: where people were harmed, else the place each names first.

    Named in the title or where the text begins, and in a country that the article is about: nearly every report names
    a town in passing.
    """
    sizes: Counter[tuple[DotKind, str]] = Counter()
    precision: dict[tuple[DotKind, str], int] = {}
    for candidate in candidates:
        if candidate.listed.article.basis is Basis.SEED:
            continue
        kind, key, known = _spot(candidate, places)
        if key:
            sizes[kind, key] += 1
            precision[kind, key] = min(known, precision.get((kind, key), known))
    return tuple(
        _dot(places[key], language, kind, sizes[kind, key], precision[kind, key]) for kind, key in sorted(sizes)
    )


def _spot(candidate: Candidate, places: Mapping[str, Place]) -> tuple[DotKind, str, int]:
    for incident in candidate.incidents:
        if incident.harm in _HARMED and incident.cause is Cause.UNSTATED and is_a_spot(places.get(incident.place)):
            return DotKind.INCIDENT, incident.place, incident.precision or 1
    countries = candidate.listed.countries
    named = (one for one in candidate.mentions if one.kind is Kind.PLACE and is_a_spot(places.get(one.key)))
    ordered = sorted(named, key=lambda one: (one.field != "title", one.start))
    first = next((one.key for one in ordered if one.start < OPENING and places[one.key].country in countries), "")
    return DotKind.STORY, first, 1


def is_a_spot(place: Place | None) -> bool:
    """Whether a place is one that a dot can stand for: a town or a camp, and no country, region or river."""
    return place is not None and place.latitude is not None and place.kind not in _POINTED


def _dot(place: Place, language: str, kind: DotKind, size: int, precision: int) -> Dot:
    return Dot(place.latitude or 0.0, place.longitude or 0.0, name_in(language, place), size, kind, precision)


def seen_days(view: Transaction, day: date, zone: ZoneInfo) -> tuple[date, ...]:
    """Those of the days up to this one on which any feed answered."""
    return tuple(
        one for one in _days(day) if view.trends.was_seen(_begin(one, zone), _begin(one + timedelta(days=1), zone))
    )


def topic_series(
    view: Transaction, topics: Sequence[TopicLabel], language: str, day: date, seen: Sequence[date], zone: ZoneInfo
) -> tuple[Series, ...]:
    """Four weeks of each topic that was reported on at all, the most reported first."""
    counts = view.trends.topics(_begins(day, zone))
    names = {one.key: topic_name(one, language) for one in topics}
    found = [(names[key], _series(names[key], counts[key], day, seen)) for key in names if key in counts]
    return tuple(one for _, one in sorted(found, key=lambda pair: (-_total(pair[1]), pair[0])))


def country_series(
    view: Transaction, names: Mapping[str, str], day: date, seen: Sequence[date], zone: ZoneInfo
) -> tuple[Series, ...]:
    """Four weeks of each of these countries, in the order given."""
    counts = view.trends.countries(_begins(day, zone), names)
    return tuple(_series(name, counts.get(key, (0,) * DAYS), day, seen) for key, name in names.items())


def _series(name: str, counts: Sequence[int], day: date, seen: Sequence[date]) -> Series:
    """A day on which nothing was seen and nothing found has no count."""
    days = _days(day)
    return Series(name, tuple(count if one in seen or count else None for one, count in zip(days, counts, strict=True)))


def _days(day: date) -> list[date]:
    """The four weeks that end with a day."""
    return [day - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]


def _begins(day: date, zone: ZoneInfo) -> list[datetime]:
    """When each of the four weeks' days begins, and when the last one ends."""
    return [_begin(one, zone) for one in (*_days(day), day + timedelta(days=1))]


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _total(series: Series) -> int:
    return sum(count or 0 for count in series.counts)
