"""Pages of stored articles that were found to be gone."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "withdrawals",
        sa.Column("article", BIG_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_withdrawals_article"),
        sa.PrimaryKeyConstraint("article", name="pk_withdrawals"),
    )
    op.create_index("ix_withdrawals_at", "withdrawals", ["at"])
