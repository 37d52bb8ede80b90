"""What the store knows of a day, as far as it is not told by the digest's own tests."""

from datetime import timedelta

from pipeline.domain.feeds import Gap, GapState, Way
from storage.store import Store
from tests.storage.samples import NOON, feed, source


def gap(hours: float, state: GapState) -> Gap:
    until = NOON + timedelta(hours=hours)
    return Gap("radio-dune", until - timedelta(hours=1), until, "radio-dune.example", until, Way.OLDER, "", state)


def test_a_source_is_told_with_the_gaps_of_the_day_that_were_not_made_up_for(store: Store) -> None:
    with store.writing() as tx:
        tx.feeds.add(source(), feed(), NOON)
        for hours, state in ((1, GapState.LOST), (2, GapState.CLOSED), (-30, GapState.BOUNDED)):
            tx.gaps.open(gap(hours, state))
        (watched,) = tx.days.watch(NOON, NOON + timedelta(days=1))
        (ever,) = tx.days.watch(None, NOON + timedelta(days=1))
    assert (watched.gaps, ever.gaps) == (1, 2)
