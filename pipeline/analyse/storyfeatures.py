"""What tells one happening from another in a text: names, figures, places, the day, and words inside one language.

Names go through the gazetteer, so that Ménaka, Menaka and ميناكا are one; other names are words with a capital inside a
sentence, folded, and exist in Latin letters only.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import pairwise

from pipeline.analyse.commonwords import COMMON_WORDS
from pipeline.analyse.happeningdays import happening_days
from pipeline.analyse.headcounts import Count, headcounts
from pipeline.analyse.sentences import sentence_starts
from pipeline.analyse.stopwords import is_grammar
from pipeline.analyse.storyfigures import figures_in, tells
from pipeline.analyse.wordforms import singular
from pipeline.domain.folding import fold, folded_words
from pipeline.domain.stories import Cause, Incident
from pipeline.domain.topics import Kind, Mention, Place

READ = 4000
"""Characters of a text that are read: later ones tell of other things and of the past."""
_LEAD = 3
"""The first sentences of a text, where it says what happened."""
_DATED = 2
"""The title and the first sentence say when; those behind them tell of other days as well."""
_MOST_NAMES, _MOST_FIGURES, _MOST_WORDS = 40, 20, 60
_CAPITALISED = re.compile(r"[^\W\d_][\w'’-]*")
_SHORTEST_NAME, _SHORTEST_WORD = 3, 4
_NO_NAMES = frozenset(
    folded_words(
        """
        afp reuters xinhua bbc rfi voa dpa efe facebook twitter whatsapp telegram youtube
        litinin talata laraba alhamis juma asabar lahadi
        francais francaise french american americain russe russian etats unis united states nations unies
        cfa fcfa dollars euros
        """
    )
)
"""Words with a capital that name nobody: who carries the news, days in Hausa, nationalities, money."""
_WIDE = frozenset({"country", "region", "river", "desert", "area", "zone"})
"""Kinds of places in which much happens at once."""


_LISTS = ("names", "lead", "figures", "words", "places", "countries", "days", "measures")


@dataclass(frozen=True, slots=True)
class StoryFeatures:
    """What a text is compared by. `names` and `figures` hold all, `lead` the names of its title and first sentences.

    `figures` are plain numbers, `measures` those with a unit, as `20 days`. `places` are towns and the like of title
    and lead, by gazetteer key; `countries` those of all its places; `days` those in ISO 8601 on which it happened, as
    the text begins. `tolls` are (harm, least, most) of what no accident is said to be, `counted` the same of things.
    """

    language: str
    names: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    figures: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    tolls: tuple[Count, ...] = ()
    counted: tuple[Count, ...] = ()
    measures: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The features as compact JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> "StoryFeatures":
        """The features in such JSON; raises ValueError, KeyError or TypeError where it is none."""
        said = json.loads(text)
        language = said["language"]
        plain = {name: tuple(said.get(name, ())) for name in _LISTS}
        tolls, counted = (tuple(map(_count, said.get(name, ()))) for name in ("tolls", "counted"))
        return StoryFeatures(language, **plain, tolls=tolls, counted=counted)


def _count(said: tuple[str, int, int | None]) -> Count:
    what, least, most = said
    return what, least, most


def features_of(
    title: str, text: str, language: str, mentions: Sequence[Mention], incidents: Iterable[Incident],
    listed: Mapping[str, Place], published: datetime | None = None,
) -> StoryFeatures:  # fmt: skip
    """The features of a text; `mentions` are those of places and actors in it, `listed` the gazetteer by key.

    Without `published` no day is resolved.
    """
    title, text = title[:READ], text[:READ]
    starts = sentence_starts(text)
    lead_end = starts[_LEAD] if len(starts) > _LEAD else len(text)
    known = [one for one in mentions if one.kind is not Kind.TOPIC and (one.field == "title" or one.start < READ)]
    keys = [(_name(one, listed), one.field == "title" or one.start < lead_end) for one in known]
    others = list(_other_names(text, starts, known, language))
    names = dict.fromkeys([*(name for name, _ in keys), *(name for name, _ in others)])
    lead = dict.fromkeys([*(name for name, early in keys if early), *(name for name, at in others if at < lead_end)])
    places = [one.key for one in known if one.kind is Kind.PLACE and (one.field == "title" or one.start < lead_end)]
    precise = [key for key in dict.fromkeys(places) if key in listed and listed[key].kind not in _WIDE]
    every = [one.key for one in known if one.kind is Kind.PLACE]
    told = [one for one in incidents if one.cause is Cause.UNSTATED]
    beginning = [title, *(text[start:end] for start, end in pairwise((*starts[:_LEAD], lead_end)))]
    counted = tuple(dict.fromkeys(count for part in beginning for count in headcounts(fold(part), language)))
    figures = figures_in(fold(f"{title}\n{text}").text)
    first = filter(tells, (*(one.least for one in told), *(least for _, least, _ in counted)))
    return StoryFeatures(
        language=language,
        names=tuple(names)[:_MOST_NAMES],
        lead=tuple(lead)[:_MOST_NAMES],
        figures=tuple(dict.fromkeys((*first, *figures.plain)))[:_MOST_FIGURES],
        words=tuple(_words(f"{title}\n{text}", language))[:_MOST_WORDS],
        places=tuple(precise),
        countries=tuple(sorted({listed[key].country for key in every if key in listed and listed[key].country})),
        days=tuple(day.isoformat() for day in happening_days(beginning[:_DATED], language, published)),
        tolls=tuple(dict.fromkeys((one.harm.value, one.least, one.most) for one in told)),
        counted=counted,
        measures=figures.measures[:_MOST_FIGURES],
    )


def _name(mention: Mention, listed: Mapping[str, Place]) -> str:
    """A name with its kind in front: a: actor, p: town and the like, c: country or another place of much happening."""
    wide = mention.kind is Kind.PLACE and mention.key in listed and listed[mention.key].kind in _WIDE
    return f"{'c' if wide else mention.kind.value[0]}:{mention.key}"


def _other_names(
    text: str, starts: Sequence[int], known: Iterable[Mention], language: str
) -> Iterator[tuple[str, int]]:
    """The capitalised words inside sentences that the gazetteer does not know, folded, with where they stand."""
    taken = {at for one in known if one.field == "text" for at in range(one.start, one.end)}
    begins = set(starts)
    common = COMMON_WORDS.get(language, frozenset())
    for match in _CAPITALISED.finditer(text):
        word = match.group()
        if not word[0].isupper() or match.start() in taken or _opens(text, match.start(), begins):
            continue
        for part in folded_words(word):
            if len(part) >= _SHORTEST_NAME and part not in common and part not in _NO_NAMES and not is_grammar(part):
                yield f"n:{part}", match.start()


def _opens(text: str, at: int, begins: set[int]) -> bool:
    """Whether a sentence, or a quotation, begins here: a capital says nothing then."""
    return at in begins or text[max(0, at - 2) : at].strip(" \u00a0\u202f")[-1:] in {"«", "“", '"', "(", "-", "—", ":"}


def _words(text: str, language: str) -> Iterator[str]:
    common = COMMON_WORDS.get(language, frozenset())
    seen = set()
    for word in folded_words(text):
        form = singular(word)
        if len(form) >= _SHORTEST_WORD and form not in seen and word not in common and not word.isdigit():
            seen.add(form)
            yield form


def index_terms(features: StoryFeatures) -> tuple[int, ...]:
    """62-bit hashes of the names, figures and words by which the text can be found, and their frequency counted."""
    words = (f"w:{features.language}:{word}" for word in features.words)
    return tuple(dict.fromkeys(map(hashed, (*features.names, *figure_terms(features), *words))))


def figure_terms(features: StoryFeatures) -> tuple[str, ...]:
    """The terms of all figures, with their units where they have one: f:27, f:20 days."""
    return tuple(f"f:{figure}" for figure in (*features.figures, *features.measures))


def number_of(term: str) -> int:
    """The number in the term of a figure."""
    return int(term.removeprefix("f:").partition(" ")[0])


def hashed(term: str) -> int:
    """The number under which a term is stored: alike in every process."""
    return int.from_bytes(blake2b(term.encode(errors="replace"), digest_size=8).digest(), "big") >> 2
