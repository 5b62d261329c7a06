"""Rounds of year end, results, seals and reviews; seals are append only.

Revision ID: appraisal_0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.data.alembic_env import service_role

revision = "appraisal_0003"
down_revision = "appraisal_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("options", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False, comment="with fewer votes no count is shown"),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("class_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="open or closed"),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_ballot_round_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_round")),
        sa.UniqueConstraint(
            "year", "scheme_code", "item_code", name=op.f("uq_ballot_round_year_scheme_code_item_code")
        ),
        schema="appraisal",
        comment="social evaluation and democratic ballots by count",
    )
    op.create_index(
        op.f("ix_ballot_round_updated_at"), "ballot_round", ["updated_at"], unique=False, schema="appraisal"
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
        sa.CheckConstraint("state IN ('claimed', 'verified', 'refused')", name=op.f("ck_bonus_claim_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bonus_claim")),
        schema="appraisal",
        comment="bonus points: the unit claims, an owner verifies; one matter once",
    )
    op.create_index(op.f("ix_bonus_claim_unit_code"), "bonus_claim", ["unit_code"], unique=False, schema="appraisal")
    op.create_index(op.f("ix_bonus_claim_updated_at"), "bonus_claim", ["updated_at"], unique=False, schema="appraisal")
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
        sa.Column("minimum", sa.Integer(), nullable=False, comment="with fewer evaluators no mean is shown"),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("class_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="open or closed"),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_evaluation_round_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_round")),
        sa.UniqueConstraint(
            "year", "scheme_code", "item_code", name=op.f("uq_evaluation_round_year_scheme_code_item_code")
        ),
        schema="appraisal",
        comment="evaluation by county leaders",
    )
    op.create_index(
        op.f("ix_evaluation_round_updated_at"), "evaluation_round", ["updated_at"], unique=False, schema="appraisal"
    )
    op.create_table(
        "sheet_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("teams", postgresql.JSONB(), nullable=False, comment="role to usernames; nobody stands in two"),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("class_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="open or closed"),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_sheet_round_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_round")),
        sa.UniqueConstraint("year", "scheme_code", "item_code", name=op.f("uq_sheet_round_year_scheme_code_item_code")),
        schema="appraisal",
        comment="year-end appraisal on site",
    )
    op.create_index(op.f("ix_sheet_round_updated_at"), "sheet_round", ["updated_at"], unique=False, schema="appraisal")
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
        sa.CheckConstraint("state IN ('proposed', 'decided', 'declined')", name=op.f("ck_veto_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_veto")),
        schema="appraisal",
        comment="one-vote veto: an owner proposes, the committee decides",
    )
    op.create_index(op.f("ix_veto_unit_code"), "veto", ["unit_code"], unique=False, schema="appraisal")
    op.create_index(op.f("ix_veto_updated_at"), "veto", ["updated_at"], unique=False, schema="appraisal")
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
        sa.Column("votes", postgresql.JSONB(), nullable=False),
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
        sa.Column("evaluator", sa.Text(), nullable=False),
        sa.Column("subject_code", sa.Text(), nullable=False),
        sa.Column("score", sa.Numeric(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["appraisal.evaluation_round.id"], name=op.f("fk_evaluation_score_round_id_evaluation_round")
        ),
        sa.PrimaryKeyConstraint("round_id", "evaluator", "subject_code", name=op.f("pk_evaluation_score")),
        schema="appraisal",
        comment="one leader's score of one unit; shown to nobody else",
    )
    op.create_table(
        "result_set",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False, comment="how many versions were sealed"),
        sa.Column("subjects", postgresql.JSONB(), nullable=False, comment="facts as the engine read them"),
        sa.Column("provenance", postgresql.JSONB(), nullable=False, comment="subject/item to record ids"),
        sa.Column("provenance_digest", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False, comment="of the engine's result"),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("computed_by", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("publicity_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('computed', 'approved', 'publicity', 'final')", name=op.f("ck_result_set_state")),
        sa.ForeignKeyConstraint(["scheme_id"], ["appraisal.scheme.id"], name=op.f("fk_result_set_scheme_id_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_set")),
        sa.UniqueConstraint(
            "year", "scheme_code", "class_code", name=op.f("uq_result_set_year_scheme_code_class_code")
        ),
        schema="appraisal",
        comment="result of a class; what was published is in sealed_result",
    )
    op.create_index(op.f("ix_result_set_class_code"), "result_set", ["class_code"], unique=False, schema="appraisal")
    op.create_index(op.f("ix_result_set_updated_at"), "result_set", ["updated_at"], unique=False, schema="appraisal")
    op.create_index(op.f("ix_result_set_year"), "result_set", ["year"], unique=False, schema="appraisal")
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
            "state IN ('awaited', 'verified', 'scored', 'signed', 'stopped')", name=op.f("ck_sheet_state")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["appraisal.sheet_round.id"], name=op.f("fk_sheet_round_id_sheet_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("round_id", "subject_code", name=op.f("uq_sheet_round_id_subject_code")),
        schema="appraisal",
        comment="one subject's sheet in a round",
    )
    op.create_index(op.f("ix_sheet_round_id"), "sheet", ["round_id"], unique=False, schema="appraisal")
    op.create_index(op.f("ix_sheet_updated_at"), "sheet", ["updated_at"], unique=False, schema="appraisal")
    op.create_table(
        "result_line",
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("subject_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("total", sa.Numeric(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("flags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("margin", sa.Numeric(), nullable=True),
        sa.ForeignKeyConstraint(
            ["result_id"], ["appraisal.result_set.id"], name=op.f("fk_result_line_result_id_result_set")
        ),
        sa.PrimaryKeyConstraint("result_id", "subject_code", name=op.f("pk_result_line")),
        schema="appraisal",
        comment="a subject's result",
    )
    op.create_index("ix_result_line_subject_code", "result_line", ["subject_code"], unique=False, schema="appraisal")
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("subject_code", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="upheld: the result stands"),
        sa.Column("requester", sa.Text(), nullable=False),
        sa.Column("requester_name", sa.Text(), nullable=False),
        sa.Column("decider_name", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column(
            "carried_out_in", sa.Integer(), nullable=True, comment="version of the result that took up the change"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('requested', 'upheld', 'changed')", name=op.f("ck_review_state")),
        sa.ForeignKeyConstraint(
            ["result_id"], ["appraisal.result_set.id"], name=op.f("fk_review_result_id_result_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        schema="appraisal",
        comment="a unit's or cadre's challenge of a published result",
    )
    op.create_index(op.f("ix_review_result_id"), "review", ["result_id"], unique=False, schema="appraisal")
    op.create_index(op.f("ix_review_updated_at"), "review", ["updated_at"], unique=False, schema="appraisal")
    op.create_table(
        "sealed_result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("bundle", sa.LargeBinary(), nullable=False, comment="RFC 8785 canonical JSON"),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False, comment="Ed25519 over the bundle, base64"),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_id"], ["appraisal.result_set.id"], name=op.f("fk_sealed_result_result_id_result_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_result")),
        sa.UniqueConstraint("result_id", "edition", name=op.f("uq_sealed_result_result_id_edition")),
        schema="appraisal",
        comment="append only: every published version",
    )
    op.create_index(
        op.f("ix_sealed_result_result_id"), "sealed_result", ["result_id"], unique=False, schema="appraisal"
    )
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
    op.execute(
        """CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON appraisal.sealed_result
           FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()"""
    )
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON appraisal.sealed_result FROM " + service_role())
    op.execute(
        """CREATE FUNCTION appraisal.keep_final_result() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             RAISE EXCEPTION 'a final result cannot change' USING ERRCODE = 'restrict_violation';
           END $$"""
    )
    op.execute(
        """CREATE TRIGGER keep_final_result BEFORE UPDATE OR DELETE ON appraisal.result_set FOR EACH ROW
           WHEN (OLD.state = 'final') EXECUTE FUNCTION appraisal.keep_final_result()"""
    )
    op.execute(
        """CREATE FUNCTION appraisal.keep_final_line() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             IF EXISTS (SELECT FROM appraisal.result_set
                        WHERE id IN (OLD.result_id, NEW.result_id) AND state = 'final') THEN
               RAISE EXCEPTION 'a final result cannot change' USING ERRCODE = 'restrict_violation';
             END IF;
             RETURN coalesce(NEW, OLD);
           END $$"""
    )
    op.execute(
        """CREATE TRIGGER keep_final_line BEFORE INSERT OR UPDATE OR DELETE ON appraisal.result_line
           FOR EACH ROW EXECUTE FUNCTION appraisal.keep_final_line()"""
    )
    for table in ("result_line", "result_set", "scheme"):
        op.execute(
            f"""CREATE TRIGGER never_emptied BEFORE TRUNCATE ON appraisal.{table}
                FOR EACH STATEMENT EXECUTE FUNCTION appraisal.refuse_change()"""
        )
