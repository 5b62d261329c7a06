"""Tables of nominations, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
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
            "stage IN ('decided', 'inspection', 'opened', 'plenary_recommended', 'preliminary', 'slate', 'suggested')",
            name=op.f("ck_nomination_round_stage_known"),
        ),
        sa.CheckConstraint("vacancies > 0", name=op.f("ck_nomination_round_has_vacancies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_round")),
        sa.UniqueConstraint("number", name=op.f("uq_nomination_round_number")),
        schema="personnel",
        comment="from suggested list to decision for the vacancies of one kind of post",
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
