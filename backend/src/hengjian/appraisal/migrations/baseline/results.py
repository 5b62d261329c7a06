"""Tables of results, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "result_set",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("class_name", sa.Text(), nullable=True, comment="as it was called when the result was computed"),
        sa.Column("class_name_en", sa.Text(), nullable=True),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False, comment="how many versions were sealed"),
        sa.Column(
            "subjects", postgresql.JSONB(astext_type=sa.Text()), nullable=False, comment="facts as the engine read them"
        ),
        sa.Column(
            "provenance", postgresql.JSONB(astext_type=sa.Text()), nullable=False, comment="subject/item to record ids"
        ),
        sa.Column("provenance_digest", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False, comment="of the engine's result"),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("computed_by", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("publicity_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "own_unit_acts",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="who computed it or put it into force although their own unit is in it",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('approved', 'computed', 'final', 'publicity')", name=op.f("ck_result_set_state")),
        sa.ForeignKeyConstraint(["scheme_id"], ["appraisal.scheme.id"], name=op.f("fk_result_set_scheme_id_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_set")),
        sa.UniqueConstraint(
            "year", "scheme_code", "class_code", name=op.f("uq_result_set_year_scheme_code_class_code")
        ),
        schema="appraisal",
        comment="result of a class; what was published is in sealed_result",
    )
    op.create_index(op.f("ix_result_set_class_code"), "result_set", ["class_code"], unique=False, schema="appraisal")
    op.create_index(op.f("ix_result_set_year"), "result_set", ["year"], unique=False, schema="appraisal")
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
        sa.CheckConstraint("state IN ('changed', 'requested', 'upheld')", name=op.f("ck_review_state")),
        sa.ForeignKeyConstraint(
            ["result_id"], ["appraisal.result_set.id"], name=op.f("fk_review_result_id_result_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        schema="appraisal",
        comment="a unit's or cadre's challenge of a published result",
    )
    op.create_index(op.f("ix_review_result_id"), "review", ["result_id"], unique=False, schema="appraisal")
    op.create_table(
        "sealed_result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column(
            "statement",
            sa.LargeBinary(),
            server_default="",
            nullable=False,
            comment="what the signature is over, canonical JSON",
        ),
        sa.Column("bundle", sa.LargeBinary(), nullable=False, comment="RFC 8785 canonical JSON"),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False, comment="Ed25519 over the statement, base64"),
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
