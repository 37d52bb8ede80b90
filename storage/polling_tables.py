"""The tables of what is polled: sources, feeds, their polls and gaps, hosts."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text, text

from storage.columns import Moment, id_column, metadata, text_column

sources = Table(
    "sources",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    text_column("home"),
    text_column("country"),
    Column("covers", JSON, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("ownership", Text, nullable=False),
    text_column("owner"),
    Column("timezone", Text, nullable=False),
    text_column("notes"),
    text_column("proxy"),
    Column("verify_tls", Boolean, nullable=False, server_default=text("true")),
)

feeds = Table(
    "feeds",
    metadata,
    Column("key", Text, primary_key=True),
    Column("source", Text, ForeignKey("sources.key"), nullable=False, index=True),
    Column("addresses", JSON, nullable=False),
    Column("gate", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("removed", Boolean, nullable=False, server_default=text("false")),
    text_column("folder"),
    Column("address", Text, nullable=False),
    Column("host", Text, nullable=False, index=True),
    Column("next_poll", Moment, index=True),
    text_column("etag"),
    text_column("last_modified"),
    text_column("body_hash"),
    Column("interval", Float, nullable=False, server_default="0"),
    Column("failures", Float, nullable=False, server_default="0"),
    Column("failing_since", Moment),
    Column("status", Text, nullable=False, server_default="never"),
    Column("error", Text),
    text_column("error_detail"),
    Column("last_polled", Moment),
    Column("last_success", Moment),
    Column("last_new", Moment),
    Column("last_full", Moment),
    Column("rate", Float),
    Column("overlap", Float),
    Column("gap", Boolean, nullable=False, server_default=text("false")),
    text_column("moved_to"),
    Column("moved_times", Integer, nullable=False, server_default="0"),
    Column("moved_since", Moment),
)

gaps = Table(
    "gaps",
    metadata,
    id_column(),
    Column("feed", Text, ForeignKey("feeds.key"), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("host", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("way", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("found", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    text_column("reason"),
    Index("ix_gaps_feed_until", "feed", "until"),
)
Index(
    "ix_gaps_open",
    gaps.c.host,
    gaps.c.due_at,
    sqlite_where=gaps.c.state == "open",
    postgresql_where=gaps.c.state == "open",
)

polls = Table(
    "polls",
    metadata,
    id_column(),
    Column("feed", Text, ForeignKey("feeds.key"), nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("error", Text),
    text_column("detail"),
    Column("http_status", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("overlap", Float),
    Column("gap", Boolean, nullable=False),
    text_column("url_final"),
    text_column("sample"),
    Index("ix_polls_feed_at", "feed", "at"),
)

hosts = Table(
    "hosts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("not_before", Moment),
    Column("delay", Float),
    Column("robots", Text),
    Column("robots_until", Moment),
    Column("leased_by", Text),
    Column("leased_until", Moment),
)
