"""Tables of proposals, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "subject_code",
            sa.Text(),
            nullable=False,
            comment="the cadre's code where it is about a cadre, else the unit's",
        ),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("cadre_code", sa.Text(), nullable=True),
        sa.Column("cadre_name", sa.Text(), nullable=True),
        sa.Column("post_name", sa.Text(), nullable=True),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column(
            "rule",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="the article cited, by value: title, number, text",
        ),
        sa.Column("final_result_id", sa.Uuid(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("result_version", sa.Integer(), nullable=False),
        sa.Column("result_digest", sa.Text(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("of_count", sa.Integer(), nullable=False),
        sa.Column("total", sa.Numeric(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("flags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "figures",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="the numbers that the rule was applied to",
        ),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False, comment="what is proposed"),
        sa.Column(
            "sentence",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="as it would be read out, zh and en",
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column(
            "decided",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=True,
            comment="what was decided, in the form of content",
        ),
        sa.Column("review_state", sa.Text(), nullable=False),
        sa.Column("review_reason", sa.Text(), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("reviewed_by_name", sa.Text(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "kind IN ('accountability_step', 'bonus_withheld', 'downward_transfer', 'excellent_quota', 'head_grade', "
            "'promotion_suggestion', 'unit_bonus')",
            name=op.f("ck_proposal_kind_known"),
        ),
        sa.CheckConstraint(
            "review_state IN ('needed', 'none', 'replaced', 'upheld', 'withdrawn')",
            name=op.f("ck_proposal_review_state_known"),
        ),
        sa.CheckConstraint(
            "state IN ('accepted', 'changed', 'declined', 'proposed', 'superseded')",
            name=op.f("ck_proposal_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["final_result_id"], ["personnel.final_result.id"], name=op.f("fk_proposal_final_result_id_final_result")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("number", name=op.f("uq_proposal_number")),
        sa.UniqueConstraint(
            "year",
            "kind",
            "subject_code",
            "final_result_id",
            name=op.f("uq_proposal_year_kind_subject_code_final_result_id"),
        ),
        schema="personnel",
        comment="what follows from a final result by the year's rules; takes effect only by a decision",
    )
    op.create_index(op.f("ix_proposal_cadre_code"), "proposal", ["cadre_code"], unique=False, schema="personnel")
    op.create_index(
        op.f("ix_proposal_final_result_id"), "proposal", ["final_result_id"], unique=False, schema="personnel"
    )
    op.create_index(
        "ix_proposal_year_kind_subject_code",
        "proposal",
        ["year", "kind", "subject_code"],
        unique=False,
        schema="personnel",
    )
    op.create_index("ix_proposal_year_unit_code", "proposal", ["year", "unit_code"], unique=False, schema="personnel")
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("change", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_by_name", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.CheckConstraint("outcome IN ('accepted', 'changed', 'declined')", name=op.f("ck_decision_outcome_known")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["personnel.proposal.id"], name=op.f("fk_decision_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_decision_proposal_id")),
        schema="personnel",
        comment="append only: what an authorised person decided about a proposal, and why",
    )
