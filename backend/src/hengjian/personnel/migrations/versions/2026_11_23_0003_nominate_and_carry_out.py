"""Nomination rounds, accountability cases, transfers and outcomes.

Revision ID: personnel_0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "personnel_0003"
down_revision = "personnel_0002"
branch_labels = None
depends_on = None


_GUARDS = (
    """CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.nomination_step
        FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()""",
    """CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.case_step
        FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()""",
    """CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.outcome
        FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()""",
)


def upgrade() -> None:
    op.create_table(
        "nomination_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("post_code", sa.Text(), nullable=False),
        sa.Column("post_name", sa.Text(), nullable=False),
        sa.Column("post_group", sa.Text(), nullable=False),
        sa.Column("vacancies", sa.Integer(), nullable=False),
        sa.Column("source_class_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "rule",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="the article cited, and its numbers, by value",
        ),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column(
            "funnel",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="how many were left after each stage",
        ),
        sa.Column("recommendation_ballots", sa.Integer(), nullable=True),
        sa.Column("plenary_ballots", sa.Integer(), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=True),
        sa.Column("opened_by_name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "post_group IN ('chief', 'deputy', 'ordinary')", name=op.f("ck_nomination_round_post_group_known")
        ),
        sa.CheckConstraint(
            "stage IN ('opened', 'suggested', 'preliminary', 'slate', 'plenary_recommended', 'inspection', 'decided')",
            name=op.f("ck_nomination_round_stage_known"),
        ),
        sa.CheckConstraint("vacancies > 0", name=op.f("ck_nomination_round_has_vacancies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_round")),
        sa.UniqueConstraint("number", name=op.f("uq_nomination_round_number")),
        schema="personnel",
        comment="from suggested list to decision for the vacancies of one kind of post",
    )
    op.create_index(
        op.f("ix_nomination_round_updated_at"), "nomination_round", ["updated_at"], unique=False, schema="personnel"
    )
    op.create_index(op.f("ix_nomination_round_year"), "nomination_round", ["year"], unique=False, schema="personnel")
    op.create_table(
        "nomination_candidate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("cadre_code", sa.Text(), nullable=False),
        sa.Column("cadre_name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("post_name", sa.Text(), nullable=True),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("of_count", sa.Integer(), nullable=False),
        sa.Column("total", sa.Numeric(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("result_version", sa.Integer(), nullable=False),
        sa.Column("result_digest", sa.Text(), nullable=False),
        sa.Column("sentence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("is_excluded", sa.Boolean(), nullable=False),
        sa.Column("exclusion_ground", sa.Text(), nullable=True),
        sa.Column("exclusion_reason", sa.Text(), nullable=True),
        sa.Column("recommendation_votes", sa.Integer(), nullable=True),
        sa.Column("is_preliminary", sa.Boolean(), nullable=False),
        sa.Column("is_on_slate", sa.Boolean(), nullable=False),
        sa.Column("plenary_votes", sa.Integer(), nullable=True),
        sa.Column("is_plenary_recommended", sa.Boolean(), nullable=False),
        sa.Column("is_inspected", sa.Boolean(), nullable=False),
        sa.Column("is_appointed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["personnel.nomination_round.id"],
            name=op.f("fk_nomination_candidate_round_id_nomination_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_candidate")),
        sa.UniqueConstraint("round_id", "cadre_code", name=op.f("uq_nomination_candidate_round_id_cadre_code")),
        schema="personnel",
        comment="somebody the results suggested, with the evidence by value and how far they came",
    )
    op.create_table(
        "nomination_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("acted_by", sa.Text(), nullable=False),
        sa.Column("acted_by_name", sa.Text(), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["personnel.nomination_round.id"], name=op.f("fk_nomination_step_round_id_nomination_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_step")),
        schema="personnel",
        comment="append only: who took a round to a stage, when and why",
    )
    op.create_index(
        op.f("ix_nomination_step_round_id"), "nomination_step", ["round_id"], unique=False, schema="personnel"
    )
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
        sa.CheckConstraint("state IN ('open', 'closed', 'withdrawn')", name=op.f("ck_accountability_case_state_known")),
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
        op.f("ix_accountability_case_updated_at"),
        "accountability_case",
        ["updated_at"],
        unique=False,
        schema="personnel",
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
            "kind IN ('demoted', 'promoted_chief', 'promoted_deputy', 'resigned', 'to_important_post', 'to_ordinary_post', 'transferred_down')",
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
            "state IN ('decided', 'assigned', 'carried_out', 'withdrawn')", name=op.f("ck_transfer_state_known")
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
    op.create_index(op.f("ix_transfer_updated_at"), "transfer", ["updated_at"], unique=False, schema="personnel")
    op.create_index(op.f("ix_transfer_year"), "transfer", ["year"], unique=False, schema="personnel")
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
    for statement in _GUARDS:
        op.execute(statement)
