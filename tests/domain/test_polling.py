"""What a poll means for its feed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.domain.errors import Busy, Denied, Failure, FetchError, Gone, ParseError, Unreachable
from pipeline.domain.feeds import FeedState, FeedStatus
from pipeline.domain.polling import (
    Answer,
    after_answer,
    after_failure,
    after_failure_offline,
    asks_in_full,
    has_gap,
    is_offline,
    known_marks,
    next_address,
    overlap_of,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
A, B = "https://a.example/feed", "https://a.example/rss"
FRESH = FeedState(address=A, next_poll=NOW)
WORKING = replace(
    FRESH, last_success=NOW - timedelta(hours=1), last_new=NOW - timedelta(hours=1), rate=0.01, interval=60.0
)


def ok(**options: object) -> Answer:
    return Answer(**{"status": FeedStatus.OK, "address": A, **options})  # type: ignore[arg-type]


def test_a_poll_that_worked_clears_the_failures() -> None:
    state = replace(WORKING, failures=3.5, failing_since=NOW, error=Failure.TIMEOUT, error_detail="late")
    after = after_answer(state, ok(entries=10, new=2), NOW, 0.5)
    assert (after.failures, after.failing_since, after.error, after.error_detail) == (0.0, None, None, "")
    assert after.last_success == after.last_new == NOW


def test_the_next_poll_lies_ahead_and_within_a_day_and_a_tenth() -> None:
    after = after_answer(WORKING, ok(entries=10, new=0), NOW, 0.99)
    assert after.next_poll is not None
    assert NOW < after.next_poll <= NOW + timedelta(minutes=1.1 * 1440)


def test_nothing_new_leaves_the_day_of_the_last_news() -> None:
    assert after_answer(WORKING, ok(entries=10, new=0), NOW, 0.5).last_new == WORKING.last_new


def test_a_full_body_resets_the_daily_full_poll() -> None:
    assert asks_in_full(FRESH, NOW)
    state = after_answer(FRESH, ok(entries=5, new=5), NOW, 0.5)
    assert not asks_in_full(state, NOW + timedelta(hours=23))
    assert asks_in_full(state, NOW + timedelta(hours=24))
    assert after_answer(state, ok(status=FeedStatus.NOT_MODIFIED, full=False), NOW, 0.5).last_full == NOW


def test_no_overlap_with_the_poll_before_is_a_gap() -> None:
    assert has_gap(WORKING, ok(entries=10, new=10))
    assert not has_gap(WORKING, ok(entries=10, new=9))
    assert not has_gap(FRESH, ok(entries=10, new=10))
    assert not has_gap(WORKING, ok(entries=0, new=0))


def test_known_items_are_left_out_until_a_day_after_all_were_read() -> None:
    state = after_answer(WORKING, ok(entries=5, new=5, marks=b"12345678", whole=True), NOW, 0.5)
    assert known_marks(state, NOW + timedelta(hours=23)) == b"12345678"
    assert known_marks(state, NOW + timedelta(hours=24)) == b""
    later = after_answer(state, ok(entries=5, new=1, marks=b"87654321"), NOW + timedelta(hours=20), 0.5)
    assert known_marks(later, NOW + timedelta(hours=23)) == b"87654321"
    assert known_marks(later, NOW + timedelta(hours=24)) == b""


def test_a_poll_that_read_no_items_keeps_their_marks() -> None:
    state = after_answer(WORKING, ok(entries=5, new=5, marks=b"12345678", whole=True), NOW, 0.5)
    assert after_answer(state, ok(status=FeedStatus.NOT_MODIFIED, full=False), NOW, 0.5).marks == b"12345678"


def test_the_youngest_entry_counts_though_it_was_not_read_again() -> None:
    old = NOW - timedelta(days=3)
    state = after_answer(WORKING, ok(entries=2, new=2, dates=(old, NOW), whole=True), NOW, 0.5)
    assert after_answer(state, ok(entries=3, new=1, dates=(old,)), NOW, 0.5).newest == NOW
    assert after_answer(state, ok(entries=1, new=0, dates=(old,), whole=True), NOW, 0.5).newest == old


def test_overlap_is_the_share_known_before() -> None:
    assert overlap_of(ok(entries=10, new=4)) == 0.6
    assert overlap_of(ok()) is None


def test_failures_weigh_by_their_kind() -> None:
    def weight(error: FetchError | ParseError) -> float:
        return after_failure(WORKING, error, [A], NOW, 0.5).failures

    assert weight(Unreachable("x")) == 0.25
    assert weight(Busy("x", status=500)) == 0.5
    assert weight(Denied("x", status=403)) == 1.0


def test_a_failure_keeps_what_was_known() -> None:
    after = after_failure(replace(WORKING, etag='"7"'), Unreachable("x"), [A, B], NOW, 0.5)
    assert (after.address, after.etag, after.last_new, after.rate) == (A, '"7"', WORKING.last_new, WORKING.rate)
    assert after.failing_since == NOW


def test_the_words_for_a_failure() -> None:
    def words(error: FetchError | ParseError) -> tuple[FeedStatus, Failure | None]:
        after = after_failure(WORKING, error, [A], NOW, 0.5)
        return after.status, after.error

    assert words(Gone("x", status=410)) == (FeedStatus.GONE, None)
    assert words(Busy("x", status=429)) == (FeedStatus.RETRY_LATER, None)
    assert words(Busy("x", status=500)) == (FeedStatus.ERROR, Failure.STATUS)
    assert words(Unreachable("x", failure=Failure.TIMEOUT)) == (FeedStatus.ERROR, Failure.TIMEOUT)
    assert words(ParseError("x")) == (FeedStatus.ERROR, Failure.PARSE)


def test_a_wrong_address_makes_way_for_the_next_candidate_soon() -> None:
    after = after_failure(replace(FRESH, etag='"7"'), ParseError("a page"), [A, B], NOW, 0.5)
    assert (after.address, after.etag) == (B, "")
    assert after.next_poll == NOW + timedelta(minutes=10)


def test_candidates_are_tried_once_round_before_the_pauses_grow() -> None:
    state = FRESH
    for _ in range(2):
        state = after_failure(state, Denied("x", status=403), [A, B], NOW, 0.5)
    assert state.address == A
    assert state.next_poll is not None
    assert state.next_poll > NOW + timedelta(minutes=30)


def test_a_challenge_does_not_send_us_round_the_addresses() -> None:
    after = after_failure(FRESH, Denied("x", status=403, failure=Failure.BLOCKED_BY_SITE), [A, B], NOW, 0.5)
    assert after.address == A


def test_candidates_are_taken_in_turn() -> None:
    assert next_address(A, [A, B]) == B
    assert next_address(B, [A, B]) == A
    assert next_address("https://other.example/", [A, B]) == A
    assert next_address(A, []) == A


def test_our_own_network_being_down_counts_against_nobody() -> None:
    assert is_offline(reached=0, unreached=3)
    assert not is_offline(reached=1, unreached=50)
    assert not is_offline(reached=0, unreached=2)
    after = after_failure_offline(WORKING, Unreachable("no route"), NOW, 0.5)
    assert after.failures == WORKING.failures
    assert after.next_poll is not None
    assert after.next_poll - NOW <= timedelta(minutes=15)
    assert "no network here" in after.error_detail
