"""Recusals, and inspections drawn by lot.

Revision ID: supervision_0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "supervision_0005"
down_revision = "supervision_0004"
branch_labels = None
depends_on = None

_GUARD_DRAW = """
CREATE FUNCTION supervision.guard_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'drawn' OR
       (OLD.id, OLD.year, OLD.title, OLD.team_size, OLD.units, OLD.inspectors, OLD.excluded, OLD.secret,
        OLD.opened_at, OLD.opened_by_name)
       IS DISTINCT FROM
       (NEW.id, NEW.year, NEW.title, NEW.team_size, NEW.units, NEW.inspectors, NEW.excluded, NEW.secret,
        NEW.opened_at, NEW.opened_by_name) THEN
        RAISE EXCEPTION 'what is drawn from is frozen, and so is what was drawn' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

_GUARD_RECUSAL = """
CREATE FUNCTION supervision.guard_recusal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR
       (OLD.id, OLD.account_id, OLD.unit_code, OLD.ground, OLD.declared_at)
       IS DISTINCT FROM (NEW.id, NEW.account_id, NEW.unit_code, NEW.ground, NEW.declared_at) THEN
        RAISE EXCEPTION 'a recusal is ended, never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""


def _tracked() -> list[sa.Column[object]]:
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
    ]


def upgrade() -> None:
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
        *_tracked(),
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
    op.create_index(op.f("ix_recusal_updated_at"), "recusal", ["updated_at"], schema="supervision")
    op.create_table(
        "draw",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("team_size", sa.Integer(), nullable=False),
        sa.Column("units", postgresql.JSONB(), nullable=False, comment="code and name of each"),
        sa.Column("inspectors", postgresql.JSONB(), nullable=False, comment="account and name of each"),
        sa.Column("excluded", postgresql.JSONB(), nullable=False, comment="pairs of inspector and unit, without why"),
        sa.Column("secret", sa.Text(), nullable=False, comment="told to nobody before the draw"),
        sa.Column("public_word", sa.Text(), nullable=True, comment="named after the secret's digest was published"),
        sa.Column("teams", postgresql.JSONB(), nullable=True, comment="inspectors of each unit"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("opened_by_name", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("drawn_by_name", sa.Text(), nullable=True),
        *_tracked(),
        sa.CheckConstraint("state IN ('open', 'drawn')", name=op.f("ck_draw_state_known")),
        sa.CheckConstraint(
            "(state = 'drawn') = (teams IS NOT NULL AND public_word IS NOT NULL AND drawn_at IS NOT NULL)",
            name=op.f("ck_draw_drawn_is_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
        schema="supervision",
        comment="who inspects whom, drawn by lot; frozen once drawn",
    )
    op.create_index("ix_draw_year_opened_at_id", "draw", ["year", "opened_at", "id"], schema="supervision")
    op.create_index(op.f("ix_draw_updated_at"), "draw", ["updated_at"], schema="supervision")
    for table, statement in (("draw", _GUARD_DRAW), ("recusal", _GUARD_RECUSAL)):
        op.execute(statement)
        op.execute(
            f"CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON supervision.{table} "
            f"FOR EACH ROW EXECUTE FUNCTION supervision.guard_{table}()"
        )
