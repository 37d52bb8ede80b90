"""Writing digests: when they are due, what they cover, and that the same store gives the same bytes."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.articles import Review, State
from pipeline.domain.errors import ConfigError
from pipeline.domain.queries import SavedSearch, read_query
from pipeline.flows.digest import (
    LATE_ARRIVALS_AFTER,
    edition_of,
    today_of,
    write_digest,
    write_due_digests,
    write_span,
    write_today,
)
from pipeline.flows.gathering import Wanted
from pipeline.flows.services import Services
from pipeline.flows.storing import store_article
from tests.flows.test_regroup import FRAMED, new
from tests.flows.world import CONVOY, CUP, START, MovableClock

DAY = START.date()
FORMS = ["md", "html", "json"]


@pytest.fixture
def news(services: Services, clock: MovableClock) -> Services:
    """Two copies of one report and a cup, published on the day; the clock stands on the morning after."""
    store_article(services, new("agence", CONVOY, 0), None)
    store_article(services, new("radio", FRAMED, 1), None)
    store_article(services, new("sport", CUP, 2), None)
    clock.moment = START + timedelta(hours=20)
    return services


def digest(services: Services, day: date | None = None, language: str = "en") -> dict[str, Any]:
    paths = write_digest(services, day, language, ["json"], services.settings.digests)
    record: dict[str, Any] = json.loads(paths[0].read_text("utf-8"))
    return record


def headlines(record: dict[str, Any]) -> list[str]:
    leading = [item for section in record["sections"] for item in section["items"]]
    return [one["headline"] for item in leading for one in (item, *item["reports"])]


def test_three_files_are_written_and_named_after_the_day_and_language(news: Services) -> None:
    paths = write_digest(news, None, "fr", FORMS, news.settings.digests)
    assert [path.name for path in paths] == [f"2026-11-20.fr.{form}" for form in FORMS]
    assert all(path.stat().st_size > 200 for path in paths)
    others = {*(f"latest.fr.{form}" for form in FORMS), "editions"}
    assert {path.name for path in news.settings.digests.iterdir()} == {path.name for path in paths} | others


def test_a_report_is_shown_once_with_its_copies(news: Services) -> None:
    record = digest(news)
    assert headlines(record) == ["Titre de agence"]
    (item,) = [item for section in record["sections"] for item in section["items"]]
    assert item["copies"] == ["radio"]


def test_its_figures_agree_with_the_store(news: Services) -> None:
    funnel = digest(news)["funnel"]
    assert (funnel["articles"], funnel["not_relevant"], funnel["copies"], funnel["shown"]) == (3, 1, 1, 1)


def test_the_same_store_gives_the_same_bytes(news: Services, clock: MovableClock) -> None:
    first = [path.read_bytes() for path in write_digest(news, None, "en", FORMS, news.settings.digests)]
    clock.advance(minutes=30)
    assert [path.read_bytes() for path in write_digest(news, None, "en", FORMS, news.settings.digests)] == first


def test_an_edition_is_new_only_where_its_content_changed(news: Services, clock: MovableClock) -> None:
    assert digest(news)["edition"] == 1
    with news.store.writing() as tx:
        tx.reviews.put(Review(1, State.KEPT, "", "awa", clock.now()))
    assert digest(news)["edition"] == 1
    store_article(news, new("tard", CONVOY.replace("100", "900"), 5), None)
    assert digest(news)["edition"] == 2


def test_a_dropped_article_is_left_out(news: Services, clock: MovableClock) -> None:
    with news.store.writing() as tx:
        tx.reviews.put(Review(1, State.DROPPED, "", "awa", clock.now()))
    record = digest(news)
    assert headlines(record) == []
    assert record["funnel"]["dropped"] == 1


def test_the_first_digest_covers_all_that_is_stored(services: Services, clock: MovableClock) -> None:
    store_article(services, new("vieux", CONVOY, -24 * 400), None)
    store_article(services, new("recent", CONVOY.replace("100", "700"), 40), None)
    clock.moment = START + timedelta(hours=41)
    assert set(headlines(digest(services))) == {"Titre de vieux", "Titre de recent"}


def test_later_digests_cover_their_day_only(news: Services, clock: MovableClock) -> None:
    digest(news)
    clock.advance(days=1)
    store_article(news, new("lendemain", CONVOY.replace("100", "700"), 15), None)
    assert headlines(digest(news)) == ["Titre de lendemain"]


def test_a_day_is_counted_in_the_zone_of_the_setting(services: Services, clock: MovableClock) -> None:
    clock.moment = START + timedelta(days=1)
    digest(services, DAY - timedelta(days=9))
    midnight_in_niamey = datetime(2026, 11, 19, 23, tzinfo=UTC)
    hours = (midnight_in_niamey - START).total_seconds() / 3600
    store_article(services, new("minuit", CONVOY, hours), None)
    there = replace(services, settings=services.settings.model_copy(update={"timezone": "Africa/Niamey"}))
    assert headlines(digest(there, DAY)) == ["Titre de minuit"]
    assert headlines(digest(services, DAY)) == []


def test_a_day_that_has_not_begun_is_refused(services: Services) -> None:
    with pytest.raises(ConfigError, match="2026-11-21"):
        digest(services, DAY + timedelta(days=1))


def test_a_folder_that_cannot_be_written_is_named(services: Services, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ConfigError, match="file"):
        write_digest(services, DAY, "en", ["md"], tmp_path / "file")


def test_the_digest_is_due_after_its_hour_and_then_no_more(services: Services, clock: MovableClock) -> None:
    clock.moment = datetime(2026, 11, 21, 5, 59, tzinfo=UTC)
    assert not write_due_digests(services)
    clock.advance(minutes=1)
    assert write_due_digests(services)
    assert not write_due_digests(services)
    assert (services.settings.digests / "2026-11-20.en.md").exists()


def test_a_missed_hour_is_made_up_for(services: Services, clock: MovableClock) -> None:
    clock.moment = datetime(2026, 11, 21, 23, tzinfo=UTC)
    assert write_due_digests(services)


def test_days_that_this_machine_slept_through_get_their_digests(news: Services, clock: MovableClock) -> None:
    """Asleep from the 21st to the 24th: the digests of the 20th to the 23rd are written then, the oldest first."""
    clock.moment = START + timedelta(hours=25)
    digest(news, DAY - timedelta(days=1))
    late = new("tard", CONVOY.replace("100", "900"), 30)
    store_article(news, replace(late, first_seen=START + timedelta(hours=31)), None)
    clock.moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert write_due_digests(news) == [DAY + timedelta(days=number) for number in range(4)]
    written = json.loads((news.settings.digests / "2026-11-21.en.json").read_text("utf-8"))
    assert headlines(written) == ["Titre de tard"]
    assert write_due_digests(news) == []


def test_an_article_that_comes_days_late_makes_a_new_edition_of_its_day(news: Services, clock: MovableClock) -> None:
    clock.moment = datetime(2026, 11, 20, 7, tzinfo=UTC)
    write_due_digests(news)
    clock.moment = datetime(2026, 11, 23, 7, tzinfo=UTC)
    write_due_digests(news)
    late = new("tard", CONVOY.replace("100", "900"), 5)
    clock.advance(hours=3)
    store_article(news, replace(late, first_seen=clock.now()), None)
    assert write_due_digests(news) == [DAY]
    written = json.loads((news.settings.digests / f"{DAY}.en.json").read_text("utf-8"))
    assert written["edition"] == 2
    assert "Titre de tard" in headlines(written)


def test_the_first_edition_does_not_swallow_later_days(news: Services, clock: MovableClock) -> None:
    clock.moment = START + timedelta(hours=6)
    first = digest(news, DAY - timedelta(days=1))
    clock.advance(hours=2)
    store_article(news, replace(new("tard", CONVOY.replace("100", "900"), 7), first_seen=clock.now()), None)
    again = digest(news, DAY - timedelta(days=1))
    assert again == first
    assert "Titre de tard" in headlines(digest(news, DAY))


def test_a_review_makes_no_edition(news: Services, clock: MovableClock) -> None:
    before = digest(news, DAY)
    with news.store.writing() as tx:
        tx.reviews.put(Review(1, State.DROPPED, "", "desk", clock.now()))
    after = digest(news, DAY)
    assert len(headlines(after)) < len(headlines(before))
    assert (after["edition"], before["edition"]) == (1, 1)


def test_every_edition_is_kept_and_the_later_one_says_what_it_adds(news: Services, clock: MovableClock) -> None:
    clock.moment = START + timedelta(hours=25)
    first = digest(news, DAY)
    clock.advance(hours=2)
    store_article(news, replace(new("tard", CONVOY.replace("100", "900"), 5), first_seen=clock.now()), None)
    second = digest(news, DAY)
    kept = {path.name: json.loads(path.read_text("utf-8")) for path in (news.settings.digests / "editions").iterdir()}
    assert kept == {f"{DAY}.en.1.json": first, f"{DAY}.en.2.json": second}
    (late,) = second["added"]
    items = [item for section in second["sections"] for one in section["items"] for item in (one, *one["reports"])]
    assert {item["article"]: item["headline"] for item in items}[late] == "Titre de tard"
    assert first["added"] == []
    assert digest(news, DAY) == second


def test_the_newest_day_is_reached_under_one_name(news: Services) -> None:
    write_digest(news, DAY, "en", FORMS, news.settings.digests)
    write_digest(news, DAY - timedelta(days=1), "en", FORMS, news.settings.digests)
    latest = news.settings.digests / "latest.en.json"
    assert json.loads(latest.read_text("utf-8"))["day"] == DAY.isoformat()


def test_a_week_is_written_beside_its_days_and_has_no_edition(news: Services) -> None:
    week = Wanted(DAY + timedelta(days=1), "fr", DAY - timedelta(days=5))
    paths = write_span(news, week, FORMS, news.settings.digests)
    assert [path.name for path in paths] == [f"2026-11-15_2026-11-21.fr.{form}" for form in FORMS]
    record = json.loads(paths[2].read_text("utf-8"))
    assert headlines(record) == ["Titre de agence"]
    assert record["window"]["since"] == "2026-11-15T00:00:00Z"
    assert "du dimanche 15 novembre 2026 au samedi 21 novembre 2026" in record["title"]
    with news.store.reading() as view:
        assert view.editions.first() is None


@pytest.mark.parametrize(
    ("query", "found"), [("camions", ["Titre de agence"]), ("source:radio", ["Titre de agence"]), ("sucre", [])]
)
def test_a_saved_search_narrows_a_digest_to_what_it_or_a_copy_matches(
    news: Services, query: str, found: list[str]
) -> None:
    search = SavedSearch("fuel", "Carburant", read_query(query))
    paths = write_span(news, Wanted(DAY, "en", None, search), ["json"], news.settings.digests)
    assert [path.name for path in paths] == [f"{DAY}.fuel.en.json"]
    record = json.loads(paths[0].read_text("utf-8"))
    assert headlines(record) == found
    assert "Carburant" in record["title"]
    assert (record["funnel"]["copies"], record["funnel"]["unmatched"]) == (1, 1 - len(found))


def test_a_title_that_denies_is_told_as_a_denial(news: Services, clock: MovableClock) -> None:
    digest(news, DAY - timedelta(days=1))
    denial = new("armee", CONVOY.replace("100", "900"), 4)
    document = replace(denial.analysis.document, title="L’armée dément toute attaque contre le convoi", language="fr")
    store_article(news, replace(denial, analysis=replace(denial.analysis, document=document)), None)
    items = [item for section in digest(news, DAY)["sections"] for item in section["items"]]
    marked = {
        one["headline"]: {mark["key"] for mark in one["marks"]} for item in items for one in (item, *item["reports"])
    }
    assert "denial" in marked["L’armée dément toute attaque contre le convoi"]


@pytest.mark.parametrize(
    ("zone", "day", "hours"), [("Europe/Paris", date(2026, 10, 25), 25), ("Europe/Paris", date(2026, 3, 29), 23)]
)
def test_a_day_on_which_the_clocks_change_is_longer_or_shorter(
    services: Services, clock: MovableClock, zone: str, day: date, hours: int
) -> None:
    settings = services.settings.model_copy(update={"timezone": zone})
    here = replace(services, settings=settings)
    clock.moment = datetime.combine(day + timedelta(days=3), time(12), UTC)
    digest(here, day - timedelta(days=1))
    window = digest(here, day)["window"]
    since, until = (datetime.fromisoformat(window[name]) for name in ("since", "until"))
    assert until - since == timedelta(hours=hours)


def test_an_analysts_topics_make_no_edition(news: Services, clock: MovableClock) -> None:
    assert digest(news, DAY)["edition"] == 1
    with news.store.writing() as tx:
        topic = tx.listings.listed([1])[0].topics[0].topic
        tx.reviews.put(Review(1, State.KEPT, "", "awa", clock.now(), topics_removed=(topic,)))
    again = digest(news, DAY)
    topics = [one["key"] for section in again["sections"] for item in section["items"] for one in item["topics"]]
    assert topic not in topics
    assert again["edition"] == 1


def test_an_edition_read_again_lacks_what_came_after_it(news: Services, clock: MovableClock) -> None:
    clock.moment = START + timedelta(hours=25)
    digest(news, DAY)
    clock.advance(minutes=20)
    store_article(news, replace(new("tard", CONVOY.replace("100", "900"), 5), first_seen=clock.now()), None)
    shown = [item.headline for section in edition_of(news, DAY, "en", 1).sections for item in section.shown]
    assert shown == ["Titre de agence"]


def test_what_was_fetched_before_an_edition_and_stored_after_it_makes_the_next(
    news: Services, clock: MovableClock
) -> None:
    clock.moment = START + timedelta(hours=25)
    digest(news, DAY - timedelta(days=1))
    digest(news, DAY)
    fetched = clock.moment - timedelta(seconds=2)
    clock.advance(seconds=2)
    store_article(news, replace(new("tard", CONVOY.replace("100", "900"), 5), first_seen=fetched), None)
    clock.moment += LATE_ARRIVALS_AFTER
    assert DAY in write_due_digests(news)
    written = json.loads((news.settings.digests / f"{DAY}.en.json").read_text("utf-8"))
    assert len(written["added"]) == 1


def test_what_the_very_first_edition_covered_did_not_come_late(news: Services, clock: MovableClock) -> None:
    clock.moment = START + timedelta(hours=25)
    digest(news, DAY)
    clock.moment = START + timedelta(hours=49)
    assert digest(news, DAY + timedelta(days=1))["follow_ups"] == []


def test_a_search_counts_whole_stories(news: Services, clock: MovableClock) -> None:
    other = new("suite", CONVOY.replace("100", "900").replace("jeudi", "vendredi"), 3)
    store_article(news, replace(other, first_seen=clock.now()), None)
    search = SavedSearch("one", "One", read_query("source:suite"))
    plain = digest(news, DAY)
    found = json.loads(
        write_span(news, Wanted(DAY, "en", None, search), ["json"], news.settings.digests)[0].read_text()
    )
    voices = {item["article"]: item["outlets"] for section in plain["sections"] for item in section["items"]}
    (item,) = [item for section in found["sections"] for item in section["items"]]
    assert item["outlets"] == voices[item["article"]] > 1


def test_a_day_that_is_not_over_is_provisional_and_has_no_edition(news: Services, clock: MovableClock) -> None:
    clock.moment = START + timedelta(hours=5)
    digest(news, DAY - timedelta(days=1))
    paths = write_digest(news, DAY, "en", FORMS, news.settings.digests)
    assert json.loads(paths[2].read_text("utf-8"))["edition"] == 0
    assert "Provisional" in paths[0].read_text("utf-8")
    with news.store.reading() as view:
        assert view.editions.newest(DAY.isoformat(), "en") is None
    latest = json.loads((news.settings.digests / "latest.en.json").read_text("utf-8"))
    assert latest["day"] == (DAY - timedelta(days=1)).isoformat()


def test_who_writes_to_another_folder_only_gets_each_day_once(
    news: Services, clock: MovableClock, tmp_path: Path
) -> None:
    for day, shown in ((DAY, ["Titre de agence"]), (DAY + timedelta(days=1), [])):
        clock.moment = datetime.combine(day + timedelta(days=1), time(8), UTC)
        (path,) = write_digest(news, None, "en", ["json"], tmp_path / "elsewhere")
        assert headlines(json.loads(path.read_text("utf-8"))) == shown


def test_who_asks_for_unfinished_days_only_gets_each_day_once(news: Services, clock: MovableClock) -> None:
    for hours, shown in ((6, ["Titre de agence"]), (30, [])):
        clock.moment = START + timedelta(hours=hours)
        assert headlines(digest(news, today_of(news))) == shown


def test_a_digest_for_another_folder_changes_nothing_at_home(news: Services, tmp_path: Path) -> None:
    digest(news, DAY)
    store_article(news, new("tard", CONVOY.replace("100", "900"), 5), None)
    elsewhere = write_digest(news, DAY, "en", ["json"], tmp_path / "elsewhere")
    assert "Titre de tard" in headlines(json.loads(elsewhere[0].read_text("utf-8")))
    with news.store.reading() as view:
        newest = view.editions.newest(DAY.isoformat(), "en")
    assert newest is not None
    assert newest.number == 1


def test_an_hour_of_zero_is_due_at_midnight(services: Services, clock: MovableClock) -> None:
    clock.moment = datetime(2026, 11, 21, 0, 1, tzinfo=UTC)
    early = replace(services, settings=services.settings.model_copy(update={"digest_hour": 0}))
    assert write_due_digests(early)


def test_late_arrivals_make_the_next_edition_after_a_while(news: Services, clock: MovableClock) -> None:
    clock.moment = START + timedelta(hours=25)
    digest(news, DAY - timedelta(days=1))
    assert write_due_digests(news) == [DAY]
    late = new("tard", CONVOY.replace("100", "900"), 5)
    clock.advance(minutes=10)
    store_article(news, replace(late, first_seen=clock.now()), None)
    assert write_due_digests(news) == [DAY - timedelta(days=1)]
    clock.moment += LATE_ARRIVALS_AFTER
    assert write_due_digests(news) == [DAY]
    assert write_due_digests(news) == []
    with news.store.reading() as view:
        newest = view.editions.newest("2026-11-20", "en")
    assert newest is not None
    assert newest.number == 2


def test_the_very_first_edition_is_made_anew_soon_after_the_first_pass(news: Services, clock: MovableClock) -> None:
    assert write_due_digests(news) == [DAY]
    late = new("tard", CONVOY.replace("100", "900"), -30)
    clock.advance(minutes=5)
    store_article(news, replace(late, first_seen=clock.now()), None)
    assert write_due_digests(news) == []
    clock.advance(minutes=6)
    assert write_due_digests(news) == [DAY]
    shown = json.loads((news.settings.digests / f"{DAY}.en.json").read_text("utf-8"))
    assert "Titre de tard" in headlines(shown)


def test_the_funnel_tells_what_belongs_to_other_days(news: Services, clock: MovableClock) -> None:
    digest(news, DAY - timedelta(days=1))
    clock.moment = START + timedelta(days=2)
    funnel = digest(news, DAY + timedelta(days=1))["funnel"]
    assert (funnel["elsewhere"], funnel["articles"], funnel["read_later"]) == (3, 0, 0)
    funnel = digest(news, DAY)["funnel"]
    assert (funnel["elsewhere"], funnel["articles"], funnel["read_later"]) == (0, 3, 3)


def test_today_is_shown_as_it_stands_and_is_no_edition(news: Services, clock: MovableClock) -> None:
    digest(news, DAY - timedelta(days=1))
    clock.moment = START + timedelta(hours=3)
    paths = write_today(news)
    assert [path.name for path in paths] == [f"today.en.{form}" for form in FORMS]
    assert headlines(json.loads(paths[2].read_text("utf-8"))) == ["Titre de agence"]
    with news.store.reading() as view:
        assert view.editions.newest(DAY.isoformat(), "en") is None


def test_both_languages_show_the_same_articles(news: Services) -> None:
    english, french = digest(news, language="en"), digest(news, language="fr")
    assert headlines(english) == headlines(french)
    assert english["title"] != french["title"]
