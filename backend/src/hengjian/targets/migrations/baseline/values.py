"""Tables of values, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "owner_value",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value_name", sa.Text(), nullable=False, comment="which value: annual, half_year"),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("indicator_code", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, comment="one more for each entry after a confirmation"),
        sa.Column("actual", sa.Numeric(), nullable=False),
        sa.Column("target", sa.Numeric(), nullable=True, comment="target in force when confirmed"),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True, comment="why a confirmed value was entered again"),
        sa.Column(
            "claim_month",
            sa.Integer(),
            nullable=False,
            comment="last month whose report may hold the unit's claim for this value",
        ),
        sa.Column(
            "is_of_own_unit",
            sa.Boolean(),
            nullable=False,
            comment="the owner entered it for itself; it is confirmed by its id",
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_by_name", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("confirmed_by_name", sa.Text(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "(state = 'entered') = (confirmed_at IS NULL)", name=op.f("ck_owner_value_confirmed_has_time")
        ),
        sa.CheckConstraint("state IN ('confirmed', 'entered', 'superseded')", name=op.f("ck_owner_value_state_known")),
        sa.CheckConstraint("confirmed_by <> entered_by", name=op.f("ck_owner_value_confirmed_by_another")),
        sa.CheckConstraint("revision = 1 OR reason IS NOT NULL", name=op.f("ck_owner_value_revision_has_reason")),
        sa.ForeignKeyConstraint(
            ["year"], ["targets.appraisal_year.year"], name=op.f("fk_owner_value_year_appraisal_year")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owner_value")),
        sa.UniqueConstraint(
            "year",
            "value_name",
            "unit_code",
            "indicator_code",
            "revision",
            name=op.f("uq_owner_value_year_value_name_unit_code_indicator_code_revision"),
        ),
        schema="targets",
        comment="value of an indicator for a unit, entered by the indicator's owner, confirmed by the verifiers",
    )
    op.create_index(
        "ix_owner_value_unit_code_year", "owner_value", ["unit_code", "year"], unique=False, schema="targets"
    )
    op.create_index(
        "ix_owner_value_year_indicator_code", "owner_value", ["year", "indicator_code"], unique=False, schema="targets"
    )
    op.create_index(
        "uq_owner_value_confirmed",
        "owner_value",
        ["year", "value_name", "unit_code", "indicator_code"],
        unique=True,
        schema="targets",
        postgresql_where=sa.text("state = 'confirmed'"),
    )
    op.create_index(
        "uq_owner_value_entered",
        "owner_value",
        ["year", "value_name", "unit_code", "indicator_code"],
        unique=True,
        schema="targets",
        postgresql_where=sa.text("state = 'entered'"),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False, comment="for values the name of the value that it closes"),
        sa.Column("class_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("indicator_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_by_name", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("closed_by_name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_round_closed_has_time")),
        sa.CheckConstraint("kind IN ('mid_year', 'annual_values')", name=op.f("ck_round_kind_known")),
        sa.CheckConstraint("state IN ('closed', 'open')", name=op.f("ck_round_state_known")),
        sa.ForeignKeyConstraint(["year"], ["targets.appraisal_year.year"], name=op.f("fk_round_year_appraisal_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        schema="targets",
        comment="a round of work for whole classes; frozen once closed",
    )
    op.create_index("ix_round_year_id", "round", ["year", "id"], unique=False, schema="targets")
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False, comment="as it was called then"),
        sa.Column("class_code", sa.Text(), nullable=False, comment="group in which it was assessed"),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("assessed_by", sa.Text(), nullable=False),
        sa.Column("assessed_by_name", sa.Text(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("grade IN ('excellent', 'good', 'fair', 'poor')", name=op.f("ck_assessment_grade_known")),
        sa.ForeignKeyConstraint(["round_id"], ["targets.round.id"], name=op.f("fk_assessment_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("round_id", "unit_code", name=op.f("uq_assessment_round_id_unit_code")),
        schema="targets",
        comment="grade that a mid-year round gave a unit",
    )
