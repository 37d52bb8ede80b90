"""The query language."""

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.bounds import Ago, Day, DayBack
from pipeline.domain.errors import QueryError
from pipeline.domain.queries import MOST_NESTED, MOST_PARTS, read_query
from pipeline.domain.querytext import LONGEST_QUERY
from pipeline.domain.querytree import (
    FIELDS,
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
    all_of,
    any_of,
    asks_for_copies,
    speaks_of_relevance,
    speaks_of_state,
)

GAO, KIDAL, KAYES = Phrase(("gao",)), Phrase(("kidal",)), Phrase(("kayes",))
FUEL = Field(FieldName.TOPIC, ("fuel-blockade",))
SHORTAGE = Phrase(("penurie", "de", "carburant"))


def fault(text: str) -> QueryError:
    """What is said of a query that cannot be read."""
    with pytest.raises(QueryError) as caught:
        read_query(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", None),
        ("   ", None),
        ("* ...", None),
        ("Gao Kidal", And((GAO, KIDAL))),
        ('"pénurie de carburant"', SHORTAGE),
        ("«pénurie de carburant»", SHORTAGE),
        ("«\u202fpénurie de carburant\u202f»", SHORTAGE),
        ("“pénurie de carburant”", SHORTAGE),
        ("„pénurie de carburant“", SHORTAGE),
        ("‹pénurie de carburant›", SHORTAGE),
        ("l’armée", Phrase(("l", "armee"))),
        ("AES-Sahel", Phrase(("aes", "sahel"))),
        ("habitant(e)s", Phrase(("habitant", "e", "s"))),
        ("Gao -Kidal", And((GAO, Not(KIDAL)))),
        ('Gao -"nord du Mali"', And((GAO, Not(Phrase(("nord", "du", "mali")))))),
        ("Gao --Kidal", And((GAO, Not(KIDAL)))),
        ("Gao - Kidal", And((GAO, KIDAL))),
        ("Gao -* Kidal", And((GAO, KIDAL))),
        ("مالي", Phrase(("مالي",))),
        ("«مُقاتلي الجماعة»", Phrase(("مقاتلي", "الجماعه"))),
        ("مالي، النيجر", And((Phrase(("مالي",)), Phrase(("النيجر",))))),
    ],
)
def test_plain_words_and_phrases_must_all_occur(text: str, root: Node | None) -> None:
    assert read_query(text) == Query(root)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Gao OR Kidal", Or((GAO, KIDAL))),
        ("Gao|Kidal", Or((GAO, KIDAL))),
        ("Gao AND Kidal", And((GAO, KIDAL))),
        ("Gao NOT Kidal", And((GAO, Not(KIDAL)))),
        ("Gao Kidal OR Kayes", Or((And((GAO, KIDAL)), KAYES))),
        ("Gao (Kidal OR Kayes)", And((GAO, Or((KIDAL, KAYES))))),
        ("Gao -(Kidal Kayes)", And((GAO, Not(And((KIDAL, KAYES)))))),
        ("Gao NOT (Kidal|Kayes)", And((GAO, Not(Or((KIDAL, KAYES)))))),
        ("(Gao (Kidal Kayes))", And((GAO, KIDAL, KAYES))),
        ("(Gao OR (Kidal OR Kayes))", Or((GAO, KIDAL, KAYES))),
        ("NOT -Gao", Not(Not(GAO))),
        ("-topic:fuel-blockade", Not(FUEL)),
    ],
)
def test_operators_put_parts_together(text: str, root: Node) -> None:
    assert read_query(text) == Query(root)


