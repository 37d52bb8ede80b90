"""Copies in a stream of texts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.copies import Labelled, bcubed, read, recalls, run, wrongly_joined
from pipeline.analyse.stream import CopyStream, Text, Verdict
from pipeline.domain.articles import RelationKind
from tests.analyse.test_relations import ATTACK, FLOOD, sentences

MORNING = datetime(2023, 5, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)
DEVELOPMENT_SET = Path(__file__).parents[2].parent / "shared" / "data" / "dedup-dev.jsonl"
UPDATED = ATTACK.replace("Douze soldats", "Vingt soldats").replace("35 assaillants", "47 assaillants")
SHORTENED = ". ".join(sentences(ATTACK)[:4])


def verdicts(*texts: tuple[str, timedelta]) -> list[Verdict]:
    stream = CopyStream()
    return [stream.feed(Text(f"t{n}", text, MORNING + after)) for n, (text, after) in enumerate(texts)]


def test_a_first_text_is_new_and_starts_its_group_and_story() -> None:
    assert verdicts((ATTACK, DAY * 0)) == [Verdict("t0", "t0", None, None, 0.0, "t0")]


def test_a_copy_joins_the_group_and_the_story() -> None:
    _, copy = verdicts((ATTACK, DAY * 0), (SHORTENED, DAY))
    assert copy == Verdict("t1", "t0", RelationKind.COPY, "t0", 1.0, "t0")


def test_an_update_has_its_own_group_in_the_same_story() -> None:
    _, update = verdicts((ATTACK, DAY * 0), (UPDATED, DAY))
    assert (update.relation, update.of, update.group, update.story) == (RelationKind.UPDATE, "t0", "t1", "t0")


def test_copies_of_the_update_join_the_update() -> None:
    *_, late = verdicts((ATTACK, DAY * 0), (UPDATED, DAY), (f"BAMAKO (AFP) - {UPDATED}", DAY))
    assert (late.relation, late.group, late.story) == (RelationKind.COPY, "t1", "t0")


def test_an_update_does_not_slip_in_through_a_shortened_copy() -> None:
    later = UPDATED.replace("Douze", "Vingt")
    *_, update = verdicts((ATTACK, DAY * 0), (". ".join(sentences(ATTACK)[3:]), DAY), (later, DAY))
    assert (update.relation, update.group) == (RelationKind.UPDATE, "t2")


def test_another_article_is_new() -> None:
    *_, other = verdicts((ATTACK, DAY * 0), (FLOOD, DAY))
    assert (other.relation, other.group, other.story) == (None, "t1", "t1")


def test_a_text_with_a_passage_of_another_contains_it_and_is_of_its_own_story() -> None:
    later = " ".join([FLOOD, FLOOD.upper()[::-1], *sentences(ATTACK)[:3]])
    *_, review = verdicts((ATTACK, DAY * 0), (later, DAY))
    assert (review.relation, review.of, review.group, review.story) == (RelationKind.CONTAINS, "t0", "t1", "t1")


def test_copies_are_found_within_three_days_only() -> None:
    assert verdicts((ATTACK, DAY * 0), (SHORTENED, DAY * 3))[1].relation is RelationKind.COPY
    assert verdicts((ATTACK, DAY * 0), (SHORTENED, DAY * 3 + timedelta(seconds=1)))[1].relation is None


def test_equal_words_are_found_within_thirty_days_only() -> None:
    found = verdicts((ATTACK, DAY * 0), (ATTACK.upper(), DAY * 30))[1]
    assert found == Verdict("t1", "t0", RelationKind.EXACT, "t0", 1.0, "t0")
    assert verdicts((ATTACK, DAY * 0), (ATTACK, DAY * 30 + timedelta(seconds=1)))[1].relation is None


def test_a_republished_text_is_known_three_days_from_its_last_time() -> None:
    for again in (timedelta(hours=17), DAY * 2):
        *_, late = verdicts((ATTACK, DAY * 0), (ATTACK, again), (SHORTENED, again + DAY * 3))
        assert (late.relation, late.group) == (RelationKind.COPY, "t0")


def test_texts_without_words_are_no_copies_of_one_another() -> None:
    assert [one.relation for one in verdicts(("", DAY * 0), ("", DAY), ("...", DAY))] == [None, None, None]


def test_a_text_without_a_date_is_taken_at_the_time_of_the_stream() -> None:
    stream = CopyStream()
    stream.feed(Text("undated", FLOOD))
    stream.feed(Text("dated", ATTACK, MORNING))
    assert stream.feed(Text("copy", SHORTENED)).of == "dated"
    stream.feed(Text("other", FLOOD, MORNING + DAY * 4))
    assert stream.feed(Text("late", SHORTENED.replace("Gao", "Bamako"))).relation is None


def test_a_date_without_a_zone_is_taken_as_utc() -> None:
    stream = CopyStream()
    stream.feed(Text("a", ATTACK, MORNING))
    assert stream.feed(Text("b", SHORTENED, (MORNING + DAY).replace(tzinfo=None))).of == "a"


def test_texts_out_of_order_and_wild_dates_are_judged_without_an_error() -> None:
    stream = CopyStream()
    dates = [MORNING, MORNING - DAY, datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), None, MORNING]
    found = [stream.feed(Text(str(n), ATTACK, date)) for n, date in enumerate(dates)]
    assert [one.id for one in found] == ["0", "1", "2", "3", "4", "5"]


def test_a_wire_copy_in_150_outlets_is_one_group() -> None:
    outlets = [f"{ATTACK}\nRédaction du journal {chr(97 + n % 26)}{chr(97 + n // 26)}bo" for n in range(150)]
    found = verdicts(*((text, timedelta(minutes=n)) for n, text in enumerate(outlets)))
    assert {one.group for one in found} == {"t0"}


def test_a_footer_on_hundreds_of_pages_hides_no_copy() -> None:
    footer = (
        "Inscrivez-vous à notre lettre pour recevoir chaque matin les nouvelles de la région dans votre boîte. " * 2
    )
    pages = [" ".join(f"sujet{n}mot{k}" for k in range(120)) + f"\n{footer}" for n in range(300)]
    found = verdicts(
        *((text, timedelta(minutes=n)) for n, text in enumerate([ATTACK, *pages, f"{SHORTENED}\n{footer}"]))
    )
    assert {one.relation for one in found[1:-1]} == {None}
    assert (found[-1].relation, found[-1].of) == (RelationKind.COPY, "t0")


def test_memory_holds_no_more_than_the_window() -> None:
    stream = CopyStream()
    for day in range(60):
        stream.feed(Text(str(day), f"{FLOOD} Jour {day}.", MORNING + DAY * day))
    assert len(stream._days) <= 4
    assert len(stream._hashes) <= 31


def test_the_measure_of_the_benchmark_counts_what_is_mixed_and_what_is_torn_apart() -> None:
    texts = [
        Labelled(id_, group, "base", None, group, "", "fr", "", MORNING)
        for id_, group in zip("abc", "xxy", strict=True)
    ]
    assert bcubed(texts, {"a": "1", "b": "1", "c": "2"}) == (1.0, 1.0, 1.0)
    mixed = bcubed(texts, {"a": "1", "b": "1", "c": "1"})
    assert mixed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert mixed.recall == 1.0
    torn = bcubed(texts, {"a": "1", "b": "2", "c": "3"})
    assert torn.precision == 1.0
    assert torn.recall == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)


@pytest.mark.slow
def test_the_development_set_is_grouped_as_well_as_promised() -> None:
    if not DEVELOPMENT_SET.exists():
        pytest.skip(f"no development set at {DEVELOPMENT_SET}: the quality of grouping is not measured")
    texts = read(DEVELOPMENT_SET)
    found, _ = run(texts)
    assert bcubed(texts, {key: one.group for key, one in found.items()}).f1 >= 0.985
    wrong = wrongly_joined(texts, found)
    assert {kind: wrong[kind] for kind in ("single", "template", "indep", "followup") if wrong[kind]} == {}
    assert {found[one.id].relation for one in texts if one.kind == "update"} == {RelationKind.UPDATE}
    shares = {kind: right / total for kind, (right, total) in recalls(texts, found).items()}
    hard = {"teaser": 0.98, "combo_hard": 0.90}
    assert {kind: share for kind, share in shares.items() if share < hard.get(kind, 1.0)} == {}
