"""What recurs in the reports of an outlet, for the pool to leave out of what texts are recognised by."""

from datetime import datetime

from pipeline.analyse.boilerplate import TEXTS, recurring
from pipeline.analyse.fingerprint import begin_of_week, week_of
from pipeline.flows.services import Services

_KEPT_WEEKS = 8


def recurring_of(services: Services, source: str, moment: datetime) -> frozenset[int]:
    """The hashes of the paragraphs that recur in the week before the one a report belongs to.

    The week is a fixed window: what is worked out for it holds for all reports of the next one, in whatever order they
    arrive. Empty for a source that is not known, and in the first week of an outlet.
    """
    if not source:
        return frozenset()
    week = week_of(moment)
    with services.store.reading() as view:
        known = view.boilerplate.get(source, week)
        if known is not None:
            return known
        texts = view.boilerplate.texts(source, begin_of_week(week - 1), begin_of_week(week), TEXTS)
    found = recurring(texts)
    with services.store.writing() as tx:
        tx.boilerplate.put(source, week, found)
        tx.boilerplate.forget(week_of(services.clock.now()) - _KEPT_WEEKS)
    return found
