"""Tables of plans, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True, comment="the unit, or the cadre's unit; null for the county"),
        sa.Column("cadre_code", sa.Text(), nullable=True),
        sa.Column("subject_name", sa.Text(), nullable=False, comment="as the county, unit or cadre was called then"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column(
            "issue_version",
            sa.Integer(),
            nullable=False,
            comment="0 while a draft, 1 when issued, one more with each amendment",
        ),
        sa.Column("target_count", sa.Integer(), nullable=False),
        sa.Column("writers", postgresql.ARRAY(sa.Text()), nullable=False, comment="whoever has worked at the draft"),
        sa.Column("drafted_by_name", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("issued_by", sa.Text(), nullable=True),
        sa.Column("issued_by_name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "(level = 'county') = (unit_code IS NULL) AND (level = 'person') = (cadre_code IS NOT NULL)",
            name=op.f("ck_plan_level_names_subject"),
        ),
        sa.CheckConstraint(
            "(state = 'issued') = (issue_version > 0 AND issued_at IS NOT NULL)",
            name=op.f("ck_plan_issued_has_version"),
        ),
        sa.CheckConstraint("level IN ('county', 'unit', 'person')", name=op.f("ck_plan_level_known")),
        sa.CheckConstraint("state IN ('draft', 'issued')", name=op.f("ck_plan_state_known")),
        sa.ForeignKeyConstraint(["year"], ["targets.appraisal_year.year"], name=op.f("fk_plan_year_appraisal_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        schema="targets",
        comment="the targets of the county, a unit or a person for one year; fixed once issued",
    )
    op.create_index(
        "ix_plan_unit_code_year_level", "plan", ["unit_code", "year", "level"], unique=False, schema="targets"
    )
    op.create_index("ix_plan_year_level_id", "plan", ["year", "level", "id"], unique=False, schema="targets")
    op.create_index(
        "uq_plan_county", "plan", ["year"], unique=True, schema="targets", postgresql_where=sa.text("level = 'county'")
    )
    op.create_index(
        "uq_plan_person",
        "plan",
        ["year", "cadre_code"],
        unique=True,
        schema="targets",
        postgresql_where=sa.text("level = 'person'"),
    )
    op.create_index(
        "uq_plan_unit",
        "plan",
        ["year", "unit_code"],
        unique=True,
        schema="targets",
        postgresql_where=sa.text("level = 'unit'"),
    )
    op.create_table(
        "amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("indicator_code", sa.Text(), nullable=False),
        sa.Column("indicator_name", sa.Text(), nullable=False),
        sa.Column("old_target", sa.Numeric(), nullable=True),
        sa.Column("old_milestones", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("new_target", sa.Numeric(), nullable=True),
        sa.Column("new_milestones", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_by_name", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_by_name", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.Column("document_number", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name=op.f("ck_amendment_decided_has_time")),
        sa.CheckConstraint(
            "state <> 'approved' OR document_number IS NOT NULL", name=op.f("ck_amendment_approved_has_document")
        ),
        sa.CheckConstraint("state IN ('approved', 'proposed', 'rejected')", name=op.f("ck_amendment_state_known")),
        sa.ForeignKeyConstraint(["plan_id"], ["targets.plan.id"], name=op.f("fk_amendment_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        schema="targets",
        comment="a change of an issued target with its reason; the old value stays",
    )
    op.create_index(op.f("ix_amendment_plan_id"), "amendment", ["plan_id"], unique=False, schema="targets")
    op.create_index(
        "ix_amendment_year_unit_code_id", "amendment", ["year", "unit_code", "id"], unique=False, schema="targets"
    )
    op.create_index(
        "uq_amendment_proposed",
        "amendment",
        ["plan_id", "indicator_code"],
        unique=True,
        schema="targets",
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("cadre_code", sa.Text(), nullable=True),
        sa.Column("subject_name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False, comment="SHA-256 of the text in UTF-8, hexadecimal"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("accepted_by", sa.Text(), nullable=True),
        sa.Column("accepted_by_name", sa.Text(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("accepted_digest", sa.Text(), nullable=True, comment="digest that the reader had before their eyes"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "(state = 'accepted') = (accepted_at IS NOT NULL)", name=op.f("ck_letter_accepted_has_time")
        ),
        sa.CheckConstraint("state IN ('accepted', 'awaiting')", name=op.f("ck_letter_state_known")),
        sa.ForeignKeyConstraint(["plan_id"], ["targets.plan.id"], name=op.f("fk_letter_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("number", name=op.f("uq_letter_number")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_letter_plan_id")),
        schema="targets",
        comment="responsibility letter made from an issued plan; whoever carries the plan accepts it",
    )
    op.create_index(
        "ix_letter_year_unit_code_id", "letter", ["year", "unit_code", "id"], unique=False, schema="targets"
    )
    op.create_table(
        "plan_target",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator_code", sa.Text(), nullable=False),
        sa.Column("indicator_name", sa.Text(), nullable=False),
        sa.Column("indicator_name_en", sa.Text(), nullable=False),
        sa.Column("unit_of_measure", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("target", sa.Numeric(), nullable=True, comment="null for a task without a number"),
        sa.Column(
            "milestones",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="cumulative target at the end of a month, by month",
        ),
        sa.Column(
            "carries_indicator_code",
            sa.Text(),
            nullable=True,
            comment="target of the plan one level up that this one carries",
        ),
        sa.Column(
            "since_version",
            sa.Integer(),
            nullable=True,
            comment="version of the plan from which it holds; null in a draft",
        ),
        sa.Column(
            "until_version", sa.Integer(), nullable=True, comment="last version in which it held; null while in force"
        ),
        sa.CheckConstraint(
            "until_version IS NULL OR until_version >= since_version", name=op.f("ck_plan_target_versions_in_order")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["targets.plan.id"], name=op.f("fk_plan_target_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_target")),
        schema="targets",
        comment="a target of a plan, with what the indicator was called when it was issued",
    )
    op.create_index(
        op.f("ix_plan_target_carries_indicator_code"),
        "plan_target",
        ["carries_indicator_code"],
        unique=False,
        schema="targets",
    )
    op.create_index(op.f("ix_plan_target_plan_id"), "plan_target", ["plan_id"], unique=False, schema="targets")
    op.create_index(
        "uq_plan_target_in_force",
        "plan_target",
        ["plan_id", "indicator_code"],
        unique=True,
        schema="targets",
        postgresql_where=sa.text("until_version IS NULL"),
    )
