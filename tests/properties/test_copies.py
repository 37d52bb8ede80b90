"""What holds for copies whatever the texts: fingerprints, verdicts on pairs, groups."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyse.fingerprint import sign
from pipeline.analyse.grouping import Candidate, earliest_equal, place, select
from pipeline.analyse.relations import SAME_WORDS, compare, prepare
from pipeline.analyse.stories import tells_the_same
from pipeline.analyse.stream import CopyStream, Text
from pipeline.domain.articles import RelationKind
from pipeline.domain.records import Neighbour

JOINING = {RelationKind.EXACT, RelationKind.COPY}
FIRST_DAY = datetime(2023, 5, 1, tzinfo=UTC)

WORDS = """l'été à Ménaka où l'armée qu'aujourd'hui Goïta cœur ƙasa ɗalibi ƴan ɓangare مالي القُرى إقليم «ici» été-là
the of"""
words = st.sampled_from(WORDS.split())
figures = st.integers(0, 10**9)
pieces = st.lists(words | figures, max_size=60)
SEPARATORS = (" ", "\u00a0", "\u202f", ",", ".", "'", "’")
SPACES = (" ", "  ", "\n", "\t ", "\u00a0")


def written(parts: list[str | int], separator: str, space: str) -> str:
    return space.join(part if isinstance(part, str) else f"{part:,}".replace(",", separator) for part in parts)


def without_accents(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if unicodedata.category(mark) != "Mn")


@given(pieces, st.sampled_from(SEPARATORS), st.sampled_from(SPACES))
def test_separators_of_numbers_and_spaces_do_not_change_a_fingerprint(
    parts: list[str | int], separator: str, space: str
) -> None:
    apart = [piece for part in parts for piece in (part, "et")]
    assert sign(written(apart, separator, space)) == sign(written(apart, "", " "))


@given(pieces)
def test_accents_case_and_quotes_do_not_change_a_fingerprint(parts: list[str | int]) -> None:
    text = written(parts, "", " ")
    plain = without_accents(text).replace("'", "’").replace("«", "“").replace("»", "”").replace("-", " – ")
    assert sign(plain) == sign(text)
    assert sign(text.upper()) == sign(text.lower()) == sign(text)
    assert sign(unicodedata.normalize("NFD", text)) == sign(text)


@given(st.text())
def test_any_text_can_be_signed_and_judged(text: str) -> None:
    fingerprint = sign(text)
    assert len(fingerprint.exact) == 32
    assert list(fingerprint.sketch) == sorted(set(fingerprint.sketch))
    expected = RelationKind.EXACT if fingerprint.words else None
    assert compare(prepare(text), prepare(text)).kind is expected


def article(topic: int, figure: int = 12) -> str:
    """A text of 150 words of its own, with a figure in the middle."""
    body = [f"sujet{topic}mot{place}" for place in range(150)]
    return " ".join([*body[:75], str(figure), *body[75:]])


VARIANTS = (
    article,
    lambda topic: article(topic).upper(),
    lambda topic: f"{article(topic)} avec notre correspondant",
    lambda topic: article(topic)[: len(article(topic)) // 3],
    lambda topic: article(topic, 20),
    lambda topic: f"{article(topic, 20)} selon nos informations",
    lambda topic: f"{article(topic)} {article(topic + 1)}",
    lambda topic: " ".join([article(topic + 50), article(topic + 51), article(topic)[:600]]),
)


@dataclass(frozen=True)
class Article:
    """A text of a set, its place in the canonical order (moment, then url_key), and a number that says nothing."""

    number: int
    text: str
    moment: datetime

    @property
    def url_key(self) -> str:
        return f"https://example.org/{self.number:03d}"

    @property
    def order(self) -> tuple[datetime, str]:
        return self.moment, self.url_key


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    chosen = draw(
        st.lists(st.tuples(st.integers(0, 2), st.integers(0, len(VARIANTS) - 1), st.integers(0, 130)), max_size=14)
    )
    return [
        Article(number, VARIANTS[variant](topic), FIRST_DAY + timedelta(hours=hour))
        for number, (topic, variant, hour) in enumerate(chosen)
    ]


@given(articles())
@settings(max_examples=40, deadline=None)
def test_what_two_texts_share_does_not_depend_on_which_is_later(found: list[Article]) -> None:
    for one in found[:5]:
        for other in found[:5]:
            there, back = (compare(prepare(a.text), prepare(b.text)) for a, b in ((one, other), (other, one)))
            assert (there.contained_later, there.contained_earlier) == (back.contained_earlier, back.contained_later)
            assert there.shared == back.shared
            for kind in (RelationKind.EXACT, RelationKind.CONTAINS, None):
                assert (there.kind is kind) == (back.kind is kind)


@given(articles())
@settings(max_examples=60, deadline=None)
def test_groups_are_classes_named_by_their_first_text(found: list[Article]) -> None:
    stream = CopyStream()
    verdicts = {}
    for one in sorted(found, key=lambda each: each.order):
        verdicts[one.url_key] = stream.feed(Text(one.url_key, one.text, one.moment))
    for key, verdict in verdicts.items():
        assert verdicts[verdict.group].group == verdict.group
        assert verdicts[verdict.story].story == verdict.story
        assert verdict.story == verdicts[verdict.group].story
        assert (verdict.group != key) == (verdict.relation in JOINING)
        assert (verdict.of is None) == (verdict.relation is None)
        if verdict.of is not None:
            of_one_story = verdict.relation is not RelationKind.CONTAINS or verdict.containment >= 0.5
            assert (verdicts[verdict.of].story == verdict.story) == of_one_story
            assert (verdicts[verdict.of].group == verdict.group) == (verdict.relation in JOINING)


@given(articles(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_order_of_arrival_ends_in_the_same_groups(found: list[Article], chance: Random) -> None:
    in_order, shuffled = Shelf(), Shelf()
    for one in sorted(found, key=lambda each: each.order):
        in_order.arrive(one)
    for one in chance.sample(found, len(found)):
        shuffled.arrive(one)
    assert shuffled.homes == in_order.homes


@given(articles())
@settings(max_examples=40, deadline=None)
def test_the_stream_and_a_store_find_the_same_groups(found: list[Article]) -> None:
    shelf, stream = Shelf(), CopyStream()
    for one in sorted(found, key=lambda each: each.order):
        shelf.arrive(one)
        verdict = stream.feed(Text(str(one.number), one.text, one.moment))
        assert (int(verdict.group), int(verdict.story)) == shelf.homes[one.number]


class Shelf:
    """A store of articles that, when one arrives, places it and all canonically later ones anew."""

    def __init__(self) -> None:
        self.homes: dict[int, tuple[int, int]] = {}
        self._articles: dict[int, Article] = {}

    def arrive(self, new: Article) -> None:
        self._articles[new.number] = new
        self.homes[new.number] = (new.number, new.number)
        for one in sorted(self._articles.values(), key=lambda each: each.order):
            if one.order >= new.order:
                self.homes[one.number] = self._home(one)

    def _home(self, one: Article) -> tuple[int, int]:
        placement = place(self._candidates(one))
        if placement.of is None:
            return one.number, one.number
        group, story = self.homes[placement.of]
        if not tells_the_same(placement):
            return one.number, one.number
        return (one.number if placement.group is None else group), story

    def _candidates(self, one: Article) -> list[Candidate]:
        ours = sign(one.text)
        same = [
            self._neighbour(other, one) for other in self._articles.values() if sign(other.text).exact == ours.exact
        ]
        equal = earliest_equal(same, moment=one.moment, url_key=one.url_key)
        if equal is not None:
            return [Candidate(equal.id, equal.group, equal.story, SAME_WORDS)]
        others = [self._neighbour(other, one) for other in self._articles.values() if other is not one]
        chosen = select(others, moment=one.moment, url_key=one.url_key, sketch=len(ours.sketch))
        return [
            Candidate(
                other.id,
                other.group,
                other.story,
                compare(prepare(one.text), prepare(self._articles[other.id].text)),
            )
            for other in chosen
        ]

    def _neighbour(self, other: Article, one: Article) -> Neighbour:
        theirs = sign(other.text)
        group, story = self.homes[other.number]
        shared = len(set(theirs.sketch) & set(sign(one.text).sketch))
        return Neighbour(
            other.number, group, story, other.moment, other.url_key, theirs.words, len(theirs.sketch), shared
        )
