"""A simulated week whose truth is known: what the digest of each day says, against what the newsroom published."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from pipeline.domain.records import Listed
from pipeline.domain.urls import url_key
from tests.acceptance import week as weeks
from tests.acceptance.paper import Paper, Row, marks, numbers, reported
from tests.acceptance.week import DAYS, LANGUAGES, NEWS_FOR, Week, Wire, holding, is_ill, is_later, owner_of, written_at
from tests.newsroom import Newsroom
from tests.newsroom.drafts import Kind
from tests.newsroom.events import TOPICS, Event
from tests.newsroom.truth import ArticleTruth

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds all of 127.0.0.0/8"),
    pytest.mark.parametrize("language", LANGUAGES),
]

CAUSES = {
    "http_500": ("the site answered with an error", "le site a répondu par une erreur"),
    "http_403": ("the site answered with an error", "le site a répondu par une erreur"),
    "http_429": ("the site asked to come back later", "le site demande de revenir plus tard"),
    "hang": ("no answer in time", "pas de réponse à temps"),
    "reset": ("connection failed", "connexion impossible"),
    "html_instead_of_feed": ("feed not readable", "flux illisible"),
    "empty_200": ("feed not readable", "flux illisible"),
}
"""What a reader is told of each behaviour, in English and in French."""
NO_BREAK = "\u00a0"
"""Before some marks in French: a text is stored with plain spaces only."""
WEIGHTS = frozenset({"single_source", "copies", "owners_unknown"})
"""The marks that tell how many speak for a report."""
READ = ("fr", "en", "ar", "ha")
"""The languages that tolls are read in."""
HARMS = {"killed": "killed", "injured": "wounded", "displaced": "people"}
"""What the figures of an event are called that a toll may give."""
SEVERAL, SOME = 3, ("several", "plusieurs", "عدد من", "عدة")
"""Some are at least three."""


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    """A week that was lived through."""
    with Newsroom(outlets=weeks.OUTLETS, seed=weeks.SEED, days=DAYS) as newsroom:
        yield weeks.live_through(newsroom, tmp_path_factory.mktemp("week"))


def wires_of(week: Week, day: int) -> list[Wire]:
    """The true texts of a morning's digest, each with its copies."""
    return week.wires_of_day(day, written_at(week.start, day))


def names(week: Week, keys: set[str]) -> set[str]:
    return {week.outlets[key].name for key in keys}


def key_of(item: Mapping[str, Any]) -> str:
    return url_key(item["url"])


def test_each_text_is_one_item_that_names_all_its_outlets(week: Week, language: str) -> None:
    for day in range(DAYS):
        items = week.mornings[day, language].all_items()
        found = {key_of(item): sorted([item["outlet"], *item["copies"]]) for item in items}
        assert len(found) == len(items)
        assert found == {url_key(wire.standing.url): sorted(names(week, wire.outlets)) for wire in wires_of(week, day)}


def test_some_texts_are_carried_by_several_outlets(week: Week, language: str) -> None:
    folds = [len(item["copies"]) for day in range(DAYS) for item in week.mornings[day, language].all_items()]
    assert sum(copies > 0 for copies in folds) > 20
    assert max(folds) > 2


def test_headlines_and_extracts_stand_word_for_word_in_the_article(week: Week, language: str) -> None:
    for day in range(DAYS):
        for item in week.mornings[day, language].all_items():
            told = week.truth[key_of(item)]
            assert item["headline"] in told.title
            assert item["extract"] in "\n".join(told.body).replace(NO_BREAK, " ")


def test_both_languages_hold_the_same_articles_in_the_same_order(week: Week, language: str) -> None:
    for day in range(DAYS):
        here, there = week.mornings[day, language], week.mornings[day, LANGUAGES[0]]
        assert [item["article"] for item in here.all_items()] == [item["article"] for item in there.all_items()]
        assert here.record["in_brief"] == there.record["in_brief"]
        assert [row.articles for row in here.tolls] == [row.articles for row in there.tolls]
        assert [row.figures for row in here.tolls] == [row.figures for row in there.tolls]


def test_the_outlets_that_never_answered_are_named_with_the_true_cause(week: Week, language: str) -> None:
    for day in range(DAYS):
        paper, silences = week.mornings[day, language], week.silences(day)
        causes = {name: re.split(r"\s*;", cause)[0] for name, cause in paper.silent.items()}
        assert causes == {
            week.outlets[key].name: CAUSES[behaviour][LANGUAGES.index(language)] for key, behaviour in silences.items()
        }
        assert paper.answered == (weeks.OUTLETS - len(silences), weeks.OUTLETS)
        assert paper.state == ("partial" if silences else "complete")


