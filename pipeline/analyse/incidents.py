"""The tolls an article reports: what was done to how many, where, when, by whom and who says so, with their words.

Only the title and the first three sentences are read, and only plain forms of words: a figure missed is better than a
figure invented. Tolls of diseases and of other years are left out; those of accidents and of nature are marked.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from pipeline.analyse.casualties import CASUALTIES
from pipeline.analyse.circumstances import CIRCUMSTANCES, DISEASE, past_spans, subject_of
from pipeline.analyse.claims import SPEECH, Claim, Speaker, claims_in, nearest_claim
from pipeline.analyse.counting import Toll, tolls_in
from pipeline.analyse.days import CALENDARS, Day, dateline_of, days_in
from pipeline.analyse.earlier import with_earlier
from pipeline.analyse.elsewhere import is_elsewhere
from pipeline.analyse.lexicon import Lexicon
from pipeline.analyse.locating import COUNTRY, NEARBY, place_of, scene_of
from pipeline.analyse.numerals import Word, words_of
from pipeline.analyse.parties import Party, attackers_and_victims
from pipeline.analyse.retelling import told_again
from pipeline.analyse.retrospects import RETROSPECTS
from pipeline.analyse.sentences import sentence_starts
from pipeline.domain.folding import Folded, fold
from pipeline.domain.stories import Cause, Claimant, Evidence, Harm, Incident
from pipeline.domain.topics import Actor, Kind, Mention, Place, Tagging

_SENTENCES = 3
_LONGEST = 3000
"""Characters of a field that are read at most, however long its sentences are."""

_RECENT = timedelta(days=31)
"""A day longer ago than this is history, not news."""

_SUMMED_WITHIN = 80
"""How far behind a toll the words may stand that make it the sum of a time, characters."""

_CLAIMANTS = {"armed-group": Claimant.GROUP, "militia": Claimant.GROUP, "army": Claimant.ARMY}
"""What actors of a kind are where they claim something."""


_Named = tuple[int, int, Mention]
"""A mention, with where it stands in the folded sentence."""


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a field, beginning at `start` of it, with the mentions in it."""

    field: str
    start: int
    folded: Folded
    mentions: tuple[Mention, ...]

    @cached_property
    def words(self) -> list[Word]:
        return words_of(self.folded, 0, len(self.folded.text))

    def evidence(self, start: int, end: int) -> Evidence:
        """The words from `start` to `end` of the folded sentence, as the field has them."""
        begun, ended = self.folded.span(start, end)
        return Evidence(self.start + begun, self.start + ended, self.folded.original[begun:ended])

    def named(self, kind: Kind) -> list[_Named]:
        """The mentions of a kind, with where they stand in the folded sentence."""
        offsets = self.folded.offsets
        return [
            (bisect_left(offsets, one.start - self.start), bisect_left(offsets, one.end - self.start), one)
            for one in self.mentions
            if one.kind is kind
        ]


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is known before its tolls are read: the language of a text, its day, the lists, where its event took place.

    `scene` holds words for that place, for each field that names it.
    """

    language: str
    published: date | None
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    scene: Mapping[str, Mention]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence says beside its figures, with where it stands in the folded sentence.

    Of `places` those `struck` may be where a harm was suffered, those `reached` where people fled from or to.
    """

    past: Sequence[tuple[int, int]]
    days: Sequence[Day]
    places: Sequence[_Named]
    struck: Sequence[_Named]
    reached: Sequence[_Named]
    parties: Sequence[Party]
    claims: Sequence[Claim]


