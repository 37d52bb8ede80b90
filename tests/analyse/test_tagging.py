import pytest

from pipeline.analyse.lexicon import source_of, version_of
from pipeline.analyse.tagging import names_the_sahel, tag
from pipeline.domain.topics import Level, Tag, Tagging
from tests.analyse.sample import VOCABULARY, sample_lexicon

LEXICON = sample_lexicon()
FILLER = "Le reste de ce texte ne dit rien de plus. " * 30


def tagged(title: str, text: str, language: str = "fr") -> Tagging:
    return tag(LEXICON, title, text, language)


def topics(tagging: Tagging, level: Level) -> set[str]:
    return {one.topic for one in tagging.tags if one.level is level}


def only(tagging: Tagging, topic: str) -> Tag:
    return next(one for one in tagging.tags if one.topic == topic)


# rule C


def test_a_strong_term_tags_by_itself() -> None:
    tagging = tagged("Un convoi de citernes est parti", "")
    assert only(tagging, "fuel-blockade").rule == "strong term"


def test_a_weak_term_tags_beside_an_anchor() -> None:
    tagging = tagged("", "À Bamako, le blocus se poursuit.")
    assert only(tagging, "fuel-blockade").rule == "anchor and weak term"


def test_a_weak_term_alone_tags_nothing() -> None:
    assert tagged("Le blocus se poursuit", "Les citernes ne passent plus.").tags == ()


def test_one_generic_term_in_passing_tags_nothing_even_beside_an_anchor() -> None:
    assert tagged("", "À Bamako, le carburant est vendu.").tags == ()


def test_two_generic_terms_tag_beside_an_anchor() -> None:
    tagging = tagged("", "À Bamako, le carburant est vendu. Le carburant arrive.")
    assert only(tagging, "fuel-blockade").rule == "anchor and two weak terms"


def test_a_generic_term_in_a_headline_beside_an_anchor_tags() -> None:
    assert topics(tagged("Bamako sans carburant", ""), Level.REPORTED) == {"fuel-blockade"}


def test_there_is_no_tag_where_an_exclusion_took_the_only_mention() -> None:
    assert tagged("Bamako", "Le siège social de la banque est à Bamako.").tags == ()


# anchors


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Bamako sous blocus", "fr"),
        ("L'armée malienne avance", "fr"),
        ("Assimi Goïta reçoit des diplomates", "fr"),
        ("Robex signs a deal", "en"),
        ("Niger : le président reçoit", "fr"),
        ("Gao et Ménaka attaquées", "fr"),
        ("BURKINA FASO : nouvelle attaque", "fr"),
        ("هجوم في باماكو", "ar"),
        ("مالي والنيجر يتفقان", "ar"),
    ],
)
def test_the_gate_lets_pass_what_names_the_sahel(title: str, language: str) -> None:
    assert names_the_sahel(LEXICON, title, "", language)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("", "fr"),
        ("Paris sous la pluie", "fr"),
        ("Emmanuel Macron reçoit des diplomates", "fr"),
        ("Le fleuve Niger déborde", "fr"),
        ("Bandits free hostages in Niger State", "en"),
        ("Gao wins award for her film", "en"),
        ("The league says coup franc", "en"),
        ("الدوري الممتاز", "ar"),
        ("خبير مالي يتحدث", "ar"),
        ("سقوط أمطار في ساحل العاج", "ar"),
    ],
)
def test_the_gate_holds_what_does_not(title: str, language: str) -> None:
    assert not names_the_sahel(LEXICON, title, "", language)


def test_the_gate_reads_the_summary_too() -> None:
    assert names_the_sahel(LEXICON, "Une ville sans essence", "Les files s'allongent à Bamako.", "fr")


def test_a_doubtful_country_named_in_passing_needs_company() -> None:
    assert not names_the_sahel(LEXICON, "", "Un voyage au Niger.", "fr")
    assert names_the_sahel(LEXICON, "", "Un putsch au Niger.", "fr")


def test_niger_beside_more_of_nigeria_is_a_state_of_it() -> None:
    text = "Nigeria's president spoke of the junta in Niger. Nigeria votes. Nigeria waits."
    assert not names_the_sahel(LEXICON, "Nigeria", text, "en")


def test_a_strong_term_that_is_a_lesser_name_tags_but_does_not_anchor() -> None:
    tagging = tagged("Kodal Minerals gains", "Shares of Kodal Minerals rose.", "en")
    assert not tagging.relevant
    assert topics(tagging, Level.MENTIONED) == {"mining-sovereignty"}
    assert not names_the_sahel(LEXICON, "Kodal Minerals gains", "", "en")


# relevance and levels