def test_a_silent_outlet_is_given_the_moment_of_its_last_answer(week: Week, language: str) -> None:
    for day in range(DAYS):
        for key in week.silences(day):
            outlet = week.outlets[key]
            until = week.window(day)[1]
            answered = [at for at in week.polls() if at < until and not is_ill(outlet, week.hour_of(at))]
            said = week.mornings[day, language].silent[outlet.name]
            assert numbers(said) == (answered[-1].day, answered[-1].year, answered[-1].hour, answered[-1].minute)


def event_of(week: Week, told: ArticleTruth) -> Event:
    return next(event for event in week.newsroom.world.events if event.key == told.event)


def figures_of(week: Week, told: ArticleTruth) -> Mapping[str, int]:
    """The figures that an article was written with."""
    event = event_of(week, told)
    return event.revised if is_later(told) and event.revised else event.figures


def gives(told: ArticleTruth, figure: int) -> bool:
    """Whether a figure stands in the words of an article."""
    return figure in numbers("\n".join((told.title, *told.body)))


def last_words(wires: Sequence[Wire]) -> list[ArticleTruth]:
    """Of each outlet the last report on each event, among those that stand in a digest."""
    ordered = sorted((wire.standing for wire in wires), key=lambda told: told.published)
    return list({(told.event, told.outlet): told for told in ordered}.values())


def rows_by_event(week: Week, paper: Paper) -> dict[str, list[Row]]:
    """The rows of tolls by the event that their first article reports."""
    event = {item["article"]: week.truth[key_of(item)].event for item in paper.all_items()}
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in paper.tolls:
        found[event[row.articles[0]]].append(row)
    return found


def test_the_last_count_of_the_dead_of_each_outlet_stands_in_the_tolls(week: Week, language: str) -> None:
    """A count that a later report of the digest calls an earlier one holds no more, whoever gave it."""
    missing, expected = [], 0
    for day in range(DAYS):
        rows = rows_by_event(week, week.mornings[day, language])
        for told in holding(last_words(wires_of(week, day))):
            killed = figures_of(week, told)["killed"]
            if event_of(week, told).kind != "attack" or told.language not in READ or not gives(told, killed):
                continue
            expected += 1
            if ("killed", killed) not in {one for row in rows[told.event] for one in row.figures}:
                missing.append((day, killed, told.url))
    assert expected > 40
    assert missing == []


def test_nine_in_ten_of_the_last_counts_of_the_displaced_stand_in_the_tolls(week: Week, language: str) -> None:
    """Some wordings of an arrival are not read as a flight (tests/golden/incidents)."""
    told_of = []
    for day in range(DAYS):
        rows = rows_by_event(week, week.mornings[day, language])
        for told in holding(last_words(wires_of(week, day))):
            people = figures_of(week, told).get("people", 0)
            if event_of(week, told).kind == "displacement" and told.language in READ[:3] and gives(told, people):
                told_of.append(("displaced", people) in {one for row in rows[told.event] for one in row.figures})
    assert len(told_of) > 20
    assert sum(told_of) >= 0.9 * len(told_of)


def test_no_toll_is_a_sum_of_others(week: Week, language: str) -> None:
    for day in range(DAYS):
        for event, rows in rows_by_event(week, week.mornings[day, language]).items():
            told = {figure for row in rows for harm, figure in row.figures if harm == "killed"}
            true = next(one for one in week.newsroom.world.events if one.key == event)
            assert told <= {figures["killed"] for figures in (true.figures, true.revised) if figures}


def is_given(week: Week, told: ArticleTruth, harm: str, figure: int) -> bool:
    """Whether a figure is the one of the event that an article gives, or its word for some."""
    true = {figures[HARMS[harm]] for figures in (event_of(week, told).figures, figures_of(week, told)) if harm in HARMS}
    said = " ".join(told.body).casefold()
    return (figure in true and gives(told, figure)) or (figure == SEVERAL and any(word in said for word in SOME))