def find_incidents(
    title: str,
    text: str,
    language: str,
    tagging: Tagging,
    published: datetime | None = None,
    lexicon: Lexicon | None = None,
) -> tuple[Incident, ...]:
    """The tolls in the title and the first three sentences, in their order; a figure told again is told once.

    French, English, Arabic and Hausa; other languages give none. `place` is one named in the same sentence; only where
    that names nothing but hospitals, refuges and the like it is the one that the text began with, as a place nearby.
    Days are resolved against that of `published` in its own time zone, which is to be the outlet's, or of the dateline;
    without `published` none is. Without the `lexicon` a country is as precise as a town.
    """
    if language not in CASUALTIES:
        return ()
    sentences = list(_openings(title, text, tagging))
    places = lexicon.places if lexicon else {}
    reader = _Reader(
        language,
        _written(sentences, language, published.date()) if published else None,
        places,
        lexicon.actors if lexicon else {},
        _scene(sentences, tagging, places),
    )
    told: dict[tuple[Harm, int, int | None], Incident] = {}
    subject: Cause | str | None = None
    for sentence in sentences:
        subject = subject_of(sentence.folded.text, CIRCUMSTANCES[language]) or subject
        if subject != DISEASE:
            harm = next((incident.harm for incident in told.values() if incident.least > 1), None)
            for incident in _in_sentence(sentence, reader, subject, harm):
                key = incident.harm, incident.least, incident.most
                told[key] = told_again(told[key], incident, tagging.mentions) if key in told else incident
    return tuple(told.values())


def _written(sentences: Iterable[_Sentence], language: str, published: date) -> date:
    """The day on which a text was written: that of its dateline, else that of its publication."""
    first = next((sentence for sentence in sentences if sentence.field == "text"), None)
    dateline = dateline_of(first.folded.text, CALENDARS[language], published) if first else None
    return dateline.day if dateline else published


def _openings(title: str, text: str, tagging: Tagging) -> Iterator[_Sentence]:
    """The sentences of the title, and the first of the text that say anything."""
    for field, content in (("title", title[:_LONGEST]), ("text", text[:_LONGEST])):
        starts = sentence_starts(content)
        spans = zip(starts, [*starts[1:], len(content)], strict=True)
        said = [(start, end) for start, end in spans if any(letter.isalnum() for letter in content[start:end])]
        for start, end in said[:_SENTENCES]:
            mentions = (one for one in tagging.mentions if one.field == field and start <= one.start < one.end <= end)
            yield _Sentence(field, start, fold(content[start:end]), tuple(mentions))


def _scene(sentences: Iterable[_Sentence], tagging: Tagging, listed: Mapping[str, Place]) -> Mapping[str, Mention]:
    """The first words for the place that a text begins with, by field."""
    named = ((sentence.folded.text, sentence.named(Kind.PLACE)) for sentence in sentences)
    key = next((scene for scene in (scene_of(text, places, listed) for text, places in named) if scene is not None), "")
    mentions = (one for one in reversed(tagging.mentions) if key and one.kind is Kind.PLACE and one.key == key)
    return {one.field: one for one in mentions}


def _in_sentence(
    sentence: _Sentence, reader: _Reader, subject: Cause | str | None, harm: Harm | None
) -> Iterator[Incident]:
    """The incidents of a sentence; `harm` is that of the first toll before it of more than one person."""
    words, casualties = sentence.words, CASUALTIES[reader.language]
    tolls = with_earlier(
        sentence.folded.text, words, tolls_in(words, casualties), casualties, RETROSPECTS[reader.language], harm
    )
    said = _said(sentence, reader) if tolls else None
    for toll, earlier in tolls:
        start, end = words[toll.first].start, words[toll.after - 1].end
        if said and not _is_past(said, reader, start, end):
            yield replace(_incident(sentence, reader, said, toll, _cause(toll, subject)), superseded=earlier)


def _said(sentence: _Sentence, reader: _Reader) -> _Said:
    text, places = sentence.folded.text, sentence.named(Kind.PLACE)
    past = past_spans(text, CIRCUMSTANCES[reader.language])
    return _Said(
        past=past,
        days=[
            day for day in _days(text, reader) if not any(start < day.end and day.start < end for start, end in past)
        ],
        places=places,
        struck=[place for place in places if not is_elsewhere(text, place[0], arrived=False)],
        reached=[place for place in places if not is_elsewhere(text, place[0], arrived=True)],
        parties=[Party(one.key, start, end) for start, end, one in sentence.named(Kind.ACTOR)],
        claims=claims_in(text, SPEECH[reader.language], _speakers(sentence, reader)),
    )


