"""Rules of docs/house.md that no other tool keeps: the size of files and functions, and bad names."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MIGRATIONS = ROOT / "storage" / "migrations" / "versions"
"""Steps of the schema are written by a tool and never touched again."""
FILES = sorted(
    path for room in ("pipeline", "storage") for path in (ROOT / room).rglob("*.py") if path.parent != MIGRATIONS
)
BAD_NAMES = {"utils", "helpers", "manager", "process", "handle", "data", "info", "common", "misc"}


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring."""
    docstring = ast.get_docstring(function, clean=False)
    return (function.end_lineno or 0) - function.lineno + 1 - (docstring.count("\n") + 1 if docstring else 0)


def test_the_house_is_found() -> None:
    assert len(FILES) > 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_is_longer_than_60_lines(path: Path) -> None:
    assert {function.name: length(function) for function in functions(path) if length(function) > 60} == {}


def test_most_functions_are_short() -> None:
    lengths = sorted(length(function) for path in FILES for function in functions(path))
    assert lengths[len(lengths) // 2] <= 9
    assert lengths[len(lengths) * 9 // 10] <= 28


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_names_say_what_they_are_for(path: Path) -> None:
    names = {path.stem} | {function.name for function in functions(path)}
    assert not names & BAD_NAMES


@pytest.mark.parametrize("package", ["pipeline", "storage"])
def test_a_package_root_holds_a_docstring_and_a_version_only(package: str) -> None:
    body = ast.parse((ROOT / package / "__init__.py").read_text("utf-8")).body
    rest = [node for node in body[1:] if not isinstance(node, ast.Assign)]
    assert ast.get_docstring(ast.Module(body, []))
    assert rest == []


def test_the_top_level_holds_what_the_client_named() -> None:
    top = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    named = {"pyproject.toml", "README.md", "pipeline", "seeds", "storage", "tests", "docker-compose.yml"}
    ours = {"Makefile", "LICENSE", "constraints.txt", "docs", "benchmarks"}
    assert named <= top
    assert top - named - ours <= {"sahel-home", "build", "dist", "htmlcov"}