@pytest.mark.parametrize("text", ["mines or Gao", "mines Or Gao", "mines and Gao", "mines not Gao"])
def test_an_operator_in_small_letters_is_a_word(text: str) -> None:
    _, word, _ = text.lower().split()
    assert read_query(text) == Query(And((Phrase(("mines",)), Phrase((word,)), GAO)))


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("topic:fuel-blockade", FUEL),
        ("TOPIC:Fuel-Blockade", FUEL),
        ('topic:"fuel-blockade"', FUEL),
        ("topic:«fuel-blockade»", FUEL),
        ("topic:a,b", Field(FieldName.TOPIC, ("a", "b"))),
        ("topic:a,a", Field(FieldName.TOPIC, ("a",))),
        ("country:ml,Ne", Field(FieldName.COUNTRY, ("ML", "NE"))),
        ("place:gao", Field(FieldName.PLACE, ("gao",))),
        ("actor:jnim", Field(FieldName.ACTOR, ("jnim",))),
        ("source:ORTM", Field(FieldName.SOURCE, ("ORTM",))),
        ('owner:"L\'État  malien"', Field(FieldName.OWNER, ("L'État malien",))),
        ("lang:AR", Field(FieldName.LANG, ("ar",))),
        ("state:kept,flagged", Field(FieldName.STATE, ("kept", "flagged"))),
        ("is:relevant", Field(FieldName.IS, ("relevant",))),
        ("since:2026-11-20", Bound(BoundName.SINCE, Day(date(2026, 11, 20)))),
        ("until:yesterday", Bound(BoundName.UNTIL, DayBack(1))),
        ("since:P1W", Bound(BoundName.SINCE, Ago(168))),
        ('since:"24h"', Bound(BoundName.SINCE, Ago(24))),
    ],
)
def test_a_field_is_read(text: str, root: Node) -> None:
    assert read_query(text) == Query(root)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12:30", ("12", "30")),
        ("http://x.example/a", ("http", "x", "example", "a")),
        ("source://x", ("source", "x")),
        ("topc://x", ("topc", "x")),
        ("Mali:", ("mali",)),
        ("Mali:Gao", ("mali", "gao")),
        ("AES:sommet", ("aes", "sommet")),
        ("US:aid", ("us", "aid")),
        ("RFI:afrique", ("rfi", "afrique")),
        ("مالي:غاو", ("مالي", "غاو")),
        ('"topic:gao"', ("topic", "gao")),
    ],
)
def test_a_colon_in_ordinary_text_makes_no_field(text: str, words: tuple[str, ...]) -> None:
    assert read_query(text) == Query(Phrase(words))


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ('Gao "open', 4, 'a quotation mark is left open; expected "'),
        ("«open", 0, "expected »"),
        ("Gao (Kidal", 4, "left open; expected )"),
        ("Gao) Kidal", 3, "closes nothing"),
        ("Gao OR", 6, "something is missing"),
        ("OR Gao", 0, "something is missing"),
        ("Gao AND OR Kidal", 8, "something is missing"),
        ("Gao NOT", 7, "something is missing"),
        ("Gao ()", 5, "something is missing"),
        ("-only", 0, "at least one word to look for"),
        ('-"only this"', 0, "at least one word to look for"),
        ("-these NOT only", 0, "at least one word to look for"),
        ("Gao topic: Kidal", 10, "the value of a field is missing"),
        ("topic:a, b", 8, "the value of a field is missing"),
        ('topic:""', 6, "the value of a field is missing"),
        ("topic:a\x00b", 6, "holds a character that no value has"),
        ("owner:a\ud800", 6, "holds a character that no value has"),
        ("topc:fuel", 0, "did you mean topic:?"),
        ("Gao contry:ML", 4, "did you mean country:?"),
        ("langue:fr", 0, "did you mean lang:?"),
        ("-sinse:7d", 1, "did you mean since:?"),
        ("Gao state:new,kpet", 14, "did you mean kept?; expected new, kept, dropped, flagged"),
        ("is:odd", 3, "expected relevant, corroborated, copy"),
        ("since:2026-02-30", 6, "expected a day such as"),
        ("since:7d,8d", 8, "takes one value"),
    ],
)
def test_a_fault_is_pointed_at(text: str, at: int, said: str) -> None:
    error = fault(text)
    assert (error.at, error.subject, error.exit_code) == (at, text, 2)
    assert said in str(error)


def test_a_caret_stands_under_the_fault() -> None:
    message, line, caret = str(fault("Gao OR state:odd")).split("\n")
    assert message.endswith("(at character 14)")
    assert line[caret.index("^") :] == "odd"


def test_a_caret_is_moved_by_columns_not_by_characters() -> None:
    _, line, caret = str(fault("e\u0301te\u0301\t)")).split("\n")
    assert line == "  e\u0301te\u0301 )"
    assert caret == "      ^"


