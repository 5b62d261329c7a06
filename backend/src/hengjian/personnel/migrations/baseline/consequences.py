"""Tables of consequences, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "cadre_grade",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("cadre_code", sa.Text(), nullable=False),
        sa.Column("cadre_name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("is_outside_quota", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "grade IN ('excellent', 'competent', 'basically_competent', 'incompetent', 'undetermined')",
            name=op.f("ck_cadre_grade_grade_known"),
        ),
        sa.CheckConstraint("source IN ('imported', 'recorded')", name=op.f("ck_cadre_grade_source_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadre_grade")),
        sa.UniqueConstraint("year", "cadre_code", name=op.f("uq_cadre_grade_year_cadre_code")),
        schema="personnel",
        comment="a cadre's grade of one year",
    )
    op.create_index(
        "ix_cadre_grade_year_unit_code", "cadre_grade", ["year", "unit_code"], unique=False, schema="personnel"
    )
    op.create_table(
        "unit_tier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("final_result_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("source IN ('final', 'imported')", name=op.f("ck_unit_tier_source_known")),
        sa.ForeignKeyConstraint(
            ["final_result_id"], ["personnel.final_result.id"], name=op.f("fk_unit_tier_final_result_id_final_result")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_tier")),
        sa.UniqueConstraint("year", "unit_code", name=op.f("uq_unit_tier_year_unit_code")),
        schema="personnel",
        comment="a unit's tier of one year, from a final result or imported",
    )
    op.create_index(op.f("ix_unit_tier_unit_code"), "unit_tier", ["unit_code"], unique=False, schema="personnel")
    op.create_table(
        "accountability_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=True),
        sa.Column("lagging_years", sa.Integer(), nullable=False),
        sa.Column("decided_steps", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_reason", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('closed', 'open', 'withdrawn')", name=op.f("ck_accountability_case_state_known")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["personnel.proposal.id"], name=op.f("fk_accountability_case_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accountability_case")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_accountability_case_proposal_id")),
        schema="personnel",
        comment="opened by a decision; its steps are taken one by one",
    )
    op.create_index(
        op.f("ix_accountability_case_unit_code"), "accountability_case", ["unit_code"], unique=False, schema="personnel"
    )
    op.create_index(
        op.f("ix_accountability_case_year"), "accountability_case", ["year"], unique=False, schema="personnel"
    )
    op.create_table(
        "outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cadre_code", sa.Text(), nullable=True),
        sa.Column("cadre_name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "reference",
            sa.Text(),
            nullable=False,
            comment="number of the row in the source; made here for decided ones",
        ),
        sa.Column("proposal_id", sa.Uuid(), nullable=True),
        sa.Column("nomination_round_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_name", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.CheckConstraint(
            "kind IN ('demoted', 'promoted_chief', 'promoted_deputy', 'resigned', 'to_important_post', "
            "'to_ordinary_post', 'transferred_down')",
            name=op.f("ck_outcome_kind_known"),
        ),
        sa.CheckConstraint("source IN ('decided', 'imported')", name=op.f("ck_outcome_source_known")),
        sa.ForeignKeyConstraint(
            ["nomination_round_id"],
            ["personnel.nomination_round.id"],
            name=op.f("fk_outcome_nomination_round_id_nomination_round"),
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["personnel.proposal.id"], name=op.f("fk_outcome_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("reference", name=op.f("uq_outcome_reference")),
        schema="personnel",
        comment="append only: what followed for a cadre, carried out here or imported",
    )
    op.create_index(op.f("ix_outcome_recorded_at"), "outcome", ["recorded_at"], unique=False, schema="personnel")
    op.create_index(op.f("ix_outcome_year"), "outcome", ["year"], unique=False, schema="personnel")
    op.create_index(
        "uq_outcome_nomination_round",
        "outcome",
        ["nomination_round_id", "cadre_code"],
        unique=True,
        schema="personnel",
        postgresql_where=sa.text("nomination_round_id IS NOT NULL"),
    )
    op.create_index(
        "uq_outcome_proposal",
        "outcome",
        ["proposal_id", "cadre_code"],
        unique=True,
        schema="personnel",
        postgresql_where=sa.text("proposal_id IS NOT NULL"),
    )
    op.create_table(
        "transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("cadre_code", sa.Text(), nullable=False),
        sa.Column("cadre_name", sa.Text(), nullable=False),
        sa.Column("post_name", sa.Text(), nullable=True),
        sa.Column("from_unit_code", sa.Text(), nullable=False),
        sa.Column("from_unit_name", sa.Text(), nullable=False),
        sa.Column("to_unit_code", sa.Text(), nullable=True),
        sa.Column("to_unit_name", sa.Text(), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=True),
        sa.Column("assignment_reason", sa.Text(), nullable=True),
        sa.Column("assigned_by_name", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "state IN ('assigned', 'carried_out', 'decided', 'withdrawn')", name=op.f("ck_transfer_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["personnel.proposal.id"], name=op.f("fk_transfer_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_transfer_proposal_id")),
        schema="personnel",
        comment="a transfer that was decided; the organisation department chooses where to",
    )
    op.create_index(op.f("ix_transfer_cadre_code"), "transfer", ["cadre_code"], unique=False, schema="personnel")
    op.create_index(op.f("ix_transfer_year"), "transfer", ["year"], unique=False, schema="personnel")
    op.create_table(
        "unit_quota",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False, comment="people that the quota is computed from"),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("adjustment", sa.Integer(), nullable=False),
        sa.Column("ceiling", sa.Integer(), nullable=False),
        sa.Column("proposed", sa.Integer(), nullable=False),
        sa.Column("reason", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("are_principals_outside", sa.Boolean(), nullable=False),
        sa.Column(
            "head", sa.Text(), nullable=False, comment="what is proposed for the principal leader: in, out or free"
        ),
        sa.Column("granted", sa.Integer(), nullable=True, comment="null until decided, or where declined"),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("granted IS NULL OR granted >= 0", name=op.f("ck_unit_quota_granted_not_negative")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["personnel.proposal.id"], name=op.f("fk_unit_quota_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_quota")),
        sa.UniqueConstraint("year", "unit_code", name=op.f("uq_unit_quota_year_unit_code")),
        schema="personnel",
        comment="excellent grades of a unit: proposed from its result, granted by a decision, used by grades",
    )
    op.create_table(
        "case_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.Column("taken_by_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["personnel.accountability_case.id"], name=op.f("fk_case_step_case_id_accountability_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_step")),
        sa.UniqueConstraint("case_id", "step", name=op.f("uq_case_step_case_id_step")),
        schema="personnel",
        comment="append only: a step that was taken",
    )
