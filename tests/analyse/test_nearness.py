"""Words that stand for a topic where they stand near one another, and generic words that never do alone."""

from dataclasses import replace

import pytest

from pipeline.analyse.lexicon import compile_lexicon, source_of, vocabulary_of
from pipeline.analyse.matching import find_mentions
from pipeline.analyse.tagging import tag
from pipeline.domain.topics import Anchoring, Kind, Level, Nearness, Strength, Term, Vocabulary
from tests.analyse.sample import VOCABULARY, actor, place

RULE = Nearness("fr", ("attaque", "assaut"), ("tués", "soldats"), places=True, exclusions=("attaque cardiaque",))
PARIS = Term("Paris", "fr", Strength.WEAK, generic=True, backdrop=True)
JIHADIST = "jihadist-insurgency"


def vocabulary() -> Vocabulary:
    topics = tuple(
        replace(topic, near=(RULE,))
        if topic.key == JIHADIST
        else replace(topic, terms=tuple(PARIS if term.surface == "Paris" else term for term in topic.terms))
        for topic in VOCABULARY.topics
    )
    borno = place("borno", "Borno", country="NG", kind="region", anchoring=Anchoring.WEAK)
    group = actor("iswap", "ISWAP", country="NG", kind="armed-group", anchoring=Anchoring.WEAK)
    return replace(VOCABULARY, topics=topics, places=(*VOCABULARY.places, borno), actors=(*VOCABULARY.actors, group))


LEXICON = compile_lexicon(source_of(vocabulary()))


def near(text: str, language: str = "fr") -> list[str]:
    found = find_mentions(LEXICON, "text", text, language)
    return [one.mention.surface for one in found if one.mention.kind is Kind.TOPIC and one.mention.key == JIHADIST]


def test_rules_of_nearness_come_back_from_the_source() -> None:
    assert vocabulary_of(source_of(vocabulary())) == vocabulary()


def test_a_source_of_before_such_rules_is_still_read() -> None:
    source = source_of(VOCABULARY).replace(',"near":[]', "").replace('"backdrop":false,', "")
    assert vocabulary_of(source) == VOCABULARY


def test_two_words_near_each_other_are_one_mention_from_the_first_to_the_last() -> None:
    assert near("Une attaque a fait dix tués hier.") == ["attaque a fait dix tués"]


def test_the_order_of_the_words_does_not_matter() -> None:
    assert near("Dix soldats pris dans un assaut.") == ["soldats pris dans un assaut"]


def test_the_mention_names_both_words_of_the_rule() -> None:
    (found,) = find_mentions(LEXICON, "text", "Une attaque : dix tués.", "fr")
    assert (found.mention.term, found.loose) == ("attaque … tués", True)


def test_a_town_serves_as_the_other_word() -> None:
    assert near("L'attaque annoncée contre Djibo.") == ["attaque annoncée contre Djibo"]


@pytest.mark.parametrize(
    "text",
    [
        "Une attaque.",
        "Des tués, des soldats.",
        "Une attaque. Dix tués.",
        "Une attaque ; dix tués.",
        "Une attaque dont on ne sait encore rien de sûr ni de précis, dix tués.",
        "Une attaque cardiaque, des soldats.",
        "L'attaque du Mali.",
    ],
)
def test_words_alone_far_apart_or_excluded_are_none(text: str) -> None:
    assert near(text) == []


def test_words_of_one_language_do_not_pair_in_another() -> None:
    assert near("attaque, soldats", "en") == []


def test_a_term_of_the_topic_in_the_same_words_is_told_instead() -> None:
    assert near("L'attaque, une embuscade contre des soldats.") == ["embuscade"]


def test_a_generic_term_in_the_same_words_gives_way() -> None:
    assert near("L'attaque de djihadistes contre des soldats.") == ["attaque de djihadistes contre des soldats"]


def test_entities_and_broken_words_are_read_and_told_as_they_stand() -> None:
    found = find_mentions(
        LEXICON, "text", "les d&eacute;plac&eacute;s, une embus-\ncade, l&#039;AES, M&#233;naka", "fr"
    )
    assert [one.mention.surface for one in found] == [
        "d&eacute;plac&eacute;s", "embus-\ncade", "AES", "AES", "M&#233;naka",
    ]  # fmt: skip


def test_a_word_that_begins_with_an_entity_is_told_from_its_start() -> None:
    (found,) = find_mentions(LEXICON, "text", "l&#039;&eacute;tat des &#66;amako", "fr")
    assert found.mention.surface == "&#66;amako"


def reported(title: str, text: str, language: str = "fr") -> set[str]:
    return {one.topic for one in tag(LEXICON, title, text, language).tags if one.level is Level.REPORTED}


def test_a_backdrop_is_no_report_even_in_the_title() -> None:
    assert reported("Une star de Bamako à Paris", "Bamako fête Paris.") == set()


def test_a_denied_event_is_mentioned_and_the_text_relevant() -> None:
    tagging = tag(LEXICON, "L'armée malienne dément une embuscade", "Le calme règne.", "fr")
    assert [(one.topic, one.level) for one in tagging.tags] == [(JIHADIST, Level.MENTIONED)]
    assert tagging.relevant


def test_an_event_denied_in_passing_and_told_in_the_title_is_reported() -> None:
    assert reported("Embuscade près de Djibo", "L'armée dément toute embuscade.") == {JIHADIST}


def test_an_armed_group_anchors_beside_a_place_beyond_the_border() -> None:
    assert reported("ISWAP ambush in Borno", "Militants fled.", "en") == {JIHADIST}


def test_neither_the_group_nor_the_place_anchors_alone() -> None:
    assert reported("ISWAP ambush", "Militants fled.", "en") == set()
    assert reported("Ambush in Borno", "Militants fled. ISWAP said nothing.", "en") == set()


def test_a_doubtful_town_anchors_beside_two_terms_of_a_topic() -> None:
    assert reported("Gao : embuscade", "Al-Qaïda se tait.") == {JIHADIST}
    assert reported("Gao : embuscade", "Rien de plus.") == set()
