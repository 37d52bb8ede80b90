"""What is left out of the signature of a text because its outlet prints it again and again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns; from what was stored before nothing is left out."""
    op.add_column("versions", sa.Column("left_out", sa.JSON(), server_default="[]", nullable=False))
    op.create_table(
        "boilerplate",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("source", "week", name=op.f("pk_boilerplate")),
    )
