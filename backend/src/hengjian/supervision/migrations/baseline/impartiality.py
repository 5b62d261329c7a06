"""Tables of impartiality, as the first release begins with them."""

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
    op.create_table(
        "recusal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("declared_by_name", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("ended_by_name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("ground IN ('former_unit', 'relative', 'interest')", name=op.f("ck_recusal_ground_known")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_name IS NULL)", name=op.f("ck_recusal_ended_by_somebody")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        schema="supervision",
        comment="whom somebody must not inspect or judge, and why in one word",
    )
    op.create_index(
        "ix_recusal_in_force",
        "recusal",
        ["account_id", "unit_code"],
        unique=True,
        schema="supervision",
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "standing_aside_term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("set_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint("years BETWEEN 1 AND 10", name=op.f("ck_standing_aside_term_years_sensible")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_aside_term")),
        schema="supervision",
        comment="append only: for how many years one stands aside from a former unit; the last row counts",
    )
