"""Tables of facts, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("standing_revision", schema="appraisal")))
    op.create_table(
        "class_standing",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column(
            "covers",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="top parts: code, name, points, points that stand",
        ),
        sa.Column("digest", sa.Text(), nullable=False, comment="of the engine's result"),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column(
            "facts_until",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="office time of the last fact that is in them",
        ),
        sa.Column(
            "revision",
            sa.BigInteger(),
            server_default=sa.text("nextval('appraisal.standing_revision')"),
            nullable=False,
            comment="rises with every change of any class",
        ),
        sa.PrimaryKeyConstraint("year", "class_code", name=op.f("pk_class_standing")),
        schema="appraisal",
        comment="what the standings of a class cover, and when they were computed",
    )
    op.create_index("ix_class_standing_revision", "class_standing", ["revision"], unique=False, schema="appraisal")
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
        "dirty_mark",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column(
            "heard_at", sa.DateTime(timezone=True), nullable=False, comment="office time at which the fact arrived"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dirty_mark")),
        schema="appraisal",
        comment="a mark for each fact that changed the standings of a class, until they contain it",
    )
    op.create_table(
        "indicator_copy",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("owner_unit_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("year", "code", name=op.f("pk_indicator_copy")),
        schema="appraisal",
        comment="the library of indicators as targets announced it",
    )
    op.create_table(
        "item_fact",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("subject_code", sa.Text(), nullable=False),
        sa.Column(
            "fact", postgresql.JSONB(astext_type=sa.Text()), nullable=False, comment="as the scheme language reads it"
        ),
        sa.Column("source", sa.Text(), nullable=False, comment="sheet, evaluation_round, ballot_round or manual"),
        sa.Column("record_id", sa.Uuid(), nullable=False, comment="the sheet, the round or the entry"),
        sa.Column("entered_by", sa.Text(), nullable=True, comment="who entered an owner's score, by name"),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
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
