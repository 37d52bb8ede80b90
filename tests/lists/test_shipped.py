"""The lists as they are shipped."""

import re
import tomllib
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pytest

from pipeline.analyse.doubts import DoubtKind, doubtful_terms
from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.analyse.matching import find_mentions
from pipeline.analyse.tagging import tag
from pipeline.domain.feeds import Certainty, Gate
from pipeline.domain.folding import folded_words
from pipeline.domain.topics import Actor, Anchoring, Kind, Place, Strength, Vocabulary
from pipeline.domain.urls import url_key
from pipeline.lists import Outlets, load_outlets, load_vocabulary, seed_documents, shipped_seeds

COMMON_SURNAMES = ("Traoré", "Diop", "Camara", "Maïga", "Koné", "Diaw", "Dembélé")
AMBIGUOUS_ACRONYMS = ("CSP", "CMA", "FLA", "EDM", "HAC", "CSC", "CNT", "FAN", "RSF", "AU", "UA")


@pytest.fixture(scope="module")
def outlets() -> Outlets:
    return load_outlets(None)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(None)


@pytest.fixture(scope="module")
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    return compile_lexicon(source_of(vocabulary))


def anchoring_alone(entries: Iterable[Place | Actor], surface: str) -> set[str]:
    """The entries that a bare surface would put in the Sahel without company."""
    return {
        entry.key
        for entry in entries
        for term in entry.terms
        if folded_words(term.surface) == folded_words(surface)
        and entry.anchoring is Anchoring.STRONG
        and term.strength is Strength.STRONG
    }


def test_there_are_enough_sources_for_a_desk(outlets: Outlets) -> None:
    assert len(outlets.sources) >= 150
    assert {"ML", "NE", "BF", "TD", "MR"} <= {source.country for source in outlets.sources}
    assert {"fr", "en", "ar", "ha"} <= {language for source in outlets.sources for language in source.languages}


def test_every_topic_place_and_actor_of_the_survey_is_there(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.topics) == 19
    assert len(vocabulary.places) == 269
    assert len(vocabulary.actors) == 123


def test_every_source_has_a_time_zone_and_a_feed(outlets: Outlets) -> None:
    assert all(ZoneInfo(source.timezone) for source in outlets.sources)
    assert {source.key for source in outlets.sources} == {feed.source for feed in outlets.feeds}


def test_keys_are_unique(outlets: Outlets, vocabulary: Vocabulary) -> None:
    for keys in (
        [source.key for source in outlets.sources],
        [feed.key for feed in outlets.feeds],
        [topic.key for topic in vocabulary.topics],
    ):
        assert len(keys) == len(set(keys))


def test_no_address_is_polled_twice(outlets: Outlets) -> None:
    addresses = [url_key(address) for feed in outlets.feeds for address in feed.addresses]
    assert len(addresses) == len(set(addresses))


def test_a_feed_that_nobody_saw_working_is_off(outlets: Outlets) -> None:
    doubtful = {Certainty.INFERRED, Certainty.FAILING}
    assert [feed.key for feed in outlets.feeds if feed.enabled and feed.certainty in doubtful] == []


def test_a_feed_on_the_whole_world_is_gated(outlets: Outlets) -> None:
    gates = {feed.key: feed.gate for feed in outlets.feeds}
    for key in ("bbc-africa", "rfi-afrique", "aljazeera-en", "rt-ar", "nyt-world", "unnews-africa-en"):
        assert gates[key] is Gate.ANCHOR


def test_outlets_of_one_owner_share_its_key(outlets: Outlets) -> None:
    owners = {source.key: source.owner for source in outlets.sources}
    assert owners["rfi-afrique"] == owners["france24-ar"] != ""
    assert owners["bbc-hausa"] == owners["bbc-afrique"] != ""
    assert owners["amap"] == owners["lessor"] == owners["ortm"] == "state-ml"
    assert owners["aib"] == "state-bf"


def test_a_source_with_several_feeds_has_one_table_for_each(outlets: Outlets) -> None:
    keys = [feed.key for feed in outlets.feeds if feed.source == "reliefweb"]
    assert {"reliefweb/mali", "reliefweb/niger", "reliefweb/burkina-faso"} <= set(keys)


