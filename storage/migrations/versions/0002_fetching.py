"""How outlets are reached, where feeds have moved to, and the gaps between polls."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """Add the columns, and the table of gaps."""
    op.add_column("sources", sa.Column("proxy", sa.Text(), server_default="", nullable=False))
    op.add_column("sources", sa.Column("verify_tls", sa.Boolean(), server_default=sa.text("true"), nullable=False))
    op.add_column("feeds", sa.Column("moved_to", sa.Text(), server_default="", nullable=False))
    op.add_column("feeds", sa.Column("moved_times", sa.Integer(), server_default="0", nullable=False))
    op.add_column("feeds", sa.Column("moved_since", MOMENT, nullable=True))
    op.add_column("feeds", sa.Column("window", sa.Integer(), server_default="0", nullable=False))
    op.add_column("feeds", sa.Column("hint", sa.Float(), nullable=True))
    op.add_column("feeds", sa.Column("newest", MOMENT, nullable=True))
    op.create_table(
        "gaps",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feeds.key"], name=op.f("fk_gaps_feed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gaps")),
    )
    op.create_index("ix_gaps_feed_until", "gaps", ["feed", "until"])
    op.create_index("ix_gaps_open", "gaps", ["host", "due_at"], sqlite_where=OPEN, postgresql_where=OPEN)
