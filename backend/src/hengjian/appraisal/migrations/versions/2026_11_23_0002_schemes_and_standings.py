"""Schemes, facts and standings; an issued scheme cannot change.

Revision ID: appraisal_0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "appraisal_0002"
down_revision = "appraisal_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_standing",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column(
            "covers", postgresql.JSONB(), nullable=False, comment="top parts: code, name, points, points that stand"
        ),
        sa.Column("digest", sa.Text(), nullable=False, comment="of the engine's result"),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.PrimaryKeyConstraint("year", "class_code", name=op.f("pk_class_standing")),
        schema="appraisal",
        comment="what the standings of a class cover, and when they were computed",
    )
    op.create_table(
        "closed_item",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("year", "scheme_code", "item_code", "class_code", name=op.f("pk_closed_item")),
        schema="appraisal",
        comment="items whose rounds are closed, by class",
    )
    op.create_table(
        "closed_values",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("indicator_code", sa.Text(), nullable=False, comment="* for every indicator"),
        sa.Column("value_name", sa.Text(), nullable=False, comment="which value of the indicator"),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("year", "class_code", "indicator_code", "value_name", name=op.f("pk_closed_values")),
        schema="appraisal",
        comment="classes whose confirmed values are complete",
    )
    op.create_table(
        "deduction_fact",
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("cadre_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("factor", sa.Numeric(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_revoked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("deduction_id", name=op.f("pk_deduction_fact")),
        schema="appraisal",
        comment="effective deductions as supervision announced them",
    )
    op.create_index(
        "ix_deduction_fact_year_unit_code", "deduction_fact", ["year", "unit_code"], unique=False, schema="appraisal"
    )
    op.create_table(
        "dirty_class",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("year", "class_code", name=op.f("pk_dirty_class")),
        schema="appraisal",
        comment="classes whose standings a fact has changed",
    )
    op.create_table(
        "item_fact",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("subject_code", sa.Text(), nullable=False),
        sa.Column("fact", postgresql.JSONB(), nullable=False, comment="as the scheme language reads it"),
        sa.Column("source", sa.Text(), nullable=False, comment="sheet, evaluation_round, ballot_round or manual"),
        sa.Column("record_id", sa.Uuid(), nullable=False, comment="the sheet, the round or the entry"),
        sa.PrimaryKeyConstraint("year", "scheme_code", "item_code", "subject_code", name=op.f("pk_item_fact")),
        schema="appraisal",
        comment="facts from sheets, evaluations, ballots and owners' scores",
    )
    op.create_table(
        "plan_target",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("indicator_code", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.Numeric(), nullable=True),
        sa.PrimaryKeyConstraint("year", "unit_code", "indicator_code", name=op.f("pk_plan_target")),
        schema="appraisal",
        comment="targets of issued unit plans, as amended",
    )
    op.create_table(
        "scheme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False, comment="1, 2, ...: a later one amends the one before"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column(
            "class_codes",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            comment="classes it scores; ordinary:* stands for every unit",
        ),
        sa.Column("document", postgresql.JSONB(), nullable=False, comment="scheme language"),
        sa.Column("binding", postgresql.JSONB(), nullable=False, comment="item code to source"),
        sa.Column("coefficients", postgresql.JSONB(), nullable=False, comment="difficulty coefficient by subject code"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=True, comment="of document, binding and coefficients as issued"),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=True),
        sa.Column("reviewer_name", sa.Text(), nullable=True),
        sa.Column("approver_name", sa.Text(), nullable=True),
        sa.Column("document_number", sa.Text(), nullable=True, comment="number under which the committee approved it"),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("amends_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True, comment="why an earlier edition was amended"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "state IN ('draft', 'reviewed', 'approved', 'issued', 'amended')", name=op.f("ck_scheme_state")
        ),
        sa.CheckConstraint("subject_kind IN ('unit', 'cadre')", name=op.f("ck_scheme_subject_kind")),
        sa.ForeignKeyConstraint(["amends_id"], ["appraisal.scheme.id"], name=op.f("fk_scheme_amends_id_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme")),
        sa.UniqueConstraint("year", "code", "edition", name=op.f("uq_scheme_year_code_edition")),
        schema="appraisal",
        comment="scoring scheme with its binding, frozen by value when issued",
    )
    op.create_index(op.f("ix_scheme_updated_at"), "scheme", ["updated_at"], unique=False, schema="appraisal")
    op.create_index(op.f("ix_scheme_year"), "scheme", ["year"], unique=False, schema="appraisal")
    op.create_table(
        "standing",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject_code", sa.Text(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("total", sa.Numeric(), nullable=True, comment="null while incomplete"),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("margin", sa.Numeric(), nullable=True),
        sa.Column("flags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("month", sa.Text(), nullable=False, comment="office month of this total, such as 2026-03"),
        sa.Column("total_before", sa.Numeric(), nullable=True, comment="total at the end of the month before"),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.PrimaryKeyConstraint("year", "subject_code", name=op.f("pk_standing")),
        schema="appraisal",
        comment="score as far as it stands today; no tiers",
    )
    op.create_index(
        "ix_standing_year_class_code_rank", "standing", ["year", "class_code", "rank"], unique=False, schema="appraisal"
    )
    op.create_table(
        "value_fact",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("indicator_code", sa.Text(), nullable=False),
        sa.Column("value_name", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("actual", sa.Numeric(), nullable=False),
        sa.Column("target", sa.Numeric(), nullable=True),
        sa.PrimaryKeyConstraint("year", "unit_code", "indicator_code", "value_name", name=op.f("pk_value_fact")),
        schema="appraisal",
        comment="confirmed values as targets announced them; the last one counts",
    )
    op.execute(
        """CREATE FUNCTION appraisal.keep_issued_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             IF TG_OP = 'DELETE' THEN
               RAISE EXCEPTION 'an issued scheme cannot be deleted' USING ERRCODE = 'restrict_violation';
             END IF;
             IF (NEW.document, NEW.binding, NEW.coefficients, NEW.class_codes, NEW.digest, NEW.year, NEW.code,
                 NEW.edition, NEW.name, NEW.subject_kind)
                IS DISTINCT FROM
                (OLD.document, OLD.binding, OLD.coefficients, OLD.class_codes, OLD.digest, OLD.year, OLD.code,
                 OLD.edition, OLD.name, OLD.subject_kind)
                OR NEW.state NOT IN ('issued', 'amended') THEN
               RAISE EXCEPTION 'an issued scheme cannot change' USING ERRCODE = 'restrict_violation';
             END IF;
             RETURN NEW;
           END $$"""
    )
    op.execute(
        """CREATE TRIGGER keep_issued_scheme BEFORE UPDATE OR DELETE ON appraisal.scheme FOR EACH ROW
           WHEN (OLD.state IN ('issued', 'amended')) EXECUTE FUNCTION appraisal.keep_issued_scheme()"""
    )
