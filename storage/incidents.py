"""Incidents as rows of their table, and back."""

from typing import Any

from sqlalchemy import Row

from pipeline.domain.stories import Cause, Claimant, Evidence, Harm, Incident, Side
from storage.dialects import row_of

_EVIDENCE = ("place_words", "day_words", "claim_words")
_KEYS = ("attackers", "victims")


def row_of_incident(incident: Incident) -> dict[str, Any]:
    """The columns that an incident itself fills."""
    row = row_of(incident)
    said = {name: None if row[name] is None else row_of(row[name]) for name in _EVIDENCE}
    return row | said | {name: list(row[name]) for name in _KEYS}


def incident_of(row: Row[Any]) -> Incident:
    """An incident from a row of its table."""
    values = {name: row._mapping[name] for name in Incident.__dataclass_fields__}
    said = {name: None if values[name] is None else Evidence(**values[name]) for name in _EVIDENCE}
    words = {
        "harm": Harm(row.harm),
        "side": Side(row.side),
        "cause": Cause(row.cause),
        "claimant": Claimant(row.claimant),
    }
    return Incident(**{**values, **said, **words, **{name: tuple(values[name]) for name in _KEYS}})
