"""What happened where and when, in a few words of the reader's language: how a line in brief begins."""

from collections.abc import Mapping, Sequence

from pipeline.domain.digests import Candidate, TollRow
from pipeline.domain.folding import fold
from pipeline.domain.topics import Kind
from pipeline.report import phrases
from pipeline.report.catalogue import country_name, say


def gist(leading: Candidate, tolls: Sequence[TollRow], towns: Mapping[str, str], language: str) -> str:
    """Ayorou (Niger), 5 Mar: 51 killed; without a toll the town that the title names, else the countries alone.

    `tolls` are those of the happening; told is the first that the leading report gives. `towns` are names by key.
    """
    listed = leading.listed
    tolls = [row for row in tolls if listed.article.id in row.articles]
    countries = [country_name(language, code) for code in listed.countries]
    place = _place(leading, tolls, towns, language)
    where = ", ".join(countries) or say(language, "no_country")
    if place and fold(place).text in {fold(one).text for one in countries}:
        where = place
    elif place:
        where = f"{place} ({countries[0]})" if countries else place
    if not tolls:
        return where
    first = tolls[0]
    when = f", {first.day}" if first.day else ""
    return f"{where}{when}{say(language, 'colon')} {', '.join(map(phrases.toll_figure, first.figures))}"


def _place(leading: Candidate, tolls: Sequence[TollRow], towns: Mapping[str, str], language: str) -> str:
    if tolls and tolls[0].place:
        return phrases.toll_area(tolls[0], language)
    titled = (one for one in leading.mentions if one.kind is Kind.PLACE and one.field == "title")
    return next((towns[one.key] for one in sorted(titled, key=lambda one: one.start) if one.key in towns), "")
