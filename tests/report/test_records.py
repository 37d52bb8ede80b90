import json
import re
from typing import Any

from pipeline.domain.topics import Level
from pipeline.report import records
from pipeline.report.digest import FULL_ITEMS, build
from pipeline.report.records import SCHEMA, to_json
from tests.report.samples import candidate, copy_by, mention, record, source, tag, watch

TEXT = "Des hommes armés ont attaqué le poste de Gao."


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys(inner)}
    return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()


def full_day() -> str:
    rich = candidate(
        1,
        text=TEXT,
        topics=(tag(), tag("displacement", Level.MENTIONED)),
        mentions=[mention(TEXT, "attaqué")],
        copies=[copy_by(9, source("paper"))],
        story=4,
    )
    watched = (watch(source()), watch(source("other"), answered=False))
    return to_json(build(record(rich, candidate(2, story=4), watch=watched), 3))


def test_every_field_is_described() -> None:
    described = set(re.findall(r"\w+", records.__doc__ or ""))
    assert keys(json.loads(full_day())) <= described


def test_a_record_names_its_schema_its_day_and_its_edition() -> None:
    day = json.loads(full_day())
    assert list(day)[:4] == ["schema", "day", "language", "edition"]
    assert (day["schema"], day["day"], day["language"], day["edition"]) == (SCHEMA, "2026-11-21", "en", 3)
    assert day["window"]["since"] == "2026-11-21T00:00:00Z"


def test_topics_carry_their_level_and_the_words_that_earned_them() -> None:
    item = next(one for one in json.loads(full_day())["sections"][0]["items"] if one["article"] == 1)
    assert item["topics"] == [
        {"key": "jihadist-insurgency", "level": "reported", "words": ["attaqué"]},
        {"key": "displacement", "level": "mentioned", "words": []},
    ]
    assert item["copies"] == ["Outlet paper"]
    assert item["same_story"] == [{"article": 2, "outlet": "Outlet radio"}]


def test_items_beyond_those_shown_in_full_are_all_there() -> None:
    digest = build(record(*(candidate(number) for number in range(1, FULL_ITEMS + 6))), 1)
    section = json.loads(to_json(digest))["sections"][0]
    assert section["full"] == FULL_ITEMS
    assert len(section["items"]) == FULL_ITEMS + 5


def test_what_is_unknown_is_null() -> None:
    day = json.loads(to_json(build(record(candidate(1, published=None), since=None), 1)))
    assert day["window"]["since"] is None
    assert day["sections"][0]["items"][0]["published"] is None


def test_the_text_is_utf_8_one_field_a_line_and_ends_with_a_newline() -> None:
    text = to_json(build(record(candidate(1, title="Dépêche مالي")), 1))
    assert "Dépêche مالي" in text
    assert text.endswith("\n}\n")
    assert '\n "day": "2026-11-21",\n' in text


def test_half_a_character_is_kept_and_can_still_be_written() -> None:
    text = to_json(build(record(candidate(1, title="a\ud83db\x00")), 1))
    assert json.loads(text.encode("utf-8"))["sections"][0]["items"][0]["headline"] == "a\ud83db\x00"


def test_the_text_is_laid_out_as_the_standard_library_lays_it_out() -> None:
    text = full_day()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    empty = to_json(build(record(), 1))
    assert empty == json.dumps(json.loads(empty), ensure_ascii=False, indent=1) + "\n"
