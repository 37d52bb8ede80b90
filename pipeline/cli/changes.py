"""How an article changed from version to version, for people and as data.

The marks are characters, never colours: `+` and `-` before a paragraph, {+...+} and [-...-] around words, as wdiff has
them. Marks are opened and closed on each line, so that a line can be understood, and read aloud, by itself.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, TypeVar

from rich.cells import cell_len

from pipeline.analyse.changes import Change, Changes, Edit, Paragraph, Span, changes_between
from pipeline.analyse.figures import FigureChange
from pipeline.cli.rendering import short_moment
from pipeline.domain.records import StoredVersion
from pipeline.report.visible import isolated, one_line, printable

CONTEXT = 6
"""So many unchanged words are shown on each side of a change, and fewer are never left out."""
MOST_FIGURES = 12
INDENT = "    "
_MARKS = {Edit.REMOVED: ("[-", "-]"), Edit.ADDED: ("{+", "+}"), Edit.KEPT: ("", "")}
_SIGNS = {Edit.ADDED: "+", Edit.REMOVED: "-", Edit.CHANGED: "~"}
_FROM_RIGHT, _FIRST_STRONG, _ISOLATE_END = "\u2067", "\u2068", "\u2069"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a run of words that stand in the same marks; `spaced`: a space, where a line may end, is before it."""

    run: int
    edit: Edit
    text: str
    spaced: bool


def changes_of(versions: Sequence[StoredVersion]) -> dict[int, Changes]:
    """What changed, by the number of the version that it changed in; the first has none."""
    return {later.number: changes_between(earlier.document, later.document) for earlier, later in pairwise(versions)}


def version_lines(versions: Sequence[StoredVersion], width: int) -> Iterator[str]:
    """The versions of an article, the newest first, each with what changed in it, in lines of some columns."""
    changes = changes_of(versions)
    for version in reversed(versions):
        yield _heading(version)
        if version.number in changes:
            yield from _change_lines(changes[version.number], width)
        else:
            yield from _listed("headline:", [f'"{version.document.title}"'], width)


def change_record(changes: Changes) -> dict[str, Any]:
    """What changed, as data: what did not change is null, and unchanged paragraphs are only counted."""
    return {
        "title": changes.title,
        "figures": [{"before": one.before or None, "after": one.after or None} for one in changes.figures],
        "paragraphs": [
            {"edit": one.edit, "before": one.before or None, "after": one.after or None, "words": _word_records(one)}
            for one in changes.paragraphs
            if one.edit is not Edit.KEPT
        ],
        "paragraphs_kept": changes.count(Edit.KEPT),
        "authors": changes.authors,
        "credit": changes.credit,
        "published": changes.published,
        "basis": changes.basis,
        "partial": changes.partial,
    }


def _word_records(paragraph: Paragraph) -> list[Span] | None:
    return list(paragraph.spans) if paragraph.edit is Edit.CHANGED else None


def _heading(version: StoredVersion) -> str:
    document = version.document
    parts = [f"version {version.number}", f"{short_moment(version.stored_at)} UTC", f"from the {document.basis.value}"]
    if document.partial:
        parts.append("partial")
    if version.page:
        parts.append(f"page {version.page.sha256[:12]}")
    return ", ".join(parts)


def _change_lines(changes: Changes, width: int) -> Iterator[str]:
    if not changes.any:
        yield from _listed("no change:", ["in headline, text, authors, credit and date"], width)
    if changes.title:
        yield from _title_lines(changes.title, width)
    for label, parts in _said(changes):
        yield from _listed(f"{label}:", parts, width)
    for paragraph in changes.paragraphs:
        yield from _paragraph_lines(paragraph, width)


def _title_lines(title: Change[str], width: int) -> Iterator[str]:
    """The headlines on one line, or each on lines of its own."""
    before, arrow, after = _arrow(*(f'"{text}"' if text else "" for text in _sides(title)))
    together = list(_listed("headline:", [before, arrow, after], width))
    if len(together) == 1:
        yield from together
    else:
        yield from _listed("headline:", [before], width)
        yield from _listed("      ->", [after], width)


def _said(changes: Changes) -> Iterator[tuple[str, list[str]]]:
    """What changed beside headline and paragraphs, the weightiest first, each under its label."""
    yield from _figures(changes.figures)
    if changes.authors:
        yield "authors", _arrow(*(", ".join(names) for names in _sides(changes.authors)))
    if changes.credit:
        yield "credit", _arrow(*_sides(changes.credit))
    if changes.published:
        yield "published", _arrow(*(f"{short_moment(at)} UTC" if at else "" for at in _sides(changes.published)))
    if changes.basis:
        yield "basis", _arrow(*_sides(changes.basis))
    if changes.partial:
        yield "text", ["is partial now" if changes.partial.after else "is whole now"]
    counts = [f"{changes.count(edit)} {edit.value}" for edit in Edit if edit is not Edit.KEPT and changes.count(edit)]
    if counts:
        yield "paragraphs", [", ".join([*counts, f"{changes.count(Edit.KEPT)} unchanged"])]


