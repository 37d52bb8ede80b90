import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.newsroom.drafts import Kind
from tests.newsroom.feeds import feed_window
from tests.newsroom.newsroom import START
from tests.newsroom.outlets import roster
from tests.newsroom.pages import summary
from tests.newsroom.wording import capital_of, event_facts
from tests.newsroom.world import Article, World

FINGERPRINT = """
import hashlib
from tests.newsroom.newsroom import START
from tests.newsroom.outlets import roster
from tests.newsroom.pages import article_page
from tests.newsroom.feeds import feed_document, feed_window
from tests.newsroom.world import World
world = World({seed}, roster(12, port=8000), START, 1)
digest = hashlib.sha256()
for outlet in world.outlets:
    digest.update(feed_document(world, outlet, feed_window(world, outlet, world.end)))
    for article in world.visible(outlet, world.end):
        digest.update(article_page(world, article))
print(digest.hexdigest())
"""


def fingerprint(seed: int, hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", FINGERPRINT.format(seed=seed)],
        cwd=Path(__file__).parents[2],
        env={"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def shingles(body: tuple[str, ...]) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(body).lower())
    return {tuple(words[start : start + 5]) for start in range(len(words) - 4)}


def contained(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / min(len(one), len(other))


def test_every_byte_is_the_same_in_another_process() -> None:
    assert fingerprint(3, "1") == fingerprint(3, "2")


def test_another_seed_is_another_world() -> None:
    assert fingerprint(3, "1") != fingerprint(4, "1")


def test_fifty_outlets_publish_some_hundred_articles_in_two_days(articles: tuple[Article, ...]) -> None:
    assert 500 <= len(articles) <= 800


def test_every_kind_of_article_comes_in_every_language_that_has_an_agency(articles: tuple[Article, ...]) -> None:
    seen = {(article.outlet.language, article.draft.kind) for article in articles}
    assert seen >= {(language, kind) for language in ("fr", "en", "ar") for kind in Kind}
    assert seen >= {("ha", Kind.INDEPENDENT), ("ha", Kind.OFFTOPIC)}


def test_general_outlets_write_mostly_about_other_things(articles: tuple[Article, ...]) -> None:
    kinds = Counter(article.draft.event is None for article in articles if article.outlet.general)
    assert kinds[True] > kinds[False] > 0


def test_articles_have_250_to_700_words_unless_they_were_cut(world: World, articles: tuple[Article, ...]) -> None:
    for article in articles:
        text = world.text(article)
        words = len(" ".join(text.body).split())
        assert words <= 700
        assert words >= 250 or "truncated" in text.edits, (article.url, words)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_no_template_shows_through(seed: int) -> None:
    world = World(seed, roster(20, port=8000), START, 1)
    for outlet in world.outlets:
        for article in world.visible(outlet, world.end):
            text = world.text(article)
            for line in (text.title, *text.body, *text.tail):
                assert not re.search(r"[\[\]{}|\"]{2}|[\[\]{}|]|  ", line), line
                assert line == line.strip()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_no_outlet_publishes_twice_in_a_minute_or_under_one_address(seed: int) -> None:
    world = World(seed, roster(20, port=8000), START, 2)
    for outlet in world.outlets:
        own = world.visible(outlet, world.end)
        assert len({article.path for article in own}) == len(own)
        moments = [article.published for article in own]
        assert moments == sorted(set(moments))
        assert all(START < moment <= world.end for moment in moments)


def test_who_looks_four_times_a_day_sees_every_article(world: World, articles: tuple[Article, ...]) -> None:
    looks = [world.start + timedelta(hours=6 * number) for number in range(9)]
    seen = {article for outlet in world.outlets for look in looks for article in feed_window(world, outlet, look)}
    assert seen == set(articles)


def test_the_agency_comes_before_its_copies(articles: tuple[Article, ...]) -> None:
    sources = {
        article.draft.copy_group: article for article in articles if article.draft.kind in {Kind.AGENCY, Kind.UPDATE}
    }
    copies = [article for article in articles if article.draft.kind is Kind.COPY]
    assert len(copies) > 50
    for copy in copies:
        source = sources[copy.draft.copy_group]
        assert source.published < copy.published
        assert source.outlet is copy.draft.agency
        assert source.outlet.language == copy.outlet.language


def test_a_copy_is_the_agency_text_whatever_was_done_to_it(world: World, articles: tuple[Article, ...]) -> None:
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[article.draft.copy_group].append(article)
    del groups[""]
    for members in groups.values():
        first = shingles(world.text(members[0]).body)
        assert all(contained(first, shingles(world.text(member).body)) > 0.85 for member in members)


def test_copies_are_changed_to_different_degrees(world: World, articles: tuple[Article, ...]) -> None:
    edits = Counter(world.text(article).edits for article in articles if article.draft.kind is Kind.COPY)
    assert {len(names) for names in edits} >= {0, 1, 2, 3}
    assert {name for names in edits for name in names} == {"headline", "credit", "intro", "truncated", "typographic"}


def test_independent_reports_share_little_text(world: World, articles: tuple[Article, ...]) -> None:
    reports = [article for article in articles if article.draft.event]
    bags = [(article.draft, shingles(world.text(article).body)) for article in reports]
    compared = 0
    for place, (draft, bag) in enumerate(bags):
        for other, other_bag in bags[place + 1 :]:
            same_source = draft.agency_voice and draft.agency_voice == other.agency_voice
            if draft.event is other.event and Kind.INDEPENDENT in {draft.kind, other.kind} and not same_source:
                compared += 1
                assert contained(bag, other_bag) < 0.45, (draft.voice, other.voice)
    assert compared > 200


def test_an_update_is_the_first_report_with_higher_figures(world: World, articles: tuple[Article, ...]) -> None:
    first = {article.draft.voice: article for article in articles if article.draft.kind is Kind.AGENCY}
    updates = [article for article in articles if article.draft.kind is Kind.UPDATE]
    assert len(updates) > 10
    for update in updates:
        before = first[update.draft.voice]
        event = update.draft.event
        assert event is not None
        assert event.revised is not None
        assert before.published < update.published
        assert all(event.revised[name] >= figure for name, figure in event.figures.items())
        assert event.revised["killed"] > event.figures["killed"]
        early, late = world.text(before), world.text(update)
        assert early.title != late.title
        assert len(late.body) == len(early.body) + 1
        assert 0.8 < contained(shingles(early.body), shingles(late.body)) < 1.0


def test_headline_and_summary_of_a_relevant_article_say_where_it_is(
    world: World, articles: tuple[Article, ...]
) -> None:
    for article in articles:
        event, language = article.draft.event, article.outlet.language
        if event is not None:
            text = world.text(article)
            facts = event_facts(event, language, article.outlet.zone)
            names = {facts["place"], facts["country"], facts["adj"] or "-", capital_of(event.country, language)}
            shown = f"{text.title} {summary(text)}".replace("’", "'")
            assert any(name in shown for name in names), shown


def test_what_is_no_news_names_no_event_topic_or_agency(articles: tuple[Article, ...]) -> None:
    for article in articles:
        draft = article.draft
        assert (draft.event is None) == (draft.kind is Kind.OFFTOPIC)
        assert (draft.copy_group != "") == (draft.kind in {Kind.AGENCY, Kind.COPY, Kind.UPDATE})


def test_an_article_is_not_there_before_its_minute(world: World, articles: tuple[Article, ...]) -> None:
    for article in articles[::7]:
        just_before = article.published - timedelta(seconds=1)
        assert world.at_path(article.outlet, article.path, just_before) is None
        assert world.at_path(article.outlet, article.path, article.published) is article
        assert article not in world.visible(article.outlet, just_before)
        assert article in world.visible(article.outlet, article.published)


def test_tracking_and_a_lost_slash_lead_to_the_same_article(world: World, articles: tuple[Article, ...]) -> None:
    for article in articles[::7]:
        joined = "&" if "?" in article.path else "?"
        tracked = f"{article.path}{joined}utm_source=rss&utm_medium=feed"
        assert world.at_path(article.outlet, tracked, world.end) is article
        assert world.at_path(article.outlet, article.path.rstrip("/"), world.end) is article
