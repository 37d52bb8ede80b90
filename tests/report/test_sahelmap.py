from itertools import combinations
from math import hypot, inf, nan, pi, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.pictures import Dot, DotKind
from pipeline.report.mapground import View
from pipeline.report.placement import Box
from pipeline.report.sahelmap import MOST_MARKS, sahel_map
from pipeline.report.svg import Breadth
from tests.report.drawn import SVG, dots, said, size, texts, tree

GAO = (16.27, -0.04)
HOSTILE = ("<script>alert(1)</script>", '"><a href="x">', "]]></svg>", "&lt;b&gt; &amp;", "\x00\x1b\ud800\ufffe\u202e")

EVERYWHERE = st.builds(
    Dot,
    latitude=st.floats(0, 30) | st.floats(),
    longitude=st.floats(-21, 27) | st.floats(),
    label=st.sampled_from(["Djibo", "Fada N'Gourma", "باماكو", "Tin-Akof", "Ouagadougou"])
    | st.text(st.characters(), max_size=30),
    size=st.integers(0, 500),
    kind=st.sampled_from(DotKind),
    precision=st.none() | st.integers(1, 3),
)
CROWDED = st.builds(
    Dot,
    latitude=st.floats(12, 15),
    longitude=st.floats(-4, 3),
    label=st.sampled_from(["Djibo", "Fada N'Gourma", "باماكو", "Tin-Akof", "Ouagadougou"]),
    size=st.integers(1, 40),
    kind=st.sampled_from(DotKind),
    precision=st.none() | st.integers(1, 3),
)
SCENES = st.lists(EVERYWHERE, max_size=12) | st.lists(CROWDED, max_size=60)


def dot(label: str = "Gao", *, at: tuple[float, float] = GAO, size: int = 1, **changes: object) -> Dot:
    given: dict[str, object] = {"kind": DotKind.STORY} | changes
    return Dot(at[0], at[1], label, size, **given)  # type: ignore[arg-type]


def marks(picture: str) -> int:
    """The marks on the map itself, without those of its key."""
    return sum(box.y < View(Breadth.WIDE).height for box in dots(picture))


@settings(max_examples=60, deadline=None)
@given(SCENES, st.sampled_from(["en", "fr"]), st.sampled_from(Breadth))
def test_no_label_lies_on_another_or_on_a_mark(scene: list[Dot], language: str, breadth: Breadth) -> None:
    picture = sahel_map(scene, language, breadth=breadth)
    labels = texts(picture, "label", "country")
    assert [(a, b) for a, b in combinations(labels, 2) if a.box.meets(b.box)] == []
    assert [(text, box) for text in labels for box in dots(picture) if text.box.meets(box)] == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(12, 15), st.floats(-4, 3), st.integers(1, 20)), min_size=2, max_size=30))
def test_a_label_stands_nearer_to_its_own_mark_than_to_any_other(scene: list[tuple[float, float, int]]) -> None:
    given = [
        dot(f"Town {at}", at=(latitude, longitude), size=size) for at, (latitude, longitude, size) in enumerate(scene)
    ]
    picture = sahel_map(given, "en")
    at = {one.label: View(Breadth.WIDE).point(one.longitude, one.latitude) for one in given}
    on_map = [box for box in dots(picture) if box.y < View(Breadth.WIDE).height]
    for text in texts(picture, "label"):
        if text.said in at:
            own = min(on_map, key=lambda box: hypot(*offset(box, at[text.said])))
            assert all(apart(text.box, own) < apart(text.box, other) for other in on_map if other != own)


def offset(box: Box, point: tuple[float, float]) -> tuple[float, float]:
    """From a point to the middle of a box."""
    return box.x + box.width / 2 - point[0], box.y + box.height / 2 - point[1]


def apart(one: Box, other: Box) -> float:
    """The gap between two boxes, along the axis on which it is larger."""
    return max(
        one.x - other.x - other.width,
        other.x - one.x - one.width,
        one.y - other.y - other.height,
        other.y - one.y - one.height,
    )


@settings(max_examples=60, deadline=None)
@given(SCENES, st.sampled_from(Breadth))
def test_all_marks_and_labels_stand_inside_the_map(scene: list[Dot], breadth: Breadth) -> None:
    picture = sahel_map(scene, "en", breadth=breadth)
    right, bottom = size(picture)
    for box in [*dots(picture), *(text.box for text in texts(picture, "label", "country"))]:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= right
        assert box.y + box.height <= bottom


