import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.lettering import fitted, width_of, wrapped

TEXT = st.text(st.characters(), max_size=60)


def test_capitals_are_wider_than_small_letters_and_these_wider_than_points() -> None:
    assert width_of("MMM", 10) > width_of("aaa", 10) > width_of("...", 10)


def test_an_accent_takes_no_room_of_its_own() -> None:
    assert width_of("é", 10) == width_of("e\u0301", 10) == width_of("e", 10)


@given(TEXT, st.floats(8, 20))
def test_a_larger_or_bolder_text_is_never_narrower(text: str, size: float) -> None:
    assert width_of(text, size) <= width_of(text, size, bold=True)
    assert width_of(text, size) <= width_of(text, size + 1)


@given(TEXT, st.floats(0, 300))
def test_a_fitted_text_is_never_wider_than_its_room(text: str, room: float) -> None:
    assert width_of(fitted(text, room, 12), 12) <= room


@given(TEXT, st.floats(20, 300), st.integers(1, 4))
def test_wrapped_lines_are_as_many_and_as_wide_as_allowed(text: str, room: float, lines: int) -> None:
    got = wrapped(text, room, 12, lines)
    assert 1 <= len(got) <= lines
    assert all(width_of(line, 12) <= room for line in got)


def test_a_text_with_room_is_left_as_it_is() -> None:
    assert fitted("Fada N'Gourma", 200, 12) == "Fada N'Gourma"


def test_a_text_without_room_ends_in_one_ellipsis() -> None:
    assert fitted("Alliance of Sahel States", 60, 12).endswith("…")
    assert fitted("Alliance, of Sahel…", 55, 12).count("…") == 1


def test_lines_break_between_words() -> None:
    assert wrapped("Burkina Faso", 60, 12, 2) == ("Burkina", "Faso")


@pytest.mark.parametrize("length", [10**6])
def test_a_text_as_long_as_a_book_is_cut(length: int) -> None:
    assert len(fitted("a" * length, 100, 12)) < 20
    assert sum(map(len, wrapped("a b " * length, 100, 12, 3))) < 60
