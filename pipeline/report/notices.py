"""Notices: short plain texts for chats and alerts. Headlines stand in their own language, word for word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.corroboration import Corroboration
from pipeline.domain.digests import Digest, Item
from pipeline.report import phrases, typography
from pipeline.report.catalogue import country_name, say
from pipeline.report.letter import digest_title
from pipeline.report.visible import is_link, isolated, one_line, stored_address

LONGEST_NOTICE = 1_800
"""Characters of a notice: the narrowest of the usual chat services takes 2,000 with the title."""
MOST_HEADLINES = 3
_CALL = re.compile(r"[@<](?=\S)|\](?=\()")
_JOINER = "\u2060"
"""Keeps a sign from calling people or making a link, and is not seen."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A title and a short text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """An article of a story: its headline, its outlet by name, its address, the words of its figures, and its date."""

    headline: str
    outlet: str
    url: str
    figures: tuple[str, ...] = ()
    published: str = ""


@dataclass(frozen=True, slots=True)
class AlertStory:
    """A story that an alert tells of: places by name, countries by code, its articles in the order of time."""

    places: tuple[str, ...]
    countries: tuple[str, ...]
    reports: tuple[Report, ...]
    voices: Corroboration
    again: bool = False


def brief_notice(digest: Digest) -> Notice:
    """A digest in brief: its window, its coverage, and its first lines with marks and links."""
    head = (one_line(digest.window), one_line(digest.state.text), "")
    lines = [_brief_line(number, item, digest.language) for number, item in enumerate(digest.in_brief, start=1)]
    return Notice(digest_title(digest), _fitted((*head, *(lines or [digest.brief_note])), digest.language))


def alert_notice(search: str, stories: Sequence[AlertStory], language: str, *, beyond: int = 0) -> Notice:
    """An alert of a saved search, by its name, on one story or on several; `beyond` are counted only."""
    name = one_line(search)
    if len(stories) == 1 and not beyond:
        title = say(language, "alert_title", search=name, place=_where(stories[0], language))
        return Notice(title, _fitted(_story_lines(stories[0], language), language))
    title = say(language, "alert_gathered", search=name, count=len(stories) + beyond)
    return Notice(title, _fitted((_story_line(story, language) for story in stories), language, beyond))


def _brief_line(number: int, item: Item, language: str) -> str:
    parts = (
        f"{number}. {one_line(phrases.gist(item, language))}.",
        _quoted_headline(item.headline, item.outlet, language),
        " ".join(f"[{mark.text}]" for mark in item.marks),
        item.url if is_link(item.url) else phrases.addressless(item, language),
    )
    return " ".join(filter(None, parts))


def _story_lines(story: AlertStory, language: str) -> Iterator[str]:
    """A story in full: what outlets say, who they are, how many of them are independent, their figures."""
    yield f"{_where(story, language)}. {_voices(story, language)}"
    if story.again:
        yield say(language, "alert_again")
    for report in story.reports[:MOST_HEADLINES]:
        yield _report_line(report, language)
    others = dict.fromkeys(one_line(report.outlet) for report in story.reports[MOST_HEADLINES:])
    if others:
        yield say(language, "item_same_story", list=", ".join(map(isolated, others)))
    told = [
        f"{typography.quoted(language, isolated(_harmless(words)))} ({isolated(one_line(report.outlet))})"
        for report in story.reports[:MOST_HEADLINES]
        for words in report.figures
    ]
    if told:
        yield say(language, "item_figures", list=", ".join(dict.fromkeys(told)))


def _story_line(story: AlertStory, language: str) -> str:
    line = _report_line(story.reports[0], language) if story.reports else ""
    return f"- {_where(story, language)}. {line} {_voices(story, language)}"


def _report_line(report: Report, language: str) -> str:
    address = stored_address(report.url)
    parts = (
        _quoted_headline(report.headline, report.outlet, language),
        report.published,
        address if is_link(address) else "",
    )
    return " ".join(filter(None, parts))


def _quoted_headline(headline: str, outlet: str, language: str) -> str:
    said = isolated(_harmless(headline)) or say(language, "untitled")
    return f"{said} ({isolated(_harmless(outlet))})"


def _where(story: AlertStory, language: str) -> str:
    """The first place and the countries by name, from the lists."""
    names = [*map(one_line, story.places[:1]), *(country_name(language, code) for code in story.countries[:2])]
    return ", ".join(dict.fromkeys(names)) or say(language, "toll_no_place")


def _voices(story: AlertStory, language: str) -> str:
    """How many speak for a story, in brackets, by the one counting rule."""
    voices = story.voices
    if voices.outlets < 2:
        marks = [say(language, "alert_one_outlet")]
    else:
        marks = [say(language, "item_voices", outlets=voices.outlets, families=len(voices.families))]
    if voices.corroborated:
        marks.append(say(language, "alert_corroborated"))
    if voices.parties_only:
        marks.append(say(language, "alert_parties_only"))
    return " ".join(f"[{mark}]" for mark in marks)


def _harmless(text: str) -> str:
    """Words of an outlet on one line, in which no sign calls people in a chat or makes a link."""
    return _CALL.sub(rf"\g<0>{_JOINER}", one_line(text))


def _fitted(lines: Iterable[str], language: str, beyond: int = 0) -> str:
    """Whole lines up to the limit, and how many are left out."""
    kept: list[str] = []
    wanted = list(lines)
    length = 0
    for line in wanted:
        length += len(line) + 1
        if length > LONGEST_NOTICE and kept:
            break
        kept.append(line[:LONGEST_NOTICE])
    if left_out := len(wanted) - len(kept) + beyond:
        kept.append(say(language, "notice_more", count=left_out))
    return "\n".join(kept) + "\n"
