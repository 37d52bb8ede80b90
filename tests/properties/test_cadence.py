from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import cadence
from pipeline.domain.errors import BadProtocol, Busy, Denied, FetchError, Gone, ParseError, Unreachable
from pipeline.domain.feeds import FeedState, FeedStatus
from pipeline.domain.polling import Answer, after_answer, after_failure

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
URL = "https://a.example/feed"
chances = st.floats(0, 1, exclude_max=True)
rates = st.floats(0, 1e6)
peaks = st.one_of(st.just(()), st.lists(rates, min_size=24, max_size=24).map(tuple))
moments = st.floats(-3e6, 7e6).map(lambda minutes: NOW + timedelta(minutes=minutes))
pasts = st.one_of(st.none(), moments)
"""A clock that was set back leaves times that lie ahead."""
hints = st.one_of(st.none(), st.floats(0, 1e9))
pauses = st.one_of(st.just(0.0), st.floats(cadence.SHORTEST, cadence.LONGEST))
states = st.builds(
    FeedState,
    address=st.just(URL),
    interval=pauses,
    failures=st.floats(0, 1000),
    failing_since=pasts,
    last_success=pasts,
    last_new=pasts,
    last_full=pasts,
    rate=st.one_of(st.none(), rates),
    window=st.integers(0, 50_000),
    hint=hints,
    peaks=peaks,
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    entries = draw(st.integers(0, 50_000))
    return Answer(
        status=draw(st.sampled_from([FeedStatus.OK, FeedStatus.UNCHANGED, FeedStatus.NOT_MODIFIED])),
        address=URL,
        entries=entries,
        new=draw(st.integers(0, entries)),
        dates=tuple(draw(st.lists(moments, max_size=5))),
        ttl=draw(hints),
    )


seconds = st.one_of(st.none(), st.floats(0, 1e12))
errors: st.SearchStrategy[FetchError | ParseError] = st.one_of(
    st.builds(Busy, st.just("x"), status=st.sampled_from([429, 500, 503]), retry_after=seconds),
    st.sampled_from(
        [Unreachable("x"), BadProtocol("x"), Denied("x", status=403), ParseError("x"), Gone("x", status=404),
         Gone("x", status=410)]
    ),
)  # fmt: skip


@given(states, answers(), moments, chances)
def test_the_next_poll_of_a_feed_that_answers_lies_within_its_bounds(
    state: FeedState, answer: Answer, now: datetime, chance: float
) -> None:
    after = after_answer(state, answer, now, chance)
    assert after.next_poll is not None
    assert cadence.SHORTEST <= after.interval <= cadence.LONGEST
    assert timedelta(minutes=0.9 * cadence.SHORTEST) <= after.next_poll - now <= cadence.LONGEST_HEALTHY
    assert len(after.peaks) in {0, 24}


@given(st.lists(st.tuples(answers(), st.floats(0, 10_000), chances), max_size=20))
def test_no_course_of_answers_leads_out_of_the_bounds(course: list[tuple[Answer, float, float]]) -> None:
    state, now = FeedState(address=URL), NOW
    for answer, minutes, chance in course:
        now += timedelta(minutes=minutes)
        state = after_answer(state, answer, now, chance)
        assert cadence.SHORTEST <= state.interval <= cadence.LONGEST
        assert state.rate is not None
        assert state.rate >= 0
        assert all(peak >= 0 for peak in state.peaks)


@given(rates, peaks, moments, st.integers(0, 50_000), hints, pauses)
def test_a_gap_never_lengthens_the_interval(
    rate: float, hours: tuple[float, ...], now: datetime, entries: int, hint: float | None, previous: float
) -> None:
    def interval(gap: bool) -> float:
        return cadence.next_interval(rate, hours, now, entries=entries, hint=hint, gap=gap, previous=previous)

    assert interval(True) <= interval(False)


@given(rates, peaks, moments, st.integers(0, 50_000), hints)
def test_a_hint_never_shortens_the_interval_and_never_passes_its_cap_by_itself(
    rate: float, hours: tuple[float, ...], now: datetime, entries: int, hint: float | None
) -> None:
    def interval(hint: float | None) -> float:
        return cadence.next_interval(rate, hours, now, entries=entries, hint=hint, gap=False, previous=0.0)

    assert interval(None) <= interval(hint) <= max(interval(None), cadence.HINT_CAP)


@given(st.floats(1e-6, 1e3), moments, st.integers(1, 50_000), hints)
def test_the_window_never_fills_before_the_next_poll_at_the_rates_seen(
    rate: float, now: datetime, entries: int, hint: float | None
) -> None:
    interval = cadence.next_interval(rate, (), now, entries=entries, hint=hint, gap=False, previous=0.0)
    assert interval == cadence.SHORTEST or interval * rate <= cadence.ROOM * entries * 1.001


@given(rates, peaks, st.integers(0, 50_000), st.floats(-100, 100_000), moments)
def test_the_peaks_of_an_hour_never_pass_what_was_seen(
    rate: float, hours: tuple[float, ...], new: int, minutes: float, now: datetime
) -> None:
    after = cadence.next_peaks(hours, rate, new, minutes, now)
    before = hours or (rate,) * 24
    assert all(late <= max(early, new / cadence.SHORTEST) for late, early in zip(after, before, strict=False))


@given(errors, st.floats(0, 100), st.floats(0, 100), st.floats(0, 500), st.floats(0, 500), pauses, chances)
def test_more_failures_never_mean_sooner(
    error: FetchError | ParseError,
    failures: float,
    more: float,
    hours: float,
    longer: float,
    interval: float,
    chance: float,
) -> None:
    def due(failures: float, hours: float) -> datetime:
        return cadence.next_poll_after(
            error, failures=failures, failing_for=timedelta(hours=hours), interval=interval, now=NOW, chance=chance
        )

    assert due(failures, hours) <= due(failures + more, hours + longer)


@given(errors, st.floats(0, 1000), st.floats(0, 10_000), pauses, chances)
def test_a_failing_feed_is_never_given_up_and_never_asked_at_once(
    error: FetchError | ParseError, failures: float, hours: float, interval: float, chance: float
) -> None:
    pause = (
        cadence.next_poll_after(
            error, failures=failures, failing_for=timedelta(hours=hours), interval=interval, now=NOW, chance=chance
        )
        - NOW
    )
    assert timedelta(minutes=0.9 * cadence.SHORTEST) <= pause <= cadence.LONGEST_PAUSE


@given(st.sampled_from([429, 500, 503]), st.floats(0, 1e12), st.floats(0, 30), pauses, chances)
def test_retry_after_is_followed_for_a_day_and_its_spread_at_most(
    status: int, asked: float, failures: float, interval: float, chance: float
) -> None:
    error = Busy("x", status=status, retry_after=asked)
    pause = (
        cadence.next_poll_after(
            error, failures=failures, failing_for=timedelta(0), interval=interval, now=NOW, chance=chance
        )
        - NOW
    )
    followed = timedelta(seconds=min(asked, cadence.RETRY_AFTER_CAP.total_seconds()))
    assert max(followed, timedelta(minutes=0.9 * cadence.SHORTEST)) <= pause
    assert pause <= cadence.RETRY_AFTER_CAP + timedelta(hours=1)


@given(states, st.lists(st.tuples(errors, chances), min_size=1, max_size=50))
def test_through_any_course_of_failures_there_is_always_a_next_poll(
    state: FeedState, course: list[tuple[FetchError | ParseError, float]]
) -> None:
    now = NOW
    state = replace(state, failing_since=None)
    for error, chance in course:
        state = after_failure(state, error, (URL,), now, chance)
        assert state.next_poll is not None
        assert now < state.next_poll <= now + cadence.LONGEST_PAUSE
        now = state.next_poll
