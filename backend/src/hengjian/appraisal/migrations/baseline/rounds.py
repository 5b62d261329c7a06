"""Tables of rounds, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "ballot_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("options", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "minimum",
            sa.Integer(),
            nullable=False,
            comment="of the scheme: what fewer valid votes said stands nowhere",
        ),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True, comment="when a restore voided it"),
        sa.Column("ruling", sa.Text(), nullable=True, comment="what the committee decided then: go_on or hold_again"),
        sa.Column("document_number", sa.Text(), nullable=True, comment="number under which the committee decided"),
        sa.Column("reason", sa.Text(), nullable=True, comment="why it decided so"),
        sa.Column("decider_name", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("class_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="open or closed; of ballots also void"),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('closed', 'open', 'void')", name=op.f("ck_ballot_round_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_round")),
        sa.UniqueConstraint(
            "year", "scheme_code", "item_code", name=op.f("uq_ballot_round_year_scheme_code_item_code")
        ),
        schema="appraisal",
        comment="social evaluation and democratic ballots by count",
    )
    op.create_table(
        "bonus_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("claimant", sa.Text(), nullable=False),
        sa.Column("claimant_name", sa.Text(), nullable=False),
        sa.Column("verifier_name", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('claimed', 'refused', 'verified')", name=op.f("ck_bonus_claim_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bonus_claim")),
        schema="appraisal",
        comment="bonus points: the unit claims, an owner verifies; one matter once",
    )
    op.create_index(op.f("ix_bonus_claim_unit_code"), "bonus_claim", ["unit_code"], unique=False, schema="appraisal")
    op.create_index(
        "uq_bonus_claim_matter",
        "bonus_claim",
        ["year", "unit_code", "matter"],
        unique=True,
        schema="appraisal",
        postgresql_where=sa.text("state <> 'refused'"),
    )
    op.create_table(
        "evaluation_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False, comment="of the scheme: what fewer gave stands nowhere"),
        sa.Column(
            "trim",
            sa.Integer(),
            nullable=False,
            comment="of the scheme: lowest and highest scores dropped of each subject",
        ),
        sa.Column(
            "tiers",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="of the scheme: tiers with weights, here with their evaluators; empty: all alike",
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("class_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="open or closed; of ballots also void"),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('closed', 'open')", name=op.f("ck_evaluation_round_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_round")),
        sa.UniqueConstraint(
            "year", "scheme_code", "item_code", name=op.f("uq_evaluation_round_year_scheme_code_item_code")
        ),
        schema="appraisal",
        comment="evaluation by county leaders",
    )
    op.create_table(
        "sheet_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "teams",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="role to members by account; nobody stands in two",
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("class_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="open or closed; of ballots also void"),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('closed', 'open')", name=op.f("ck_sheet_round_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_round")),
        sa.UniqueConstraint("year", "scheme_code", "item_code", name=op.f("uq_sheet_round_year_scheme_code_item_code")),
        schema="appraisal",
        comment="year-end appraisal on site",
    )
    op.create_table(
        "veto",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("veto_code", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposer", sa.Text(), nullable=False),
        sa.Column("proposer_name", sa.Text(), nullable=False),
        sa.Column("decider_name", sa.Text(), nullable=True),
        sa.Column("document_number", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('decided', 'declined', 'proposed')", name=op.f("ck_veto_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_veto")),
        schema="appraisal",
        comment="one-vote veto: an owner proposes, the committee decides",
    )
    op.create_index(op.f("ix_veto_unit_code"), "veto", ["unit_code"], unique=False, schema="appraisal")
    op.create_index(
        "uq_veto_standing",
        "veto",
        ["year", "unit_code", "veto_code"],
        unique=True,
        schema="appraisal",
        postgresql_where=sa.text("state <> 'declined'"),
    )
    op.create_table(
        "ballot_count",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("subject_code", sa.Text(), nullable=False),
        sa.Column("batch_number", sa.Text(), nullable=False),
        sa.Column("votes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["appraisal.ballot_round.id"], name=op.f("fk_ballot_count_round_id_ballot_round")
        ),
        sa.PrimaryKeyConstraint("round_id", "subject_code", "batch_number", name=op.f("pk_ballot_count")),
        schema="appraisal",
        comment="votes of one batch of ballots for one subject",
    )
    op.create_table(
        "evaluation_score",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("evaluator", sa.Text(), nullable=False, comment="account that the round names"),
        sa.Column("person", sa.Text(), nullable=False, comment="whose account it is: one person scores once"),
        sa.Column("subject_code", sa.Text(), nullable=False),
        sa.Column("score", sa.Numeric(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["appraisal.evaluation_round.id"], name=op.f("fk_evaluation_score_round_id_evaluation_round")
        ),
        sa.PrimaryKeyConstraint("round_id", "evaluator", "subject_code", name=op.f("pk_evaluation_score")),
        sa.UniqueConstraint(
            "round_id", "person", "subject_code", name=op.f("uq_evaluation_score_round_id_person_subject_code")
        ),
        schema="appraisal",
        comment="one leader's score of one unit; shown to nobody else, also not by the audit",
    )
    op.create_table(
        "sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("subject_code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=True),
        sa.Column("verifier_name", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("monitor", sa.Text(), nullable=True),
        sa.Column("monitor_name", sa.Text(), nullable=True),
        sa.Column("stop_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "state IN ('awaited', 'scored', 'signed', 'stopped', 'verified')", name=op.f("ck_sheet_state")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["appraisal.sheet_round.id"], name=op.f("fk_sheet_round_id_sheet_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("round_id", "subject_code", name=op.f("uq_sheet_round_id_subject_code")),
        schema="appraisal",
        comment="one subject's sheet in a round",
    )
    op.create_index(op.f("ix_sheet_round_id"), "sheet", ["round_id"], unique=False, schema="appraisal")
    op.create_table(
        "sheet_score",
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("scorer", sa.Text(), nullable=False),
        sa.Column("scorer_name", sa.Text(), nullable=False),
        sa.Column("score", sa.Numeric(), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["appraisal.sheet.id"], name=op.f("fk_sheet_score_sheet_id_sheet")),
        sa.PrimaryKeyConstraint("sheet_id", "scorer", name=op.f("pk_sheet_score")),
        schema="appraisal",
        comment="one scorer's score on a sheet; blind until the sheet is signed",
    )
