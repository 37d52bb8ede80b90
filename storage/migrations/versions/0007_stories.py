"""Stories across languages; what is left out of the signature of a text because its outlet prints it often."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables and columns; from what was stored before nothing is left out."""
    op.add_column("versions", sa.Column("left_out", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("versions", sa.Column("features", sa.Text(), server_default="", nullable=False))
    for column in (
        sa.Column("articles", sa.Integer(), server_default="1", nullable=False),
        sa.Column("outlets", sa.Integer(), server_default="1", nullable=False),
        sa.Column("families", sa.Integer(), server_default="0", nullable=False),
        sa.Column("corroborated", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    ):
        op.add_column("stories", column)
    _create_story_tables()
    op.create_table(
        "boilerplate",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("source", "week", name="pk_boilerplate"),
    )


def _create_story_tables() -> None:
    op.create_table(
        "story_terms",
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("term", sa.BigInteger(), nullable=False),
        sa.Column("article", BIG_ID, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_story_terms_article"),
        sa.PrimaryKeyConstraint("week", "term", "article", name="pk_story_terms"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_joins",
        sa.Column("article", BIG_ID, nullable=False),
        sa.Column("other", BIG_ID, nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("cross_language", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_story_joins_article"),
        sa.ForeignKeyConstraint(["other"], ["articles.id"], name="fk_story_joins_other"),
        sa.PrimaryKeyConstraint("article", name="pk_story_joins"),
    )
    op.create_index(("ix_story_joins_other"), "story_joins", ["other"])
    op.create_table(
        "story_words",
        sa.Column("article", BIG_ID, nullable=False),
        sa.Column("other", BIG_ID, nullable=True),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_story_words_article"),
        sa.ForeignKeyConstraint(["other"], ["articles.id"], name="fk_story_words_other"),
        sa.PrimaryKeyConstraint("article", name="pk_story_words"),
    )
    op.create_index(("ix_story_words_other"), "story_words", ["other"])
    op.create_table(
        "story_aliases",
        sa.Column("old", BIG_ID, nullable=False),
        sa.Column("story", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("old", name="pk_story_aliases"),
    )
    op.create_index(("ix_story_aliases_story"), "story_aliases", ["story"])