def test_of_a_long_query_the_surroundings_of_the_fault_are_shown() -> None:
    _, line, caret = str(fault("mot " * 100 + ")" + " mot" * 100)).split("\n")
    assert len(line) < 100
    assert line[caret.index("^")] == ")"


def test_an_error_survives_the_way_from_another_process() -> None:
    error = fault("Gao )")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize("text", ["(" * 10_000, "NOT " * 1000 + "x", "-(" * 1000 + "x", "x" * (LONGEST_QUERY + 1)])
def test_what_is_too_deep_or_too_long_is_an_error_and_no_crash(text: str) -> None:
    assert "no more than" in str(fault(text))


def test_as_deep_as_is_allowed_can_be_read() -> None:
    assert read_query("(" * MOST_NESTED + "Gao" + ")" * MOST_NESTED) == Query(GAO)
    assert "levels" in str(fault("(" * (MOST_NESTED + 1) + "Gao" + ")" * (MOST_NESTED + 1)))


def test_more_words_than_databases_take_are_refused() -> None:
    read_query("a " * MOST_PARTS)
    assert fault("a " * (MOST_PARTS + 1)).at == 2 * MOST_PARTS


@pytest.mark.parametrize(
    ("text", "relevance", "copies", "state"),
    [
        ("Gao", False, False, False),
        ("-is:relevant", True, False, False),
        ("Gao OR (Kidal is:copy,relevant)", True, True, False),
        ("Gao -is:copy", False, True, False),
        ("source:ortm", False, True, False),
        ("Gao -source:ortm", False, False, False),
        ("Gao -(Kidal -owner:x)", False, True, False),
        ("Gao -state:dropped", False, False, True),
        ("state:kept", False, True, True),
    ],
)
def test_a_query_tells_what_it_speaks_of(text: str, relevance: bool, copies: bool, state: bool) -> None:
    query = read_query(text)
    assert (speaks_of_relevance(query), asks_for_copies(query), speaks_of_state(query)) == (relevance, copies, state)


def test_a_query_has_one_canonical_text() -> None:
    written = "Gao AND (Kidal|«pénurie de carburant») NOT topic:B,A since:P1W"
    assert str(read_query(written)) == 'gao (kidal OR "penurie de carburant") -topic:b,a since:7d'
    assert str(Query()) == ""


WORDS = st.sampled_from(["gao", "or", "not", "مالي", "x1"])
VALUES = st.sampled_from(["a", "b-c", "d e", "f,g", "(h", 'i"j', "k»l", "m“n", "o:p", "-q", "r|s"])
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.lists(WORDS, min_size=1, max_size=3).map(lambda words: Phrase(tuple(words))),
    st.lists(VALUES, min_size=1, max_size=3, unique=True).map(lambda values: Field(FieldName.OWNER, tuple(values))),
    st.sampled_from([Bound(BoundName.SINCE, Ago(30)), Bound(BoundName.UNTIL, DayBack(1)), FUEL]),
)


def trees(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Draw trees as reading makes them."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: all_of(*parts)),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: any_of(*parts)),
        ),
        max_leaves=8,
    )


@given(trees(LEAVES))
def test_the_canonical_text_is_read_back_to_the_same_query(node: Node) -> None:
    query = Query(all_of(FUEL, node))
    assert read_query(str(query)) == query
    assert hash(read_query(str(query))) == hash(query)


PIECES = st.sampled_from(
    [
        "(",
        ")",
        "|",
        "-",
        "OR ",
        "AND ",
        "NOT ",
        '"',
        "«",
        "»",
        ",",
        ":",
        " ",
        "gao",
        "é",
        "مالي",
        "7d",
        "\x00",
        "\ud800",
    ]
    + [f"{name}:" for name in FIELDS]
)


def read_or_refuse(text: str) -> tuple[Query | None, QueryError | None]:
    try:
        return read_query(text), None
    except QueryError as error:
        return None, error


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str) -> None:
    query, error = read_or_refuse(text)
    assert (query is None) == (error is not None)
    if error:
        assert 0 <= error.at <= len(text)
        assert str(error).count("\n") == 2
    if query:
        assert read_query(str(query)) == query
