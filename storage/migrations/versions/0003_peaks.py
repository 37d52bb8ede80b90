"""The hours at which a feed brings most."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("feeds", sa.Column("peaks", sa.JSON(), server_default="[]", nullable=False))