def test_no_toll_is_told_that_its_articles_do_not_give(week: Week, language: str) -> None:
    invented = []
    for day in range(DAYS):
        paper = week.mornings[day, language]
        truth = {item["article"]: week.truth[key_of(item)] for item in paper.all_items()}
        for row in paper.tolls:
            for harm, figure in row.figures:
                if not any(is_given(week, truth[article], harm, figure) for article in row.articles):
                    invented.append((day, harm, figure, row))
    assert invented == []


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who truly speaks for an event on a day."""

    outlets: int
    families: int
    speakers: int
    copying: int

    @classmethod
    def of(cls, week: Week, wires: Sequence[Wire]) -> "Speakers":
        """Count them: a text is the voice of the agency that wrote it, else of its outlet's owner."""
        voices = [(voice_of(week, wire.standing), wire.standing.outlet) for wire in wires]
        outlets = set().union(*(wire.outlets for wire in wires))
        return cls(
            outlets=len(outlets),
            families=len({voice for voice, _ in voices if voice}),
            speakers=len({voice or outlet for voice, outlet in voices}),
            copying=len(outlets - {outlet for _, outlet in voices}),
        )

    @property
    def mark(self) -> set[str]:
        """The mark that the items on the event must have."""
        if self.speakers == 1:
            return {"copies" if self.copying else "single_source"}
        return {"owners_unknown"} if self.families < 2 else set()


def voice_of(week: Week, told: ArticleTruth) -> str:
    """The agency that wrote a text, or the owner of its outlet; empty where the owner is not known."""
    if told.copy_group:
        agencies = {Kind.AGENCY, Kind.UPDATE}
        return next(
            one.outlet for one in week.truth.values() if one.copy_group == told.copy_group and one.kind in agencies
        )
    return owner_of(week.outlets[told.outlet])


def events_told(week: Week, day: int, language: str) -> Iterator[tuple[list[Wire], list[Mapping[str, Any]]]]:
    """The events of a day: all texts on each so far, and its items, none where the digests do not tell it as one story.

    Who spoke for an event the day before still does: it must have been the same story in that digest.
    """
    by, until = written_at(week.start, day), week.window(day)[1]
    so_far: defaultdict[str, list[Wire]] = defaultdict(list)
    for wire in week.wires(by):
        if wire.standing.published < until:
            so_far[wire.standing.event].append(wire)
    papers = [week.mornings[earlier, language].all_items() for earlier in range(day + 1)]
    stories = {key_of(item): item["story"] for items in papers for item in items}
    for event in dict.fromkeys(wire.standing.event for wire in wires_of(week, day)):
        keys = {url_key(wire.standing.url) for wire in so_far[event]}
        items = [item for item in papers[day] if key_of(item) in keys]
        story = items[0]["story"]
        is_one = {key for key, found in stories.items() if found == story} == keys
        yield so_far[event], items if is_one else []


def test_four_fifths_of_the_events_of_a_day_are_one_story_of_its_digest(week: Week, language: str) -> None:
    told = [bool(items) for day in range(DAYS) for _, items in events_told(week, day, language)]
    assert sum(told) >= 0.8 * len(told) > 40


def test_marks_and_counts_follow_from_who_speaks_for_an_event(week: Week, language: str) -> None:
    wrong = []
    for day in range(DAYS):
        for wires, items in events_told(week, day, language):
            true = Speakers.of(week, wires)
            for item in items:
                said = item["outlets"], item["families"], set(WEIGHTS & marks(item).keys())
                if said != (true.outlets, true.families, true.mark):
                    wrong.append((day, item["url"], said, true))
    assert wrong == []


def test_a_mark_says_how_many_outlets_carry_copies_alone(week: Week, language: str) -> None:
    told = [
        (numbers(marks(item)["copies"]), (1, Speakers.of(week, wires).copying))
        for day in range(DAYS)
        for wires, items in events_told(week, day, language)
        for item in items
        if "copies" in marks(item)
    ]
    assert told
    assert [said for said, _ in told] == [true for _, true in told]


def test_figures_differ_only_where_counts_that_hold_do(week: Week, language: str) -> None:
    """Two counts do not differ where the one is told as the earlier: then nothing differs but time."""
    wrong, marked, updated = [], 0, 0
    for day in range(DAYS):
        for wires, items in events_told(week, day, language):
            held = holding([wire.standing for wire in wires])
            if event_of(week, held[0]).kind != "attack":
                continue
            counts = {figures_of(week, told)["killed"] for told in last_words([Wire(told, ()) for told in held])}
            differing = [item["url"] for item in items if "figures_differ" in marks(item)]
            updated += any("update" in marks(item) for item in items)
            marked += bool(differing)
            if len(counts) < 2:
                wrong += [(day, url, counts) for url in differing]
    assert wrong == []
    assert 0 < marked < updated