def test_topics_derive_from_seed_documents_that_are_shipped(vocabulary: Vocabulary) -> None:
    documents = {path.stem for path in seed_documents(None)}
    assert len(documents) == 2
    assert {origin.document for topic in vocabulary.topics for origin in topic.derived_from} == documents
    assert all(topic.derived_from for topic in vocabulary.topics)


def test_every_topic_has_terms_in_the_four_languages(vocabulary: Vocabulary) -> None:
    for topic in vocabulary.topics:
        assert {term.language for term in topic.terms} == {"fr", "en", "ar", "ha"}
        assert {term.strength for term in topic.terms} == {Strength.STRONG, Strength.WEAK}


def test_the_only_doubts_are_terms_that_serve_several_topics(vocabulary: Vocabulary) -> None:
    assert {doubt.kind for doubt in doubtful_terms(vocabulary)} <= {DoubtKind.SEVERAL_TOPICS}


@pytest.mark.parametrize(
    "name",
    ["Say", "San", "Bla", "Koro", "Ber", "Bol", "Boni", "Moura", "Fada", "Bam", "W"],
)
def test_a_place_name_that_is_a_word_elsewhere_never_stands_alone(vocabulary: Vocabulary, name: str) -> None:
    surfaces = {tuple(folded_words(term.surface)) for place in vocabulary.places for term in place.terms}
    assert tuple(folded_words(name)) not in surfaces


@pytest.mark.parametrize(
    "word",
    ["دوري", "كايا", "النعمة", "نعمة", "ساي", "بلا", "سان", "كيتا", "كورو", "بوني", "بير", "كونا", "باما", "سيبا",
     "والأم", "ديفا", "بول", "كوني", "تيليا", "أدري", "غال", "جادو", "كارما", "لولو"],
)  # fmt: skip
def test_an_arabic_word_that_means_something_else_never_stands_alone_for_a_place(
    vocabulary: Vocabulary, word: str
) -> None:
    surfaces = {tuple(folded_words(term.surface)) for place in vocabulary.places for term in place.terms}
    assert tuple(folded_words(word)) not in surfaces


def test_every_place_of_the_core_countries_and_beyond_has_an_arabic_name(vocabulary: Vocabulary) -> None:
    bare = [
        place.key
        for place in vocabulary.places
        if not any("\u0600" <= letter <= "\u06ff" for term in place.terms for letter in term.surface)
    ]
    assert bare == []


@pytest.mark.parametrize(
    "text",
    [
        "تأهل الفريق إلى نصف نهائي دوري أبطال أفريقيا بعد مباراة في دوري المحترفين",
        "الأب والأم والأطفال في مدينة بلا كهرباء ولا ماء",
        "لا أدري إن كان ذلك نعمة أم نقمة، فهو دور دوري وليس دائما",
        "سافر إلى مدينة سان فرانسيسكو ثم إلى سان باولو مع فلاديمير",
        "نقلت وكالة كونا عن الوزير قوله إن أسعار اليورو انخفضت",
        "حفر الأهالي بلدة بئر جديدة قرب البلدة",
    ],
)
def test_ordinary_arabic_names_no_town(lexicon: Lexicon, text: str) -> None:
    assert [
        one.mention.key for one in find_mentions(lexicon, "text", text, "ar") if one.mention.kind is Kind.PLACE
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "Le quartier bâtie de neuf a le bon karma, et la banane de Bosnie mûrit.",
        "Das solle er tun; la mine de Nampala SA produit de l'or.",
        "Good karma: the lady bought a banh mi, and the lore of the sea goes on.",
        "Janar Babagana Monguno ya yi jawabi.",
    ],
)
def test_ordinary_words_of_other_languages_name_no_town(lexicon: Lexicon, text: str) -> None:
    assert [
        one.mention.key for one in find_mentions(lexicon, "text", text, "fr") if one.mention.kind is Kind.PLACE
    ] == []