def _days(text: str, reader: _Reader) -> list[Day]:
    """The days that a folded sentence gives, that of its dateline left out."""
    if reader.published is None:
        return []
    calendar = CALENDARS[reader.language]
    dateline = dateline_of(text, calendar, reader.published)
    return [day for day in days_in(text, calendar, reader.published) if dateline is None or day.start >= dateline.end]


def _is_past(said: _Said, reader: _Reader, start: int, end: int) -> bool:
    """Whether a figure belongs to another time: its day is long ago, or words nearer than its day sum up a time."""
    day = _nearest_day(said, start, end)
    if day and reader.published and day.day < reader.published - _RECENT:
        return True
    near = [_distance(*span, start, end) for span in said.past if span[0] < start or span[0] - end <= _SUMMED_WITHIN]
    return bool(near) and (day is None or min(near) < _distance(day.start, day.end, start, end))


def _nearest_day(said: _Said, start: int, end: int) -> Day | None:
    return min(said.days, key=lambda day: (_distance(day.start, day.end, start, end), day.start), default=None)


def _distance(begun: int, ended: int, start: int, end: int) -> int:
    return max(begun - end, start - ended)


def _incident(sentence: _Sentence, reader: _Reader, said: _Said, toll: Toll, cause: Cause) -> Incident:
    start, end = sentence.words[toll.first].start, sentence.words[toll.after - 1].end
    text, figure = sentence.folded.text, sentence.evidence(start, end)
    place = _place(sentence, reader, said, toll)
    day, claim = _nearest_day(said, start, end), nearest_claim(said.claims, start, end)
    attackers, victims = attackers_and_victims(text, said.parties, start, end, active=toll.active)
    return Incident(
        harm=toll.harm,
        least=toll.amount.least,
        most=toll.amount.most,
        field=sentence.field,
        start=figure.start,
        end=figure.end,
        surface=figure.surface,
        place=place[0].key if place else "",
        side=toll.side,
        cause=cause,
        precision=place[1] if place else 0,
        place_words=Evidence(place[0].start, place[0].end, place[0].surface) if place else None,
        day=day.day if day else None,
        day_words=sentence.evidence(day.start, day.end) if day else None,
        claimant=claim.claimant if claim else Claimant.OUTLET,
        claimed_by=claim.key if claim else "",
        claim_words=sentence.evidence(claim.start, claim.end) if claim else None,
        attackers=attackers,
        victims=victims,
        told_in_words=toll.amount.in_words,
    )


def _place(sentence: _Sentence, reader: _Reader, said: _Said, toll: Toll) -> tuple[Mention, int] | None:
    """The place of a toll with its precision; the scene of the text where its sentence names only what is elsewhere."""
    start, end = sentence.words[toll.first].start, sentence.words[toll.after - 1].end
    own = said.reached if toll.harm is Harm.DISPLACED else said.struck
    place = place_of(sentence.folded.text, own, start, end, reader.places)
    scene = reader.scene.get(sentence.field)
    if scene and len(own) < len(said.places) and (place is None or place[1] == COUNTRY):
        return scene, NEARBY
    return place


def _cause(toll: Toll, subject: Cause | str | None) -> Cause:
    """What a toll comes from where that is no violence; nobody is abducted by an accident."""
    meant = toll.harm not in (Harm.ABDUCTED, Harm.NEUTRALISED) and isinstance(subject, Cause)
    return Cause(subject) if meant and subject else Cause.UNSTATED


def _speakers(sentence: _Sentence, reader: _Reader) -> list[Speaker]:
    """The listed actors in a sentence whose kind says what they are as claimants."""
    named = ((start, end, one.key, reader.actors.get(one.key)) for start, end, one in sentence.named(Kind.ACTOR))
    return [
        Speaker(_CLAIMANTS[actor.kind], start, end, key)
        for start, end, key, actor in named
        if actor is not None and actor.kind in _CLAIMANTS
    ]
