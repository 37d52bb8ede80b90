"""Short phrases about an item that all forms for people share; none of them is escaped for any form yet."""

import re
from collections.abc import Iterator, Sequence

from pipeline.domain.digests import Change, Digest, Item, TollFigure, TollRow, TopicLabel
from pipeline.domain.folding import fold
from pipeline.report import typography
from pipeline.report.catalogue import country_name, say
from pipeline.report.visible import SEED_SCHEME, is_link

MOST_ADDED = 12
"""So many added items are named in the masthead."""
MOST_LINES = 8
"""So many lines of follow-ups, and of claims, are shown; the JSON form has all."""
MOST_VOICES = 3
"""So many of those who give the same figures are named."""
_ROUGH = 2
"""The precision of a place that is near, or somewhere in a region; a country is told as it is."""
MOST_WORDS = 3
"""So many of the words that earned a topic stand beside it; the JSON form has more."""
MOST_REPORTS = 4
"""So many other reports of a happening are named beside its leading item."""
_LONGEST_NUMBER, _YEAR = 9, 4
"""Digits."""
_NUMBER = re.compile(r"\d+(?:[\s.,'٫٬]\d{3}(?!\d))*")


def edition(digest: Digest) -> str:
    """Which edition this is, or that the day is not over, and by which lists and by whom it was made."""
    key = "compiled" if digest.compiled_only else "edition" if digest.edition else "provisional"
    return say(digest.language, key, edition=digest.edition, lexicon=digest.lexicon[:12])


def added(digest: Digest) -> str:
    """What this edition has that the one before had not; empty where there is nothing."""
    if not digest.added:
        return ""
    numbers = ", ".join(article_number(article, digest.language) for article in digest.added[:MOST_ADDED])
    more = len(digest.added) - MOST_ADDED
    rest = f" {say(digest.language, 'reports_more', count=more)}" if more > 0 else ""
    return say(digest.language, "added", count=len(digest.added), list=numbers + rest)


def parted(items: Sequence[Item], language: str) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Items as what is new and what goes on, each with its heading; without headings where there is one kind only."""
    new = tuple(item for item in items if item.status == "new")
    old = tuple(item for item in items if item.status != "new")
    for key, found in (("status_new", new), ("status_developing", old)):
        if found:
            yield say(language, key) if new and old else "", found


def places(item: Item, language: str) -> str:
    """The countries concerned by name, the most concerned first."""
    return ", ".join(country_name(language, code) for code in item.countries) or say(language, "no_country")


def gist(item: Item, language: str) -> str:
    """What a line in brief begins with: where and when what happened, or the countries alone."""
    return item.gist or places(item, language)


def independent(item: Item, language: str) -> str:
    """How many independent sources tell of the happening of an item, where there are several."""
    return say(language, "brief_voices", count=item.families) if item.families > 1 else ""


def ownership(item: Item, language: str) -> str:
    """What follows the name of an outlet: the kind of owner it has, where that is known."""
    return f" ({say(language, f'owned_{item.ownership}')})" if item.ownership else ""


def article_number(article: int, language: str) -> str:
    """How an article is called: by its number in the store, without separators."""
    return say(language, "number", number=str(article))


def companion(item: Item, language: str) -> Item | None:
    """Of an item in another language the first other report in the reader's that gives no other figures.

    None where there is none: an earlier toll beside a later one would be taken for the same.
    """
    if item.language == language:
        return None
    return next((one for one in item.reports if one.language == language and _tells_the_same(one, item)), None)


def _tells_the_same(one: Item, other: Item) -> bool:
    """Whether the numbers of two headlines are the same, or one has none."""
    own, others = (_numbers(item.headline) for item in (one, other))
    return not own or not others or own == others


def _numbers(headline: str) -> set[str]:
    return {re.sub(r"\D", "", number) for number in _NUMBER.findall(fold(headline).text)}


def standing(item: Item, language: str) -> Iterator[str]:
    """How many speak for the happening of an item, where there are several, and the number of its story."""
    if item.same_story and item.outlets > 1:
        yield say(language, "item_voices", outlets=item.outlets, families=item.families)
    yield say(language, "item_story", story=str(item.story))


def genre(item: Item, language: str) -> str:
    """What kind of text an item is; empty for news."""
    return "" if item.genre == "news" else say(language, f"genre_{item.genre}")


def addressless(item: Item, language: str) -> str:
    """Why an item has no link; empty where it has one."""
    if is_link(item.url):
        return ""
    return say(language, "seed" if item.url.startswith(SEED_SCHEME) else "no_address")


def topic_name(label: TopicLabel, language: str) -> str:
    """What a topic is called, with the spaces that French asks for."""
    return typography.french_spaces(label.label_fr) if language == "fr" else label.label_en


def former(change: Change, language: str) -> str:
    """What stood where an update says something else; a number as the language writes it, a year as it is."""
    said = change.before
    if not said.isdecimal() or len(said) > _LONGEST_NUMBER or (len(said) == _YEAR and said[:2] in {"19", "20"}):
        return said
    return typography.number(language, int(said))


def topic_names(digest: Digest) -> dict[str, str]:
    """What each topic is called in the language of the digest."""
    return {key: name for key, name, _ in digest.topics}


def evidence(item: Item, keys: tuple[str, ...], names: dict[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The given topics of an item by name, each with the words that earned it."""
    words = dict(item.evidence)
    return ((names.get(key, key), words.get(key, ())[:MOST_WORDS]) for key in keys)


def toll_place(row: TollRow, language: str) -> str:
    """Where a toll was suffered: the place, its area, or that it is not told."""
    if not row.place:
        return say(language, "toll_in_country", country=row.country) if row.country else say(language, "toll_no_place")
    return say(language, "toll_near", place=row.place) if row.precision == _ROUGH else row.place


def toll_area(row: TollRow, language: str) -> str:
    """The place of a toll where its country follows in brackets."""
    return say(language, "toll_area", place=row.place) if row.precision == _ROUGH else row.place


def more_voices(row: TollRow, language: str) -> list[str]:
    """How many more give the same figures than are named; nothing where there are none."""
    more = len(row.voices) - MOST_VOICES
    return [say(language, "reports_more", count=more)] if more > 0 else []


def toll_figure(figure: TollFigure) -> str:
    """A figure with its harm, and who was hit where that is told: at least 21 killed (civilians)."""
    return f"{figure.told} {figure.harm}" + (f" ({figure.side})" if figure.side else "")
