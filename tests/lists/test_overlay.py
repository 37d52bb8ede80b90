"""The user's own lists, laid over the shipped ones by key."""

from pathlib import Path

import pytest

from pipeline.domain.errors import ListError
from pipeline.domain.topics import name_in
from pipeline.lists import load_outlets, load_vocabulary, seed_documents
from tests.lists.shelf import ACTOR, PLACE, SOURCE, TOPIC, place_of, put, replaced, topic_of, vocabulary_fault


def test_a_folder_that_does_not_exist_changes_nothing(tmp_path: Path) -> None:
    assert load_outlets(tmp_path / "nowhere") == load_outlets(None)
    assert load_vocabulary(tmp_path / "nowhere") == load_vocabulary(None)
    assert seed_documents(tmp_path / "nowhere") == seed_documents(None)


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    assert load_outlets(tmp_path) == load_outlets(None)
    assert load_vocabulary(tmp_path) == load_vocabulary(None)


def test_a_new_source_is_added_at_the_end(tmp_path: Path) -> None:
    put(tmp_path, "feeds.toml", SOURCE)
    outlets, shipped = load_outlets(tmp_path), load_outlets(None)
    assert outlets.sources[:-1] == shipped.sources
    assert outlets.sources[-1].key == outlets.feeds[-1].key == "the-desk"


def test_what_a_new_source_leaves_out_gets_its_default(tmp_path: Path) -> None:
    put(tmp_path, "feeds.toml", SOURCE)
    outlets = load_outlets(tmp_path)
    source, feed = outlets.sources[-1], outlets.feeds[-1]
    assert source.covers == ("ML",)
    assert source.owner == ""
    assert (feed.gate, feed.certainty, feed.enabled) == ("none", "seen", True)


def test_a_table_of_the_same_key_replaces_the_whole_source_in_its_place(tmp_path: Path) -> None:
    put(tmp_path, "feeds.toml", replaced(SOURCE, "sources.the-desk", "sources.studio-tamani"))
    shipped = [source.key for source in load_outlets(None).sources]
    outlets = load_outlets(tmp_path)
    replacement = next(source for source in outlets.sources if source.key == "studio-tamani")
    assert [source.key for source in outlets.sources] == shipped
    assert (replacement.name, replacement.owner) == ("The Desk", "")


def test_the_address_of_a_replaced_source_is_free_again(tmp_path: Path) -> None:
    moved = replaced(SOURCE, "https://desk.example/feed/", "https://www.studiotamani.org/feed/")
    put(tmp_path, "feeds.toml", "[sources.studio-tamani]\nremove = true\n" + moved)
    outlets = load_outlets(tmp_path)
    assert [feed.key for feed in outlets.feeds if "studiotamani" in feed.addresses[0]] == ["the-desk"]


def test_a_place_may_be_called_otherwise_in_one_language(tmp_path: Path) -> None:
    put(tmp_path, "places.toml", PLACE + 'names = ["Quelque part"]\nname_fr = "Quelque part"\n')
    place = place_of(tmp_path, "somewhere")
    assert [name_in(language, place) for language in ("en", "fr")] == ["Somewhere", "Quelque part"]


def test_a_source_is_taken_away_with_its_feeds(tmp_path: Path) -> None:
    put(tmp_path, "feeds.toml", "[sources.reliefweb]\nremove = true\n")
    outlets = load_outlets(tmp_path)
    assert "reliefweb" not in {source.key for source in outlets.sources}
    assert "reliefweb" not in {feed.source for feed in outlets.feeds}


def test_a_new_topic_is_added(tmp_path: Path) -> None:
    put(tmp_path, "topics/water.toml", TOPIC)
    topic = topic_of(tmp_path, "water")
    assert [(term.surface, term.strength, term.generic) for term in topic.terms] == [
        ("puits asséchés", "strong", False),
        ("puits", "weak", False),
        ("eau", "weak", True),
    ]
    assert len(load_vocabulary(tmp_path).topics) == 20


def test_a_topic_file_of_the_same_name_replaces_the_topic(tmp_path: Path) -> None:
    put(tmp_path, "topics/joint-force.toml", replaced(TOPIC, '"water"', '"joint-force"'))
    assert topic_of(tmp_path, "joint-force").label_en == "Water"
    assert len(load_vocabulary(tmp_path).topics) == 19


def test_a_topic_taken_away_is_forgotten_by_the_actors_of_the_shipped_list(tmp_path: Path) -> None:
    put(tmp_path, "topics/china-partnership.toml", "remove = true\n")
    vocabulary = load_vocabulary(tmp_path)
    assert "china-partnership" not in {topic.key for topic in vocabulary.topics}
    ganfeng = next(actor for actor in vocabulary.actors if actor.key == "ganfeng")
    assert ganfeng.topics == ("mining-sovereignty",)


