"""Which articles are worth judging, and where an article goes after the verdicts."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from pipeline.analyse.grouping import (
    MOST_GROUPS,
    MOST_OF_GROUP,
    Candidate,
    Member,
    Placement,
    earliest_equal,
    origin,
    place,
    select,
)
from pipeline.analyse.relations import EXACT_WINDOW, NEAR_WINDOW
from pipeline.domain.articles import Comparison, RelationKind
from pipeline.domain.records import Neighbour

NOON = datetime(2023, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def neighbour(
    number: int, *, group: int = 0, shared: int = 20, moment: datetime = NOON - HOUR, sketch: int = 40
) -> Neighbour:
    return Neighbour(
        number, group or number, group or number, moment, f"https://example.org/{number:04d}", 300, sketch, shared
    )


def chosen(neighbours: Iterable[Neighbour], *, url_key: str = "https://example.org/9999") -> list[int]:
    return [one.id for one in select(neighbours, moment=NOON, url_key=url_key, sketch=40)]


def candidate(
    article: int, group: int, kind: RelationKind | None, *, shared: int = 100, later: float = 0.9, story: int = 0
) -> Candidate:
    return Candidate(article, group, story or group, Comparison(kind, later, 0.9, shared))


def fate(*candidates: Candidate) -> tuple[RelationKind | None, int | None, int | None]:
    placement = place(candidates)
    return placement.kind, placement.of, placement.group


def test_an_article_that_shares_one_fingerprint_only_is_not_judged() -> None:
    assert chosen([neighbour(1, shared=1), neighbour(2, shared=2, sketch=16)]) == [2]


def test_an_article_that_shares_a_small_part_of_its_fingerprints_is_not_judged() -> None:
    assert chosen([neighbour(1, shared=3, sketch=40), neighbour(2, shared=4, sketch=40)]) == [2]


def test_only_canonically_earlier_articles_are_judged() -> None:
    same_time = [neighbour(1, moment=NOON), neighbour(3, moment=NOON)]
    assert chosen([*same_time, neighbour(4, moment=NOON + HOUR)], url_key="https://example.org/0002") == [1]


def test_articles_outside_the_window_are_not_judged() -> None:
    edge = NOON - NEAR_WINDOW
    assert chosen([neighbour(1, moment=edge), neighbour(2, moment=edge - HOUR)]) == [1]


def test_a_wire_copy_in_150_outlets_leaves_room_for_other_groups() -> None:
    wire = [neighbour(number, group=1, shared=40) for number in range(1, 151)]
    found = chosen([*wire, neighbour(900, shared=6)])
    assert len(found) == MOST_OF_GROUP + 1
    assert 900 in found


def test_boilerplate_does_not_push_a_true_copy_out() -> None:
    boilerplate = [neighbour(number, shared=5) for number in range(1, 500)]
    found = chosen([*boilerplate, neighbour(900, shared=12)])
    assert len(found) == MOST_GROUPS
    assert 900 in found


def test_the_articles_to_judge_come_in_canonical_order_whatever_the_order_they_were_found_in() -> None:
    found = [neighbour(n, group=n % 20 + 1, shared=5 + n % 7, moment=NOON - HOUR * (n % 5 + 1)) for n in range(1, 90)]
    expected = select(found, moment=NOON, url_key="z", sketch=40)
    assert expected == sorted(expected, key=lambda one: (one.moment, one.url_key))
    assert select(reversed(found), moment=NOON, url_key="z", sketch=40) == expected


def test_the_earliest_article_with_the_same_words_is_found() -> None:
    edge = NOON - EXACT_WINDOW
    found = [neighbour(1, moment=edge - HOUR), neighbour(2, moment=edge + HOUR), neighbour(3, moment=edge)]
    earliest = earliest_equal(found, moment=NOON, url_key="z")
    assert earliest is not None
    assert earliest.id == 3
    assert earliest_equal(found[:1], moment=NOON, url_key="z") is None
    assert earliest_equal([neighbour(4, moment=NOON + HOUR)], moment=NOON, url_key="z") is None


def test_without_verdicts_an_article_is_new() -> None:
    assert place([]) == Placement(None, None, None, None)
    assert fate(candidate(1, 1, None)) == (None, None, None)


def test_equal_words_join_before_anything_else() -> None:
    verdicts = [candidate(1, 1, RelationKind.UPDATE), candidate(2, 2, RelationKind.EXACT)]
    assert fate(*verdicts, candidate(3, 3, RelationKind.COPY)) == (RelationKind.EXACT, 2, 2)


def test_the_group_sharing_most_is_joined_by_the_article_sharing_most() -> None:
    verdicts = [
        candidate(1, 1, RelationKind.COPY, shared=50),
        candidate(2, 2, RelationKind.COPY, shared=80),
        candidate(3, 2, RelationKind.COPY, shared=90),
    ]
    assert fate(*verdicts) == (RelationKind.COPY, 3, 2)


def test_of_groups_that_share_nearly_as_much_the_earliest_is_joined() -> None:
    verdicts = [candidate(1, 1, RelationKind.COPY, shared=98), candidate(2, 2, RelationKind.COPY, shared=100)]
    assert fate(*verdicts) == (RelationKind.COPY, 1, 1)


def test_an_update_never_joins_the_group_through_a_shortened_copy() -> None:
    verdicts = [candidate(1, 1, RelationKind.UPDATE, shared=200), candidate(2, 1, RelationKind.COPY, shared=60)]
    assert fate(*verdicts) == (RelationKind.UPDATE, 1, None)


def test_a_copy_of_the_update_joins_the_update() -> None:
    verdicts = [candidate(1, 1, RelationKind.UPDATE, shared=200), candidate(2, 2, RelationKind.COPY, shared=190)]
    assert fate(*verdicts) == (RelationKind.COPY, 2, 2)


def test_a_text_that_stands_whole_in_an_article_joins_it_against_the_word_of_an_altered_copy() -> None:
    verdicts = [candidate(1, 1, RelationKind.COPY, later=1.0), candidate(2, 1, RelationKind.UPDATE, shared=70)]
    assert fate(*verdicts) == (RelationKind.COPY, 1, 1)


def test_a_text_made_of_articles_of_several_stories_is_a_press_review() -> None:
    verdicts = [
        candidate(1, 1, RelationKind.COPY, later=0.3, shared=60),
        candidate(2, 2, RelationKind.COPY, later=0.4, shared=80),
    ]
    assert fate(*verdicts) == (RelationKind.CONTAINS, 2, None)


def test_two_groups_of_one_story_make_no_press_review() -> None:
    verdicts = [
        candidate(1, 1, RelationKind.COPY, later=0.48, story=1),
        candidate(2, 2, RelationKind.COPY, later=0.47, story=1),
    ]
    assert fate(*verdicts) == (RelationKind.COPY, 1, 1)


def test_a_text_that_contains_a_part_is_linked_and_stays_alone() -> None:
    assert fate(candidate(1, 1, RelationKind.CONTAINS)) == (RelationKind.CONTAINS, 1, None)
    assert fate(candidate(1, 1, RelationKind.CONTAINS), candidate(2, 2, RelationKind.UPDATE)) == (
        RelationKind.UPDATE,
        2,
        None,
    )


def test_the_placement_carries_the_verdict_it_rests_on() -> None:
    one = candidate(1, 1, RelationKind.COPY)
    assert place([one]).comparison is one.comparison


def test_the_origin_is_an_agency_then_the_earliest_then_the_first_by_address() -> None:
    paper = Member(1, agency=False, moment=NOON - HOUR, url_key="a")
    agency = Member(2, agency=True, moment=NOON, url_key="b")
    twin = Member(3, agency=True, moment=NOON, url_key="c")
    late = Member(4, agency=False, moment=NOON, url_key="a")
    assert origin([paper, late, twin, agency]) == 2
    assert origin([late, paper]) == 1
