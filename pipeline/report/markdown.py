"""The digest as CommonMark that also reads well as it stands, in a terminal of eighty columns."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from pipeline.domain.digests import Digest, Item, Line, Lines, Section, TollRow
from pipeline.report import ordering, phrases, typography
from pipeline.report.catalogue import say
from pipeline.report.chartdays import figure
from pipeline.report.coverage import by_cause, funnel_rows
from pipeline.report.tolls import MOST_ROWS
from pipeline.report.trends import habit_of
from pipeline.report.visible import is_link, isolated, one_line

WIDTH = 80
"""Longest line, characters; only a single long word or address goes beyond it."""

_AFTER = frozenset({ordering.READING, ordering.SEEDS})
"""Parts that come after the news and what became of it."""
_KEPT = "\x1f"
"""Stands for a space at which no line is broken, until the lines are made; no text from outside holds one."""

_MARKUP = re.compile(r"[\\`*_\[\]<~]|&(?=[#\w])|(?<=\w):(?=//)|(?<=\w)@(?=\w)|(?<=\bwww)\.", re.IGNORECASE)
_BLOCK_START = re.compile(r"[#>+=-]|[|:](?=[ |:-])")
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](\s|$))")
_FIRST = re.compile(r"(0{0,8}1)(?=[.)](\s|$))")
"""Only a list that begins with one may begin in the middle of a paragraph."""


def to_markdown(digest: Digest) -> str:
    """The digest as Markdown. No text from outside can become markup or a link in it."""
    return "".join(markdown_pieces(digest))


def markdown_pieces(digest: Digest) -> Iterator[str]:
    """The same text piece by piece."""
    for number, block in enumerate(_blocks(digest)):
        yield f"\n\n{block}" if number else block
    yield "\n"


def escaped(text: str) -> str:
    """A text from outside on one line, with the characters that mean something inside a line taken literally.

    The marks that some renderers turn into links without being asked (://, www., @) are kept apart too.
    """
    return _MARKUP.sub(r"\\\g<0>", one_line(text))


def _blocks(digest: Digest) -> Iterator[str]:
    language = digest.language
    yield f"# {escaped(digest.title)}"
    yield _paragraph(digest.window)
    yield _paragraph(digest.state.text)
    yield _paragraph(escaped(phrases.edition(digest)))
    if digest.added:
        yield _paragraph(phrases.added(digest))
    yield f"## {say(language, 'in_brief')}"
    yield "\n".join(_brief_lines(digest)) or _paragraph(digest.brief_note)
    yield from _tolls(digest)
    names = phrases.topic_names(digest)
    extra = [section for section in digest.sections if section.key in _AFTER]
    for section in digest.sections:
        if section not in extra:
            yield from _section(section, language, names)
    for part in (digest.follow_ups, digest.awaiting):
        yield from _lines(part, language)
    for section in extra:
        yield from _section(section, language, names)
    yield from _topics(digest)
    yield from _coverage(digest)
    yield f"## {say(language, 'key')}"
    yield _bullets(digest.key)
    rest = [item for section in digest.sections for item in section.rest]
    if rest:
        yield f"## {say(language, 'rest_title')}"
        yield "\n".join(_also_line(item, language) for item in rest)


def _brief_lines(digest: Digest) -> Iterator[str]:
    for place, item in enumerate(digest.in_brief, 1):
        number = phrases.article_number(item.article, digest.language)
        parts = (
            f"**{escaped(phrases.gist(item, digest.language))}.**",
            _headline_inside(item, digest.language),
            f"({isolated(escaped(item.outlet))})",
            _companion(item, digest.language),
            _marks(item),
            " · ".join(filter(None, (phrases.independent(item, digest.language), number))),
        )
        yield _paragraph(" ".join(filter(None, parts)), f"{place}. ")


def _companion(item: Item, language: str) -> str:
    """The headline of a report in the reader's language, beside one in another."""
    other = phrases.companion(item, language)
    if other is None:
        return ""
    also = say(language, "brief_also")
    return f"· {also} {_headline_inside(other, language)} ({isolated(escaped(other.outlet))})"


def _tolls(digest: Digest) -> Iterator[str]:
    language = digest.language
    if not digest.tolls:
        return
    yield f"## {say(language, 'tolls')}"
    yield _paragraph(say(language, "tolls_note"))
    lines = [_toll(row, language) for row in digest.tolls[:MOST_ROWS]]
    if len(digest.tolls) > MOST_ROWS:
        lines.append(_paragraph(say(language, "tolls_more", count=len(digest.tolls) - MOST_ROWS), "- "))
    yield "\n".join(lines)


def _toll(row: TollRow, language: str) -> str:
    place = isolated(escaped(phrases.toll_place(row, language)))
    where = f"**{place}**" + (f", {row.day}" if row.day else "") + say(language, "colon")
    told = (
        where,
        ", ".join(phrases.toll_figure(figure) for figure in row.figures) + ".",
        say(language, "toll_said_by") + say(language, "colon"),
        ", ".join(
            [
                *(isolated(escaped(voice)) for voice in row.voices[: phrases.MOST_VOICES]),
                *phrases.more_voices(row, language),
            ]
        )
        + ".",
        " ".join(_unbroken(f"[{mark.text}]") for mark in row.marks),
        f"({', '.join(phrases.article_number(article, language) for article in row.articles)})",
    )
    return _paragraph(" ".join(filter(None, told)), "- ")


def _section(section: Section, language: str, names: dict[str, str]) -> Iterator[str]:
    count = len(section.shown)
    yield f"## {section.title}" + (f" ({typography.number(language, count)})" if count else "")
    if section.note:
        yield _paragraph(escaped(section.note))
    for heading, items in phrases.parted(section.items, language):
        if heading:
            yield f"### {heading}"
        for item in items:
            yield from _card(item, language, names)
    if section.also:
        if section.items:
            yield f"### {say(language, 'also')}"
        yield "\n".join(_also_line(item, language) for item in section.also)
    if section.rest:
        yield _paragraph(say(language, "rest_below", count=len(section.rest)))


def _lines(part: Lines, language: str) -> Iterator[str]:
    """What became of earlier reports, or the claims that stand open, a line each."""
    yield f"## {part.title}"
    if part.note:
        yield _paragraph(part.note)
        return
    shown = [_line(line, language) for line in part.lines[: phrases.MOST_LINES]]
    more = len(part.lines) - phrases.MOST_LINES
    if more > 0:
        shown.append(_paragraph(say(language, "lines_more", count=more), "- "))
    yield "\n".join(shown)


def _line(line: Line, language: str) -> str:
    changed = (line.before, line.after) if line.before or line.after else ()
    shown = [typography.quoted(language, isolated(escaped(text))) if line.quoted else escaped(text) for text in changed]
    headline = "" if line.quoted else isolated(escaped(line.headline)) or say(language, "untitled")
    parts = (
        f"**{isolated(escaped(line.said))}**" + say(language, "colon"),
        " → ".join(shown) + ("." if shown and headline else ""),
        headline,
        f"({isolated(escaped(line.outlet))}, {phrases.article_number(line.article, language)})",
    )
    return _paragraph(" ".join(filter(None, parts)), "- ")


def _card(item: Item, language: str, names: dict[str, str]) -> Iterator[str]:
    yield _paragraph(f"**{escaped(item.headline) or say(language, 'untitled')}**")
    if item.extract:
        ellipsis = " …" if item.extract_cut else ""
        yield _paragraph(typography.quoted(language, escaped(item.extract)) + ellipsis, "> ", "> ")
    yield "\n".join(_paragraph(fact, "- ") for fact in _facts(item, language, names))


def _facts(item: Item, language: str, names: dict[str, str]) -> Iterator[str]:
    yield " · ".join(
        filter(
            None,
            (
                _marks(item),
                escaped(phrases.places(item, language)),
                isolated(escaped(item.outlet)) + phrases.ownership(item, language),
                _unbroken(item.published),
                phrases.article_number(item.article, language),
                phrases.addressless(item, language),
            ),
        )
    )
    if item.topics:
        yield say(language, "item_topics", list=_evidence(item, item.topics, language, names))
    if item.figures:
        yield say(language, "item_figures", list=_quoted_words(item.figures, language))
    if item.changed:
        yield say(language, "item_changed", list=say(language, "between").join(_changes(item, language)))
    if item.copies:
        yield say(language, "item_copies", list=", ".join(isolated(escaped(name)) for name in item.copies))
    if item.reports:
        yield say(language, "item_reports", list=_others(item, language))
    yield " · ".join(phrases.standing(item, language))
    if is_link(item.url):
        yield f"<{item.url}>"


def _also_line(item: Item, language: str) -> str:
    said = " · ".join(
        filter(
            None,
            (
                _headline_inside(item, language),
                phrases.genre(item, language),
                isolated(escaped(item.outlet)),
                _unbroken(item.published),
                _marks(item),
                phrases.article_number(item.article, language),
                *_counted(item.reports, language),
                f"<{item.url}>" if is_link(item.url) else phrases.addressless(item, language),
            ),
        )
    )
    return _paragraph(said, "- ")


def _topics(digest: Digest) -> Iterator[str]:
    language = digest.language
    found = [(name, count) for _, name, count in digest.topics if count]
    missing = [escaped(name) for _, name, count in digest.topics if not count]
    yield f"## {say(language, 'topics')}"
    if digest.first_named:
        yield _paragraph(say(language, "first_named", list=_first_named(digest)))
    if found:
        yield _bullets(f"{escaped(name)} ({_against_habit(digest, name, count)})" for name, count in found)
    else:
        yield _paragraph(say(language, "no_topics"))
    if missing:
        yield _paragraph(say(language, "without_items", list=say(language, "between").join(missing)))


def _first_named(digest: Digest) -> str:
    shown = digest.first_named[: phrases.MOST_ADDED]
    return ", ".join(f"{escaped(name)} ({phrases.article_number(at, digest.language)})" for name, at in shown)


def _against_habit(digest: Digest, name: str, count: int) -> str:
    """The items on a topic, with their median over the days before that were seen, where that is known."""
    told = typography.number(digest.language, count)
    series = next((one for one in digest.pictured.topics if one.name == name), None)
    habit = habit_of(series.counts) if series else None
    if habit is None:
        return told
    return f"{told}, {say(digest.language, 'usual', median=figure(digest.language, habit))}"


def _coverage(digest: Digest) -> Iterator[str]:
    language = digest.language
    yield f"## {say(language, 'coverage')}"
    yield _bullets(escaped(line) for line in digest.coverage)
    if digest.silent:
        yield f"### {say(language, 'silent')} ({typography.number(language, len(digest.silent))})"
        yield _bullets(
            say(language, "silent_group", cause=cause, count=len(names), list=", ".join(map(_name, names)))
            for cause, names in by_cause(digest.silent)
        )
    yield f"### {say(language, 'funnel')}"
    rows = funnel_rows(digest.funnel, language)
    yield _bullets(say(language, "row", name=name, value=count) for name, count in rows)


def _name(name: str) -> str:
    return isolated(escaped(name))


def _evidence(item: Item, keys: tuple[str, ...], language: str, names: dict[str, str]) -> str:
    return say(language, "between").join(
        f"{escaped(name)} ({_quoted_words(words, language)})" if words else escaped(name)
        for name, words in phrases.evidence(item, keys, names)
    )


def _quoted_words(words: Iterable[str], language: str) -> str:
    return ", ".join(typography.quoted(language, isolated(escaped(word))) for word in words)


def _changes(item: Item, language: str) -> Iterator[str]:
    """What an update says anew: its words, and what stood there before."""
    for change in item.changed:
        if change.before:
            before = say(language, "item_before", value=isolated(escaped(phrases.former(change, language))))
            yield f"{_quoted_words((change.words,), language)} {before}"
        else:
            yield isolated(escaped(change.words))


def _others(item: Item, language: str) -> str:
    """The other reports on a happening: headline, outlet and number of the first ones, the count of the others."""
    named = (
        f"{_headline_inside(one, language)} ({isolated(escaped(one.outlet))}, "
        f"{phrases.article_number(one.article, language)})"
        for one in item.reports[: phrases.MOST_REPORTS]
    )
    return say(language, "between").join([*named, *_counted(item.reports[phrases.MOST_REPORTS :], language)])


def _counted(reports: Sequence[Item], language: str) -> list[str]:
    """How many more reports there are, with their numbers; nothing where there are none."""
    numbers = ", ".join(phrases.article_number(one.article, language) for one in reports)
    return [f"{say(language, 'reports_more', count=len(reports))} ({numbers})"] if reports else []


def _headline_inside(item: Item, language: str) -> str:
    return isolated(escaped(item.headline)) or say(language, "untitled")


def _marks(item: Item) -> str:
    return " ".join(_unbroken(f"[{mark.text}]") for mark in item.marks)


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(_paragraph(text, "- ") for text in texts)


def _paragraph(text: str, first: str = "", rest: str | None = None) -> str:
    """A paragraph in lines, after a prefix on the first and on the following ones (as wide as the first's)."""
    following = " " * len(first) if rest is None else rest
    lines = textwrap.wrap(text, WIDTH - len(first), break_long_words=False, break_on_hyphens=False)
    guarded = (_guarded(line, _FIRST if at else _NUMBERED) for at, line in enumerate(lines))
    return "\n".join((following if at else first) + line for at, line in enumerate(guarded)).replace(_KEPT, " ")


def _unbroken(text: str) -> str:
    return text.replace(" ", _KEPT)


def _guarded(line: str, numbered: re.Pattern[str]) -> str:
    """A line that does not begin a heading, list, quotation or table, whatever words the wrapping put in front."""
    if _BLOCK_START.match(line):
        return f"\\{line}"
    return numbered.sub(r"\1\\", line, count=1) if numbered.match(line) else line
