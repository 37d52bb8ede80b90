"""Every fault of a list is told with its file, table and key, and with what is allowed."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain.errors import ListError
from pipeline.lists import load_outlets, load_vocabulary
from tests.lists.shelf import ACTOR, PLACE, SOURCE, TOPIC, outlets_fault, put, replaced, vocabulary_fault


def test_unreadable_toml_is_told_with_its_line(tmp_path: Path) -> None:
    message = outlets_fault(tmp_path, SOURCE + "\nname 'x'\n")
    assert "not TOML" in message
    assert f"line {SOURCE.count(chr(10)) + 2}" in message


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_bytes(SOURCE.encode() + "# côté\n".encode("cp1252"))
    with pytest.raises(ListError, match=f"not UTF-8 \\(at line {SOURCE.count(chr(10)) + 1}\\): {re.escape(str(path))}"):
        load_outlets(tmp_path)


def test_a_number_or_nesting_beyond_all_bounds_is_a_fault_like_others(tmp_path: Path) -> None:
    assert "not TOML" in outlets_fault(tmp_path, "x = " + "9" * 5000)
    assert "not TOML" in outlets_fault(tmp_path, "x = " + "[" * 100_000)


def test_a_list_that_is_a_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").mkdir()
    with pytest.raises(ListError, match="cannot be read"):
        load_outlets(tmp_path)


def test_an_unknown_key_names_the_nearest_known_one(tmp_path: Path) -> None:
    message = outlets_fault(tmp_path, replaced(SOURCE, "languages =", "langages ="))
    assert "[sources.the-desk] langages" in message
    assert "the nearest is languages" in message
    assert "[sources.the-desk] languages: names no language" in message


def test_an_unknown_heading_names_the_nearest_known_one(tmp_path: Path) -> None:
    message = outlets_fault(tmp_path, replaced(SOURCE, "[sources.the-desk]", "[source.the-desk]"))
    assert "source" in message
    assert "the nearest is sources" in message


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('name = "The Desk"', "name = 3", "name", "must be text in quotes, not 3"),
        ('name = "The Desk"', 'name = " "', "name", "is empty"),
        ('name = "The Desk"', "", "name", "is missing"),
        ('languages = ["fr"]', 'languages = "fr"', "languages", "must be a list"),
        ('languages = ["fr"]', "languages = [1]", "languages", "must hold texts in quotes, not 1"),
        ('languages = ["fr"]', 'languages = ["fr", "fr"]', "languages", "stands here twice"),
        ('languages = ["fr"]', 'languages = ["french"]', "languages", "is not a language code such as fr"),
        ('country = "ML"', 'country = "Mali"', "country", "is not a country code of two capital letters"),
        ('ownership = "private"', 'ownership = "privat"', "ownership", "allowed: state, public, private, party"),
        ('"Africa/Bamako"', '"Africa/Bamaco"', "timezone", "is not a time zone"),
        ('"Africa/Bamako"', '"../../etc/passwd"', "timezone", "is not a time zone"),
        ('"Africa/Bamako"', '"Africa"', "timezone", "is not a time zone"),
        ('home = "https://desk.example/"', 'home = "desk.example"', "home", "is not an http(s) address"),
        ('"https://desk.example/feed/"', '"ftp://desk.example/feed/"', "addresses", "is not an http(s) address"),
        ('"https://desk.example/feed/"', '"https://me:secret@desk.example/"', "addresses", "is not an http(s) address"),
        ('["https://desk.example/feed/"]', "[]", "addresses", "names no address"),
        ('["https://desk.example/feed/"]', '[""]', "addresses", "holds an empty text"),
        ('["https://desk.example/feed/"]', '["https://desk.example/feed/"]\ngate = "all"', "gate", "none, anchor"),
        ('["https://desk.example/feed/"]', '["https://desk.example/feed/"]\nenabled = 1', "enabled", "true or false"),
        (
            '["https://desk.example/feed/"]',
            '["https://desk.example/feed/"]\ncertainty = "sure"',
            "certainty",
            "measured",
        ),
    ],
)
def test_a_fault_of_a_source_names_its_key(tmp_path: Path, old: str, new: str, where: str, what: str) -> None:
    message = outlets_fault(tmp_path, replaced(SOURCE, old, new))
    assert f"[sources.the-desk] {where}" in message
    assert what in message


def test_an_address_of_another_source_names_that_source(tmp_path: Path) -> None:
    message = outlets_fault(tmp_path, replaced(SOURCE, "https://desk.example/feed/", "http://benbere.org/feed"))
    assert "[sources.the-desk] addresses" in message
    assert "already an address of benbere" in message


def test_an_address_may_not_stand_in_the_table_of_a_source_that_has_feeds(tmp_path: Path) -> None:
    feed = '[sources.the-desk.feeds.politics]\naddresses = ["https://desk.example/politics/feed/"]\n'
    message = outlets_fault(tmp_path, SOURCE + feed)
    assert "[sources.the-desk] addresses" in message
    assert "tables of the feeds" in message


def test_a_fault_of_one_of_several_feeds_names_its_table(tmp_path: Path) -> None:
    feed = "[sources.the-desk.feeds.politics]\naddress = []\n"
    message = outlets_fault(tmp_path, replaced(SOURCE, 'addresses = ["https://desk.example/feed/"]', "") + feed)
    assert "[sources.the-desk.feeds.politics] address" in message
    assert "the nearest is addresses" in message


def test_a_key_with_capitals_or_spaces_is_refused(tmp_path: Path) -> None:
    message = outlets_fault(tmp_path, replaced(SOURCE, "sources.the-desk", 'sources."The Desk"'))
    assert "small letters, digits and single hyphens" in message


def test_something_else_than_a_table_is_refused(tmp_path: Path) -> None:
    assert "must be a table, not 3" in outlets_fault(tmp_path, "[sources]\nthe-desk = 3\n")
    assert "must be tables such as [sources.NAME]" in outlets_fault(tmp_path, "sources = 3\n")


def test_several_faults_are_told_at_once_and_each_once(tmp_path: Path) -> None:
    faulty = replaced(replaced(SOURCE, '"ML"', '"Mali"'), '"private"', '"privat"')
    message = outlets_fault(tmp_path, faulty)
    assert message.startswith("2 faults in the lists\n")
    assert message.count("\n") == 2


def test_a_flood_of_faults_is_cut_short(tmp_path: Path) -> None:
    message = vocabulary_fault(tmp_path, "places.toml", "".join(f"[places.p{n}]\n" for n in range(1_000)))
    assert message.count("\n") == 21
    assert re.search(r"and \d+ more$", message)


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('key = "water"', 'key = "rain"', "key", "is not the name of the file; it must be 'water'"),
        ('meaning = "Wells and rivers."', "", "meaning", "is missing"),
        ("[[derived_from]]", "[derived_from]", "derived_from", "must be tables such as [[derived_from]]"),
        ('statement = "Wells run dry."', "", "[derived_from 1] statement", "is missing"),
        ("[terms.fr]", "[terms.french]", "[terms.french]", "is not a language code such as fr, en, ar or ha"),
        ("strong =", "stong =", "[terms.fr] stong", "the nearest is strong"),
        ('"puits", "eau"', '"puits", "eau", "  "', "[terms.fr] weak", "holds an empty text"),
        ('"puits", "eau"', '"puits", "eau", "puits"', "[terms.fr] weak", "stands here twice"),
        ('"puits", "eau"', '"puits", "eau", "puits asséchés"', "[terms.fr] weak", "stands among the strong terms, too"),
        ('generic = ["eau"]', 'generic = ["eaux"]', "[terms.fr] generic", "the nearest is eau"),
        ('generic = ["eau"]', 'generic = ["rivière"]', "[terms.fr] generic", "is not among the terms"),
        ('generic = ["eau"]', 'exact_case = ["EAU"]', "[terms.fr] exact_case", "is not among the terms"),
        ('generic = ["eau"]', 'medium = ["pluie"]', "[terms.fr] medium", "is not a key of this table"),
    ],
)
def test_a_fault_of_a_topic_names_its_key(tmp_path: Path, old: str, new: str, where: str, what: str) -> None:
    message = vocabulary_fault(tmp_path, "topics/water.toml", replaced(TOPIC, old, new))
    assert where in message
    assert what in message


def test_the_file_of_a_topic_must_be_named_by_a_key(tmp_path: Path) -> None:
    message = vocabulary_fault(tmp_path, "topics/Our Water.toml", replaced(TOPIC, '"water"', '"Our Water"'))
    assert "small letters, digits and single hyphens" in message


@pytest.mark.parametrize(
    ("added", "where", "what"),
    [
        ('name_fr = "Quelque part"', "name_fr", "is not among its names"),
        ('names = ["Somewhere"]', "names", "stands among its names twice"),
        ('weak = ["Some"]', "weak", "is not among its names"),
        ('exact_case = ["Somewher"]', "exact_case", "the nearest is Somewhere"),
        ("name_alone = false", "names", "nothing would be looked for"),
        ("latitude = 91.0\nlongitude = 0", "latitude", "91.0 is not between -90 and 90"),
        ("latitude = nan\nlongitude = 0", "latitude", "nan is not between -90 and 90"),
        ("latitude = 12", "latitude", "latitude and longitude go together"),
        ('longitude = "8 W"', "longitude", "must be a number"),
        ('anchors = "strong"', "anchors", "the nearest is anchor"),
    ],
)
def test_a_fault_of_a_place_names_its_key(tmp_path: Path, added: str, where: str, what: str) -> None:
    message = vocabulary_fault(tmp_path, "places.toml", PLACE + added)
    assert f"[places.somewhere] {where}" in message
    assert what in message


def test_an_unknown_anchor_names_those_allowed(tmp_path: Path) -> None:
    message = vocabulary_fault(tmp_path, "places.toml", replaced(PLACE, '"strong"', '"firm"'))
    assert "[places.somewhere] anchor" in message
    assert "allowed: strong, weak, none" in message


def test_an_actor_of_an_unknown_topic_names_the_nearest(tmp_path: Path) -> None:
    message = vocabulary_fault(tmp_path, "actors.toml", replaced(ACTOR, "joint-force", "joint-forces"))
    assert "[actors.somebody] topics" in message
    assert "the nearest is joint-force" in message


def test_an_actor_may_be_of_the_confederation_and_of_no_other_body(tmp_path: Path) -> None:
    put(tmp_path, "actors.toml", replaced(ACTOR, 'country = "ML"', 'country = "AES"'))
    assert load_vocabulary(tmp_path).actors[-1].country == "AES"
    message = vocabulary_fault(tmp_path, "actors.toml", replaced(ACTOR, 'country = "ML"', 'country = "NATO"'))
    assert "[actors.somebody] country" in message


@given(
    content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_list_it_loads_or_is_told_as_a_fault_of_that_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "feeds.toml"
    path.write_bytes(content)
    fault = fault_of(tmp_path)
    assert fault == "" or str(path) in fault


def fault_of(folder: Path) -> str:
    """What is said of the outlets of a folder; empty where they load."""
    try:
        load_outlets(folder)
    except ListError as error:
        return str(error)
    return ""


def test_a_byte_order_mark_before_a_list_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_bytes(b"\xef\xbb\xbf" + SOURCE.encode())
    assert "the-desk" in {source.key for source in load_outlets(tmp_path).sources}


def test_a_single_fault_begins_with_its_file_table_and_key(tmp_path: Path) -> None:
    message = vocabulary_fault(tmp_path, "topics/water.toml", replaced(TOPIC, "generic =", "generik ="))
    where = f"{tmp_path / 'topics' / 'water.toml'} [terms.fr] generik"
    assert message == f"{where}: is not a key of this table; the nearest is generic"
