"""The pure stages strung together: what an outlet's time zone does to the days that its articles name."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from pipeline.analyse.lexicon import source_of
from pipeline.domain.articles import Basis, Document
from pipeline.domain.feeds import Entry
from pipeline.domain.records import Analysis, Untagged
from pipeline.flows import stages
from pipeline.lists import load_vocabulary

LATE = datetime(2026, 3, 3, 23, 45, tzinfo=UTC)
"""A quarter to midnight on a Tuesday: Wednesday already at Niamey."""
TITLE = "Niger : douze soldats tués à Tillabéri"
TEXT = "Des jihadistes ont tué 14 soldats mercredi à Tillabéri, au Niger, selon l'armée."


@pytest.fixture(autouse=True)
def lexicon() -> Iterator[None]:
    before = list(stages._compiled)
    stages.load_lexicon(source_of(load_vocabulary(None)))
    yield
    stages._compiled[:] = before


@pytest.mark.parametrize(
    ("timezone", "day"), [("Africa/Niamey", date(2026, 3, 4)), ("UTC", date(2026, 2, 25)), ("", date(2026, 2, 25))]
)
def test_days_are_those_of_the_outlets_time_zone(timezone: str, day: date) -> None:
    document = Document(Basis.PAGE, TITLE, TEXT, published=LATE)
    entry = Entry("https://x.example/a", "https://x.example/a", TITLE, TEXT, published=LATE)
    read = stages.read_entry(entry, False, timezone)
    assert isinstance(read, Analysis)
    again = stages.judge_again((Untagged(1, 1, TITLE, TEXT, "fr", LATE, timezone),))
    for incidents in (stages.analyse(document, timezone=timezone).incidents, read.incidents, again[0][1]):
        assert [one.day for one in incidents if one.least == 14] == [day]
