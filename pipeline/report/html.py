"""The digest as one HTML page that needs nothing else: no script, no request, readable on paper and on a phone."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.domain.digests import Digest
from pipeline.report import ordering, phrases, typography
from pipeline.report.catalogue import say
from pipeline.report.coverage import by_cause, funnel_rows
from pipeline.report.sahelmap import sahel_map
from pipeline.report.strips import calendar_strip
from pipeline.report.svg import Breadth
from pipeline.report.tolls import MOST_ROWS
from pipeline.report.trends import trend
from pipeline.report.visible import direction, is_link, language_tag, printable


def to_html(digest: Digest) -> str:
    """The digest as an HTML page. All text in it is escaped; its links lead to http and https addresses only."""
    return "".join(html_pieces(digest))


def html_pieces(digest: Digest) -> Iterator[str]:
    """The same page piece by piece."""
    return _page(digest, pictures_of(digest), alone=True)


def to_letter_page(digest: Digest, pictures: Mapping[str, Markup]) -> str:
    """The digest as the page of a letter, with these elements for its pictures, as far as there are any.

    It has no policy: some mail programs would apply it to what they make of the addresses of the pictures.
    """
    return "".join(_page(digest, pictures, alone=False))


def _page(digest: Digest, pictures: Mapping[str, Markup], *, alone: bool) -> Iterator[str]:
    language = digest.language
    opening, closing = typography.quotes(language)
    return _ENVIRONMENT.get_template("digest.html").generate(
        digest=digest,
        names=phrases.topic_names(digest),
        funnel=funnel_rows(digest.funnel, language),
        silent=by_cause(digest.silent),
        opening=opening,
        closing=closing,
        say=partial(say, language),
        number=partial(typography.number, language),
        phrases=phrases,
        pictures=pictures,
        alone=alone,
        most_rows=MOST_ROWS,
        after=(ordering.READING, ordering.SEEDS),
    )


def pictures_of(digest: Digest) -> dict[str, Markup]:
    """The pictures of a digest, each in two breadths of which the page shows one; none where nothing is to be shown."""
    day, language, shown = date.fromisoformat(digest.day), digest.language, digest.pictured
    drawn: dict[str, Markup] = {}
    for breadth in Breadth:
        end = f"-{breadth.name.lower()}"
        if shown.dots:
            drawn[f"map{end}"] = Markup(sahel_map(shown.dots, language, breadth=breadth, prefix=f"map{end}"))
        if shown.topics:
            drawn[f"trend{end}"] = Markup(trend(shown.topics, day, language, breadth=breadth, prefix=f"trend{end}"))
        if shown.countries:
            strip = calendar_strip(shown.countries, day, language, breadth=breadth, prefix=f"calendar{end}")
            drawn[f"calendar{end}"] = Markup(strip)
    return drawn


def _shown(value: Any) -> Any:
    """What a template prints; texts without the characters that HTML has no place for."""
    return printable(value) if type(value) is str else value


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    environment.filters["direction"] = direction
    environment.filters["language_tag"] = language_tag
    environment.tests["link"] = is_link
    return environment


_ENVIRONMENT = _environment()
