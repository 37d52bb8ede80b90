"""Two simulated days of a newsroom with 50 outlets, through the program as it is run: the road, end to end."""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.domain.articles import RelationKind
from pipeline.domain.records import Listed
from pipeline.domain.urls import url_key
from storage.safekeeping import faults
from tests.acceptance.running import Desk, everything, open_desk, partition, two_days
from tests.newsroom import Newsroom
from tests.newsroom.drafts import Kind
from tests.newsroom.truth import ArticleTruth

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds all of 127.0.0.0/8"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that polled every six hours for two days."""
    with Newsroom(outlets=50, seed=3) as newsroom:
        made = open_desk(tmp_path_factory.mktemp("desk") / "home", newsroom)
        for _ in two_days(made):
            made.call("poll", "--all")
        yield made


@pytest.fixture(scope="module")
def stored(desk: Desk) -> dict[str, Listed]:
    store = desk.store()
    found = everything(store)
    store.close()
    return found


@pytest.fixture(scope="module")
def truth(desk: Desk) -> dict[str, ArticleTruth]:
    return {url_key(told.url): told for told in desk.newsroom.truth()}


def test_every_article_is_stored_once(stored: dict[str, Listed], truth: dict[str, ArticleTruth]) -> None:
    assert len(truth) > 500
    assert set(stored) == set(truth)
    assert len({one.article.id for one in stored.values()}) == len(truth)


def test_each_keeps_its_outlet_title_date_and_language(
    stored: dict[str, Listed], truth: dict[str, ArticleTruth]
) -> None:
    kept = {key: (one.article.source, one.article.title, one.article.published) for key, one in stored.items()}
    assert kept == {key: (told.outlet, told.title, told.published) for key, told in truth.items()}
    wrong = [key for key, one in stored.items() if one.article.language != truth[key].language]
    assert len(wrong) <= len(truth) // 100


def test_what_is_off_topic_is_stored_as_not_relevant(stored: dict[str, Listed], truth: dict[str, ArticleTruth]) -> None:
    judged = Counter((truth[key].relevant, one.article.relevant) for key, one in stored.items())
    assert judged[True, False] <= judged[True, True] // 50
    assert judged[False, True] <= judged[False, False] // 50


def test_wire_copies_are_one_group_and_keep_their_outlets(
    stored: dict[str, Listed], truth: dict[str, ArticleTruth]
) -> None:
    wires = defaultdict(set)
    for key, told in truth.items():
        wires[told.copy_group or key].add(key)
    expected = {frozenset(keys) for keys in wires.values()}
    found = partition(stored)
    assert len(found ^ expected) <= len(expected) // 100
    largest = max(found, key=len)
    assert len({stored[key].article.source for key in largest}) == len(largest) > 3


def test_an_update_is_linked_and_not_folded_away(stored: dict[str, Listed], truth: dict[str, ArticleTruth]) -> None:
    relations = Counter(stored[key].relation for key, told in truth.items() if told.kind is Kind.UPDATE)
    assert relations[RelationKind.UPDATE] >= 0.95 * relations.total() > 0


def test_each_article_has_the_topics_of_its_event(stored: dict[str, Listed], truth: dict[str, ArticleTruth]) -> None:
    missed = [
        (told.url, topic)
        for key, told in truth.items()
        for topic in told.topics
        if topic not in {tag.topic for tag in stored[key].topics}
    ]
    assert len(missed) <= sum(len(told.topics) for told in truth.values()) // 50


def test_no_outlet_was_treated_impolitely(desk: Desk) -> None:
    assert desk.newsroom.violations() == ()
    assert "" not in {request.user_agent for request in desk.newsroom.log}


def test_the_digest_is_three_files_that_agree_with_the_store(desk: Desk, stored: dict[str, Listed]) -> None:
    paths = [Path(line) for line in desk.call("digest").splitlines()]
    assert [path.suffix for path in paths] == [".md", ".html", ".json"]
    first = [path.read_bytes() for path in paths]
    assert [Path(line).read_bytes() for line in desk.call("digest").splitlines()] == first
    record = json.loads(first[2])
    relevant = [one for one in stored.values() if one.article.relevant]
    groups = {one.article.group for one in relevant}
    funnel = record["funnel"]
    assert funnel["articles"] == len(stored)
    assert funnel["not_relevant"] == len(stored) - len(relevant)
    assert funnel["shown"] == len(groups)
    assert funnel["copies"] == len(relevant) - len(groups)
    leading = [item for section in record["sections"] for item in section["items"]]
    shown = [one for item in leading for one in (item, *item["reports"])]
    assert len({item["article"] for item in shown}) == len(shown) == len(groups)
    outlets = sum(1 + len(item["copies"]) for item in shown)
    assert outlets == len({(one.article.group, one.article.source) for one in relevant})


def test_the_database_is_sound_and_nobody_holds_a_host(desk: Desk) -> None:
    store = desk.store()
    assert faults(store.engine) == []
    with store.reading() as view:
        assert view.hosts.owners() == []
    store.close()
