import pytest

from pipeline.report.placement import Box, Sheet, around

FRAME = Box(0, 0, 100, 100)


@pytest.mark.parametrize(
    ("other", "met"),
    [
        (Box(5, 5, 10, 10), True),
        (Box(2, 2, 4, 4), True),
        (Box(10, 0, 10, 10), False),
        (Box(0, 10, 10, 10), False),
        (Box(30, 30, 5, 5), False),
    ],
)
def test_boxes_meet_where_they_share_more_than_an_edge(other: Box, met: bool) -> None:
    box = Box(0, 0, 10, 10)
    assert box.meets(other) is met
    assert other.meets(box) is met


def test_none_of_the_eight_sides_covers_the_mark() -> None:
    mark = Box(46, 46, 8, 8)
    sides = list(around(50, 50, 5, 30, 10))
    assert len(set(sides)) == 8
    assert not any(side.meets(mark) for side in sides)


def test_the_first_free_side_is_taken() -> None:
    sheet = Sheet(FRAME, [Box(50, 40, 40, 20)])
    assert sheet.claim(around(45, 50, 5, 30, 10)) == Box(10, 45, 30, 10)


def test_what_is_taken_once_is_not_given_twice() -> None:
    sheet = Sheet(FRAME)
    places = [Box(10, 10, 20, 10), Box(10, 30, 20, 10)]
    assert [sheet.claim(places) for _ in range(3)] == [*places, None]


def test_nothing_is_placed_beyond_the_frame() -> None:
    assert Sheet(FRAME).claim([Box(90, 0, 20, 10), Box(0, -1, 5, 5), Box(0, 99, 5, 5)]) is None