@pytest.mark.parametrize(
    "name",
    ["Gao", "Kayes", "Kita", "Nara", "Kati", "Ménaka", "Téra", "Dori", "Kaya", "Gaya", "Pama", "Dosso"],
)
def test_a_short_place_name_needs_its_capital_and_company(vocabulary: Vocabulary, name: str) -> None:
    terms = [term for place in vocabulary.places for term in place.terms if term.surface == name]
    assert [term.exact_case for term in terms] == [True]
    assert anchoring_alone(vocabulary.places, name) == set()


@pytest.mark.parametrize(
    "name",
    [*COMMON_SURNAMES, *AMBIGUOUS_ACRONYMS],
)
def test_a_common_surname_or_acronym_anchors_nothing(vocabulary: Vocabulary, name: str) -> None:
    strong_terms = {
        tuple(folded_words(term.surface))
        for topic in vocabulary.topics
        for term in topic.terms
        if term.strength is Strength.STRONG
    }
    assert anchoring_alone((*vocabulary.actors, *vocabulary.places), name) == set()
    assert tuple(folded_words(name)) not in strong_terms


def test_niger_is_not_the_river_the_state_or_the_delta(vocabulary: Vocabulary) -> None:
    niger = next(place for place in vocabulary.places if place.key == "niger")
    assert {"fleuve Niger", "Niger State", "Niger Delta", "Office du Niger", "jihar Neja"} <= set(niger.exclusions)


def test_places_lie_where_their_country_lies(vocabulary: Vocabulary) -> None:
    boxes = {"ML": (10, 25, -13, 5), "NE": (11, 24, 0, 16), "BF": (9, 16, -6, 3)}
    for place in vocabulary.places:
        if place.country in boxes and place.latitude is not None and place.longitude is not None:
            south, north, west, east = boxes[place.country]
            assert south <= place.latitude <= north, place.key
            assert west <= place.longitude <= east, place.key


def test_every_coordinate_says_where_it_is_from(vocabulary: Vocabulary) -> None:
    said = [place.coordinates_from for place in vocabulary.places if place.latitude is not None]
    assert len(said) == 269
    assert all(re.fullmatch(r"by hand|GeoNames \d+", words) for words in said)


def test_roles_of_persons_carry_their_date(vocabulary: Vocabulary) -> None:
    persons = [actor for actor in vocabulary.actors if actor.kind == "person"]
    assert len(persons) > 50
    assert all(re.fullmatch(r"\d{4}-\d\d", person.as_of) for person in persons)


def test_seed_documents_open_with_title_language_and_kind_of_source() -> None:
    for path in seed_documents(None):
        opening, head, body = path.read_text("utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        assert opening == ""
        assert fields.keys() >= {"title", "language", "source"}
        assert fields["language"] == "en"
        assert 400 <= len(re.findall(r"\w+(?:['-]\w+)*", body)) <= 900


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        (
            "sahel-alliance-after-the-fuel-crisis",
            {"fuel-blockade", "aes-confederation", "ecowas-relations", "joint-force", "justice-system"}
            | {"regional-finance", "jihadist-insurgency"},
        ),
        (
            "mali-turns-from-paris-to-moscow",
            {"aes-confederation", "russia-partnership", "france-rupture", "mining-sovereignty", "human-rights"},
        ),
    ],
)
def test_a_seed_document_is_tagged_with_topics_that_were_derived_from_it(
    vocabulary: Vocabulary, stem: str, expected: set[str]
) -> None:
    path = next(path for path in seed_documents(None) if path.stem == stem)
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    title = head.splitlines()[0].removeprefix("title: ")
    tagging = tag(compile_lexicon(source_of(vocabulary)), title, body, "en")
    assert tagging.relevant
    assert expected <= {tag.topic for tag in tagging.tags}


def test_no_line_of_a_list_is_too_long_for_an_editor() -> None:
    for path in shipped_seeds().rglob("*.toml"):
        for line in path.read_text("utf-8").splitlines():
            assert len(line) <= 120 or "://" in line, path


def test_the_shipped_lists_are_toml_in_plain_utf_8() -> None:
    paths = sorted(shipped_seeds().rglob("*.toml"))
    assert len(paths) == 3 + 19
    for path in paths:
        assert tomllib.loads(path.read_bytes().decode("utf-8"))
