"""The tables of deliveries and alerts."""

from sqlalchemy import JSON, Column, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from storage.columns import BigId, Moment, id_column, metadata, text_column

deliveries = Table(
    "deliveries",
    metadata,
    id_column(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    text_column("title"),
    text_column("text"),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_try", Moment, nullable=False),
    text_column("error"),
    text_column("owner"),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    UniqueConstraint("kind", "subject", "number", "channel", "address"),
    Index("ix_deliveries_state_next_try", "state", "next_try"),
)

alert_looks = Table(
    "alert_looks",
    metadata,
    Column("search", Text, primary_key=True),
    Column("query", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

alerted_stories = Table(
    "alerted_stories",
    metadata,
    Column("search", Text, nullable=False),
    Column("story", BigId, nullable=False),
    Column("families", Integer, nullable=False),
    Column("tolls", JSON, nullable=False),
    Column("told_at", Moment),
    Column("noted_at", Moment, nullable=False),
    PrimaryKeyConstraint("search", "story"),
)