def _sides(change: Change[T]) -> tuple[T, T]:
    return change.before, change.after


def _figures(figures: Iterable[FigureChange]) -> Iterator[tuple[str, list[str]]]:
    both = [_arrow(one.before, one.after) for one in figures if one.before and one.after]
    new = [[one.after] for one in figures if not one.before]
    gone = [[one.before] for one in figures if not one.after]
    for label, found in (("figures", both), ("new figures", new), ("figures gone", gone)):
        if found:
            more = [[f"and {len(found) - MOST_FIGURES} more"]] if len(found) > MOST_FIGURES else []
            yield label, _separated([*found[:MOST_FIGURES], *more])


def _separated(lists: Sequence[list[str]]) -> list[str]:
    """The parts of all lists, a semicolon behind each list but the last."""
    return [*(part for parts in lists[:-1] for part in (*parts, ";")), *lists[-1]]


def _arrow(before: str, after: str) -> list[str]:
    return [before or "none", "->", after or "none"]


def _listed(label: str, parts: Iterable[str], width: int) -> Iterator[str]:
    """A label and what stands under it; each part is kept apart from what is written from the other side."""
    words = [
        _Word(run, Edit.KEPT, word, spaced=word != ";")
        for run, part in enumerate((label, *map(one_line, parts)))
        for word in (part.split(" ") if run else [part])
    ]
    yield from _wrapped(words, INDENT, INDENT + "  ", width)


def _paragraph_lines(paragraph: Paragraph, width: int) -> Iterator[str]:
    if paragraph.edit is Edit.KEPT:
        return
    whole = paragraph.edit is not Edit.CHANGED
    spans = [Span(Edit.KEPT, span.text) for span in paragraph.spans] if whole else paragraph.spans
    words = [word for run in range(len(spans)) for word in _words_of_span(spans, run, cut=not whole)]
    from_right = _reads_from_right(paragraph.after or paragraph.before)
    yield from _wrapped(words, f"{INDENT}{_SIGNS[paragraph.edit]} ", INDENT + "  ", width, from_right=from_right)


def _words_of_span(spans: Sequence[Span], run: int, *, cut: bool) -> list[_Word]:
    """The words of a span; of those that were kept only some next to a change, where the others are to be cut."""
    edit, text = spans[run].edit, printable(spans[run].text)
    found = text.removeprefix(" ").split(" ")
    spaced = text.startswith(" ") or not run
    words = [_Word(run, edit, word, spaced or place > 0) for place, word in enumerate(found)]
    if edit is not Edit.KEPT or not cut:
        return words
    head, tail = CONTEXT if run else 0, CONTEXT if run < len(spans) - 1 else 0
    if len(words) < head + tail + CONTEXT:
        return words
    return [*words[:head], _Word(run, edit, "…", spaced=True), *words[len(words) - tail :]]


def _wrapped(words: Sequence[_Word], first: str, rest: str, width: int, *, from_right: bool = False) -> Iterator[str]:
    """Words in lines of a width, which a long word may exceed; `first` and `rest` are what the lines begin with."""
    indent, line = first, list[_Word]()
    for unit in _units(words):
        if line and len(indent) + cell_len(_marked(line + unit, from_right=None)) > width:
            yield indent + _marked(line, from_right=from_right)
            indent, line = rest, []
        line += unit
    yield indent + _marked(line, from_right=from_right)


def _units(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Words that no space parts."""
    unit: list[_Word] = []
    for word in words:
        if word.spaced and unit:
            yield unit
            unit = []
        unit.append(word)
    if unit:
        yield unit


def _marked(words: Sequence[_Word], *, from_right: bool | None) -> str:
    """A line of words in their marks, its runs kept apart from one another; None: as it is measured."""
    line = ""
    for (_, edit), group in groupby(words, key=lambda word: (word.run, word.edit)):
        run = list(group)
        text = "".join(f" {word.text}" if word.spaced and place else word.text for place, word in enumerate(run))
        opened, closed = _MARKS[edit]
        line += f"{' ' if line and run[0].spaced else ''}{opened}{_kept_apart(text, from_right)}{closed}"
    return f"{_FROM_RIGHT}{line}{_ISOLATE_END}" if from_right else line


def _kept_apart(text: str, from_right: bool | None) -> str:
    if from_right is None:
        return text
    return f"{_FIRST_STRONG}{text}{_ISOLATE_END}" if from_right else isolated(text)


def _reads_from_right(text: str) -> bool:
    """Whether most letters are of a script that is written from right to left."""
    directions = Counter(map(unicodedata.bidirectional, text))
    return directions["R"] + directions["AL"] > directions["L"]