def test_no_open_claim_is_told_with_an_earlier_count(week: Week, language: str) -> None:
    """Where a story has a report with the later count of its event, that is the one that waits for confirmation."""
    wrong, waiting = [], 0
    stories: dict[str, int] = {}
    for day in range(DAYS):
        paper = week.mornings[day, language]
        stories |= {key_of(item): item["story"] for item in paper.all_items()}
        told = {key: week.truth[key] for key in stories}
        newer = {(stories[key], one.event) for key, one in told.items() if is_later(one)}
        for line in paper.record["awaiting"]:
            claim = week.truth[key_of(line)]
            if line["kind"] != "pending" or event_of(week, claim).kind != "attack":
                continue
            waiting += 1
            given = numbers(line["said"].split(";")[0])
            if (line["story"], claim.event) in newer and event_of(week, claim).figures["killed"] in given:
                wrong.append((day, line["said"], claim.url))
    assert waiting > 5
    assert wrong == []


def news(week: Week) -> list[Wire]:
    """All texts that were news when they were read: not more than three days old."""
    wires = week.wires(written_at(week.start, DAYS - 1))
    read = [(wire, week.read_at(wire.standing)) for wire in wires]
    return [wire for wire, at in read if at is not None and at - wire.standing.published <= NEWS_FOR]


def by_day(week: Week, wires: Sequence[Wire]) -> Counter[tuple[str, int]]:
    """How many texts each topic has on each day, going by what their events are certain to be about."""
    return Counter(
        (topic, (wire.standing.published - week.start).days) for wire in wires for topic in wire.standing.topics
    )


def test_each_topic_has_its_texts_on_their_days(week: Week, language: str) -> None:
    """A text may report on more than its event is certain to be about: those are taken off, as the items say it."""
    last = week.finals[DAYS - 1, language]
    names_, strips = last.topic_names(), last.weeks("topics")
    wires = news(week)
    true = by_day(week, wires)
    kept = {url_key(wire.standing.url): wire.standing for wire in wires}
    beside: Counter[tuple[str, int]] = Counter()
    items = {key_of(item): item for day in range(DAYS) for item in week.finals[day, language].all_items()}
    for key, told in kept.items():
        for topic in reported(items[key]) - set(told.topics):
            beside[topic, (told.published - week.start).days] += 1
    for topic in {topic for certain in TOPICS.values() for topic in certain}:
        days = strips[names_[topic]][-DAYS:]
        assert [(count or 0) - beside[topic, day] for day, count in enumerate(days)] == [
            true[topic, day] for day in range(DAYS)
        ], topic


def test_articles_that_are_read_late_stand_on_the_day_they_were_published(week: Week, language: str) -> None:
    late = [
        told
        for told in week.truth.values()
        if (read := week.read_at(told)) is not None and read - told.published > timedelta(hours=24)
    ]
    assert len({told.outlet for told in late}) > 2
    days = {key_of(item): day for day in range(DAYS) for item in week.finals[day, language].all_items()}
    carried = {
        told.url: wire.standing
        for wire in week.wires(written_at(week.start, DAYS - 1))
        for told in (wire.standing, *wire.copies)
    }
    for told in late:
        standing = carried[told.url]
        assert days[url_key(standing.url)] == (standing.published - week.start).days


def test_each_country_has_its_texts_on_their_days(week: Week, language: str) -> None:
    strips = week.finals[DAYS - 1, language].weeks("countries")
    true = Counter(
        (event_of(week, wire.standing).country, (wire.standing.published - week.start).days) for wire in news(week)
    )
    for country, name in (("ML", "Mali"), ("NE", "Niger"), ("BF", "Burkina Faso")):
        assert [count or 0 for count in strips[name][-DAYS:]] == [true[country, day] for day in range(DAYS)], country


def test_stories_are_the_events(week: Week, language: str) -> None:
    """Two happenings told as one mislead more than one that is told as two."""
    pairs = [(week.stored[key].article.story, told.event) for key, told in week.truth.items() if key in week.stored]
    both, told, true = Counter(pairs), Counter(story for story, _ in pairs), Counter(event for _, event in pairs)
    assert sum(both[pair] / told[pair[0]] for pair in pairs) / len(pairs) >= 0.97
    assert sum(both[pair] / true[pair[1]] for pair in pairs) / len(pairs) >= 0.93


def test_grouping_all_days_again_changes_nothing(week: Week, language: str) -> None:
    """Articles came late and in other orders than they were published in; the groups and stories are those of any."""

    def placed(stored: Mapping[str, Listed]) -> dict[str, tuple[int, int]]:
        return {key: (one.article.group, one.article.story) for key, one in stored.items()}

    assert placed(week.again) == placed(week.stored)
