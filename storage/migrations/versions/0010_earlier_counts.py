"""What an incident says of its figure: whether it is an earlier count, told in words, and in the title as well."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was stored before says nothing of these."""
    for name in ("superseded", "told_in_words", "in_title"):
        op.add_column("incidents", sa.Column(name, sa.Boolean(), server_default=sa.text("false"), nullable=False))
