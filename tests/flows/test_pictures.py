"""What the pictures of a digest show: places of the day, and four weeks that nothing late or undated distorts."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from pipeline.domain.articles import DateSource, Review, State
from pipeline.domain.digests import Candidate, TopicLabel
from pipeline.domain.pictures import DotKind
from pipeline.domain.stories import Cause, Harm, Incident
from pipeline.domain.topics import Anchoring, Kind, Mention, Place
from pipeline.flows.pictures import DAYS, OPENING, country_series, dots_of, topic_series
from storage.store import Store, Transaction
from tests.report.samples import candidate
from tests.storage.samples import NOON, analysis, new_article
from tests.storage.test_articles import put

UTC_ZONE = ZoneInfo("UTC")
DAY = date(2026, 11, 20)
LABELS = (TopicLabel("fuel-blockade", "Fuel blockade", "Blocus du carburant"),)
PLACES = {
    "djibo": Place("djibo", "Djibo", "town", "BF", Anchoring.STRONG, (), latitude=14.1, longitude=-1.6),
    "mali": Place("mali", "Mali", "country", "ML", Anchoring.STRONG, (), latitude=17.0, longitude=-4.0),
    "gao": Place("gao", "Gao", "town", "ML", Anchoring.STRONG, (), latitude=16.3, longitude=0.0),
    "nowhere": Place("nowhere", "Nowhere", "town", "ML", Anchoring.STRONG, ()),
}


def toll(place: str, **changes: object) -> Incident:
    return replace(Incident(Harm.KILLED, 3, 3, "text", 0, 1, "3", place), **changes)  # type: ignore[arg-type]


def test_people_harmed_at_a_place_are_an_incident_there_and_counted() -> None:
    day = [candidate(number, incidents=[toll("djibo", precision=2)]) for number in (1, 2)]
    (dot,) = dots_of(day, PLACES, "en")
    assert (dot.label, dot.kind, dot.size, dot.precision) == ("Djibo", DotKind.INCIDENT, 2, 2)


def naming(*places: tuple[str, int], field: str = "text", countries: tuple[str, ...] = ("BF", "ML")) -> Candidate:
    """A report that names places, each from a character on."""
    found = tuple(Mention(field, at, at + 1, "x", "x", Kind.PLACE, key) for key, at in places)
    one = candidate(1, countries=countries)
    return replace(one, mentions=found)


def test_a_place_that_a_report_names_first_is_a_story_there() -> None:
    (dot,) = dots_of([naming(("mali", 0), ("nowhere", 5), ("djibo", 9), ("gao", 20))], PLACES, "en")
    assert (dot.label, dot.kind) == ("Djibo", DotKind.STORY)


def test_what_the_title_names_goes_before_what_the_text_names() -> None:
    both = replace(
        naming(("djibo", 3)), mentions=(*naming(("djibo", 3)).mentions, *naming(("gao", 9), field="title").mentions)
    )
    assert [dot.label for dot in dots_of([both], PLACES, "en")] == ["Gao"]


def test_a_place_named_in_passing_is_no_story_there() -> None:
    assert dots_of([naming(("djibo", OPENING))], PLACES, "en") == ()
    assert dots_of([naming(("djibo", 3), countries=("ML",))], PLACES, "en") == ()


def test_a_place_is_called_what_the_readers_language_calls_it() -> None:
    places = {"djibo": replace(PLACES["djibo"], name_fr="Jibo")}
    day = [candidate(1, incidents=[toll("djibo")])]
    assert [dots_of(day, places, language)[0].label for language in ("en", "fr")] == ["Djibo", "Jibo"]


def test_accidents_make_no_incident_and_countries_no_dot() -> None:
    assert dots_of([candidate(1, incidents=[toll("djibo", cause=Cause.ACCIDENT)])], PLACES, "en") == ()
    assert dots_of([candidate(1, incidents=[toll("mali")])], PLACES, "en") == ()
    assert dots_of([], PLACES, "en") == ()


def stored(tx: Transaction, name: str, days_ago: int, *, late: int = 0, dated: bool = True) -> int:
    """An article on fuel of some days ago, stored so many days later."""
    moment = NOON - timedelta(days=days_ago)
    made = analysis(f"Le carburant manque encore à {name}.", when=moment)
    if not dated:
        made = replace(made, document=replace(made.document, date_source=DateSource.NONE))
    new = new_article(f"https://radio-dune.example/{name}", made=made)
    return put(tx, replace(new, first_seen=moment + timedelta(days=late)))


def counts(tx: Transaction, seen: tuple[date, ...] = ()) -> tuple[int | None, ...]:
    found = topic_series(tx, LABELS, "en", DAY, seen, UTC_ZONE)
    return found[0].counts if found else ()


def test_each_day_counts_what_was_read_as_news_of_that_day(store: Store) -> None:
    with store.writing() as tx:
        for number, (name, days_ago) in enumerate({"Gao": 0, "Mopti": 0, "Kayes": 2, "Kidal": 27, "Nara": 28}.items()):
            stored(tx, name, days_ago, late=number % 2)
        found = counts(tx)
    assert len(found) == DAYS
    assert (found[-1], found[-3], found[0]) == (2, 1, 1)
    assert sum(count or 0 for count in found) == 4


def test_a_backfill_an_undated_article_and_a_dropped_one_change_no_trend(store: Store) -> None:
    with store.writing() as tx:
        stored(tx, "Gao", 1)
        stored(tx, "Mopti", 1, late=20)
        stored(tx, "Kayes", 1, dated=False)
        dropped = stored(tx, "Kidal", 1)
        tx.reviews.put(Review(dropped, State.DROPPED, "", "awa", NOON))
        assert counts(tx)[-2] == 1


def test_a_day_on_which_nothing_was_seen_is_not_a_day_on_which_nothing_happened(store: Store) -> None:
    with store.writing() as tx:
        stored(tx, "Gao", 0)
        found = counts(tx, seen=(DAY, DAY - timedelta(days=1)))
    assert found[-3:] == (None, 0, 1)


def test_countries_are_counted_by_the_one_most_concerned_also_where_there_is_none(store: Store) -> None:
    with store.writing() as tx:
        stored(tx, "Gao", 0)
        mali, niger = country_series(tx, {"ML": "Mali", "NE": "Niger"}, DAY, (DAY,), UTC_ZONE)
    assert (mali.name, mali.counts[-1]) == ("Mali", 1)
    assert (niger.name, niger.counts[-1]) == ("Niger", 0)
