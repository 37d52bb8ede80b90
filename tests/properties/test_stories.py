"""What holds of stories whatever the texts: order, membership, and that a name alone joins nothing."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyse.stories import Rarity, StoryMember, place_in_story
from pipeline.analyse.storyfeatures import StoryFeatures, index_terms
from pipeline.analyse.storystream import StoryStream
from pipeline.analyse.stream import CopyStream, Text
from tests.analyse.sample import sample_lexicon

LEXICON = sample_lexicon()
START = datetime(2026, 11, 20, tzinfo=UTC)
NAMES = st.lists(st.sampled_from([*"abcdefgh"]).map(lambda letter: f"n:{letter}"), unique=True, max_size=6).map(tuple)
FEATURES = st.builds(
    StoryFeatures,
    language=st.sampled_from(["fr", "en", "ar"]),
    names=NAMES,
    figures=st.lists(st.integers(10, 99), unique=True, max_size=4).map(tuple),
    words=st.lists(st.sampled_from(["village", "marche", "route"]), unique=True).map(tuple),
    measures=st.lists(st.sampled_from(["20 days", "20 months"]), unique=True).map(tuple),
    days=st.lists(st.sampled_from(["2026-11-18", "2026-11-19", "2026-11-21"]), unique=True, max_size=2).map(tuple),
    counted=st.lists(st.just(("lorries", 27, 27)), max_size=1).map(tuple),
    places=st.lists(st.sampled_from(["gao", "djibo"]), unique=True, max_size=1).map(tuple),
)
SENTENCES = st.sampled_from([
    "Des hommes armés ont attaqué Djibo.", "Gunmen attacked Djibo and killed 21 people.", "Le maire Sawadogo a parlé.",
    "Un convoi de 40 citernes est arrivé à Bamako.", "The mayor Sawadogo spoke in Bamako.", "Il a plu.",
])  # fmt: skip
TEXTS = st.lists(st.tuples(st.integers(0, 150), st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)), max_size=12)


@given(FEATURES)
def test_features_survive_their_json(features: StoryFeatures) -> None:
    assert StoryFeatures.from_json(features.to_json()) == features


@given(FEATURES, st.lists(FEATURES, max_size=6), st.randoms(use_true_random=False))
def test_the_order_in_which_members_are_handed_over_changes_nothing(
    features: StoryFeatures, others: list[StoryFeatures], chance: object
) -> None:
    members = [StoryMember(n, n % 3, 2, 2, START + timedelta(hours=n), f"o{n}", one) for n, one in enumerate(others)]
    mixed = list(members)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    rarity = Rarity(300, {})
    moment = START + timedelta(hours=20)
    assert place_in_story(features, moment, "x", mixed, rarity) == place_in_story(
        features, moment, "x", members, rarity
    )


@given(FEATURES, FEATURES)
def test_what_shares_at_most_one_name_and_no_figure_is_never_joined(one: StoryFeatures, other: StoryFeatures) -> None:
    shared = {*one.figures, *one.measures, *one.counted} & {*other.figures, *other.measures, *other.counted}
    link = place_in_story(one, START, "x", [StoryMember(1, 1, 1, 1, START, "y", other)], Rarity(300, {}))
    if len(set(one.names) & set(other.names)) < 1 or (len(set(one.names) & set(other.names)) == 1 and not shared):
        assert link is None


@given(FEATURES, FEATURES)
def test_a_link_names_only_what_both_have(one: StoryFeatures, other: StoryFeatures) -> None:
    link = place_in_story(one, START, "x", [StoryMember(1, 1, 1, 1, START, "y", other)], Rarity(300, {}))
    if link is not None:
        assert set(link.names) <= set(one.names) & set(other.names)
        units = {int(measure.split()[0]) for measure in set(one.measures) & set(other.measures)}
        assert set(link.figures) <= set(one.figures) & set(other.figures) | units
        assert 0 < link.likeness <= 1


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_each_text_of_a_stream_is_in_one_story_that_began_with_one_of_them(texts: list[tuple[int, str]]) -> None:
    stream = CopyStream(LEXICON)
    ordered = sorted(enumerate(texts), key=lambda one: (one[1][0], one[0]))
    seen: set[str] = set()
    for number, (hours, text) in ordered:
        verdict = stream.feed(Text(str(number), text, START + timedelta(hours=hours), "", "fr", f"outlet-{number % 4}"))
        seen.add(verdict.id)
        assert verdict.story in seen


@settings(max_examples=30, deadline=None)
@given(st.lists(FEATURES, min_size=1, max_size=20))
def test_the_memory_of_a_stream_of_stories_is_its_window(features: list[StoryFeatures]) -> None:
    stream = StoryStream(LEXICON)
    for number, one in enumerate(features):
        moment = START + timedelta(days=number)
        stream.place(one, moment, "")
        stream.add(number, number, one, moment, "")
        assert len(stream) <= 4
    assert all(0 <= term < 2**62 for one in features for term in index_terms(one))
