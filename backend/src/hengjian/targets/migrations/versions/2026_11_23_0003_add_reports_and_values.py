"""Add monthly reports, owners' values and rounds.

Revision ID: targets_0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "targets_0003"
down_revision = "targets_0002"
branch_labels = None
depends_on = None

KEEP_OF_CLOSED_ROUND = """
CREATE FUNCTION targets.keep_of_closed_round() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    holder uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.round_id ELSE OLD.round_id END;
BEGIN
    IF EXISTS (SELECT FROM targets.round WHERE id = holder AND state = 'closed') THEN
        RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
"""

KEEP_OF_ACCEPTED_REPORT = """
CREATE FUNCTION targets.keep_of_accepted_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    holder uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.report_id ELSE OLD.report_id END;
BEGIN
    IF EXISTS (SELECT FROM targets.report WHERE id = holder AND state = 'accepted') THEN
        RAISE EXCEPTION 'the report is accepted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
"""

EDITS = "'version', 'updated_at'"
FROZEN = (
    ("stays_as_confirmed", "owner_value", "OLD.state = 'confirmed'", f"'state', {EDITS}"),
    ("stays_as_superseded", "owner_value", "OLD.state = 'superseded'", ""),
    ("stays_as_accepted", "report", "OLD.state = 'accepted'", f"'overdue_at', {EDITS}"),
    ("stays_as_closed", "round", "OLD.state = 'closed'", ""),
)
"""Trigger, table, when a row is frozen, and what may still change then."""


def upgrade() -> None:
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
        sa.CheckConstraint("state IN ('entered', 'confirmed', 'superseded')", name=op.f("ck_owner_value_state_known")),
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
    op.create_index(op.f("ix_owner_value_updated_at"), "owner_value", ["updated_at"], unique=False, schema="targets")
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
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False, comment="as it was called then"),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False, comment="first submitted after it was due"),
        sa.Column("first_submitted_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("submitted_by", sa.Text(), nullable=True),
        sa.Column("submitted_by_name", sa.Text(), nullable=True),
        sa.Column(
            "judged_at", sa.DateTime(timezone=True), nullable=True, comment="office time of acceptance or return"
        ),
        sa.Column("judged_by", sa.Text(), nullable=True),
        sa.Column("judged_by_name", sa.Text(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column(
            "overdue_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="office time at which it was announced as overdue",
        ),
        sa.Column("yellow_count", sa.Integer(), nullable=False, comment="lights as they stood when submitted"),
        sa.Column("red_count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("(state = 'awaited') = (submitted_at IS NULL)", name=op.f("ck_report_submitted_has_time")),
        sa.CheckConstraint(
            "state IN ('awaited', 'submitted', 'returned', 'accepted')", name=op.f("ck_report_state_known")
        ),
        sa.CheckConstraint("NOT is_late OR first_submitted_at > due_at", name=op.f("ck_report_late_is_after_due")),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_report_month_known")),
        sa.ForeignKeyConstraint(["year"], ["targets.appraisal_year.year"], name=op.f("fk_report_year_appraisal_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("year", "month", "unit_code", name=op.f("uq_report_year_month_unit_code")),
        schema="targets",
        comment="a unit's report on one month; awaited from the day the year begins to run",
    )
    op.create_index(
        "ix_report_due_at",
        "report",
        ["due_at"],
        unique=False,
        schema="targets",
        postgresql_where=sa.text("overdue_at IS NULL AND (first_submitted_at IS NULL OR is_late)"),
    )
    op.create_index(
        "ix_report_unit_code_year_month", "report", ["unit_code", "year", "month"], unique=False, schema="targets"
    )
    op.create_index(op.f("ix_report_updated_at"), "report", ["updated_at"], unique=False, schema="targets")
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
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_round_state_known")),
        sa.ForeignKeyConstraint(["year"], ["targets.appraisal_year.year"], name=op.f("fk_round_year_appraisal_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        schema="targets",
        comment="a round of work for whole classes; frozen once closed",
    )
    op.create_index(op.f("ix_round_updated_at"), "round", ["updated_at"], unique=False, schema="targets")
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
    op.create_index(op.f("ix_assessment_updated_at"), "assessment", ["updated_at"], unique=False, schema="targets")
    op.create_table(
        "report_entry",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_code", sa.Text(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=True, comment="reached since the beginning of the year"),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("target", sa.Numeric(), nullable=True),
        sa.Column("expected", sa.Numeric(), nullable=True, comment="what the light was judged by"),
        sa.Column("yellow_at", sa.Numeric(), nullable=True, comment="worst value that was still yellow"),
        sa.Column("basis", sa.Text(), nullable=True, comment="milestone, linear, ceiling or none"),
        sa.Column("light", sa.Text(), nullable=True),
        sa.CheckConstraint("light IN ('green', 'yellow', 'red', 'none')", name=op.f("ck_report_entry_light_known")),
        sa.ForeignKeyConstraint(["report_id"], ["targets.report.id"], name=op.f("fk_report_entry_report_id_report")),
        sa.PrimaryKeyConstraint("report_id", "indicator_code", name=op.f("pk_report_entry")),
        schema="targets",
        comment="what a unit claims for one indicator; light and target as they stood when submitted",
    )
    op.execute(KEEP_OF_CLOSED_ROUND)
    op.execute(KEEP_OF_ACCEPTED_REPORT)
    for name, table, condition, changeable in FROZEN:
        op.execute(
            f"""CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON targets.{table}
            FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION targets.keep_frozen({changeable})"""
        )
    for table, function in (("assessment", "keep_of_closed_round"), ("report_entry", "keep_of_accepted_report")):
        op.execute(
            f"""CREATE TRIGGER {function} BEFORE INSERT OR UPDATE OR DELETE ON targets.{table}
            FOR EACH ROW EXECUTE FUNCTION targets.{function}()"""
        )
