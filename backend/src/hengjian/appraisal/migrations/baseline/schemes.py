"""Tables of schemes, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
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
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False, comment="scheme language"),
        sa.Column("binding", postgresql.JSONB(astext_type=sa.Text()), nullable=False, comment="item code to source"),
        sa.Column(
            "full_score", sa.Numeric(), nullable=True, comment="the total that the office states, where it states one"
        ),
        sa.Column(
            "coefficients",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="difficulty coefficient by subject code",
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=True, comment="of document, binding and coefficients as issued"),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column(
            "writers",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            comment="accounts that changed the draft besides its author",
        ),
        sa.Column("reviewer", sa.Text(), nullable=True),
        sa.Column("reviewer_name", sa.Text(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("approver_name", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("document_number", sa.Text(), nullable=True, comment="number under which the committee approved it"),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("amends_id", sa.Uuid(), nullable=True),
        sa.Column("copied_from_id", sa.Uuid(), nullable=True, comment="scheme of another year that it began as"),
        sa.Column("reason", sa.Text(), nullable=True, comment="why an earlier edition was amended"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "state IN ('amended', 'approved', 'draft', 'issued', 'reviewed')", name=op.f("ck_scheme_state")
        ),
        sa.CheckConstraint("subject_kind IN ('unit', 'cadre')", name=op.f("ck_scheme_subject_kind")),
        sa.ForeignKeyConstraint(["amends_id"], ["appraisal.scheme.id"], name=op.f("fk_scheme_amends_id_scheme")),
        sa.ForeignKeyConstraint(
            ["copied_from_id"], ["appraisal.scheme.id"], name=op.f("fk_scheme_copied_from_id_scheme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme")),
        sa.UniqueConstraint("year", "code", "edition", name=op.f("uq_scheme_year_code_edition")),
        schema="appraisal",
        comment="scoring scheme with its binding, frozen by value when issued",
    )
    op.create_index(op.f("ix_scheme_year"), "scheme", ["year"], unique=False, schema="appraisal")
