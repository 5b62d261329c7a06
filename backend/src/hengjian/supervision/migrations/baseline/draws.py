"""The table of draws, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "draw",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("team_size", sa.Integer(), nullable=False),
        sa.Column("units", postgresql.JSONB(astext_type=sa.Text()), nullable=False, comment="code and name of each"),
        sa.Column(
            "inspectors", postgresql.JSONB(astext_type=sa.Text()), nullable=False, comment="account and name of each"
        ),
        sa.Column(
            "excluded",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="pairs of inspector and unit, without why",
        ),
        sa.Column("secret", sa.Text(), nullable=False, comment="told to nobody before the draw"),
        sa.Column("public_word", sa.Text(), nullable=True, comment="named after the secret's digest was published"),
        sa.Column("teams", postgresql.JSONB(astext_type=sa.Text()), nullable=True, comment="inspectors of each unit"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("opened_by_name", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("drawn_by_name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "(state = 'drawn') = (teams IS NOT NULL AND public_word IS NOT NULL AND drawn_at IS NOT NULL)",
            name=op.f("ck_draw_drawn_is_whole"),
        ),
        sa.CheckConstraint("state IN ('drawn', 'open')", name=op.f("ck_draw_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
        schema="supervision",
        comment="who inspects whom, drawn by lot; frozen once drawn",
    )
    op.create_index(
        "ix_draw_year_opened_at_id", "draw", ["year", "opened_at", "id"], unique=False, schema="supervision"
    )
