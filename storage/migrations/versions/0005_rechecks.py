"""Pages that are looked at again, articles that are written on, links that are sent from host to host."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns, and the table of rechecks."""
    op.add_column("links", sa.Column("hops", sa.Integer(), server_default="0", nullable=False))
    op.add_column("versions", sa.Column("live", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_table(
        "rechecks",
        sa.Column("article", BIG_ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_rechecks_article"),
        sa.PrimaryKeyConstraint("article", name="pk_rechecks"),
    )
    op.create_index("ix_rechecks_host_due_at", "rechecks", ["host", "due_at"])
