"""What an incident says beside its figure: who was hit, where exactly, on what day, who did it, who says so."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was stored before says nothing of these."""
    for column in (
        sa.Column("side", sa.Text(), server_default="unknown", nullable=False),
        sa.Column("cause", sa.Text(), server_default="unstated", nullable=False),
        sa.Column("precision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("place_words", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("day_words", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("claimant", sa.Text(), server_default="outlet", nullable=False),
        sa.Column("claimed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("claim_words", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("attackers", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("victims", sa.JSON(), server_default="[]", nullable=False),
    ):
        op.add_column("incidents", column)