def test_places_and_actors_are_laid_over_by_key_as_well(tmp_path: Path) -> None:
    put(tmp_path, "places.toml", PLACE + "[places.gao]\nremove = true\n")
    put(tmp_path, "actors.toml", ACTOR)
    vocabulary = load_vocabulary(tmp_path)
    assert vocabulary.places[-1].key == "somewhere"
    assert "gao" not in {place.key for place in vocabulary.places}
    assert vocabulary.actors[-1].name == "Somebody Known"


def test_an_actor_may_belong_to_a_topic_of_the_user(tmp_path: Path) -> None:
    put(tmp_path, "topics/water.toml", TOPIC)
    put(tmp_path, "actors.toml", replaced(ACTOR, '"joint-force"', '"water"'))
    assert load_vocabulary(tmp_path).actors[-1].topics == ("water",)


def test_a_misspelt_removal_names_the_nearest_key(tmp_path: Path) -> None:
    message = vocabulary_fault(tmp_path, "places.toml", "[places.bamakoo]\nremove = true\n")
    assert "[places.bamakoo] remove" in message
    assert "the nearest is bamako" in message


def test_a_removal_stands_alone(tmp_path: Path) -> None:
    message = vocabulary_fault(tmp_path, "places.toml", '[places.gao]\nremove = true\nname = "Gao"\n')
    assert "stands alone" in message


def test_a_list_of_another_name_is_no_silent_mistake(tmp_path: Path) -> None:
    message = vocabulary_fault(tmp_path, "place.toml", PLACE)
    assert "places.toml" in message


def test_backups_and_hidden_files_of_an_editor_are_not_read(tmp_path: Path) -> None:
    for name in (".#water.toml", "water.toml~", "._water.toml", "#water.toml#"):
        put(tmp_path, f"topics/{name}", "not toml")
    assert load_vocabulary(tmp_path) == load_vocabulary(None)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    put(tmp_path, "places.toml", "\ufeff" + PLACE)
    assert place_of(tmp_path, "somewhere").name == "Somewhere"


def test_a_name_that_never_stands_alone_is_shown_but_not_looked_for(tmp_path: Path) -> None:
    put(tmp_path, "places.toml", PLACE + 'name_alone = false\nnames = ["cercle de Somewhere"]\nar = ["مكان ما"]\n')
    place = place_of(tmp_path, "somewhere")
    assert place.name == "Somewhere"
    assert [(term.surface, term.language) for term in place.terms] == [("cercle de Somewhere", ""), ("مكان ما", "ar")]


def test_a_weak_name_of_a_strong_place_is_weak(tmp_path: Path) -> None:
    put(tmp_path, "places.toml", PLACE + 'names = ["Some"]\nweak = ["Some"]\nexact_case = ["Some"]\n')
    terms = place_of(tmp_path, "somewhere").terms
    assert [(term.surface, term.strength, term.exact_case) for term in terms] == [
        ("Somewhere", "strong", False),
        ("Some", "weak", True),
    ]


def test_all_names_of_a_weak_place_are_weak(tmp_path: Path) -> None:
    put(tmp_path, "places.toml", replaced(PLACE, '"strong"', '"weak"') + 'names = ["Some"]\n')
    assert {term.strength for term in place_of(tmp_path, "somewhere").terms} == {"weak"}


def test_long_texts_may_be_broken_into_lines(tmp_path: Path) -> None:
    put(tmp_path, "topics/water.toml", replaced(TOPIC, '"Wells and rivers."', '"""\nWells\n  and rivers."""'))
    assert topic_of(tmp_path, "water").meaning == "Wells and rivers."


def test_seed_documents_of_the_user_follow_and_replace_those_shipped(tmp_path: Path) -> None:
    shipped = seed_documents(None)
    note = put(tmp_path, "documents/a-note.md", "Wells run dry.")
    own = put(tmp_path, f"documents/{shipped[0].name}", "Ours.")
    put(tmp_path, "documents/.hidden", "")
    (tmp_path / "documents" / "folder").mkdir()
    assert seed_documents(tmp_path) == (own, *shipped[1:], note)


def test_a_fault_in_the_vocabulary_does_not_hinder_the_outlets(tmp_path: Path) -> None:
    put(tmp_path, "places.toml", "[places.x]\n")
    with pytest.raises(ListError):
        load_vocabulary(tmp_path)
    assert load_outlets(tmp_path) == load_outlets(None)
