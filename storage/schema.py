"""The tables. Everything an analyst sees is derived from them; the search index is beside them (search_*.py)."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import BigId, KeyText, Moment, id_column, metadata, reference, text_column
from storage.polling_tables import feeds

SCHEMA = "0010"
"""The newest migration: a database of any other version is not opened."""


facts = Table(
    "facts",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    id_column(),
    Column("url", Text, nullable=False),
    Column("url_final", Text, nullable=False),
    Column("url_key", KeyText, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("published", Moment),
    Column("date_source", Text, nullable=False),
    Column("moment", Moment, nullable=False),
    text_column("language"),
    text_column("title"),
    Column("basis", Text, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("group", BigInteger, nullable=False),
    Column("story", BigInteger, nullable=False),
    Column("exact", String(32), nullable=False, index=True),
    Column("words", Integer, nullable=False),
    Column("sketch", Integer, nullable=False),
    Index("ix_articles_moment_id", "moment", "id"),
    Index("ix_articles_source_moment", "source", "moment"),
    Index("ix_articles_group", "group"),
    Index("ix_articles_story", "story"),
)

links = Table(
    "links",
    metadata,
    id_column(),
    Column("url", Text, nullable=False),
    Column("url_key", KeyText, nullable=False, unique=True),
    Column("host", Text, nullable=False),
    Column("why", Text, nullable=False),
    text_column("source"),
    Column("priority", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("hops", Integer, nullable=False, server_default="0"),
    Column("fate", Text, nullable=False),
    text_column("reason"),
    reference("article", "articles.id", nullable=True, index=True),
    Column("first_seen", Moment, nullable=False),
)
Index(
    "ix_links_waiting",
    links.c.host,
    links.c.due_at,
    sqlite_where=links.c.fate == "waiting",
    postgresql_where=links.c.fate == "waiting",
)

entries = Table(
    "entries",
    metadata,
    id_column(),
    Column("feed", Text, ForeignKey(feeds.c.key), nullable=False),
    Column("identity", Text, nullable=False),
    text_column("guid"),
    Column("url", Text),
    reference("link", "links.id", nullable=True, index=True),
    text_column("title"),
    text_column("summary"),
    text_column("content"),
    Column("published", Moment),
    text_column("published_said"),
    Column("authors", JSON, nullable=False),
    text_column("credit"),
    Column("categories", JSON, nullable=False),
    Column("on_topic", Boolean, nullable=False),
    Column("first_seen", Moment, nullable=False, index=True),
    UniqueConstraint("feed", "identity"),
)

rechecks = Table(
    "rechecks",
    metadata,
    reference("article", "articles.id"),
    Column("url", Text, nullable=False),
    Column("host", Text, nullable=False),
    text_column("source"),
    Column("due_at", Moment, nullable=False),
    PrimaryKeyConstraint("article"),
    Index("ix_rechecks_host_due_at", "host", "due_at"),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    reference("article", "articles.id"),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("article"),
    Index("ix_withdrawals_at", "at"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("url_key", Text, primary_key=True),
    reference("article", "articles.id", index=True),
)

pages = Table(
    "pages",
    metadata,
    id_column(),
    Column("url", Text, nullable=False),
    Column("url_final", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("archived", Boolean, nullable=False),
    reference("link", "links.id", nullable=True, index=True),
)

versions = Table(
    "versions",
    metadata,
    reference("article", "articles.id"),
    Column("number", Integer, nullable=False),
    Column("basis", Text, nullable=False),
    text_column("title"),
    text_column("text"),
    Column("captions", JSON, nullable=False),
    Column("authors", JSON, nullable=False),
    text_column("credit"),
    Column("published", Moment),
    Column("date_source", Text, nullable=False),
    text_column("site"),
    text_column("language"),
    text_column("canonical"),
    Column("partial", Boolean, nullable=False),
    Column("live", Boolean, nullable=False, server_default=text("false")),
    Column("exact", String(32), nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    Column("words", Integer, nullable=False),
    Column("normaliser", Integer, nullable=False),
    text_column("lexicon"),
    reference("page", "pages.id", nullable=True),
    Column("stored_at", Moment, nullable=False),
    Column("left_out", JSON, nullable=False, server_default="[]"),
    text_column("features"),
    PrimaryKeyConstraint("article", "number"),
)

boilerplate = Table(
    "boilerplate",
    metadata,
    Column("source", Text, nullable=False),
    Column("week", Integer, nullable=False),
    Column("hashes", LargeBinary, nullable=False),
    PrimaryKeyConstraint("source", "week"),
)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("week", Integer, nullable=False),
    Column("fp", BigInteger, nullable=False),
    reference("article", "articles.id"),
    PrimaryKeyConstraint("week", "fp", "article"),
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    reference("article", "articles.id"),
    Column("number", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("surface", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    PrimaryKeyConstraint("article", "number", "ordinal"),
    sqlite_with_rowid=False,
)

tags = Table(
    "tags",
    metadata,
    reference("article", "articles.id"),
    Column("number", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("rule", Text, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("lexicon", Text, nullable=False),
    PrimaryKeyConstraint("article", "number", "topic"),
    sqlite_with_rowid=False,
)

facets = Table(
    "facets",
    metadata,
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("moment", Moment, nullable=False),
    reference("article", "articles.id", index=True),
    Column("rank", Integer, nullable=False),
    PrimaryKeyConstraint("kind", "key", "moment", "article"),
    sqlite_with_rowid=False,
)

incidents = Table(
    "incidents",
    metadata,
    reference("article", "articles.id"),
    Column("number", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("harm", Text, nullable=False),
    Column("least", Integer, nullable=False),
    Column("most", Integer),
    Column("field", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("surface", Text, nullable=False),
    text_column("place"),
    Column("side", Text, nullable=False, server_default="unknown"),
    Column("cause", Text, nullable=False, server_default="unstated"),
    Column("precision", Integer, nullable=False, server_default="0"),
    Column("place_words", JSON(none_as_null=True)),
    Column("day", Date),
    Column("day_words", JSON(none_as_null=True)),
    Column("claimant", Text, nullable=False, server_default="outlet"),
    text_column("claimed_by"),
    Column("claim_words", JSON(none_as_null=True)),
    Column("attackers", JSON, nullable=False, server_default="[]"),
    Column("victims", JSON, nullable=False, server_default="[]"),
    Column("superseded", Boolean, nullable=False, server_default=text("false")),
    Column("told_in_words", Boolean, nullable=False, server_default=text("false")),
    Column("in_title", Boolean, nullable=False, server_default=text("false")),
    PrimaryKeyConstraint("article", "number", "ordinal"),
)

relations = Table(
    "relations",
    metadata,
    reference("later", "articles.id"),
    reference("earlier", "articles.id", index=True),
    Column("kind", Text, nullable=False),
    Column("contained_later", Float, nullable=False),
    Column("contained_earlier", Float, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("decided_by", Text, nullable=False),
    PrimaryKeyConstraint("later", "earlier"),
)

groups = Table("groups", metadata, id_column(), reference("origin", "articles.id", nullable=True))

stories = Table(
    "stories",
    metadata,
    id_column(),
    reference("leading", "articles.id", nullable=True),
    Column("articles", Integer, nullable=False, server_default="1"),
    Column("outlets", Integer, nullable=False, server_default="1"),
    Column("families", Integer, nullable=False, server_default="0"),
    Column("corroborated", Boolean, nullable=False, server_default=text("false")),
)

story_terms = Table(
    "story_terms",
    metadata,
    Column("week", Integer, nullable=False),
    Column("term", BigInteger, nullable=False),
    reference("article", "articles.id"),
    Column("day", Integer, nullable=False),
    PrimaryKeyConstraint("week", "term", "article"),
    sqlite_with_rowid=False,
)

story_joins = Table(
    "story_joins",
    metadata,
    reference("article", "articles.id"),
    reference("other", "articles.id", index=True),
    Column("likeness", Float, nullable=False),
    Column("names", JSON, nullable=False),
    Column("figures", JSON, nullable=False),
    Column("cross_language", Boolean, nullable=False),
    PrimaryKeyConstraint("article"),
)

story_words = Table(
    "story_words",
    metadata,
    reference("article", "articles.id"),
    reference("other", "articles.id", nullable=True, index=True),
    text_column("by"),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("article"),
)

story_aliases = Table(
    "story_aliases",
    metadata,
    Column("old", BigId, primary_key=True),
    Column("story", BigId, nullable=False, index=True),
)

dirty_days = Table("dirty_days", metadata, Column("day", String(10), primary_key=True))

reviews = Table(
    "reviews",
    metadata,
    Column("article", BigId, ForeignKey("articles.id"), primary_key=True),
    Column("state", Text, nullable=False, index=True),
    text_column("note"),
    text_column("by"),
    Column("at", Moment, nullable=False),
    Column("topics_added", JSON, nullable=False),
    Column("topics_removed", JSON, nullable=False),
)

backfills = Table(
    "backfills",
    metadata,
    Column("target", Text, primary_key=True),
    text_column("cursor"),
    Column("stored", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("updated", Moment, nullable=False),
)

editions = Table(
    "editions",
    metadata,
    Column("day", String(10), nullable=False),
    Column("language", String(8), nullable=False),
    Column("number", Integer, nullable=False),
    Column("since", Moment),
    Column("until", Moment, nullable=False),
    Column("content", String(64), nullable=False),
    Column("written_at", Moment, nullable=False),
    PrimaryKeyConstraint("day", "language", "number"),
)

lexicons = Table(
    "lexicons",
    metadata,
    Column("version", String(32), primary_key=True),
    Column("source", Text, nullable=False),
    Column("first_used", Moment, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("url_key", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    text_column("reason"),
)