def test_a_feed_entry_of_two_lines_is_enough_for_a_report() -> None:
    tagging = tagged("Embuscade près de Djibo", "Le bilan n'est pas connu.")
    assert tagging.relevant
    assert topics(tagging, Level.REPORTED) == {"jihadist-insurgency"}


def test_one_passing_sentence_of_a_long_article_is_only_mentioned() -> None:
    tagging = tagged(
        "Bamako : une junte face au blocus", f"Le blocus dure. La junte se tait. {FILLER} Des djihadistes ? Al-Qaïda ?"
    )
    assert "transition-politics" in topics(tagging, Level.REPORTED)
    assert topics(tagging, Level.MENTIONED) == {"jihadist-insurgency"}


def test_several_sentences_of_a_long_article_are_a_report() -> None:
    said = " ".join(f"À Bamako, le blocus dure. {FILLER[:200]}" for _ in range(6))
    assert topics(tagged("Une semaine au Mali", said), Level.REPORTED) == {"fuel-blockade"}


def test_generic_words_in_passing_are_no_report_however_many() -> None:
    tagging = tagged("Bamako", "Le carburant est vendu à Bamako. " * 6)
    assert topics(tagging, Level.MENTIONED) == {"fuel-blockade"}


def test_a_topic_far_behind_the_foremost_is_only_mentioned() -> None:
    assert topics(tagged("Bamako", "La junte se tait."), Level.REPORTED) == {"transition-politics"}
    tagging = tagged("Bamako : blocus, citernes, siège", "La junte se tait.")
    assert topics(tagging, Level.REPORTED) == {"fuel-blockade"}
    assert topics(tagging, Level.MENTIONED) == {"transition-politics"}


def test_an_article_that_names_the_sahel_late_and_once_is_not_about_it() -> None:
    tagging = tagged("Embuscade en Asie", f"Une embuscade. {FILLER} Comme à Bamako.")
    assert not tagging.relevant
    assert topics(tagging, Level.REPORTED) == set()


def test_an_article_about_the_sahel_without_a_topic_is_not_relevant() -> None:
    assert not tagged("Bamako fête le coton", "Une fête à Bamako. Des danses au Mali.").relevant


def test_a_term_inside_a_longer_one_of_another_topic_adds_nothing_to_its_own() -> None:
    tagging = tagged("Bamako : la base militaire française", "")
    assert topics(tagging, Level.REPORTED) == {"france-rupture"}
    assert topics(tagging, Level.MENTIONED) == set()


def test_a_score_lies_between_nought_and_one_and_the_foremost_comes_first() -> None:
    tagging = tagged("Bamako : blocus, junte", "Le blocus. " * 20 + "Al-Qaïda.")
    scores = [one.score for one in tagging.tags]
    assert all(0 < score <= 1 for score in scores)
    assert tagging.tags[0].topic == "fuel-blockade"


def test_a_repeated_report_scores_more_than_a_single_one() -> None:
    once = tagged("Bamako", "Le blocus. " + FILLER)
    often = tagged("Bamako", "Le blocus. " * 5 + FILLER)
    assert only(often, "fuel-blockade").score > only(once, "fuel-blockade").score


# what else is said of a text


def test_countries_are_told_the_most_concerned_first() -> None:
    tagging = tagged("Embuscade à Djibo", "Des Maliens sont venus. Le Burkina Faso se tait.")
    assert tagging.countries == ("BF", "ML")


def test_a_country_named_in_passing_is_not_concerned() -> None:
    tagging = tagged("Bamako", "Bamako. " * 12 + "Nigeria.")
    assert tagging.countries == ("ML",)


def test_a_text_that_names_an_actor_only_goes_by_his_country() -> None:
    assert tagged("Goïta reçoit des soldats français", "").countries == ("ML",)


def test_a_union_of_countries_is_no_country() -> None:
    assert tagged("L'AES se réunit", "").countries == ()


def test_places_and_actors_are_told_by_key_the_most_prominent_first() -> None:
    tagging = tagged("Goïta à Bamako", "Macron ? Djibo. Djibo. Djibo.")
    assert tagging.places == ("djibo", "bamako")
    assert tagging.actors == ("goita-assimi", "macron")


def test_a_tagging_keeps_the_names_and_the_evidence_of_its_tags() -> None:
    tagging = tagged("Bamako sous blocus", "Un carburant à Paris.")
    assert [mention.surface for mention in tagging.mentions] == ["Bamako", "blocus", "carburant"]


def test_a_tagging_bears_the_version_of_its_lexicon() -> None:
    assert tagged("", "").lexicon == version_of(source_of(VOCABULARY))


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "🚀" * 100, "\u202e\u0301" * 50])
def test_a_text_without_words_is_about_nothing(text: str) -> None:
    tagging = tagged(text, text)
    assert (tagging.relevant, tagging.tags, tagging.mentions) == (False, (), ())
