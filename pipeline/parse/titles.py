"""What a page is called, and what its site is called: often said in one breath."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.domain.folding import folded_words

_SEPARATOR = re.compile(r"\s+[|•·–—-]+\s+|\s*\|\s*")
_GENERIC = frozenset({"news", "actualites", "actualite", "online", "officiel"})
_MARKS = " \u00a0|•·–—-:"


@dataclass(frozen=True, slots=True)
class Named:
    """The title of a page, the heading that readers see over it, and the name of its site (its host where unnamed)."""

    title: str
    heading: str
    site: str


def name_page(
    *, declared: str, window: str, headings: Sequence[str], lesser: Sequence[str], site: str, url: str
) -> Named:
    """Tell title and site apart.

    `declared` is the title in the metadata, `window` that of the window; `headings` are those of the first rank,
    `lesser` those that count where there is none; `site` is the declared name of the site.
    """
    first_rank = [heading for heading in headings if heading and not _names_site(heading, site, url)]
    beside = {heading: rest for heading in first_rank or lesser if (rest := _rest_beside(window, heading))}
    site = site or next(iter(beside.values()), "")
    proper = first_rank or list(beside)
    title = _without_site(declared or window, site, url)
    return Named(_best(title, proper), proper[0] if proper else "", site or host_label(url))


def host_label(url: str) -> str:
    """The host of an address without www; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _best(title: str, headings: Iterable[str]) -> str:
    """The title; the heading where the title is that one cut short, or with something else beside it."""
    cut = title.endswith(("…", "..."))
    for heading in headings:
        if (cut and _begins(heading, title)) or _rest_beside(title, heading):
            return heading
        title = title or heading
    return title


def _rest_beside(title: str, heading: str) -> str:
    """What stands beside the heading in a title, set off by a mark; empty where the heading is only a small part."""
    if not heading or 3 * len(heading) < len(title):
        return ""
    if title.startswith(heading):
        rest = title[len(heading) :].lstrip()
        return rest.strip(_MARKS) if rest[:1] in _MARKS else ""
    if title.endswith(heading):
        rest = title[: -len(heading)].rstrip()
        return rest.strip(_MARKS) if rest[-1:] in _MARKS else ""
    return ""


def _begins(text: str, start: str) -> bool:
    """Whether a text begins with the words of another one, and these are not only a small part of it."""
    words, first = folded_words(text), folded_words(start)
    return words[: len(first)] == first and 2 * len(first) >= len(words)


def _without_site(title: str, site: str, url: str) -> str:
    parts = list(_SEPARATOR.finditer(title))
    if parts and _names_site(title[parts[-1].end() :], site, url):
        return title[: parts[-1].start()].strip()
    if parts and _names_site(title[: parts[0].start()], site, url):
        return title[parts[0].end() :].strip()
    return title


def _names_site(text: str, site: str, url: str) -> bool:
    """Whether words say no more than which site this is: its name or host, or most of either."""
    key = "".join(word for word in folded_words(text) if word not in _GENERIC)
    names = ("".join(folded_words(name)) for name in (site, host_label(url)))
    return any(_much_in(key, name) or _much_in(name, key) for name in names)


def _much_in(part: str, whole: str) -> bool:
    return bool(part) and part in whole and 2 * len(part) >= len(whole)