@settings(max_examples=40, deadline=None)
@given(st.lists(EVERYWHERE, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_dots_does_not_matter(scene: list[Dot], chance: object) -> None:
    mixed = list(scene)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert sahel_map(mixed, "en") == sahel_map(scene, "en")


@settings(max_examples=40, deadline=None)
@given(st.lists(CROWDED, max_size=40))
def test_each_number_on_the_map_stands_in_the_key(scene: list[Dot]) -> None:
    picture = sahel_map(scene, "en")
    numbers = [text.said for text in texts(picture, "key") if "label" in text.classes]
    keys = [text.said for text in texts(picture, "key") if "label" not in text.classes]
    assert numbers == keys == [str(number + 1) for number in range(len(numbers))]


@pytest.mark.parametrize("breadth", Breadth)
def test_a_place_with_room_around_it_is_named_beside_its_mark(breadth: Breadth) -> None:
    picture = sahel_map([dot()], "en", breadth=breadth)
    assert said(picture, "label") == ["Gao"]
    x, _ = View(breadth).point(GAO[1], GAO[0])
    assert abs(texts(picture, "label")[0].box.x - x) < 20


def test_dots_at_one_place_are_one_mark_with_their_number() -> None:
    picture = sahel_map([dot(), dot(), dot(at=(16.28, -0.05))], "en")
    assert marks(picture) == 1
    assert said(picture, "label") == ["Gao (3)"]


def test_a_mark_is_an_incident_if_one_of_its_dots_is() -> None:
    picture = sahel_map([dot(size=9), dot(kind=DotKind.INCIDENT)], "en")
    assert "Incident" in said(picture)
    assert "Story" not in said(picture)


def test_the_kinds_differ_in_shape_and_not_in_colour_alone() -> None:
    incident = tree(sahel_map([dot(kind=DotKind.INCIDENT)], "en"))
    story = tree(sahel_map([dot()], "en"))
    assert incident.find(f"{SVG}polygon") is not None
    assert story.find(f"{SVG}polygon") is None
    assert story.find(f"{SVG}circle") is not None


def test_four_times_the_articles_are_four_times_the_area() -> None:
    picture = sahel_map([dot(size=48), dot("Agadez", at=(16.97, 7.99), size=12)], "en")
    large, small = (box.width for box in dots(picture)[:2])
    assert large / small == pytest.approx(2, abs=0.1)


def test_a_diamond_has_the_area_of_the_circle_of_its_number() -> None:
    story, incident = (dots(sahel_map([dot(size=12, kind=kind)], "en"))[0] for kind in reversed(DotKind))
    assert incident.width**2 / 2 == pytest.approx(pi * (story.width / 2) ** 2, rel=0.02)
    assert incident.width / story.width == pytest.approx(sqrt(pi / 2), rel=0.02)


@pytest.mark.parametrize(("precision", "rough"), [(None, False), (1, False), (2, True), (3, True)])
def test_a_place_known_roughly_looks_so_and_is_explained(precision: int | None, rough: bool) -> None:
    picture = sahel_map([dot(precision=precision)], "en")
    assert ("Place known roughly" in said(picture)) is rough
    mark = tree(picture).find(f"{SVG}circle")
    assert mark is not None
    assert ("rough" in mark.get("class", "")) is rough


@pytest.mark.parametrize("at", [(nan, 0.0), (16.0, nan), (inf, 0.0), (16.0, -inf), (48.8, 2.3), (-300.0, 900.0)])
def test_what_has_no_place_on_the_map_is_named_below_it(at: tuple[float, float]) -> None:
    picture = sahel_map([dot("Nowhere", at=at), dot()], "en")
    assert marks(picture) == 1
    assert "Not on this map: Nowhere" in said(picture)


def test_a_day_without_places_is_a_map_that_says_so() -> None:
    picture = sahel_map([], "en")
    assert marks(picture) == 0
    assert {"Mali", "Niger", "Burkina Faso"} <= set(said(picture, "country"))
    assert "No place to show on the map." in said(picture)
    assert "Incident" not in said(picture)


def test_countries_are_named_in_the_language_of_the_reader() -> None:
    assert {"Chad", "Mauritania"} <= set(said(sahel_map([], "en"), "country"))
    assert {"Tchad", "Mauritanie"} <= set(said(sahel_map([], "fr"), "country"))


def test_a_label_from_right_to_left_says_its_direction() -> None:
    labels = [text for text in tree(sahel_map([dot("باماكو")], "fr")).iter(f"{SVG}text") if text.text == "باماكو"]
    assert [label.get("direction") for label in labels] == ["rtl"]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("at", [GAO, (48.8, 2.3)])
def test_a_label_cannot_become_markup(hostile: str, at: tuple[float, float]) -> None:
    usual = [element.tag for element in tree(sahel_map([dot(at=at)], "en")).iter()]
    assert [element.tag for element in tree(sahel_map([dot(hostile, at=at)], "en")).iter()] == usual


def test_a_picture_is_named_and_described_and_its_ids_carry_the_prefix() -> None:
    root = tree(sahel_map([dot()], "en", prefix="place"))
    identities = {element.get("id"): "".join(element.itertext()) for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert [identities[name] for name in root.get("aria-labelledby", "").split()] == [
        "Places",
        "1 place on a map of the Sahel: Gao.",
    ]
    assert all(name and name.startswith("place-") for name in identities)


def test_a_picture_asks_for_nothing() -> None:
    picture = sahel_map([dot()], "en")
    attributes = {name for element in tree(picture).iter() for name in element.attrib}
    assert not [name for name in attributes if "href" in name or name == "style"]
    assert picture.count("url(") == picture.count("url(#")
    assert picture.count("http") == 1  # the name space


def test_the_smallest_of_very_many_places_are_counted_and_not_drawn() -> None:
    grid = [dot(f"P{row} {column}", at=(8.0 + row, -15.0 + column)) for row in range(16) for column in range(30)]
    picture = sahel_map(grid, "en")
    assert marks(picture) == MOST_MARKS
    assert "390 smaller places are not drawn." in said(picture)


def test_a_label_as_long_as_a_book_is_cut() -> None:
    picture = sahel_map([dot("Gao " * 250_000)], "en")
    assert len(picture) < 40_000


@pytest.mark.parametrize("blank", ["", " \n\t"])
def test_a_place_without_a_name_has_its_mark_alone(blank: str) -> None:
    picture = sahel_map([dot(blank)], "en")
    assert marks(picture) == 1
    assert said(picture, "label", "key") == []
