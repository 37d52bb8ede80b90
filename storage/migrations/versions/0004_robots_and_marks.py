"""Since when a host's robots.txt cannot be had, and the items that a feed last showed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns."""
    op.add_column("feeds", sa.Column("marks", sa.LargeBinary(), nullable=True))
    op.add_column("feeds", sa.Column("last_whole", MOMENT, nullable=True))
    op.add_column("hosts", sa.Column("robots_missing_since", MOMENT, nullable=True))
