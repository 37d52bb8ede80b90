"""Which stories an alert tells, and in how many messages."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.alerts import HOUR, MOST_AN_HOUR, Alerted, AlertPlan, Standing, plan_alerts

NOW = datetime(2026, 11, 21, 7, tzinfo=UTC)
ONE = Standing(1)


def told(story: int, standing: Standing = ONE, *, hours: float | None = 5) -> dict[int, Alerted]:
    return {story: Alerted(story, standing, None if hours is None else NOW - timedelta(hours=hours))}


def plan(
    standings: dict[int, Standing],
    *,
    matching: set[int] | None = None,
    known: dict[int, Alerted] | None = None,
    sent: list[datetime] | None = None,
) -> AlertPlan:
    return plan_alerts(standings, standings if matching is None else matching, known or {}, sent or [], NOW)


def test_each_new_story_is_a_message_of_its_own() -> None:
    assert plan({7: ONE, 3: ONE}) == AlertPlan(((3,), (7,)), ())


def test_a_story_that_was_told_is_not_told_again() -> None:
    assert plan({7: ONE}, known=told(7)) == AlertPlan((), ())


def test_an_owner_more_is_news_after_four_hours() -> None:
    assert plan({7: Standing(2)}, known=told(7, hours=3.9)) == AlertPlan((), ())
    assert plan({7: Standing(2)}, known=told(7, hours=4)) == AlertPlan(((7,),), ())


def test_a_higher_toll_of_any_harm_is_news_and_a_lower_one_is_not() -> None:
    before = Standing(1, (("injured", 3), ("killed", 12)))
    assert plan({7: Standing(1, (("injured", 3), ("killed", 20)))}, known=told(7, before)).messages == ((7,),)
    assert plan({7: Standing(1, (("abducted", 1), ("killed", 12)))}, known=told(7, before)).messages == ((7,),)
    assert plan({7: Standing(1, (("killed", 9),))}, known=told(7, before)).messages == ()


def test_a_story_that_does_not_match_is_told_only_where_it_was_before() -> None:
    standings = {7: Standing(2), 8: Standing(2)}
    assert plan(standings, matching=set(), known=told(7)) == AlertPlan(((7,),), ())


def test_beyond_six_messages_in_an_hour_stories_wait() -> None:
    found = plan(dict.fromkeys(range(1, 11), ONE))
    assert found.messages == tuple((story,) for story in range(1, 7))
    assert found.held == (7, 8, 9, 10)


def test_what_waits_is_gathered_in_one_message_when_the_hour_is_over() -> None:
    waiting = told(7, hours=None) | told(8, hours=None)
    full = [NOW - timedelta(minutes=59)] * MOST_AN_HOUR
    assert plan({7: ONE, 8: ONE, 9: ONE}, matching={9}, known=waiting, sent=full) == AlertPlan((), (7, 8, 9))
    over = [NOW - HOUR] * MOST_AN_HOUR
    assert plan({7: ONE, 8: ONE, 9: ONE}, matching={9}, known=waiting, sent=over) == AlertPlan(((7, 8, 9),), ())


def test_what_two_stories_in_one_were_known_for_is_the_higher_of_each() -> None:
    joined = Standing(1, (("killed", 3),)).joined(Standing(2, (("injured", 5), ("killed", 2))))
    assert joined == Standing(2, (("injured", 5), ("killed", 3)))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=40))
def test_no_hour_sees_more_than_six_messages_and_no_story_is_lost(arrivals: list[tuple[int, int]]) -> None:
    """Stories come in bursts of up to twelve, minutes apart; two hours later each was told once."""
    known: dict[int, Alerted] = {}
    sent: list[datetime] = []
    came: dict[int, Standing] = {}
    now, number = NOW, 0
    for minutes, burst in [*arrivals, *[(30, 0)] * 5]:
        now += timedelta(minutes=minutes)
        fresh = {number + one: ONE for one in range(burst)}
        number += burst
        came |= fresh
        found = plan_alerts(came, fresh, known, sent, now)
        for message in found.messages:
            assert not any(known.get(story) and known[story].told_at for story in message)
            known |= {story: Alerted(story, ONE, now) for story in message}
            sent.append(now)
        known |= {story: Alerted(story, ONE, None) for story in found.held}
        assert sum(now - HOUR < at <= now for at in sent) <= MOST_AN_HOUR
    assert all(known[story].told_at for story in came)
