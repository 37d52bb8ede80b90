"""The tree of errors."""

import pickle

import pytest

from pipeline.domain import errors
from pipeline.domain.errors import Busy, ConfigError, Denied, Failure, FetchError, NotFound, ParseError, PipelineError


def test_the_text_of_an_error_names_message_subject_and_cause() -> None:
    error = ConfigError("cannot be read", subject="sahel.toml")
    error.__cause__ = ValueError("line 3")
    assert str(error) == "cannot be read: sahel.toml: line 3"


def test_an_error_survives_the_way_from_another_process() -> None:
    for error in (
        Busy("later", subject="https://a.example/", status=429, retry_after=5.0),
        Denied("no", subject="https://a.example/", failure=Failure.ROBOTS),
        ParseError("a page", subject="https://a.example/", sample="<html>"),
    ):
        back = pickle.loads(pickle.dumps(error))
        assert str(back) == str(error)
        assert back.__dict__ == error.__dict__


@pytest.mark.parametrize(
    ("kind", "code"), [("ConfigError", 2), ("SchemaMismatch", 3), ("StoreFull", 5), ("StoreBusy", 5)]
)
def test_each_class_has_its_exit_code(kind: str, code: int) -> None:
    assert getattr(errors, kind)("x").exit_code == code


def test_what_is_missing_is_named() -> None:
    assert (str(NotFound("article", 7)), NotFound("article", 7).exit_code) == ("no such article: 7", 4)


def test_every_fetch_error_says_its_weight_and_its_word() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, FetchError)]
    assert len(kinds) == 10
    assert all(0 < kind.weight <= 1 and kind("x").failure in Failure for kind in kinds)


def test_every_error_is_drawn_in_the_tree() -> None:
    kinds = [name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, PipelineError)]
    assert [name for name in kinds if name not in (errors.__doc__ or "")] == []
