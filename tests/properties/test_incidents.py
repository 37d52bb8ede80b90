"""What must hold of incidents for any text: evidence that stands where it is said to, and bounds that are bounds."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyse.incidents import find_incidents
from pipeline.analyse.tagging import tag
from pipeline.domain.stories import Claimant, Incident
from tests.analyse.sample import sample_lexicon

LEXICON = sample_lexicon()
PIECES = [
    "12", "1\u202f500", "une dizaine de", "entre 10 et 15", "10-15", "soldats", "civils", "tués", "ont été", "à Gao",
    "près de Djibo", "lundi", "le 12 mars", "selon l'armée", "depuis 2012", "le JNIM a tué", "dont", "et", ",",
    "(", ")", "killed", "people", "a", "on Monday", "said", "in Mali", "\u0301", "\u202e", "\x00", "\ud800", "ﻻ",
    "akalla mutum", "sun mutu", "an kashe mutane", "a asibitin", "déplacés", "ont fui", "vers l'hôpital de",
    "from their homes",
    "مقتل", "قتيلين", "خمسة وعشرون", "جنديا", "أمس", "بحسب شهود", "\n", ". ", "’",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map(" ".join) | st.text()
MOMENT = datetime(2026, 11, 20, tzinfo=UTC)


def incidents_in(title: str, text: str, language: str) -> tuple[Incident, ...]:
    return find_incidents(title, text, language, tag(LEXICON, title, text, language), MOMENT, LEXICON)


@settings(deadline=None)
@given(texts, texts, st.sampled_from(["fr", "en", "ar", "pcm", "ha"]))
def test_all_evidence_is_cut_out_of_its_field(title: str, text: str, language: str) -> None:
    for incident in incidents_in(title, text, language):
        field = {"title": title, "text": text}[incident.field]
        assert field[incident.start : incident.end] == incident.surface != ""
        for words in (incident.place_words, incident.day_words, incident.claim_words):
            assert words is None or field[words.start : words.end] == words.surface != ""


@settings(deadline=None)
@given(texts, texts, st.sampled_from(["fr", "en", "ar", "pcm", "ha"]))
def test_what_is_said_comes_with_its_words(title: str, text: str, language: str) -> None:
    for incident in incidents_in(title, text, language):
        assert 1 <= incident.least <= (incident.most or incident.least)
        assert (incident.place == "") == (incident.place_words is None) == (incident.precision == 0)
        assert (incident.day is None) == (incident.day_words is None)
        assert (incident.claimant is Claimant.OUTLET) == (incident.claim_words is None)
        assert incident.day is None or incident.day <= MOMENT.date()
        assert not set(incident.attackers) & set(incident.victims)


@settings(deadline=None)
@given(texts, st.sampled_from(["fr", "en", "ar", "ha"]))
def test_a_figure_is_told_once(text: str, language: str) -> None:
    told = [(one.harm, one.least, one.most) for one in incidents_in(text, text, language)]
    assert len(told) == len(set(told))
