"""Queries as conditions: both databases say what a plain reading of the query says."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain.articles import Review, State
from pipeline.domain.bounds import Ago, Calendar, Day, DayBack
from pipeline.domain.folding import folded_words
from pipeline.domain.queries import MOST_NESTED, MOST_PARTS, Filters, read_query
from pipeline.domain.querytree import (
    And,
    Bound,
    BoundName,
    Field,
    FieldName,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Trait,
    all_of,
    any_of,
)
from pipeline.domain.records import NewArticle
from pipeline.domain.topics import Level, Tag
from storage.store import Store, Transaction
from tests.storage.samples import NOON, analysis, new_article, source
from tests.storage.test_articles import put

CALENDAR = Calendar(NOON + timedelta(hours=3))
ALL = Filters(everything=True, limit=None)
Filled = tuple[Store, dict[int, "Told"]]


@dataclass(frozen=True)
class Told:
    """An article as a test tells it: enough to answer every query without a database."""

    name: str
    title: str
    text: str
    outlet: str
    language: str = "fr"
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    hours: int = 0
    state: State | None = None
    copy_of: str = ""
    story_of: str = ""

    @property
    def moment(self) -> datetime:
        return NOON + timedelta(hours=self.hours)


OWNERS = {"ortm": "state-ml", "radio": "state-ml", "fleuve": "press-house", "agence": "", "wakat": "wakat"}
TOLD = (
    Told("a", "Convoi à Gao", "Un convoi de carburant est parti.", "ortm", topics=("fuel", "road"), countries=("ML",)),
    Told("b", "Convoi à Gao", "Un convoi de carburant est parti.", "fleuve", topics=("fuel",), hours=1, copy_of="a"),
    Told("c", "Attaque", "Gao: le convoi attaqué.", "fleuve", topics=("attack",), places=("gao",), story_of="a"),
    Told("d", "غاو", "وصلت قافلة الوقود إلى غاو", "agence", "ar", ("fuel",), ("ML", "NE"), hours=-30),
    Told("e", "Rien", "Gao. Carburant de convoi.", "radio", hours=2, state=State.DROPPED, story_of="d"),
    Told("f", "Kidal", "Le JNIM à Kidal.", "wakat", "en", ("attack",), actors=("jnim",), state=State.KEPT, hours=-50),
    Told("g", "Kidal", "Toujours Kidal.", "ortm", "en", ("attack",), hours=-20, state=State.NEW, story_of="f"),
    Told("h", "Gao", "de carburant Gao", "unlisted", "ha", countries=("NE",), hours=-12),
)


def as_stored(told: Told) -> NewArticle:
    plain = analysis(told.text, title=told.title, when=told.moment)
    tags = tuple(Tag(topic, Level.REPORTED, 0.5, "strong", ()) for topic in told.topics)
    tagging = replace(
        plain.tagging,
        relevant=bool(tags),
        tags=tags,
        mentions=(),
        countries=told.countries,
        places=told.places,
        actors=told.actors,
    )
    made = replace(
        plain, document=replace(plain.document, language=told.language, credit=""), tagging=tagging, incidents=()
    )
    return new_article(f"https://{told.outlet}.example/{told.name}", made=made, outlet=told.outlet)


def fill(tx: Transaction) -> dict[int, Told]:
    """Store what was told; the articles by their ids."""
    tx.feeds.load([replace(source(key), owner=owner) for key, owner in OWNERS.items()], [], NOON)
    numbers: dict[str, int] = {}
    for told in TOLD:
        group = tx.articles.get(numbers[told.copy_of]).group if told.copy_of else None
        number = numbers[told.name] = put(tx, as_stored(told), group=group)
        leading = told.copy_of or told.story_of
        if leading:
            before, first = tx.articles.get(number), tx.articles.get(numbers[leading])
            tx.articles.move(number, group=before.group, story=first.story)
            tx.groups.settle([before.group], [before.story, first.story])
        if told.state:
            tx.reviews.put(Review(number, told.state, "", "awa", NOON))
    tx.stories.count_again(tx.articles.get(number).story for number in numbers.values())
    return {numbers[told.name]: told for told in TOLD}


@pytest.fixture
def filled(store: Store) -> Filled:
    with store.writing() as tx:
        stored = fill(tx)
    return store, stored


def found(filled: Filled, query: Query | str, filters: Filters = ALL) -> str:
    """The names of the articles that are found, in alphabetical order."""
    store, stored = filled
    wanted = read_query(query) if isinstance(query, str) else query
    with store.reading() as view:
        return "".join(sorted(stored[one.article.id].name for one in view.listings.find(wanted, filters, CALENDAR)))


def is_corroborated(told: Told) -> bool:
    """Whether originals of the story have two known owners: told by the names of those whose story it is."""
    story = told.copy_of or told.story_of or told.name
    members = [one for one in TOLD if story in {one.name, one.story_of} and not one.copy_of]
    return len({OWNERS.get(one.outlet, "") for one in members} - {""}) >= 2


def has_value(told: Told, name: FieldName, value: str) -> bool:
    traits = {
        Trait.RELEVANT: bool(told.topics),
        Trait.COPY: bool(told.copy_of),
        Trait.CORROBORATED: is_corroborated(told),
    }
    held: dict[FieldName, tuple[str, ...]] = {
        FieldName.TOPIC: told.topics,
        FieldName.COUNTRY: told.countries,
        FieldName.PLACE: told.places,
        FieldName.ACTOR: told.actors,
        FieldName.SOURCE: (told.outlet,),
        FieldName.OWNER: (OWNERS.get(told.outlet, ""),),
        FieldName.LANG: (told.language,),
        FieldName.STATE: (told.state or State.NEW,),
        FieldName.IS: tuple(trait for trait, held in traits.items() if held),
    }
    return value in held[name]


def stands_in(words: tuple[str, ...], text: str) -> bool:
    inside = folded_words(text)
    return any(tuple(inside[at : at + len(words)]) == words for at in range(len(inside)))


def meets(told: Told, node: Node) -> bool:
    """The plain reading of a query."""
    if isinstance(node, And):
        return all(meets(told, part) for part in node.parts)
    if isinstance(node, Or):
        return any(meets(told, part) for part in node.parts)
    if isinstance(node, Not):
        return not meets(told, node.part)
    if isinstance(node, Phrase):
        return stands_in(node.words, told.title) or stands_in(node.words, told.text)
    if isinstance(node, Field):
        return any(has_value(told, node.name, value) for value in node.values)
    if node.name is BoundName.SINCE:
        return told.moment >= CALENDAR.begin(node.when)
    return told.moment < CALENDAR.end(node.when)


def of(name: FieldName, *values: str) -> st.SearchStrategy[Node]:
    drawn = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
    return drawn.map(lambda chosen: Field(name, tuple(chosen)))


WORDS = st.sampled_from(["gao", "convoi", "de", "carburant", "kidal", "غاو", "rien", "zzz"])
WHENS = st.sampled_from(
    [Ago(4), Ago(24), Ago(48), DayBack(0), DayBack(1), Day(NOON.date()), Day(NOON.date() - timedelta(2))]
)
PHRASES: st.SearchStrategy[Node] = st.lists(WORDS, min_size=1, max_size=2).map(lambda words: Phrase(tuple(words)))
LEAVES: st.SearchStrategy[Node] = st.one_of(
    PHRASES,
    PHRASES,
    of(FieldName.TOPIC, "fuel", "attack", "nothing"),
    of(FieldName.COUNTRY, "ML", "NE"),
    of(FieldName.PLACE, "gao"),
    of(FieldName.ACTOR, "jnim"),
    of(FieldName.SOURCE, "ortm", "fleuve", "unlisted"),
    of(FieldName.OWNER, "state-ml", "press-house", "nobody"),
    of(FieldName.LANG, "fr", "ar", "en"),
    of(FieldName.STATE, *State),
    of(FieldName.IS, *Trait),
    st.builds(Bound, st.sampled_from(BoundName), WHENS),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: all_of(*parts)),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: any_of(*parts)),
    ),
    max_leaves=10,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(node=TREES)
def test_a_query_finds_what_a_plain_reading_of_it_finds(filled: Filled, node: Node) -> None:
    assert found(filled, Query(node)) == "".join(told.name for told in TOLD if meets(told, node))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("topic:fuel lang:fr", "ab"),
        ("topic:fuel,attack -lang:fr", "dfg"),
        ('"convoi de carburant" OR kidal', "abfg"),
        ("gao -(convoi OR غاو)", "h"),
        ("NOT (gao OR kidal)", "d"),
        ("-is:copy -is:relevant", "eh"),
        ("owner:state-ml", "aeg"),
        ("is:corroborated", "abcfg"),
        ("state:new gao", "abch"),
        ("since:today", "abceh"),
        ("since:yesterday until:yesterday", "dg"),
        ("until:1d", "df"),
    ],
)
def test_what_a_query_finds(filled: Filled, query: str, names: str) -> None:
    assert found(filled, query) == names


def test_an_outlet_that_copies_does_not_corroborate(filled: Filled) -> None:
    store, stored = filled
    with store.writing() as tx:
        (own,) = (number for number, told in stored.items() if told.name == "c")
        third = tx.articles.get(own)
        tx.articles.move(own, group=third.group, story=tx.groups.new_story())
        tx.stories.count_again([third.story, tx.articles.get(own).story])
    assert found(filled, "is:corroborated topic:fuel") == ""


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("gao", "ac"),
        ("is:copy", "b"),
        ("-is:relevant", "eh"),
        ("source:fleuve", "bc"),
        ("topic:fuel -source:agence", "a"),
        ("state:dropped", ""),
        ("state:dropped -is:relevant", "e"),
    ],
)
def test_what_a_query_speaks_of_itself_is_not_bounded_by_default(filled: Filled, query: str, names: str) -> None:
    assert found(filled, query, Filters()) == names


def test_filters_and_a_query_bound_together(filled: Filled) -> None:
    assert found(filled, "gao OR kidal", replace(ALL, language="en")) == "fg"


def test_a_query_with_times_needs_to_know_the_time(filled: Filled) -> None:
    with filled[0].reading() as view, pytest.raises(ValueError, match="since needs a calendar"):
        list(view.listings.find(read_query("since:7d"), ALL))


def nested(innermost: str, levels: int, joined: str) -> str:
    query = innermost
    for _ in range(levels):
        query = joined.format(query)
    return query


@pytest.mark.parametrize(
    "joined", ["gao ({})", "kidal OR (gao {})", "gao -({})", "gao (kidal OR (convoi {}))", "-({}) gao"]
)
def test_the_deepest_query_that_is_read_can_be_answered(filled: Filled, joined: str) -> None:
    levels = MOST_NESTED // (joined.count("(") + joined.count("-("))
    for innermost in ("carburant", "topic:fuel"):
        query = read_query(nested(innermost, levels, joined))
        assert query.root is not None
        root = query.root
        assert found(filled, query) == "".join(told.name for told in TOLD if meets(told, root))


@pytest.mark.parametrize(
    "part", ["gao ", "-gao kidal ", "gao OR ", "topic:fuel ", "topic:fuel OR ", "-topic:fuel is:copy "]
)
def test_the_longest_query_that_is_read_can_be_answered(filled: Filled, part: str) -> None:
    words = len([piece for piece in part.split() if piece != "OR"])
    text = (part * (MOST_PARTS // words)).removesuffix("OR ")[:4000]
    query = read_query(text.rpartition(" ")[0].removesuffix(" OR"))
    assert query.root is not None
    root = query.root
    assert found(filled, query) == "".join(told.name for told in TOLD if meets(told, root))
